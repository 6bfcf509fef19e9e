"""A filled form."""

from collections.abc import Mapping
from dataclasses import dataclass

from kamdocs.model import Finding, Place

Asked = Mapping[Place, Mapping[str, str]]
"""For the row of a record, the clause that asks for each of its fields."""


@dataclass(frozen=True, slots=True)
class Document:
    """A filled form: the id of the form, a safe file name, and the bytes of the document.

    ``notes`` are findings about values that could not be printed as they are. ``subject`` says what
    the document is about, the same in every run; ``template`` and ``data`` are the SHA-256 of the
    template and of all that was printed into it. The name of a letter begins with its folder.
    """

    form: str
    name: str
    content: bytes
    notes: tuple[Finding, ...] = ()
    subject: str = ""
    template: str = ""
    data: str = ""


def owner_of(form: str, subject: str) -> str:
    """The key under which ``Names`` keeps a file name: the form and what its document is about."""
    return f"{form} {subject}"
