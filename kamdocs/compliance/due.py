"""By when something is to be done after a day or moment."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from kamdocs.compliance.working_days import nth_working_day
from kamdocs.model import DAY, Moment, Period, Policy, Rule, Status, months_after


class Due(NamedTuple):
    """By when it is to be done: surely in time before ``first``, surely too late from ``last`` on.

    They are apart where the time runs in hours and nobody noted the hour. ``day`` is the day of
    it, ``opens`` the first day on which it may be done.
    """

    first: datetime
    last: datetime
    day: date
    opens: date
    provisional: bool = False

    @property
    def hour(self) -> Moment | None:
        """The day with the time of day, where both are known."""
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
    """What it is called when something was done too late."""
    if rule.on_breach == "warn":
        return Status.WARN
    return Status.FAIL if rule.terms.get("too_late") == "fail" else Status.LATE


def goes_by(policy: Policy, since: date, due: date) -> bool:
    """Whether what began on a day is judged by this version of a policy: by that in force on the
    day, or by the first one where it was due when that was in force."""
    if since < policy.since:
        return policy.effective_from == policy.since <= due
    return policy.in_force(since)


def _bounds(moment: Moment) -> tuple[datetime, datetime]:
    """The earliest and the latest point of time that a moment may be."""
    begun = datetime.combine(moment.day, moment.time or time())
    return begun, begun if moment.time else begun + DAY


def due_after(rule: Rule, since: Moment, given: Moment | None) -> Due:
    """By when it is to be done after a point of time, unless a record gives the day of it."""
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
