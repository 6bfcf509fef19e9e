"""Rows of a table kept column by column while they are read, validated and sent to another process.

Most columns are not used again after the rows are validated. So a ``Record`` is only made of a row
when it is asked for, and a column stays folded, that is pickled, until it is used.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, NamedTuple, SupportsIndex, cast

from kamdocs.model.parcels import PROTOCOL
from kamdocs.model.place import Place
from kamdocs.model.record import Record, Value

_OWN = frozenset({"kind", "values", "row", "columns", "day", "recorded"})
_FURTHER = [one for one in fields(Record) if one.name not in _OWN]
_further = attrgetter(*(one.name for one in _FURTHER))
_NAMES = tuple(one.name for one in _FURTHER)
_NOTHING = tuple(
    one.default if one.default_factory is MISSING else one.default_factory() for one in _FURTHER
)

_BUFFERS = 5
"""The first protocol of pickle with out-of-band buffers."""
_LARGE = 4_096

Column = Sequence[Value | None]
"""The values of a field row by row, a blank as None."""
Filled = tuple[str, ...]
"""The names of the fields that are filled in in a row."""
More = Mapping[str, Any]
"""Further arguments of ``Record`` for a row."""


class Columns(dict[str, Column]):
    """The values of a number of ``rows`` by field. For a field that no row has, it gives a column
    of blanks. ``folded`` columns are unpickled when they are first asked for."""

    def __init__(
        self,
        rows: int,
        known: Mapping[str, Column] | None = None,
        folded: dict[str, bytes] | None = None,
    ) -> None:
        super().__init__(known or {})
        self._rows, self._folded = rows, folded or {}

    def __missing__(self, name: str) -> Column:
        folded = self._folded.pop(name, None)
        self[name] = column = pickle.loads(folded) if folded else [None] * self._rows
        return column

    def unfolded(self) -> Mapping[str, Column]:
        """Itself, after all columns are unfolded."""
        for name in [*self._folded]:
            _ = self[name]
        return self

    def copy(self) -> "Columns":
        """A copy: unfolding a column in one does not unfold it in the other."""
        return Columns(self._rows, self, {**self._folded})

    def folded(self) -> "Columns":
        """The same columns, each folded: they take a third of the memory, and are ready to be sent
        to another process."""
        folded = {name: pickle.dumps(_light(column), PROTOCOL) for name, column in self.items()}
        return Columns(self._rows, folded={**self._folded, **folded})

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        """Pickle the folded columns; large ones as out-of-band buffers, where the protocol has
        them, so that they are not copied."""
        folded: dict[str, Any] = self.folded()._folded
        if protocol.__index__() >= _BUFFERS:
            large = (name for name, one in folded.items() if len(one) >= _LARGE)
            folded = {**folded, **{name: pickle.PickleBuffer(folded[name]) for name in large}}
        return Columns, (self._rows, None, folded)


class _Made(NamedTuple):
    """A column that is pickled as simpler values ``of`` which ``make`` makes it again: pickling
    days and decimals takes several times as long."""

    make: Callable[[Sequence[Any]], Column]
    of: Sequence[Any]

    def __reduce__(self) -> tuple[Any, ...]:
        return self.make, (self.of,)


def _light(column: Column) -> Column | _Made:
    """A column as it is pickled: one of days only as numbers, one of decimals only as strings, any
    other as it is."""
    first = column[0].__class__ if column else None
    if first not in (date, Decimal) or {*map(type, column)} != {first}:
        return column
    if first is date:
        return _Made(_days, [day.toordinal() for day in cast("Sequence[date]", column)])
    return _Made(_decimals, [*map(str, column)])


def _days(numbers: Iterable[int]) -> Column:
    return [*map(date.fromordinal, numbers)]


def _decimals(words: Iterable[str]) -> Column:
    return [*map(Decimal, words)]


class _Values(Mapping[str, Value]):
    """The values of one row: those ``at`` an index in the columns. ``names`` are the fields that
    are filled in."""

    __slots__ = ("_at", "_columns", "_names")

    def __init__(self, columns: Columns, at: int, names: Filled) -> None:
        self._columns, self._at, self._names = columns, at, names

    def __getitem__(self, name: str) -> Value:
        value = self._columns[name][self._at]
        if value is None:
            raise KeyError(name)
        return value

    def get(self, name: str, default: Any = None) -> Any:
        value = self._columns[name][self._at]
        return default if value is None else value

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __reduce__(self) -> tuple[type[dict[str, Value]], tuple[dict[str, Value]]]:
        return dict, (dict(self),)


class Stretch(NamedTuple):
    """Rows of one kind in one sheet.

    ``begins`` is the file, the sheet and the column in which each row begins; ``columns`` the
    column of each field of the sheet; ``values`` the values by field. The others have one entry for
    each row: its row number, the fields ``filled`` in, its day and the day it was ``recorded``.
    ``more`` has, by index, what else is known of a few rows.
    """

    kind: str
    begins: Place
    columns: Mapping[str, int]
    numbers: Sequence[int]
    values: Columns
    filled: Sequence[Filled]
    days: Sequence[date | None]
    recorded: Sequence[date | None]
    more: Mapping[int, More] = {}

    def record(self, at: int) -> Record:
        """The row at an index, from 0, as a record."""
        begins, more = self.begins, self.more.get(at, {})
        row = Place(begins.file, begins.sheet, self.numbers[at], begins.column)
        values = _Values(self.values, at, self.filled[at])
        day, recorded = self.days[at], self.recorded[at]
        return Record(self.kind, values, row, self.columns, day, recorded, **more)

    def knowing(self, more: Mapping[int, More]) -> "Stretch":
        """The same stretch with more known of some rows, which are given by index."""
        known = {at: {**self.more.get(at, {}), **what} for at, what in more.items()}
        return self._replace(more={**self.more, **known})

    def folded(self) -> "Stretch":
        """The same stretch with its values folded."""
        return self._replace(values=self.values.folded())

    def handed_on(self) -> "Stretch":
        """The stretch without its values, for the process that has sent them to another: only the
        numbers and places of the rows are left."""
        many = len(self.numbers)
        return self._replace(
            values=Columns(many),
            filled=((),) * many,
            days=(None,) * many,
            recorded=(None,) * many,
            more={},
        )


def alike(one: Record | Stretch, other: Record | Stretch) -> bool:
    """Whether two records or stretches are of one kind and one sheet, with the same columns."""
    return _table(one) == _table(other) and one.columns is other.columns


def _table(piece: Record | Stretch) -> tuple[str, str, str, int]:
    place = piece.begins if isinstance(piece, Stretch) else piece.row
    return piece.kind, place.file, place.sheet, place.column


def in_one(pieces: Iterable[Record | Stretch]) -> Stretch:
    """Records and stretches that are all ``alike`` (at least one) as one stretch."""
    parts = [*_by_columns(pieces)]
    return parts[0] if len(parts) == 1 else _joined(parts)


def _by_columns(pieces: Iterable[Record | Stretch]) -> Iterator[Stretch]:
    records: list[Record] = []
    for piece in pieces:
        if isinstance(piece, Record):
            records.append(piece)
            continue
        if records:
            yield _of(records)
            records = []
        yield piece
    if records:
        yield _of(records)


def _of(records: Sequence[Record]) -> Stretch:
    first, rows = records[0], [record.values for record in records]
    kept: dict[Filled, Filled] = {}
    filled = [kept.setdefault(names, names) for names in map(tuple, rows)]
    columns = {
        name: [values.get(name) for values in rows]
        for name in dict.fromkeys(chain.from_iterable(kept))
    }
    known = map(_further, records)
    return Stretch(
        first.kind,
        Place(first.row.file, first.row.sheet, 0, first.row.column),
        first.columns,
        [record.row.row for record in records],
        Columns(len(records), columns),
        filled,
        [record.day for record in records],
        [record.recorded for record in records],
        {at: _told(what) for at, what in enumerate(known) if what != _NOTHING},
    )


def _told(what: Iterable[Any]) -> More:
    known = zip(_NAMES, what, _NOTHING, strict=True)
    return {name: one for name, one, nothing in known if one != nothing}


def _joined(parts: Sequence[Stretch]) -> Stretch:
    starts = accumulate((len(part.numbers) for part in parts), initial=0)
    values = [part.values.unfolded() for part in parts]
    names = dict.fromkeys(chain.from_iterable(values))
    whole = {name: [*chain.from_iterable(one[name] for one in values)] for name in names}
    numbers = [*chain.from_iterable(part.numbers for part in parts)]
    return parts[0]._replace(
        numbers=numbers,
        values=Columns(len(numbers), whole),
        filled=[*chain.from_iterable(part.filled for part in parts)],
        days=[*chain.from_iterable(part.days for part in parts)],
        recorded=[*chain.from_iterable(part.recorded for part in parts)],
        more={
            start + at: what
            for start, part in zip(starts, parts, strict=False)
            for at, what in part.more.items()
        },
    )
