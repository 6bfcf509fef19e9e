"""The records of a file: of most rows only the columns are kept."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, overload

from kamdocs.model.parcels import AT_ONCE, PROTOCOL
from kamdocs.model.record import Record
from kamdocs.model.stretches import Columns, Stretch, alike, in_one

Settle = Callable[[Stretch], Stretch]
"""What is done with rows as soon as they are read, and how they are after it."""


def as_it_is(stretch: Stretch) -> Stretch:
    """Nothing."""
    return stretch


class Rows(Sequence[Record]):
    """Records in their order, kept by columns, and made when they are asked for.

    ``settle`` is given each stretch of them while others are still read.
    """

    def __init__(self, pieces: Iterable[Record | Stretch] = (), settle: Settle = as_it_is) -> None:
        self._settle = settle
        self._done: list[Stretch] = []
        self._last: list[Record | Stretch] = []
        self._many = 0
        for piece in pieces:
            self.append(piece)

    @staticmethod
    def of(stretches: Iterable[Stretch]) -> "Rows":
        """Those of some stretches, as they are."""
        rows = Rows()
        rows._done += stretches
        return rows

    def append(self, piece: Record | Stretch) -> None:
        """One more, or a stretch of them."""
        if self._last and (self._many >= AT_ONCE or not alike(self._last[-1], piece)):
            self._close()
        self._last.append(piece)
        self._many += _rows(piece)

    def extend(self, others: "Rows") -> None:
        """All the others, with which was done what is to be done."""
        self._close()
        self._done += others.stretches()

    def drop_last(self) -> None:
        """Leave out the last of them, which is none of a stretch."""
        assert isinstance(self._last[-1], Record)
        self._last.pop()
        self._many -= 1

    def stretches(self) -> Sequence[Stretch]:
        """All of them by columns, many at once where they are of one table."""
        self._close()
        return self._done

    def _close(self) -> None:
        if self._last:
            self._done.append(self._settle(in_one(self._last)))
            self._last, self._many = [], 0

    def __iter__(self) -> Iterator[Record]:
        for piece in (*self._done, *self._last):
            if isinstance(piece, Record):
                yield piece
            else:
                yield from map(piece.record, range(_rows(piece)))

    def __reversed__(self) -> Iterator[Record]:
        for piece in (*reversed(self._last), *reversed(self._done)):
            if isinstance(piece, Record):
                yield piece
            else:
                yield from map(piece.record, reversed(range(_rows(piece))))

    def __len__(self) -> int:
        return self._many + sum(map(_rows, self._done))

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        return [*self][index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]  # more may be read into it

    def __reduce__(self) -> tuple[Any, ...]:
        return _arrived, ([*map(_without_values, self.stretches())],)


def _rows(piece: Record | Stretch) -> int:
    return 1 if isinstance(piece, Record) else len(piece.numbers)


def _without_values(stretch: Stretch) -> tuple[bytes, Columns]:
    """The rest of a stretch pickled by itself, and its values."""
    return pickle.dumps(stretch._replace(values=Columns(0)), PROTOCOL), stretch.values


def _arrived(stretches: Iterable[tuple[bytes, Columns]]) -> Rows:
    return Rows.of(pickle.loads(rest)._replace(values=values) for rest, values in stretches)
