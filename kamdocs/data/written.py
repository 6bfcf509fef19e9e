"""Parses YAML texts: to their data, and to the line of every entry."""

import math
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Any

import yaml

from kamdocs.data.slips import ANOTHER, NO_NAME, SIGN, in_yaml, of_sign, of_value
from kamdocs.faults import TOO_DEEP, SetupFault
from kamdocs.lazy import lazy

KeyPath = tuple[str | int, ...]
"""The keys that lead to an entry."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, in C where it is built


def scalar(words: str) -> Any:
    """The value that a word is in a YAML file: 3000 is a number, true a boolean, other words are
    strings."""
    try:
        value = _meant(words.strip())
    except ValueError:  # as the day 2026-02-30
        return words
    return value if isinstance(value, int | float | bool) else words


def spelled(value: Any) -> str:
    """A value as a word of a YAML file."""
    return value if isinstance(value, str) else str(yaml.safe_dump(value).split("\n")[0])


def parsed(text: str, name: str) -> Any:
    """The data of a text; SetupFault with the line where it is not well-formed, or has something
    that ``data.load`` forbids. ``name`` is that of the file."""
    odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise SetupFault("KD903", {"reason": of_sign(odd[0])}, name, line)
    reading = _Reading(text, name)
    try:
        return reading.whole()
    except yaml.MarkedYAMLError as fault:
        opened = fault.context_mark if "end of stream" in (fault.problem or "") else None
        mark = opened or fault.problem_mark or fault.context_mark
        lines = [one.line + 1 if one is not None else 0 for one in (mark, fault.context_mark)]
        slip = in_yaml(text, lines[0], fault.problem or "", lines[1])
        raise SetupFault("KD903", {"reason": slip.reason}, name, slip.line) from fault
    finally:
        reading.dispose()


def lines(text: str) -> dict[KeyPath, int]:
    """The line of each entry of a well-formed text by the keys that lead there, and of the whole
    text by ``()``; nothing for an empty text."""
    loader = _Loader(text)
    try:
        next_event = loader.get_event
        next_event()  # the stream begins
        if next_event().__class__ is yaml.StreamEndEvent:
            return {}
        event = next_event()
        return {(): _line(event), **dict(_below(event, (), next_event))}
    finally:
        loader.dispose()


def _below(
    event: Any, path: KeyPath, next_event: Callable[[], Any]
) -> Iterator[tuple[KeyPath, int]]:
    """The keys that lead to each entry below the one that begins with an event, and its line."""
    if event.__class__ is yaml.MappingStartEvent:
        while (event := next_event()).__class__ is not yaml.MappingEndEvent:
            below: KeyPath = (*path, event.value)
            yield below, _line(event)
            yield from _below(next_event(), below, next_event)
    elif event.__class__ is yaml.SequenceStartEvent:
        for index in count():
            if (event := next_event()).__class__ is yaml.SequenceEndEvent:
                return
            yield (*path, index), _line(event)
            yield from _below(event, (*path, index), next_event)


_DEEPEST = 50
_WORDS = "tag:yaml.org,2002:str"
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_OF_ANOTHER_BASE = lazy(r"[-+]?0[0-9_xb]|.*:")
"""Words that YAML takes for numbers of base 8, 16, 2 and 60."""


class _Reading(_Loader):  # type: ignore[misc]
    """Makes the data of a text directly from the parser's events. By way of nodes, as PyYAML does
    it, it takes twice as long, and a validation reads some twenty files."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self._name = name

    def whole(self) -> Any:
        """The data of the document, None for an empty text; SetupFault for a second document."""
        self.get_event()  # the stream begins
        if self.get_event().__class__ is yaml.StreamEndEvent:
            return None
        found = self._value(self.get_event(), 0)
        self.get_event()  # the document ends
        event = self.get_event()
        if event.__class__ is not yaml.StreamEndEvent:
            raise self._fault("KD903", event, reason=ANOTHER)
        return found

    def _value(self, event: Any, depth: int) -> Any:
        """The value that begins with an event; ``depth`` is the number of entries around it."""
        if event.__class__ is yaml.ScalarEvent and not event.tag:
            return self._scalar(event)
        self._refuse_odd(event)
        if depth >= _DEEPEST:
            raise self._fault("KD903", event, reason=TOO_DEEP)
        if event.__class__ is yaml.MappingStartEvent:
            return self._entries(depth + 1)
        return self._items(depth + 1)

    def _entries(self, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        written: set[str] = set()
        while (event := self.get_event()).__class__ is not yaml.MappingEndEvent:
            if event.__class__ is not yaml.ScalarEvent or event.tag:
                self._refuse_odd(event)
                raise self._fault("KD903", event, reason=NO_NAME)
            if event.value in written:
                raise self._fault("KD905", event, key=event.value)
            written.add(event.value)
            key = self._scalar(event)
            word = event.value if isinstance(key, bool) else key  # as on, off, yes and no are
            found[word] = self._value(self.get_event(), depth)
        return found

    def _items(self, depth: int) -> list[Any]:
        found = []
        while (event := self.get_event()).__class__ is not yaml.SequenceEndEvent:
            found.append(self._value(event, depth))
        return found

    def _scalar(self, event: Any) -> Any:
        plain, _ = event.implicit
        if not plain or event.value[:1] not in _Loader.yaml_implicit_resolvers:
            return event.value
        try:
            return _meant(event.value)
        except ValueError as fault:
            raise self._fault("KD903", event, reason=of_value(event.value)) from fault

    def _refuse_odd(self, event: Any) -> None:
        if event.__class__ is yaml.AliasEvent:
            raise self._fault("KD904", event, name=event.anchor)
        if event.tag:
            raise self._fault("KD903", event, reason=SIGN)

    def _fault(self, code: str, event: Any, **facts: Any) -> SetupFault:
        return SetupFault(code, facts, self._name, _line(event))


def _line(event: Any) -> int:
    line: int = event.start_mark.line + 1
    return line


@lru_cache(maxsize=1024)
def _meant(word: str) -> Any:
    """The value of a word without quotes: a number, a boolean, a date, None, or the word itself.
    ValueError for an impossible value, such as the day 2026-02-30.

    Some words that YAML converts stay words, since nobody means that here: 0500 is not 320, 17:30
    is no number, and a date with a time is no date.
    """
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
    if isinstance(found, datetime) or (tag in _NUMBERS and _OF_ANOTHER_BASE.match(word)):
        return word
    return found
