"""``tier``: whether the declared tier agrees with the figures.

A tier that people decide upon is not contradicted by figures.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.model import Fact, Finding, Record, Rule, Status, Tier

CODE = "KD405"
TERMS: dict[str, Any] = {"tier": {"type": "string", "required": True}}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    yield Mention(("tier",), "tier", (terms["tier"],))


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer whose figures make, or may make, this tier."""
    people = {tier.declared for tier in audit.policy.tiers if tier.by_people}
    known = {tier.declared for tier in audit.policy.tiers}
    for customer in audit.book.customers:
        declared = customer.get(audit.roles.tier)
        if declared in people or (declared is not None and declared not in known):
            continue
        ended = customer.get(audit.roles.until)
        if isinstance(ended, date) and ended < audit.as_of:
            continue
        figures = [tier for tier in audit.tier_of(customer).possible if not tier.by_people]
        if figures and figures[0].id == rule.terms["tier"]:
            yield _judge(rule, audit, customer, figures)


def _judge(rule: Rule, audit: Audit, customer: Record, figures: list[Tier]) -> Finding:
    name = audit.roles.tier
    declared = customer.get(name)
    title = next((one.title for one in audit.policy.tiers if one.declared == declared), None)
    facts: dict[str, Fact] = {"computed": figures[0].title, "declared": title}
    because = None
    if declared is None or name in customer.faulty:
        because = audit.blank("KD460", customer, name)
    elif len(figures) > 1:
        because = audit.tier_of(customer).because
    if because:
        status = Status.UNKNOWN
        facts["because"] = because
    else:
        status = Status.PASS if declared == figures[0].declared else audit.breach(rule)
    return audit.ruled(
        rule,
        CODE,
        status,
        customer,
        facts,
        customer.place(name),
        evidence=tuple(customer.place(name) for name in (name, *figures[0].when)),
        near=(because,) if because else (),
    )
