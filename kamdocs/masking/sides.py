"""Whose hidden and whose visible values something is."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass
class Sides(Generic[Key]):
    """For each value the customers of whom it is hidden, and those of whom it is shown."""

    hidden: dict[Key, set[str]] = field(default_factory=dict)
    seen: dict[Key, set[str]] = field(default_factory=dict)

    def add(self, key: Key, whose: str, hidden: bool) -> None:
        side = self.hidden if hidden else self.seen
        side.setdefault(key, set()).add(whose)

    def hides(self, key: Key, whose: str, everywhere: bool) -> bool:
        """Whether a value is to be masked in what is said of a customer.

        What is shown of that customer is never masked. Of a customer of whom it is hidden it is
        masked always; of others where it tells enough to be sought ``everywhere`` and is shown of
        nobody.
        """
        of = self.hidden.get(key)
        if of is None:
            return False
        shown = self.seen.get(key, ())
        if whose and whose in of:
            return whose not in shown
        return everywhere and not shown
