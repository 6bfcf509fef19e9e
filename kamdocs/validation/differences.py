"""Compares records, such as those read from forms, with records that are known already."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kamdocs.model import CUSTOMER, Directory, Place, Record, Text, Unread, Value, day_in, key_of
from kamdocs.sheets import Schemas, SheetSchema

_JOINT = "、"
_HIDDEN = "KD137"
"""The code of a cell that was hidden from a role."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which a record differs: the value that was known (``old``) and the one in the
    record (``new``). Without a ``field`` the whole record was not known."""

    place: Place
    subject: str
    kind: Text
    field: Text | None = None
    old: Value | None = None
    new: Value | None = None


def differences(
    records: Iterable[Record], known: Sequence[Record], schemas: Schemas
) -> Iterator[Difference]:
    """The differences of ``records`` to the ``known`` ones, in the order of the records and of the
    fields in their schemas; ``known`` has one row of the archive for each customer.

    A record is compared with the known one of the same customer and event, in the fields that its
    document asks for, whether filled in or not. Fields hidden from a role are left out. A cell that
    stands for several records, such as 编制 below a table, may say what these say together.
    """
    archive = _Archive(known, schemas)
    pairs = [(record, archive.like(record)) for record in records]
    together = _together(pairs)
    for record, other in pairs:
        schema = schemas[record.kind]
        subject = " ".join(filter(None, archive.named(record)))
        if other is None:
            yield Difference(record.row, subject, schema.title)
            continue
        for name, field in schema.fields.items():
            if name not in record.places:
                continue
            old, new, place = other.get(name), record.get(name), record.place(name)
            if not (_is_hidden(new) or _same(old, new) or _sums_up(new, together[place, name])):
                yield Difference(place, subject, schema.title, field.label, old, new)


def _together(
    pairs: Iterable[tuple[Record, Record | None]],
) -> dict[tuple[Place, str], list[Value | None]]:
    """By cell and field, the known values of all records for which the cell stands."""
    known: dict[tuple[Place, str], list[Value | None]] = {}
    for record, other in pairs:
        for name, place in record.places.items():
            known.setdefault((place, name), []).append(other.get(name) if other else None)
    return known


def _sums_up(said: Value | None, known: Sequence[Value | None]) -> bool:
    """Whether a value is what several known values say together: the latest day, or all names."""
    if isinstance(said, date):
        return said == max((day for one in known if (day := day_in(one))), default=None)
    names = {one for one in known if one is not None}
    return isinstance(said, str) and len(known) > 1 and {*said.split(_JOINT)} == names


def _is_hidden(value: Value | None) -> bool:
    return isinstance(value, Unread) and value.code == _HIDDEN


def _same(old: Value | None, new: Value | None) -> bool:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return sorted(map(str, old)) == sorted(map(str, new))
    return old == new


class _Archive:
    """The known records, to be looked up by customer and event."""

    def __init__(self, known: Sequence[Record], schemas: Schemas) -> None:
        self._schemas = schemas
        customers = [one for one in known if one.kind == CUSTOMER]
        self._directory = Directory(customers)
        self._customers = {key_of(one): one for one in customers}
        self._once = [one for one in known if one.double_of is None]

    def named(self, record: Record) -> tuple[str, str]:
        """The code and the name that a record gives its customer."""
        roles = self._schemas[record.kind].roles
        return record.text(roles.code), record.text(roles.name)

    def _customer(self, record: Record) -> str | None:
        return self._directory.find(*self.named(record)).key

    def like(self, record: Record) -> Record | None:
        """The known record of the same customer and event; None where there is none."""
        key = self._customer(record)
        if record.kind == CUSTOMER:
            return self._customers.get(key) if key else None
        schema = self._schemas[record.kind]
        alike = [
            other
            for other in self._once
            if other.kind == record.kind and (other.subject or self._customer(other)) == key
        ]
        numbered = (other for other in alike if _numbered_alike(record, other, schema))
        dated = (other for other in alike if record.day and other.day == record.day)
        return next(numbered, None) or next(dated, None)


def _numbered_alike(record: Record, other: Record, schema: SheetSchema) -> bool:
    """Whether two records have the same value of a field that is unique by itself, such as a
    number."""
    single = (names[0] for names in schema.unique if len(names) == 1)
    return any(
        record.get(name) is not None and record.get(name) == other.get(name) for name in single
    )
