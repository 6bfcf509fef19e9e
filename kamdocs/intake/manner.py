"""In which manner files are read: with which passwords, within which limits, by how many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamdocs.intake.files import Source
from kamdocs.intake.limits import SAFE, Limits
from kamdocs.intake.reading import read_source
from kamdocs.model import FileReading
from kamdocs.sheets import Schemas


@dataclass(frozen=True, slots=True)
class Manner:
    """``passwords`` are tried on files that have one. So many ``workers`` read at once, each a
    process of its own; with none the files are read in this process, which a broken one may end.
    """

    passwords: Sequence[str] = ()
    limits: Limits = SAFE
    workers: int = 0


PLAIN = Manner()


def read_all(
    sources: Sequence[Source], schemas: Schemas, manner: Manner = PLAIN
) -> Iterator[FileReading]:
    """Every file, in the order given. Nothing about them raises: what is wrong is a finding."""
    if manner.workers:
        from kamdocs.intake.apart import read_apart

        yield from read_apart(sources, schemas, manner)
    else:
        for source in sources:
            yield read_source(source, schemas, manner.passwords, manner.limits)
