"""Titles of a table: the rows right above it, and the month that they name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from kamdocs.intake.grid import Numbered, Row, Spot, filled, not_blank, plain, words
from kamdocs.intake.values import arabic, read_month, units_stated
from kamdocs.lazy import lazy
from kamdocs.model import Period
from kamdocs.naming import simplified
from kamdocs.sheets import SheetSchema

_FEW = 2
"""A line of titles has no more cells than these, unless one of them is a label or states a unit."""
_MONTH = lazy(
    r"(?<![\dA-Za-z_./-])(20\d{2})(?:年(\d{1,2})月|[-./]?(\d{2})(?![\d./-])|[-./](\d)(?![\d./-]))"
)
_YEAR = lazy(r"(?<!\d)20\d{2}(?!\d)")
_DAY = lazy(r"(?:20\d{2}年)?\d{1,2}月\d{1,2}[日号]|20\d{2}([-./])\d{1,2}\1\d{1,2}")
_SPAN = lazy(
    r"季|Q[1-4]|半年|周|旬|累计|\d{1,2}月份?[起始至到以前后]"
    r"|\d月?份? ?(?:至|到|~|—|–|-|、|和|及)+ ?(?:20\d{2}年)?\d{1,2}月",
    re.IGNORECASE,
)
"""Words that make another span of a month."""
_OF_THE_PAPER = lazy(r"截[至止]|修订|启用|实施|制定|印发|版|编号|文号|No\b", re.IGNORECASE)
"""Words of a cell that says something of the paper, and no title."""
_UNTIL = lazy(r"[(\[【](?:数据)?截[至止][^()\[\]【】]*[)\]】]")
"""Until when a sheet speaks, in brackets behind its title."""
_LABEL = lazy(r"((?:[^:()]|\([^:()]*\)){1,12}):")
"""What stands before a colon, but within brackets: 2026年业务量（单位：万元） is a title."""
_PERIOD = lazy(r"期间|周期|报告期|所属期|月份|统计|时间")
_OF_A_YEAR = lazy(r"\w{0,2}年[度份]:")
"""A label of a year: 年度：2026, 统计年份：2026年."""
_BLANKS = lazy(r"(?<=\d)\s+(?=[年月日号])|(?<=[年月])\s+(?=\d)")
"""Blanks within a date as a printed form leaves them: 2026 年 9 月."""
_OF_A_MONTH = lazy(r"(?<!\d)(?:1[0-2]|0?[1-9])月|20\d{2}[-./]?(?:0[1-9]|1[0-2])(?!\d)")
_PAPER = lazy(
    r"(?:的?(?:表|[台总]账|清单|登记[表簿]?|记录表|汇总表?|一览表?|明细表?|统计表?|报告表?))?"
    r"(?:\([^()]*\))?"
)
"""What may stand behind the name of a kind in a title: 一览表（销售一部）."""
_MONTH_ALONE = lazy(r"(\d{1,2})月")


def titles_above(rows: Sequence[Numbered]) -> Sequence[Numbered]:
    """Those of the rows above some headings that may be its titles: below the last row of another
    table. The row right above may be one of groups."""
    for place in range(len(rows) - 2, -1, -1):
        if _of_a_table(rows[place][1]):
            return rows[place + 1 :]
    return rows


def _of_a_table(row: Row) -> bool:
    cells = not_blank(row)
    return len(cells) > _FEW and not any(map(says_something, cells))


def says_something(cell: object) -> bool:
    """Whether a cell has a label with a colon (期间：2026年9月) or states a unit. Such a cell is a
    title, never a group above headings."""
    return isinstance(cell, str) and _says(cell)


@lru_cache(maxsize=4096)  # the same headings in the sheets of many managers
def _says(cell: str) -> bool:
    return ":" in plain(cell) or bool(units_stated(cell))


def month_above(
    rows: Iterable[Numbered], first_column: int, names: Sequence[str]
) -> tuple[Spot, str] | None:
    """The cell in which the titles of a table name a month, and that month (2026-09); None where
    they name none or several, or another span (a quarter, several months). A month below a longer
    span is that of the table: 2026年第三季度, and right above the headings 2026年7月.

    ``names`` are those of the kind of sheet, which may stand before a colon: 业务状况：2026年9月.
    """
    named = list(_named(rows, first_column, names))
    lowest = named[-1][0][0] if named and named[-1][1] else 0
    found = {month: spot for spot, month in named if month or spot[0] == lowest or not lowest}
    if len(found) != 1:
        return None
    ((month, spot),) = found.items()
    return (spot, month) if month else None


def _named(
    rows: Iterable[Numbered], first_column: int, names: Sequence[str]
) -> Iterator[tuple[Spot, str]]:
    """The months that titles name, each with its cell; empty for what is no month alone."""
    for number, row in rows:
        for column, cell in enumerate(row, first_column):
            yield from (((number, column), month) for month in months_in(cell, names))
        cells = filled(row, first_column)
        if len(cells) == 1:
            ((column, cell),) = cells.items()
            if month := month_shown(cell):
                yield (number, column), month


def months_in(cell: object, names: Sequence[str]) -> list[str]:
    """The months that a title names (2026-09); an empty one where it names another span. ``names``
    are those of the kind of sheet."""
    text = _BLANKS.sub("", arabic(plain(cell))) if isinstance(cell, str) else ""
    return list(_months(text)) if "20" in text and _is_title(text, names) else []


def years_in(cell: str, names: Sequence[str]) -> set[int]:
    """The years that a title or a name names, but for those of days and of the paper itself.
    ``names`` are those of the kind of sheet."""
    text = _BLANKS.sub("", arabic(plain(cell)))
    if "20" not in text or _OF_THE_PAPER.search(text):
        return set()
    if not _is_title(text, names) and not labels_a_year(text):
        return set()
    return {int(year) for year in _YEAR.findall(_DAY.sub("", _UNTIL.sub("", text)))}


def year_above(
    rows: Sequence[Numbered], first_column: int, names: Sequence[str]
) -> tuple[Spot, str] | None:
    """The cell of the one title above a table that names one year, and that year; None where there
    is none. It is called after the kind, by one of its ``names``, or is a label: 年度：2026年."""
    found = [
        ((number, column), years)
        for number, row in titles_above(rows)
        if len(not_blank(row)) <= _FEW
        for column, cell in enumerate(row, first_column)
        if isinstance(cell, str)
        if labels_a_year(cell) or any(name in cell for name in names)
        if (years := years_in(cell, names))
    ]
    if len(found) != 1 or len(found[0][1]) != 1:
        return None
    ((spot, (year,)),) = found
    return spot, f"{year}年"


def labels_a_year(cell: object) -> bool:
    """Whether a cell says of which year something is, under a label: 年度：2026年."""
    return isinstance(cell, str) and bool(_OF_A_YEAR.match(plain(cell)))


def month_of_name(name: str, titles: Iterable[Row], names: Sequence[str]) -> str:
    """The one month that the name of a sheet or of a file gives for rows whose titles name no time
    of their own; empty where it gives none. ``names`` are those of the kind of sheet."""
    if any(months_in(cell, names) for row in titles for cell in row):
        return ""
    months = set(months_in(name, names))
    return months.pop() if len(months) == 1 else ""


def month_shown(cell: object) -> str:
    """The month that a cell by itself is: 2026年8月, which Excel keeps as the first day of it."""
    if not isinstance(cell, date) or cell.day != 1:
        return ""
    month = read_month(cell)
    return str(month) if isinstance(month, Period) else ""


def names_a_month(name: str) -> bool:
    """Whether the name of a sheet is that of a month, if only by its number: 9月."""
    return bool(_OF_A_MONTH.search(arabic(plain(name))))


def named_after(sheet: str, schema: SheetSchema) -> bool:
    """Whether a sheet's name is one by which a kind goes."""
    return _is_called(sheet, schema.sheets)


