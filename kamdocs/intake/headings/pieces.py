"""Headings that name the pieces of the lines of one field: 姓名, 部门, 职务; 年度, 数量（台）."""

from collections.abc import Sequence
from functools import cache

from kamdocs.intake.headings.bare import LONGEST, Heading, bare, counted
from kamdocs.intake.headings.lines import pieces_of
from kamdocs.naming import comparable
from kamdocs.sheets import Field, SheetSchema


def pieces_in(
    schema: SheetSchema, group: Sequence[tuple[int, str]], titled: Field | None
) -> dict[int, tuple[Field, int]]:
    """The columns that are pieces of the lines of a field, by the field that has most of them.

    Below a title they are those of the field that is ``titled`` so, and of no other: its names,
    where it has no pieces of its own. A list (``items``) has them only below its title."""
    cells = {column: cell for column, cell in group if len(cell) <= LONGEST}
    best: dict[int, tuple[Field, int]] = {}
    for wanted in [titled] if titled else schema.fields.values():
        if wanted.type == "items" and not titled:
            continue
        pieces = pieces_of(wanted, titled is not None)
        found = {
            column: (wanted, at)
            for at, headings in enumerate(pieces)
            for column, cell in cells.items()
            if piece_of(cell, wanted)[0] in _compared(headings)
        }
        least = 1 if titled else min(2, len(pieces))
        different = len({at for _, at in found.values()})
        if different >= least and len(found) > len(best.keys() & found.keys()):
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
