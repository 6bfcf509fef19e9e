"""What is said of a document without asking Cerberus, which takes a hundred times as long.

The rules that our schemas use are made into plain tests, once. A test says yes only where Cerberus
would find nothing, and no only where it is sure what Cerberus would find; else Cerberus is asked,
as it is over every rule that is not known here. Property tests hold the two against each other over
schemas and documents made at random.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kamdocs.contract.breaches import Breach
from kamdocs.model import Moment, Period, Unread
from kamdocs.shapes import fits, unsound

TYPES: dict[str, tuple[tuple[type, ...], tuple[type, ...]]] = {
    "text": ((str,), ()),
    "day": ((date,), ()),
    "moment": ((Moment,), ()),
    "month": ((Period,), ()),
    "periods": ((tuple,), ()),
    "amount": ((Decimal,), ()),
    "number": ((Decimal,), ()),
    "whole": ((int,), (bool,)),
    "flag": ((bool,), ()),
    "items": ((tuple,), ()),
    "lines": ((tuple,), ()),
    "volumes": ((tuple,), ()),
}
"""The field types of sheets, each with the classes that it takes and those of them that it does
not. Amounts are decimals in 万元; the lists are tuples."""

_TYPES: dict[str, tuple[tuple[type, ...], tuple[type, ...]]] = {
    "boolean": ((bool,), ()),
    "date": ((date,), ()),
    "dict": ((dict,), ()),
    "float": ((float, int), ()),
    "integer": ((int,), ()),
    "list": ((list, tuple), ()),
    "string": ((str,), ()),
    **TYPES,
}
"""With those of Cerberus that our data files use; a mapping or sequence of any other class is left
to Cerberus."""

Proof = Callable[[Any], bool]
Answer = Callable[[Any], bool | None]
"""Whether a value keeps a rule; None where that is Cerberus's to say."""
Checks = Mapping[str, Proof]

_NUMBERS = frozenset({int, float, Decimal})
_SCALARS = frozenset({str, bool, int, float, Decimal, date, Moment, Period})
_SURE = _SCALARS | {tuple, list, dict, Unread}
"""The classes of which it is plain what types they are of."""
_LISTS = frozenset({tuple, list})
_SIZED = frozenset({str, tuple, list, dict})
_TRUTHS = frozenset({"required", "allow_unknown", "nullable", "empty"})
_OF_THE_FIELD = _TRUTHS | {"meta", "excludes"}
"""Rules that are looked at elsewhere than beside the value."""
_OF_A_BLANK = frozenset({"check_with", "contains", "some"})
"""Rules that Cerberus holds even an empty value against."""


class _Unknown(Exception):
    """A rule, or a constraint of one, that is Cerberus's alone to judge."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Holds the value of one field against its rules.

    ``innocent`` says whether Cerberus would find nothing. ``rules`` are those that look at a value,
    each with its constraint and its test, that of the type first.
    """

    innocent: Proof
    rules: Sequence[tuple[str, Any, Answer]]
    empty_told: bool

    def breaches(self, name: str, value: Any) -> list[Breach] | None:
        """What Cerberus would find wrong with a value; None where it has to be asked."""
        if value is None or (self.empty_told and value.__class__ in _SIZED and not value):
            return None
        found = []
        for rule, constraint, answer in self.rules:
            kept = answer(value)
            if kept is None or (not kept and rule not in _SAID):
                return None
            if not kept:
                found.append(Breach((name,), *_SAID[rule](rule, constraint, value)))
                if rule == "type":
                    break
        return found


def judges_of(
    schema: Mapping[str, Any], checks: Checks, allow_unknown: bool
) -> dict[str, Judge | None]:
    """The judge of each field's value, or None where some rule of it is not known here.

    ``schema`` and ``checks`` are those of a ``Contract``. Rules that are known here are rules that
    Cerberus takes.
    """
    judges: dict[str, Judge | None] = {}
    for name, rules in schema.items():
        try:
            judges[name] = _judge(rules, checks, allow_unknown)
        except _Unknown:
            judges[name] = None
    return judges


