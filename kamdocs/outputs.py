"""Writing results: beside first, then renamed, so that nobody ever finds half a file."""

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
"""Bytes by which the names of half files differ, so that no two runs write the same."""
_HELD = frozenset({5, 32, 33})
"""What Windows says of a file that another program holds."""
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds. Virus scanners, indexers and OneDrive look into each new file, but not for long."""
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
    """A file that is there, and that the system does not let us read or replace: mostly it is open
    in another program."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """That a file which is there is refused is told as Held, KD621."""
    try:
        yield
    except PermissionError as fault:
        if not path.is_file():
            raise
        raise Held("KD621", {"reason": reason(fault)}, str(path)) from fault


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever the system refuses about a file that is an output is a SetupFault KD914. That there
    is no such file cannot be why one is not made."""
    try:
        yield
    except FileNotFoundError as fault:
        raise SetupFault("KD914", {"reason": _NOWHERE}, str(path)) from fault
    except UnicodeEncodeError as fault:
        raise SetupFault("KD914", {"reason": _UNNAMED}, str(path)) from fault
    except OSError as fault:
        raise SetupFault("KD914", {"reason": reason(fault)}, str(path)) from fault


def patiently(act: Callable[[], object]) -> None:
    """Rename or remove a file; once more, and once more again, while a program holds it that only
    looks at what is new, as on Windows."""
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
    """Take an output away, if it is there; SetupFault where that cannot be done, Held where another
    program has it open."""
    with told(path), held(path):
        if os.path.lexists(path):  # a folder that can only be read refuses what is not there, too
            patiently(lambda: path.unlink(missing_ok=True))


def _clear_halves(folder: Path) -> None:
    """Take away what a run that was killed left half written in a folder, or in a folder in it."""
    with told(folder):
        halves = list(folder.rglob(f"{_HALF}*{ENDING}"))
    for half in halves:
        remove(half)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs from writing into a folder, which is made for it; SetupFault KD971 where one
    does already. What one that was killed left half written there goes, whichever file it was, and
    the folder that was made if nothing was written into it.

    A run that is killed lets go of it.
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
    """Lock a folder, and what lets go of it. The folder itself is locked, so that whoever may write
    into it is kept out, and nothing lies about for it."""
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
    """The same, where a folder cannot be locked, by a file of this user among the temporary ones;
    it holds no data."""
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
    """The folder for temporary files; where nobody may write into any, one of those that Python
    tries, so that whoever writes there is told why not."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return Path(os.environ.get("TMPDIR") or os.environ.get("TEMP") or f"{os.sep}tmp")


def make_folder(path: Path) -> None:
    """Make a folder that is not there; SetupFault where that cannot be done."""
    with told(path):
        path.mkdir(parents=True, exist_ok=True)


def _half_in(folder: Path) -> Path:
    return folder / f"{_HALF}{os.urandom(_CHANCE).hex()}{ENDING}"


def try_out(folder: Path) -> None:
    """Write a file into a folder and take it away; OSError where that cannot be done. What Python
    has for it tries other names without end in a folder that Windows lets nobody write into."""
    half = _half_in(folder)
    half.touch(exist_ok=False)
    patiently(half.unlink)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; SetupFault where it cannot be written, Held where the one
    that is there is in the way."""
    write_parts(path, (content,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """The same for content that is made while it is written. A device or a pipe takes it as it is:
    none of them can be replaced."""
    with told(path):
        if path.exists() and not (path.is_file() or path.is_dir()):
            with path.open("wb") as file:
                file.writelines(parts)
            return
    write_together({path: parts})


def write_together(files: Mapping[Path, Iterable[bytes]]) -> None:
    """Write the files that tell of one run. None is replaced before all of them are there whole,
    nor where another program has one of them open (Held); Ctrl-C leaves all or none."""
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
    """Held where another program has one of some files open, so that it cannot be replaced, and
    SetupFault KD914 where a folder is called so. What is renamed to its own name stays as it is."""
    for path in files:
        with told(path), held(path):
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if path.is_file():
                patiently(partial(path.replace, path))


def _put_in_place(halves: Mapping[Path, Path]) -> None:
    """Rename files to what they are to be called, those that still are there."""
    for path, half in halves.items():
        with told(path), held(path):
            if half.exists():
                patiently(partial(half.replace, path))
