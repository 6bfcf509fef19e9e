"""Figures of a pack that contradict each other, so that something can never be reached or never be
kept. Each of them may be sound by itself, such as a parameter that a company changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.compliance.windows import when_for
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.model import MONTHS, Each, Period, Policy, Rule
from kamdocs.sheets import Schemas

_SHORTEST = {"month": 28, "quarter": 90, "half-year": 181, "year": 365}
"""The days of the shortest period of a length."""
_BOUNDS = (("min", "max"), ("minlength", "maxlength"))


def contradictions(
    policy: Policy, loaded: Loaded, own: Loaded, schemas: Schemas
) -> Iterator[SetupFault]:
    """A fault for every rule whose figures contradict each other, at the line of the first such
    parameter that the pack's ``own`` file sets, else at the rule."""
    for place, rule in enumerate(policy.rules):
        set_here = [name for name in rule.figures if name in own.data.get("parameters", ())]
        path: KeyPath = ("parameters", set_here[0]) if set_here else ("rules", place)
        for code, facts in _of(rule, policy, schemas):
            yield loaded.fault(code, path, name=rule.id, **facts)


def _of(rule: Rule, policy: Policy, schemas: Schemas) -> Iterator[tuple[str, dict[str, Any]]]:
    terms = rule.terms
    if rule.kind == "cadence":
        countable = _countable(terms, schemas)
        if countable is not None and terms["at_least"] > countable:
            yield "KD985", {"least": terms["at_least"], "most": countable}
    if rule.kind == "grade":
        yield from (("KD446", {"grade": grade}) for grade in _unreached(terms))
        lowest = terms["cutoffs"][-1]
        if lowest["at_least"] > 0:
            yield "KD997", {"grade": str(lowest["grade"]), "least": lowest["at_least"]}
    asked = [terms, *terms.get("must", {}).values()] if rule.kind in ("count", "fields") else []
    for words in asked:
        for least, most in _BOUNDS:
            if least in words and most in words and words[least] > words[most]:
                yield "KD447", {"least": words[least], "most": words[most]}
    if rule.kind == "deadline" and "opens" in terms and _over_before_it_opens(rule, policy):
        yield "KD448", {}


def _countable(terms: Mapping[str, Any], schemas: Schemas) -> int | None:
    """The most that a rule can count in the shortest of its periods: one for each day, or for each
    value that a field allows; None where there is no limit."""
    if "distinct" in terms:
        return len(schemas[terms["of"]].fields[terms["distinct"]].allowed) or None
    if terms.get("distinct_by") == "visit":
        return None
    if "apart" in terms:
        return _apart(terms["each"], **terms["apart"])
    return _SHORTEST[terms["each"]]


def _apart(each: Each, days: int = 0, months: int = 0) -> int:
    """The most days that can lie so many days or months apart in a period."""
    return 1 + (_SHORTEST[each] - 1) // days if days else -(-MONTHS[each] // months)


def _unreached(terms: Mapping[str, Any]) -> Iterator[str]:
    """The grades that no points can reach: they ask for more points than there are, or for no fewer
    than a better grade."""
    full = sum(part["weight"] for part in terms["parts"])
    above: list[float] = []
    for cutoff in terms["cutoffs"]:
        least = cutoff["at_least"]
        if least > full or any(least >= other for other in above):
            yield str(cutoff["grade"])
        above.append(least)


def _over_before_it_opens(rule: Rule, policy: Policy) -> bool:
    terms = rule.terms
    if "each" in terms:
        when = when_for(rule, Period.holding(policy.effective_from, terms["each"]))
        return when.opens > when.due
    return "months" in terms and bool(terms["opens"]["months"] > terms["months"])
