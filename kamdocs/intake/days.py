"""Days, months and periods as they are written in Chinese offices, read strictly.

Nothing is guessed: what can be read in two ways is refused with both readings.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta

from kamdocs.model import Period, Unread

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?\Z")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\Z")
_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2}|\d{4})\Z")
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月份?|(\d{2}))\Z")
_QUARTER = re.compile(r"(\d{4})(?:年第?([1-4一二三四])季度?|-?Q([1-4]))\Z", re.IGNORECASE)
_HALF = re.compile(r"(\d{4})(?:年?([上下])半年|-?H([12]))\Z", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})年?度?\Z")
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_EARLIEST, _LATEST = 1949, 2100
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73051  # 1950-01-01 and 2100-01-01 in Excel's 1900 system
_SERIAL_ZERO = date(1899, 12, 30)


def plain(raw: str) -> str:
    """Full-width forms narrowed, white space gone from the ends and squeezed within."""
    return " ".join(unicodedata.normalize("NFKC", raw).split())


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _EARLIEST <= year <= _LATEST else None
    except ValueError:
        return None


def read_day(raw: object) -> date | Unread:
    """A day from a cell: a date, or text that can only mean one day."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    shown = _shown(raw)
    text = _CLOCK.sub("", plain(shown)).replace(" ", "")
    found = _DAY.match(text)
    if found:
        month = next(part for part in found.group(2, 3, 4, 5) if part)
        day = _made(int(found[1]), int(month), int(found[6]))
    else:
        packed = _PACKED.match(text)
        day = _made(*(int(part) for part in packed.groups())) if packed else None
    if day:
        return day
    if _MONTH.match(text) and isinstance(read_month(shown), Period):
        return Unread(shown, "KD112")
    return _two_ways(shown, text) or Unread(shown, "KD110")


def serial_day(raw: object) -> date | None:
    """The day that a bare number would be as an Excel serial, if it is a likely one."""
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        whole = int(raw)
        if whole == raw and _FIRST_SERIAL <= whole <= _LAST_SERIAL:
            return _SERIAL_ZERO + timedelta(days=whole)
    return None


def _two_ways(shown: str, text: str) -> Unread | None:
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
    shown_readings = tuple(dict.fromkeys(day.isoformat() for day in readings if day))
    if not shown_readings:
        return None
    return Unread(shown, "KD111", {"readings": shown_readings})


def _shown(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def read_month(raw: object) -> Period | Unread:
    """A month from a cell: any day of it, or text such as 2026-09 or 2026年9月."""
    if isinstance(raw, date):
        return Period.holding(raw, "month")
    shown = _shown(raw)
    found = _MONTH.match(plain(shown).replace(" ", ""))
    if found:
        number = next(part for part in found.group(2, 3, 4) if part)
        first = _made(int(found[1]), int(number), 1)
        if first:
            return Period.holding(first, "month")
    day = read_day(raw)
    if isinstance(day, date):
        return Period.holding(day, "month")
    return Unread(shown, "KD119")


def read_period(raw: object) -> Period | Unread:
    """A month, quarter, half-year or year: 2026-09, 2026Q3, 2026年上半年, 2026年."""
    shown = _shown(raw)
    text = plain(shown).replace(" ", "")
    quarter, half, year = _QUARTER.match(text), _HALF.match(text), _YEAR.match(text)
    if quarter:
        number = quarter[2] or quarter[3]
        return Period.parse(f"{quarter[1]}Q{_NUMERALS.get(number, number)}")
    if half:
        return Period.parse(f"{half[1]}H{1 if half[2] == '上' else half[3] or 2}")
    if year and _EARLIEST <= int(year[1]) <= _LATEST:
        return Period.parse(year[1])
    return read_month(raw)


def read_periods(raw: object) -> tuple[Period, ...] | Unread:
    """One or several periods, separated by 、 ； or a comma."""
    if isinstance(raw, date):
        return (Period.holding(raw, "month"),)
    shown = _shown(raw)
    parts = [part for part in re.split(r"[、，,;；\s]+", shown) if part]
    periods = [read_period(part) for part in parts]
    sound = tuple(period for period in periods if isinstance(period, Period))
    return sound if sound and len(sound) == len(periods) else Unread(shown, "KD119")
