"""Reading in processes of their own, by pebble: a file that ends, hangs or bloats its reader costs
itself alone.

The libraries below give up a whole process over some broken files (a library in Rust that asks for
more memory than there is aborts it; a loop without end cannot be broken from within), so no ``try``
can hold them. Several readers read several files at once.
"""

import faulthandler
import hashlib
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pebble import CONSTS, ProcessExpired, ProcessPool

from kamdocs.faults import reason
from kamdocs.intake.files import Source
from kamdocs.intake.limits import Limits
from kamdocs.intake.reading import read_source, unread
from kamdocs.model import Fact, FileReading
from kamdocs.sheets import Schemas

if TYPE_CHECKING:
    from kamdocs.intake.manner import Manner

if sys.platform != "win32":
    import resource

CONSTS.sleep_unit = 0.01  # how long a death goes unnoticed, and how long the end takes
CONSTS.term_timeout = 1.0
_MB = 1 << 20
_FORK = "fork" if sys.platform == "linux" else "spawn"
"""A fork takes a hundredth of a second; elsewhere it is missing, or unsafe."""

_Reader = Callable[[Source], FileReading]
_reader: list[_Reader] = []
"""The reader of this process, if it is one that reads for another."""


def read_apart(
    sources: Sequence[Source], schemas: Schemas, manner: "Manner", how: str = _FORK
) -> Iterator[FileReading]:
    """The files as ``read_source`` reads them, in their order, by ``manner.workers`` processes, no
    more than there are files.

    A reader that ends, or goes over the limits in time or memory, costs the file that it had
    before it. ``how`` is one of the ways of multiprocessing to begin a process.
    """
    if not sources:
        return
    limits = manner.limits
    pool = ProcessPool(
        min(manner.workers, len(sources)),
        initializer=_begin,
        initargs=(schemas, manner.passwords, limits),
        context=multiprocessing.get_context(how),
    )
    try:
        tasks = [pool.schedule(_read, args=(one,), timeout=limits.seconds) for one in sources]
        for source, task in zip(sources, tasks, strict=True):
            yield _result(source, task, limits)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _begin(schemas: Schemas, passwords: Sequence[str], limits: Limits) -> None:
    """Make a reader of this process. What libraries print over a broken file is for nobody, and
    no part of the data may lie in a core file."""
    _hold_memory(limits.memory_mb)
    faulthandler.disable()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    _reader[:] = [lambda source: read_source(source, schemas, passwords, limits)]


def _hold_memory(megabytes: int) -> None:
    """What is in use and so many megabytes more; where the system cannot hold to it, nothing."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * _MB
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
    except (OSError, ValueError):
        return


class _Failed(NamedTuple):
    """An error of ours over a file: its sort and its line. Its words may hold data, and stay."""

    error: str
    at: str


def _read(source: Source) -> FileReading | _Failed:
    (reader,) = _reader
    try:
        return reader(source)
    except MemoryError:
        raise
    except Exception as fault:  # a fault of ours must not cost the others; it is told (KD176)
        last = traceback.extract_tb(fault.__traceback__)[-1]
        return _Failed(type(fault).__name__, f"{Path(last.filename).name}:{last.lineno}")


def _result(source: Source, task: "Future[FileReading | _Failed]", limits: Limits) -> FileReading:
    try:
        found = task.result()
    except TimeoutError:
        return _lost(source, "KD173", {"seconds": limits.seconds})
    except (ProcessExpired, MemoryError):
        return _lost(source, "KD174", {"memory": limits.memory_mb})
    if isinstance(found, _Failed):
        return _lost(source, "KD176", {"error": found.error, "at": found.at})
    return found


def _lost(source: Source, code: str, facts: dict[str, Fact]) -> FileReading:
    """The reading of a file that its reader did not come back from."""
    try:
        with source.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return unread(source.shown, code, facts, source.path.stat().st_size, digest)
    except OSError as fault:
        return unread(source.shown, "KD126", {"reason": reason(fault)})
