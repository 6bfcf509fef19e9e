"""Headings with months among them: 客户名称 | 1月 | 2月 | …"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile, zip_longest
from pathlib import PurePath

from kamdocs.intake.captions import FEWEST, Month, month_in, titles_above
from kamdocs.intake.grid import Grid, Numbered, Row, Spot, blank, filled, first_of, plain, several
from kamdocs.intake.headings import Column, HeadingIndex, Match
from kamdocs.intake.months.telling import Teller
from kamdocs.lazy import lazy

_FIGURE = lazy(r"[-+(]?\d[\d,.]*(?![\d,.]*[年月季])")


@dataclass(frozen=True)
class MonthHeadings:
    """Headings with months among them. They stand in the rows from ``top`` to ``last``, the months
    in ``row``; ``shared`` are the headings of the columns that all months have in common, blank
    where the months are, and ``rows`` are those in which they stand."""

    grid: Grid
    index: HeadingIndex
    top: int
    row: int
    last: int
    months: Sequence[Month]
    shared: Row
    rows: Sequence[int]

    @cached_property
    def columns(self) -> frozenset[int]:
        """All columns of months."""
        return frozenset(column for one in self.months for column in one.columns)

    def without(self, row: Row, but: Iterable[int]) -> Row:
        """A row without what stands in the columns of months, ``but`` for some of them."""
        return without(row, self.grid.first_column, self.columns.difference(but))

    @cached_property
    def of_all_months(self) -> tuple[Column, ...]:
        """The columns beside the months that hold for each: those that say whose row it is, and
        those that sheets of every kind have."""
        schema = self.index.schema
        whose = {schema.roles.name, schema.roles.code, *schema.common}
        return tuple(one for one in self.beside(self.index).columns if one.field.name in whose)

    @cached_property
    def of_no_month(self) -> tuple[Column, ...]:
        """The other columns beside the months: nobody can tell what month they speak of."""
        columns = self.beside(self.index).columns
        return tuple(one for one in columns if one not in self.of_all_months)

    def spot(self, column: int) -> Spot:
        """The cell in which the heading of a column beside the months stands."""
        return self.rows[column - self.grid.first_column], column

    def of(self, month: Month) -> Row:
        """The headings of the table of one month."""
        heads = dict(zip(month.columns, month.heads, strict=True))
        heads |= {one.number: "" for one in self.of_no_month}
        return [heads.get(at, cell) for at, cell in enumerate(self.shared, self.grid.first_column)]

    @cached_property
    def of_one_customer(self) -> bool:
        """Whether just one customer stands beside the months, and what a row for each month has as
        columns does not."""
        match, roles = self.beside(self.index), self.index.schema.roles
        whose = {roles.name, roles.code}
        if any(column.field.name in whose for _, _, column in match.doubled):
            return False
        return bool(match.fields & whose) and not match.fields & {
            roles.month,
            self.index.schema.across,
        }

    def headed_by(self, under: Row) -> bool:
        """Whether the row below has headings of its own for the months: words without a customer,
        such as 计划 and 实际."""
        first, roles = self.grid.first_column, self.index.schema.roles
        whose = {roles.name, roles.code}
        keys = {one.number for one in self.beside(self.index).columns if one.field.name in whose}
        cells = filled(under, first)
        between = range(min(self.columns), max(self.columns) + 2)
        words = [cell for at, cell in cells.items() if at in between]
        return bool(words) and not keys & cells.keys() and all(map(_is_word, words))

    def beside(self, index: HeadingIndex) -> Match:
        """The columns that all months share, as headings of some kind."""
        return index.match(self.shared, self.grid.first_column)


def without(row: Row, first_column: int, columns: Iterable[int]) -> Row:
    """A row without what stands in some columns."""
    away = {*columns}
    return ["" if at in away else cell for at, cell in enumerate(row, first_column)]


def month_headings(
    head: Sequence[Numbered], at: int, grid: Grid, file: str, index: HeadingIndex
) -> MonthHeadings | None:
    """The row at a place of the head as headings of a kind with months among them, None where it is
    not: there is a customer beside them, and neither a month nor what stands below them.

    ``file`` is the name of the file, which may tell the year.
    """
    number, row = head[at]
    if len(titles_above(head[:at])) < at:
        return None
    over = head[at - 1][1] if at else ()
    under = head[at + 1][1] if at + 1 < len(head) else ()
    teller = Teller(grid, index, head[:at], number, row, under, (grid.name, PurePath(file).stem))
    months, two_rows = teller.months()
    different = {(one.year, one.month) for one in months}
    if len(months) < FEWEST or len(different) < len(months):
        return None
    if not two_rows and teller.parted:
        return None
    if two_rows and _strays(row, under, months, grid.first_column):
        return None
    first = grid.first_column
    columns = {column for one in months for column in one.columns}
    upper = _upper(number, row, over, grid)
    lines = (row, upper, under if two_rows else ())
    stacks = [*zip_longest(*lines, fillvalue="")]
    shared = without([*map(first_of, stacks)], first, columns)
    rows = [number + _first_place(one, (0, -1, 1)) for one in stacks]
    top, last = number - any(upper), number + two_rows
    found = MonthHeadings(grid, index, top, number, last, months, shared, rows)
    return found if found.of_one_customer and (two_rows or not found.headed_by(under)) else None


def _upper(number: int, row: Row, over: Row, grid: Grid) -> Row:
    """The headings of a row of months that begin in the row above it: those that are merged over
    both, and all where nothing stands left of the months in the lower."""
    merged = {area.left for area in grid.beneath.merged if area.top < number <= area.bottom}
    left = takewhile(lambda cell: not month_in(cell), row)
    bare = several(over) and all(map(blank, left))
    cells = enumerate(over, grid.first_column)
    return [cell if bare or place in merged else "" for place, cell in cells]


def _strays(row: Row, under: Row, months: Sequence[Month], first: int) -> bool:
    """Whether headings stand right of a month, one row further down, and nobody can tell whether
    they are of that month or of all: it is not merged over them."""
    columns = {column for one in months for column in one.columns}
    for at, (upper, lower) in enumerate(zip_longest(row, under, fillvalue=""), first):
        left = [one for one in months if one.columns[0] < at]
        if left and at not in columns and blank(upper) and not blank(lower):
            nearest = max(left, key=lambda one: one.columns[0])
            if len(nearest.columns) == 1:
                return True
    return False


def _is_word(cell: object) -> bool:
    return isinstance(cell, str) and not _FIGURE.match(plain(cell))


def _first_place(cells: Iterable[object], places: Sequence[int]) -> int:
    filled = (place for place, cell in zip(places, cells, strict=True) if not blank(cell))
    return next(filled, places[0])
