"""From when and by when something is to be done for a period."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kamdocs.compliance.working_days import nth_working_day
from kamdocs.model import DAY, Period, Rule, months_after


class When(NamedTuple):
    """The days from which (``opens``) and by which (``due``) it is to be done for a period.

    ``due`` is ``provisional`` where the calendar of working days is not published. ``next_opens``
    is the day on which the next period opens, ``due_before`` the due day of the one before.
    """

    period: Period
    opens: date
    due: date
    provisional: bool
    next_opens: date
    due_before: date

    def holds(self, day: date) -> bool:
        """Whether a day is neither too early nor too late."""
        return self.opens <= day <= self.due


def when_for(rule: Rule, period: Period) -> When:
    """The days for a period, by a ``deadline`` rule with ``each``."""
    due, provisional = _due(rule, period.start)
    due_before, _ = _due(rule, Period.holding(period.start - DAY, rule.terms["each"]).start)
    words = rule.terms.get("opens", {"months": 0, "day": 1})
    opens, next_opens = (_day(words, start) for start in (period.start, period.end))
    return When(period, opens, due, provisional, next_opens, due_before)


def _due(rule: Rule, start: date) -> tuple[date, bool]:
    """The due day for the period that begins on a day, and whether that is provisional."""
    words = rule.terms["due"]
    return nth_working_day(_day(words, start), int(words.get("workdays", 0)))


def _day(terms: Mapping[str, int], start: date) -> date:
    months = terms.get("months", terms.get("month", 1) - 1)
    return months_after(start, months, terms.get("day", 1))
