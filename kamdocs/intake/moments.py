"""Moments: days with their time of day. A bare day is a moment of which the time is not known."""

from datetime import date, datetime, time, timedelta

from kamdocs.intake.cells import How, shown
from kamdocs.intake.clocks import Clock
from kamdocs.intake.days import in_range, serial_moment, written_day
from kamdocs.model import Moment, Unread

_HALF_A_SECOND = timedelta(microseconds=500_000)


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
        return (_to_the_second(serial), ("serial",)) if serial else (day, ())
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
    """A time of day that means two, or that contradicts its part of the day (上午15点)."""
    readings = tuple(str(Moment(day, one)) for one in clock.times)
    if not readings:
        return Unread(shown(raw), "KD110")
    return Unread(shown(raw), "KD111", {"readings": readings})


def _to_the_second(raw: datetime) -> Moment:
    """Workbooks keep a time as a fraction of a day, which may be a little less than it was."""
    whole = (raw + _HALF_A_SECOND).replace(microsecond=0)
    return Moment(whole.date(), None if whole.time() == time() else whole.time())
