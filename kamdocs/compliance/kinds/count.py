"""``count``: the number of customers in the rule's scope lies between ``min`` and ``max``, both
inclusive."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.model import CUSTOMER, NOWHERE, Fact, Finding, NearMiss, Rule, Status, Text

CODE = "KD404"
TERMS: dict[str, Any] = {
    "min": {"type": "integer", "required": True, "min": 0},
    "max": {"type": "integer", "required": True, "min": 0},
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    return ()


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict on the company, by the customers in scope on the day of the check. It is unknown
    where customers of whom the scope is in doubt decide it, or no archive was handed in."""
    least, most = int(rule.terms["min"]), int(rule.terms["max"])
    now = [one for one in audit.standings(rule) if one.holds_on(audit.as_of)]
    open_ones = [why for one in now if (why := one.doubt_on(audit.as_of))]
    certain = [one for one in now if one.doubt_on(audit.as_of) is None]
    made = len(certain)
    because: NearMiss | None = None
    if not audit.book.handed_in(CUSTOMER):
        status = Status.UNKNOWN
        because = NearMiss(NOWHERE, "KD459", {"kind": audit.schemas[CUSTOMER].title})
    elif least <= made and len(now) <= most:
        status = Status.PASS
    elif len(now) < least or made > most:
        status = rule.broken
    else:
        status, because = Status.UNKNOWN, open_ones[0]
    facts: dict[str, Fact] = {"made": made, "bound": Text(f"{least}至{most}", f"{least} to {most}")}
    yield audit.ruled(
        rule,
        CODE,
        status,
        None,
        facts,
        because=because,
        evidence=tuple(one.customer.place("name") for one in certain),
        near=tuple(open_ones),
    )
