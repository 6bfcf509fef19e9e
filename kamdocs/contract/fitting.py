"""Whether a rule can be told of the values of a field at all.

Cerberus lets pass what it cannot compare: a least number of a text, a last day in quotes. It finds
是 never among truths, nor a number in quotes among numbers. Such a rule would let everything pass,
or nothing, and nobody would be told.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.contract import wanting
from kamdocs.model import Text

_NUMBERS = ("amount", "number", "whole")
_DAYS = ("day", "moment")
_LISTS = ("items", "lines")
_SIZED = ("text", *_LISTS, "periods", "volumes")
_HOLDS: Mapping[str, tuple[str, tuple[type, ...]]] = {
    **dict.fromkeys(_NUMBERS, ("number", (int, float))),
    **dict.fromkeys(_DAYS, ("date", (date,))),
    **dict.fromkeys(("text", *_LISTS), ("string", (str,))),
    "flag": ("boolean", (bool,)),
}
"""What is compared with the values of a type: what it is called, and its classes."""
_FOR: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("min", "max"), (*_NUMBERS, *_DAYS)),
    **dict.fromkeys(("minlength", "maxlength"), _SIZED),
    "contains": _LISTS,
    "some": ("text", *_LISTS),
    "regex": ("text",),
}
"""The types of field for which a rule is made; the others are for any."""
_COMPARED = ("min", "max", "allowed", "forbidden", "contains")


def unfit(rules: Mapping[str, Any], type_: str) -> Iterator[tuple[str, Text]]:
    """The rules that can never be told of a field of a type, each with why not."""
    for rule, constraint in rules.items():
        if type_ not in _FOR.get(rule, (type_,)):
            yield rule, wanting.of_no_use(rule, type_)
        elif rule in _COMPARED and type_ in _HOLDS:
            called, classes = _HOLDS[type_]
            every = constraint if isinstance(constraint, list) else [constraint]
            if not all(_is(one, classes) for one in every):
                yield rule, wanting.wanted("type", called)


def _is(value: Any, classes: tuple[type, ...]) -> bool:
    """Whether a value is of one of some classes; a truth is no number."""
    return isinstance(value, classes) and (bool in classes or not isinstance(value, bool))
