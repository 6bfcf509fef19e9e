"""Until which day a sheet speaks: given above its headings, stated in a name, or its latest day."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath

from kamdocs.intake.cells import plain
from kamdocs.intake.days import read_day, read_period
from kamdocs.model import Period, Record

_GIVEN = re.compile(
    r"(?:数据)?截[至止](?:日期)?[:：]?\s*(\S+)|data through[:：]?\s*(\S+)", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?<!\d)(20\d{2}(?:-?Q[1-4]|年第?[1-4一二三四]季度|年?[上下]半年|-?H[12]|年\d{1,2}月"
    r"|[-.]\d{2}(?![-.]?\d)|(?:0[1-9]|1[0-2])(?!\d)))",
    re.IGNORECASE,
)


def speaks_until(
    sheet: str, file: str, above: Sequence[Sequence[object]], records: Iterable[Record]
) -> tuple[date | None, str]:
    """The last day that a sheet vouches for, and how that is known.

    ``given`` by 数据截至 above the headings, else ``stated`` as a month or longer period in the
    name of the sheet, in the title or in the name of the file, else the ``latest`` day in it.
    """
    titles = [cell for row in above for cell in row if isinstance(cell, str)]
    for title in titles:
        given = _given(title)
        if given:
            return given, "given"
    for name in (sheet, *titles, PurePath(file).stem):
        stated = _stated(name)
        if stated:
            return stated.last, "stated"
    days = [record.day for record in records if record.day]
    return (max(days), "latest") if days else (None, "")


def _given(title: str) -> date | None:
    found = _GIVEN.search(plain(title))
    if found:
        day = read_day(found[1] or found[2])
        return day if isinstance(day, date) else None
    return None


def _stated(name: str) -> Period | None:
    found = _NAMED.search(plain(name))
    period = read_period(found[1]) if found else None
    return period if isinstance(period, Period) else None
