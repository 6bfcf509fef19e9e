"""Several versions of one policy: each is in force until the day before the next."""

from collections.abc import Iterable
from datetime import date, timedelta

from kamdocs.model import CUSTOMER, Policy, Rule

_DAY = timedelta(days=1)


def in_turn(policies: Iterable[Policy]) -> list[Policy]:
    """The policies in their order, those of one id as versions that follow each other by the days
    on which they come into force."""
    known = list(policies)
    days: dict[str, list[date]] = {}
    for policy in known:
        days.setdefault(policy.id, []).append(policy.effective_from)
    found = []
    for policy in known:
        later = [day for day in days[policy.id] if day > policy.effective_from]
        until = min(later) - _DAY if later else None
        found.append(policy._replace(until=until, first=min(days[policy.id])))
    return found


def looks_at_today(rule: Rule) -> bool:
    """Whether a rule judges what is on the day of the check, not what happened in a period or on a
    day: it goes by the version in force on that day."""
    if rule.terms.keys() & {"each", "for_each"}:
        return False
    return rule.kind == "order" or rule.terms.get("of", CUSTOMER) == CUSTOMER
