"""Which labels belong to one form, where several stand below or beside each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kamdocs.intake.grid import blank, words
from kamdocs.intake.headings import Pair

Block = Sequence[Pair]


@dataclass
class _Band:
    """Forms that begin in one row: their pairs by the column in which each begins."""

    first: Pair
    blocks: dict[int, list[Pair]] = field(default_factory=dict)

    def of(self, pair: Pair) -> list[Pair]:
        """The form to which a pair belongs by its column."""
        before = [column for column in self.blocks if column <= pair.at[1]]
        return self.blocks[max(before, default=min(self.blocks))]

    def begins_beside(self, pair: Pair) -> bool:
        """Whether the first label comes again in the same row: another form beside."""
        same = pair.label.field is self.first.label.field and not pair.label.adds
        return same and pair.at[0] == self.first.at[0] and pair.at[1] not in self.blocks

    def begins_below(self, pair: Pair, keys: frozenset[str]) -> bool:
        """Whether a pair is the first of the next form: the first label again, or a key with
        another value."""
        if pair.label.adds:
            return False
        if pair.label.field is self.first.label.field:
            return True
        if pair.label.field.name not in keys or pair.below or blank(pair.raw):
            return False
        return any(
            one.label.field is pair.label.field
            and not blank(one.raw)
            and words(one.raw) != words(pair.raw)
            for one in self.of(pair)
        )


def blocks(pairs: Iterable[Pair], keys: frozenset[str]) -> Iterator[Block]:
    """The pairs of each form, in the order of their beginnings.

    ``keys`` are the fields that tell one record of the kind from another.
    """
    band: _Band | None = None
    for pair in pairs:
        if band and band.begins_beside(pair):
            band.blocks[pair.at[1]] = [pair]
        elif band is None or band.begins_below(pair, keys):
            yield from band.blocks.values() if band else ()
            band = _Band(pair, {pair.at[1]: [pair]})
        else:
            band.of(pair).append(pair)
    yield from band.blocks.values() if band else ()
