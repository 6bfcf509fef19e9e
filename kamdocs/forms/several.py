"""Makes many documents at once in several processes; no document depends on another."""

import hashlib
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from kamdocs.forms.matter import Matter
from kamdocs.forms.template import Template
from kamdocs.model import Finding
from kamdocs.processes.interrupts import held_back, left_to_the_other
from kamdocs.processes.workers import FORK, MOST

MANY = 48
"""Fewer documents than these are made faster in one process than others could be started."""
_EACH = 16
"""So many documents are handed to a process at a time: making them takes longer than handing them
over."""


@dataclass(frozen=True, slots=True)
class Filled:
    """One document: its bytes, the findings about its values, and the SHA-256 of what was
    printed."""

    content: bytes
    notes: tuple[Finding, ...]
    data: str


def filled(template: Template, matter: Matter, company: str, key: bytes | None) -> Filled:
    """Make one document, with a seal marked with the ``key``; without a seal where that is None."""
    form = template.form
    return Filled(
        template.filled(matter, company, key),
        tuple(one for source in matter.sources for one in source.findings(form)),
        hashlib.sha256(f"{matter.told()} {company!r}".encode()).hexdigest(),
    )


@dataclass(frozen=True)
class Work:
    """Documents to be made. ``key`` is as in ``filled``."""

    template: Template
    matters: Sequence[Matter]
    company: str
    key: bytes | None

    def done(self, first: int, last: int) -> Iterator[Filled]:
        """The documents at the positions from ``first`` up to, not including, ``last``."""
        for matter in self.matters[first:last]:
            yield filled(self.template, matter, self.company, self.key)


def filled_by(workers: int, work: Work) -> Iterator[Filled]:
    """All documents in their order, made by so many processes. Where a process is lost, for example
    because the machine ran out of memory, the rest is made in this one."""
    done = 0
    try:
        for one in _by_others(workers, work):
            yield one
            done += 1
    except BrokenProcessPool:
        yield from work.done(done, len(work.matters))


def _by_others(workers: int, work: Work) -> Iterator[Filled]:
    context = multiprocessing.get_context(FORK)  # a fork has what is to be done already
    parts = deque(range(0, len(work.matters), _EACH))
    pool = ProcessPoolExecutor(min(workers, len(parts), MOST), context, _begin, (work,))
    asked: deque[Future[list[Filled]]] = deque()
    try:
        while parts or asked:
            with held_back(FORK):  # a process may begin with what it is asked for
                while parts and len(asked) < 2 * workers:
                    asked.append(pool.submit(_fill_part, parts.popleft()))
            yield from asked.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_here: list[Work] = []
"""The work of which this process makes parts for another process."""


def _begin(work: Work) -> None:
    """Begin a process that makes documents for another: that one answers Ctrl-C, and this process
    ends when that one does."""
    left_to_the_other()
    threading.Thread(target=_end_with_the_other, daemon=True).start()
    _here[:] = [work]


def _end_with_the_other() -> None:
    other = multiprocessing.parent_process()
    if other is not None:
        other.join()
        os._exit(1)


def _fill_part(first: int) -> list[Filled]:
    (work,) = _here
    return list(work.done(first, first + _EACH))
