"""Moments: days with their time of day. A bare day is a moment of which the time is not known."""

from datetime import date, datetime, time, timedelta

from kamdocs.intake.grid import How, shown
from kamdocs.intake.values.clocks import Clock
from kamdocs.intake.values.days import in_range, serial_moment, without_part, written_day
from kamdocs.model import Moment, Text, Unread

_HALF_A_SECOND = timedelta(microseconds=500_000)
_NO_HOUR = Text(
    "（只写了上午或下午，没有写几点；写成17:00的样子，或者只写日期）",
    " (part of a day without an hour: write it like 17:00, or the day alone)",
)
_AGAINST_PART = Text(
    "（上午、下午与钟点矛盾；按24小时写，如17:00）",
    " (the part of the day contradicts the hour: write it like 17:00)",
)
_SPAN = Text(
    "（写了从几点到几点，只写一个时刻）", " (a span from one time to another: write one of them)"
)


def moment_with_how(raw: object) -> tuple[Moment | Unread, How]:
    """A moment from a cell, and what was done to read it.

    A midnight is what workbooks make of a bare day, so it says no time.
    """
    if isinstance(raw, datetime):
        day = in_range(raw.date(), raw)
        return (day if isinstance(day, Unread) else _to_the_second(raw)), ()
    if isinstance(raw, date):
        day = in_range(raw, raw)
        return (day if isinstance(day, Unread) else Moment(day)), ()
    day, clock, how = written_day(raw)
    if isinstance(day, Unread):
        serial = serial_moment(raw)
        if serial:
            return _to_the_second(serial), ("serial",)
        part = without_part(raw)
        return (Unread(shown(raw), "KD110", {"why": _NO_HOUR}) if part else day), ()
    if clock is None:
        return Moment(day), (*how, "date-as-text")
    if len(clock.times) != 1:
        return _several(day, clock, raw), ()
    there, here = datetime.combine(day, clock.times[0]), clock.in_china(day)
    if here is None or here == there:
        return _to_the_second(there), (*how, "date-as-text")
    zone = "zone" if here.date() != day else "china-time"
    return Moment(here.date(), here.time()), (*how, zone, "date-as-text")


def _several(day: date, clock: Clock, raw: object) -> Unread:
    """A time of day that means two, is a span, or contradicts its part of the day (上午15点)."""
    if clock.span:
        return Unread(shown(raw), "KD110", {"why": _SPAN})
    readings = tuple(str(Moment(day, one)) for one in clock.times)
    if not readings:
        return Unread(shown(raw), "KD110", {"why": _AGAINST_PART})
    return Unread(shown(raw), "KD111", {"readings": readings})


def _to_the_second(raw: datetime) -> Moment:
    """Workbooks keep a time as a fraction of a day, which may be a little less than it was."""
    whole = (raw + _HALF_A_SECOND).replace(microsecond=0)
    return Moment(whole.date(), None if whole.time() == time() else whole.time())
