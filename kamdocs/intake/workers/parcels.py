"""What travels to the machines of a cluster: files, their reader, and what is to run there.

The bytes of the files go along. A path may lead to another file on another machine, or nowhere, and
what was read would be another thing than what was handed in; bytes ask for no common disk and leave
nothing behind on one.
"""

import hashlib
import multiprocessing
import pickle
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

import kamdocs
from kamdocs.data import folder
from kamdocs.intake.opening import Limits, Source
from kamdocs.intake.workers.apart import Keeping, Lost, Reader, read_apart

T = TypeVar("T")
Making = Mapping[str, str]
"""What the result of a reading hangs on, by name: each with its version."""
_LIBRARIES = (
    *("lxml", "msoffcrypto-tool", "olefile", "python-calamine", "python-stdnum"),
    *("rapidfuzz", "regex", "xlrd"),
)
_BEFOREHAND = ["kamdocs.intake.workers.manner", "kamdocs.intake.workers.apart", "dask.__main__"]
"""What each process that reads needs, or has imported for it as it begins (the program by which its
worker was started): imported once on a machine, and not for every parcel."""


@dataclass(frozen=True, repr=False)
class Parcel:
    """Files to be read, with their reader, as pickled bytes (``packed``) that are only unpacked
    where the same versions run as here (``made_by``). No repr: a cluster writes what it is given
    into its logs."""

    made_by: Making
    packed: bytes


@dataclass(frozen=True)
class Otherwise:
    """What runs on a machine is not what runs on that of who sent a parcel."""

    there: Making


def parcel(sources: Sequence[Source], reader: Reader[T], lost: Lost[T], limits: Limits) -> Parcel:
    """Files that carry their bytes, to be read by ``reader`` within the limits."""
    return Parcel(making(), pickle.dumps((sources, reader, lost, limits)))


def read_there(given: Parcel) -> list[Any] | Otherwise:
    """Read the files of a parcel in a process apart from the cluster's worker that calls this;
    ``Otherwise`` where that machine has other versions. Nothing raises."""
    if making() != given.made_by:
        return Otherwise(making())
    sources, reader, lost, limits = pickle.loads(given.packed)
    us = multiprocessing.current_process()
    if us.daemon:  # a worker below a nanny, which ends with it, as our readers end with the worker
        us.daemon = False
    return list(read_apart(sources, reader, lost, Keeping(limits, _how()), 1))


def _how() -> str:
    """How to begin a process within one of several threads, of which a fork would be unsafe."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return "spawn"
    multiprocessing.set_forkserver_preload(_BEFOREHAND)
    return "forkserver"


@cache
def making() -> Making:
    """The versions on which the result of reading depends: Python, kamdocs with a hash of each of
    its files, and the libraries that open workbooks."""
    found = {
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "kamdocs": kamdocs.__version__,
        "kamdocs/*": _digest(),
    }
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "-"
    return found


def _digest() -> str:
    """A few letters that are others where a file of the code or of the data is another."""
    whole = hashlib.sha256()
    code = Path(kamdocs.__file__).parent
    for top, pattern in ((code, "*.py"), (folder("schemas"), "*.yaml")):
        for path in sorted(top.rglob(pattern), key=lambda path: path.relative_to(top).as_posix()):
            whole.update(path.relative_to(top).as_posix().encode())
            whole.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()[:12]
