"""Records that hold one after the other, and the lapses between them: days on which none holds.

It is the arithmetic of days for rules of the kind ``unbroken``, which judges the lapses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kamdocs.model import DAY, NearMiss, Place, Rule, months_after


class Holding(NamedTuple):
    """A record and the days on which it holds, both inclusive; ``since`` is None where its
    first day is not known. ``says_until`` is True if the record gives its last day itself. ``why``
    is the reason why it is not certain that the record counts, if so."""

    place: Place
    since: date | None
    until: date
    says_until: bool = False
    why: NearMiss | None = None

    def may_hold_in(self, lapse: "Lapse") -> bool:
        """Whether it holds on any day of a lapse, or may do so."""
        return self.since is None or (self.since <= lapse.last and lapse.first <= self.until)


class Lapse(NamedTuple):
    """Consecutive days, from ``first`` to ``last``, on which nothing holds. ``since`` is the first
    day that is looked at, ``before`` the record that held until the lapse, ``over`` the one that
    ends it; both are None where there is none."""

    first: date
    last: date
    since: date
    before: Holding | None
    over: Holding | None

    @property
    def covered_from(self) -> date:
        """The first day that the handed-in sheets must cover to prove that no other record held on
        the first day of the lapse. It is the day after the record before began or, if that gives
        its last day itself, the first day of the lapse."""
        if self.before is None:
            return self.since
        if self.before.says_until or self.before.since is None:
            return self.first
        return min(self.before.since + DAY, self.first)


class Bound(NamedTuple):
    """Consecutive days that are looked at, from ``since`` to ``last``, which is not after the day
    of the check. Records must hold until ``wanted``: the end of the span, or the last day on which
    the rule binds. ``end`` is that last day, None where it is not known; nothing is asked for the
    days after it."""

    since: date
    last: date
    wanted: date
    end: date | None


@dataclass(slots=True)
class Chain:
    """The records that hold one after the other, with the lapses between them.

    ``until`` is the last day on which the record ``last`` holds. As long as ``last`` is None no
    record has held yet, and ``until`` is the day by which the first must be there.
    """

    until: date
    lapses: list[Lapse]
    last: Holding | None = None

    def reaches(self, day: date | None) -> bool:
        """Whether no new record is needed up to a day."""
        return day is not None and day <= self.until


def chain_of(certain: Iterable[Holding], bound: Bound, rule: Rule) -> Chain:
    """The chain of the ``certain`` records, which are sorted by their first days, on the days that
    are looked at. The terms of ``rule`` say by when the first record must be there."""
    since, last = bound.since, bound.last
    chain = Chain(after(since, rule.terms.get("first", rule.terms["lasts"])), [])
    for one in certain:
        day = one.since or date.min
        if day > last:
            break
        if one.until < since:
            continue  # over before the first day: it asks for nothing
        if day - chain.until > DAY:
            chain.lapses.append(Lapse(chain.until + DAY, day - DAY, since, chain.last, one))
        if chain.last is None or one.until >= chain.until:
            chain.until, chain.last = one.until, one
    if chain.until < last:
        chain.lapses.append(Lapse(chain.until + DAY, last, since, chain.last, None))
    return chain


def time_terms(least: int, days: int, months: int) -> dict[str, Any]:
    """The contract for a span of time as a pack writes it, in ``days`` or in ``months``: the least
    of either, and the most of each."""
    return {
        "type": "dict",
        "minlength": 1,
        "schema": {
            "days": {"type": "integer", "min": least, "max": days, "excludes": "months"},
            "months": {"type": "integer", "min": least, "max": months, "excludes": "days"},
        },
    }


def after(day: date, time: Mapping[str, int]) -> date:
    """The day that is the ``months`` or ``days`` of ``time`` after another."""
    if "months" in time:
        return months_after(day, int(time["months"]))
    return day + DAY * int(time.get("days", 0))
