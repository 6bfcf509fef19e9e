"""Decides about documents without asking Cerberus, which takes a hundred times as long.

The rules that our schemas use are made into plain tests, once. A test says yes only where Cerberus
would find nothing wrong ("innocent"), and no only where it is certain what Cerberus would find. In
all other cases, and for every rule that is not known here, Cerberus is asked. Property tests
compare both ways over random schemas and documents.
"""

from collections.abc import Mapping
from typing import Any

from kamdocs.contract.between import between, reaches_up, reaching_up, stands_at
from kamdocs.contract.documents import Documents
from kamdocs.contract.judge import Checks, Judge, Proof
from kamdocs.contract.rules import LISTS, MADE, SIZED, Answer, Unknown

_TRUTHS = frozenset({"required", "allow_unknown", "nullable", "empty"})
_BETWEEN = frozenset({"excludes", "dependencies"})
_OF_THE_FIELD = _TRUTHS | _BETWEEN | {"meta"}
"""The rules that are not tests of the value itself."""
_OF_A_BLANK = frozenset({"check_with", "contains", "some"})
"""The rules that Cerberus applies even to an empty value."""


def judges_of(
    schema: Mapping[str, Any], checks: Checks, allow_unknown: bool
) -> dict[str, Judge | None]:
    """The judge of each field's value, or None where a rule of the field is not known here.

    ``schema`` and ``checks`` are those of a ``Contract``. All rules known here are valid for
    Cerberus.
    """
    judges: dict[str, Judge | None] = {}
    for name, rules in schema.items():
        try:
            judges[name] = _judge(rules, checks, allow_unknown)
        except Unknown:
            judges[name] = None
    return judges


def innocence_of(
    judges: Mapping[str, Judge | None], schema: Mapping[str, Any], allow_unknown: bool
) -> Proof | None:
    """The test of a whole document, from the judges of its fields; None where one is missing."""
    known = {name: judge for name, judge in judges.items() if judge}
    try:
        test = _document(known, schema, allow_unknown) if len(known) == len(judges) else None
        up = [*reaching_up(schema)]
    except Unknown:
        return None
    if test is None or not up:
        return test
    below = test

    def whole(document: Any) -> bool:
        kept = all(name in document or not stands_at(document, way) for way, name in up)
        return kept and below(document)

    return whole


def _document(
    judges: Mapping[str, Judge],
    schema: Mapping[str, Mapping[str, Any]],
    allow_unknown: bool,
    whole: bool = True,
) -> Proof:
    asked = between(schema, whole)
    if not asked.excludes and not asked.needs:
        return Documents(judges, asked.required, allow_unknown)
    alone = Documents(judges, frozenset(), allow_unknown)
    return lambda document: asked.kept(document) and alone(document)


def _entry(rules: Any, checks: Checks, unknown: bool) -> Proof:
    """The test of a key or value of a mapping with any names, or of an entry of a list: these have
    no other fields beside them that they could exclude or need."""
    if (isinstance(rules, dict) and not _BETWEEN.isdisjoint(rules)) or reaches_up(rules):
        raise Unknown
    return _judge(rules, checks, unknown).innocent


def _judge(rules: Any, checks: Checks, unknown: bool) -> Judge:
    """The judge of one value by its rules. ``unknown`` says whether mappings in it may have names
    that their schema does not, unless their own rules say otherwise."""
    if not isinstance(rules, dict):
        raise Unknown
    if not all(isinstance(rules.get(rule, True), bool) for rule in _TRUTHS):
        raise Unknown
    known = [
        (rule, constraint, _answer(rule, rules, checks, unknown))
        for rule, constraint in rules.items()
        if rule not in _OF_THE_FIELD
    ]
    known.sort(key=lambda one: one[0] != "type")
    answers = [answer for _, _, answer in known]
    blank_will_do = bool(rules.get("nullable")) and _OF_A_BLANK.isdisjoint(rules)
    empty_told = "empty" in rules

    def innocent(value: Any) -> bool:
        if value is None:
            return blank_will_do
        if empty_told and value.__class__ in SIZED and not value:
            return False
        for answer in answers:  # noqa: SIM110 (a generator for all() takes twice as long)
            if not answer(value):
                return False
        return True

    return Judge(innocent, known, empty_told)


def _answer(rule: str, rules: Mapping[str, Any], checks: Checks, unknown: bool) -> Answer:
    constraint = rules[rule]
    if rule == "check_with":
        if not isinstance(constraint, str) or constraint not in checks:
            raise Unknown
        return checks[constraint]
    if rule in MADE:
        return MADE[rule](constraint)
    within = _nested(rule, rules, checks, unknown)
    return lambda value: within(value) or None


def _nested(rule: str, rules: Mapping[str, Any], checks: Checks, unknown: bool) -> Proof:
    """The rules that look into a value."""
    constraint = rules[rule]
    if rule == "schema" and rules.get("type") == "dict":
        if not isinstance(constraint, dict):
            raise Unknown
        unknown = rules.get("allow_unknown", unknown)
        judges = {name: _judge(below, checks, unknown) for name, below in constraint.items()}
        within = _document(judges, constraint, unknown, whole=False)
        return lambda value: value.__class__ is dict and within(value)
    if rule == "schema" and rules.get("type") == "list":
        one = _entry(constraint, checks, unknown)
        return lambda value: value.__class__ in LISTS and all(map(one, value))
    if rule == "keysrules":
        one = _entry(constraint, checks, unknown)
        return lambda value: value.__class__ is dict and all(map(one, value))
    if rule == "valuesrules":
        one = _entry(constraint, checks, unknown)
        return lambda value: value.__class__ is dict and all(map(one, value.values()))
    raise Unknown
