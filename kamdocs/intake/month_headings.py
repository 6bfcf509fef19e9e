"""Headings with months among them: 客户名称 | 1月 | 2月 | …"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest
from pathlib import PurePath
from typing import NamedTuple

from kamdocs.intake.cells import blank, plain, several
from kamdocs.intake.days import read_month
from kamdocs.intake.grid import Grid, Numbered, Row
from kamdocs.intake.headings import HeadingIndex, Match
from kamdocs.intake.numerals import arabic
from kamdocs.intake.tables import named_after
from kamdocs.intake.titles import month_shown, titles_above, years_in
from kamdocs.intake.units import unit_behind
from kamdocs.lazy import lazy
from kamdocs.model import Period
from kamdocs.naming import comparable

_MONTH = lazy(
    r"(?:(20\d{2})\s*年\s*|(20\d{2})\s*[-./]\s*)?(\d{1,2})\s*(?:月份?|(?<=\d)(?=\Z))\s*(.*)"
)
"""1月, 2026年1月, 2026-01, 一月份（万元）, 1月业务量."""
_FEWEST = 2
"""One month alone is no row of them."""
_BRACKETS = ("(", "[")


class Month(NamedTuple):
    """A month among headings: its columns with what heads each of them, as ``written``; of ``year``
    0 nobody says which it is."""

    columns: range
    year: int
    month: int
    written: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class MonthHeadings:
    """Headings with months among them. They stand in the rows from ``top`` to ``last``, the months
    in ``row``; ``shared`` are the headings of the columns that all months have in common, blank
    where the months are."""

    grid: Grid
    index: HeadingIndex
    top: int
    row: int
    last: int
    months: Sequence[Month]
    shared: Row

    @cached_property
    def columns(self) -> frozenset[int]:
        """All columns of months."""
        return frozenset(column for one in self.months for column in one.columns)

    def without(self, row: Row, but: Iterable[int] = ()) -> Row:
        """A row without what stands in the columns of months, ``but`` for some of them."""
        return without(row, self.grid.first_column, self.columns.difference(but))

    def of(self, month: Month) -> Row:
        """The headings of the table of one month."""
        heads = dict(zip(month.columns, month.heads, strict=True))
        return [heads.get(at, cell) for at, cell in enumerate(self.shared, self.grid.first_column)]

    def beside(self, index: HeadingIndex) -> Match:
        """The columns that all months share, as headings of some kind."""
        return index.match(self.shared, self.grid.first_column)


def without(row: Row, first_column: int, columns: Iterable[int]) -> Row:
    """A row without what stands in some columns."""
    away = {*columns}
    return ["" if at in away else cell for at, cell in enumerate(row, first_column)]


def months_in_row(row: Row) -> bool:
    """Whether a row has so many months that these are headings."""
    return len([cell for cell in row if _parsed(cell)]) >= _FEWEST


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
    teller = _Teller(grid, index, head[:at], (grid.name, PurePath(file).stem))
    months, two_rows = teller.months(number, row, under)
    different = {(one.year, one.month) for one in months}
    if len(months) < _FEWEST or len(different) < len(months):
        return None
    first = grid.first_column
    columns = {column for one in months for column in one.columns}
    merged = {area.left for area in grid.beneath.merged if area.top < number <= area.bottom}
    upper = [cell if place in merged else "" for place, cell in enumerate(over, first)]
    lines = (row, upper, under if two_rows else ())
    shared = without([*map(_first_filled, zip_longest(*lines))], first, columns)
    found = MonthHeadings(
        grid, index, number - any(upper), number, number + two_rows, months, shared
    )
    fields, roles = found.beside(index).fields, index.schema.roles
    if not fields & {roles.name, roles.code} or fields & {roles.month, index.schema.across}:
        return None
    return found


def _first_filled(cells: Iterable[object]) -> object:
    return next((cell for cell in cells if not blank(cell)), "")


@dataclass(frozen=True)
class _Teller:
    """Tells the months of a heading row, by what stands ``above`` it and by the ``names`` of the
    sheet and its file."""

    grid: Grid
    index: HeadingIndex
    above: Sequence[Numbered]
    names: Sequence[str]

    def months(self, number: int, row: Row, under: Row) -> tuple[list[Month], bool]:
        """The months whose columns hold what the kind asks for, and whether the row ``under`` them
        has the headings of these columns."""
        first = self.grid.first_column
        cells = [(at, one) for at, cell in enumerate(row, first) if (one := _parsed(cell))]
        one_row, two_rows = [], []
        for at, (year, month, rest) in cells:
            columns, told = self._columns(number, at), year or self._year(at)
            written = plain(str(row[at - first]))
            heads = [*self._heads(columns, under)]
            if not rest and any(map(self._is_ours, heads)):
                two_rows.append(Month(columns, told, month, written, tuple(heads)))
            elif (heading := self._heading(rest)) and self._is_told(at, rest):
                alone = range(at, at + 1)
                one_row.append(Month(alone, told, month, written, (heading,)))
        return (two_rows, True) if two_rows else (one_row, False)

    def _columns(self, number: int, at: int) -> range:
        """The columns below a month: those over which it is merged, else its own."""
        spans = (area for area in self.grid.beneath.merged if area.anchor == (number, at))
        return range(at, next((area.right for area in spans), at) + 1)

    def _heads(self, columns: range, under: Row) -> Iterator[str]:
        """What heads some columns in the row below a month."""
        for at in columns:
            place = at - self.grid.first_column
            cell = under[place] if place < len(under) else ""
            head = cell if isinstance(cell, str) else ""
            yield self._with_unit(head) if self._is_ours(head) else head

    def _heading(self, rest: str) -> str:
        """What heads the figures of a month, empty where it is something else."""
        label = self.index.schema.label(self.index.schema.across).zh
        heading = f"{label}{rest}" if rest[:1] in ("", *_BRACKETS) else rest
        return self._with_unit(heading) if self._is_ours(heading) else ""

    def _with_unit(self, heading: str) -> str:
        """A heading of figures with the unit in brackets behind a title, where it has none."""
        column = self.index.alone(heading, certain=True)
        units = {unit for _, row in self.above for cell in row for unit in unit_behind(cell)}
        if column is None or column.unit or len(units) != 1:
            return heading
        return f"{heading}({units.pop()})"

    def _is_ours(self, heading: str) -> bool:
        """Whether it heads what the kind asks for below months."""
        column = self.index.alone(heading, certain=True)
        return column is not None and column.field.name == self.index.schema.across

    def _is_told(self, at: int, rest: str) -> bool:
        """Whether it is told what stands in the column of a month: by its heading itself, by the
        group above, by a title, by the name of the sheet or of the file. A group may say that it is
        something else."""
        group = self._group(at)
        if self._of_others(group):
            return False
        titles = [cell for _, row in self.above for cell in row if isinstance(cell, str)]
        own = bool(rest) and not rest.startswith(_BRACKETS)
        return own or any(map(self._tells, (group, *titles, *self.names)))

    def _group(self, at: int) -> str:
        """What stands above a column in a row of groups."""
        if not self.above or not several(self.above[-1][1]):
            return ""
        return next(map(plain, self._words(self.above[-1][1], at)), "")

    def _words(self, row: Row, at: int) -> Iterator[str]:
        """The words of a row that may speak of a column: those above it and left of that in a row
        of groups, the nearest first; in a line of titles all."""
        cells = row[: at - self.grid.first_column + 1] if several(row) else row
        return (cell for cell in reversed(cells) if isinstance(cell, str) and not blank(cell))

    def _of_others(self, text: str) -> bool:
        return any(word in text for one in self.index.schema.others for word in one.words)

    def _tells(self, text: str) -> bool:
        """Whether a text says what stands below the months, or what kind of sheet it is."""
        schema = self.index.schema
        if not text or self._of_others(text):
            return False
        words, wanted = comparable(text), schema.fields[schema.across]
        names = (*wanted.headings, *wanted.stands_in)
        return named_after(text, schema) or any(comparable(name) in words for name in names)

    def _year(self, at: int) -> int:
        """The year of a month that names none: the nearest above, else that in a name; 0 where they
        name none, or several together."""
        rows = [self._words(row, at) for _, row in reversed(self.above)]
        texts = chain(*rows, self.names)
        years = (years_in(text, self.index.schema.sheets) for text in texts)
        found = next(filter(None, years), set())
        return found.pop() if len(found) == 1 else 0


def _parsed(cell: object) -> tuple[int, int, str] | None:
    """The year of a month (0 where it names none), its number, and what stands behind it; None for
    what begins with no month."""
    if shown := month_shown(cell):
        return int(shown[:4]), int(shown[-2:]), ""
    if not isinstance(cell, str) or not ("月" in cell or "20" in cell):
        return None
    found = _MONTH.match(arabic(plain(cell)))
    if found is None or not (found[1] or found[2] or "月" in found[0]):
        return None
    year = int(found[1] or found[2] or 0)
    known = read_month(f"{year or 2000}-{found[3]}")
    return (year, known.start.month, found[4].strip()) if isinstance(known, Period) else None
