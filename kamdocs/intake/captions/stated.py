"""For which days a sheet speaks: given above its headings, or stated in a name."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from kamdocs.intake.grid import blank, first_of, plain
from kamdocs.intake.values import read_day, read_month, read_period
from kamdocs.lazy import lazy
from kamdocs.model import Period

_GIVEN = lazy(
    r"(?:数据)?截[至止](?:日期)?[:：]?\s*(\S*)"
    r"|\b(?:data (?:through|up to|until)|(?:data )?as of(?=[:：]|.*\d|\Z))[:：]?\s*"
    r"((?:\d{1,2}[a-z]{0,2} )?[a-z]{3,9}\.? (?:\d{1,2}[a-z]{0,2},? )?20\d{2}|\S*)",
    re.IGNORECASE,
)
_DAY = r"(20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
_TO = r"\s*(?:至|到|-|~|—|–)+\s*"
_RANGE = lazy(f"{_DAY}{_TO}{_DAY}")
_PERIOD = (
    r"20\d{2}(?:-?Q[1-4]|年第?[1-4一二三四]季度|年?[上下]半年|-?H[12]|年\d{1,2}月"
    r"|[-.]\d{2}(?![-.]?\d)|(?:0[1-9]|1[0-2])(?!\d))"
)
_NAMED = lazy(rf"(?<!\d)({_PERIOD})", re.IGNORECASE)
_MONTHS = lazy(r"(20\d{2})年?\s*(\d{1,2})月?\s*(?:至|到|-|~|—|–|、)+\s*(\d{1,2})月")
_MONTH = r"(20\d{2})[-/.年]?\s*(1[0-2]|0?[1-9])月?"
_FROM_TO = lazy(rf"(?<!\d){_MONTH}{_TO}{_MONTH}(?![\d日]|[-/.]\d)")
_TO_MONTH = lazy(rf"(?<!\d){_MONTH}\s*[至到~]\s*(1[0-2]|0?[1-9])(?![\d日月]|[-/.]\d)")
"""A month of the same year without its word: 2026-07至11."""
_DAYS = lazy(rf"{_DAY}{_TO}(\d{{1,2}})月(\d{{1,2}})日")
_PART = lazy(r"第?[\d一二三四五]+周|周报|[上中下]旬|半月")
"""Words for less than a month: what such a sheet speaks for is told by its rows."""
_FIGURE = lazy(r"[\d〇一二三四五六七八九十]")
_NEAR = 3
"""So many cells right of 数据截至 its day may stand, where cells are merged."""
_TITLED = lazy(rf"(?:^|[:：（(])\s*({_PERIOD})(?!\s*[起始至到以前后\d日-])", re.IGNORECASE)


class Stated(NamedTuple):
    """The days that a sheet says it vouches for, as ``SheetReading`` tells them.

    ``unread`` is what stands behind 数据截至 where it is no day.
    """

    start: date | None
    last: date | None
    by: str
    names: str
    unread: str = ""


def speech(sheet: str, file: str, above: Sequence[Sequence[object]]) -> Stated:
    """What a sheet says of the days it vouches for.

    A range of days or a period in a title, the name of the sheet or of the file states the first
    day and the last. A title states a period where it begins with it or puts it behind a colon or
    bracket. A line 数据截至 above the headings gives the last day (in its cell or the next); the
    first is the one stated, where that is not later.
    """
    titles = [cell for row in above for cell in row if isinstance(cell, str) and not blank(cell)]
    stem = PurePath(file).stem
    names = " ".join((file, sheet, *titles))
    days = _days([_GIVEN.sub("", title) for title in titles], sheet, stem)
    unread = ""
    for row in above:
        for said in _given(row):
            if isinstance(said, date):
                start = days[0] if days and days[0] <= said else None
                return Stated(start, said, "given", names)
            unread = said
    if days:
        return Stated(*days, "stated", names, unread)
    return Stated(None, None, "", names, unread)


def _days(titles: Sequence[str], sheet: str, stem: str) -> tuple[date, date] | None:
    """From which to which day a sheet goes by its titles, its name and that of its file."""
    for name in (*titles, sheet, stem):
        span = span_in(plain(name))
        if span:
            return span
    if _PART.search(" ".join((*titles, sheet, stem))):
        return None
    for pattern, name in (
        (_NAMED, sheet),
        *((_TITLED, title) for title in titles),
        (_NAMED, stem),
    ):
        found = pattern.search(plain(name))
        period = read_period(found[1]) if found else None
        if isinstance(period, Period):
            return period.start, period.last
    return None


def named_span(name: str) -> tuple[date, date] | None:
    """From which to which day a title or name goes: those of the span or of the period in it."""
    if span := span_in(name):
        return span
    found = _NAMED.search(name)
    period = read_period(found[1]) if found else None
    return (period.start, period.last) if isinstance(period, Period) else None


def span_in(name: str) -> tuple[date, date] | None:
    """From which to which day or month a name says that the sheet goes."""
    days, short = _RANGE.search(name), _DAYS.search(name)
    first: object = None
    last: object = None
    if days:
        first, last = read_day(days[1]), read_day(days[2])
    elif short:
        first = read_day(short[1])
        last = read_day(f"{short[1][:4]}-{short[2]}-{short[3]}")
    elif months := _from_to(name):
        start, end = (read_month("-".join(one)) for one in months)
        if isinstance(start, Period) and isinstance(end, Period):
            first, last = start.start, end.last
    if isinstance(first, date) and isinstance(last, date) and first <= last:
        return first, last
    return None


def _from_to(name: str) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The year and the month from which, and to which, a name says that the sheet goes."""
    if two := _FROM_TO.search(name):
        return (two[1], two[2]), (two[3], two[4])
    if one := _MONTHS.search(name) or _TO_MONTH.search(name):
        return (one[1], one[2]), (one[1], one[3])
    return None


def _beside(cells: Sequence[object]) -> object:
    """What stands beside 数据截至, empty where that is something else: words without a figure."""
    first = first_of(cells)
    return "" if isinstance(first, str) and not _FIGURE.search(plain(first)) else first


def _given(row: Sequence[object]) -> Iterator[date | str]:
    """The day that a row says the data go up to, in the cell that says so or the next filled;
    or the words that stand there where they are no day."""
    for position, cell in enumerate(row):
        found = _GIVEN.search(plain(cell)) if isinstance(cell, str) else None
        if found is None:
            continue
        raw = found[1] or found[2] or _beside(row[position + 1 : position + 1 + _NEAR])
        if isinstance(raw, str):
            # 9月底, 9月30日止, 9月30日（含）, and the end of a bracket before it: （截至9月30日）
            raw = re.sub(r"[(（].*|[)）]$|[底末止][)）]?$", "", raw)
        day = read_day(raw)
        month = read_month(raw) if not isinstance(day, date) else None
        if isinstance(day, date):
            yield day
        elif isinstance(month, Period):
            yield month.last
        else:
            yield str(raw)
