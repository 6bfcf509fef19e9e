"""One entry of the catalogue."""

from typing import NamedTuple

from kamdocs.model import Text


class Entry(NamedTuple):
    """One code. ``what`` has places for the finding's facts; ``mend`` says what to do.

    Codes are permanent and names are for people.
    """

    name: str
    what: Text
    mend: Text
