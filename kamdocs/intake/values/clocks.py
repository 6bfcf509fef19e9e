"""The time of day behind a day, as people and programs write it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from kamdocs.lazy import lazy

_CLOCK = lazy(
    r"(?:[ T]|(?<=[日号)一二三四五六天]))(?P<part>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚)? ?"
    r"(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"(?: ?(?P<half>[AP]M))?(?P<zone>Z|[+-][01]\d:?[0-5]\d| \+[01]\d:?[0-5]\d"
    r"| ?\(?(?:UTC|GMT)(?:[+-](?:0?\d|1[0-4])(?::?[0-5]\d)?)?\)?)?"
    r"|[时点](?:(?P<past>\d{1,2})分?|(?P<more>半|整|钟))?)\Z",
    re.ASCII | re.IGNORECASE,
)
_OFFSET = lazy(r"([+-])(\d{1,2}):?(\d{2})?", re.ASCII)
"""What a zone is ahead of UTC: +08:00, UTC+8; nothing in Z and UTC."""
_UNTIL = lazy(r" ?(?:[-~\u2010-\u2015\u2212]+|至|到) ?(?=[^-~至到]+\Z)")
"""What stands between the beginning of a span and its end: 9:00-11:00."""
_PARTS: Mapping[str, range] = {
    "凌晨": range(6),
    "清晨": range(4, 9),
    "早上": range(4, 12),
    "上午": range(13),
    "中午": range(11, 15),
    "下午": range(12, 24),
    "傍晚": range(16, 21),
    "晚上": range(17, 24),
    "晚": range(17, 24),
    "AM": range(12),
    "PM": range(12, 24),
}
"""The hours that a part of the day may have. 上午12:30 is half past noon to people and half past
midnight to a workbook."""
_CHINA = timedelta(hours=8)
"""What the clock of China is ahead of UTC."""


class Clock(NamedTuple):
    """A time of day that stands in a text from ``start`` on.

    ``times`` are those that it may mean: none where part of the day and hour contradict each
    other. ``ahead`` is what its zone is ahead of UTC, None where it names none. ``span`` says that
    the times are a beginning and an end.
    """

    start: int
    times: tuple[time, ...]
    ahead: timedelta | None
    span: bool = False

    def in_china(self, day: date) -> datetime | None:
        """The first of its times on a day, as the clocks of China show it."""
        if not self.times:
            return None
        there = datetime.combine(day, self.times[0])
        return there if self.ahead is None else there - self.ahead + _CHINA


def clock_behind(text: str) -> Clock | None:
    """The time of day at the end of a text, where it is one that clocks show, or a span of them."""
    return _span_behind(text) or _clock_behind(text)


def _span_behind(text: str) -> Clock | None:
    """A span within a day: 9:00-11:00. What could be a zone is one where a program wrote it (behind
    a T or seconds), and where the end were not after the beginning."""
    until = _UNTIL.search(text)
    if not until:
        return None
    before, end = text[: until.start()], text[until.end() :]
    begun = _CLOCK.search(before)
    first, last = _clock_behind(before), _clock_behind(f" {end}")
    if not begun or first is None or last is None or (first.ahead, last.ahead) != (None, None):
        return None
    written = before[first.start :]
    if written[0] in "Tt" or written.count(":") != end.count(":"):
        return None
    same_part = _clock_behind(f" {begun['part'] or ''}{end}")  # 下午2:00-4:00
    ends = (*last.times, *(same_part.times if same_part else ()))
    later = tuple(one for one in ends if one > first.times[0]) if first.times else ()
    return first._replace(times=(*first.times, *later), span=True) if later else None


def _clock_behind(text: str) -> Clock | None:
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or found["past"] or 0)
    if found["more"] == "半":
        minute = 30
    if hour > 23 or minute > 59:
        return None
    part = found["part"] or (found["half"] or "").upper()
    second = int(found["second"] or 0)
    times = tuple(time(one, minute, second) for one in _hours(hour, part))
    return Clock(found.start(), times, _ahead(found["zone"]))


def _hours(hour: int, part: str) -> Iterator[int]:
    if not part:
        yield hour
        return
    meant = {hour, (hour + 12) % 24} if hour <= 12 else {hour}
    yield from sorted(meant.intersection(_PARTS[part]))


def _ahead(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    found = _OFFSET.search(zone)
    if not found:
        return timedelta()
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -ahead if found[1] == "-" else ahead
