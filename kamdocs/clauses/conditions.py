"""Puts selectors into words: which records a rule is about."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kamdocs.clauses.tongue import Tongue
from kamdocs.model import Text, joined
from kamdocs.sheets import Field
from kamdocs.words import fact_words
from kamdocs.words.clauses import (
    ALL_OF,
    AND,
    ANY_OF,
    BLANK_TOO,
    COMPARED,
    FILLED,
    FORM,
    IS_NO,
    IS_YES,
    NONE,
    NOT_YES,
    OR_BLANK,
)

Rules = Mapping[str, Any]
_NONE = "无"
_FLAGS: dict[str, dict[bool, Text]] = {
    "allowed": {True: IS_YES, False: IS_NO},
    "forbidden": {True: NOT_YES, False: IS_YES},
}
"""The words for a condition on a yes-or-no field, by its rule and value."""


def conditions(selector: Mapping[str, Rules], kind: str, tongue: Tongue) -> list[str]:
    """Each condition of a selector over records of a kind, as a clause of a sentence."""
    return [
        words for name, rules in selector.items() for words in _of_field(name, rules, kind, tongue)
    ]


def in_one(selector: Mapping[str, Rules], kind: str, tongue: Tongue) -> str:
    """All conditions of a selector in one line."""
    return AND.say(tongue.lang).join(conditions(selector, kind, tongue))


def _of_field(name: str, rules: Rules, kind: str, tongue: Tongue) -> Iterator[str]:
    said = list(_compared(name, rules, kind, tongue))
    if not said and not rules.get("nullable"):
        yield tongue.say(FILLED, field=tongue.label(kind, name))
    for rule, words in said:
        yield words + (_blank(rule, rules, tongue) if rules.get("nullable") else "")


def _blank(rule: str, rules: Rules, tongue: Tongue) -> str:
    """The words "or blank" for a condition that a blank fulfils. They are empty for the condition
    that a field does not say yes, since its own words cover a blank."""
    if rule != "forbidden":
        return OR_BLANK.say(tongue.lang)
    return "" if rules[rule] == [True] else BLANK_TOO.say(tongue.lang)


def _compared(name: str, rules: Rules, kind: str, tongue: Tongue) -> Iterator[tuple[str, str]]:
    """The words for each rule that compares a field with something, with the name of the rule."""
    field, label = tongue.schemas[kind].fields[name], tongue.label(kind, name)
    for rule, constraint in rules.items():
        if rule == "allof":
            for part in constraint:
                yield from _compared(name, part, kind, tongue)
        elif rule in _FLAGS and constraint in ([True], [False]):
            yield rule, tongue.say(_FLAGS[rule][constraint[0]], field=label)
        elif rule in COMPARED:
            value = _value(rule, constraint, field, tongue)
            yield rule, tongue.say(COMPARED[rule], field=label, value=value)


def _value(rule: str, constraint: Any, field: Field, tongue: Tongue) -> str:
    """The words for the value that a field is compared with."""
    if rule in ("regex", "some"):
        return tongue.pattern(constraint)
    if rule == "schema":
        return FORM.say(tongue.lang)
    if rule in ("min", "max"):
        return _measured(constraint, field, tongue)
    values = constraint if isinstance(constraint, list) else [constraint]
    shown = [_choice(one, field, tongue) for one in field.shown(tuple(values))]
    return _together(shown, rule, tongue)


def _choice(one: Any, field: Field, tongue: Tongue) -> str:
    """The words for one of the values that a field may have, or may not."""
    if one == _NONE:
        return NONE.say(tongue.lang)
    if field.type == "amount":
        return _measured(one, field, tongue)
    return fact_words(one, tongue.lang)


def _measured(figure: Any, field: Field, tongue: Tongue) -> str:
    """A figure with the unit of its field, as a policy writes it: an amount as a plain number."""
    figure = field.in_its_unit(figure)
    if isinstance(figure, Decimal):
        figure = int(figure) if figure == int(figure) else float(figure)
    return tongue.measure(figure, field.unit)


def _together(shown: list[str], rule: str, tongue: Tongue) -> str:
    """Several values as a list: with "and" if the rule demands all of them, else with "or"."""
    if len(shown) < 2:
        return "".join(shown)
    words = ALL_OF if rule == "contains" else ANY_OF
    return tongue.say(words, first=joined(shown[:-1], tongue.lang), last=shown[-1])
