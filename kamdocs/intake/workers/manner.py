"""In which manner files are read: by which door, by how many."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kamdocs.faults import reason
from kamdocs.intake.opening import USUAL, Door, Source
from kamdocs.intake.reading import read_source, unread
from kamdocs.model import Fact, FileReading
from kamdocs.sheets import Schemas

if TYPE_CHECKING:
    from kamdocs.intake.workers.apart import Lost, PartReader, Reader, Take
    from kamdocs.processes.workers import Ahead

T = TypeVar("T")


class Manner(NamedTuple):
    """How files are read.

    Each is let in by the ``door``. With ``workers`` files are read in so many processes; with 0 in
    this process, which a broken file may end. ``scheduler`` is the address of a cluster whose
    workers read instead. ``ahead`` is a process that began early and becomes the first worker.
    """

    door: Door = USUAL
    workers: int = 0
    scheduler: str | None = None
    ahead: "Ahead | None" = None

    def idle_beside(self, files: int) -> bool:
        """Whether this process may do other work while so many files are read, without slowing
        that: the readers are processes of this machine, and fewer than there may be."""
        return self.scheduler is None and files < self.workers


PLAIN = Manner()


def read_all(
    sources: Sequence[Source], schemas: Schemas, manner: Manner = PLAIN
) -> Iterator[FileReading]:
    """Every file, in the order given. Nothing about them raises: what is wrong is a finding."""
    reader = partial(read_source, schemas=schemas, door=manner.door)
    return read_each(sources, reader, not_read, manner)


def read_each(
    sources: Sequence[Source], reader: "Reader[T]", lost: "Lost[T]", manner: Manner
) -> Iterator[T]:
    """Every file as ``reader`` reads it, in the order given; ``lost`` says of one that its reader
    did not come back from it."""
    if manner.scheduler is not None:
        from kamdocs.intake.workers.cluster import read_spread

        yield from read_spread(sources, reader, lost, manner.door.limits, manner.scheduler)
    elif manner.workers:
        from kamdocs.intake.workers.apart import Keeping, read_apart

        keeping = Keeping(manner.door.limits, ahead=manner.ahead)
        yield from read_apart(sources, reader, lost, keeping, manner.workers)
    else:
        yield from map(reader, sources)


def read_in_parts(
    source: Source, reader: "PartReader[T]", take: "Take", lost: "Lost[T]", manner: Manner
) -> T:
    """One file as ``reader`` reads it in a process of its own, ``take`` given the parts of it that
    are handed on meanwhile; ``lost`` is as for ``read_each``."""
    from kamdocs.intake.workers.apart import Keeping, read_in_parts

    keeping = Keeping(manner.door.limits, ahead=manner.ahead)
    return read_in_parts(source, reader, take, lost, keeping)


def not_read(source: Source, code: str, facts: Mapping[str, Fact]) -> FileReading:
    """The reading of a file that its reader did not come back from."""
    try:
        digest = hashlib.sha256(source.content()).hexdigest()
        return unread(source.shown, code, facts, source.size, digest)
    except OSError as fault:
        return unread(source.shown, "KD126", {"reason": reason(fault)})