def innocence_of(
    judges: Mapping[str, Judge | None], schema: Mapping[str, Any], allow_unknown: bool
) -> Proof | None:
    """The test of a whole document, by the judges of its fields; None where one is missing."""
    proofs = {name: judge.innocent for name, judge in judges.items() if judge}
    try:
        return _document(proofs, schema, allow_unknown) if len(proofs) == len(judges) else None
    except _Unknown:
        return None


def _document(
    tests: Mapping[str, Proof], schema: Mapping[str, Mapping[str, Any]], allow_unknown: bool
) -> Proof:
    required = frozenset(name for name, rules in schema.items() if rules.get("required"))
    excluding = {name: rules["excludes"] for name, rules in schema.items() if "excludes" in rules}
    if excluding:
        return _either(tests, required, excluding, allow_unknown)

    def test(document: Any) -> bool:
        for name, value in document.items():
            of_value = tests.get(name)
            if of_value is None:
                if not allow_unknown:
                    return False
            elif not of_value(value):
                return False
        return bool(required <= document.keys())

    return test


def _either(
    tests: Mapping[str, Proof],
    required: frozenset[str],
    excluding: Mapping[str, Any],
    allow_unknown: bool,
) -> Proof:
    """The test of a document in which one field stands instead of another that is required too."""
    for name, other in excluding.items():
        if not isinstance(other, str) or not {name, other} <= required:
            raise _Unknown
    alone = _document(tests, {name: {"required": True} for name in required - {*excluding}}, True)

    def test(document: Any) -> bool:
        for name, other in excluding.items():
            if (document.get(name) is None) == (document.get(other) is None):
                return False
            if name in document and other in document:
                return False
        return alone(document) and (allow_unknown or tests.keys() >= document.keys())

    return test


def _value(rules: Any, checks: Checks, unknown: bool) -> Proof:
    return _judge(rules, checks, unknown).innocent


def _judge(rules: Any, checks: Checks, unknown: bool) -> Judge:
    """The judge of one value by its rules; ``unknown`` tells whether mappings in it may hold what
    their schema does not name, unless they say so themselves."""
    if not isinstance(rules, dict):
        raise _Unknown
    if not all(isinstance(rules.get(rule, True), bool) for rule in _TRUTHS):
        raise _Unknown
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
        if empty_told and value.__class__ in _SIZED and not value:
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
            raise _Unknown
        return checks[constraint]
    if rule in _MADE:
        return _MADE[rule](constraint)
    within = _nested(rule, rules, checks, unknown)
    return lambda value: within(value) or None


def _nested(rule: str, rules: Mapping[str, Any], checks: Checks, unknown: bool) -> Proof:
    """The rules that look into a value."""
    constraint = rules[rule]
    if rule == "schema" and rules.get("type") == "dict":
        if not isinstance(constraint, dict):
            raise _Unknown
        unknown = rules.get("allow_unknown", unknown)
        tests = {name: _value(below, checks, unknown) for name, below in constraint.items()}
        within = _document(tests, constraint, unknown)
        return lambda value: value.__class__ is dict and within(value)
    if rule == "schema" and rules.get("type") == "list":
        one = _value(constraint, checks, unknown)
        return lambda value: value.__class__ in _LISTS and all(map(one, value))
    if rule == "keysrules":
        one = _value(constraint, checks, unknown)
        return lambda value: value.__class__ is dict and all(map(one, value))
    if rule == "valuesrules":
        one = _value(constraint, checks, unknown)
        return lambda value: value.__class__ is dict and all(map(one, value.values()))
    raise _Unknown


def _type(names: Any) -> Answer:
    wanted = (names,) if isinstance(names, str) else names
    if (
        not isinstance(wanted, list | tuple)
        or not wanted
        or not all(one in _TYPES for one in wanted)
    ):
        raise _Unknown
    classes = [_TYPES[one] for one in wanted]
    plain = frozenset(
        one for taken, left in classes for one in (*taken, *_below(taken)) if one not in left
    )
    return lambda value: value.__class__ in plain or (False if value.__class__ in _SURE else None)


def _below(taken: tuple[type, ...]) -> tuple[type, ...]:
    """A truth is a whole number, where that is not said to be otherwise."""
    return (bool,) if int in taken else ()


def _allowed(values: Any) -> Answer:
    choices = _choices(values)

    def answer(value: Any) -> bool | None:
        if value.__class__ in _SCALARS:
            return value in choices
        return choices.issuperset(value) if _plain_list(value) else None

    return answer


