"""A folder of copies of what was handed in: which copies earlier runs wrote, and what becomes of
them."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import InitVar, asdict, dataclass, field
from pathlib import Path, PurePath, PurePosixPath

from kamdocs import filenames, intake, outputs
from kamdocs.faults import SetupFault, real, reason
from kamdocs.model import Text

MANIFEST = filenames.COPIES
"""The file in the folder that lists the copies of earlier runs: of which file each is, and its
hash."""
_JOURNAL = ".kamdocs-copies.part"
"""The file that lists the copies which a run is about to write; read again if that was cut off."""
_FOREIGN = Text(
    "那里已有同名的文件，不是上次生成的副本，或者后来改过",
    "a file of that name is there, which is no copy made earlier or was changed since",
)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy that was made: its SHA-256, and the path of its source relative to the folder."""

    sha256: str
    source: str


@dataclass
class Copies:
    """Writes the copies of one run into one folder and lists them in its manifest.

    ``sources`` are all files of the run; copies of other files stay, since people work file by
    file. ``bare`` are those that cannot have the wanted password and are not written. ``held`` are
    those that stay as they were, since another program has them open.
    """

    folder: Path
    sources: InitVar[Iterable[intake.Source]]
    bare: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    made: dict[str, _Copy] = field(default_factory=dict)
    _before: dict[str, _Copy] = field(init=False)
    _kept: dict[str, _Copy] = field(init=False)
    _ours: set[tuple[str, str]] = field(init=False)

    def __post_init__(self, sources: Iterable[intake.Source]) -> None:
        here = {_seen_from(self.folder, source.path) for source in sources}
        known = [*_manifest(self.folder), *_cut_off(self.folder)]
        self._before = dict(known)
        self._ours = {(name, copy.sha256) for name, copy in known}
        self._kept = {
            name: copy
            for name, copy in self._before.items()
            if copy.source not in here and (self.folder / copy.source).exists()
        }

    def write(self, source: Path, shown: str, ending: str, content: bytes) -> Path | None:
        """Write the copy of a file under the path by which the file is shown, with the ending that
        fits the copy. Returns its path; None where another program has the file there open.

        SetupFault KD914 where a file of that name is there that no earlier run wrote, or that was
        changed since.
        """
        name = self._free(PurePosixPath(shown).with_suffix(ending))
        path = self.folder / name
        digest = hashlib.sha256(content).hexdigest()
        copy = _Copy(digest, _seen_from(self.folder, source))
        try:
            if path.exists() and _hash_of(path) != digest and not self._is_as_written(name):
                raise SetupFault("KD914", {"reason": _FOREIGN}, str(path))
            self._jot(name, copy)
            outputs.write(path, content)
        except outputs.Held:
            self._leave(name)
            return None
        self.made[name] = copy
        return path

    def _leave(self, name: str) -> None:
        """Keep an earlier copy that is open in another program, and its entry in the manifest."""
        self.held.append(name)
        if name in self._before:
            self._kept[name] = self._before[name]

    def _is_as_written(self, name: str) -> bool:
        """Whether the file of that name is exactly as an earlier run wrote it."""
        return (name, _hash_of(self.folder / name)) in self._ours

    def _jot(self, name: str, copy: _Copy) -> None:
        path = self.folder / _JOURNAL
        outputs.make_folder(self.folder)
        with outputs.told(path), path.open("a", encoding="utf-8") as journal:
            journal.write(json.dumps({name: asdict(copy)}) + "\n")

    def _free(self, wanted: PurePosixPath) -> str:
        """The wanted name, with a number where it is taken: by a copy of this run whose file
        differs only in its ending, or by a copy that is kept."""
        name, number = str(wanted), 1
        taken = {one.casefold() for one in (*self.made, *self._kept)}
        while name.casefold() in taken:
            number += 1
            name = str(wanted.with_stem(f"{wanted.stem} ({number})"))
        return name

    def __enter__(self) -> "Copies":
        return self

    def __exit__(self, broken_off: type[BaseException] | None, *_: object) -> None:
        """Write the manifest, however the run ends, so that the next run knows these copies. If the
        run came to its end, unchanged copies of earlier runs are removed where this run made none
        of their file, or the file is gone."""
        elsewhere = self._before
        try:
            if not broken_off:
                self._clear()
                elsewhere = self._kept
        finally:
            if self.made or self._before:
                there = {name: asdict(copy) for name, copy in (elsewhere | self.made).items()}
                listed = json.dumps(there, indent=1, sort_keys=True)  # a name may be no UTF-8
                outputs.write(self.folder / MANIFEST, listed.encode())
            outputs.remove(self.folder / _JOURNAL)

    def _clear(self) -> None:
        for name in self._before:
            path = self.folder / name
            if name in self.made or name in self._kept or not path.is_file():
                continue
            try:
                if self._is_as_written(name):
                    outputs.remove(path)
            except outputs.Held:
                self._leave(name)


def _hash_of(path: Path) -> str:
    """The SHA-256 of a copy that is there; SetupFault where it cannot be read."""
    with outputs.told(path), outputs.held(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()


def _manifest(folder: Path) -> list[tuple[str, _Copy]]:
    """The copies listed in the manifest of a folder, as far as it can be understood; nothing
    without one."""
    return _copies(_read(folder / MANIFEST))


def _cut_off(folder: Path) -> Iterator[tuple[str, _Copy]]:
    """The copies that a run which was cut off had written, or was about to write."""
    for line in _read(folder / _JOURNAL).splitlines():
        yield from _copies(line)


def _read(path: Path) -> bytes:
    """The bytes of a list of copies; empty where there is none. SetupFault KD902 where it cannot be
    read, since then it is unknown which files are copies."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as fault:
        raise SetupFault("KD902", {"reason": reason(fault)}, str(path)) from fault


def _copies(listed: bytes) -> list[tuple[str, _Copy]]:
    try:
        return [
            (str(name), _Copy(str(copy["sha256"]), str(copy["source"])))
            for name, copy in json.loads(listed).items()
            if _is_within(PurePath(name))
        ]
    except (ValueError, AttributeError, TypeError, KeyError):
        return []


def _is_within(name: PurePath) -> bool:
    """Whether a relative path stays within the folder."""
    return not name.anchor and ".." not in name.parts


def _seen_from(folder: Path, path: Path) -> str:
    """The path of a file relative to a folder; on another drive of Windows its whole path."""
    whole = real(path)
    try:
        return Path(os.path.relpath(whole, real(folder))).as_posix()
    except ValueError:
        return whole.as_posix()
