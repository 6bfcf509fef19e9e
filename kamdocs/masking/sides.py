"""Keeps for which customers a value is hidden, and for which it is visible."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass
class Sides(Generic[Key]):
    """For each value the customers for whom it is hidden, and those for whom it is visible."""

    hidden: dict[Key, set[str]] = field(default_factory=dict)
    seen: dict[Key, set[str]] = field(default_factory=dict)

    def add(self, key: Key, whose: str, hidden: bool) -> None:
        side = self.hidden if hidden else self.seen
        side.setdefault(key, set()).add(whose)

    def hides(self, key: Key, whose: str, everywhere: bool) -> bool:
        """Whether a value is to be masked in texts about the customer ``whose``.

        A value that is visible for that customer is never masked, one that is hidden for that
        customer always. A value of other customers is masked if it is telling enough to be searched
        for ``everywhere`` and is visible for nobody.
        """
        of = self.hidden.get(key)
        if of is None:
            return False
        shown = self.seen.get(key, ())
        if whose and whose in of:
            return whose not in shown
        return everywhere and not shown
