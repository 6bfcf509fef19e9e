"""Which of very many names are worth a close look: those that may be nearly another's."""

from collections.abc import Iterable, Iterator, Sequence

from kamdocs.validation.batch.keys import repeated

NUMBERS = frozenset("0123456789一二三四五六七八九十甲乙丙丁东西南北中")
"""One of these more or another makes another firm: 一厂 and 二厂 are told apart on purpose."""
LONGEST = 60
"""Characters of a name; a longer one is a slip, and to leave out each takes its time."""
SHORTEST = 4
"""Of shorter names one character is too much to be a slip."""


def worth_a_look(names: Sequence[str]) -> set[str]:
    """The names, without the forms of firms, that may be nearly another of them.

    That is no name but one which has the characters of another, in whatever order, or which is
    another's, or becomes it, where one character is left out.
    """
    characters = [hash(frozenset(name)) for name in names]  # the sets take twenty times the room
    again = repeated(characters)
    found = {name for name, those in zip(names, characters, strict=True) if those in again}
    for those, shorter in _by_length(names):
        found.update(_but_for_one(those, shorter))
    return found


def _by_length(names: Iterable[str]) -> Iterator[tuple[list[str], set[str]]]:
    """The names of each length, with those that are a character shorter."""
    known: dict[int, list[str]] = {}
    for name in dict.fromkeys(names):
        known.setdefault(len(name), []).append(name)
    for length in sorted(known):
        if SHORTEST <= length <= LONGEST:
            yield known[length], set(known.get(length - 1, ()))


def _but_for_one(names: Sequence[str], shorter: set[str]) -> Iterator[str]:
    """Of names of one length those that, but for the character at one place, are alike or are a
    ``shorter`` one, with that."""
    for at in range(len(names[0])):
        parts = [name[:at] + name[at + 1 :] for name in names]
        shared = repeated(parts) | shorter.intersection(parts)
        if shared:
            pairs = zip(names, parts, strict=True)
            yield from (one for one, part in pairs if part in shared and one[at] not in NUMBERS)
            yield from shared & shorter
