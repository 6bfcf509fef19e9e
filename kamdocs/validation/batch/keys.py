"""Keys that only one row may have, and the row that had each key first."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from kamdocs.model import Finding, Place, Record, Unread, Value
from kamdocs.sheets import Schemas, SheetSchema

_Given = TypeVar("_Given", bound=Hashable)
Cells = tuple[tuple[str, ...], tuple[Place, ...]]
"""The fields of a key, and the cells that give it."""


class Keys:
    """The keys of one kind (``unique`` in its schema), by the first row that gave them.

    Rows to which one merged cell gives the same key are not compared: ``merged`` gives one finding
    for each such cell.
    """

    def __init__(self, schema: SheetSchema) -> None:
        self._schema = schema
        self._first: dict[tuple[object, ...], Record] = {}
        self._cells: dict[Cells, Record] = {}
        self._merged: dict[Cells, list[Record]] = {}

    def earlier(self, record: Record) -> list[tuple[str, Record]] | None:
        """The earlier rows that share a key with this one, each with the last field of the key;
        None where a merged cell gives this row the key of another row."""
        found: list[tuple[str, Record]] = []
        shares = False
        for names in self._schema.unique:
            key = key_in(record, names, self._schema)
            if key is None:
                continue
            first = self._first.setdefault((names, *key), record)
            if first is not record:
                found.append((names[-1], first))
                shares |= self._share(names, first, record)
        return None if shares else found

    def _share(self, names: tuple[str, ...], first: Record, record: Record) -> bool:
        """Whether a merged cell gives a row the key of the row above. ``first`` is the row that had
        the key first, perhaps in another cell."""
        self._cells.setdefault(_cells(names, first), first)
        cells = _cells(names, record)
        above = self._cells.setdefault(cells, record)
        if above is record:
            return False
        self._merged.setdefault(cells, [above]).append(record)
        return True

    def merged(self) -> Iterator[Finding]:
        """One finding for every merged cell that gives several rows the same key."""
        for (names, cells), rows in self._merged.items():
            field, numbers = names[-1], [record.row.row for record in rows]
            facts = {
                "field": self._schema.label(field),
                "value": rows[0].get(field),
                "first": min(numbers),
                "last": max(numbers),
            }
            yield Finding("KD315", cells[-1], facts)


def repeated(given: Iterable[_Given]) -> set[_Given]:
    """The things that are given more than once."""
    return {one for one, many in Counter(given).items() if many > 1}


def key_in(
    record: Record, names: tuple[str, ...], schema: SheetSchema
) -> tuple[object, ...] | None:
    """The values of a key in the form in which they are compared; None where one is blank or
    faulty."""
    for name in names:
        value = record.values.get(name)
        if value is None or value == "无" or isinstance(value, Unread) or name in record.faulty:
            return None
    return tuple(compared(record, name, schema) for name in names)


def _cells(names: tuple[str, ...], record: Record) -> Cells:
    return names, tuple(map(record.place, names))


def said(record: Record, name: str) -> str:
    """The value of a field in words; empty where it is blank or unread."""
    value = record.get(name)
    return value if isinstance(value, str) else ""


def named(record: Record, schemas: Schemas) -> str:
    """The customer's name as it is written in a row; empty where there is none."""
    return said(record, schemas[record.kind].roles.name)


def compared(record: Record, name: str, schema: SheetSchema) -> object:
    """A value in the form in which it is compared; a customer named in two ways is one customer."""
    value = record.get(name)
    if name == schema.roles.name and record.subject:
        return record.subject
    return folded(value)


def folded(value: Value | None) -> Value | None:
    """A value in the form in which it is compared in a key: capitals do not matter."""
    return value.casefold() if isinstance(value, str) else value
