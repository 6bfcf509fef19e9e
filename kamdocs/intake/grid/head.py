"""The first rows of a sheet, in which its headings are looked for."""

from collections.abc import Iterator
from itertools import islice

from kamdocs.intake.grid.cells import several
from kamdocs.intake.grid.grid import Numbered

LOOKED_AT = 30
"""How many rows are looked at for a heading row, those with a single cell aside."""
_FARTHEST = 500
"""Further down no table begins."""


def head_of(rows: Iterator[Numbered]) -> list[Numbered]:
    """The first rows of a sheet, in which its headings are looked for.

    Rows with less than two filled cells, such as instructions above a table, hardly count.
    """
    head: list[Numbered] = []
    counted = 0
    for number, row in islice(rows, _FARTHEST):
        head.append((number, row))
        counted += several(row)
        if counted == LOOKED_AT:
            break
    return head