@lru_cache(maxsize=1024)  # the sheets of many managers are called alike
def _is_called(sheet: str, names: Sequence[str]) -> bool:
    name = simplified(sheet.strip().casefold())
    return any(one.casefold() in name for one in names)


def titled(above: Sequence[Numbered], schema: SheetSchema) -> bool:
    """Whether a title is called after a kind."""
    cells = (cell for _, row in above for cell in row if isinstance(cell, str))
    return any(named_after(cell, schema) for cell in cells)


def entitled(above: Sequence[Numbered], schema: SheetSchema) -> bool:
    """Whether one of some rows holds a single cell, and that is the title of a paper of this kind:
    2026年7月拜访记录表."""
    rows = (not_blank(row) for _, row in above)
    titles = [plain(words(row[0])) for row in rows if len(row) == 1]
    return any(
        _PAPER.fullmatch(title.rpartition(name)[2])
        for title in titles
        for name in schema.sheets
        if name in title
    )


def names_period(text: str) -> bool:
    """Whether a text begins with the label of a period: 统计期间：2026年8月."""
    label = _LABEL.match(text)
    return bool(label and _PERIOD.search(label[1]))


def _is_title(text: str, names: Sequence[str]) -> bool:
    """Whether a cell is a title, and not a label of something else: 编制日期：2026年10月."""
    label = _LABEL.match(text)
    return not label or names_period(text) or any(name in label[1] for name in names)


def _months(text: str) -> Iterator[str]:
    text = _DAY.sub("", _UNTIL.sub("", text))
    if _OF_THE_PAPER.search(text):
        return
    if _SPAN.search(text) or len(set(_MONTH_ALONE.findall(text))) > 1:
        yield ""
        return
    for one in _MONTH.finditer(text):
        month = read_month(f"{one[1]}-{one[2] or one[3] or one[4]}")
        if isinstance(month, Period):
            yield str(month)
