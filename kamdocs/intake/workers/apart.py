"""Reading in processes of their own: a file that ends, hangs or bloats its reader costs itself
alone.

The libraries below give up a whole process over some broken files (a library in Rust that asks for
more memory than there is aborts it; a loop without end cannot be broken from within), so no ``try``
can hold them. Several readers read several files at once. They are waited for in one thread, for a
process with several is not safe to fork; and each has a line of its own, so that none of them can
leave anything locked or half said to the others.
"""

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from multiprocessing.connection import wait
from typing import Any, Generic, NamedTuple, TypeVar

from kamdocs.faults import SetupFault, reason
from kamdocs.intake.opening import Limits, Source
from kamdocs.model import Fact
from kamdocs.processes.watching import resident
from kamdocs.processes.workers import FORK, LINUX, MOST, Ahead, Failed, HandOn, Part, Worker, failed

_MB = 1 << 20
_EVERY = 0.05
"""Seconds between two looks, in which a reader can take some hundred megabytes."""

T = TypeVar("T")
Reader = Callable[[Source], T]
"""How one file is read. It goes to other processes, so it must be one that can be pickled."""
PartReader = Callable[[Source, HandOn], T]
"""How one file is read by who hands on parts of it meanwhile."""
Lost = Callable[[Source, str, Mapping[str, Fact]], T]
"""What is said of a file that its reader did not come back from, by a code and its facts."""
Take = Callable[[Any], None]
"""What is done with a part of a file."""


class Keeping(NamedTuple):
    """How readers are kept: within which ``limits``, begun in which of the ways of multiprocessing
    (``how``). ``watch`` says that memory is held to by watching, for the system does not. The first
    may have begun ``ahead``."""

    limits: Limits
    how: str = FORK
    watch: bool = not LINUX
    ahead: Ahead | None = None


def read_apart(
    sources: Sequence[Source], reader: Reader[T], lost: Lost[T], keeping: Keeping, workers: int
) -> Iterator[T]:
    """The files as ``reader`` reads them, in their order, by so many ``workers``, of which there
    are no more than files.

    A reader that ends, or goes over the limits in time or memory, costs the file that it had
    before it: ``lost`` says so. Where the system lets no more processes begin, there are fewer of
    them; SetupFault KD991 where there is none.
    """
    whole = partial(_whole, reader)
    yield from _read(_Readings(sources, whole, _nothing, lost, keeping), workers)


def read_in_parts(
    source: Source, reader: PartReader[T], take: Take, lost: Lost[T], keeping: Keeping
) -> T:
    """One file as ``reader`` reads it, which hands on parts of it: ``take`` is given each while the
    others are still read. An error of ours in it costs the file, as one in the reader does; the
    rest is as for ``read_apart``. Of a file that is ``lost`` some parts may have been taken."""
    (found,) = _read(_Readings([source], reader, take, lost, keeping), 1)
    return found


def _whole(reader: Reader[T], source: Source, hand_on: HandOn) -> T:
    return reader(source)


def _nothing(part: Any) -> None:
    """There are no parts."""


def _read(readings: "_Readings[T]", workers: int) -> Iterator[T]:
    try:
        for number in range(readings.many):
            while number not in readings.done:
                readings.go_on(min(workers, MOST))
            yield readings.done.pop(number)
    finally:
        readings.end()


class _Readings(Generic[T]):
    """Who reads what: files that wait, workers that are at one, and what was read so far."""

    def __init__(
        self,
        sources: Sequence[Source],
        reader: PartReader[T],
        take: Take,
        lost: Lost[T],
        keeping: Keeping,
    ) -> None:
        self.many = len(sources)
        self._sources, self._reader, self._part, self._lost = sources, reader, take, lost
        self._limits, how, watch, self._ahead = keeping
        self._context = multiprocessing.get_context(how)
        self._most = self._limits.memory_mb * _MB + resident(os.getpid()) if watch else None
        self._waiting = deque(range(len(sources)))
        self._idle: list[Worker] = []
        self._busy: list[Worker] = []
        self.done: dict[int, T] = {}

    def go_on(self, workers: int) -> None:
        """Keep so many workers at work until one of them is done, has ended, or must be ended."""
        while self._waiting and len(self._busy) < workers:
            worker = self._idle.pop() if self._idle else self._begun()
            if worker is None:
                break
            self._busy.append(worker)
            number = self._waiting.popleft()
            worker.read(number, self._sources[number], self._limits.seconds)
        ready = wait([worker.line for worker in self._busy], self._patience())
        now = time.monotonic()  # to take what is ready costs nobody else of their time
        for worker in [*self._busy]:
            if worker.line in ready:
                self._take(worker)
            elif worker.until <= now:
                self._give_up(worker, "KD173", {"seconds": self._limits.seconds})
            elif self._most is not None and resident(worker.pid) > self._most:
                self._give_up(worker, "KD174", {"memory": self._limits.memory_mb})

    def end(self) -> None:
        """Leave no process behind."""
        for worker in (*self._idle, *self._busy):
            worker.end()

    def _begun(self) -> Worker | None:
        """One more worker; None where there are others, and the system lets no more begin."""
        held = self._limits.memory_mb if self._most is None else None
        try:
            waiting = self._ahead.worker(self._reader, held) if self._ahead else None
            return waiting or Worker.begin(self._context, self._reader, held)
        except OSError as fault:
            if not self._busy:
                raise SetupFault("KD991", {"reason": reason(fault)}) from fault
            return None

    def _patience(self) -> float:
        """The seconds after which somebody must be looked at, though none of them says anything."""
        soonest = min(worker.until for worker in self._busy) - time.monotonic()
        return max(0.0, soonest if self._most is None else min(soonest, _EVERY))

    def _take(self, worker: Worker) -> None:
        try:
            found = worker.result()
        except (EOFError, OSError):
            self._give_up(worker, "KD174", {"memory": self._limits.memory_mb})
            return
        if isinstance(found, Part):
            self._take_part(worker, found)
            return
        if isinstance(found, Failed):
            found = self._lost(self._sources[worker.number], "KD176", _told(found))
        self.done[worker.number] = found
        self._busy.remove(worker)
        self._idle.append(worker)

    def _take_part(self, worker: Worker, part: Part) -> None:
        """Take a part of the file that a worker is at."""
        try:
            self._part(part.of_it)
        except MemoryError:
            raise
        except Exception as fault:  # as in the reader: it costs the file and is told
            self._give_up(worker, "KD176", _told(failed(fault)))

    def _give_up(self, worker: Worker, code: str, facts: Mapping[str, Fact]) -> None:
        """The file that a worker had before it is lost, and so is the worker."""
        worker.end()
        self._busy.remove(worker)
        self.done[worker.number] = self._lost(self._sources[worker.number], code, facts)


def _told(fault: Failed) -> Mapping[str, Fact]:
    return {"error": fault.error, "at": fault.at}
