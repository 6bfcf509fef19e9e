"""Finding the project's data files and loading YAML with the line of every entry."""

import pickle
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import kamdocs
from kamdocs.data.ready import ready_in
from kamdocs.faults import SetupFault, reason

Key = str | int
KeyPath = tuple[Key, ...]


@cache
def folder(name: str) -> Path:
    """``schemas`` or ``templates``, wherever this installation keeps them.

    A wheel has them inside the package; a checkout (bare or installed as editable) beside it.
    """
    package = Path(kamdocs.__file__).resolve().parent
    for place in (package / name, package.parent / name):
        if place.is_dir():
            return place
    raise SetupFault("KD901", {"folder": name}, str(package))


class Loaded(NamedTuple):
    """A YAML document: its data, and the line of each mapping key and list entry. It is ``sound``
    if its text is exactly that of a file that comes with the project, which the tests check."""

    file: str
    data: Any
    lines: Mapping[KeyPath, int] = {}
    sound: bool = False

    def line(self, *path: Key) -> int:
        """The line of an entry, or of the nearest enclosing one that has a line."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def fault(self, code: str, path: KeyPath = (), /, **facts: Any) -> SetupFault:
        """A SetupFault at an entry, with its line."""
        return SetupFault(code, facts, self.file, self.line(*path))


def load(path: Path) -> Loaded:
    """Read one YAML file; SetupFault with the line where it is not well-formed.

    A key given twice, an alias (``*name``), a tag (``!!name``) and too deep nesting are faults too:
    a second key silently replaces the first, and the others can grow without bound or change what a
    word means.
    """
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise SetupFault("KD902", {"reason": reason(fault)}, str(path)) from fault
    except UnicodeDecodeError as fault:
        raise not_text(path, name, fault) from fault
    said = ready_in(folder("schemas")).said(text)
    if said is not None:
        return Loaded(name, said, _Lines(text), sound=True)
    return Loaded(name, pickle.loads(_parsed(text, name)), _Lines(text))


def not_text(path: Path, name: str, fault: UnicodeDecodeError) -> SetupFault:
    """The fault of a file that is not text in UTF-8, with what it looks like; ``name`` is the file
    as it is shown."""
    from kamdocs.data.slips import encoding_of

    content = path.read_bytes()
    line = content[: fault.start].count(b"\n") + 1
    return SetupFault("KD993", {"reason": encoding_of(content)}, name, line)


@lru_cache(maxsize=128)
def _parsed(text: str, name: str) -> bytes:
    """The data of a YAML text, pickled, so that each caller gets a copy and may change it.

    The result is cached: a command reads some files more than once, and parsing takes most of its
    time.
    """
    from kamdocs.data.written import parsed

    return pickle.dumps(parsed(text, name))


class _Lines(Mapping[KeyPath, int]):
    """The line of each entry of a well-formed text. They are found only when one is asked for,
    since that takes as long as parsing and is mostly not needed."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _known(self) -> Mapping[KeyPath, int]:
        from kamdocs.data.written import lines

        return lines(self._text)

    def __getitem__(self, path: KeyPath) -> int:
        return self._known[path]

    def __iter__(self) -> Iterator[KeyPath]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
