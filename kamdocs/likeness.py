"""Which known word someone may have meant. It is only suggested to people, never taken as given."""

from collections.abc import Iterable, Mapping
from typing import Any

_FLOOR = 60.0
_MARGIN = 5.0
PART = 4
_COMMON = 500
"""A pair of characters that more words than this have in common is not used to find like ones."""


def nearest(
    word: str, known: Iterable[str], floor: float = _FLOOR, margin: float = _MARGIN
) -> str | None:
    """The known word most like ``word``; None where none is like it, or two are about equally so.

    ``floor`` is the least likeness, and ``margin`` the least lead over the second; both on a scale
    of 0 to 100.
    """
    return nearest_meaning(word, {one: one for one in known}, floor, margin)


def nearest_begun(word: str, known: Iterable[str]) -> str | None:
    """For names of files, of which people leave off .yaml: the only name that is the word and an
    ending, else the name most like the word."""
    names = sorted(known)
    begun = [one for one in names if one.startswith(f"{word}.")]
    return begun[0] if len(begun) == 1 else nearest(word, names)


def nearest_name(word: str, known: Iterable[str]) -> str:
    """The name most like a word, ``-`` where there is none.

    If ``known`` maps names to fields or kinds of sheet, their titles and headings are compared too,
    and lead to the name. Several known names with a full-width comma or 、 between them are
    returned as they were meant, with ", " between them.
    """
    names = {one: one for one in known}
    several = word.replace("、", "，").split("，")
    if len(several) > 1 and all(one in names for one in several):
        return ", ".join(several)
    for name, one in known.items() if isinstance(known, Mapping) else ():
        title = getattr(one, "title", None)
        for called in (*getattr(one, "headings", ()), *((title.zh, title.en) if title else ())):
            names.setdefault(called, name)
    return nearest_meaning(word, names) or "-"


def nearest_meaning(
    word: str, meanings: Mapping[str, str], floor: float = _FLOOR, margin: float = _MARGIN
) -> str | None:
    """The meaning of the known word most like ``word``; None where none is like it, or a word of
    another meaning is about equally so.

    ``meanings`` gives the meaning of each known word. ``floor`` and ``margin`` are those of
    ``nearest``; the lead is that over the best word of another meaning.
    """
    best: dict[str, float] = {}
    words = sorted(meanings)
    for known, score, _ in _extract(word, words, limit=None):
        best.setdefault(meanings[known], score)
    ranked = sorted(best.items(), key=lambda one: -one[1])
    if not ranked or ranked[0][1] < floor:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < margin:
        return None
    return ranked[0][0]


def alike(word: str, known: Iterable[str], floor: float = 75.0) -> tuple[str, ...]:
    """Up to five known words that are much like ``word``, the most alike first; then up to five
    that contain it or are contained in it, such as short names. A part has four characters at
    least."""
    words = sorted(set(known))
    found = _extract(word, words, score_cutoff=floor, limit=5)
    names = [str(name) for name, _, _ in found]
    parts = [
        one for one in words if min(len(one), len(word)) >= PART and (word in one or one in word)
    ]
    return tuple(dict.fromkeys([*names, *parts[:5]]))


def _extract(word: str, words: list[str], **most: Any) -> list[tuple[str, float, int]]:
    from rapidfuzz import fuzz, process  # where all words are known, none is like another

    return process.extract(word, words, scorer=fuzz.ratio, **most)


class Lookup:
    """An index of known words, for asking many times which of them are like another.

    Only words that share a pair of neighbouring characters with the other are compared with it.
    Pairs that very many words have, such as 有限 and 公司, do not count.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._by_pair: dict[str, list[str]] = {}
        for word in sorted(set(known)):
            for pair in _pairs(word):
                self._by_pair.setdefault(pair, []).append(word)

    def alike(self, word: str) -> tuple[str, ...]:
        """What the function ``alike`` finds among the words that share a pair with ``word``."""
        groups = (self._by_pair.get(pair, ()) for pair in _pairs(word))
        return alike(word, {one for group in groups if len(group) <= _COMMON for one in group})


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(max(1, len(word) - 1))}
