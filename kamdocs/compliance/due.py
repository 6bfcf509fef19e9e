"""By when something is to be done after a day or moment."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from kamdocs.compliance.working_days import nth_working_day
from kamdocs.model import DAY, Moment, Period, Policy, Rule, Status, months_after


class Due(NamedTuple):
    """By when something is to be done: up to ``first`` it is surely in time, from ``last`` on
    surely too late.

    The two differ where the time runs in hours and nobody noted the hour at which it began. ``day``
    is the due day, ``opens`` the first day on which it may be done. It is ``provisional`` where the
    calendar of working days for that year is not published.
    """

    first: datetime
    last: datetime
    day: date
    opens: date
    provisional: bool = False

    @property
    def hour(self) -> Moment | None:
        """The due day with the time of day, where the time runs in hours that are known; else
        None."""
        if self.first != self.last or self.last.date() != self.day:
            return None
        return Moment(self.day, self.last.time())

    def holds(self, done: Moment) -> bool | None:
        """Whether something was done in time; None where the hours that decide are not noted."""
        begun, ended = _bounds(done)
        if ended <= self.first:
            return True
        return False if begun >= self.last else None


def too_late(rule: Rule) -> Status:
    """The status of what was done too late: a warning where the rule is only a target, a fail with
    ``too_late: fail``, else late."""
    if rule.is_target:
        return Status.WARN
    return Status.FAIL if rule.terms.get("too_late") == "fail" else Status.LATE


def goes_by(policy: Policy, since: date, due: date) -> bool:
    """Whether this version of a policy judges what began on ``since`` and is due on ``due``.

    It is the version in force on ``since``. What began before the first version is judged by that
    if it fell due after it came into force.
    """
    if since < policy.since:
        return policy.effective_from == policy.since <= due
    return policy.in_force(since)


def _bounds(moment: Moment) -> tuple[datetime, datetime]:
    """The earliest and the latest point of time that a moment may be: a day without a time of day
    may be any of its hours."""
    begun = datetime.combine(moment.day, moment.time or time())
    return begun, begun if moment.time else begun + DAY


def due_after(rule: Rule, since: Moment, given: Moment | None) -> Due:
    """By when a rule with ``from`` wants something done after the moment ``since``; ``given`` is
    the day in the record's ``until`` field and goes before what the rule counts."""
    terms = rule.terms
    opens = since.day
    if "opens" in terms:
        opens = months_after(since.day, int(terms["opens"]["months"]))
    if given:
        last = _bounds(given)[1]
        return Due(last, last, given.day, opens)
    if "hours" in terms:
        first, last = (one + timedelta(hours=terms["hours"]) for one in _bounds(since))
        return Due(first, last, (last - timedelta(microseconds=1)).date(), opens)
    day, provisional = since.day, False
    if "workdays" in terms:
        day, provisional = nth_working_day(since.day, int(terms["workdays"]))
    elif "end_of" in terms:
        period = Period.holding(since.day, terms["end_of"])
        day, opens = period.last, min(opens, period.start)
    elif "months" in terms:
        day = months_after(since.day, int(terms["months"]))
    else:
        day = since.day + DAY * int(terms.get("days", 0))
    over = datetime.combine(day + DAY, time())
    return Due(over, over, day, opens, provisional)
