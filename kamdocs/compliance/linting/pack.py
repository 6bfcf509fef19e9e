"""Faults of a pack that can be loaded: parameters that nothing uses, tiers that nobody can reach,
rules that bind nobody."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from operator import ge, le
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.clauses import clause_as_compared
from kamdocs.compliance.demands import DEMANDS
from kamdocs.compliance.kinds.following import SPANS
from kamdocs.compliance.linting.figures import contradictions
from kamdocs.compliance.linting.own import oddities
from kamdocs.compliance.linting.periods import split_periods
from kamdocs.compliance.linting.wording import stale_words
from kamdocs.compliance.packs.loading import load_pack, load_policy
from kamdocs.compliance.packs.requiring import ENTRY, files_required, with_required
from kamdocs.compliance.working_days import published
from kamdocs.data import Loaded
from kamdocs.faults import SetupFault
from kamdocs.model import Policy, Tier
from kamdocs.sheets import Schemas, files_of_fields, what_is_in

ENGINE = frozenset(
    {"record_grace", "due_soon", "backdate_limit", "min_exposure", "attestation_months"}
)
"""Parameters that every pack has and no rule names."""
_DECEMBER = 12
_DEMANDED = frozenset({"with", "reckoned", *DEMANDS} - {"unless"})
"""What a rule over fields may ask for."""
_BY_FIELD = frozenset({"reckoned", *DEMANDS} - {"need", "in_force"})
"""Words of a rule whose entries are names of fields, which a company may choose."""
_NAMED = re.compile(r"\$([a-z][a-z0-9_]*)\Z")

Selector = Mapping[str, Mapping[str, Any]]


def lint(path: Path, schemas: Schemas, today: date) -> list[SetupFault]:
    """The faults of a pack, sorted by line; empty for a sound one.

    For a pack that cannot be loaded these are the faults for which it cannot, and no others. The
    calendar of working days should be known for the year of ``today`` and, in December, for the
    next one.
    """
    try:
        policy = load_policy(path, schemas)
    except SetupFault as fault:
        return sorted([fault, *fault.more], key=lambda one: (one.line, one.code))
    loaded, own = load_pack(path), data.load(path)
    schemas = with_required(schemas, [path])
    found = [
        *_unused(policy, loaded, own),
        *oddities(path, own),
        *_unreached(policy, loaded),
        *_not_compared(policy, own),
        *_binding_nobody(policy, loaded),
        *_without_effect(policy, loaded, schemas),
        *_asking_nothing(policy, loaded),
        *_due_at_once(policy, loaded),
        *contradictions(policy, loaded, own, schemas),
        *stale_words(path, policy, loaded, own),
        *split_periods(policy, loaded),
        *_not_printed(policy, loaded),
        *_idle_files(path, loaded),
        *_without_calendar(policy, loaded, today),
    ]
    return sorted(found, key=lambda one: (one.line, one.code))


def _unused(policy: Policy, loaded: Loaded, own: Loaded) -> Iterator[SetupFault]:
    """Parameters of the file itself that no rule and no tier names."""
    used = set(_parameters(loaded.data.get("rules"))) | set(_parameters(loaded.data.get("tiers")))
    for name in policy.parameters:
        if name not in used | ENGINE and name in own.data.get("parameters", ()):
            yield loaded.fault("KD920", ("parameters", name), name=name)


def _parameters(said: Any) -> Iterator[str]:
    yield from (named[1] for word in _words(said) if (named := _NAMED.match(word)))


def _unreached(policy: Policy, loaded: Loaded) -> Iterator[SetupFault]:
    """Tiers (KD921) that no customer can reach, since a tier above takes everybody they would."""
    for place, tier in enumerate(policy.tiers):
        above = next((one for one in policy.tiers[:place] if _takes_whole(one, tier)), None)
        if above:
            yield loaded.fault("KD921", ("tiers", place), name=tier.id, other=above.id)


def _not_compared(policy: Policy, own: Loaded) -> Iterator[SetupFault]:
    """Tiers of the pack's own file (KD982) that are decided by figures but have no ``tier`` rule to
    compare the declared tier with these, though other tiers have one."""
    compared = {rule.terms["tier"] for rule in policy.rules if rule.kind == "tier"}
    for place, said in enumerate(own.data.get("tiers", ())):
        tier = policy.tier(said["id"])
        if compared and tier.id not in compared and not tier.by_people:
            yield own.fault("KD982", ("tiers", place), name=tier.id)


def _takes_whole(wider: Tier, narrower: Tier) -> bool:
    """Whether a tier accepts for certain whatever another accepts."""
    return all(any(_takes_all(one, way) for one in wider.ways) for way in narrower.ways)


def _takes_all(wider: Selector, narrower: Selector) -> bool:
    """Whether a selector accepts for certain whatever another accepts."""
    return all(
        name in narrower and _rules_hold(rules, narrower[name]) for name, rules in wider.items()
    )


_STRICTER: Mapping[str, Callable[[Any, Any], bool]] = {
    "min": ge,
    "max": le,
    "allowed": lambda other, value: set(other) <= set(value),
    "forbidden": lambda other, value: set(other) >= set(value),
}
"""By rule: whether one value of it lets through no more than another."""


def _rules_hold(wider: Mapping[str, Any], narrower: Mapping[str, Any]) -> bool:
    return all(
        narrower.get(rule) == value
        or (
            rule in _STRICTER
            and narrower.get(rule) is not None
            and _STRICTER[rule](narrower[rule], value)
        )
        for rule, value in wider.items()
    )


def _binding_nobody(policy: Policy, loaded: Loaded) -> Iterator[SetupFault]:
    """Rules (KD922) whose conditions nobody can meet, by themselves or together with the conditions
    of their tiers."""
    for place, rule in enumerate(policy.rules):
        tiers: Sequence[Tier | None] = [policy.tier(name) for name in rule.tiers] or [None]
        ways = [way for tier in tiers for way in (tier.ways if tier else ({},))]
        if all(_contradict(rule.when, way) for way in ways):
            yield loaded.fault("KD922", ("rules", place), name=rule.id)


def _contradict(one: Selector, other: Selector) -> bool:
    """Whether two selectors together ask of some field what no value meets."""
    for name in {*one, *other}:
        rules = [selector[name] for selector in (one, other) if name in selector]
        allowed = [set(rule["allowed"]) for rule in rules if "allowed" in rule]
        least = [rule["min"] for rule in rules if "min" in rule]
        most = [rule["max"] for rule in rules if "max" in rule]
        forbidden = {value for rule in rules for value in rule.get("forbidden", ())}
        blank = all(rule.get("nullable") for rule in rules)
        if allowed and not set.intersection(*allowed) - forbidden and not blank:
            return True
        if least and most and max(least) > min(most):
            return True
    return False


def _without_effect(policy: Policy, loaded: Loaded, schemas: Schemas) -> Iterator[SetupFault]:
    """Words of a rule without effect (KD930): ``different`` with a single step,
    ``distinct_persons`` where no level is asked for, ``credit`` in a rule about the company."""
    for place, rule in enumerate(policy.rules):
        terms = rule.terms
        claims = schemas[terms["of"]].claims if "of" in terms else {}
        idle = {
            "different": len(terms.get("steps", ())) == 1,
            "distinct_persons": not claims.keys() & terms.get("where", {}).keys(),
            "credit": rule.names_company,
        }
        for entry, nothing in idle.items():
            if entry in terms and nothing:
                path = ("rules", place, entry)
                yield loaded.fault("KD930", path, name=rule.id, entry=entry)


def _asking_nothing(policy: Policy, loaded: Loaded) -> Iterator[SetupFault]:
    """Rules that ask for nothing, so that every record keeps them (KD988), and rules whose selector
    takes no record (KD989)."""
    for place, rule in enumerate(policy.rules):
        if rule.kind == "fields" and not _DEMANDED & rule.terms.keys():
            yield loaded.fault("KD988", ("rules", place), name=rule.id)
        for where in _wheres(rule.terms):
            if _contradict(where, {}):
                yield loaded.fault("KD989", ("rules", place), name=rule.id)


def _due_at_once(policy: Policy, loaded: Loaded) -> Iterator[SetupFault]:
    """Rules (KD649) that ask for something after a record and say nowhere how long that may take:
    it is due on the same day, which is said with ``days: 0``."""
    for place, rule in enumerate(policy.rules):
        if "for_each" in rule.terms and not rule.terms.keys() & {*SPANS, "until"}:
            yield loaded.fault("KD649", ("rules", place), name=rule.id)


def _wheres(terms: Any) -> Iterator[Selector]:
    """The selectors over records in the words of a rule."""
    if isinstance(terms, Mapping):
        for name, said in terms.items():
            if name in ("where", "others"):
                yield said
            elif name not in _BY_FIELD:
                yield from _wheres(said)
    elif isinstance(terms, list):
        for one in terms:
            yield from _wheres(one)


def _not_printed(policy: Policy, loaded: Loaded) -> Iterator[SetupFault]:
    """Entries for a clause (KD923) that is not in the pack's list of printed clauses, if it has
    one."""
    if not policy.printed:
        return
    known = {clause_as_compared(clause) for clause in policy.printed}
    parts = (("rules", loaded.data.get("rules", ())), ("informs", loaded.data.get("informs", ())))
    for part, entries in (*parts, ("outside", loaded.data.get("outside", ()))):
        for place, entry in enumerate(entries):
            if clause_as_compared(str(entry["clause"])) not in known:
                yield loaded.fault("KD923", (part, place), clause=entry["clause"])


def _idle_files(path: Path, loaded: Loaded) -> Iterator[SetupFault]:
    """Required files of fields (KD613) of which no rule and no tier uses anything."""
    asked = {*_words(loaded.data.get("rules")), *_words(loaded.data.get("tiers"))}
    for file in files_required(path):
        offered = {word for part in what_is_in(file).values() for word in part}
        if not offered & asked:
            name = file.stem if file in files_of_fields().values() else file.name
            yield loaded.fault("KD613", (ENTRY,), name=name)


def _words(said: Any) -> Iterator[str]:
    """All words in a part of a pack, names of entries among them."""
    if isinstance(said, Mapping):
        for name, value in said.items():
            yield str(name)
            yield from _words(value)
    elif isinstance(said, list):
        for value in said:
            yield from _words(value)
    elif isinstance(said, str):
        yield said


def _without_calendar(policy: Policy, loaded: Loaded, today: date) -> Iterator[SetupFault]:
    """Rules (KD924) that count working days in a year whose calendar is not published."""
    wanted = (today.year, today.year + 1) if today.month == _DECEMBER else (today.year,)
    years = [year for year in wanted if not published(year)]
    for place, rule in enumerate(policy.rules):
        counts = "workdays" in rule.terms or rule.terms.get("due", {}).get("workdays")
        if counts and years:
            yield loaded.fault("KD924", ("rules", place), name=rule.id, year=str(years[0]))
