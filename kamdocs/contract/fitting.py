"""Whether a rule makes sense for the values of a field.

Cerberus lets pass what it cannot compare, such as a minimum for a text or a last day in quotation
marks; and it never finds 是 among booleans, or a number in quotation marks among numbers. Such a
rule would let everything pass, or nothing, without anybody noticing.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kamdocs.contract import wanting
from kamdocs.model import Text

_NUMBERS = ("amount", "number", "whole")
_DAYS = ("day", "moment")
_LISTS = ("items", "lines")
_SIZED = ("text", *_LISTS, "periods", "volumes")
_HOLDS: Mapping[str, tuple[str, tuple[type, ...]]] = {
    **dict.fromkeys(_NUMBERS, ("number", (int, float, Decimal))),
    **dict.fromkeys(_DAYS, ("date", (date,))),
    **dict.fromkeys(("text", *_LISTS), ("string", (str,))),
    "flag": ("boolean", (bool,)),
}
"""By type of field: what a constraint on its values has to be, by name and classes."""
_FOR: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("min", "max"), (*_NUMBERS, *_DAYS)),
    **dict.fromkeys(("minlength", "maxlength"), _SIZED),
    "contains": _LISTS,
    "some": ("text", *_LISTS),
    "regex": ("text",),
}
"""The types of field that a rule is made for; rules that are not listed are for any type."""
_COMPARED = ("min", "max", "allowed", "forbidden", "contains")


def unfit(rules: Mapping[str, Any], type_: str) -> Iterator[tuple[str, Text]]:
    """The rules that make no sense for a field of a type, each with the reason in words."""
    for rule, constraint in rules.items():
        if type_ not in _FOR.get(rule, (type_,)):
            yield rule, wanting.of_no_use(rule, type_)
        elif rule in _COMPARED and type_ in _HOLDS:
            called, classes = _HOLDS[type_]
            every = constraint if isinstance(constraint, list) else [constraint]
            if not all(_is(one, classes) for one in every):
                yield rule, wanting.wanted("type", called)


def _is(value: Any, classes: tuple[type, ...]) -> bool:
    """Whether a value is of one of the classes; a boolean is no number."""
    return isinstance(value, classes) and (bool in classes or not isinstance(value, bool))
