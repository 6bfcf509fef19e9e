"""Writing results: beside first, then renamed, so that nobody ever finds half a file."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamdocs.faults import SetupFault, reason

_HALF, ENDING = ".kamdocs-", ".half"
_CHANCE = 8
"""Bytes by which the names of half files differ, so that no two runs write the same."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever the system refuses about a file that is an output is a SetupFault KD914."""
    try:
        yield
    except OSError as fault:
        raise SetupFault("KD914", {"reason": reason(fault)}, str(path)) from fault


def remove(path: Path) -> None:
    """Take an output away, if it is there; SetupFault where that cannot be done."""
    with told(path):
        if os.path.lexists(path):  # a folder that can only be read refuses what is not there, too
            path.unlink(missing_ok=True)


def _clear_halves(folder: Path) -> None:
    """Take away what a run that was killed left half written in a folder, or in a folder in it."""
    with told(folder):
        halves = list(folder.rglob(f"{_HALF}*{ENDING}"))
    for half in halves:
        remove(half)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs from writing into a folder; SetupFault KD971 where one does already. What
    one that was killed left half written there goes, whichever file it was.

    The lock lies among the temporary files and holds no data. A run that is killed lets go of it.
    """
    from filelock import FileLock, Timeout

    named = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
    lock = FileLock(Path(tempfile.gettempdir()) / f"kamdocs-{named[:32]}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as fault:
        raise SetupFault("KD971", {}, str(folder)) from fault
    except OSError as fault:
        raise SetupFault("KD914", {"reason": reason(fault)}, lock.lock_file) from fault
    try:
        _clear_halves(folder)
        yield
    finally:
        lock.release()


def make_folder(path: Path) -> None:
    """Make a folder that is not there; SetupFault where that cannot be done."""
    with told(path):
        path.mkdir(parents=True, exist_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; SetupFault where it cannot be written."""
    beside = path.parent / f"{_HALF}{os.urandom(_CHANCE).hex()}{ENDING}"
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("xb") as file:
                file.write(content)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
