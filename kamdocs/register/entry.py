"""One line of the register, and the head beside it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FORMAT = "kamdocs-access/1"
START = "0" * 64
"""Used as the hash of the line before the first one."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read, with the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One access (第十九条 of the policy on developing key accounts): who saw what about whom.

    ``when`` has its offset from UTC. ``user`` and ``machine`` are what the operating system says.
    ``shown`` has the groups of fields that were shown, by kind of sheet. It contains no values of
    sheets but the codes of the ``customers``.
    """

    when: datetime
    user: str
    machine: str
    command: str
    role: str
    customers: tuple[str, ...]
    shown: Mapping[str, tuple[str, ...]]
    files: tuple[File, ...]
    why: str = ""


def line_of(entry: Entry, number: int, previous: str) -> tuple[bytes, str]:
    """An entry as a line that ends with a line feed, and the hash of the line."""
    offset = entry.when.strftime("%z")
    told: dict[str, Any] = {
        "format": FORMAT,
        "no": number,
        "at": entry.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "offset": f"{offset[:3]}:{offset[3:5]}",
        "user": entry.user,
        "machine": entry.machine,
        "command": entry.command,
        "role": entry.role or None,
        "customers": list(entry.customers),
        "shown": {kind: list(groups) for kind, groups in entry.shown.items()},
        "files": [asdict(file) for file in entry.files],
        "why": entry.why,
        "previous": previous,
    }
    own = digest(told)
    return canonical({**told, "hash": own}) + b"\n", own


def canonical(told: Mapping[str, Any]) -> bytes:
    """An entry as JSON in its only form: keys in order, no blanks, UTF-8."""
    words = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return words.encode("utf-8", "replace")


def digest(told: Mapping[str, Any]) -> str:
    """The SHA-256 of an entry without its own hash, in hexadecimal."""
    return hashlib.sha256(canonical({k: v for k, v in told.items() if k != "hash"})).hexdigest()


def head_of(register: Path) -> Path:
    """The path of the small file beside a register that has its number of lines and the hash of the
    last one."""
    return register.with_name(f"{register.name}.head")


def lock_of(register: Path) -> Path:
    return register.with_name(f"{register.name}.lock")
