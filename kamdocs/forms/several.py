"""Many documents made at once, by several processes: no document needs to know of another."""

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
"""Fewer documents are sooner made than others are called for help."""
_EACH = 16
"""So many are made at a time: what is done takes longer than to hand it over."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a document holds: its bytes, what was noticed, and the SHA-256 of what was printed."""

    content: bytes
    notes: tuple[Finding, ...]
    data: str


def filled(template: Template, matter: Matter, company: str, key: bytes | None) -> Filled:
    """One document, sealed and its seal marked with the key, unless that is None."""
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
        """The documents from the first up to the last, without that."""
        for matter in self.matters[first:last]:
            yield filled(self.template, matter, self.company, self.key)


def filled_by(workers: int, work: Work) -> Iterator[Filled]:
    """All documents in their order, made by so many processes.

    Where one of them is lost, as a machine without memory ends one, the rest is made here.
    """
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
                    asked.append(pool.submit(_some, parts.popleft()))
            yield from asked.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_here: list[Work] = []
"""What this process makes for another."""


def _begin(work: Work) -> None:
    """Make this process one that makes documents for another. Ctrl-C is for the other to answer;
    if that ends, so does this."""
    left_to_the_other()
    threading.Thread(target=_end_with_the_other, daemon=True).start()
    _here[:] = [work]


def _end_with_the_other() -> None:
    other = multiprocessing.parent_process()
    if other is not None:
        other.join()
        os._exit(1)


def _some(first: int) -> list[Filled]:
    (work,) = _here
    return list(work.done(first, first + _EACH))
