"""Sentences and labels in Chinese and English; no text may have only one of the languages."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from string import Formatter
from typing import Final, Literal, Self

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
COMMA: Mapping[Lang, str] = {"zh": "，", "en": ", "}
"""The comma of each language, between the clauses of a sentence."""

_BLANKS = frozenset("\xa0\u1680\u202f\u205f\u3000") | frozenset(map(chr, range(0x2000, 0x200B)))
"""The blanks of other widths: harmless, though Python does not call them printable."""


def legible(words: str) -> str:
    """Words with every character that cannot be seen, or that moves the cursor, shown as U+FFFD;
    blanks of any width stay."""
    if words.isprintable():
        return words
    seen = (char if char.isprintable() or char in _BLANKS else "\ufffd" for char in words)
    return "".join(seen)


@lru_cache(maxsize=4096)  # the same sentences are filled again and again
def _pieces(words: str) -> tuple[tuple[str, str | None, str], ...]:
    """A sentence in pieces: the words, the name of the place behind them (None at the end), and the
    English ``one|several`` of that place, if any."""
    return tuple((said, name, counts or "") for said, name, counts, _ in Formatter().parse(words))


def _counted(value: str, counts: str) -> str:
    """A number and the English words for one or for several behind it: ``counts`` has both, such as
    ``cell is|cells are``."""
    one, several = counts.split("|")
    return f"{value} {one if value == '1' else several}"


def _places(words: str) -> set[str]:
    if "{" not in words and "}" not in words:
        return set()
    return {name for _, name, _, _ in Formatter().parse(words) if name}


class Text:
    """A sentence or a label in Chinese and in English.

    Both must be there and have the same ``{places}`` for facts; otherwise ValueError is raised.
    English words for one and for several are written with the number: ``{count:cell|cells}``.
    """

    # No dataclass: the shortest command begins with this class, and would take a thirtieth longer
    # to make it one.
    __slots__ = ("en", "zh")

    def __init__(self, zh: str, en: str) -> None:
        self.zh: Final = zh
        self.en: Final = en
        self._hold()

    def _hold(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError(f"words are needed in both languages: {self.zh!r}, {self.en!r}")
        if _places(self.zh) != _places(self.en):
            raise ValueError(f"the languages name different places: {self.zh!r}, {self.en!r}")

    @classmethod
    def in_each(cls, say: Callable[[Lang], str]) -> Self:
        """The text whose words a function gives for each language."""
        return cls(say("zh"), say("en"))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Text) or other.__class__ is not self.__class__:
            return NotImplemented
        return self.zh == other.zh and self.en == other.en

    def __hash__(self) -> int:
        return hash((self.zh, self.en))

    def __repr__(self) -> str:
        return f"{self.__class__.__name__}(zh={self.zh!r}, en={self.en!r})"

    @property
    def places(self) -> set[str]:
        """The names of the places in the sentence that facts are put into."""
        return _places(self.zh)

    @property
    def both(self) -> dict[str, str]:
        """The words by language, as they are written to JSON."""
        return {"zh": self.zh, "en": self.en}

    def say(self, lang: Lang) -> str:
        """The words in a language, with the places not filled."""
        return self.zh if lang == "zh" else self.en

    def fill(self, lang: Lang, facts: Mapping[str, str]) -> str:
        """The sentence with its places filled from ``facts``; KeyError where one is lacking."""
        filled = []
        for said, name, counts in _pieces(self.say(lang)):
            filled.append(said)
            if name is not None:
                filled.append(_counted(facts[name], counts) if counts else facts[name])
        return "".join(filled)

    def filled(self, **facts: "Text | str | int") -> "Said":
        """The sentence with its places filled in both languages."""
        zh, en = (
            {
                name: fact.say(lang) if isinstance(fact, Text) else str(fact)
                for name, fact in facts.items()
            }
            for lang in LANGS
        )
        return Said(self.fill("zh", zh), self.fill("en", en))


class Said(Text):
    """A text whose places were filled: braces in it are data, not places."""

    __slots__ = ()

    def _hold(self) -> None:
        """Nothing is refused: the facts that were filled in may be anything."""

    @property
    def places(self) -> set[str]:
        return set()

    def fill(self, lang: Lang, facts: Mapping[str, str]) -> str:
        return self.say(lang)


class Whole(str):
    """Words that are never shortened when shown, such as an id that somebody is to copy."""

    __slots__ = ()


def joined(parts: Iterable[str], lang: Lang) -> str:
    """A list with the separators of the language: 、 in Chinese, commas in English."""
    return ("、" if lang == "zh" else ", ").join(parts)


def bracketed(words: object, lang: Lang) -> str:
    """Words in brackets, to be put behind others: （…） in Chinese, a space and (…) in English."""
    return f"（{words}）" if lang == "zh" else f" ({words})"


def listed(parts: Iterable[str], lang: Lang) -> str:
    """A list with semicolons between its parts, which may be lists themselves."""
    return ("；" if lang == "zh" else "; ").join(parts)


def in_a_list(parts: Iterable[Text], join: Callable[[Iterable[str], Lang], str] = joined) -> "Said":
    """Several texts as one, in a list as ``joined`` or ``listed`` makes it."""
    known = list(parts)
    return Said.in_each(lambda lang: join((one.say(lang) for one in known), lang))
