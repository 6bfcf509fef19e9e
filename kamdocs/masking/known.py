"""The values that a run read, divided into those that a role may see and those that it may not.

A finding may cite a value of one cell at the place of another (two customers with one phone number,
a day before another day). So every cited value is looked up here, whatever its place.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kamdocs.lazy import lazy
from kamdocs.masking.spelling import bounded, chinese
from kamdocs.masking.view import View
from kamdocs.model import MASK, Moment, Period, Record, Unread, YearVolume, whole_names
from kamdocs.sheets import Schemas
from kamdocs.words import fact_words

_SHORT, _SHORT_IN_CHINESE = 4, 2
"""The fewest characters of a value that is masked within sentences, in general and in Chinese.
Shorter ones stand there by chance, and are masked only where they are all that is cited."""
_PARTS = lazy(r"[/／\n]")


class Known:
    """All values of some records. A value that is visible in any cell is not hidden in others; that
    somebody repeats it in free text does not make it visible. ``common`` words, which stand in
    every sheet, are never masked in our own sentences, even if a hidden cell has them."""

    def __init__(
        self,
        records: Iterable[Record],
        view: View,
        schemas: Schemas,
        common: frozenset[str] = frozenset(),
    ) -> None:
        self._seen: set[Any] = set()
        self._hidden: set[Any] = set()
        for record in records:
            schema = schemas.get(record.kind)
            labels, loose = (schema.fields, schema.prose) if schema else ({}, frozenset())
            for name, value in record.values.items():
                if view.hides(record.kind, name):
                    chosen = {*labels[name].labels, ""}
                    self._hidden.update(one for one in _forms(value) if one not in chosen)
                elif name not in loose:
                    self._seen.update(_forms(value))
            for name, note in record.notes.items():
                if view.hides(record.kind, name):
                    if note.raw not in labels[name].spellings:
                        self._hidden.add(note.raw)
                elif name not in loose:
                    self._seen.add(note.raw)
        self._hidden -= self._seen
        secret = {one for one in self._hidden if isinstance(one, str) and _telling(one)}
        self._telling = secret - common
        told = {one for one in (*self._seen, *common) if isinstance(one, str) and _telling(one)}
        self._words = self._telling | told
        self._starts: dict[str, list[int]] = {}
        for one in self._words:
            lengths = self._starts.setdefault(one[:_SHORT_IN_CHINESE], [])
            if len(one) not in lengths:
                lengths.append(len(one))
        for lengths in self._starts.values():
            lengths.sort(reverse=True)

    def hidden(self, value: object) -> bool:
        """Whether a value is one that the role may not see."""
        return value in self._hidden

    def clear(self, text: str) -> str:
        """The text with every hidden value in it masked. Of values that overlap only the longest
        counts: a visible customer's name is shown although its hidden short name is part of it."""
        if text in self._seen:
            return text
        if text in self._hidden:
            return MASK
        made, at = [], 0
        while at < len(text):
            length = self._longest(text, at)
            word = text[at : at + length]
            made.append(MASK if word in self._telling else word)
            at += length
        return "".join(made)

    def _longest(self, text: str, at: int) -> int:
        for length in self._starts.get(text[at : at + _SHORT_IN_CHINESE], ()):
            if text[at : at + length] in self._words and bounded(text, at, at + length - 1):
                return length
        return 1


def _telling(word: str) -> bool:
    return len(word) >= (_SHORT_IN_CHINESE if chinese(word) else _SHORT)


def _forms(value: object) -> Iterator[Any]:
    """A value and its parts, as they are and as they are written."""
    match value:
        case None | bool() | int():
            return
        case str():
            parts = (part.strip() for part in _PARTS.split(value))
            yield from {value, value.strip(), whole_names(value), *parts} - {""}
        case Unread():
            yield from _forms(value.raw)
            for fact in value.facts.values():
                yield from _forms(fact) if isinstance(fact, str | Decimal | date) else ()
        case Decimal():
            yield value
            yield from {f"{value:f}", f"{value:,f}", fact_words(value, "zh")}
        case Moment():
            yield value
            yield str(value)
        case date():
            yield value
            yield from (value.isoformat(), f"{value.year}年{value.month}月{value.day}日")
        case Period():
            yield value
        case YearVolume():
            yield value
            yield from _forms(value.volume)
            yield from _forms(value.remark)
        case tuple():
            for part in value:
                yield from _forms(part)
