"""Whether a register is as it was written."""

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
    """A line is not what was written: its hash does not fit, it is none of ours or half a one."""
    REMOVED = "removed"
    """Lines are gone before this one."""
    MOVED = "moved"
    """A line stands where it was not written: put in, or in another order."""
    UNCHAINED = "unchained"
    """A line follows another than the one that it was written after."""
    CUT = "cut"
    """Lines are gone at the end."""
    UNCOUNTED = "uncounted"
    """There are lines that the head does not tell of."""
    HEADLESS = "headless"
    """The head is gone, or cannot be read."""
    OTHER_END = "other-end"
    """The last line is not the one that the head tells of."""
    UNKNOWN_HASH = "unknown-hash"
    """The hash that was kept elsewhere is that of no line."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: at which line of the file (0: at none), and the numbers of the lines
    that are concerned."""

    wrong: Wrong
    line: int = 0
    first: int = 0
    last: int = 0


def verify(register: Path, kept: str = "") -> tuple[list[Flaw], int, str]:
    """Everything that is wrong with a register, how many sound lines it has, and the last hash.

    ``kept`` is a last hash of some day that was kept elsewhere: its line must still be there. A
    chain cannot tell of somebody who wrote both files anew from the first line on; only a hash that
    was kept elsewhere can. SetupFault KD902 where the register cannot be read.
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
