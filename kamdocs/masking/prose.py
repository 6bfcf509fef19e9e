"""Finds hidden values where free text repeats them.

The guide (docs, how-to, trade-secrets) says what is searched for, and where. The time depends only
on the length of the text: each text is gone through four times, and at each letter a limited number
of words is looked up, however many values are hidden.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from kamdocs.lazy import lazy
from kamdocs.masking import spelling
from kamdocs.masking.sides import Sides
from kamdocs.masking.spelling import Letters, Span, tight
from kamdocs.model import MASK, Moment, Unread, YearVolume
from kamdocs.persons import is_person

_START = 2
_LONGEST = 64
"""The number of first letters by which longer words are looked up before they are compared."""
_FIGURE = lazy("[0-9@零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]")
"""The characters without which a text has no code, amount or day."""
_BLANK = lazy(r"\s")
_PIECES = lazy(r"[/／\n]")
_NUMBER = lazy(r"(?<![\d.])(?!(?:19|20)\d{2}(?![\d,.]))\d[\d,]*(?:\.\d+)?")
"""A number among other words, but no four figures that may be a year."""
_SEVERAL = 3
_LONG = 4
_WHOLE_FIGURES = 4


class Prose:
    """The values of a run, in the forms in which people repeat them in free text. ``common`` are
    words that stand in every sheet, such as headings, and are never masked."""

    def __init__(self, common: Iterable[str] = ()) -> None:
        self._common = frozenset(map(tight, common))
        self._words: Sides[str] = Sides()
        self._codes: Sides[str] = Sides()
        self._amounts: Sides[Decimal] = Sides()
        self._figures: Sides[Decimal] = Sides()
        self._days: Sides[tuple[int, int, int]] = Sides()
        self._reaches: dict[str, int] = {}
        self._known_ways: dict[str, tuple[set[str], set[str], set[Decimal]]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._long: dict[str, list[str]] = {}
        self._code_lengths: list[int] = []
        self._told: dict[tuple[str, str], str] = {}

    def add(
        self, value: object, whose: str, hidden: bool, loose: bool = False, money: bool = False
    ) -> None:
        """Add a part of a value: words, a number (with ``money`` an amount in 万元), or a day, of
        the customer ``whose``. ``loose`` words are free text themselves: a value does not become
        visible by standing in them."""
        match value:
            case str() if hidden or not loose:
                self._add_words(value, whose, hidden)
            case Decimal():
                self._figures.add(value.normalize(), whose, hidden)
                if money:
                    self._amounts.add(value.normalize(), whose, hidden)
                    self._figures.add((value * 10000).normalize(), whose, hidden)
            case date():
                for key in spelling.keys_of(value):
                    self._days.add(key, whose, hidden)

    def _add_words(self, words: str, whose: str, hidden: bool) -> None:
        names, codes, amounts = self._ways(words)
        for name in names:
            self._words.add(name, whose, hidden)
        for code in codes:
            self._codes.add(code, whose, hidden)
        for amount in amounts if hidden else ():
            self._amounts.add(amount, whose, hidden)

    def _ways(self, words: str) -> tuple[set[str], set[str], set[Decimal]]:
        """The forms in which words are searched for, worked out once for equal words."""
        if words not in self._known_ways:
            names = {tight(words), *map(tight, spelling.names_of(words))} - {""}
            amounts = {one.normalize() for _, one in spelling.amounts(Letters(words))}
            self._known_ways[words] = names, set(spelling.codes_of(words)), amounts
        return self._known_ways[words]

    def ready(self) -> None:
        """Make the tables in which words are looked up; to be called after everything was added."""
        reach = {word: self._reach(word) for word in self._words.hidden}
        self._reaches = {word: far for word, far in reach.items() if far}
        for word in {*self._reaches, *self._words.seen}:
            short = word[:_LONGEST]
            if len(word) > _LONGEST:
                self._long.setdefault(short, []).append(word)
            lengths = self._lengths.setdefault(short[:_START], [])
            if len(short) not in lengths:
                lengths.append(len(short))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        for words in self._long.values():
            words.sort(key=len, reverse=True)
        self._known_ways.clear()
        codes = {len(one) for one in (*self._codes.hidden, *self._codes.seen)}
        self._code_lengths = sorted((one for one in codes if one <= _LONGEST), reverse=True)

    def _reach(self, word: str) -> int:
        """Where a hidden word is searched for: 0 nowhere, 1 in texts about its own customer, 2
        everywhere."""
        if word in self._common or len(word) < _START:
            return 0
        if spelling.chinese(word):
            if is_person(word):
                return 2
            several = len(self._words.hidden[word]) >= _SEVERAL
            return 1 if len(word) < _LONG or several else 2
        if any(map(str.isdigit, word)):
            return 1 if len(word) > _START or "%" in word else 0
        return 2 if len(word) >= _LONG else 0

    def clear(self, text: str, whose: str = "") -> str:
        """A text about the customer ``whose``, or about nobody in particular, with every hidden
        value masked that it repeats."""
        if len(text) < _START:
            return text
        key = (text, whose)
        if key not in self._told:
            self._told[key] = _masked(text, list(self._spans(text, whose)))
        return self._told[key]

    def _spans(self, text: str, whose: str) -> Iterator[Span]:
        letters = Letters(text)
        yield from self._words_in(letters, whose)
        if not _FIGURE.search(letters.text):
            return
        yield from self._codes_in(letters, whose)
        for span, amount in spelling.amounts(letters):
            if self._amounts.hides(amount.normalize(), whose, _whole(amount * 10000)):
                yield span
        if whose:
            for span, figure in spelling.figures(letters):
                if self._figures.hides(figure.normalize(), whose, everywhere=False):
                    yield span
            for span, day in spelling.days(letters):
                if self._days.hides(day, whose, everywhere=False):
                    yield span

    def _words_in(self, letters: Letters, whose: str) -> Iterator[Span]:
        """The hidden words in a text. Of words that overlap only the longest counts: a visible
        customer's name is shown although its hidden short name is part of it."""
        kept: Sequence[int]
        text, kept = letters.text, range(len(letters.text))
        if _BLANK.search(text):
            kept = [index for index, char in enumerate(text) if not char.isspace()]
            text = "".join(text.split())
        at = 0
        while at < len(text):
            word = self._word_at(text, at) if text[at : at + _START] in self._lengths else ""
            if word and spelling.bounded(letters.text, kept[at], kept[at + len(word) - 1]):
                reach = self._reaches.get(word, 0)
                if reach and self._words.hides(word, whose, reach > 1):
                    yield letters.span(kept[at], kept[at + len(word) - 1])
                at += len(word)
            else:
                at += 1

    def _word_at(self, text: str, at: int) -> str:
        for length in self._lengths.get(text[at : at + _START], ()):
            short = text[at : at + length]
            for word in self._long.get(short, ()) if length == _LONGEST else ():
                if text.startswith(word, at):
                    return word
            if short in self._reaches or short in self._words.seen:
                return short
        return ""

    def _codes_in(self, letters: Letters, whose: str) -> Iterator[Span]:
        for run, at in spelling.runs(letters):
            first = 0
            while first < len(run):
                code = self._code_at(run, first, at)
                if code and self._codes.hides(code, whose, everywhere=True):
                    yield letters.span(at[first], at[first + len(code) - 1])
                first += len(code) or 1

    def _code_at(self, run: str, first: int, at: list[int]) -> str:
        for length in self._code_lengths:
            code = run[first : first + length]
            if len(code) == length and (code in self._codes.hidden or code in self._codes.seen):
                last = first + length - 1
                apart = _parted(run, at, first) and _parted(run, at, last + 1)
                if apart or (length > 9 and code.isdigit()):
                    return code
        return ""


