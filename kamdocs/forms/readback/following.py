"""Finds for each row of a table the row of the form that it is, where rows were put in or taken
out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Wanted = TypeVar("Wanted")
_AHEAD = 5
"""How many rows further on a row is looked for."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[Row, Wanted]):
    """A row of a table, with its number, and the row of the form that it is. A row that was put in
    is no row of the form; for one that was taken out there is no row, and ``at`` is where it
    would stand: also where all rows were taken out for which a repeated one stands. ``begins`` is
    the number of the first of the rows that are repeated together with it."""

    at: int
    row: Row | None
    wanted: Wanted | None
    begins: int = 0


@dataclass(frozen=True, slots=True)
class Following(Generic[Row, Wanted]):
    """The rows of a table held against those of its form, in their order.

    ``named`` tells the rows of the form that can be known by their labels, ``fits`` whether a row
    is one of them as it is in the form, ``repeats`` how many of them, from that one on, stand
    together for any number of rows: 0 for one that is there once.
    """

    rows: Sequence[Row]
    wanted: Sequence[Wanted]
    named: Callable[[Wanted], bool]
    fits: Callable[[Row, Wanted], bool]
    repeats: Callable[[Wanted], int]

    def pairs(self) -> Iterator[Pair[Row, Wanted]]:
        """Every row of the table and every row of the form once, in the order of the table."""
        at = number = 0
        while number < len(self.wanted):
            wanted = self.wanted[number]
            if many := self.repeats(wanted):
                end = self._end(at, number + many - 1)
                yield from self._repeated(at, end, self.wanted[number : number + many])
                at, number = end, number + many
                continue
            number += 1
            found = self._found(at, number - 1)
            if found is None:
                yield Pair(at, None, wanted)
                continue
            yield from self._put_in(at, found)
            yield Pair(found, self.rows[found], wanted)
            at = found + 1
        yield from self._put_in(at, len(self.rows))

    def _repeated(self, at: int, end: int, wanted: Sequence[Wanted]) -> Iterator[Pair[Row, Wanted]]:
        """The rows up to ``end`` as the repeated ones of the form, in turn."""
        for one in range(at, end):
            turn = (one - at) % len(wanted)
            yield Pair(one, self.rows[one], wanted[turn], one - turn)
        if end == at:
            yield from (Pair(at, None, one) for one in wanted)

    def _put_in(self, first: int, end: int) -> Iterator[Pair[Row, Wanted]]:
        return (Pair(one, self.rows[one], None) for one in range(first, end))

    def _found(self, at: int, number: int) -> int | None:
        """The number of the row that is row ``number`` of the form, at ``at`` or soon behind it;
        None where it was taken out. One that fits nowhere was changed: it stands where it did."""
        wanted = self.wanted[number]
        if at >= len(self.rows):
            return None
        if self._is(at, wanted) or not self.named(wanted):
            return at
        ahead = range(at + 1, min(at + 1 + _AHEAD, len(self.rows)))
        if found := next((one for one in ahead if self._is(one, wanted)), 0):
            return found
        return None if any(self._is(at, one) for one in self.wanted[number + 1 :]) else at

    def _end(self, at: int, number: int) -> int:
        """The number of the row behind those for which row ``number`` of the form stands: where the
        next one that has labels is found, and as many rows from the end as in the form where it is
        not."""
        after = self.wanted[number + 1 :]
        usual = len(self.rows) - len(after)
        next_named = next((one for one, wanted in enumerate(after) if self.named(wanted)), None)
        if next_named is not None:
            for off in sorted(range(-_AHEAD, _AHEAD + 1), key=abs):
                end = usual + off
                if at <= end and self._is(end + next_named, after[next_named]):
                    return end
        return min(max(usual, at + 1), len(self.rows))

    def _is(self, at: int, wanted: Wanted) -> bool:
        return at < len(self.rows) and self.named(wanted) and self.fits(self.rows[at], wanted)
