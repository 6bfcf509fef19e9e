"""One field's value, or all its values in many documents, held against the rules of the field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from kamdocs.contract.breaches import Breach
from kamdocs.contract.rules import SAID, SIZED, WHOLE, Answer

Proof = Callable[[Any], bool]
Checks = Mapping[str, Proof]


class Judge(NamedTuple):
    """Holds the value of one field against its rules.

    ``innocent`` says whether Cerberus would find nothing. ``rules`` are those that look at a value,
    each with its constraint and its test, that of the type first.
    """

    innocent: Proof
    rules: Sequence[tuple[str, Any, Answer]]
    empty_told: bool

    def breaches(self, name: str, value: Any) -> list[Breach] | None:
        """What Cerberus would find wrong with a value; None where it has to be asked."""
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
        """Which of some values are not ``innocent``: of one at least, all ``of`` one class, none of
        them None. Rule by rule, for some rules are held by all of them at one look; what one rule
        finds guilty no other is asked about, for a check looks only at what is of its type."""
        left = values
        if self.empty_told and of in SIZED:
            left = {value for value in left if value}
        for rule, constraint, answer in self.rules:
            whole = WHOLE.get(rule)
            if left and not (whole and whole(constraint, left, of, answer)):
                left = {value for value in left if answer(value)}
        return values - left
