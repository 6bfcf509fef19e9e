"""Picks out of very many names those that are worth a close look, since they may be nearly equal to
another."""

from collections.abc import Iterable, Iterator, Sequence

from kamdocs.validation.batch.keys import repeated

NUMBERS = frozenset("0123456789一二三四五六七八九十甲乙丙丁东西南北中")
"""The characters that tell firms apart on purpose, such as 一厂 and 二厂."""
LONGEST = 60
"""The most characters of a name that is looked at; a longer one is a slip, and leaving out each
character in turn would take too long."""
SHORTEST = 4
"""The fewest characters of a name in which one different character may be a slip."""


def worth_a_look(names: Sequence[str]) -> set[str]:
    """The names, given without legal forms, that may be nearly equal to another of them: they have
    the same characters in any order, or become equal if one character is left out of one of them or
    of both."""
    characters = [hash(frozenset(name)) for name in names]  # the sets take twenty times the room
    again = repeated(characters)
    found = {name for name, those in zip(names, characters, strict=True) if those in again}
    for those, shorter in _by_length(names):
        found.update(_but_for_one(those, shorter))
    return found


def _by_length(names: Iterable[str]) -> Iterator[tuple[list[str], set[str]]]:
    """The names of each length, together with those that are one character shorter."""
    known: dict[int, list[str]] = {}
    for name in dict.fromkeys(names):
        known.setdefault(len(name), []).append(name)
    for length in sorted(known):
        if SHORTEST <= length <= LONGEST:
            yield known[length], set(known.get(length - 1, ()))


def _but_for_one(names: Sequence[str], shorter: set[str]) -> Iterator[str]:
    """The names of one length that are equal without the character at one position, or equal to a
    ``shorter`` name without it, and these shorter names."""
    for at in range(len(names[0])):
        parts = [name[:at] + name[at + 1 :] for name in names]
        shared = repeated(parts) | shorter.intersection(parts)
        if shared:
            pairs = zip(names, parts, strict=True)
            yield from (one for one, part in pairs if part in shared and one[at] not in NUMBERS)
            yield from shared & shorter
