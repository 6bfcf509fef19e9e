"""Writes results: first into a file beside the output, which is then renamed, so that nobody ever
finds half a file."""

import errno
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from kamdocs.faults import SetupFault, real, reason
from kamdocs.text import Text

_HALF, ENDING = ".kamdocs-", ".half"
_CHANCE = 8
"""The random bytes in the names of unfinished files, so that no two runs write the same one."""
_HELD = frozenset({5, 32, 33})
"""The error numbers of Windows for a file that another program holds."""
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""The seconds to wait before each new try: virus scanners, indexers and OneDrive open every new
file, but not for long."""
_NOWHERE = Text(
    "这个位置没有，或路径太长（Windows上一般不超过259个字符），或被Windows的“受控文件夹的访问”拦下",
    "there is no such place, or the path is too long (Windows mostly takes 259 characters), or "
    "“Controlled folder access” of Windows keeps it back",
)
_UNNAMED = Text(
    "系统的文件名编码里没有这个名称的字（“kamdocs doctor”说明怎样处理）",
    "file names of this system do not have its characters (“kamdocs doctor” tells what to do)",
)


class Held(SetupFault):
    """An existing file that the system does not let us read or replace, mostly because it is open
    in another program."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Raise Held (KD621) where the system refuses an existing file."""
    try:
        yield
    except PermissionError as fault:
        if not path.is_file():
            raise
        raise Held("KD621", {"reason": reason(fault)}, str(path)) from fault


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise SetupFault KD914 for whatever the system refuses about an output file. That the file
    does not exist cannot be the reason why it is not made."""
    try:
        yield
    except FileNotFoundError as fault:
        raise SetupFault("KD914", {"reason": _NOWHERE}, str(path)) from fault
    except UnicodeEncodeError as fault:
        raise SetupFault("KD914", {"reason": _UNNAMED}, str(path)) from fault
    except OSError as fault:
        raise SetupFault("KD914", {"reason": reason(fault)}, str(path)) from fault


def patiently(act: Callable[[], object]) -> None:
    """Rename or remove a file, and try again a few times while another program holds it, since on
    Windows some programs only take a short look at every new file."""
    for pause in _PAUSES:
        try:
            act()
        except PermissionError as fault:
            if getattr(fault, "winerror", None) not in _HELD:
                raise
            time.sleep(pause)
        else:
            return
    act()


def remove(path: Path) -> None:
    """Remove an output if it is there; SetupFault where that fails, Held where another program has
    it open."""
    with told(path), held(path):
        if os.path.lexists(path):  # a folder that can only be read refuses what is not there, too
            patiently(lambda: path.unlink(missing_ok=True))


def _clear_halves(folder: Path) -> None:
    """Remove unfinished files that a killed run left in a folder or in the folders in it."""
    with told(folder):
        halves = list(folder.rglob(f"{_HALF}*{ENDING}"))
    for half in halves:
        remove(half)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs from writing into a folder while within this context.

    The folder is made if needed, and removed again if nothing was written into it. Unfinished files
    of killed runs in it are removed. SetupFault KD971 where another run is writing into it; a
    killed run holds it no longer.
    """
    lacking = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    make_folder(folder)
    try:
        release = _locked(folder)
        try:
            _clear_halves(folder)
            yield
        finally:
            release()
    finally:
        with suppress(OSError):  # the first that something was written into stays, and so do others
            for one in lacking:
                one.rmdir()


def _locked(folder: Path) -> Callable[[], None]:
    """Lock a folder and give back the function that unlocks it. The folder itself is locked, so
    that all users who may write into it are kept out, and no lock file is needed."""
    if sys.platform == "win32":
        return _locked_elsewhere(folder)
    import fcntl

    with told(folder):
        held = os.open(folder, os.O_RDONLY)
    _LOCKED.add(held)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        _let_go(held)
        raise SetupFault("KD971", {}, str(folder)) from fault
    except OSError:  # network drives have no locks for folders
        _let_go(held)
        return _locked_elsewhere(folder)
    return partial(_let_go, held)


_LOCKED: set[int] = set()
"""The folders that this process has locked."""


def _let_go(*held: int) -> None:
    for one in held:
        _LOCKED.discard(one)
        os.close(one)


if sys.platform != "win32":
    # One that reads for this process may outlive it by a moment, and would hold on to them.
    os.register_at_fork(after_in_child=lambda: _let_go(*_LOCKED))


def _locked_elsewhere(folder: Path) -> Callable[[], None]:
    """Lock a folder, where a folder itself cannot be locked, by an empty file of this user in the
    folder for temporary files; gives back the function that unlocks it."""
    from filelock import FileLock, Timeout

    whose = getattr(os, "getuid", str)()
    named = hashlib.sha256(f"{whose}{real(folder)}".encode("utf-8", "surrogatepass"))
    lock = FileLock(temporary() / f"kamdocs-{named.hexdigest()[:32]}.lock", timeout=0)
    with told(Path(lock.lock_file)):
        try:
            lock.acquire()
        except Timeout as fault:
            raise SetupFault("KD971", {}, str(folder)) from fault
    return lock.release


def temporary() -> Path:
    """The folder for temporary files; where none can be written into, one of those that Python
    tries, so that writing there gives the reason."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return Path(os.environ.get("TMPDIR") or os.environ.get("TEMP") or f"{os.sep}tmp")


def make_folder(path: Path) -> None:
    """Make a folder if it is not there; SetupFault where that fails."""
    with told(path):
        path.mkdir(parents=True, exist_ok=True)


def _half_in(folder: Path) -> Path:
    return folder / f"{_HALF}{os.urandom(_CHANCE).hex()}{ENDING}"


def try_out(folder: Path) -> None:
    """Write a file into a folder and remove it; OSError where that fails. Python's ``tempfile`` is
    not used, since it tries other names without end in a folder that Windows protects."""
    half = _half_in(folder)
    half.touch(exist_ok=False)
    patiently(half.unlink)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; SetupFault where that fails, Held where another program has
    the existing one open."""
    write_parts(path, (content,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """As ``write``, for content that is made while it is written. A device or a pipe is written to
    directly, since it cannot be replaced."""
    with told(path):
        if path.exists() and not (path.is_file() or path.is_dir()):
            with path.open("wb") as file:
                file.writelines(parts)
            return
    write_together({path: parts})


def write_together(files: Mapping[Path, Iterable[bytes]]) -> None:
    """Write the files of one run together: none is replaced before all are written, or if another
    program has one of them open (Held). Ctrl-C leaves all new files or all old ones."""
    halves: dict[Path, Path] = {}
    try:
        for path, parts in files.items():
            with told(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                halves[path] = _half_in(path.parent)
                with halves[path].open("xb") as file:
                    file.writelines(parts)
        if len(halves) > 1:
            free(halves)
        try:
            _put_in_place(halves)
        except KeyboardInterrupt:
            _put_in_place(halves)
            raise
    except BaseException:
        for half in halves.values():
            with suppress(OSError):  # what stays goes with the next run
                half.unlink(missing_ok=True)
        raise


def free(files: Iterable[Path]) -> None:
    """Raise Held where another program has one of the files open, and SetupFault KD914 where one of
    them is a folder. It is tested by renaming each file to its own name."""
    for path in files:
        with told(path), held(path):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if path.is_file():
                patiently(partial(path.replace, path))


def _put_in_place(halves: Mapping[Path, Path]) -> None:
    """Rename unfinished files to their final names, as far as they are still there."""
    for path, half in halves.items():
        with told(path), held(path):
            if half.exists():
                patiently(partial(half.replace, path))
