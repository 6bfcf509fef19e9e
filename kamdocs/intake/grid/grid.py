"""A sheet as rows of raw cells with their true places, and what lies beneath its values."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import chain, islice, repeat
from typing import NamedTuple

from kamdocs.model import Unread, column_letters

Row = Sequence[object]
Numbered = tuple[int, Row]
Spot = tuple[int, int]
"""A row and a column, both from 1."""


def cell_at(row: Row, place: int) -> object:
    """The cell at a place of a row, counted from 0; an empty text where the row does not reach."""
    return row[place] if 0 <= place < len(row) else ""


def as_excel(spot: Spot) -> str:
    """A cell as Excel spells it: A1."""
    row, column = spot
    return f"{column_letters(column)}{row}"


class Area(NamedTuple):
    """Merged cells, both corners included; what is in them stands at the first."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def anchor(self) -> Spot:
        return self.top, self.left


class Beneath(NamedTuple):
    """What a reader of values does not show.

    ``cells`` are to be put in place of what it gives: an ``Unread`` for a formula error or a
    formula without a result, or the text that Excel shows for a number (3%, 002200). ``noted``
    counts what the ledger tells: hidden-rows, hidden-columns, filter, pictures, notes.
    ``later`` is how much later a bare number is a day than in a workbook that counts from
    1899-12-30, as most do.
    """

    cells: Mapping[Spot, object] = {}
    merged: tuple[Area, ...] = ()
    noted: Mapping[str, int] = {}
    later: timedelta = timedelta()


def error(shown: str) -> Unread:
    """What stands for a cell that shows a formula error such as #N/A."""
    return Unread(shown or "#", "KD120")


def no_result() -> Unread:
    """What stands for a formula of which the file holds no result."""
    return Unread("=", "KD121")


def from_row_one(rows: Iterable[Numbered]) -> Iterator[Row]:
    """Rows as a ``Grid.source`` yields them, with blank ones for the numbers that are left out."""
    before = 0
    for number, row in rows:
        yield from repeat((), number - before - 1)
        yield row
        before = number


class Grid(NamedTuple):
    """One sheet, or the part of one that holds a single table.

    ``source`` yields the rows of the whole sheet from row 1 on, blank ones included; the first cell
    of each row stands in column ``start`` (from 1). ``beneath`` is what the values do not show.

    A part made by ``between`` has the first of its columns as ``part`` (0 where it is the
    leftmost). A part made by ``below`` leaves out the rows up to ``since``, except the first
    ``titles`` rows of the sheet, which count for it, too. A sheet too large to be read has no rows;
    ``beyond`` are the one or two cells that make it so large.
    """

    name: str
    source: Callable[[], Iterable[Row]]
    start: int = 1
    hidden: bool = False
    filled: bool = True
    beneath: Beneath = Beneath()
    part: int = 0
    beyond: tuple[Spot, ...] = ()
    since: int = 0
    titles: int = 0

    @property
    def first_column(self) -> int:
        """The column in which the cells of every row of ``rows`` begin."""
        return min([self.start, *(column for _, column in self.beneath.cells)])

    def between(self, first: int, end: int | None) -> "Grid":
        """The part of the sheet from column ``first`` up to, not including, ``end`` (None: to the
        last)."""
        left = max(first - self.start, 0)
        right = None if end is None else max(end - self.start, 0)
        here = range(first, end or sys.maxsize)
        beneath = self.beneath._replace(
            cells={spot: cell for spot, cell in self.beneath.cells.items() if spot[1] in here},
            merged=tuple(area for area in self.beneath.merged if area.left in here),
        )
        return self._replace(
            source=lambda: (row[left:right] for row in self.source()),
            start=max(first, self.start),
            beneath=beneath,
            part=first if first > self.first_column else 0,
        )

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Each row as (row number, cells), with what lies ``beneath`` laid over the values."""
        every = self._laid_over() if self.beneath.cells else enumerate(self.source(), 1)
        if not self.since:
            return every
        return chain(islice(every, self.titles), islice(every, self.since - self.titles, None))

    def with_rows(self, rows: Callable[[], Iterable[Numbered]]) -> "Grid":
        """The same sheet with these rows in place of its own, in which what lies beneath the cells
        is laid over the values already."""
        return self._replace(
            source=lambda: from_row_one(rows()),
            start=self.first_column,
            beneath=self.beneath._replace(cells={}),
            since=0,
        )

    def below(self, last: int, titles: int) -> "Grid":
        """The rows below row ``last``, which keep their numbers, and the first ``titles`` rows of
        the sheet."""
        merged = tuple(area for area in self.beneath.merged if area.top > last)
        beneath = self.beneath._replace(merged=merged)
        return self._replace(since=last, titles=titles, beneath=beneath)

    def _laid_over(self) -> Iterator[tuple[int, Row]]:
        first = self.first_column
        lead = [""] * (self.start - first)
        over: dict[int, list[tuple[int, object]]] = {}
        for (row, column), cell in self.beneath.cells.items():
            over.setdefault(row, []).append((column - first, cell))
        for number, cells in enumerate(self.source(), 1):
            yield number, _patched([*lead, *cells], over.pop(number, ()))
        for below in sorted(over):
            yield below, _patched([], over[below])


def _patched(row: list[object], cells: Iterable[tuple[int, object]]) -> Row:
    for index, cell in cells:
        row.extend([""] * (index + 1 - len(row)))
        row[index] = cell
    return row
