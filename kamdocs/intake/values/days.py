"""Days, months and periods as they are written in Chinese offices, read strictly.

Nothing is guessed: what can be read in two ways is refused with both readings.
"""

import re
from datetime import date, datetime, time, timedelta

from kamdocs.intake.grid import How, cleaned, plain, shown
from kamdocs.intake.values.clocks import Clock, clock_behind
from kamdocs.intake.values.english import in_figures
from kamdocs.intake.values.numerals import arabic
from kamdocs.lazy import lazy
from kamdocs.model import Period, Text, Unread, months_after
from kamdocs.words.phrases import WEEKDAYS

_DASHES = lazy("[\u2010-\u2015\u2212]")
_DAY = lazy(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|、(\d{1,2})、|。(\d{1,2})。|年(\d{1,2})月)"
    r"(\d{1,2})[日号]?\Z",
    re.ASCII,
)
"""A Chinese keyboard writes 、 and 。 where another one writes / and a point."""
_PACKED = lazy(r"(\d{4})(\d{2})(\d{2})\Z", re.ASCII)
_WEEKDAY = lazy(r"[ ,]?\(?(?:星期|礼拜|周)([一二三四五六日天])\)?\Z")
_PART = lazy(r"\s*(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|全天)\s*\Z")
_RELATIVE = lazy(r"[今昨明前后去当][天日年]|[上下本这当]个?(?:周|星期|礼拜|月|季|年)")
"""Days and periods that depend on when they were written: 昨天, 去年9月, 上个月5号."""
_SHORT = lazy(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{1,2}|\d{4})\Z", re.ASCII)
_MONTH = lazy(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月份?|(\d{2}))\Z", re.ASCII)
_QUARTER = lazy(
    r"(\d{4})(?:年?第?([1-4])季度|年第?([1-4])季|年?-?Q([1-4]))\Z", re.ASCII | re.IGNORECASE
)
_HALF = lazy(r"(\d{4})(?:年?([上下])半年|-?H([12]))\Z", re.ASCII | re.IGNORECASE)
_YEAR = lazy(r"(\d{4})年?(?:度|全年)?\Z", re.ASCII)
_ZERO_LOST = lazy(r"(\d{4})\.1\Z")
_SPAN = lazy(
    r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月?(?:至|到|~)|月?-(?=.*月))"
    r"(?:(\d{4})(?:年|[-/.]))?(\d{1,2})(?:月份?)?\Z",
    re.ASCII,
)
"""Several months from one to another: 2026年6-7月, 2026-07至2026-09. With dashes alone it is no
span, for 2026-07-09 is a day."""
_LONGEST = 12
_SEVERAL = lazy(r"[、，,;；\s]+")
_EARLIEST, _LATEST = 1949, 2100
_YEARS = Text(f"{_EARLIEST}年至{_LATEST}年", f"{_EARLIEST} to {_LATEST}")
_NO_SUCH_DAY = Text("（日历上没有这一天）", " (the calendar has no such day)")
NO_END = Text(
    "（没有期限的，这一格留空，写到备注里）", " (leave the cell blank, and say so in the remarks)"
)
"""What is to be done where a day is not to be told because there is none."""
_NO_YEAR = Text("（没有写年份）", " (the year is missing)")
_SHORT_YEAR = Text("（年份要写四位）", " (the year needs four digits)")
_REASONS = (
    (
        lazy(
            r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?)[-~至到、,，和及]+\d"
            r"|\d{1,2}([./])\d{1,2}[-~至到、,，和及]+\d{1,2}\2\d",
            re.ASCII,
        ),
        Text("（不止一天；只写一天）", " (more than one day: write one)"),
    ),
    (
        lazy(r"\d{1,2}(?:月\d{1,2}[日号]?|[-/.]\d{1,2})\Z", re.ASCII),
        _NO_YEAR,
    ),
    (_YEAR, Text("（只有年，没有月和日）", " (a year alone, without month and day)")),
    (
        lazy(r"长期|永久|无固定期限|无期限|无限期|不限|至今\Z"),
        NO_END,
    ),
    (
        lazy(
            r"['’]?\d{2,3}年\d{1,2}月|1\d{2}([-/.])\d{1,2}\1\d|\d{1,2}[-/.]?[A-Za-z]{3,9}[-/.,]?\d{2}\Z",
            re.ASCII,
        ),
        _SHORT_YEAR,
    ),
    (
        lazy(r"\d{1,2}([-/.])\d{1,2}\1\d{4}\Z", re.ASCII),
        Text("（按年、月、日的次序写）", " (write year, month and day in this order)"),
    ),
    (
        lazy(r"\d{4}(?:年|[-/.])\d{1,2}月?(?:[初底末]|[上中下]旬)", re.ASCII),
        Text("（没有写是哪一日）", " (the day itself is missing)"),
    ),
)
_NO_PERIOD = (
    (lazy(r"(?:\d{1,2}月份?|0?[1-9]|1[0-2]|第?[1-4]季度?|[上下]半年)\Z", re.ASCII), _NO_YEAR),
    (lazy(r"['’]?\d{2}年(?:\d|第|[上下])", re.ASCII), _SHORT_YEAR),
)
"""What is wrong with words for a month or period."""
_MINGUO = lazy(r"(?:中[華华])?民[國国](\d{1,3})(?=年)", re.ASCII)
_BEFORE_MINGUO = 1911
"""民國 years count from 1912 on: 民國115年 is 2026."""
_SERIAL = lazy(r"[2-7]\d{4}\Z", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 29221, 73051
"""1980-01-01 and 2100-01-01 in Excel's 1900 system. Lower numbers are rather months badly typed:
20243 would be a day of 1955."""
_SERIAL_ZERO = datetime(1899, 12, 30)
SINCE_1904 = timedelta(days=1462)
"""How much later a serial is in a workbook that counts from 1904."""


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _likely(year: int) -> bool:
    return _EARLIEST <= year <= _LATEST


def read_day(raw: object) -> date | Unread:
    """A day from a cell: a date, or text that can only mean one day."""
    return day_with_how(raw)[0]


def day_with_how(raw: object) -> tuple[date | Unread, How]:
    """A day from a cell, and what was done to read it."""
    if isinstance(raw, date):
        timed = isinstance(raw, datetime) and raw.time() != time()
        day = raw.date() if isinstance(raw, datetime) else raw
        return in_range(day, raw), (("time-dropped",) if timed else ())
    day_there, clock, how = written_day(raw)
    if isinstance(day_there, Unread):
        return without_part(raw) or (day_there, ())
    moment = clock.in_china(day_there) if clock else None
    day = moment.date() if moment else day_there
    off: How = ("time-dropped",) if clock else ()
    off += ("zone",) if day != day_there else ()
    return day, (*how, *off, "date-as-text")


def without_part(raw: object) -> tuple[date, How] | None:
    """A day with a part of it behind, and no hour: 2026年9月15日上午."""
    if not isinstance(raw, str):
        return None
    text, tidied = cleaned(raw)
    part = _PART.search(text)
    if part is None:
        return None
    day, clock, how = written_day(text[: part.start()])
    if isinstance(day, Unread) or clock:
        return None
    return day, (*tidied, *how, "time-dropped", "date-as-text")


def written_day(raw: object) -> tuple[date | Unread, Clock | None, How]:
    """The day that a text writes, the time of day behind it, and what was done to read the day."""
    text, how = cleaned(raw) if isinstance(raw, str) else (shown(raw), ())
    alone = _written_day(text)
    if alone is not None:
        return in_range(alone, raw), None, how
    clock = clock_behind(text)
    if clock:
        text = text[: clock.start]
    weekday = _WEEKDAY.search(text)
    if weekday:
        text = text[: weekday.start()]
    bare, numeral = _bare(text)
    day = _written_day(bare)
    if day is None:
        return _not_a_day(shown(raw), bare), None, ()
    if weekday and "一二三四五六日".index(weekday[1].replace("天", "日")) != day.weekday():
        facts = {"day": day, "weekday": WEEKDAYS[day.weekday()]}
        return Unread(shown(raw), "KD140", facts), None, ()
    off: How = ("weekday",) if weekday else ()
    return in_range(day, raw), clock, (*how, *numeral, *off)


def _bare(text: str) -> tuple[str, How]:
    """Words for a day or period as they are compared: no spaces, one dash, Arabic figures."""
    text = in_figures(_DASHES.sub("-", text.replace(" ", "")))
    figures = arabic(text)
    how: How = ("numeral",) if figures != text else ()
    if found := _MINGUO.match(figures):
        figures = f"{int(found[1]) + _BEFORE_MINGUO}{figures[found.end(1) :]}"
        how += ("minguo",)
    return figures, how


def in_range(day: date, raw: object) -> date | Unread:
    """The day, where it is one of those that sheets tell of. What programs put for 长期 is none."""
    if day == date.max:
        return Unread(shown(raw), "KD110", {"why": NO_END})
    return day if _likely(day.year) else Unread(shown(raw), "KD204", {"bound": _YEARS})


def _not_a_day(cell: str, bare: str) -> Unread:
    if _written_month(bare):
        return Unread(cell, "KD112")
    if _RELATIVE.match(plain(cell)):
        return Unread(cell, "KD146")
    return _two_ways(cell, bare) or Unread(cell, "KD110", {"why": _why_no_day(bare)})


def _why_no_day(bare: str) -> Text | str:
    """What is wrong with words for a day, in brackets; empty where that cannot be said."""
    if _DAY.match(bare) or _PACKED.match(bare):
        return _NO_SUCH_DAY
    return next((why for shape, why in _REASONS if shape.match(bare)), "")


def _no_period(cell: str) -> Unread:
    """Words that are no month or period, with what is wrong with them where that can be said."""
    bare = _bare(plain(cell))[0]
    why = next((why for shape, why in _NO_PERIOD if shape.match(bare)), "")
    return Unread(cell, "KD119", {"why": why})


def _written_day(text: str) -> date | None:
    found = _DAY.match(text)
    if found:
        year, month, day = map(int, filter(None, found.groups()))
        return _made(year, month, day)
    packed = _PACKED.match(text)
    return _made(*(int(part) for part in packed.groups())) if packed else None


def serial_day(raw: object) -> tuple[date, How] | None:
    """The day that a bare number would be as an Excel serial, if it is a likely one."""
    found = serial_moment(raw)
    if not found:
        return None
    how: How = ("serial",) if found.time() == time() else ("serial", "time-dropped")
    return found.date(), how


def serial_moment(raw: object) -> datetime | None:
    """The same with the time of day, which is the number's fraction."""
    if isinstance(raw, str) and _SERIAL.match(plain(raw)):
        raw = float(plain(raw))
    if isinstance(raw, float) and _FIRST_SERIAL <= raw < _LAST_SERIAL + 1:
        return _SERIAL_ZERO + timedelta(days=raw)
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
    """A month from a cell: any day of it, or text such as 2026-09 or 2026年9月."""
    return month_with_how(raw)[0]


def month_with_how(raw: object) -> tuple[Period | Unread, How]:
    """A month from a cell, and what was done to read it.

    The number 2024.1 may have been typed as 2024.10: Excel drops the zero, so it is refused.
    """
    if isinstance(raw, float) and (lost := _ZERO_LOST.match(shown(raw))):
        readings = (f"{lost[1]}-01", f"{lost[1]}-10")
        return Unread(shown(raw), "KD111", {"readings": readings}), ()
    if not isinstance(raw, date):
        text, how = cleaned(raw) if isinstance(raw, str) else (shown(raw), ())
        bare, numeral = _bare(text)
        first = _written_month(bare)
        if first:
            return _spelled(Period.holding(first, "month"), raw, (*how, *numeral))
    day, how = day_with_how(raw)
    if isinstance(day, date):
        shown_as_month = isinstance(raw, date) and day.day == 1
        done = how if shown_as_month else (*how, "month-of-day")
        return Period.holding(day, "month"), done
    kept = day.code in ("KD140", "KD146", "KD204")
    return (day if kept else _no_period(shown(raw))), ()


def _spelled(period: Period, raw: object, how: How) -> tuple[Period, How]:
    return period, (how if shown(raw) == str(period) else (*how, "spelling"))


def _written_month(text: str) -> date | None:
    """The first day of a month that is written without one."""
    found = _MONTH.match(text)
    if not found or not _likely(int(found[1])):
        return None
    return _made(int(found[1]), int(next(part for part in found.group(2, 3, 4) if part)), 1)


def read_period(raw: object) -> Period | Unread:
    """A month, quarter, half-year or year: 2026-09, 2026Q3, 2026年上半年, 2026年."""
    return period_with_how(raw)[0]


def period_with_how(raw: object) -> tuple[Period | Unread, How]:
    """A period from a cell, and what was done to read it."""
    text, how = cleaned(raw) if isinstance(raw, str) else (shown(raw), ())
    bare, numeral = _bare(text)
    spelling = _spelling(bare)
    if spelling and _likely(int(spelling[:4])):
        return _spelled(Period.parse(spelling), raw, (*how, *numeral))
    return month_with_how(raw)


def _spelling(text: str) -> str:
    """A quarter, half-year or year as ``Period`` spells it, empty where it is none."""
    quarter, half, year = _QUARTER.match(text), _HALF.match(text), _YEAR.match(text)
    if quarter:
        return f"{quarter[1]}Q{quarter[2] or quarter[3] or quarter[4]}"
    if half:
        return f"{half[1]}H{1 if half[2] == '上' else half[3] or 2}"
    return year[1] if year else ""


def _months(text: str) -> tuple[Period, ...]:
    """The months of a span such as 2026年6-7月, a year at most; empty where it is none."""
    span = _SPAN.match(_bare(plain(text))[0])
    ends = [
        _written_month(f"{year}-{month}")
        for year, month in ([(span[1], span[2]), (span[3] or span[1], span[4])] if span else [])
    ]
    first, last = ends if ends else (None, None)
    if not first or not last or first >= last:
        return ()
    months = tuple(Period(first, months_after(last, 1)).split("month"))
    return months if len(months) <= _LONGEST else ()


def read_periods(raw: object) -> tuple[tuple[Period, ...] | Unread, How]:
    """One or several periods, separated by 、 ； or a comma, and what was done to read them."""
    whole, how = period_with_how(raw)
    if isinstance(whole, Period):
        return (whole,), how
    if isinstance(raw, str) and (months := _months(raw)):
        return months, ("split",)
    if not isinstance(raw, str) or not _SEVERAL.search(plain(raw)):
        return whole, ()
    read = [period_with_how(part) for part in _SEVERAL.split(raw) if plain(part)]
    periods = tuple(period for period, _ in read if isinstance(period, Period))
    if not periods or len(periods) < len(read):
        return _no_period(shown(raw)), ()
    if "、".join(map(str, periods)) == raw:
        return periods, ()
    done = dict.fromkeys(step for _, steps in read for step in steps)
    return periods, (*done, "split")
