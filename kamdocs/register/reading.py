"""Reads a register, whatever somebody did to it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kamdocs.faults import SetupFault, reason
from kamdocs.register.entry import START, canonical, head_of

_HEX = 64
_WORDS = ("at", "offset", "user", "machine", "command", "why")
_FILE = {"file", "sha256"}


@dataclass(frozen=True, slots=True)
class Head:
    """The number of lines of a register and the hash of the ``last``; ``coming`` is the hash of a
    line that was about to be written."""

    count: int = 0
    last: str = START
    coming: str = ""


def lines_of(register: Path) -> list[bytes]:
    """The lines of a register; SetupFault KD902 where it cannot be read."""
    try:
        return register.read_bytes().split(b"\n")
    except OSError as fault:
        raise SetupFault("KD902", {"reason": reason(fault)}, str(register)) from fault


def told(line: bytes) -> Mapping[str, Any] | None:
    """The entry in a line; None where the line is not, byte by byte, one that kamdocs writes."""
    try:
        found = json.loads(line.decode("utf-8"))
        whole = isinstance(found, dict) and canonical(found) == line
    except (ValueError, RecursionError):
        return None
    return found if whole and _shaped(found) else None


def _shaped(found: Mapping[str, Any]) -> bool:
    """Whether an entry has what every entry has, so that it can be shown."""
    return (
        type(found.get("no")) is int
        and all(_hash(found.get(name)) for name in ("previous", "hash"))
        and all(isinstance(found.get(name), str) for name in _WORDS)
        and (found.get("role", 0) is None or isinstance(found.get("role"), str))
        and _words(found.get("customers"))
        and isinstance(found.get("shown"), dict)
        and all(_words(groups) for groups in found["shown"].values())
        and isinstance(found.get("files"), list)
        and all(
            isinstance(one, dict) and one.keys() == _FILE and _words(list(one.values()))
            for one in found["files"]
        )
    )


def _words(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) for one in found)


def head(register: Path) -> Head | None:
    """The head beside a register; None where there is none or it cannot be read."""
    try:
        found = json.loads(head_of(register).read_bytes())
        said = Head(found["count"], found["last"], found["coming"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = type(said.count) is int and _hash(said.last) and (not said.coming or _hash(said.coming))
    return said if sound else None


def entries(register: Path) -> Iterator[Mapping[str, Any]]:
    """The entries of a register that can be read, from the first on; SetupFault KD902 where the
    file cannot be read."""
    for line in lines_of(register):
        found = told(line)
        if found is not None:
            yield found


def _hash(word: object) -> bool:
    return isinstance(word, str) and len(word) == _HEX
