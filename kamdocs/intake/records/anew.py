"""What is said anew between the rows of a table: from here on another month, another unit."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kamdocs.intake.captions import month_shown, months_in, names_period
from kamdocs.intake.grid import (
    Grid,
    Numbered,
    Row,
    blank,
    called_after,
    filled,
    is_firm,
    not_blank,
    plain,
    words,
)
from kamdocs.intake.headings import Column, Pair
from kamdocs.intake.records.harvest import Harvest
from kamdocs.intake.tables import Table, month_in_title
from kamdocs.intake.values import Stated, arabic, read_month, read_period, states_only, unit_above
from kamdocs.lazy import lazy
from kamdocs.model import Period, Unread

FEW = 4
"""A row that says something for the rows below it has no more cells than these."""
_TWO = 2
_DECEMBER = 12
_OF_TIME = frozenset({"month", "period", "periods", "day", "moment"})
_ORDER = lazy(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、]\s*")
_BARE = lazy(r"(?:(20\d{2})(?:年|[-./](?=\d)))?(\d{1,2})(?:月份?|(?<=[-./]\d{2})|(?<=[-./]\d))")
_PERIOD = lazy(r"20\d{2}\D.*|20\d{2}年?度?")
_BEGINS = lazy(r"(\d{1,2})月份?(?![起始至到以前后\d、和及~—–-])")
_GOES_ON = lazy(r"[(（]?(?:接上[页表]|续上?[页表]|上接第.{1,3}页|转下页|接下页)[)）]?")
_OF_THE_ABOVE = lazy(r"以上|上[述表]")
_A_MONTH = lazy(r"(?<!\d)(?:1[0-2]|0?[1-9])月")
_FIGURES = lazy(r"\d+")
_YEAR = lazy(r"(20\d{2})(?:年度?(?!\d)|度)")


class Said(NamedTuple):
    """What titles between rows say for the rows below: a month (``raw`` is ``Unread`` where none
    could be told), and a unit of amounts."""

    month: Pair | None = None
    unit: Stated | None = None


class Titles(NamedTuple):
    """Recognises titles between the rows of a table, and reads what they say."""

    table: Table
    grid: Grid

    @property
    def above(self) -> Iterable[Numbered]:
        """All titles above the rows, the uppermost first."""
        carried = self.table.carried
        return (*(carried.titles if carried else ()), *self.table.above)

    def is_one(self, number: int, row: Row) -> bool:
        """Whether a row is a title of the rows below it: a month, a unit, the title of the table
        once more, 续表."""
        cells = [*filled(row, self._first).items()]
        if not cells or len(cells) > FEW:
            return False
        lone = len(cells) == 1
        if lone and self._repeats(number, *cells[0]):
            return True
        if lone and not (self._begins(number, *cells[0]) or states_only(cells[0][1])):
            return False
        says = [
            states_only(cell) or self._month(cell, lone) is not None or _goes_on(cell)
            for _, cell in cells
        ]
        if any(says) and all(map(max, says, (self._is_title(cell) for _, cell in cells))):
            return True
        return len(cells) == _TWO and says[1] and self._closes(cells[0][1], *cells[1])

    def said(self, rows: Iterable[Numbered], now: Period | None) -> Said:
        """What some titles say; ``now`` is the month of the rows above them."""
        titles = [one for one in rows if not any(map(_of_the_above, one[1]))]
        unit = unit_above(titles, self._first, self.table.match.schema.sheets)
        months = [
            ((number, at), cell, month)
            for number, row in titles
            for at, cell in enumerate(row, self._first)
            if (month := self._month(cell, sum(not blank(one) for one in row) == 1)) is not None
        ]
        schema = self.table.match.schema
        if not schema.roles.month or schema.roles.month in self.table.match.fields:
            return Said(unit=unit)
        if not months:
            return Said(month_in_title(titles, self.grid, schema), unit)
        spot, cell, _ = months[-1]
        found = {self._in_year(month, now) for *_, month in months}
        month = found.pop() if len(found) == 1 else ""
        label = Column(spot[1], schema.fields[schema.roles.month], words(cell), "")
        yearless = all(named.isdigit() for *_, named in months)
        raw = month or Unread(words(cell), "KD134")
        return Said(Pair(label, spot, spot, raw, titled=True, yearless=yearless), unit)

    @property
    def _first(self) -> int:
        return self.table.match.first_column

    def _closes(self, title: object, column: int, cell: object) -> bool:
        """Whether a unit or month stands at the end of a row that a title begins: 二、华东区."""
        timed = self.table.match.schema.roles.month and self._free(column)
        return not _firm(title) and bool(states_only(cell) or timed)

    def _is_title(self, cell: object) -> bool:
        """Whether a cell beside one that says something is a label with its value, or a title."""
        if not isinstance(cell, str):
            return False
        return ":" in plain(cell) or called_after(plain(cell), self.table.match.schema.sheets)

    def _begins(self, number: int, column: int, cell: object) -> bool:
        """Whether a cell stands where titles stand: in the first column of the table or left of
        it, or merged over several; a month alone anywhere but among months and days."""
        first = min(one.number for one in self.table.match.columns)
        bare = isinstance(cell, str) and bool(_BARE.fullmatch(_tidy(cell)))
        if self._free(column) and (column <= first or bare):
            return True
        return any(
            area.anchor == (number, column) and area.right > area.left
            for area in self.grid.beneath.merged
        )

    def _free(self, column: int) -> bool:
        """Whether the table has no months or days in a column."""
        columns = self.table.match.columns
        return all(one.field.type not in _OF_TIME for one in columns if one.number == column)

    def _repeats(self, number: int, column: int, cell: object) -> bool:
        """Whether the only cell of a row is a title: one that stood above the table, or one that
        is called after the kind."""
        if not isinstance(cell, str) or not self._begins(number, column, cell):
            return False
        above = (one for _, row in self.above for one in row if isinstance(one, str))
        names = self.table.match.schema.sheets
        return plain(cell) in map(plain, above) or called_after(plain(cell), names)

    def _month(self, cell: object, lone: bool) -> str | None:
        said = month_said(cell, self.table.match.schema.sheets, lone)
        if said is None and self._tells_of_a_month(cell):
            return ""
        return said

    def _tells_of_a_month(self, cell: object) -> bool:
        """Whether a title that did not stand above names a month in a way that is not understood:
        业务状况（10月）, 2026年10月1日至31日业务状况."""
        if not isinstance(cell, str):
            return False
        text = arabic(plain(cell))
        named = called_after(text, self.table.match.schema.sheets)
        return named and bool(_A_MONTH.search(text)) and plain(cell) not in self._told_above()

    def _told_above(self) -> set[str]:
        return {plain(one) for _, row in self.above for one in row if isinstance(one, str)}

    def another(self, rows: Iterable[Numbered]) -> bool:
        """Whether a title among some rows is that of another table than the one above, whatever
        the figures in it: 乙公司拜访记录 below 甲公司拜访记录."""
        above = {_without_figures(one) for one in self._told_above()}
        for _, row in rows:
            cell, *others = not_blank(row) or [None]
            if others or not isinstance(cell, str):
                continue
            says = states_only(cell) or _goes_on(cell) or _BARE.fullmatch(_tidy(cell))
            if not says and _without_figures(plain(cell)) not in above:
                return True
        return False

    def _in_year(self, month: str, now: Period | None) -> str:
        """A month with its year: where it names none, that of the month above if it comes after
        that, or the one that the titles of the sheet name; empty where nobody can tell."""
        if not month.isdigit():
            return month
        years = {
            year
            for _, row in self.above
            for cell in row
            if isinstance(cell, str)
            for year in _YEAR.findall(arabic(plain(cell)))
        }
        if now and int(month) >= now.start.month:
            years = {str(now.start.year)}
        return f"{years.pop()}-{int(month):02}" if len(years) == 1 else ""


def drop_title(found: Harvest, heading: int, first_column: int) -> None:
    """A single cell in the first column is the title of a second table where its headings stand
    right below it, or where blank rows part it from the rows above: it is no record."""
    records = reversed(found.records)
    last, before_it = next(records, None), next(records, None)
    if last is None:
        return
    row = last.row.row
    before = before_it.row.row if before_it else 0
    apart = row == heading - 1 or (row == heading - 2 and before < row - 1)
    places = [last.place(name) for name in last.values]
    cells = [place.column for place in places if place.row == row]
    if apart and cells == [first_column]:
        found.records.drop_last()
        found.skipped["note"] += 1
        found.cells -= 1


def _of_another_length(text: str) -> bool:
    """Whether words are a quarter, half-year or year."""
    period = read_period(text)
    return isinstance(period, Period) and period.each != "month"


def month_said(cell: object, names: Sequence[str], lone: bool) -> str | None:
    """The month that a cell states (2026-08), its number where it names no year (8), an empty
    string where it states another span; None where it states none. ``names`` are those of the kind
    of sheet; a cell by itself (``lone``) need not be called after it."""
    if isinstance(cell, date):
        return (month_shown(cell) or None) if lone else None
    if not isinstance(cell, str):
        return None
    text = _tidy(cell)
    bare = _BARE.fullmatch(text)
    if bare and 1 <= int(bare[2]) <= _DECEMBER:
        return str(read_month(f"{bare[1]}-{bare[2]}")) if bare[1] else bare[2]
    if _PERIOD.fullmatch(text) and _of_another_length(text):
        return ""
    months = months_in(text, names)
    named = called_after(text, names)
    if months and (named or names_period(text) or (lone and any(months) and not is_firm(text))):
        return months[0] if len(set(months)) == 1 else ""
    begins = _BEGINS.match(text) if named and "20" not in text else None
    return begins[1] if begins else None


def _tidy(cell: str) -> str:
    """Words without the number, brackets and colon around them."""
    return _ORDER.sub("", arabic(plain(cell)), count=1).strip("()[]【】 :")


def _without_figures(text: str) -> str:
    return _FIGURES.sub("", arabic(text))


def _firm(cell: object) -> bool:
    """Whether a cell is no title: the name of a firm, a figure."""
    return not isinstance(cell, str) or is_firm(plain(cell))


def _of_the_above(cell: object) -> bool:
    return isinstance(cell, str) and bool(_OF_THE_ABOVE.search(plain(cell)))


def _goes_on(cell: object) -> bool:
    return isinstance(cell, str) and bool(_GOES_ON.fullmatch(plain(cell).strip()))
