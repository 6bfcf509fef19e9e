"""Puts into words what a rule asks of the fields of a record."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.clauses.conditions import conditions, in_one
from kamdocs.clauses.tongue import Tongue
from kamdocs.model import CUSTOMER, Text, joined

_NEED = Text("填写{fields}", "{fields} filled in")
_NOT_NONE = Text("{fields}写“无”不算填写", "无 (none) is no answer in {fields}")
_FRESH = Text("{field}在最近{months}个月之内", "{field} lies within the last {months:month|months}")
_NOT_AFTER = Text("{field}不晚于{other}", "{field} is no later than {other}")
_IN_FORCE = Text("{field}还没有过", "{field} is not over")
_NOT_ABOVE = Text("{field}不超过{other}", "{field} is no more than {other}")
_EQUALS = Text("{field}与客户档案的{other}一致", "{field} as {other} in the Customer archive")
_UNLESS = Text("（{conditions}的除外）", " (unless {conditions})")


def demands(terms: Mapping[str, Any], kind: str, tongue: Tongue) -> Iterator[str]:
    """What a rule demands of the fields of a record, one phrase for each demand."""
    must: Mapping[str, Any] = terms.get("must", {})
    plain = [name for name, rules in must.items() if rules == {"forbidden": ["无"]}]
    needed = tuple(dict.fromkeys([*terms.get("need", ()), *plain]))
    if needed:
        yield tongue.say(_NEED, fields=labels(needed, kind, tongue))
    if plain:
        yield tongue.say(_NOT_NONE, fields=labels(plain, kind, tongue))
    rest = {name: rules for name, rules in must.items() if name not in plain}
    yield from conditions(rest, kind, tongue)
    for name, months in terms.get("fresh", {}).items():
        yield tongue.say(_FRESH, field=tongue.label(kind, name), months=months)
    for name in terms.get("in_force", ()):
        yield tongue.say(_IN_FORCE, field=tongue.label(kind, name))
    for part, words in (("no_later_than", _NOT_AFTER), ("no_more_than", _NOT_ABOVE)):
        for name, other in terms.get(part, {}).items():
            both = {"field": tongue.label(kind, name), "other": tongue.label(kind, other)}
            yield tongue.say(words, **both)
    unless = ""
    if "unless" in terms:
        unless = tongue.say(_UNLESS, conditions=in_one(terms["unless"], kind, tongue))
    for name, other in terms.get("equals", {}).items():
        there = tongue.label(CUSTOMER, other)
        yield tongue.say(_EQUALS, field=tongue.label(kind, name), other=there) + unless


def labels(names: Any, kind: str, tongue: Tongue) -> str:
    """The headings of some fields of a kind, one after the other."""
    return joined((tongue.label(kind, name) for name in names), tongue.lang)
