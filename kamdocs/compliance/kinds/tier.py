"""``tier``: whether the declared tier agrees with the figures.

A tier that people decide upon is not contradicted by figures.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.model import CUSTOMER, Fact, Finding, Record, Rule, Status, Tier

CODE = "KD405"
TERMS: dict[str, Any] = {"tier": {"type": "string", "required": True}}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    yield Mention(("tier",), "tier", (terms["tier"],))


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer whose figures make, or may make, this tier.

    Left out are customers whose dealings ended, and those declared in a tier that people decide
    upon. One declared in a tier that the policy does not know (潜在客户) is held to its figures
    only where they make it more than what is left over.
    """
    people = {tier.declared for tier in audit.policy.tiers if tier.by_people}
    for customer in audit.book.customers:
        ended = customer.get(audit.roles.until)
        if isinstance(ended, date) and ended < audit.as_of:
            continue
        if customer.get(audit.roles.tier) in people and not _unclear(customer, audit):
            continue
        figures = [tier for tier in audit.tier_of(customer).possible if not tier.by_people]
        if _unknown(customer, audit) and not (len(figures) == 1 and figures[0].when):
            continue
        if figures and figures[0].id == rule.terms["tier"]:
            yield _judge(rule, audit, customer, figures)


def _unknown(customer: Record, audit: Audit) -> bool:
    """Whether a customer is declared in a tier that the policy does not know."""
    known = {tier.declared for tier in audit.policy.tiers}
    return not _unclear(customer, audit) and customer.get(audit.roles.tier) not in known


def _unclear(customer: Record, audit: Audit) -> bool:
    name = audit.roles.tier
    return name in customer.faulty or customer.get(name) is None


def _judge(rule: Rule, audit: Audit, customer: Record, figures: list[Tier]) -> Finding:
    name = audit.roles.tier
    declared = customer.get(name)
    title: Fact = next((one.title for one in audit.policy.tiers if one.declared == declared), None)
    if title is None and declared is not None:
        title = audit.schemas[CUSTOMER].fields[name].shown(declared)
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
        evidence=tuple(
            customer.place(one) for one in (name, *_decisive(figures[0], audit, customer))
        ),
    )


def _decisive(tier: Tier, audit: Audit, customer: Record) -> list[str]:
    """The figures that make a customer one of a tier: those of the tier itself, or where it takes
    whoever is left, those for which the tiers above did not take it."""
    if tier.when:
        return [name for name in tier.fields if customer.get(name) is not None]
    above = (name for one in audit.policy.tiers if not one.by_people for name in one.fields)
    return [name for name in dict.fromkeys(above) if customer.get(name) is not None]
