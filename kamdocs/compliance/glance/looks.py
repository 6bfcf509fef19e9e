"""How records look to rules: which fields are filled in, and what is chosen in them.

Most rows differ in what no rule looks at. All that have the same fields filled in and the same
choices in them look the same: what a selector says of one it says of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Known(NamedTuple):
    """The levels that a person is known to have; ``posts`` are those that the post behind the name
    tells."""

    levels: frozenset[str]
    posts: frozenset[str]

    def of(self, by_post: bool) -> frozenset[str]:
        """All levels; with ``by_post`` only those that the post tells, where it tells any."""
        return self.posts if by_post and self.posts else self.levels


@dataclass(frozen=True, slots=True, eq=False)
class Claimed:
    """The levels that a record claims, where these are several, and what is known of each person it
    names. ``people`` is None where it names nobody: the claim is then believed. Equal claims are
    one object, compared by identity."""

    levels: tuple[str, ...]
    people: tuple[Known, ...] | None


FILLED = object()
"""Stands in a look for what is filled in and is no choice: each record says something else."""


class Look:
    """The look of records: ``said`` has for each field that is filled in the choice made there, a
    ``Claimed`` where several levels are claimed, or ``FILLED`` for any other value."""

    __slots__ = ("said",)

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.said = said

    def tells(self, name: str) -> bool:
        """Whether the look decides the value of a field: a choice, or a blank."""
        return self.said.get(name) is not FILLED

    def get(self, name: str) -> Any:
        """The value of a field that the look ``tells``; None for a blank."""
        said = self.said.get(name)
        return said.levels if said.__class__ is Claimed else said
