"""Puts into words whom a rule binds, line by line."""

from collections.abc import Iterator

from kamdocs.clauses.conditions import in_one
from kamdocs.clauses.tongue import Tongue
from kamdocs.model import CUSTOMER, Policy, Rule, Text, Tier, joined
from kamdocs.sheets import Schemas
from kamdocs.words.clauses import (
    BY_FIGURES,
    BY_FIGURES_OR_IN_VAIN,
    EVERY_CUSTOMER,
    EXPOSURE,
    HAS_BEGUN,
    HAS_ENDED,
    IF_ANY,
    LATEST,
    ONLY_WHERE,
    OR,
    TIER_FIRST,
    TIER_IS,
    TIER_REST,
    TIER_SINCE,
    TIER_SINCE_IF_SAID,
    TIERS,
    WHOLE_COMPANY,
)


def binds(rule: Rule, tongue: Tongue) -> list[str]:
    """Whom a rule binds in short, and then the conditions by which a customer is one of them."""
    return [*in_short(rule, tongue), *_at_length(rule, tongue)]


def in_short(rule: Rule, tongue: Tongue) -> list[str]:
    """Whom a rule binds: the tiers, or everyone, and under which conditions."""
    return list(_in_short(rule, tongue))


def of_company(rule: Rule) -> bool:
    """Whether a rule gives one verdict on the company, and not one for each customer."""
    return rule.names_company or rule.kind in ("attest", "count")


def _in_short(rule: Rule, tongue: Tongue) -> Iterator[str]:
    tiers = tiers_of(rule, tongue)
    titles = joined((tier.title.say(tongue.lang) for tier in tiers), tongue.lang)
    if rule.kind == "tier":
        takes_all = not all(way for tier in tongue.policy.tiers for way in tier.ways)
        yield tongue.say(BY_FIGURES if takes_all else BY_FIGURES_OR_IN_VAIN, tier=titles)
    elif tiers:
        yield tongue.say(TIERS, tiers=titles)
    else:
        yield _everyone(rule).fill(tongue.lang, _titles(rule, tongue))
    if rule.when:
        yield tongue.say(ONLY_WHERE, conditions=in_one(rule.when, CUSTOMER, tongue))
    if rule.terms.get("ended"):
        yield HAS_ENDED.say(tongue.lang)


def _at_length(rule: Rule, tongue: Tongue) -> Iterator[str]:
    tiers = tiers_of(rule, tongue)
    for tier in tiers:
        yield from tier_lines(tier, tongue)
    if any(not tier.by_people for tier in tiers):
        yield TIER_FIRST.say(tongue.lang)
    if rule.kind == "attest" and (tiers or rule.when):
        yield IF_ANY.say(tongue.lang)
    if "each" in rule.terms and not of_company(rule):
        share = tongue.amount(tongue.policy.parameters["min_exposure"])
        yield tongue.say(EXPOSURE, share=share)


def scope_of(rule: Rule, policy: Policy, schemas: Schemas) -> tuple[str, ...]:
    """The names of the fields of the archive that decide whom a rule binds, and on which days."""
    named = (*rule.tiers, rule.terms.get("tier"))
    tiers = [tier for tier in policy.tiers if tier.id in named]
    of_tiers = (name for tier in tiers for name in (*tier.fields, *_days_of(tier, schemas)))
    roles = schemas[CUSTOMER].roles
    dealings = () if of_company(rule) else (roles.since, roles.until)
    return tuple(dict.fromkeys([*of_tiers, *rule.when, *dealings]))


def _days_of(tier: Tier, schemas: Schemas) -> tuple[str, ...]:
    """The fields with the days from which a tier counts: those that have to be filled in, or the
    one that counts where it is, if people decide upon the tier."""
    said = (schemas[CUSTOMER].roles.tier_since,) if tier.by_people else ()
    return tier.since or said


def tiers_of(rule: Rule, tongue: Tongue) -> list[Tier]:
    """The tiers of a rule: those whose customers it binds, or the one that it is about."""
    named = (*rule.tiers, rule.terms.get("tier"))
    return [tier for tier in tongue.policy.tiers if tier.id in named]


def _everyone(rule: Rule) -> Text:
    if rule.kind == "order":
        return HAS_BEGUN
    if of_company(rule) and not (rule.kind in ("attest", "count") and rule.when):
        return WHOLE_COMPANY
    return EVERY_CUSTOMER


def _titles(rule: Rule, tongue: Tongue) -> dict[str, str]:
    """The facts for the places in the words of ``_everyone``."""
    kind = rule.terms.get("of") or CUSTOMER
    return {"kind": tongue.schemas[kind].title.say(tongue.lang)}


def conditions_of(tier: Tier, tongue: Tongue) -> str:
    """The conditions by which a customer is of a tier, for each of the tier's selectors."""
    return OR.say(tongue.lang).join(in_one(way, CUSTOMER, tongue) for way in tier.ways)


def tier_lines(tier: Tier, tongue: Tongue) -> Iterator[str]:
    """The conditions by which a customer is of a tier, and from which day on the tier binds."""
    title = tier.title.say(tongue.lang)
    if tier.when:
        said = conditions_of(tier, tongue)
        yield tongue.say(TIER_IS, tier=title, clause=tier.clause, conditions=said)
    else:
        yield tongue.say(TIER_REST, tier=title, clause=tier.clause)
    if tier.since:
        fields = joined((tongue.label(CUSTOMER, name) for name in tier.since), tongue.lang)
        latest = LATEST.say(tongue.lang) if len(tier.since) > 1 else ""
        yield tongue.say(TIER_SINCE, tier=title, fields=fields, latest=latest)
    elif tier.by_people:
        field = tongue.label(CUSTOMER, tongue.schemas[CUSTOMER].roles.tier_since)
        yield tongue.say(TIER_SINCE_IF_SAID, tier=title, fields=field)
