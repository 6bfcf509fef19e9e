"""Reading on the machines of a cluster, by Dask: parcels of files go to its workers, and come back
in the order of the files, whatever is done first.

It is Dask that hands out the work, notices that a worker is gone, and gives what that one had to
another. A parcel over which workers are lost again and again is read here, apart, where a file that
ends its reader is told as one: there is one report, wherever files are read.
"""

import logging
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import uuid4

from kamdocs.faults import SetupFault
from kamdocs.intake.opening import Limits, NotOpened, Source, hold_size
from kamdocs.intake.workers.apart import Keeping, Lost, Reader, read_apart
from kamdocs.intake.workers.parcels import Otherwise, making, parcel, read_there

if TYPE_CHECKING:
    from distributed import Client, Future

_LEAST_FILES, _MOST_FILES = 8, 64
"""A process of its own for each parcel has its price, which so many small files bear together."""
_MOST_BYTES = 1 << 20
"""A parcel holds no more than this, unless it is one file alone."""
_AHEAD = 4
"""For each thread of the workers, so many parcels are under way or done and not yet taken."""
_ANSWER = 10
"""Seconds in which the scheduler has to answer, and to have a worker."""
_LOOK, _ALONE = 5, 30
"""Seconds between two looks at the workers, and after which they count as gone for good."""

T = TypeVar("T")


def read_spread(
    sources: Sequence[Source], reader: Reader[T], lost: Lost[T], limits: Limits, address: str
) -> Iterator[T]:
    """The files as ``reader`` reads them, in their order, by the workers of the scheduler at
    ``address``; for each of them the limits hold as they do here.

    SetupFault KD660 without the library, KD661 for what is no address, KD662 where nobody answers
    there or no longer does, KD663 where there are no workers, KD664 where one of them has other
    versions, KD665 where kamdocs cannot be run there.
    """
    if not sources:
        return
    with _connected(address) as client:
        spread = _Spread(client, address, reader, lost, limits)
        threads = spread.threads()
        under_way: deque[_Sent] = deque()
        try:
            for few in _parcels(sources, limits, threads):
                under_way.append(spread.sent(few))
                if len(under_way) > threads * _AHEAD:
                    yield from spread.read(under_way.popleft())
            while under_way:
                yield from spread.read(under_way.popleft())
        finally:  # broken off by Ctrl-C, or by a fault
            client.cancel([one.future for one in under_way if one.future], force=True)


def _parcels(sources: Sequence[Source], limits: Limits, threads: int) -> Iterator[list[Source]]:
    """The files in parcels, with their bytes; so small that every thread has something to do."""
    each = -(-len(sources) // (threads * _AHEAD))
    most = min(_MOST_FILES, max(_LEAST_FILES, each))
    few: list[Source] = []
    held = 0
    for source in sources:
        packed = _packed(source, limits)
        size = len(packed.sent or b"")
        if few and (len(few) == most or held + size > _MOST_BYTES):
            yield few
            few, held = [], 0
        few.append(packed)
        held += size
    yield few


def _packed(source: Source, limits: Limits) -> Source:
    """A file with its bytes; without them where it is not to be read, or cannot be."""
    try:
        if not source.passed and source.path.is_file():
            hold_size(source.size, limits)
            return replace(source, sent=source.content())
    except (OSError, NotOpened):
        pass  # whoever reads it here says so
    return source


@dataclass
class _Sent:
    """Files of which those with bytes are on their way, without these; ``gone`` says which."""

    sources: list[Source]
    gone: list[bool]
    future: "Future | None"


@dataclass
class _Spread(Generic[T]):
    """A run on a cluster."""

    client: "Client"
    address: str
    reader: Reader[T]
    lost: Lost[T]
    limits: Limits

    def threads(self) -> int:
        """How many parcels are read at once; KD663 where nobody is there to do so."""
        try:
            self.client.wait_for_workers(1, timeout=_ANSWER)
        except TimeoutError:
            raise self._fault("KD663") from None
        return max(1, sum(map(int, self.client.nthreads().values())))

    def sent(self, few: Sequence[Source]) -> _Sent:
        """Send those files that have their bytes."""
        travelling = [one for one in few if one.sent is not None]
        future = None
        if travelling:
            with warnings.catch_warnings(action="ignore"):  # that a file is large
                future = self.client.submit(
                    read_there,
                    parcel(travelling, self.reader, self.lost, self.limits),
                    key=f"kamdocs-{uuid4().hex}",
                    pure=False,
                )
        gone = [one.sent is not None for one in few]
        return _Sent([replace(one, sent=None) for one in few], gone, future)

    def read(self, sent: _Sent) -> Iterator[T]:
        """What was read of the files, in their order."""
        found = self._came_back(sent.future) if sent.future else None
        read = iter(found or ())
        for source, gone in zip(sent.sources, sent.gone, strict=True):
            if gone and found is not None:
                yield next(read)
            else:
                yield self.reader(source) if source.passed else self._here(source)

    def _here(self, source: Source) -> T:
        (found,) = read_apart([source], self.reader, self.lost, Keeping(self.limits), 1)
        return found

    def _came_back(self, future: "Future") -> list[T] | None:
        """What a worker read; nothing where workers were lost over it time and again."""
        from distributed import KilledWorker
        from distributed.scheduler import NoWorkerError

        try:
            found: list[T] | Otherwise = self._waited_for(future)
        except KilledWorker:
            return None
        except NoWorkerError:
            raise self._fault("KD663") from None
        except (CancelledError, OSError):
            raise self._fault("KD662") from None
        except SetupFault:
            raise
        except Exception as fault:  # whatever another Python says that cannot unpack ours
            raise self._fault("KD665", error=type(fault).__name__) from None
        if isinstance(found, Otherwise):
            raise self._other_versions(found)
        return found

    def _waited_for(self, future: "Future") -> Any:
        alone = 0
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                alone = 0 if self.client.nthreads() else alone + _LOOK
            if alone >= _ALONE:
                raise self._fault("KD663")

    def _other_versions(self, found: Otherwise) -> SetupFault:
        here = making()
        names = sorted(name for name in here if found.there.get(name) != here[name])
        return self._fault(
            "KD664",
            here=", ".join(f"{name} {here[name]}" for name in names),
            there=", ".join(f"{name} {found.there.get(name, '-')}" for name in names),
        )

    def _fault(self, code: str, **facts: str) -> SetupFault:
        return SetupFault(code, {"address": self.address, **facts})


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    """The scheduler at an address, as whom the configuration of Dask says; what Dask would log is
    said in our own words."""
    try:
        from distributed import Client
        from distributed.comm.addressing import get_address_host_port, parse_address
        from distributed.comm.registry import get_backend
    except ImportError:
        raise SetupFault("KD660") from None
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        get_backend(parse_address(address)[0])
        get_address_host_port(address)
        with warnings.catch_warnings(action="ignore"):  # versions are looked at with each parcel
            client = Client(address, timeout=_ANSWER, set_as_default=False, name="kamdocs")
    except OSError:
        logging.disable(before)
        raise SetupFault("KD662", {"address": address}) from None
    except (ValueError, TypeError, RuntimeError):
        logging.disable(before)
        raise SetupFault("KD661", {"address": address}) from None
    try:
        yield client
    finally:
        client.close(timeout=_ANSWER)
        logging.disable(before)
