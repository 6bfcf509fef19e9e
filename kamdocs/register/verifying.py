"""Verifies that a register is as it was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from kamdocs.register.entry import START, digest
from kamdocs.register.reading import Head, head, lines_of, told


class Wrong(StrEnum):
    """What can be wrong with a register."""

    CHANGED = "changed"
    """A line was changed: its hash does not fit, or it is no whole line that kamdocs writes."""
    REMOVED = "removed"
    """Lines before this one are gone."""
    MOVED = "moved"
    """A line was inserted, or moved to another place."""
    UNCHAINED = "unchained"
    """A line does not follow the line after which it was written."""
    CUT = "cut"
    """Lines at the end are gone."""
    UNCOUNTED = "uncounted"
    """There are more lines than the head says."""
    HEADLESS = "headless"
    """The head is gone, or cannot be read."""
    OTHER_END = "other-end"
    """The last line is not the one that the head names."""
    UNKNOWN_HASH = "unknown-hash"
    """The hash that was kept elsewhere belongs to no line."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: the line of the file at which it is seen (0: none), and the numbers
    of the ``first`` and ``last`` entry concerned."""

    wrong: Wrong
    line: int = 0
    first: int = 0
    last: int = 0


def verify(register: Path, kept: str = "") -> tuple[list[Flaw], int, str]:
    """Everything that is wrong with a register, its number of sound lines, and the last hash.

    ``kept`` is the hash of some line that was kept elsewhere: that line must still be there. Only
    such a hash can show that somebody wrote register and head anew from the first line on.
    SetupFault KD902 where the register cannot be read.
    """
    *lines, rest = lines_of(register)
    found = [*(told(line) for line in lines), *([None] if rest else [])]
    flaws = list(_chain(found))
    sound = [one for one in found if one is not None and digest(one) == one["hash"]]
    count, last = (sound[-1]["no"], sound[-1]["hash"]) if sound else (0, START)
    flaws += _ends(head(register), count, last)
    if kept and kept.casefold() not in {one["hash"] for one in sound}:
        flaws.append(Flaw(Wrong.UNKNOWN_HASH))
    return flaws, len(sound), last


def _chain(found: list[Mapping[str, Any] | None]) -> Iterator[Flaw]:
    number, previous, certain = 0, START, True
    for at, one in enumerate(found, 1):
        if one is None or digest(one) != one["hash"]:
            yield Flaw(Wrong.CHANGED, at)
            number, certain = number + 1, False
            continue
        wanted = number + 1
        if one["no"] > wanted:
            yield Flaw(Wrong.REMOVED, at, wanted, one["no"] - 1)
        elif one["no"] < wanted:
            yield Flaw(Wrong.MOVED, at, one["no"], one["no"])
        elif certain and one["previous"] != previous:
            yield Flaw(Wrong.UNCHAINED, at, one["no"], one["no"])
        number, previous, certain = max(number, one["no"]), one["hash"], True


def _ends(said: Head | None, count: int, last: str) -> Iterator[Flaw]:
    if said is None:
        yield Flaw(Wrong.HEADLESS)
    elif count < said.count:
        yield Flaw(Wrong.CUT, 0, count + 1, said.count)
    elif last not in (said.last, said.coming):
        uncounted = count > said.count
        yield Flaw(Wrong.UNCOUNTED if uncounted else Wrong.OTHER_END, 0, said.count + 1, count)
