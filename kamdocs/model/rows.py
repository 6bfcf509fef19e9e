"""The records of a file, most of them kept column by column to save time and memory."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, overload

from kamdocs.model.parcels import AT_ONCE, PROTOCOL
from kamdocs.model.record import Record
from kamdocs.model.stretches import Columns, Stretch, alike, in_one

Settle = Callable[[Stretch], Stretch]
"""A function that is called with each stretch of rows as soon as it is read, and returns the
stretch to keep."""


def as_it_is(stretch: Stretch) -> Stretch:
    """The ``Settle`` that changes nothing."""
    return stretch


class Rows(Sequence[Record]):
    """Records in their order, kept by columns; a ``Record`` is made only when it is asked for.

    ``settle`` is called with each stretch of rows while others are still being read.
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
        """The rows of some stretches, without calling ``settle`` on them."""
        rows = Rows()
        rows._done += stretches
        return rows

    def append(self, piece: Record | Stretch) -> None:
        """Add a record, or a stretch of rows."""
        if self._last and (self._many >= AT_ONCE or not alike(self._last[-1], piece)):
            self._close()
        self._last.append(piece)
        self._many += _rows(piece)

    def extend(self, others: "Rows") -> None:
        """Add other rows, which have been through their own ``settle``."""
        self._close()
        self._done += others.stretches()

    def drop_last(self) -> None:
        """Remove the last row, which must have been added as a record."""
        assert isinstance(self._last[-1], Record)
        self._last.pop()
        self._many -= 1

    def stretches(self) -> Sequence[Stretch]:
        """All rows by columns; up to ``AT_ONCE`` rows of one table are in one stretch."""
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
    """A stretch in two parts: all but its values, pickled, and its values."""
    return pickle.dumps(stretch._replace(values=Columns(0)), PROTOCOL), stretch.values


def _arrived(stretches: Iterable[tuple[bytes, Columns]]) -> Rows:
    return Rows.of(pickle.loads(rest)._replace(values=values) for rest, values in stretches)
