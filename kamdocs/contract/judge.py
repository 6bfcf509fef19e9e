"""Holds the value of a field, or all its values in many documents, against the rules of the
field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from kamdocs.contract.breaches import Breach
from kamdocs.contract.rules import SAID, SIZED, WHOLE, Answer

Proof = Callable[[Any], bool]
Checks = Mapping[str, Proof]


class Judge(NamedTuple):
    """Holds values of one field against its rules.

    ``innocent`` tests whether Cerberus would find nothing wrong. ``rules`` are those that look at a
    value, each with its constraint and its test, the rule about the type first.
    """

    innocent: Proof
    rules: Sequence[tuple[str, Any, Answer]]
    empty_told: bool

    def breaches(self, name: str, value: Any) -> list[Breach] | None:
        """What Cerberus would find wrong with a value of the field ``name``; None where it has to
        be asked."""
        if value is None or (self.empty_told and value.__class__ in SIZED and not value):
            return None
        found = []
        for rule, constraint, answer in self.rules:
            kept = answer(value)
            if kept is None or (not kept and rule not in SAID):
                return None
            if not kept:
                found.append(Breach((name,), *SAID[rule](rule, constraint, value)))
                if rule == "type":
                    break
        return found

    def guilty(self, values: set[Any], of: type) -> set[Any]:
        """The values that are not ``innocent``. ``values`` are at least one, all ``of`` one class,
        none of them None. It goes rule by rule, since some rules can be tested for all values at
        once; a value that one rule finds guilty is not tested by others, since a check expects
        values of the right type."""
        left = values
        if self.empty_told and of in SIZED:
            left = {value for value in left if value}
        for rule, constraint, answer in self.rules:
            whole = WHOLE.get(rule)
            if left and not (whole and whole(constraint, left, of, answer)):
                left = {value for value in left if answer(value)}
        return values - left
