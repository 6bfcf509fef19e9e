"""Appends to a register: one line for each run, safely on disk before anything is shown."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamdocs.faults import SetupFault, reason
from kamdocs.model import Text
from kamdocs.outputs import patiently
from kamdocs.register.entry import Entry, canonical, digest, head_of, line_of, lock_of
from kamdocs.register.reading import Head, head, told

_PATIENCE = 60.0
"""The seconds to wait for other runs that are writing."""
_PIECE = 65536
_BUSY = Text("别的程序一直占用着", "another program keeps it locked")
_NOT_WHOLE = Text(
    "它的最后一行与旁边的.head文件对不上", "its last line and the .head file beside it disagree"
)


def append(register: Path, entry: Entry) -> str:
    """Append an entry and return its hash. SetupFault KD955 where that cannot be done: then nothing
    may be shown.

    The head is written twice, first with the line that is coming and then with the line that has
    come, so that the register can be continued after a run that was cut off in between. Half a line
    that such a run left is removed; whole lines never are.
    """
    try:
        register.parent.mkdir(parents=True, exist_ok=True)
        with _locked(register):
            return _append(register, entry)
    except OSError as fault:
        raise SetupFault("KD955", {"reason": reason(fault)}, str(register)) from fault


@contextmanager
def _locked(register: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # most runs are entered in no register

    try:
        with FileLock(lock_of(register), timeout=_PATIENCE):
            yield
    except Timeout as fault:
        raise SetupFault("KD955", {"reason": _BUSY}, str(register)) from fault


def _append(register: Path, entry: Entry) -> str:
    known = _so_far(register)
    line, own = line_of(entry, known.count + 1, known.last)
    _write_head(register, Head(known.count, known.last, own))
    with register.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    _write_head(register, Head(known.count + 1, own))
    return own


def _so_far(register: Path) -> Head:
    """The number of lines and the last hash of a register. SetupFault KD955 where the last line is
    not the one that the head names: new lines would hide that somebody changed the register."""
    there = register.exists()
    if not there and not head_of(register).exists():
        return Head()
    said = head(register)
    last, rest = _last_line(register) if there else (b"", b"")
    if rest and said and said.coming:
        os.truncate(register, register.stat().st_size - len(rest))
        rest = b""
    found = told(last)
    sound = found is not None and digest(found) == found["hash"]
    if said and not rest and (sound or not last):
        stands = Head(found["no"], found["hash"]) if found else Head()
        if stands in (Head(said.count, said.last), Head(said.count + 1, said.coming)):
            return stands
    raise SetupFault("KD955", {"reason": _NOT_WHOLE}, str(register))


def _last_line(register: Path) -> tuple[bytes, bytes]:
    """The last whole line of a file, and the bytes behind it."""
    with register.open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        read = b""
        while at and read.count(b"\n") < 2:
            at = max(at - _PIECE, 0)
            file.seek(at)
            read = file.read()
    whole, feed, rest = read.rpartition(b"\n")
    return (whole.rpartition(b"\n")[2] if feed else b""), rest


def _write_head(register: Path, said: Head) -> None:
    """Write the head to a file beside it and rename that, so that there is always a whole head."""
    path = head_of(register)
    beside = path.with_name(f"{path.name}.half")
    with beside.open("wb") as file:
        file.write(canonical({"count": said.count, "last": said.last, "coming": said.coming}))
        file.flush()
        os.fsync(file.fileno())
    patiently(lambda: beside.replace(path))
