"""``tier``: the tier declared in the archive agrees with the tier that the customer's figures make.

A declared tier that people decide upon (``by_people``) is never contradicted by figures. Where the
tiers of a policy do not take everybody, whose figures make none of them was declared in vain.
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
    Text,
    Tier,
    Untold,
    key_of,
)

CODE = "KD405"
_NO_TIER = Text("各类之外的客户", "in no class")
TERMS: dict[str, Any] = {"tier": {"type": "string", "required": True}}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    yield Mention(("tier",), "tier", (terms["tier"],))


def check(rule: Rule, audit: Audit) -> Iterator[Untold]:
    """One verdict for every customer for whom the best tier that its figures make, or may make, is
    the rule's ``tier``, and for those declared in it whose figures make none.

    Left out are customers whose dealings ended, and those declared in a tier that people decide
    upon. A customer declared in a tier that the policy does not know (潜在客户) gets a verdict only
    where its figures make it one of a tier that has conditions.
    """
    people = {tier.declared for tier in audit.policy.tiers if tier.by_people}
    known = {tier.declared for tier in audit.policy.tiers}
    plain: dict[Status, list[Record]] = {}
    for customer in audit.book.customers:
        ended, declared = customer.get(audit.roles.until), customer.get(audit.roles.tier)
        if isinstance(ended, date) and ended <= audit.as_of:  # which is no day of dealings
            continue
        unclear = _unclear(customer, audit)
        if declared in people and not unclear:
            continue
        if not unclear and declared not in known and not _is_of_a_tier(customer, audit):
            continue
        if _is_about(rule, customer, audit):
            plain.setdefault(_status(rule, audit, customer), []).append(customer)
    cases = {status: [(None, those)] for status, those in plain.items()}
    yield from audit.untold(rule, cases, lambda _, one: _judge(rule, audit, one), key_of)


def _is_about(rule: Rule, customer: Record, audit: Audit) -> bool:
    """Whether the rule's tier is the best that the figures of a customer make or, where they make
    none, the one in which it is declared."""
    tier = audit.policy.tier(rule.terms["tier"])
    if figures := _figures(customer, audit):
        return figures[0].id == tier.id
    none = not audit.tier_of(customer).possible
    return none and customer.get(audit.roles.tier) == tier.declared


def _is_of_a_tier(customer: Record, audit: Audit) -> bool:
    """Whether the figures of a customer make it, for certain, one of a tier that has conditions."""
    figures = _figures(customer, audit)
    return audit.tier_of(customer).certain and len(figures) == 1 and bool(figures[0].when)


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
    agrees = bool(figures) and customer.get(audit.roles.tier) == figures[0].declared
    return Status.PASS if agrees else rule.broken


def _because(customer: Record, audit: Audit, figures: list[Tier]) -> NearMiss | None:
    """The near miss that leaves open whether declared tier and figures agree; None where nothing
    does."""
    if _unclear(customer, audit):
        return audit.open("KD460", customer, audit.roles.tier)
    judged = audit.tier_of(customer)
    return judged.because if len(figures) > 1 or not judged.certain else None


def _judge(rule: Rule, audit: Audit, customer: Record) -> Finding:
    name, figures = audit.roles.tier, _figures(customer, audit)
    declared = customer.get(name)
    title: Fact = next((one.title for one in audit.policy.tiers if one.declared == declared), None)
    if title is None and declared is not None:
        title = audit.schemas[CUSTOMER].fields[name].shown(declared)
    made = figures[0] if figures else audit.policy.tier(rule.terms["tier"])
    facts: dict[str, Fact] = {"computed": made.title if figures else _NO_TIER, "declared": title}
    return audit.ruled(
        rule,
        CODE,
        _status(rule, audit, customer),
        customer,
        facts,
        customer.place(name),
        because=_because(customer, audit, figures),
        evidence=tuple(customer.place(one) for one in (name, *_decisive(made, audit, customer))),
    )


def _decisive(tier: Tier, audit: Audit, customer: Record) -> list[str]:
    """The filled-in fields that put a customer in a tier: those of the tier's own conditions or,
    for the tier of whoever is left, those of the conditions of the other tiers."""
    if tier.when:
        return [name for name in tier.fields if customer.get(name) is not None]
    above = (name for one in audit.policy.tiers if not one.by_people for name in one.fields)
    return [name for name in dict.fromkeys(above) if customer.get(name) is not None]
