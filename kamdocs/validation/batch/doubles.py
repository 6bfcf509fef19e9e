"""Rows that share what only one may have: told once, told twice, or told in two ways."""

from collections.abc import Iterable

from kamdocs.model import Fact, Finding, Record, Text, Unread
from kamdocs.sheets import SheetSchema
from kamdocs.validation.batch.differing import Difference, difference
from kamdocs.validation.batch.keys import Keys


def hold_keys(records: Iterable[Record], schema: SheetSchema) -> tuple[list[Record], list[Finding]]:
    """The rows of one kind that is not the archive, and what is wrong with their keys.

    A row that says the same as one before it counts once; one that says something else has a
    faulty key. So has the first where the key is no mere number but tells what both are about, such
    as a customer and a month: nobody knows which of them is right. Rows with cells that cannot be
    read come after all others and those that say most come first, so that it is not for their order
    to decide which row is sound, or how much is known. Rows of the same event are no fault.
    """
    keys = Keys(schema)
    held = list(records)
    places = {id(record): at for at, record in enumerate(held)}
    findings: list[Finding] = []
    for at in sorted(range(len(held)), key=lambda at: _standing(held[at])):
        record = held[at]
        if not record.double_of:
            earlier = keys.earlier(record) or ()
            held[at], found = _once(record, earlier, schema)
            findings += found
            for field, first in earlier:
                if field in held[at].faulty - record.faulty and _tells_of_what(field, schema):
                    before = places[id(first)]
                    held[before] = _wrong_in(held[before], field)
    return held, [*findings, *keys.merged()]


def _standing(record: Record) -> tuple[bool, int]:
    """What makes a row count before another, least first: that it has no cell that cannot be read,
    which is a fault of it, and that it says most."""
    unread = any(isinstance(one, Unread) for one in record.values.values())
    return bool(record.faulty) and unread, -len(record.values)


def _once(
    record: Record, earlier: Iterable[tuple[str, Record]], schema: SheetSchema
) -> tuple[Record, list[Finding]]:
    findings: list[Finding] = []
    for field, first in earlier:
        found = difference(first, record, schema)
        if found.fields:
            record = _wrong_in(record, field)
            differing = _labels(found.fields, schema)
            findings.append(_twice("KD301", record, field, first, schema, differing=differing))
        elif not record.double_of:
            record = record.known(double_of=first.row)
            findings.append(handed_in_twice(record, field, first, found, schema))
    return record, findings


def _tells_of_what(field: str, schema: SheetSchema) -> bool:
    """Whether the key that ends with a field has several parts: rows that share it are about the
    same thing, while a number may be that of another by a slip."""
    return any(names[-1] == field and len(names) > 1 for names in schema.unique)


def _wrong_in(record: Record, field: str) -> Record:
    return record.known(faulty=record.faulty | {field})


def handed_in_twice(
    record: Record, field: str, first: Record, found: Difference, schema: SheetSchema
) -> Finding:
    """That a row was handed in already; and what it says beyond the first, which is not used."""
    if not found.more:
        return _twice("KD311", record, field, first, schema)
    return _twice("KD314", record, field, first, schema, more=_labels(found.more, schema))


def _labels(names: Iterable[str], schema: SheetSchema) -> tuple[Text, ...]:
    return tuple(schema.label(name) for name in names)


def _twice(
    code: str, record: Record, field: str, first: Record, schema: SheetSchema, **more: Fact
) -> Finding:
    told = _of_its_own(record, field, first, schema)
    facts: dict[str, Fact] = {
        "field": schema.label(told),
        "value": record.get(told),
        "other": first.place(told),
    }
    return Finding(code, record.place(told), {**facts, **more})


def _of_its_own(record: Record, field: str, first: Record, schema: SheetSchema) -> str:
    """The field of the key that has a cell of its own in both rows: a month in the title of a
    table is that of all its rows."""
    keys = (names for names in schema.unique if names[-1] == field)
    names = (name for key in keys for name in reversed(key))
    return next((name for name in names if record.place(name) != first.place(name)), field)
