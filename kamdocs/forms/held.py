"""The outcome of holding a document against its seal."""

from dataclasses import dataclass
from enum import StrEnum

from kamdocs.model import Finding


class Key(StrEnum):
    """What is known of the key of a seal: it has none, it was not tried, it is right or wrong."""

    NONE = "none"
    NOT_TRIED = "not-tried"
    HOLDS = "holds"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Held:
    """The outcome for one document: the id of its ``form`` (empty where that is unknown), whether
    it could be ``judged`` at all, what is known of the ``key``, and the ``findings``."""

    file: str
    form: str = ""
    judged: bool = False
    key: Key = Key.NONE
    findings: tuple[Finding, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the document says what it said when it was made, by a sound seal."""
        return self.judged and not self.findings
