"""The same event told on several rows, perhaps in several files: it counts once."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kamdocs.contract.selectors import Selector
from kamdocs.model import CUSTOMER, Fact, Finding, Place, Record, Unread, Value
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.validation.batch.differing import difference
from kamdocs.validation.batch.keys import key_in, repeated

_CODES = {"double_of": "KD304", "perhaps_of": "KD413"}
_LOOKED_AT = 20
"""So many rows of one beginning a row is held against, so that ten thousand of one day take no more
than ten thousand times one; one that says the same to the letter is found among all."""


class _Again(NamedTuple):
    """A row that tells of the event of another, or may do so: how a record has that."""

    row: Place
    how: str
    other: Place


def same_events(records: Sequence[Record], schemas: Schemas) -> tuple[list[Record], list[Finding]]:
    """The records, marked where another row tells of the same event, or may do so, with both rows
    named."""
    events = _perhaps_again(records, schemas)
    again = list(_told_again(events, schemas))
    known = {one.row: {one.how: one.other} for one in again}
    marked = list(records)
    if known:
        marked = [
            record.known(**known[record.row]) if record.row in known else record
            for record in records
        ]
    told = [Finding(_CODES[one.how], one.row, {"other": one.other}) for one in again]
    return marked, [*told, *_called_off(events, schemas)]


def _perhaps_again(records: Sequence[Record], schemas: Schemas) -> list[Record]:
    """The events that have the first part of what makes them the same in common with another of
    their customer: no other can be told again."""
    events = [
        one for one in records if one.subject and one.kind != CUSTOMER and schemas[one.kind].same
    ]
    begins = [(one.kind, one.subject, _part(one.get(schemas[one.kind].same[0]))) for one in events]
    again = repeated(begins)
    return [one for one, begin in zip(events, begins, strict=True) if begin in again]


def _called_off(records: Sequence[Record], schemas: Schemas) -> Iterator[Finding]:
    """Rows that say of an event that it did not take place, where another says that it did."""
    off: dict[tuple[object, ...], Record] = {}
    selectors = {kind: Selector(one.called_off) for kind, one in schemas.items() if one.called_off}
    concerned = [one for one in records if one.kind in selectors]
    keyed = [(_event(one, schemas[one.kind]), one) for one in concerned]
    for key, record in keyed:
        if key and selectors[record.kind].judge(record.values, record.faulty)[0] is True:
            off.setdefault(key, record)
    for key, record in keyed:
        schema = schemas[record.kind]
        other = off.get(key) if key else None
        if other is None or _are_two(_contrary(other, record, schema), schema):
            continue
        if Selector(schema.counts).judge(record.values, record.faulty)[0] is not False:
            name = min(schema.called_off)
            facts: dict[str, Fact] = {"value": other.get(name), "other": record.row}
            yield Finding("KD444", other.place(name), facts)


def _told_again(records: Sequence[Record], schemas: Schemas) -> Iterator[_Again]:
    """The rows that tell of an event again, or may do so, with the row that has it already.

    Of several rows a sound one goes before a faulty one, the one that says most before others, the
    one that was recorded first before those, else the first. It counts for a row that contradicts
    it in nothing. One that does may tell of the same event or of another: nobody but those who
    wrote them knows, so each is judged. Rows that contradict each other in what tells events apart
    (``apart``) are two for certain; planned and cancelled rows are other events than the visit
    that was made.
    """
    counting = {kind: Selector(schema.counts) for kind, schema in schemas.items()}
    chosen: dict[tuple[object, ...], list[Record]] = {}
    written: dict[tuple[object, ...], Place] = {}
    for record in sorted(records, key=_standing):
        schema = schemas[record.kind]
        key = _event(record, schema)
        if key is None:
            continue
        if counting[record.kind].judge(record.values, record.faulty)[0] is False:
            continue
        events = chosen.setdefault(key, [])
        again = _one_of(record, events, schema)
        alike = written.setdefault((*key, _words_of(record, schema)), record.row)
        if alike is not record.row and not (again and again.how == "double_of"):
            again = _Again(record.row, "double_of", alike)
        if again:
            yield again
        if len(events) < _LOOKED_AT and not (again and again.how == "double_of"):
            events.append(record)


def _words_of(record: Record, schema: SheetSchema) -> frozenset[object]:
    """All that a row says in which two rows of the same thing may not differ."""
    return frozenset(one for one in record.values.items() if one[0] not in schema.aside)


def _one_of(record: Record, events: Sequence[Record], schema: SheetSchema) -> _Again | None:
    """Which of some events a row tells of, or may tell of; None where it is none of them."""
    perhaps = None
    for one in events:
        contrary = _contrary(one, record, schema)
        if not contrary:
            return _Again(record.row, "double_of", one.row)
        if not (perhaps or _are_two(contrary, schema) or _have_one_key(one, record, schema)):
            perhaps = _Again(record.row, "perhaps_of", one.row)
    return perhaps


def _standing(record: Record) -> tuple[bool, int, date]:
    """What makes a row count before another of the same event, least first."""
    return bool(record.faulty), -len(record.values), record.recorded or date.max


def _contrary(one: Record, other: Record, schema: SheetSchema) -> frozenset[str]:
    """The fields in which two rows contradict each other."""
    return difference(one, other, schema).contrary


def _are_two(contrary: frozenset[str], schema: SheetSchema) -> bool:
    """Whether rows that contradict each other in some fields are two events for certain."""
    return not contrary.isdisjoint(schema.apart)


def _have_one_key(one: Record, other: Record, schema: SheetSchema) -> bool:
    """Whether two rows have a key in common that only one may have, of which more is said where
    the keys are held."""
    for names in schema.unique:
        key = key_in(one, names, schema)
        if key and key == key_in(other, names, schema):
            return True
    return False


def _event(record: Record, schema: SheetSchema) -> tuple[object, ...] | None:
    """What makes two rows the same event, or None where the row does not say enough. A row that
    leaves some of it blank is the same as one that says the very same throughout: a sheet that was
    copied."""
    parts = [record.get(name) for name in schema.same]
    if not parts:
        return None
    if any(isinstance(part, Unread) for part in parts):
        return None
    if any(part is None for part in parts):
        whole = record.day and not record.faulty
        return (record.kind, record.subject, frozenset(record.values.items())) if whole else None
    return (record.kind, record.subject, *map(_part, parts))


def _part(value: Value | None) -> object:
    """A value as it tells events apart, in whatever order several things stand in a cell."""
    return frozenset(value) if isinstance(value, tuple) else value
