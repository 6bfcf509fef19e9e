"""On which days a rule binds a customer, and what leaves that open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kamdocs.model import DAY, NearMiss, Period, Record, key_of, months_after


class Stretch(NamedTuple):
    """Days on end on which a rule binds a customer, by one row of the archive.

    From ``since`` to ``until``, both inclusive; None leaves that end open. ``because`` says why
    nobody can tell whether the rule binds at all, ``open_end`` why an end is not known.
    """

    record: Record
    since: date | None = None
    until: date | None = None
    because: NearMiss | None = None
    open_end: NearMiss | None = None

    @property
    def doubt(self) -> NearMiss | None:
        """What leaves open whether, or from or until when, the rule binds; None where nothing
        does."""
        return self.because or self.open_end

    @property
    def lasts(self) -> bool:
        """Whether there is any day on which the rule can bind: it does not end before it begins."""
        return not (self.since and self.until and self.until < self.since)

    def holds_on(self, day: date) -> bool:
        """Whether a day lies between ``since`` and ``until``."""
        started = self.since is None or self.since <= day
        return started and (self.until is None or day <= self.until)

    def touches(self, period: Period) -> bool:
        """Whether any of its days lies in a period."""
        return period.overlap(self.since, self.until) > 0

    def within(self, since: date | None, until: date | None) -> "Stretch | None":
        """The part of it from one day to another, both inclusive; None where nothing is left."""
        first = max((day for day in (self.since, since) if day), default=None)
        last = min((day for day in (self.until, until) if day), default=None)
        if first and last and last < first:
            return None
        return Stretch(self.record, first, last, self.because, self.open_end)


@dataclass(frozen=True)
class Standing:
    """A customer whom a rule binds or may bind, with its stretches in the order of their rows.

    ``customer`` is the row of the archive by which it binds last.
    """

    stretches: tuple[Stretch, ...]

    @property
    def customer(self) -> Record:
        return self.stretches[-1].record

    @cached_property
    def key(self) -> str:
        return key_of(self.customer)

    @cached_property
    def sure(self) -> tuple[date, date] | None:
        """The first and the last day on which the rule binds, where a single row of the archive
        says so and leaves nothing open; else None."""
        only = self.stretches[0]
        if len(self.stretches) > 1 or only.doubt:
            return None
        return only.since or date.min, only.until or date.max

    def holds_on(self, day: date) -> bool:
        """Whether the rule binds, or may bind, on a day."""
        if self.sure:
            return self.sure[0] <= day <= self.sure[1]
        return any(stretch.holds_on(day) for stretch in self.stretches)

    def over_by(self, day: date) -> bool:
        """Whether the rule binds no more from a day on: dealings have ended, or the customer is of
        another tier or class."""
        return all(one.until is not None and one.until < day for one in self.stretches)

    def doubt_on(self, day: date) -> NearMiss | None:
        """Why the rule may not bind on a day; None where it binds for certain, or not at all."""
        if self.sure:
            return None
        here = [stretch for stretch in self.stretches if stretch.holds_on(day)]
        certain = any(stretch.doubt is None for stretch in here)
        return None if certain else next((one.doubt for one in here), None)

    def because_on(self, day: date) -> NearMiss | None:
        """Why nobody can tell whether the rule binds on a day at all; doubts only about the first
        or last day do not count."""
        if self.sure:
            return None
        here = [stretch for stretch in self.stretches if stretch.holds_on(day)]
        return next((one.because for one in here if one.because), None)

    def doubt_in(self, period: Period) -> NearMiss | None:
        """Why nobody can tell on how many days of a period the rule binds; None where that is
        certain."""
        touching = (stretch for stretch in self.stretches if stretch.touches(period))
        return next((one.doubt for one in touching if one.doubt), None)

    def begun_by(self, day: date, months: int) -> bool:
        """Whether, by some stretch, the rule began to bind at least so many months before a
        day."""
        return any(
            one.since is None or months_after(one.since, months) <= day for one in self.stretches
        )

    def spans(self) -> Iterator[tuple[date | None, date | None]]:
        """The days on which it binds, as stretches that do not touch; None leaves an end open."""
        return _apart(self.stretches)

    def days_in(self, period: Period, surely: bool = False) -> int:
        """The number of days of a period on which the rule binds or may bind, with ``surely`` only
        those on which it binds for certain. Days of several stretches count once."""
        those = [one for one in self.stretches if not (surely and one.doubt)]
        return sum(period.overlap(since, until) for since, until in _apart(those))


def _apart(stretches: Sequence[Stretch]) -> Iterator[tuple[date | None, date | None]]:
    """The days of all stretches as stretches that do not overlap."""
    begun = sorted(stretches, key=lambda one: one.since or date.min)
    if not begun:
        return
    since, until = begun[0].since, begun[0].until
    for one in begun[1:]:
        if until is not None and one.since is not None and one.since > until + DAY:
            yield since, until
            since, until = one.since, one.until
        elif until is not None:
            until = max(until, one.until) if one.until else None
    yield since, until
