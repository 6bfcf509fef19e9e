"""Processes that read files for this one, each one file after the other. They may hand on parts of
a file while they are still reading it.

A process that is not forked must first start Python and import all modules, which takes as long as
it took this one. So one may be started ``Ahead``, before it is known what it shall read.
"""

import faulthandler
import gc
import multiprocessing
import os
import pickle
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from kamdocs.processes.interrupts import held_back, left_to_the_other

if sys.platform != "win32":
    import resource

LINUX = sys.platform == "linux"
FORK = "fork" if LINUX else "spawn"
"""The start method of multiprocessing. A fork takes a hundredth of a second, but other systems than
Linux have none, or no safe one."""
MOST = 60
"""The most processes at once. Windows cannot wait for many more."""
_MB = 1 << 20
Buffer = bytes | pickle.PickleBuffer


class Failed(NamedTuple):
    """A defect of kamdocs that a file brought to light: the class of the exception and the line
    where it was raised. Its message may contain data, so it is not passed on."""

    error: str
    at: str


class Part(NamedTuple):
    """A part of what is read of a file; more is to come."""

    of_it: Any


HandOn = Callable[[Any], None]
"""A function that a reader is given to send a part of its result at once."""
Reader = Callable[[Any, HandOn], Any]
"""A function that reads a file. It is sent to other processes, so it must be picklable."""


class Worker:
    """A worker process, as this process sees it. The worker calls ``what`` with its end of the pipe
    and with ``more``.

    ``line``, this end of the pipe, is ready when there is a part, when the worker is done with its
    file, and when the worker has ended.
    """

    def __init__(self, context: BaseContext, what: Callable[..., None], *more: Any) -> None:
        self.line, theirs = context.Pipe()
        args = theirs, self.line, what, *more
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]  # each has it
            target=_enter, args=args, daemon=True
        )
        with held_back(context.get_start_method()):
            self._process.start()
        theirs.close()
        self.number = 0
        self.until = 0.0

    @staticmethod
    def begin(context: BaseContext, reader: Reader, megabytes: int | None) -> "Worker":
        """Start a worker that reads files with ``reader``. It may use so many ``megabytes`` more
        than at its start, if that is not None and the system can limit it."""
        return Worker(context, _serve, reader, megabytes)

    def read(self, number: int, source: Any, seconds: int) -> None:
        """Let it read a file, which has a ``number`` among all files, within so many seconds."""
        self.number, self.until = number, time.monotonic() + seconds
        self.tell(source)

    def tell(self, what: Any) -> None:
        """Send it something. If it has ended, ``result`` raises that."""
        with suppress(OSError):
            self.line.send(what)

    def result(self) -> Any:
        """What it sent: a ``Part``, the result for its file, or ``Failed``. EOFError or OSError
        where it has ended while reading the file."""
        told, large = pickle.loads(self.line.recv_bytes())
        return pickle.loads(told, buffers=[self.line.recv_bytes() for _ in range(large)])

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid or 0

    def end(self) -> None:
        """Kill it, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.line.close()


class Ahead:
    """A worker that is started before it is known what it shall read, and how. Meanwhile it imports
    the modules named ``beforehand``. It ends with this process, even if it is never used."""

    def __init__(self, beforehand: Sequence[str]) -> None:
        context = multiprocessing.get_context(FORK)
        self._worker: Worker | None = Worker(context, _wait, beforehand)

    def worker(self, reader: Reader, megabytes: int | None) -> Worker | None:
        """The worker, as from ``Worker.begin``; None if it was taken already."""
        worker, self._worker = self._worker, None
        if worker:
            worker.tell((reader, megabytes))
        return worker


def _enter(line: Connection, theirs: Connection, what: Callable[..., None], *more: Any) -> None:
    """The first function in a worker: it closes this process's copy of the other end of the pipe,
    and calls ``what`` with its own end, ``line``."""
    left_to_the_other()
    theirs.close()
    what(line, *more)


def _wait(line: Connection, beforehand: Sequence[str]) -> None:
    """Import the modules that will be needed, wait to be told how to read, and then read."""
    for name in beforehand:
        import_module(name)
    try:
        reader, megabytes = line.recv()
    except (EOFError, OSError):
        return
    _serve(line, reader, megabytes)


def _serve(line: Connection, reader: Reader, megabytes: int | None) -> None:
    """Read each file that comes and send the result, until the other end of the pipe is closed."""
    _settle(megabytes)
    gc.freeze()  # what it begins with is no rubbish, and to search it would copy it from its parent
    while True:
        try:
            source = line.recv()
        except (EOFError, OSError):
            return
        _send(line, _read(source, reader, partial(_hand_on, line)))


def _hand_on(line: Connection, of_it: Any) -> None:
    _send(line, _pickled(Part(of_it)))


def _send(line: Connection, pickled: Sequence[Buffer]) -> None:
    for one in pickled:
        line.send_bytes(one)


def _settle(megabytes: int | None) -> None:
    """Set the limits of a worker: its memory, no core file (it would contain data), and no output
    of what libraries print about a broken file."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if megabytes is not None:
        _hold_memory(megabytes)
    faulthandler.disable()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)


def _hold_memory(megabytes: int) -> None:
    """Limit the memory to that in use and so many megabytes more, or to a lower limit that is set
    already. Only Linux can do this."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * _MB
        _, set_already = resource.getrlimit(resource.RLIMIT_AS)
        if set_already != resource.RLIM_INFINITY:
            most = min(most, set_already)
        resource.setrlimit(resource.RLIMIT_AS, (most, set_already))


def _read(source: Any, reader: Reader, hand_on: HandOn) -> list[Buffer]:
    """The result of a reader for a file, or ``Failed``, pickled."""
    try:
        return _pickled(reader(source, hand_on))
    except MemoryError:  # it ends this process, and is told as such an end is
        raise
    except Exception as fault:  # a fault of ours must not cost the others; it is told (KD176)
        return _pickled(failed(fault))


def failed(fault: Exception) -> Failed:
    """What is passed on of an exception that kamdocs should not have raised."""
    return Failed(type(fault).__name__, _where(fault))


def _where(fault: Exception) -> str:
    """The file and the line in which an exception was raised; empty if unknown."""
    last = fault.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    return f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else ""


def _pickled(told: Any) -> list[Buffer]:
    """The messages for a value: first its pickle with the number of its large parts, then these
    parts, which are not copied (out-of-band buffers)."""
    large: list[pickle.PickleBuffer] = []
    whole = pickle.dumps(told, pickle.HIGHEST_PROTOCOL, buffer_callback=large.append)
    return [pickle.dumps((whole, len(large))), *large]
