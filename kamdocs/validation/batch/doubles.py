"""Rows that share a key which only one may have: the same row handed in twice, or two rows that
contradict each other."""

from collections.abc import Iterable

from kamdocs.model import Fact, Finding, Record, Text, Unread
from kamdocs.sheets import SheetSchema
from kamdocs.validation.batch.discrepancies import Discrepancy, discrepancy
from kamdocs.validation.batch.keys import Keys


def hold_keys(records: Iterable[Record], schema: SheetSchema) -> tuple[list[Record], list[Finding]]:
    """The rows of one kind other than the archive, and the findings on their keys.

    A row that says the same as an earlier one is its double and does not count. A row that says
    something else has a faulty key; so has the earlier row where the key is not a mere number but
    says what both are about, such as a customer and a month, since it is not known which is right.
    Rows are taken in this order: those with unread cells last, those that say most first, so that
    the order of files does not decide which row is sound. Rows of the same event are no fault.
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
    """What rows are sorted by: those without unread cells first, then those that say most."""
    unread = any(isinstance(one, Unread) for one in record.values.values())
    return bool(record.faulty) and unread, -len(record.values)


def _once(
    record: Record, earlier: Iterable[tuple[str, Record]], schema: SheetSchema
) -> tuple[Record, list[Finding]]:
    findings: list[Finding] = []
    for field, first in earlier:
        found = discrepancy(first, record, schema)
        if found.fields:
            record = _wrong_in(record, field)
            differing = _labels(found.fields, schema)
            findings.append(_twice("KD301", record, field, first, schema, differing=differing))
        elif not record.double_of:
            record = record.known(double_of=first.row)
            findings.append(handed_in_twice(record, field, first, found, schema))
    return record, findings


def _tells_of_what(field: str, schema: SheetSchema) -> bool:
    """Whether the key that ends with a field has several parts. Rows that share such a key are
    about the same thing, while a number may be that of another row by a slip."""
    return any(names[-1] == field and len(names) > 1 for names in schema.unique)


def _wrong_in(record: Record, field: str) -> Record:
    return record.known(faulty=record.faulty | {field})


def handed_in_twice(
    record: Record, field: str, first: Record, found: Discrepancy, schema: SheetSchema
) -> Finding:
    """The finding that a row was handed in already, with what it says beyond the first row, which
    is not used."""
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
    """The field of the key that has a cell of its own in both rows; a month in the title of a table
    has not, since it is that of all rows."""
    keys = (names for names in schema.unique if names[-1] == field)
    names = (name for key in keys for name in reversed(key))
    return next((name for name in names if record.place(name) != first.place(name)), field)
