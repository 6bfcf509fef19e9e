"""Takes the words of a cell apart into fields again where its controls lost their tags.

The seal has the hash and the length of every piece that belongs to the form itself; what stands
between those pieces are the fields.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from kamdocs.forms.sealing.seal import Seal, SealedPiece, SealedUnit

_LONGEST = 2_000
"""The most characters of a cell with several pieces that is taken apart."""
_MOST_PIECES = 100
_MOST = 500
"""The most ways to take a cell apart that are looked at."""


def split(words: str, unit: SealedUnit, seal: Seal) -> list[str] | None:
    """The words of each field, in order; None where the form's own words are not there any more, or
    the cell is too long. Of several ways the one is taken that leaves most fields unchanged."""
    if len(unit.pieces) == 1:
        return [words]
    if len(words) > _LONGEST or len(unit.pieces) > _MOST_PIECES:
        return None
    fields = [one for one in unit.pieces if one.name is not None]

    def same(found: list[str]) -> int:
        return sum(
            seal.hash(own, path_of(one, seal)) == one.hash
            for own, one in zip(found, fields, strict=True)
        )

    return max(islice(_ways(words, unit.pieces, seal), _MOST), key=same, default=None)


def path_of(piece: SealedPiece, seal: Seal) -> str:
    """The path of the field that a piece belongs to, empty for one of the form itself."""
    return "" if piece.name is None else seal.names[piece.name][0]


def _ways(words: str, pieces: tuple[SealedPiece, ...], seal: Seal) -> Iterator[list[str]]:
    """Every way to divide the words among the pieces, as the words of the fields: pieces of the
    form have to be unchanged, a tick is one sign, other fields have any length."""
    end = len(words)

    @cache
    def ends(start: int, number: int) -> tuple[int, ...]:
        """The positions at which a piece that begins at ``start`` may end so that the pieces behind
        it fit as well."""
        piece = pieces[number]
        if piece.name is None:
            there = words[start : start + piece.length]
            stops = range(start + piece.length, start + piece.length + 1)
            stops = stops if seal.hash(there) == piece.hash else range(0)
        elif "=" in path_of(piece, seal):
            stops = range(start + 1, start + 2)
        else:
            stops = range(start, end + 1)
        last = number + 1 == len(pieces)
        return tuple(
            stop
            for stop in stops
            if stop <= end and (stop == end if last else ends(stop, number + 1))
        )

    def laid(start: int, number: int) -> Iterator[list[str]]:
        if number == len(pieces):
            yield []
            return
        field = pieces[number].name is not None
        for stop in ends(start, number):
            for rest in laid(stop, number + 1):
                yield [words[start:stop], *rest] if field else rest

    return laid(0, 0)
