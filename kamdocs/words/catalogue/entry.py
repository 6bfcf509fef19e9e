"""One entry of the catalogue."""

from dataclasses import dataclass

from kamdocs.model import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One code. ``what`` has places for the finding's facts; ``mend`` says what to do.

    Codes are permanent and names are for people.
    """

    name: str
    what: Text
    mend: Text
