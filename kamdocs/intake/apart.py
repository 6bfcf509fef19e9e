"""Reading in processes of their own, by pebble: a file that ends, hangs or bloats its reader costs
itself alone.

The libraries below give up a whole process over some broken files (a library in Rust that asks for
more memory than there is aborts it; a loop without end cannot be broken from within), so no ``try``
can hold them. Several readers read several files at once.
"""

import faulthandler
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessPool

from kamdocs.intake.files import Source
from kamdocs.intake.limits import Limits
from kamdocs.intake.watching import Begun, watched
from kamdocs.model import Fact

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

if sys.platform != "win32":
    import resource

CONSTS.sleep_unit = 0.01  # how long a death goes unnoticed, and how long the end takes
CONSTS.term_timeout = 1.0
_MB = 1 << 20
_LINUX = sys.platform == "linux"
_FORK = "fork" if _LINUX else "spawn"
"""A fork takes a hundredth of a second; elsewhere it is missing, or unsafe."""

T = TypeVar("T")
Reader = Callable[[Source], T]
"""How one file is read. It goes to other processes, so it must be one that can be pickled."""
Lost = Callable[[Source, str, Mapping[str, Fact]], T]
"""What is said of a file that its reader did not come back from, by a code and its facts."""


@dataclass
class _Here:
    """This process, as one that reads for another: how, and whom it tells what it has begun."""

    reader: Reader[Any]
    begun: "SimpleQueue[Begun] | None"


_here: list[_Here] = []


def read_apart(
    sources: Sequence[Source],
    reader: Reader[T],
    lost: Lost[T],
    limits: Limits,
    workers: int,
    how: str = _FORK,
    watch: bool = not _LINUX,
) -> Iterator[T]:
    """The files as ``reader`` reads them, in their order, by so many ``workers``, of which there
    are no more than files.

    A reader that ends, or goes over the limits in time or memory, costs the file that it had
    before it: ``lost`` says so. ``how`` is one of the ways of multiprocessing to begin a process;
    ``watch`` says that memory is held to by watching, for the system does not.
    """
    if not sources:
        return
    context = multiprocessing.get_context(how)
    begun: SimpleQueue[Begun] | None = context.SimpleQueue() if watch else None
    pool = ProcessPool(
        min(workers, len(sources)),
        initializer=_begin,
        initargs=(reader, limits.memory_mb, begun),
        context=context,
    )
    try:
        tasks: list[Future[T | _Failed]] = [
            pool.schedule(_read, args=(one, number), timeout=limits.seconds)
            for number, one in enumerate(sources)
        ]
        with watched(begun, tasks, limits.memory_mb * _MB) if begun else nullcontext():
            for source, task in zip(sources, tasks, strict=True):
                yield _result(source, task, lost, limits)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _begin(reader: Reader[Any], megabytes: int, begun: "SimpleQueue[Begun] | None") -> None:
    """Make a reader of this process. What libraries print over a broken file is for nobody, and
    no part of the data may lie in a core file."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if begun is None:
            _hold_memory(megabytes)
    faulthandler.disable()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    _here[:] = [_Here(reader, begun)]


def _hold_memory(megabytes: int) -> None:
    """What is in use and so many megabytes more, or less where a limit is set already."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * _MB
        _, set_already = resource.getrlimit(resource.RLIMIT_AS)
        if set_already != resource.RLIM_INFINITY:
            most = min(most, set_already)
        resource.setrlimit(resource.RLIMIT_AS, (most, set_already))


class _Failed(NamedTuple):
    """An error of ours over a file: its sort and its line. Its words may hold data, and stay."""

    error: str
    at: str


def _read(source: Source, number: int) -> Any:
    (here,) = _here
    if here.begun:
        here.begun.put((os.getpid(), number))
    try:
        return here.reader(source)
    except MemoryError:
        raise
    except Exception as fault:  # a fault of ours must not cost the others; it is told (KD176)
        last = traceback.extract_tb(fault.__traceback__)[-1]
        return _Failed(type(fault).__name__, f"{Path(last.filename).name}:{last.lineno}")


def _result(source: Source, task: "Future[T | _Failed]", lost: Lost[T], limits: Limits) -> T:
    try:
        found = task.result()
    except TimeoutError:
        return lost(source, "KD173", {"seconds": limits.seconds})
    except (ProcessExpired, MemoryError, CancelledError):
        return lost(source, "KD174", {"memory": limits.memory_mb})
    if isinstance(found, _Failed):
        return lost(source, "KD176", {"error": found.error, "at": found.at})
    return found
