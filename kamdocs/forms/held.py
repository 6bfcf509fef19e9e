"""What became of a document that was held against its seal."""

from dataclasses import dataclass
from enum import StrEnum

from kamdocs.model import Finding


class Key(StrEnum):
    """What is known of the key of a seal."""

    NONE = "none"
    NOT_TRIED = "not-tried"
    HOLDS = "holds"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Held:
    """One document: the id of the ``form`` that it is (empty where that could not be told), whether
    it could be ``judged``, what is known of the key, and what was found."""

    file: str
    form: str = ""
    judged: bool = False
    key: Key = Key.NONE
    findings: tuple[Finding, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether it says what it said when it was made, by a seal that holds."""
        return self.judged and not self.findings
