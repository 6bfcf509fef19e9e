"""For which days a sheet speaks: given above its headings, or stated in a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from kamdocs.intake.cells import blank, plain
from kamdocs.intake.days import read_day, read_period
from kamdocs.model import Period

_GIVEN = re.compile(
    r"(?:数据)?截[至止](?:日期)?[:：]?\s*(\S*)|data through[:：]?\s*(\S*)", re.IGNORECASE
)
_DAY = r"(20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
_RANGE = re.compile(_DAY + r"\s*(?:至|到|-|~|—|–)+\s*" + _DAY)
_PERIOD = (
    r"20\d{2}(?:-?Q[1-4]|年第?[1-4一二三四]季度|年?[上下]半年|-?H[12]|年\d{1,2}月"
    r"|[-.]\d{2}(?![-.]?\d)|(?:0[1-9]|1[0-2])(?!\d))"
)
_NAMED = re.compile(rf"(?<!\d)({_PERIOD})", re.IGNORECASE)
_TITLED = re.compile(rf"(?:^|[:：（(])\s*({_PERIOD})(?!\s*[起始至到以前后\d日-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """The days that a sheet says it vouches for, as ``SheetReading`` tells them."""

    start: date | None
    last: date | None
    by: str
    names: str


def speech(sheet: str, file: str, above: Sequence[Sequence[object]]) -> Stated:
    """What a sheet says of the days it vouches for.

    A line 数据截至 above the headings gives the last day (in its cell or the next); else a range
    of days or a period in a title, the name of the sheet or of the file states both. A title
    states a period where it begins with it or puts it behind a colon or bracket.
    """
    titles = [cell for row in above for cell in row if isinstance(cell, str) and not blank(cell)]
    stem = PurePath(file).stem
    names = " ".join((file, sheet, *titles))
    for row in above:
        for day in _given(row):
            return Stated(None, day, "given", names)
    for name in (*titles, sheet, stem):
        days = _RANGE.search(plain(name))
        if days is None:
            continue
        first, last = read_day(days[1]), read_day(days[2])
        if isinstance(first, date) and isinstance(last, date) and first <= last:
            return Stated(first, last, "stated", names)
    for pattern, name in (
        (_NAMED, sheet),
        *((_TITLED, title) for title in titles),
        (_NAMED, stem),
    ):
        found = pattern.search(plain(name))
        period = read_period(found[1]) if found else None
        if isinstance(period, Period):
            return Stated(period.start, period.last, "stated", names)
    return Stated(None, None, "", names)


def _given(row: Sequence[object]) -> Iterator[date]:
    """The day that a row says the data go up to, in the cell that says so or the next filled."""
    cells = [cell for cell in row if not blank(cell)]
    for position, cell in enumerate(cells):
        found = _GIVEN.search(plain(cell)) if isinstance(cell, str) else None
        if found is None:
            continue
        raw = found[1] or found[2] or (cells[position + 1] if position + 1 < len(cells) else "")
        day = read_day(raw)
        if isinstance(day, date):
            yield day
