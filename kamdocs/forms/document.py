"""What filling a form gives."""

from collections.abc import Mapping
from dataclasses import dataclass

from kamdocs.model import Finding, Place

Asked = Mapping[Place, Mapping[str, str]]
"""For the row of a record, the clause that asks for each of its fields."""


@dataclass(frozen=True, slots=True)
class Document:
    """A filled form: the id of the form, a safe file name, the bytes, and what was noticed.

    ``notes`` are warnings about values that could not be printed as they are.
    """

    form: str
    name: str
    content: bytes
    notes: tuple[Finding, ...] = ()