def _forbidden(values: Any) -> Answer:
    if not isinstance(values, list):
        raise _Unknown
    choices = _choices(values)

    def answer(value: Any) -> bool | None:
        if value.__class__ in _SCALARS:
            return value not in choices
        return (_plain_list(value) and choices.isdisjoint(value)) or None

    return answer


def _plain_list(value: Any) -> bool:
    return value.__class__ in _LISTS and all(one.__class__ in _SCALARS for one in value)


def _choices(values: Any) -> frozenset[Any]:
    if not isinstance(values, list | tuple) or not all(one.__class__ in _SCALARS for one in values):
        raise _Unknown
    return frozenset(values)


def _contains(values: Any) -> Answer:
    wanted = _choices([values] if isinstance(values, str) else values)
    if not wanted or values == "":
        raise _Unknown
    return lambda value: (_plain_list(value) and wanted.issubset(value)) or None


def _some(pattern: Any) -> Answer:
    shape = _shape(pattern)

    def answer(value: Any) -> bool | None:
        if value.__class__ in _LISTS and all(one.__class__ is str for one in value):
            return any(fits(shape, one) for one in value)
        return None

    return answer


def _regex(pattern: Any) -> Answer:
    shape = _shape(pattern)
    return lambda value: fits(shape, value) if value.__class__ is str else None


def _shape(pattern: Any) -> str:
    if not isinstance(pattern, str) or unsound(pattern):
        raise _Unknown
    return pattern


def _min(bound: Any) -> Answer:
    return _bounded(bound, lambda value: value >= bound)


def _max(bound: Any) -> Answer:
    return _bounded(bound, lambda value: value <= bound)


def _bounded(bound: Any, within: Callable[[Any], Any]) -> Answer:
    """A moment is compared by its day; what is no number at all (NaN) is Cerberus's to judge."""
    if bound.__class__ in _NUMBERS and bound == bound:
        return lambda value: (
            bool(within(value)) if value.__class__ in _NUMBERS and value == value else None
        )
    if bound.__class__ is not date:
        raise _Unknown

    def answer(value: Any) -> bool | None:
        day = value.day if value.__class__ is Moment else value
        return bool(within(day)) if day.__class__ is date else None

    return answer


def _minlength(least: Any) -> Answer:
    if least.__class__ is not int:
        raise _Unknown
    return lambda value: len(value) >= least if value.__class__ in _SIZED else None


def _maxlength(most: Any) -> Answer:
    if most.__class__ is not int:
        raise _Unknown
    return lambda value: len(value) <= most if value.__class__ in _SIZED else None


_MADE: Mapping[str, Callable[[Any], Answer]] = {
    "type": _type,
    "allowed": _allowed,
    "forbidden": _forbidden,
    "contains": _contains,
    "some": _some,
    "regex": _regex,
    "min": _min,
    "max": _max,
    "minlength": _minlength,
    "maxlength": _maxlength,
}
"""The rules that look at a value alone, each to its test from its constraint."""

_Parts = tuple[str, Any, Any, tuple[Any, ...]]


def _plainly(rule: str, constraint: Any, value: Any) -> _Parts:
    return rule, constraint, value, ()


def _not_allowed(rule: str, constraint: Any, value: Any) -> _Parts:
    if value.__class__ in _SCALARS:
        return rule, constraint, value, (value,)
    return rule, constraint, value, (tuple(one for one in value if one not in constraint),)


def _of_length(rule: str, constraint: Any, value: Any) -> _Parts:
    return rule, constraint, value, (len(value),)


def _by_name(rule: str, constraint: Any, value: Any) -> _Parts:
    return "check_with", None, value, (rule if rule == "some" else constraint,)


_SAID: Mapping[str, Callable[[str, Any, Any], _Parts]] = {
    **dict.fromkeys(("type", "regex", "min", "max"), _plainly),
    "allowed": _not_allowed,
    "minlength": _of_length,
    "maxlength": _of_length,
    "check_with": _by_name,
    "some": _by_name,
}
"""What Cerberus says of a value that does not keep a rule: the parts of a breach behind its path.
Of the others it is asked, for their words name sets in no order."""
