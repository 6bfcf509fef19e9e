"""Bounds on amounts. A file gives them in the unit of the field; they are kept in 万元, as the
amounts are with which they are compared."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kamdocs.model.amounts import IN_WAN, in_wan
from kamdocs.sheets.schema import Field

_BOUNDS = ("min", "max")
_SEVERAL = ("allof", "anyof", "noneof", "oneof")


def bounds_in_wan(rules: Mapping[str, Any], type_: str, unit: str) -> Mapping[str, Any]:
    """The rules of a field with the bounds of an amount in 万元. A decimal is in 万元 already."""
    if type_ != "amount" or IN_WAN.get(unit, 1) == 1:
        return rules
    found = dict(rules)
    for rule, constraint in rules.items():
        if rule in _BOUNDS and not isinstance(constraint, Decimal):
            found[rule] = in_wan(constraint, unit)
        elif rule in _SEVERAL:
            found[rule] = [bounds_in_wan(part, type_, unit) for part in constraint]
    return found


def selector_in_wan(selector: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """A selector over some ``fields`` with the bounds of amounts in 万元."""
    return {
        name: bounds_in_wan(rules, fields[name].type, fields[name].unit)
        for name, rules in selector.items()
    }
