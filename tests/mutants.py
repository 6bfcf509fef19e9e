"""Rules with one thing changed in each: a threshold, a window, a scope, a selector, a field."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.model import Policy, Rule, Tier

_NUMBERS = frozenset(
    {
        *("at_least", "min", "max", "months", "month", "day", "days", "hours", "workdays"),
        *("due_soon", "weight", "full", "at_least"),
    }
)
_THE_SAME_UP = frozenset({("day", 31), ("at_least", 0)})
_THE_SAME_DOWN = frozenset({("day", 1), ("at_least", 0), ("days", 0), ("months", 0), ("min", 0)})
"""Figures that mean the same, or nothing, with one more or one less: a month has no day 32."""
_OPTIONS = frozenset(
    {
        *("distinct_persons", "credit", "covers", "dated", "months_bound", "until", "first"),
        *("also", "ended", "if_any", "reckoned"),
    }
)
"""Words that a rule may do without."""
_WHOLE = frozenset({"each", "end_of"})
_OTHER = {"month": "quarter", "quarter": "half-year", "half-year": "year", "year": "half-year"}

Mutant = tuple[str, Rule]
"""What was changed, and the rule as it then is."""


def mutants(policy: Policy) -> Iterator[tuple[str, Policy]]:
    """Every rule of a pack that is checked, with one thing changed, alone in the pack."""
    for rule in policy.rules:
        if rule.kind == "attest":
            continue
        for changed, mutant in _of(rule, policy):
            yield f"{rule.id}: {changed}", policy._replace(rules=(mutant,))
        for changed, tiers in _tiers(rule, policy):
            yield f"{rule.id}: {changed}", policy._replace(rules=(rule,), tiers=tiers)


def _tiers(rule: Rule, policy: Policy) -> Iterator[tuple[str, tuple[Tier, ...]]]:
    """The tiers, with what makes the one that a rule is about changed."""
    for at, tier in enumerate(policy.tiers):
        if rule.terms.get("tier") == tier.id:
            for changed, other in _ways(tier):
                yield f"{tier.id} {changed}", (*policy.tiers[:at], other, *policy.tiers[at + 1 :])


def _ways(tier: Tier) -> Iterator[tuple[str, Tier]]:
    for path, when in _changed(tier.when):
        yield path, tier._replace(when=when)
    for name in tier.when:
        rest = {one: rules for one, rules in tier.when.items() if one != name}
        yield f"without {name}", tier._replace(when=rest)
    for at in range(len(tier.other)):
        yield f"without way {at}", tier._replace(other=(*tier.other[:at], *tier.other[at + 1 :]))


def _of(rule: Rule, policy: Policy) -> Iterator[Mutant]:
    for tier in rule.tiers:
        rest = tuple(one for one in rule.tiers if one != tier)
        yield f"scope without {tier}", rule._replace(tiers=rest or ("none-such",))
    others = [one.id for one in policy.tiers if one.id not in rule.tiers]
    if rule.tiers and others:
        yield "scope of every tier", rule._replace(tiers=(*rule.tiers, *others))
    for name in rule.when:
        when = {one: rules for one, rules in rule.when.items() if one != name}
        yield f"scope without {name}", rule._replace(when=when)
    worse = {"fail": "warn", "warn": "fail"}[rule.on_breach]
    yield "on_breach", rule._replace(on_breach=worse)
    for path, terms in _changed(rule.terms):
        yield path, rule._replace(terms=terms)


def _changed(words: Any) -> Iterator[tuple[str, Any]]:
    """The words with one thing in them changed, and what that was."""
    if isinstance(words, Mapping):
        for name, value in words.items():
            if name in _OPTIONS:
                rest = {one: said for one, said in words.items() if one != name}
                yield f"without {name}", rest
            for path, other in _values(name, value):
                yield f"{name}{path}", {**words, name: other}
            if name in ("where", "must", "fresh", "no_later_than"):
                for field in value:
                    rest = {one: rules for one, rules in value.items() if one != field}
                    yield f"{name} without {field}", {**words, name: rest}
            if name == "also":
                for index in range(len(value)):
                    yield f"also without [{index}]", {**words, name: _but(index, value)}
            if name == "need" and len(value) > 1:
                parts = ("must", "equals", "fresh", "no_later_than")
                again = {name for part in parts for name in words.get(part, ())}
                for field in (one for one in value if one not in again):
                    yield f"need without {field}", {**words, name: [*{*value} - {field}]}
    elif isinstance(words, list):
        for index, value in enumerate(words):
            for path, other in _changed(value):
                yield f"[{index}].{path}", [*words[:index], other, *words[index + 1 :]]


def _but(index: int, parts: list[Any]) -> list[Any]:
    return [*parts[:index], *parts[index + 1 :]]


def _values(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if name in _NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        if (name, value) not in _THE_SAME_UP:
            yield " + 1", value + 1
        if (name, value) not in _THE_SAME_DOWN:
            yield " - 1", value - 1
    elif name in _WHOLE and value in _OTHER:
        yield f" = {_OTHER[value]}", _OTHER[value]
    elif isinstance(value, Mapping | list) and name not in ("need",):
        for path, other in _changed(value):
            yield f".{path}", other
