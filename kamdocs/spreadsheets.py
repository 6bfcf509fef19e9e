"""How much Excel takes: into a cell, into a sheet, as the name of a sheet."""

from collections.abc import Iterable

from kamdocs.lazy import lazy

FULL_CELL = 32_767
"""So many characters a cell takes. A cell of a text file or an .ods may have more."""
ROWS, COLUMNS = 1_048_576, 16_384
LONGEST_NAME = 31
_NOT_IN_NAMES = lazy(r"[\[\]:*?/\\]")
_RESERVED = "history"
"""What Excel calls a sheet of its own."""


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name without what Excel forbids in one, and with a number where another sheet has it; empty
    where nothing of it is left."""
    plain = _NOT_IN_NAMES.sub(" ", wanted).strip(" '")[:LONGEST_NAME].strip(" '")
    others = {_RESERVED, *(one.casefold() for one in taken)}
    name, number = plain, 1
    while name.casefold() in others:
        number += 1
        mark = f" {number}"
        name = plain[: LONGEST_NAME - len(mark)] + mark
    return name
