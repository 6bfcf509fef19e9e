"""Headings that name the pieces of the lines of one field: 姓名, 部门, 职务; 年度, 数量（台）."""

from collections.abc import Sequence
from functools import cache

from kamdocs.intake.headings.bare import LONGEST, Heading, bare
from kamdocs.intake.headings.index import counted
from kamdocs.naming import comparable
from kamdocs.sheets import Field, SheetSchema


def pieces_in(
    schema: SheetSchema, group: Sequence[tuple[int, str]]
) -> dict[int, tuple[Field, int]]:
    """The columns that are pieces of the lines of a field, by the field that has most of them."""
    cells = {column: cell for column, cell in group if len(cell) <= LONGEST}
    best: dict[int, tuple[Field, int]] = {}
    for wanted in schema.fields.values():
        found = {
            column: (wanted, at)
            for at, headings in enumerate(wanted.columns)
            for column, cell in cells.items()
            if piece_of(cell, wanted)[0] in _compared(headings)
        }
        least = min(2, len(wanted.columns))
        if len(found) >= least and len(found) > len(best.keys() & found.keys()):
            best |= {column: piece for column, piece in found.items() if column not in best}
    return best


def piece_of(cell: str, wanted: Field) -> tuple[str, str]:
    """The name of a piece of the lines of a field, and the unit behind it: 数量（台）."""
    heading = bare(cell) if wanted.counted_in else Heading(comparable(cell))
    unit = counted(heading, wanted)
    return (heading.stem, unit) if unit else (heading.name, heading.unit)


@cache
def _compared(headings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(comparable, headings))
