"""Bounds on amounts, and choices of them. A file gives them in the unit of the field; they are kept
in 万元, as the amounts are with which they are compared."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kamdocs.model.amounts import IN_WAN, Money, in_wan
from kamdocs.sheets.schema import Field

_BOUNDS = ("min", "max")
_CHOICES = ("allowed", "forbidden")
_SEVERAL = ("allof", "anyof", "noneof", "oneof")


def bounds_in_wan(rules: Mapping[str, Any], type_: str, unit: str) -> Mapping[str, Any]:
    """The rules of a field with the bounds and choices of an amount in 万元."""
    found = dict(rules)
    for rule, constraint in rules.items():
        if rule in _BOUNDS:
            found[rule] = _bound(constraint, type_, unit)
        elif rule in _CHOICES and isinstance(constraint, list):
            found[rule] = [_bound(one, type_, unit) for one in constraint]
        elif rule in _SEVERAL and isinstance(constraint, list):
            found[rule] = [
                bounds_in_wan(part, type_, unit) if isinstance(part, Mapping) else part
                for part in constraint
            ]
    return found


def _bound(bound: Any, type_: str, unit: str) -> Any:
    """A bound on a field of a type and unit. Money that bounds mere numbers is such a number."""
    if isinstance(bound, Money):
        return Decimal(bound) if type_ == "amount" else bound.written
    is_figure = isinstance(bound, int | float) and not isinstance(bound, bool)
    other = type_ == "amount" and IN_WAN.get(unit, 1) != 1
    return in_wan(bound, unit) if other and is_figure else bound


def selector_in_wan(selector: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """A selector over some ``fields`` with the bounds of amounts in 万元. It may be faulty: what
    names no field, or is no rule, stays as it is."""
    return {
        name: bounds_in_wan(rules, fields[name].type, fields[name].unit)
        if name in fields and isinstance(rules, Mapping)
        else rules
        for name, rules in selector.items()
    }
