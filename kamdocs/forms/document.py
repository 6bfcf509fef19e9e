"""What filling a form gives."""

from dataclasses import dataclass

from kamdocs.model import Finding


@dataclass(frozen=True, slots=True)
class Document:
    """A filled form: the id of the form, a safe file name, the bytes, and what was noticed.

    ``notes`` are warnings about values that could not be printed as they are.
    """

    form: str
    name: str
    content: bytes
    notes: tuple[Finding, ...] = ()
