"""The values of a pack's parameters, held against the unit of each."""

from collections.abc import Mapping
from functools import cache
from math import isfinite
from typing import Any

from kamdocs.contract import Contract, shape_of
from kamdocs.contract.wanting import wanted as breach_words
from kamdocs.model import Text

_FLAG = "boolean"
_TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("是", "yes", "true", "on"), True),
    **dict.fromkeys(("否", "no", "false", "off"), False),
}


def read(words: Any) -> Any:
    """An entry under ``parameters`` in which 是 or yes is made True, 否 or no False, where its unit
    asks for that; any other entry comes back unchanged."""
    if not isinstance(words, Mapping) or _rules(words).get("type") != _FLAG:
        return words
    value = words.get("value")
    known = _TRUTHS.get(value.strip().casefold()) if isinstance(value, str) else None
    return words if known is None else {**words, "value": known}


def wanted(words: Mapping[str, Any]) -> Text | None:
    """What the value of a parameter would have to be by its unit, in words; None where it is."""
    if isinstance(words["value"], float) and not isfinite(words["value"]):
        return breach_words("type", "number")
    breaches = _contract(str(words["unit"])).breaches({"value": words["value"]})
    return breaches[0].wanted if breaches else None


@cache
def _contract(unit: str) -> Contract:
    return Contract({"value": dict(shape_of("units").get(unit, {}))})


def _rules(words: Mapping[str, Any]) -> Mapping[str, Any]:
    unit = words.get("unit")
    found: Mapping[str, Any] = shape_of("units").get(unit, {}) if isinstance(unit, str) else {}
    return found
