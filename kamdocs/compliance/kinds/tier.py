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
    """One verdict for every customer whose figures make, or may make, this tier.

    Left out are customers whose dealings ended, and those declared in a tier that people decide
    upon or that the policy does not know.
    """
    judged = {tier.declared for tier in audit.policy.tiers if not tier.by_people}
    for customer in audit.book.customers:
        ended = customer.get(audit.roles.until)
        if isinstance(ended, date) and ended < audit.as_of:
            continue
        if not _unclear(customer, audit) and customer.get(audit.roles.tier) not in judged:
            continue
        figures = [tier for tier in audit.tier_of(customer).possible if not tier.by_people]
        if figures and figures[0].id == rule.terms["tier"]:
            yield _judge(rule, audit, customer, figures)


def _unclear(customer: Record, audit: Audit) -> bool:
    name = audit.roles.tier
    return name in customer.faulty or customer.get(name) is None


def _judge(rule: Rule, audit: Audit, customer: Record, figures: list[Tier]) -> Finding:
    name = audit.roles.tier
    declared = customer.get(name)
    title = next((one.title for one in audit.policy.tiers if one.declared == declared), None)
    facts: dict[str, Fact] = {"computed": figures[0].title, "declared": title}
    because = None
    if _unclear(customer, audit):
        because = audit.blank("KD460", customer, name)
    elif len(figures) > 1:
        because = audit.tier_of(customer).because
    agrees = declared == figures[0].declared
    status = Status.UNKNOWN if because else Status.PASS if agrees else audit.breach(rule)
    return audit.ruled(
        rule,
        CODE,
        status,
        customer,
        facts,
        customer.place(name),
        because=because,
        evidence=tuple(customer.place(one) for one in (name, *figures[0].when)),
    )
