"""Headings in Chinese and English at once: 客户名称 above Customer, Visitor / 拜访人."""

from collections.abc import Iterable
from functools import lru_cache

from kamdocs.intake.grid import trimmed
from kamdocs.intake.headings.bare import LONGEST
from kamdocs.lazy import lazy
from kamdocs.sheets import Field

_ENGLISH = r"[A-Za-z][A-Za-z0-9 .,'’&/()#\n-]*?"
_BETWEEN = r"\s*[/／|(（\[【]?\s*"
_CHINESE_FIRST = lazy(
    rf"\s*([^A-Za-z]*[^A-Za-z\s/／|(（\[【]){_BETWEEN}({_ENGLISH})\s*[)）\]】]?\s*"
)
_ENGLISH_FIRST = lazy(rf"\s*({_ENGLISH}){_BETWEEN}([^\x00-\x7f][^A-Za-z]*?)\s*[)）\]】]?\s*")
_LETTERS = lazy("[A-Za-z]{2}")
_WORDS = lazy(r"[a-z]{3,}")


@lru_cache(maxsize=8192)  # each kind asks of the same words
def in_both(written: str) -> tuple[str, str]:
    """The Chinese and the English of a heading; empty where it has not both."""
    if written.isascii() or len(written) > LONGEST or not _LETTERS.search(written):
        return "", ""
    words = trimmed(written)
    if found := _CHINESE_FIRST.fullmatch(words):
        return found[1], found[2]
    found = _ENGLISH_FIRST.fullmatch(words)
    return (found[2], found[1]) if found else ("", "")


def says(english: str, wanted: Field) -> bool:
    """Whether English words may say what a field is called: one of its names has one of them."""
    return not _words([english]).isdisjoint(_words([wanted.label.en, *_names(wanted)]))


def _names(wanted: Field) -> Iterable[str]:
    return (*wanted.headings, *wanted.stands_in, *wanted.ambiguous)


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORDS.findall(text.casefold())}
