"""``tier``: the tier declared in the archive agrees with the tier that the customer's figures make.

A declared tier that people decide upon (``by_people``) is never contradicted by figures.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.model import (
    CUSTOMER,
    Fact,
    Finding,
    NearMiss,
    Record,
    Rule,
    Status,
    Tier,
    Untold,
    key_of,
)

CODE = "KD405"
TERMS: dict[str, Any] = {"tier": {"type": "string", "required": True}}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    yield Mention(("tier",), "tier", (terms["tier"],))


def check(rule: Rule, audit: Audit) -> Iterator[Untold]:
    """One verdict for every customer for whom the best tier that its figures make, or may make, is
    the rule's ``tier``.

    Left out are customers whose dealings ended, and those declared in a tier that people decide
    upon. A customer declared in a tier that the policy does not know (潜在客户) gets a verdict only
    where its figures make it one of a tier that has conditions.
    """
    people = {tier.declared for tier in audit.policy.tiers if tier.by_people}
    known = {tier.declared for tier in audit.policy.tiers}
    plain: dict[Status, list[Record]] = {}
    for customer in audit.book.customers:
        ended, declared = customer.get(audit.roles.until), customer.get(audit.roles.tier)
        if isinstance(ended, date) and ended < audit.as_of:
            continue
        unclear = _unclear(customer, audit)
        if declared in people and not unclear:
            continue
        figures = _figures(customer, audit)
        if not unclear and declared not in known and not (len(figures) == 1 and figures[0].when):
            continue
        if figures and figures[0].id == rule.terms["tier"]:
            plain.setdefault(_status(rule, audit, customer), []).append(customer)
    cases = {status: [(None, those)] for status, those in plain.items()}
    yield from audit.untold(rule, cases, lambda _, one: _judge(rule, audit, one), key_of)


def _figures(customer: Record, audit: Audit) -> list[Tier]:
    """The tiers that a customer's figures make, or may make, best first."""
    return [tier for tier in audit.tier_of(customer).possible if not tier.by_people]


def _unclear(customer: Record, audit: Audit) -> bool:
    """Whether the declared tier is blank or faulty."""
    name = audit.roles.tier
    return name in customer.faulty or customer.get(name) is None


def _status(rule: Rule, audit: Audit, customer: Record) -> Status:
    figures = _figures(customer, audit)
    if _because(customer, audit, figures):
        return Status.UNKNOWN
    agrees = customer.get(audit.roles.tier) == figures[0].declared
    return Status.PASS if agrees else audit.breach(rule)


def _because(customer: Record, audit: Audit, figures: list[Tier]) -> NearMiss | None:
    """The near miss that leaves open whether declared tier and figures agree; None where nothing
    does."""
    if _unclear(customer, audit):
        return audit.open("KD460", customer, audit.roles.tier)
    return audit.tier_of(customer).because if len(figures) > 1 else None


def _judge(rule: Rule, audit: Audit, customer: Record) -> Finding:
    name, figures = audit.roles.tier, _figures(customer, audit)
    declared = customer.get(name)
    title: Fact = next((one.title for one in audit.policy.tiers if one.declared == declared), None)
    if title is None and declared is not None:
        title = audit.schemas[CUSTOMER].fields[name].shown(declared)
    facts: dict[str, Fact] = {"computed": figures[0].title, "declared": title}
    return audit.ruled(
        rule,
        CODE,
        _status(rule, audit, customer),
        customer,
        facts,
        customer.place(name),
        because=_because(customer, audit, figures),
        evidence=tuple(
            customer.place(one) for one in (name, *_decisive(figures[0], audit, customer))
        ),
    )


def _decisive(tier: Tier, audit: Audit, customer: Record) -> list[str]:
    """The filled-in fields that put a customer in a tier: those of the tier's own conditions or,
    for the tier of whoever is left, those of the conditions of the other tiers."""
    if tier.when:
        return [name for name in tier.fields if customer.get(name) is not None]
    above = (name for one in audit.policy.tiers if not one.by_people for name in one.fields)
    return [name for name in dict.fromkeys(above) if customer.get(name) is not None]