def parts_of(value: object) -> Iterator[object]:
    """The words, numbers and days in a value: the entries of a list, the pieces of a line, the raw
    words of an unread cell."""
    match value:
        case str():
            yield value
            if len(pieces := _PIECES.split(value)) > 1:
                yield from pieces
        case Unread():
            yield from parts_of(value.raw)
            for one in _NUMBER.findall(value.raw):
                yield Decimal(one.replace(",", ""))
        case YearVolume():
            yield value.volume
            yield from parts_of(value.remark)
        case tuple():
            for one in value:
                yield from parts_of(one)
        case Moment():
            yield value.day
        case Decimal() | date():
            yield value


def _parted(run: str, at: list[int], second: int) -> bool:
    """Whether a number or a word ends before the character at a position of a run: something stands
    between, or a letter follows a digit."""
    if not 0 < second < len(run):
        return True
    return at[second] - at[second - 1] > 1 or run[second].isdigit() != run[second - 1].isdigit()


def _whole(amount: Decimal) -> bool:
    """Whether an amount has so many figures that it hardly occurs by chance: 3,215万, not 100万."""
    return len(amount.normalize().as_tuple().digits) >= _WHOLE_FIGURES


def _masked(text: str, spans: list[Span]) -> str:
    made, at = [], 0
    for first, last in sorted(spans):
        if first >= at:
            made += [text[at:first], MASK]
        at = max(at, last)
    return "".join([*made, text[at:]]) if made else text
