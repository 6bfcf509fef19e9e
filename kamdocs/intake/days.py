"""Days, months and periods as they are written in Chinese offices, read strictly.

Nothing is guessed: what can be read in two ways is refused with both readings.
"""

import re
from datetime import date, datetime, timedelta

from kamdocs.intake.cells import plain, shown
from kamdocs.model import Period, Text, Unread

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?\Z")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\Z")
_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2}|\d{4})\Z")
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月份?|(\d{2}))\Z")
_QUARTER = re.compile(r"(\d{4})(?:年第?([1-4一二三四])季度?|-?Q([1-4]))\Z", re.IGNORECASE)
_HALF = re.compile(r"(\d{4})(?:年?([上下])半年|-?H([12]))\Z", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})年?度?\Z")
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_ZERO_LOST = re.compile(r"(\d{4})\.1\Z")
_EARLIEST, _LATEST = 1949, 2100
_YEARS = Text(f"{_EARLIEST}年至{_LATEST}年", f"{_EARLIEST} to {_LATEST}")
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73051  # 1950-01-01 and 2100-01-01 in Excel's 1900 system
_SERIAL_ZERO = date(1899, 12, 30)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _likely(year: int) -> bool:
    return _EARLIEST <= year <= _LATEST


def read_day(raw: object) -> date | Unread:
    """A day from a cell: a date, or text that can only mean one day."""
    if isinstance(raw, date):
        day: date | None = raw.date() if isinstance(raw, datetime) else raw
        text = shown(raw)
    else:
        text = _CLOCK.sub("", plain(shown(raw))).replace(" ", "")
        day = _written_day(text)
    if day:
        return day if _likely(day.year) else Unread(shown(raw), "KD204", {"bound": _YEARS})
    if _written_month(text):
        return Unread(shown(raw), "KD112")
    return _two_ways(shown(raw), text) or Unread(shown(raw), "KD110")


def _written_day(text: str) -> date | None:
    found = _DAY.match(text)
    if found:
        month = next(part for part in found.group(2, 3, 4, 5) if part)
        return _made(int(found[1]), int(month), int(found[6]))
    packed = _PACKED.match(text)
    return _made(*(int(part) for part in packed.groups())) if packed else None


def serial_day(raw: object) -> date | None:
    """The day that a bare number would be as an Excel serial, if it is a likely one."""
    if isinstance(raw, float) and raw.is_integer() and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(raw))
    return None


def _two_ways(cell: str, text: str) -> Unread | None:
    found = _SHORT.match(text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    late = third if third > 99 else 2000 + third
    readings = (
        _made(2000 + first, second, third) if third <= 31 else None,
        _made(late, first, second),
        _made(late, second, first),
    )
    days = tuple(dict.fromkeys(str(day) for day in readings if day and _likely(day.year)))
    return Unread(cell, "KD111", {"readings": days}) if len(days) > 1 else None


def read_month(raw: object) -> Period | Unread:
    """A month from a cell: any day of it, or text such as 2026-09 or 2026年9月.

    The number 2024.1 may have been typed as 2024.10: Excel drops the zero, so it is refused.
    """
    if isinstance(raw, float) and (lost := _ZERO_LOST.match(shown(raw))):
        readings = (f"{lost[1]}-01", f"{lost[1]}-10")
        return Unread(shown(raw), "KD111", {"readings": readings})
    day = None if isinstance(raw, date) else _written_month(plain(shown(raw)).replace(" ", ""))
    read = day or read_day(raw)
    if isinstance(read, date):
        return Period.holding(read, "month")
    return read if read.code == "KD204" else Unread(shown(raw), "KD119")


def _written_month(text: str) -> date | None:
    """The first day of a month that is written without one."""
    found = _MONTH.match(text)
    if not found or not _likely(int(found[1])):
        return None
    return _made(int(found[1]), int(next(part for part in found.group(2, 3, 4) if part)), 1)


def read_period(raw: object) -> Period | Unread:
    """A month, quarter, half-year or year: 2026-09, 2026Q3, 2026年上半年, 2026年."""
    spelling = _spelling(plain(shown(raw)).replace(" ", ""))
    if spelling and _likely(int(spelling[:4])):
        return Period.parse(spelling)
    return read_month(raw)


def _spelling(text: str) -> str:
    """A quarter, half-year or year as ``Period`` spells it, empty where it is none."""
    quarter, half, year = _QUARTER.match(text), _HALF.match(text), _YEAR.match(text)
    if quarter:
        number = quarter[2] or quarter[3]
        return f"{quarter[1]}Q{_NUMERALS.get(number, number)}"
    if half:
        return f"{half[1]}H{1 if half[2] == '上' else half[3] or 2}"
    return year[1] if year else ""


def read_periods(raw: object) -> tuple[Period, ...] | Unread:
    """One or several periods, separated by 、 ； or a comma."""
    if not isinstance(raw, str):
        period = read_period(raw)
        return period if isinstance(period, Unread) else (period,)
    parts = [part for part in re.split(r"[、，,;；\s]+", raw) if plain(part)]
    periods = [read_period(part) for part in parts]
    sound = tuple(period for period in periods if isinstance(period, Period))
    return sound if sound and len(sound) == len(periods) else Unread(shown(raw), "KD119")
