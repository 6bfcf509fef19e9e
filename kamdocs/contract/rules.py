"""The rules that look only at a value, each made into a plain test, and what Cerberus reports for a
value that breaks one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from operator import ge, le
from typing import Any

from kamdocs.contract.shapes import fits, unsound
from kamdocs.model import Moment, Period, Unread

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
"""The field types of sheets, each with the classes of its values and the subclasses of these that
are not allowed. Amounts are decimals in 万元; lists are tuples."""

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
"""The same with the types of Cerberus that our data files use; a mapping or sequence of another
class is left to Cerberus."""

Answer = Callable[[Any], bool | None]
"""Whether a value keeps a rule; None where Cerberus has to be asked."""

_NUMBERS = frozenset({int, float, Decimal})
_SCALARS = frozenset({str, bool, int, float, Decimal, date, Moment, Period})
_SURE = _SCALARS | {tuple, list, dict, Unread}
"""The classes whose types are certain."""
LISTS = frozenset({tuple, list})
SIZED = frozenset({str, tuple, list, dict})


class Unknown(Exception):
    """A rule, or a constraint of one, that only Cerberus can judge."""


def _type(names: Any) -> Answer:
    wanted = [names] if isinstance(names, str) else names
    if not isinstance(wanted, list) or not wanted:
        raise Unknown
    if not all(isinstance(one, str) and one in _TYPES for one in wanted):
        raise Unknown
    classes = [_TYPES[one] for one in wanted]
    plain = frozenset(
        one for taken, left in classes for one in (*taken, *_below(taken)) if one not in left
    )
    return lambda value: value.__class__ in plain or (False if value.__class__ in _SURE else None)


def _below(taken: tuple[type, ...]) -> tuple[type, ...]:
    """The subclasses that belong to some classes: bool counts as int unless it is excluded."""
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
        raise Unknown
    choices = _choices(values)

    def answer(value: Any) -> bool | None:
        if value.__class__ in _SCALARS:
            return value not in choices
        return choices.isdisjoint(value) if _plain_list(value) else None

    return answer


def _plain_list(value: Any) -> bool:
    return value.__class__ in LISTS and all(one.__class__ in _SCALARS for one in value)


def _choices(values: Any) -> frozenset[Any]:
    if not isinstance(values, list | tuple) or not all(one.__class__ in _SCALARS for one in values):
        raise Unknown
    return frozenset(as_written(values))


def _contains(values: Any) -> Answer:
    wanted = _choices([values] if isinstance(values, str) else values)
    if not wanted or values == "":
        raise Unknown
    return lambda value: wanted.issubset(value) if _plain_list(value) else None


def _some(pattern: Any) -> Answer:
    shape = _shape(pattern)

    def answer(value: Any) -> bool | None:
        if value.__class__ is str:
            return fits(shape, value)
        if value.__class__ in LISTS and all(one.__class__ is str for one in value):
            return any(fits(shape, one) for one in value)
        return None

    return answer


def _regex(pattern: Any) -> Answer:
    shape = _shape(pattern)
    return lambda value: fits(shape, value) if value.__class__ is str else None


def _shape(pattern: Any) -> str:
    if not isinstance(pattern, str) or unsound(pattern):
        raise Unknown
    return pattern


def _min(bound: Any) -> Answer:
    return _bounded(bound, ge)


def _max(bound: Any) -> Answer:
    return _bounded(bound, le)


def exact(figure: Any) -> Any:
    """A figure as it is written: 5.1 in a file is 5.1, and not the binary number next to it, so
    that 5.1 in a cell equals it. Anything but a finite float comes back unchanged."""
    if figure.__class__ is float and isfinite(figure):
        return Decimal(repr(figure))
    return figure


def as_written(values: Iterable[Any]) -> list[Any]:
    """Some values, with each float as it is written beside it."""
    listed = list(values)
    return [*listed, *(exact(one) for one in listed if one.__class__ is float)]


def _bounded(bound: Any, within: Callable[[Any, Any], Any]) -> Answer:
    """The test of a minimum or maximum. A moment is compared by its day. What cannot be compared,
    such as an unread cell, is within any bounds; NaN is left to Cerberus."""
    if bound.__class__ in _NUMBERS and bound == bound:
        written = exact(bound)

        def of_number(value: Any) -> bool | None:
            if value.__class__ in _NUMBERS and value == value:
                return bool(within(exact(value), written))
            return True if value.__class__ is Unread else None

        return of_number
    if bound.__class__ is not date:
        raise Unknown

    def of_day(value: Any) -> bool | None:
        day = value.day if value.__class__ is Moment else value
        if day.__class__ is date:
            return bool(within(day, bound))
        return True if value.__class__ is Unread else None

    return of_day


def _minlength(least: Any) -> Answer:
    if least.__class__ is not int:
        raise Unknown
    return lambda value: len(value) >= least if value.__class__ in SIZED else None


def _maxlength(most: Any) -> Answer:
    if most.__class__ is not int:
        raise Unknown
    return lambda value: len(value) <= most if value.__class__ in SIZED else None


MADE: Mapping[str, Callable[[Any], Answer]] = {
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
"""For each rule the function that makes its test from a constraint, and raises Unknown for an
unusual constraint."""

Whole = Callable[[Any, set[Any], type, Answer], bool]
"""Whether all values of a set, at least one and all of one class, keep a rule, given its constraint
and its test for a single value; False where that cannot be told for all at once."""


def _of_one_type(_: Any, values: set[Any], of: type, answer: Answer) -> bool:
    return bool(answer(next(iter(values))))


def _all_allowed(choices: Any, values: set[Any], of: type, _: Answer) -> bool:
    return of in _SCALARS and values.issubset(choices)


def _all_from(bound: Any, values: set[Any], of: type, _: Answer) -> bool:
    return of is date is bound.__class__ and min(values) >= bound


def _all_up_to(bound: Any, values: set[Any], of: type, _: Answer) -> bool:
    return of is date is bound.__class__ and max(values) <= bound


def _all_as_long(least: Any, values: set[Any], of: type, _: Answer) -> bool:
    return of is str and min(map(len, values)) >= least


def _all_as_short(most: Any, values: set[Any], of: type, _: Answer) -> bool:
    return of is str and max(map(len, values)) <= most


WHOLE: Mapping[str, Whole] = {
    "type": _of_one_type,
    "allowed": _all_allowed,
    "min": _all_from,
    "max": _all_up_to,
    "minlength": _all_as_long,
    "maxlength": _all_as_short,
}
"""The rules that can be tested for many values at once."""

_Parts = tuple[str, Any, Any, tuple[Any, ...]]


def _plainly(rule: str, constraint: Any, value: Any) -> _Parts:
    return rule, constraint, value, ()


def _not_allowed(rule: str, constraint: Any, value: Any) -> _Parts:
    if value.__class__ in _SCALARS:
        return rule, constraint, value, (value,)
    return rule, constraint, value, (tuple(one for one in value if one not in constraint),)


def _is_forbidden(rule: str, constraint: Any, value: Any) -> _Parts:
    if value.__class__ in _SCALARS:
        return rule, constraint, value, (value,)
    return rule, constraint, value, (list({*value} & {*constraint}),)


def _lacks(rule: str, constraint: Any, value: Any) -> _Parts:
    wanted = {constraint} if isinstance(constraint, str) else {*constraint}
    return rule, constraint, value, (wanted - {*value},)


def _of_length(rule: str, constraint: Any, value: Any) -> _Parts:
    return rule, constraint, value, (len(value),)


def _by_name(rule: str, constraint: Any, value: Any) -> _Parts:
    return "check_with", None, value, (rule if rule == "some" else constraint,)


SAID: Mapping[str, Callable[[str, Any, Any], _Parts]] = {
    **dict.fromkeys(("type", "regex", "min", "max"), _plainly),
    "allowed": _not_allowed,
    "forbidden": _is_forbidden,
    "contains": _lacks,
    "minlength": _of_length,
    "maxlength": _of_length,
    "check_with": _by_name,
    "some": _by_name,
}
"""For some rules, what Cerberus reports for a value that breaks them, as the parts of a ``Breach``
after its path. For the other rules Cerberus is asked."""
