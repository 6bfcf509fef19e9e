"""What a register told of a customer from day to day, where the archive says only what is today.

Who was graded A in 2025 and B in 2026 was an A until the day of the second grading.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.evidence import Scale, filled_day
from kamdocs.model import DAY, Record, Term, key_of

TERMS: dict[str, Any] = {
    "type": "dict",
    "schema": {
        "of": {"type": "string", "required": True},
        "says": {"type": "string", "required": True},
        "done": {"type": "string", "required": True},
        "where": {"type": "dict"},
    },
}
"""A kind of record ``of`` which ``says`` is a field that the archive has too, told on the day
``done``; ``where`` takes those that count."""


def as_told(
    customer: Record, terms: Mapping[str, Any], audit: Audit, scale: Scale
) -> tuple[Term, ...]:
    """The customer's row of the archive as it would have been written on each day on which the
    register told something of it, with the days until the next.

    ``terms`` are words after ``TERMS``, ``scale`` that of the register. Before the first entry
    nothing is known of the customer. The row is given back as it stands where the register always
    said what the archive says, or where its last entry contradicts the archive.
    """
    says = terms["says"]
    now = customer.get(says)
    told = _told(customer, terms, audit, scale)
    values = [record.get(says) for _, record in told]
    changed = bool(values) and values[-1] == now and any(one != now for one in values)
    if says in customer.faulty or not changed:
        return (Term(customer),)
    ends = [day - DAY for day, _ in told[1:]]
    return tuple(
        Term(_as_of_then(customer, says, record), until, day)
        for (day, record), until in zip(told, [*ends, None], strict=True)
    )


def _told(
    customer: Record, terms: Mapping[str, Any], audit: Audit, scale: Scale
) -> list[tuple[date, Record]]:
    """The days on which the register told of a customer, each with its entry; of several on one day
    the last."""
    told: dict[date, Record] = {}
    for record in audit.book.about(scale.kind, key_of(customer)):
        day = filled_day(record, terms["done"])
        if day and scale.weigh(record, day).counts:
            told[day] = record
    return sorted(told.items())


def _as_of_then(customer: Record, says: str, told: Record) -> Record:
    """The row of the archive with the value, and the place, that the register ``told``."""
    values = {**customer.values, says: told.get(says)}
    return customer.known(values=values, places={**customer.places, says: told.place(says)})
