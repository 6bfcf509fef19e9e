"""Finds long texts that stand word for word in reports on different events."""

from collections.abc import Iterable, Iterator

from kamdocs.model import Fact, Finding, Record
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.validation.batch.keys import said

LEAST = 15
"""The fewest characters, without blanks, of a text that nobody writes twice by chance; a shorter
one may be a standing phrase (按计划跟进)."""


def copied_words(records: Iterable[Record], schemas: Schemas) -> Iterator[Finding]:
    """One warning for every long text in people's own words that reports on several events share.

    Events differ in their day or their customer; a row that does not say both is left out. Monthly
    reports are only compared with those of the same customer: what moved the trade in a month may
    be true of several customers.
    """
    told: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        schema = schemas[record.kind]
        whose = _whose(record, schema) if schema.own_words else ""
        if record.double_of or record.day is None or not whose:
            continue
        for field in schema.own_words:
            words = _words(record, field)
            if len(words) >= LEAST:
                one = whose if schema.roles.month else ""
                told.setdefault((record.kind, field, words, one), []).append(record)
    for (kind, field, *_), rows in told.items():
        if len(rows) == 1:
            continue
        events = {(_whose(row, schemas[kind]), row.day) for row in rows}
        places = tuple(dict.fromkeys(row.place(field) for row in rows))
        if len(events) > 1 and len(places) > 1:
            yield _copied(rows[0], field, len(events), places, schemas[kind])


def _copied(
    record: Record, field: str, count: int, places: tuple[Fact, ...], schema: SheetSchema
) -> Finding:
    facts: dict[str, Fact] = {
        "field": schema.label(field),
        "value": record.get(field),
        "count": count,
        "counted": schema.counted,
        "places": places,
    }
    return Finding("KD318", record.place(field), facts)


def _words(record: Record, field: str) -> str:
    """The text of a field without its blanks; empty where it is no text."""
    value = record.get(field)
    if isinstance(value, tuple):
        value = "".join(line for line in value if isinstance(line, str))
    return "".join(value.split()) if isinstance(value, str) and len(value) >= LEAST else ""


def _whose(record: Record, schema: SheetSchema) -> str:
    return record.subject or said(record, schema.roles.name)
