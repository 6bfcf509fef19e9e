"""Finding the project's data files and loading YAML with the line of every entry."""

import math
import pickle
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import kamdocs
from kamdocs.faults import TOO_DEEP, SetupFault, reason

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, in C where it is built

Key = str | int
KeyPath = tuple[Key, ...]


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
    """A YAML document: its data, and the line of each mapping key and list entry."""

    file: str
    data: Any
    lines: Mapping[KeyPath, int] = {}

    def line(self, *path: Key) -> int:
        """The line of an entry, or of the nearest enclosing one that has a line."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def scalar(words: str) -> Any:
    """One value as a YAML file has it: 3000 is a number, true a truth, anything else a text."""
    value = yaml.safe_load(words) if words.strip() else ""
    return value if isinstance(value, int | float | bool) else words


def spelled(value: Any) -> str:
    """One value as it is written in a YAML file."""
    return value if isinstance(value, str) else str(yaml.safe_dump(value).split("\n")[0])


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
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        raise SetupFault("KD903", {"reason": "UTF-8"}, name, line) from fault
    odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise SetupFault("KD903", {"reason": f"U+{ord(odd[0]):04X}"}, name, line)
    kept, lines = _parsed(text, name)
    return Loaded(name, pickle.loads(kept), lines)


@lru_cache(maxsize=128)
def _parsed(text: str, name: str) -> tuple[bytes, Mapping[KeyPath, int]]:
    """What a text says, kept so that everybody gets it anew and may change it, and its lines.

    A command reads many a file more than once, and parsing takes longest of all that it does.
    """
    reading = _Reading(text, name)
    try:
        return pickle.dumps(reading.whole()), reading.lines
    except yaml.MarkedYAMLError as fault:
        opened = fault.context_mark if "end of stream" in (fault.problem or "") else None
        mark = opened or fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark is not None else 0
        raise SetupFault("KD903", {"reason": fault.problem or ""}, name, line) from fault
    finally:
        reading.dispose()


_DEEPEST = 50
_WORDS = "tag:yaml.org,2002:str"


class _Reading(_Loader):  # type: ignore[misc]
    """Makes the data of a text of the parser's events, as each comes by: of nodes, and once more
    for the lines, it takes three times as long, and a validation reads some twenty files."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.lines: dict[KeyPath, int] = {}
        self._name = name

    def whole(self) -> Any:
        """The data of the one document that there may be; None where there is nothing."""
        self.get_event()  # the stream begins
        if self.get_event().__class__ is yaml.StreamEndEvent:
            return None
        event = self.get_event()
        self.lines[()] = _line(event)
        found = self._value(event, ())
        self.get_event()  # the document ends
        event = self.get_event()
        if event.__class__ is not yaml.StreamEndEvent:
            raise self._fault("KD903", event, reason="but found another document")
        return found

    def _value(self, event: Any, path: KeyPath) -> Any:
        """What begins with an event, and has its place at the end of a path."""
        if event.__class__ is yaml.ScalarEvent and not event.tag:
            return self._scalar(event)
        self._refuse_odd(event)
        if len(path) >= _DEEPEST:
            raise self._fault("KD903", event, reason=TOO_DEEP)
        if event.__class__ is yaml.MappingStartEvent:
            return dict(self._entries(path))
        return list(self._items(path))

    def _entries(self, path: KeyPath) -> Iterator[tuple[Any, Any]]:
        while (event := self.get_event()).__class__ is not yaml.MappingEndEvent:
            self._refuse_odd(event)
            if event.__class__ is not yaml.ScalarEvent:
                raise self._fault("KD903", event, reason="? […]:")
            below = (*path, event.value)
            if below in self.lines:
                raise self._fault("KD905", event, key=event.value)
            self.lines[below] = _line(event)
            key = self._scalar(event)
            word = event.value if isinstance(key, bool) else key  # as on, off, yes and no are
            yield word, self._value(self.get_event(), below)

    def _items(self, path: KeyPath) -> Iterator[Any]:
        index = 0
        while (event := self.get_event()).__class__ is not yaml.SequenceEndEvent:
            below = (*path, index)
            self.lines[below] = _line(event)
            yield self._value(event, below)
            index += 1

    def _scalar(self, event: Any) -> Any:
        plain, _ = event.implicit
        if not plain or event.value[:1] not in _Loader.yaml_implicit_resolvers:
            return event.value
        try:
            return _meant(event.value)
        except ValueError as fault:
            raise self._fault("KD903", event, reason=str(fault)) from fault

    def _refuse_odd(self, event: Any) -> None:
        if event.__class__ is yaml.AliasEvent:
            raise self._fault("KD904", event, name=event.anchor)
        if event.tag:
            raise self._fault("KD903", event, reason=event.tag)

    def _fault(self, code: str, event: Any, **facts: Any) -> SetupFault:
        return SetupFault(code, facts, self._name, _line(event))


def _line(event: Any) -> int:
    line: int = event.start_mark.line + 1
    return line


@lru_cache(maxsize=1024)
def _meant(word: str) -> Any:
    """What a word without quotes means: a number, a truth, a day, nothing, or itself. ValueError
    where it is none of its kind, such as the day 2026-02-30."""
    loader = _Loader("")
    try:
        tag = loader.resolve(yaml.ScalarNode, word, (True, False))
        if tag == _WORDS or tag not in loader.yaml_constructors:  # as << and = are
            return word
        found = loader.yaml_constructors[tag](loader, yaml.ScalarNode(tag, word))
    finally:
        loader.dispose()
    if isinstance(found, float) and not math.isfinite(found):
        raise ValueError(word)
    return found
