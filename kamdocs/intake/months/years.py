"""Years that stand across, where a kind has a row for each: the sheet taken apart by years.

客户名称 | 2024级别 | 2025级别 | 2026级别, or 2025年 and 2026年, each over 得分 | 级别.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, takewhile

from kamdocs.intake.captions import named_after, titled, titles_above
from kamdocs.intake.grid import (
    Grid,
    Numbered,
    Row,
    Spot,
    blank,
    cell_at,
    filled,
    from_row_one,
    not_blank,
    plain,
    why_no_record,
    words,
)
from kamdocs.intake.headings import Column, HeadingIndex, Pair, groups_above
from kamdocs.intake.months.across import Across, Part
from kamdocs.intake.months.headings import without
from kamdocs.intake.tables import Ahead, Headings
from kamdocs.lazy import lazy

_OF_A_YEAR = lazy(r"(20\d{2})\s*年?度?\s*(\D+)|(\D+?)\s*[(（]?\s*(20\d{2})\s*年?度?\s*[)）]?")

_SEVERAL = 2


def years_across(
    head: Sequence[Numbered], grid: Grid, indexes: Mapping[str, HeadingIndex]
) -> Across | None:
    """The years that stand across in a sheet, below nothing but titles, or None.

    The sheet or a title is called after the kind, no column gives the year, and of each year there
    is at least what every sheet of the kind must have: the grade. Where more of the headings are of
    another kind, as in an archive with grades, they are none.
    """
    for at, (number, row) in enumerate(head):
        above = head[:at]
        if len(titles_above(above)) < at:
            break
        under = head[at + 1][1] if at + 1 < len(head) else ()
        if not any(map(_has_year, chain(row, under))):
            continue
        for index in (one for one in indexes.values() if one.schema.titled_year):
            if named_after(grid.name, index.schema) or titled(above, index.schema):
                alone = _Years(grid, index, number, number, row)
                for found in (alone, _stacked(grid, index, number, row, under)):
                    if found.are_so and found.are_most(indexes):
                        return found.above_others(indexes).across()
    return None


def _has_year(cell: object) -> bool:
    """Whether a cell may name a year, told quickly."""
    if isinstance(cell, str):
        return "20" in cell
    return isinstance(cell, float | int) and 2000 < cell < 2100


def _stacked(grid: Grid, index: HeadingIndex, number: int, upper: Row, lower: Row) -> "_Years":
    """Two rows as headings with years among them, where groups are years or stand above years:
    2025年 over 得分 and 级别, 级别 over 2025年 and 2026年."""
    groups = groups_above(number, upper, lower, grid)
    row = [
        f"{words(groups[at])}{words(lower[at])}"
        if at < len(lower) and not blank(lower[at])
        else cell_at(upper, at)
        for at in range(max(len(upper), len(lower)))
    ]
    return _Years(grid, index, number, number + 1, row, lower)


@dataclass(frozen=True)
class _Years:
    """Headings with years among them, as one ``row``: in the rows from ``top`` to ``number``;
    ``lower`` is the second of two. Their table ends with the row ``last``, if another begins below
    it."""

    grid: Grid
    index: HeadingIndex
    top: int
    number: int
    row: Row
    lower: Row = ()
    last: int = sys.maxsize

    @cached_property
    def columns(self) -> Mapping[str, Mapping[int, str]]:
        """The columns of each year, with the names of their fields."""
        found: dict[str, dict[int, str]] = {}
        for at, cell in enumerate(self.row, self.grid.first_column):
            if not isinstance(cell, str) or self.index.knows(cell):
                continue
            one = _OF_A_YEAR.fullmatch(plain(cell))
            year, heading = ((one[1], one[2]) if one[1] else (one[4], one[3])) if one else ("", "")
            if column := self.index.alone(heading, certain=True):
                unit = f"({column.unit})" if column.unit else ""
                found.setdefault(year, {})[at] = f"{column.field.label.zh}{unit}"
        return {year: those for year, those in found.items() if self._marks <= self._named(those)}

    @property
    def are_so(self) -> bool:
        """Whether years stand across, beside a customer, and no other column gives a year or what
        is told of each."""
        roles = self.index.schema.roles
        beside = {one.field.name for one in self._beside}
        told = self._marks | {self.index.schema.titled_year}
        return bool(self.columns and beside & {roles.name, roles.code} and not beside & told)

    def are_most(self, indexes: Mapping[str, HeadingIndex]) -> bool:
        """Whether no other kind knows more of the headings."""
        of_years = {name for those in self.columns.values() for name in self._named(those)}
        ours = len(self._beside) + len(of_years)
        theirs = (one.match(self.row, self.grid.first_column) for one in indexes.values())
        return all(len(one.fields) <= ours for one in theirs)

    def above_others(self, indexes: Mapping[str, HeadingIndex]) -> "_Years":
        """The same down to the last row that tells of a year above the headings of another table,
        if there are any. A year alone leaves the whole sheet as it is, and need not end."""
        if len(self.columns) < _SEVERAL:
            return self
        rows, headings = Ahead(self.grid.rows()), Headings(self.grid, indexes)
        last = self.number
        for number, row in rows:
            if number <= self.number or self._again(row):
                continue
            if self._are_years(number, row) or headings.at(number, row, rows):
                return replace(self, last=last)
            if not self._all.isdisjoint(filled(row, self.grid.first_column)):
                last = number
        return self

    def across(self) -> Across:
        """Each year of which anything is filled in."""
        schema, years = self.index.schema, self.columns
        of_years = {year: self._filled(those) for year, those in years.items()}
        told = [year for year in years if of_years[year]] or [*years][:1]
        at, year = min((min(those), year) for year, those in years.items())
        return Across(
            grid=self.grid,
            indexes={schema.kind: self.index},
            wanted=schema.fields[schema.titled_year],
            begins=self._spot(at, year),
            of_no_month={one.heading: self._spot(one.number) for one in self._of_no_year},
            parts=[Part(self._of(year), self._said(year)) for year in told],
            cells=sum(of_years.values()),
            rest=self.grid.below(self.last, 0) if self.last < sys.maxsize else None,
            code="KD678",
        )

    @property
    def _marks(self) -> set[str]:
        return {*self.index.schema.mark} - {self.index.schema.titled_year}

    def _named(self, columns: Mapping[int, str]) -> set[str]:
        """The fields that some headings name."""
        named = (self.index.alone(heading) for heading in columns.values())
        return {one.field.name for one in named if one}

    @cached_property
    def _all(self) -> frozenset[int]:
        return frozenset(at for those in self.columns.values() for at in those)

    @property
    def _beside(self) -> Sequence[Column]:
        """The columns beside those of the years."""
        row = without(self.row, self.grid.first_column, self._all)
        return self.index.match(row, self.grid.first_column, certain=True).columns

    @property
    def _of_no_year(self) -> Sequence[Column]:
        """Those of them of which nobody can tell what year they speak of, if there are several."""
        schema = self.index.schema
        whose = {schema.roles.name, schema.roles.code, "remark"}
        several = len(self.columns) >= _SEVERAL
        return [one for one in self._beside if several and one.field.name not in whose]

    def _spot(self, column: int, said: str = "") -> Spot:
        """The cell in which the heading of a column stands, or in which that is ``said``."""
        below = cell_at(self.lower, column - self.grid.first_column)
        upper = self.top < self.number and (blank(below) or said not in words(below))
        return self.top if upper else self.number, column

    @cached_property
    def _headings(self) -> Sequence[Sequence[object]]:
        """What stands in the rows of the headings."""
        rows = takewhile(lambda numbered: numbered[0] <= self.number, self.grid.rows())
        return [not_blank(row) for number, row in rows if number >= self.top]

    def _again(self, row: Row) -> bool:
        """Whether a row is the headings again, as on the next page."""
        return not_blank(row) in self._headings

    def _are_years(self, number: int, row: Row) -> bool:
        """Whether a row below has further years as headings."""
        return (
            any(map(_has_year, row)) and _Years(self.grid, self.index, number, number, row).are_so
        )

    def _filled(self, columns: Mapping[int, str]) -> int:
        """How many cells are filled in for a year."""
        below = (
            row
            for number, row in self.grid.rows()
            if self.number < number <= self.last and not self._again(row)
        )
        return sum(at in columns for row in below for at in filled(row, self.grid.first_column))

    def _of(self, year: str) -> Grid:
        """The sheet with the columns of one year, and of its rows those that tell of it."""
        grid, own = self.grid, self.columns[year]
        merged = tuple(
            area
            for area in grid.beneath.merged
            if area.bottom < self.top
            or (area.top > self.number and area.left not in self._all - own.keys())
        )
        return grid._replace(
            source=lambda: from_row_one(self._rows(own)),
            start=grid.first_column,
            beneath=grid.beneath._replace(cells={}, merged=merged),
            part=min(own),
        )

    def _rows(self, own: Mapping[int, str]) -> Iterator[Numbered]:
        first = self.grid.first_column
        away = self._all.difference(own).union(one.number for one in self._of_no_year)
        for number, row in self.grid.rows():
            if number > self.last:
                return
            if number == self.number:
                headings = without(self.row, first, away)
                yield number, [own.get(at, cell) for at, cell in enumerate(headings, first)]
            elif self.top <= number < self.number or self._again(row):
                yield number, ()
            elif number < self.top or why_no_record(row, not_blank(row), (0,)):
                yield number, row
            else:
                tells = any(cell_at(row, at - first) not in ("", None) for at in own)
                yield number, without(row, first, away) if tells else ()

    def _said(self, year: str) -> Pair:
        """The year that the headings name for all rows."""
        at = min(self.columns[year])
        spot, schema = self._spot(at, year), self.index.schema
        label = Column(
            0, schema.fields[schema.titled_year], str(self.row[at - self.grid.first_column]), ""
        )
        return Pair(label, spot, spot, year, titled=True, across=True)
