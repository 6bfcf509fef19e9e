"""Which verdicts a rule may give, by when, and with which parameters."""

from collections.abc import Iterator

from kamdocs.clauses.binding import of_company, tiers_of
from kamdocs.clauses.tongue import Tongue
from kamdocs.model import CUSTOMER, WAIVABLE, Parameter, Rule, Status
from kamdocs.words.clauses import (
    ATTESTED_FOR,
    BY_SPAN,
    END_OF_PERIOD,
    GRACE,
    ON_THE_DAY,
    SOON,
)

_BY_DAY = frozenset({"cadence", "deadline", "unbroken"})
"""The kinds of rule whose verdicts have a due day."""


def outcomes(rule: Rule) -> tuple[Status, ...]:
    """The statuses that a rule may give, the worst first."""
    found = set(_outcomes(rule))
    if rule.kind != "attest":
        found |= {Status.PASS, Status.UNKNOWN, rule.broken}
    if found & WAIVABLE:
        found.add(Status.WAIVED)
    return tuple(status for status in Status if status in found)


def _outcomes(rule: Rule) -> Iterator[Status]:
    terms = rule.terms
    if rule.kind == "attest":
        yield from (Status.ATTESTED, Status.UNATTESTED)
        if rule.tiers or rule.when:
            yield Status.NOT_APPLICABLE
    elif rule.kind == "order":
        yield Status.PENDING
        if terms.get("warns"):
            yield Status.WARN
    elif rule.kind in _BY_DAY:
        yield from (Status.PENDING, Status.DUE_SOON)
        if rule.kind == "unbroken" or ("each" in terms and not of_company(rule)):
            yield Status.NOT_APPLICABLE
        if may_be_late(rule):
            yield Status.LATE
        if may_be_early(rule):
            yield Status.WARN


def may_be_late(rule: Rule) -> bool:
    """Whether something done after its due day is "late", and not a breach."""
    if rule.kind == "unbroken":
        return not rule.is_target
    if rule.kind != "deadline":
        return "covers" in rule.terms
    if "for_each" in rule.terms:
        return not rule.is_target and rule.terms.get("too_late") != "fail"
    return True


def may_be_early(rule: Rule) -> bool:
    """Whether something may be done before its period, because a record says for which period it
    is."""
    return rule.kind == "deadline" and any(
        "covers" in source for source in rule.terms.get("sources", ())
    )


def by_when(rule: Rule, tongue: Tongue) -> list[str]:
    """The lines that say on which day a verdict is given."""
    return list(_by_when(rule, tongue))


def _by_when(rule: Rule, tongue: Tongue) -> Iterator[str]:
    figures = tongue.policy.parameters
    if rule.kind == "attest":
        yield tongue.say(ATTESTED_FOR, months=tongue.amount(figures["attestation_months"]))
        return
    if rule.kind in _BY_DAY:
        if rule.kind == "cadence":
            yield END_OF_PERIOD.say(tongue.lang)
        yield tongue.say(GRACE, grace=tongue.amount(figures["record_grace"]))
        days = rule.terms.get("due_soon", figures["due_soon"].value)
        yield tongue.say(SOON, soon=tongue.measure(days, "天"))
        return
    whole = rule.kind in ("count", "tier", "order") or "with" in rule.terms
    snapshot = whole or rule.terms.get("of", CUSTOMER) == CUSTOMER
    yield (ON_THE_DAY if snapshot else BY_SPAN).say(tongue.lang)


def figures_of(rule: Rule, tongue: Tongue) -> list[Parameter]:
    """The parameters that a rule uses: those in its terms and in its tiers, then those that all
    rules of its kind use."""
    tiers = tiers_of(rule, tongue)
    names = [*rule.figures, *(name for tier in tiers for name in tier.figures)]
    names += list(_of_kind(rule))
    known = tongue.policy.parameters
    return [known[name] for name in dict.fromkeys(names) if name in known]


def _of_kind(rule: Rule) -> Iterator[str]:
    if rule.kind == "attest":
        yield "attestation_months"
    if rule.kind in _BY_DAY or "reckoned" in rule.terms:
        yield "record_grace"
    if rule.kind in _BY_DAY:
        if "due_soon" not in rule.terms:
            yield "due_soon"
        if "each" in rule.terms and not of_company(rule):
            yield "min_exposure"
    if rule.kind in ("cadence", "order", "unbroken") or {"sources", "by"} & rule.terms.keys():
        yield "backdate_limit"
