"""The same event told on several rows, perhaps in several files: it counts once."""

from collections.abc import Iterator, Sequence
from datetime import date

from kamdocs.model import CUSTOMER, Fact, Finding, Place, Record, Unread, Value
from kamdocs.selectors import Selector
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.validation.batch.differing import difference
from kamdocs.validation.batch.keys import repeated


def same_events(records: Sequence[Record], schemas: Schemas) -> tuple[list[Record], list[Finding]]:
    """The records, marked where another row tells of the same event, with both rows named."""
    events = _perhaps_again(records, schemas)
    doubles = dict(_doubles(events, schemas))
    marked = list(records)
    if doubles:
        marked = [
            record.known(double_of=doubles[record.row]) if record.row in doubles else record
            for record in records
        ]
    told = [Finding("KD304", row, {"other": other}) for row, other in doubles.items()]
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
        if other is None or not _agree(other, record, schema):
            continue
        if Selector(schema.counts).judge(record.values, record.faulty)[0] is not False:
            name = min(schema.called_off)
            facts: dict[str, Fact] = {"value": other.get(name), "other": record.row}
            yield Finding("KD444", other.place(name), facts)


def _doubles(records: Sequence[Record], schemas: Schemas) -> Iterator[tuple[Place, Place]]:
    """The rows that tell of an event again, with the row that counts for it.

    Of several rows a sound one goes before a faulty one, the one that says most before others, the
    one that was recorded first before those, else the first. Rows that contradict each other in
    what tells events apart (``apart``) are not the same event; planned and cancelled rows are other
    events than the visit that was made.
    """
    counting = {kind: Selector(schema.counts) for kind, schema in schemas.items()}
    chosen: dict[tuple[object, ...], list[Record]] = {}
    for record in sorted(records, key=_standing):
        schema = schemas[record.kind]
        key = _event(record, schema)
        if key is None:
            continue
        if counting[record.kind].judge(record.values, record.faulty)[0] is False:
            continue
        events = chosen.setdefault(key, [])
        other = next((one for one in events if _agree(one, record, schema)), None)
        if other:
            yield record.row, other.row
        else:
            events.append(record)


def _standing(record: Record) -> tuple[bool, int, date]:
    """What makes a row count before another of the same event, least first."""
    return bool(record.faulty), -len(record.values), record.recorded or date.max


def _agree(one: Record, other: Record, schema: SheetSchema) -> bool:
    """Whether two rows contradict each other in nothing that tells events apart."""
    return difference(one, other, schema).contrary.isdisjoint(schema.apart)


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
