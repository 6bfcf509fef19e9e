"""Many rows as they go from the process that read them to another: in parcels, column by column.

Of most columns nobody asks again once the rows are held against their schemas, so a column of a
parcel stays packed until somebody does.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from kamdocs.model.place import Place
from kamdocs.model.record import Record, Value

_AT_ONCE = 1_000
"""So many rows make a parcel: what pickle keeps of all that it has met takes more room than the
rows, and of many it takes longer to look into."""
_PROTOCOL = pickle.HIGHEST_PROTOCOL
_OWN = frozenset({"kind", "values", "row", "columns", "day", "recorded", "faulty"})
_MORE = [one for one in fields(Record) if one.name not in _OWN]
_more = attrgetter(*(one.name for one in _MORE))
_NOTHING = tuple(
    one.default if one.default_factory is MISSING else one.default_factory() for one in _MORE
)


class Alike(NamedTuple):
    """What many rows have alike: their kind, file, sheet, the column in which they begin, the
    columns of the sheet, and which fields are filled in."""

    kind: str
    file: str
    sheet: str
    column: int
    columns: Mapping[str, int]
    names: tuple[str, ...]


class Rest(NamedTuple):
    """The rest of a row: by number what it has alike with others, its own number, its days, its
    faulty fields."""

    alike: int
    row: int
    day: date | None
    recorded: date | None
    faulty: frozenset[str]


class _Columns(dict[str, Sequence[Value | None]]):
    """The values of some rows by field, a blank as None; a column is unpacked when it is asked for,
    and there is none of a field that is blank in all of them."""

    def __init__(self, packed: dict[str, bytes], rows: int) -> None:
        self._packed, self._rows = packed, rows

    def __missing__(self, name: str) -> Sequence[Value | None]:
        packed = self._packed.pop(name, None)
        column: Sequence[Value | None] = pickle.loads(packed) if packed else [None] * self._rows
        self[name] = column
        return column


class _Values(Mapping[str, Value]):
    """The values of the row ``at`` a place in some columns; ``names`` are its fields that are
    filled in."""

    __slots__ = ("_at", "_columns", "_names")

    def __init__(self, columns: _Columns, at: int, names: tuple[str, ...]) -> None:
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


_Parcel = tuple[Sequence[Alike], dict[str, bytes], Sequence[Rest | Record]]


def pack(records: Sequence[Record]) -> list[bytes]:
    """The records, pickled some at once; those of which more is known than of a plain row of a
    table go as they are."""
    starts = range(0, len(records), _AT_ONCE)
    return [pickle.dumps(_parcel(records[at : at + _AT_ONCE]), _PROTOCOL) for at in starts]


def _parcel(records: Iterable[Record]) -> _Parcel:
    numbers: dict[tuple[object, ...], int] = {}
    alike: list[Alike] = []
    rows: list[Rest | Record] = []
    plain: list[Mapping[str, Value]] = []
    for record in records:
        if _more(record) != _NOTHING:
            rows.append(record)
            continue
        row, names = record.row, tuple(record.values)
        key = record.kind, row.file, row.sheet, row.column, id(record.columns), names
        number = numbers.setdefault(key, len(alike))
        if number == len(alike):
            alike.append(Alike(record.kind, row.file, row.sheet, row.column, record.columns, names))
        rows.append(Rest(number, row.row, record.day, record.recorded, record.faulty))
        plain.append(record.values)
    filled = dict.fromkeys(name for one in alike for name in one.names)
    columns = {
        name: pickle.dumps([values.get(name) for values in plain], _PROTOCOL) for name in filled
    }
    return alike, columns, rows


def unpack(parcels: Iterable[bytes]) -> Iterator[Record]:
    """The records that were packed, in their order."""
    for parcel in parcels:
        alike, packed, rows = pickle.loads(parcel)
        columns, at = _Columns(packed, len(rows)), 0
        for one in rows:
            if isinstance(one, Record):
                yield one
                continue
            yield _unpacked(alike[one.alike], one, _Values(columns, at, alike[one.alike].names))
            at += 1


def _unpacked(alike: Alike, rest: Rest, values: Mapping[str, Value]) -> Record:
    place = Place(alike.file, alike.sheet, rest.row, alike.column)
    return Record(alike.kind, values, place, alike.columns, rest.day, rest.recorded, rest.faulty)
