"""The records of a file: of most rows only the columns are kept."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from kamdocs.model.record import Record
from kamdocs.model.stretches import Stretch, alike, in_one, unpacked

_AT_ONCE = 1_000
"""So many rows are kept together: what pickle keeps of all that it has met takes more room than the
rows, and of many it takes longer to look into."""


class Rows(Sequence[Record]):
    """Records in their order; those of a stretch are made when they are asked for."""

    def __init__(self, pieces: Iterable[Record | Stretch] = ()) -> None:
        self._pieces = [*pieces]

    @classmethod
    def of(cls, records: Sequence[Record]) -> "Rows":
        """The same records."""
        return records if isinstance(records, cls) else cls(records)

    def append(self, piece: Record | Stretch) -> None:
        """One more, or a stretch of them."""
        self._pieces.append(piece)

    def extend(self, others: "Rows") -> None:
        """All the others."""
        self._pieces += others._pieces

    def drop_last(self) -> None:
        """Leave out the last of them, which is none of a stretch."""
        assert isinstance(self._pieces[-1], Record)
        self._pieces.pop()

    def stretches(self) -> Iterator[Stretch]:
        """All of them by columns, many at once where they are of one table."""
        together: list[Record | Stretch] = []
        rows = 0
        for piece in self._pieces:
            if together and (rows >= _AT_ONCE or not alike(together[-1], piece)):
                yield in_one(together)
                together, rows = [], 0
            together.append(piece)
            rows += _rows(piece)
        if together:
            yield in_one(together)

    def __iter__(self) -> Iterator[Record]:
        for piece in self._pieces:
            if isinstance(piece, Record):
                yield piece
            else:
                yield from map(piece.record, range(_rows(piece)))

    def __reversed__(self) -> Iterator[Record]:
        for piece in reversed(self._pieces):
            if isinstance(piece, Record):
                yield piece
            else:
                yield from map(piece.record, reversed(range(_rows(piece))))

    def __len__(self) -> int:
        return sum(map(_rows, self._pieces))

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
        return _arrived, ([stretch.packed() for stretch in self.stretches()],)


def _rows(piece: Record | Stretch) -> int:
    return 1 if isinstance(piece, Record) else len(piece.numbers)


def _arrived(packed: Iterable[bytes]) -> Rows:
    return Rows(map(unpacked, packed))
