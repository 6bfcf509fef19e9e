"""How records look to rules: which fields are filled in, and what is chosen in them.

Most rows differ in what no rule looks at. All that have the same fields filled in and the same
choices in them look the same: what a selector says of one it says of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Known(NamedTuple):
    """Of which levels a person is known to be, and of which of them by the post behind the name."""

    levels: frozenset[str]
    posts: frozenset[str]

    def of(self, by_post: bool) -> frozenset[str]:
        """All of them; with ``by_post`` those alone that the post tells, where it tells any."""
        return self.posts if by_post and self.posts else self.levels


@dataclass(frozen=True, slots=True, eq=False)
class Claimed:
    """Several levels that a record claims, and what is known of each of the people named in it;
    None where it names nobody, and is taken at its word. There is but one of the same."""

    levels: tuple[str, ...]
    people: tuple[Known, ...] | None


FILLED = object()
"""Stands in a look for what is filled in and is no choice: each record says something else."""


class Look:
    """How some records look: what is ``said`` in each field that is filled in. That is a choice,
    what it claims (``Claimed``) where it claims several levels, or else ``FILLED``."""

    __slots__ = ("said",)

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.said = said

    def tells(self, name: str) -> bool:
        """Whether a look tells the value of a field: a choice, or a blank."""
        return self.said.get(name) is not FILLED

    def get(self, name: str) -> Any:
        """The value of a field that it tells, None where it is blank."""
        said = self.said.get(name)
        return said.levels if said.__class__ is Claimed else said
