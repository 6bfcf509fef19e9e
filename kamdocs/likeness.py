"""Which known word someone may have meant. A suggestion, never an answer."""

from collections.abc import Iterable, Mapping
from typing import Any

FLOOR = 60.0
MARGIN = 5.0
PART = 4
COMMON = 500
"""Two characters that more words have in common tell nothing of any of them."""


def nearest(
    word: str, known: Iterable[str], floor: float = FLOOR, margin: float = MARGIN
) -> str | None:
    """The known word most like ``word``; None where none is like it or two are equally so.

    ``floor`` is the least likeness and ``margin`` the lead over the second, both of 100.
    """
    return nearest_meaning(word, {one: one for one in known}, floor, margin)


def nearest_begun(word: str, known: Iterable[str]) -> str | None:
    """The one name that begins like a word and only has an ending more, else the one most like it:
    of files, of which people leave .yaml off."""
    names = sorted(known)
    begun = [one for one in names if one.startswith(f"{word}.")]
    return begun[0] if len(begun) == 1 else nearest(word, names)


def nearest_name(word: str, known: Iterable[str]) -> str:
    """The name most like a word, ``-`` where there is none.

    Of fields and kinds of sheet, given by their names, what people call them leads to the name as
    well. Several names with a full-width comma between are what they are meant for.
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
    word: str, meanings: Mapping[str, str], floor: float = FLOOR, margin: float = MARGIN
) -> str | None:
    """What the known word most like ``word`` means, where words of other meanings are less like it.

    ``meanings`` gives for each known word what it means; ``floor`` and ``margin`` are those of
    ``nearest``, the lead being over the best word of another meaning.
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
    """All known words that are much like ``word``, the most alike first; then those of which it
    is a part, or which are a part of it (a short name of four characters or more)."""
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
    """Known words, to be asked many times what is like another.

    Only words that share two neighbouring characters with it are looked at, and not those that
    so many words have (有限, 公司) that they tell nothing.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._by_pair: dict[str, list[str]] = {}
        for word in sorted(set(known)):
            for pair in _pairs(word):
                self._by_pair.setdefault(pair, []).append(word)

    def alike(self, word: str) -> tuple[str, ...]:
        """As ``alike`` says it, of the words that are worth a look."""
        groups = (self._by_pair.get(pair, ()) for pair in _pairs(word))
        return alike(word, {one for group in groups if len(group) <= COMMON for one in group})


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(max(1, len(word) - 1))}
