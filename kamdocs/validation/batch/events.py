"""Finds rows about the same event, perhaps in several files, so that the event counts once."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kamdocs.contract.selectors import Selector
from kamdocs.model import CUSTOMER, Fact, Finding, Place, Record, Unread, Value
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.validation.batch.discrepancies import discrepancy
from kamdocs.validation.batch.keys import key_in, repeated

_CODES = {"double_of": "KD304", "perhaps_of": "KD413"}
_LOOKED_AT = 20
"""The most rows with the same beginning that a row is compared with, so that the time grows only
with the number of rows. A row that is the same to the letter is found among all."""


class _Again(NamedTuple):
    """A row that is about the same event as another, or may be: ``how`` is the attribute of
    ``Record`` that says so."""

    row: Place
    how: str
    other: Place


def same_events(records: Sequence[Record], schemas: Schemas) -> tuple[list[Record], list[Finding]]:
    """The records, marked where another row is or may be about the same event, and the findings
    that name both rows."""
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
    """The records of events that share the first part of what makes events the same with another
    record of their customer; no others can be repeated."""
    events = [
        one for one in records if one.subject and one.kind != CUSTOMER and schemas[one.kind].same
    ]
    begins = [(one.kind, one.subject, _part(one.get(schemas[one.kind].same[0]))) for one in events]
    again = repeated(begins)
    return [one for one, begin in zip(events, begins, strict=True) if begin in again]


def _called_off(records: Sequence[Record], schemas: Schemas) -> Iterator[Finding]:
    """Findings on rows that say that an event did not take place, where another says that it
    did."""
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
    """The rows that repeat an event, or may do so, each with the row that counts for the event.

    Of several rows that one counts which is sound, else the one that says most, else the one that
    was recorded first, else the first. A row that contradicts it in nothing repeats it. A row that
    contradicts it may be about the same event or about another, which only its authors know, so
    both are judged. Rows that contradict each other in a field that tells events apart (``apart``
    in the schema) are two events for certain. A planned or cancelled visit is another event than
    the visit that was made.
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
    """The values of a row in all fields in which two rows about the same event may not differ."""
    return frozenset(one for one in record.values.items() if one[0] not in schema.aside)


def _one_of(record: Record, events: Sequence[Record], schema: SheetSchema) -> _Again | None:
    """Which of some events a row repeats, or may repeat; None where it is none of them."""
    perhaps = None
    for one in events:
        contrary = _contrary(one, record, schema)
        if not contrary:
            return _Again(record.row, "double_of", one.row)
        if not (perhaps or _are_two(contrary, schema) or _have_one_key(one, record, schema)):
            perhaps = _Again(record.row, "perhaps_of", one.row)
    return perhaps


def _standing(record: Record) -> tuple[bool, int, date]:
    """What rows about the same event are sorted by; the smallest counts."""
    return bool(record.faulty), -len(record.values), record.recorded or date.max


def _contrary(one: Record, other: Record, schema: SheetSchema) -> frozenset[str]:
    """The fields in which two rows contradict each other."""
    return discrepancy(one, other, schema).contrary


def _are_two(contrary: frozenset[str], schema: SheetSchema) -> bool:
    """Whether two rows that contradict each other in these fields are two events for certain."""
    return not contrary.isdisjoint(schema.apart)


def _have_one_key(one: Record, other: Record, schema: SheetSchema) -> bool:
    """Whether two rows share a key that only one may have; findings on that come from
    ``doubles``."""
    for names in schema.unique:
        key = key_in(one, names, schema)
        if key and key == key_in(other, names, schema):
            return True
    return False


def _event(record: Record, schema: SheetSchema) -> tuple[object, ...] | None:
    """What has to be equal in two rows of the same event; None where the row does not say enough. A
    row that leaves some of it blank is only the same as one that is equal in everything, as in a
    copied sheet, whatever its customer is called in it."""
    parts = [record.get(name) for name in schema.same]
    if any(isinstance(part, Unread) for part in parts):
        return None
    if any(part is None for part in parts):
        if not record.day or record.faulty:
            return None
        whose = {schema.roles.name, schema.roles.code}
        whole = frozenset(one for one in record.values.items() if one[0] not in whose)
        return record.kind, record.subject, whole
    return (record.kind, record.subject, *map(_part, parts))


def _part(value: Value | None) -> object:
    """A value in the form in which events are compared: the order of several parts does not
    matter."""
    return frozenset(value) if isinstance(value, tuple) else value
