"""Tables that stand side by side in a sheet, with a blank column between them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kamdocs.intake.captions import months_in_row
from kamdocs.intake.grid import Grid, Numbered, Row, blank
from kamdocs.intake.headings import HeadingIndex, Kinds, Match, bare

Stretch = tuple[int, Row]
"""Cells beside each other, and the column of the first of them."""


def side_by_side(
    head: Sequence[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
    hints: Mapping[int, Kinds],
) -> tuple[Grid, ...]:
    """The parts of a sheet that hold a table each; none where no two tables stand side by side.

    ``hints`` are the kinds that each of the rows may speak of. Two stretches of headings are two
    tables where each has all that its kind requires, and where they share a heading: otherwise the
    blank column only parts one table.
    """
    for row in (row for number, row in head if hints[number]):
        stretches = list(_stretches(row, grid.first_column))
        if len(stretches) == 1:
            continue
        whole = [one for one in stretches if _whole(one, indexes)]
        tables = [one for one in whole if _shares(one, whole)]
        if len(tables) > 1:
            starts = [grid.first_column, *(column for column, _ in tables[1:])]
            ends = [*starts[1:], None]
            return tuple(grid.between(*part) for part in zip(starts, ends, strict=True))
    return ()


def _stretches(row: Row, first: int) -> Iterator[Stretch]:
    """The filled cells of a row, as blank ones part them."""
    for empty, cells in groupby(enumerate(row, first), key=lambda one: blank(one[1])):
        if not empty:
            held = list(cells)
            yield held[0][0], [cell for _, cell in held]


def _whole(stretch: Stretch, indexes: Mapping[str, HeadingIndex]) -> bool:
    """Whether some kind has all its required columns in a stretch, or a customer with months that
    stand across."""
    column, row = stretch
    knowing = [index for index in indexes.values() if index.knows_any(row)]
    matches = [index.match(row, column) for index in knowing]
    if months_in_row(row) and any(_has_customer(match) for match in matches):
        return True
    return any(len(match.fields) > 1 and not match.missing for match in matches)


def _has_customer(match: Match) -> bool:
    schema = match.schema
    return bool(schema.across and match.fields & {schema.roles.name, schema.roles.code})


def _shares(stretch: Stretch, others: Sequence[Stretch]) -> bool:
    here = _names(stretch)
    return any(here & _names(other) for other in others if other is not stretch)


def _names(stretch: Stretch) -> set[str]:
    return {bare(cell).name for cell in stretch[1] if isinstance(cell, str)} - {""}
