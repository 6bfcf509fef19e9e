"""Headings with months among them: 客户名称 | 1月 | 2月 | …"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, takewhile, zip_longest
from pathlib import PurePath
from typing import NamedTuple

from kamdocs.intake.cells import blank, plain, several
from kamdocs.intake.days import read_month
from kamdocs.intake.grid import Grid, Numbered, Row, Spot
from kamdocs.intake.headings import Column, HeadingIndex, Match
from kamdocs.intake.numerals import arabic
from kamdocs.intake.tables import named_after
from kamdocs.intake.titles import month_shown, says_something, titles_above, years_in
from kamdocs.intake.units import unit_behind, units_stated
from kamdocs.lazy import lazy
from kamdocs.model import Period
from kamdocs.naming import comparable
from kamdocs.sheets import SheetSchema

_MONTH = lazy(
    r"(?:(20\d{2})\s*年\s*|(20\d{2})\s*[-./]\s*)?(\d{1,2})\s*(?:月份?|(?<=\d)(?=\Z))\s*(.*)"
)
"""1月, 2026年1月, 2026-01, 一月份（万元）, 1月业务量."""
_FEWEST = 2
"""One month alone is no row of them."""
_BRACKETS = ("(", "[")
_WHEN = lazy(
    r"(?:[\d一二三四五六七八九十年度月份季上下半各按分—~、至到及和()\[\].\s-]|当年|本年|今年|实际|实绩|完成)*"
)
"""A group that says no more than when, or that it is what came of it: 2026年, 各月, 实际."""
_SENTENCE = lazy(r"请|[,。;]")
_FIGURE = lazy(r"[-+(]?\d[\d,.]*(?![\d,.]*[年月季])")
_NAMELESS = lazy(r"(?:sheet|工作表|表)?[\d年度月份.\s-]*", re.IGNORECASE)
"""The name of a sheet that says nothing of what stands in it: Sheet1, 2026年."""


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

    def without(self, row: Row, but: Iterable[int] = ()) -> Row:
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
        filled = {at: cell for at, cell in enumerate(under, first) if not blank(cell)}
        between = range(min(self.columns), max(self.columns) + 2)
        words = [cell for at, cell in filled.items() if at in between]
        return bool(words) and not keys & filled.keys() and all(map(_is_word, words))

    def beside(self, index: HeadingIndex) -> Match:
        """The columns that all months share, as headings of some kind."""
        return index.match(self.shared, self.grid.first_column)


def without(row: Row, first_column: int, columns: Iterable[int]) -> Row:
    """A row without what stands in some columns."""
    away = {*columns}
    return ["" if at in away else cell for at, cell in enumerate(row, first_column)]


def is_of_others(schema: SheetSchema, text: str) -> bool:
    """Whether words say that something is of other months than its own, or of others."""
    return any(word in text for one in schema.others for word in one.words)


def names_it(schema: SheetSchema, text: str) -> bool:
    """Whether words name what stands below months, or the kind of sheet."""
    words, wanted = comparable(text), schema.fields[schema.across]
    names = (*wanted.headings, *wanted.stands_in)
    return named_after(text, schema) or any(comparable(name) in words for name in names)


def months_in_row(row: Row) -> bool:
    """Whether a row has so many months that these are headings."""
    return len([cell for cell in row if _parsed(cell)]) >= _FEWEST


def first_month(head: Sequence[Numbered], first_column: int) -> Spot | None:
    """The first month of a row among the first of a sheet that has so many that these are headings;
    None where there is no such row."""
    number, row = next((one for one in head if months_in_row(one[1])), (0, ()))
    columns = (at for at, cell in enumerate(row, first_column) if _parsed(cell))
    return next(((number, at) for at in columns), None)


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
    teller = _Teller(grid, index, head[:at], number, row, under, (grid.name, PurePath(file).stem))
    months, two_rows = teller.months()
    different = {(one.year, one.month) for one in months}
    if len(months) < _FEWEST or len(different) < len(months):
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
    shared = without([*map(_first_filled, stacks)], first, columns)
    rows = [number + _first_place(one, (0, -1, 1)) for one in stacks]
    top, last = number - any(upper), number + two_rows
    found = MonthHeadings(grid, index, top, number, last, months, shared, rows)
    return found if found.of_one_customer and (two_rows or not found.headed_by(under)) else None


def _upper(number: int, row: Row, over: Row, grid: Grid) -> Row:
    """The headings of a row of months that begin in the row above it: those that are merged over
    both, and all where nothing stands left of the months in the lower."""
    merged = {area.left for area in grid.beneath.merged if area.top < number <= area.bottom}
    left = takewhile(lambda cell: not _parsed(cell), row)
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


def _first_filled(cells: Iterable[object]) -> object:
    return next((cell for cell in cells if not blank(cell)), "")


@dataclass(frozen=True)
class _Teller:
    """Tells the months of a heading ``row``, whose number is ``number``, by the row ``under`` it,
    by what stands ``above`` it, and by the ``names`` of the sheet and its file."""

    grid: Grid
    index: HeadingIndex
    above: Sequence[Numbered]
    number: int
    row: Row
    under: Row
    names: tuple[str, str]

    def months(self) -> tuple[list[Month], bool]:
        """The months whose columns hold what the kind asks for, and whether the row under them has
        the headings of these columns."""
        one_row, two_rows = [], []
        for at, (year, month, rest) in self._cells.items():
            columns, told = self._columns(at), year or self._year(at)
            written = plain(str(self.row[at - self.grid.first_column]))
            heads = [*self._heads(columns)]
            if not rest and any(map(self._is_ours, heads)):
                two_rows.append(Month(columns, told, month, written, tuple(heads)))
            elif (heading := self._heading(at, rest)) and self._is_told(at, rest):
                alone = range(at, at + 1)
                one_row.append(Month(alone, told, month, written, (heading,)))
        return (self._in_order(two_rows), True) if two_rows else (self._in_order(one_row), False)

    @cached_property
    def _cells(self) -> Mapping[int, tuple[int, int, str]]:
        """The months of the row by their columns."""
        cells = enumerate(self.row, self.grid.first_column)
        return {at: one for at, cell in cells if (one := _parsed(cell))}

    @property
    def parted(self) -> bool:
        """Whether something stands below the further columns over which a month is merged."""
        further = {column for at in self._cells for column in self._columns(at)[1:]}
        cells = enumerate(self.under, self.grid.first_column)
        return any(at in further and not blank(cell) for at, cell in cells)

    def _in_order(self, months: Sequence[Month]) -> list[Month]:
        """The months, without a year where it is not in their own headings and they do not stand in
        order: of 11月, 12月, 1月 the last is of another year."""
        unclear = set()
        for year in {one.year for one in months if not self._cells[one.columns[0]][0]}:
            numbers = [one.month for one in months if one.year == year]
            if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
                unclear.add(year)
        return [one._replace(year=0) if one.year in unclear else one for one in months]

    def _columns(self, at: int) -> range:
        """The columns below a month: those over which it is merged, else its own."""
        spans = (area for area in self.grid.beneath.merged if area.anchor == (self.number, at))
        return range(at, next((area.right for area in spans), at) + 1)

    def _heads(self, columns: range) -> Iterator[str]:
        """What heads some columns in the row below a month."""
        for at in columns:
            place = at - self.grid.first_column
            cell = self.under[place] if place < len(self.under) else ""
            head = cell if isinstance(cell, str) else ""
            yield self._with_unit(at, head) if self._is_ours(head) else head

    def _heading(self, at: int, rest: str) -> str:
        """What heads the figures of a month, empty where it is something else."""
        label = self.index.schema.label(self.index.schema.across).zh
        heading = f"{label}{rest}" if rest[:1] in ("", *_BRACKETS) else rest
        return self._with_unit(at, heading) if self._is_ours(heading) else ""

    def _with_unit(self, at: int, heading: str) -> str:
        """A heading of figures with the unit in brackets behind the group above, or behind a title
        where no other stands above, if it has none."""
        column = self.index.alone(heading, certain=True)
        units = unit_behind(self._group(at)) or self._unit_behind_titles
        if column is None or column.unit or not units:
            return heading
        return f"{heading}({units[0]})"

    @cached_property
    def _unit_behind_titles(self) -> list[str]:
        """The unit in brackets behind titles, none where another is named above."""
        cells = [cell for _, row in self.above for cell in row]
        units = {unit for cell in cells for unit in unit_behind(cell)}
        stated = {unit for cell in cells for unit in units_stated(cell)}
        return [*units] if len(units) == 1 and stated <= units else []

    def _is_ours(self, heading: str) -> bool:
        """Whether it heads what the kind asks for below months."""
        column = self.index.alone(heading, certain=True)
        return column is not None and column.field.name == self.index.schema.across

    def _is_told(self, at: int, rest: str) -> bool:
        """Whether it is told what stands in the column of a month: by its heading itself, by the
        group above, by a title, by the name of the sheet or of the file. A group that says more
        than when says whether it is that."""
        group = self._group(at)
        if is_of_others(self.index.schema, group):
            return False
        if rest and not rest.startswith(_BRACKETS):
            return True
        if not _WHEN.fullmatch(_without_unit(group)):
            return self._tells(group)
        return self._named

    @cached_property
    def _named(self) -> bool:
        """Whether titles or names tell what stands below the months, and none of them says that it
        is something else. The name of the file speaks where nothing nearer does."""
        sheet, file = self.names
        lines = [cell for _, row in self.above for cell in row if isinstance(cell, str)]
        schema = self.index.schema
        titles = [one for one in lines if not says_something(one) and not _is_sentence(one)]
        about = [one for one in titles if names_it(schema, one) or years_in(one, schema.sheets)]
        if any(is_of_others(schema, one) for one in about):
            return False
        if is_of_others(self.index.schema, sheet):
            return False
        if any(map(self._tells, (sheet, *lines))):
            return True
        silent = all(_WHEN.fullmatch(_without_unit(plain(one))) for one in titles)
        return bool(silent and _NAMELESS.fullmatch(plain(sheet)) and self._tells(file))

    def _group(self, at: int) -> str:
        """What stands above a column in a row of groups: above it, or above another month left of
        it."""
        if not self.above or not several(self.above[-1][1]):
            return ""
        words = self._words(self.above[-1][1], at, min(self._cells))
        return next((plain(one) for one in words if not says_something(one)), "")

    def _words(self, row: Row, at: int, since: int = 0) -> Iterator[str]:
        """The words of a row that may speak of a column: those above it and left of that in a row
        of groups, down to a column ``since``, the nearest first; in a line of titles all."""
        first = self.grid.first_column
        cells = row[max(since - first, 0) : at - first + 1] if several(row) else row
        return (cell for cell in reversed(cells) if isinstance(cell, str) and not blank(cell))

    def _tells(self, text: str) -> bool:
        """Whether a text says what stands below the months, or what kind of sheet it is."""
        return (
            bool(text)
            and not is_of_others(self.index.schema, text)
            and names_it(self.index.schema, text)
        )

    def _year(self, at: int) -> int:
        """The year of a month that names none: the nearest above, else that in a name; 0 where they
        name none, or several together, or where the name of the sheet names another."""
        rows = [self._words(row, at) for _, row in reversed(self.above)]
        texts = chain(*rows, self.names)
        kinds = self.index.schema.sheets
        found = next(filter(None, (years_in(text, kinds) for text in texts)), set())
        of_the_sheet = years_in(self.names[0], kinds) or found
        return min(found) if len(found) == 1 and found <= of_the_sheet else 0


def _is_sentence(text: str) -> bool:
    """Whether words are an instruction or a note, and no title."""
    return bool(_SENTENCE.search(plain(text)))


def _without_unit(text: str) -> str:
    return text.replace(f"({unit[0]})", "") if (unit := unit_behind(text)) else text


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
