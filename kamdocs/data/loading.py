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
    where it is to the letter one that comes with the project, whose tests hold it."""

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
        """What is wrong at an entry, with the line of it."""
        return SetupFault(code, facts, self.file, self.line(*path))


def load(path: Path) -> Loaded:
    """Read one YAML file; SetupFault with the line where it is not well-formed.

    A key given twice, an alias (``*name``), a tag (``!!name``) and entries within entries without
    end are faults too: the first loses words without a sign, the others can grow without bound, or
    make something else of a word.
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
    """That a file, told by a ``name``, is no text in UTF-8, with what it looks like."""
    from kamdocs.data.slips import encoding_of

    content = path.read_bytes()
    line = content[: fault.start].count(b"\n") + 1
    return SetupFault("KD993", {"reason": encoding_of(content)}, name, line)


@lru_cache(maxsize=128)
def _parsed(text: str, name: str) -> bytes:
    """What a text says, kept so that everybody gets it anew and may change it.

    A command reads many a file more than once, and parsing takes longest of all that it does.
    """
    from kamdocs.data.written import parsed

    return pickle.dumps(parsed(text, name))


class _Lines(Mapping[KeyPath, int]):
    """The line of each entry of a well-formed text, looked for when somebody first asks: that is
    mostly nobody, and takes as long as to parse the text."""

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
