"""``count``: how many customers there are of a sort, between a least and a most."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.model import Fact, Finding, Rule, Status, Text

CODE = "KD404"
TERMS: dict[str, Any] = {
    "min": {"type": "integer", "required": True, "min": 0},
    "max": {"type": "integer", "required": True, "min": 0},
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    return ()


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict on the company: the customers in scope, counted as of today."""
    least, most = int(rule.terms["min"]), int(rule.terms["max"])
    now = [one for one in audit.standings(rule) if one.until is None or one.until >= audit.as_of]
    certain = [one for one in now if one.binds]
    because = [one.because for one in now if one.because]
    made = len(certain)
    facts: dict[str, Fact] = {
        "made": made,
        "bound": Text(f"{least}至{most}", f"{least} to {most}"),
    }
    if least <= made and len(now) <= most:
        status = Status.PASS
    elif len(now) < least or made > most:
        status = audit.breach(rule)
    else:
        status = Status.UNKNOWN
        facts["because"] = because[0]
    yield audit.ruled(
        rule,
        CODE,
        status,
        None,
        facts,
        evidence=tuple(one.customer.place("name") for one in certain),
        near=tuple(because),
    )
