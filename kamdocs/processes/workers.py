"""Processes that read files for this one, one after the other. They may hand on parts of what they
read while they go on.

Where a process is not forked it begins with Python and all that it imports, which takes as long as
this process takes for its own: so one may be begun ``Ahead``, before it is known what to read.
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
"""A fork takes a hundredth of a second; elsewhere it is missing, or unsafe."""
MOST = 60
"""Windows waits for hardly more processes at once."""
_MB = 1 << 20
Buffer = bytes | pickle.PickleBuffer


class Failed(NamedTuple):
    """An error of ours over a file: its sort and its line. Its words may hold data, and stay."""

    error: str
    at: str


class Part(NamedTuple):
    """Some of what is read of a file, of which more is to come."""

    of_it: Any


HandOn = Callable[[Any], None]
"""What a reader is given to hand on a part by, which goes on its way at once."""
Reader = Callable[[Any, HandOn], Any]
"""How a file is read. It goes to other processes, so it must be one that can be pickled."""


class Worker:
    """Such a process, as it is seen from this one; ``what`` it does with its end of the line, and
    with ``more``.

    ``line`` is ready when there is a part, when it is done with the file given to it, and when it
    has ended.
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
        """One that reads files with ``reader``. It may take so many ``megabytes`` more than it
        begins with, where that is for the system to hold it to, and is not None."""
        return Worker(context, _serve, reader, megabytes)

    def read(self, number: int, source: Any, seconds: int) -> None:
        """Give it the file of a number, for which it has so many seconds."""
        self.number, self.until = number, time.monotonic() + seconds
        self.tell(source)

    def tell(self, what: Any) -> None:
        """Send it something. Where it has ended ``result`` says so."""
        with suppress(OSError):
            self.line.send(what)

    def result(self) -> Any:
        """A ``Part``, what it read, or ``Failed``; EOFError or OSError where it has ended over the
        file."""
        told, large = pickle.loads(self.line.recv_bytes())
        return pickle.loads(told, buffers=[self.line.recv_bytes() for _ in range(large)])

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.line.close()


class Ahead:
    """One that begins before it is known what it is to read, and how: meanwhile it imports what it
    will need, the modules named ``beforehand``. Whether or not it is ever asked for, it ends with
    this process."""

    def __init__(self, beforehand: Sequence[str]) -> None:
        context = multiprocessing.get_context(FORK)
        self._worker: Worker | None = Worker(context, _wait, beforehand)

    def worker(self, reader: Reader, megabytes: int | None) -> Worker | None:
        """It, as ``Worker.begin`` gives one; None where it was asked for already."""
        worker, self._worker = self._worker, None
        if worker:
            worker.tell((reader, megabytes))
        return worker


def _enter(line: Connection, theirs: Connection, what: Callable[..., None], *more: Any) -> None:
    """Do what is to be done with a line, the other end of which is not held open from here."""
    left_to_the_other()
    theirs.close()
    what(line, *more)


def _wait(line: Connection, beforehand: Sequence[str]) -> None:
    """Import what will be needed, until it is told how to read."""
    for name in beforehand:
        import_module(name)
    try:
        reader, megabytes = line.recv()
    except (EOFError, OSError):
        return
    _serve(line, reader, megabytes)


def _serve(line: Connection, reader: Reader, megabytes: int | None) -> None:
    """Read what comes, until nobody is left at the other end."""
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
    """What libraries print over a broken file is for nobody, and no part of the data may lie in a
    core file."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if megabytes is not None:
        _hold_memory(megabytes)
    faulthandler.disable()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)


def _hold_memory(megabytes: int) -> None:
    """What is in use and so many megabytes more, or less where a limit is set already."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * _MB
        _, set_already = resource.getrlimit(resource.RLIMIT_AS)
        if set_already != resource.RLIM_INFINITY:
            most = min(most, set_already)
        resource.setrlimit(resource.RLIMIT_AS, (most, set_already))


def _read(source: Any, reader: Reader, hand_on: HandOn) -> list[Buffer]:
    """What a reader says of a file, pickled, or ``Failed``."""
    try:
        return _pickled(reader(source, hand_on))
    except MemoryError:  # it ends this process, and is told as such an end is
        raise
    except Exception as fault:  # a fault of ours must not cost the others; it is told (KD176)
        return _pickled(failed(fault))


def failed(fault: Exception) -> Failed:
    """What is told of an error of ours."""
    return Failed(type(fault).__name__, _where(fault))


def _where(fault: Exception) -> str:
    """The line on which it was raised."""
    last = fault.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    return f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else ""


def _pickled(told: Any) -> list[Buffer]:
    """Something pickled, and how many large parts of it follow; then these, which are not copied
    once more."""
    large: list[pickle.PickleBuffer] = []
    whole = pickle.dumps(told, pickle.HIGHEST_PROTOCOL, buffer_callback=large.append)
    return [pickle.dumps((whole, len(large))), *large]
