"""Many rows as they go from the process that read them to another: what some share goes once."""

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_Packed = tuple[Sequence[Shared], Sequence[Row | Record]]
_AT_ONCE = 1_000
"""So many rows are pickled at once: what pickle keeps of all that it has met takes more room than
the rows, and of many it takes longer to look into."""

_PROTOCOL = pickle.HIGHEST_PROTOCOL
_OWN = frozenset({"kind", "values", "row", "columns", "day", "recorded", "faulty"})
_MORE = [one for one in fields(Record) if one.name not in _OWN]
_more = attrgetter(*(one.name for one in _MORE))
_NOTHING = tuple(
    one.default if one.default_factory is MISSING else one.default_factory() for one in _MORE
)


def pack(records: Sequence[Record]) -> list[bytes]:
    """The records, pickled in half the time and some at once; those of which more is known than of
    a plain row of a table go as they are."""
    starts = range(0, len(records), _AT_ONCE)
    return [pickle.dumps(_packed(records[at : at + _AT_ONCE]), _PROTOCOL) for at in starts]


def _packed(records: Iterable[Record]) -> _Packed:
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


def unpack(packed: Iterable[bytes]) -> Iterator[Record]:
    """The records that were packed, in their order."""
    for some in packed:
        shared, rows = pickle.loads(some)
        for one in rows:
            yield one if isinstance(one, Record) else _unpacked(shared, one)


def _unpacked(shared: Sequence[Shared], one: Row) -> Record:
    number, row, values, day, recorded, faulty = one
    kind, file, sheet, column, columns, names = shared[number]
    held = dict(zip(names, values, strict=True))
    return Record(kind, held, Place(file, sheet, row, column), columns, day, recorded, faulty)
