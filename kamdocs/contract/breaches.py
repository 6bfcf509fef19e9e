"""What can be wrong with a document by a schema, and with a schema itself."""

from typing import Any, NamedTuple

from kamdocs.contract import wanting
from kamdocs.model import Text


class Breach(NamedTuple):
    """One way in which a document breaks its contract.

    ``path`` leads to the value, ``rule`` is the Cerberus rule with its ``constraint``; ``info``
    holds what Cerberus adds (such as the values that are not allowed).
    """

    path: tuple[Any, ...]
    rule: str
    constraint: Any
    value: Any
    info: tuple[Any, ...] = ()

    @property
    def wanted(self) -> Text:
        """What the value must be, in words."""
        return wanting.wanted(self.rule, self.constraint)


class NotASchema(ValueError):
    """A schema is not valid for Cerberus; ``path`` leads to the faulty entry in it."""

    def __init__(self, path: tuple[str | int, ...], reason: Text | str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason
