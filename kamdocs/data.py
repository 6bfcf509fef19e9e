"""Finding the project's data files and loading YAML with the line of every entry."""

import math
import pickle
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True)
class Loaded:
    """A YAML document: its data, and the line of each mapping key and list entry."""

    file: str
    data: Any
    lines: Mapping[KeyPath, int] = field(default_factory=dict)

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
    loader = _Marking(text)
    try:
        _refuse_odd(text, name)
        node = loader.get_single_node()
        if node is None:
            return pickle.dumps(None), {}
        lines = dict(_lines(node, (), name))
        return pickle.dumps(loader.construct_document(node)), lines
    except yaml.MarkedYAMLError as fault:
        opened = fault.context_mark if "end of stream" in (fault.problem or "") else None
        mark = opened or fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark is not None else 0
        raise SetupFault("KD903", {"reason": fault.problem or ""}, name, line) from fault
    finally:
        loader.dispose()


_DEEPEST = 50
_TRUTH, _WORDS = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:str"


class _Marking(_Loader):  # type: ignore[misc]
    """Tells the line of a scalar that is none of its kind, such as the day 2026-02-30. A key is a
    word, though YAML takes on, off, yes and no for truths."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        for key, _ in node.value:
            if key.tag == _TRUTH:
                key.tag = _WORDS
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            found = super().construct_object(node, deep)
            if isinstance(found, float) and not math.isfinite(found):
                raise ValueError(node.value)
            return found
        except ValueError as fault:
            raise yaml.constructor.ConstructorError(
                None, None, str(fault), node.start_mark
            ) from fault


def _refuse_odd(text: str, name: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise SetupFault("KD904", {"name": event.anchor}, name, line)
        if tag := getattr(event, "tag", None):
            raise SetupFault("KD903", {"reason": tag}, name, line)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise SetupFault("KD903", {"reason": TOO_DEEP}, name, line)


def _lines(node: yaml.Node, path: KeyPath, name: str) -> Iterator[tuple[KeyPath, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise SetupFault("KD903", {"reason": "? […]:"}, name, line)
            if key.value in seen:
                raise SetupFault("KD905", {"key": key.value}, name, line)
            seen.add(key.value)
            below = (*path, key.value)
            yield from _lines(value, below, name)
            yield below, line
    elif isinstance(node, yaml.SequenceNode):
        for index, entry in enumerate(node.value):
            yield from _lines(entry, (*path, index), name)
