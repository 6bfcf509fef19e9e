"""Customers that stand across with their months down the side: the sheet taken apart by customers.

月份 | 苏州迅捷电梯有限公司 | 无锡恒升机电有限公司, and below it a row for each month.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamdocs.intake.captions import month_in, titles_above
from kamdocs.intake.grid import (
    Grid,
    Numbered,
    Row,
    blank,
    cell_at,
    first_of,
    from_row_one,
    is_firm,
    is_total,
    not_blank,
    plain,
    why_no_record,
    words,
)
from kamdocs.intake.headings import Column, HeadingIndex, Pair
from kamdocs.intake.months.across import Across, Part
from kamdocs.intake.months.telling import told_by
from kamdocs.intake.values import stands_for, unit_behind

_FEWEST = 2
"""So many customers, and so many months, tell that they stand so."""
_BELOW = slice(2, 7)
"""Among these rows are some below the headings: in most sheets none of them begins with a month."""


def customers_across(
    head: Sequence[Numbered], grid: Grid, indexes: Mapping[str, HeadingIndex]
) -> Across | None:
    """The customers that stand across in a sheet, below nothing but titles, or None.

    Titles or the sheet must say what stands below them; the heading of the months is 月份, or
    blank.
    """
    if not any(_begins_with_month(row) for _, row in head[_BELOW]):
        return None
    several = (at for at, (_, row) in enumerate(head) if sum(map(_is_customer, row)) >= _FEWEST)
    at = next(several, None)
    if at is None or len(titles_above(head[:at])) < at:
        return None
    for index in (one for one in indexes.values() if one.schema.across):
        found = _Turned.of(head, at, grid, index)
        if found.is_so(head[at + 1 :]):
            return found.across()
    return None


@dataclass(frozen=True)
class _Turned:
    """Headings with customers among them, in row ``number``: the ``places`` in the row of the
    customers, and that of the months."""

    grid: Grid
    index: HeadingIndex
    above: Sequence[Numbered]
    number: int
    row: Row
    month: int
    places: Sequence[int]

    @classmethod
    def of(cls, head: Sequence[Numbered], at: int, grid: Grid, index: HeadingIndex) -> "_Turned":
        """The headings at a place of the head; the months stand left of the customers."""
        number, row = head[at]
        under = head[at + 1][1] if at + 1 < len(head) else ()
        month = next((place for place, cell in enumerate(under) if month_in(cell)), -1)
        filled = (place for place, cell in enumerate(row) if not (blank(cell) or is_total(cell)))
        places = [place for place in filled if place > month]
        return cls(grid, index, head[:at], number, row, month, places)

    def is_so(self, below: Sequence[Numbered]) -> bool:
        """Whether customers stand across, and months down."""
        customers = [self.row[place] for place in self.places]
        months = [row for _, row in below if month_in(cell_at(row, self.month))]
        return (
            self.month >= 0
            and min(len(months), len(customers)) >= _FEWEST
            and self._heads_months(cell_at(self.row, self.month))
            and not self.index.knows_any(customers)
            and 2 * sum(map(_is_customer, customers)) > len(customers)
            and told_by(self.index.schema, self.grid.name, list(self._titles()))
        )

    def across(self) -> Across:
        """Each customer of whom anything is filled in, with the months below."""
        schema, first = self.index.schema, self.grid.first_column
        filled = {place: self._filled(place) for place in self.places}
        told = [place for place in self.places if filled[place]] or self.places[:1]
        months = set[int]().union(*filled.values())
        return Across(
            grid=self.grid,
            indexes={schema.kind: self.index},
            wanted=schema.fields[schema.across],
            begins=(self.number, self.places[0] + first),
            of_no_month={},
            parts=[Part(self._of(place), self._said(place)) for place in told],
            cells=sum(map(len, filled.values())) + len(months),
            rest=None,
            code="KD617",
        )

    def _heads_months(self, heading: object) -> bool:
        column = self.index.alone(heading, True) if isinstance(heading, str) else None
        named = column is not None and column.field.name == self.index.schema.roles.month
        return blank(heading) or named

    def _titles(self) -> Iterator[str]:
        return (cell for _, row in self.above for cell in row if isinstance(cell, str))

    def _filled(self, place: int) -> set[int]:
        """The rows of months in which something stands for a customer."""
        return {
            number
            for number, row in self.grid.rows()
            if number > self.number and self._tells(row, place) and month_in(self._month_of(row))
        }

    def _month_of(self, row: Row) -> object:
        return cell_at(row, self.month)

    @staticmethod
    def _tells(row: Row, place: int) -> bool:
        cell = cell_at(row, place)
        return not (blank(cell) or (isinstance(cell, str) and stands_for(cell) == "blank"))

    def _of(self, place: int) -> Grid:
        """The sheet with the months and the column of one customer, and with what stands below no
        heading."""
        first = self.grid.first_column
        columns = {self.month + first, place + first}
        merged = tuple(
            area
            for area in self.grid.beneath.merged
            if area.bottom < self.number or (area.top > self.number and area.left in columns)
        )
        return self.grid._replace(
            source=lambda: from_row_one(self._rows(place)),
            start=first,
            beneath=self.grid.beneath._replace(cells={}, merged=merged),
            part=place + first,
        )

    def _rows(self, place: int) -> Iterator[Numbered]:
        for number, row in self.grid.rows():
            yield number, self._row(number, row, place)

    def _row(self, number: int, row: Row, place: int) -> Row:
        if number < self.number:
            return row
        if number == self.number:
            return self._only({self.month: self._heading_of_months(), place: self._heading()})
        if why_no_record(row, not_blank(row), (0,)) == "note":
            return row  # what is signed there counts for all customers
        cells = self._below_no_heading(row)
        if self._tells(row, place):
            cells |= {self.month: self._month_of(row), place: cell_at(row, place)}
        return self._only(cells)

    def _below_no_heading(self, row: Row) -> dict[int, object]:
        beyond = range(self.month + 1, len(row))
        return {at: row[at] for at in beyond if blank(cell_at(self.row, at)) and not blank(row[at])}

    @staticmethod
    def _only(cells: Mapping[int, object]) -> Row:
        return [cells.get(at, "") for at in range(max(cells, default=-1) + 1)]

    def _heading_of_months(self) -> str:
        return self.index.schema.label(self.index.schema.roles.month).zh

    def _heading(self) -> str:
        """What heads the figures of a customer, in the unit in brackets behind the titles."""
        label = self.index.schema.label(self.index.schema.across).zh
        units = {unit for text in self._titles() for unit in unit_behind(text)}
        return f"{label}({units.pop()})" if len(units) == 1 else label

    def _said(self, place: int) -> Pair:
        """The customer that the heading names for all rows."""
        spot, schema = (self.number, place + self.grid.first_column), self.index.schema
        label = Column(0, schema.fields[schema.roles.name], words(self.row[place]), "")
        return Pair(label, spot, spot, self.row[place], across=True)


def _begins_with_month(row: Row) -> bool:
    """Whether the first filled cell of a row is a month, which of most rows is told at once."""
    return bool(month_in(first_of(row)))


def _is_customer(cell: object) -> bool:
    return isinstance(cell, str) and is_firm(plain(cell))
