"""Many rows as they go from the process that read them to another: what they share goes once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from operator import attrgetter

from kamdocs.model.place import Place
from kamdocs.model.record import Record, Value

Shared = tuple[str, str, str, int, Mapping[str, int], tuple[str, ...]]
"""What many rows have alike: their kind, file, sheet, the column in which they begin, the columns
of the sheet, and which fields are filled in."""
Row = tuple[int, int, tuple[Value, ...], date | None, date | None, frozenset[str]]
"""The rest of a row: by number what it shares with others, its own number, its values, its days,
its faulty fields."""
Packed = tuple[Sequence[Shared], Sequence[Row | Record]]

_OWN = frozenset({"kind", "values", "row", "columns", "day", "recorded", "faulty"})
_MORE = [one for one in fields(Record) if one.name not in _OWN]
_more = attrgetter(*(one.name for one in _MORE))
_NOTHING = tuple(
    one.default if one.default_factory is MISSING else one.default_factory() for one in _MORE
)


def pack(records: Iterable[Record]) -> Packed:
    """The records, to be pickled in half the time; those of which more is known than of a plain row
    of a table go as they are."""
    numbers: dict[tuple[object, ...], int] = {}
    shared: list[Shared] = []
    packed: list[Row | Record] = []
    for record in records:
        if _more(record) != _NOTHING:
            packed.append(record)
            continue
        row, names = record.row, tuple(record.values)
        key = record.kind, row.file, row.sheet, row.column, id(record.columns), names
        number = numbers.setdefault(key, len(shared))
        if number == len(shared):
            shared.append((record.kind, row.file, row.sheet, row.column, record.columns, names))
        values = tuple(record.values.values())
        packed.append((number, row.row, values, record.day, record.recorded, record.faulty))
    return shared, packed


def unpack(packed: Packed) -> tuple[Record, ...]:
    """The records that were packed, in their order."""
    shared, rows = packed
    return tuple(one if isinstance(one, Record) else _unpacked(shared, one) for one in rows)


def _unpacked(shared: Sequence[Shared], one: Row) -> Record:
    number, row, values, day, recorded, faulty = one
    kind, file, sheet, column, columns, names = shared[number]
    held = dict(zip(names, values, strict=True))
    return Record(kind, held, Place(file, sheet, row, column), columns, day, recorded, faulty)
