"""Since when a register says of a customer what the archive says today.

The archive says what is, and not since when. Where a register told something else before, the day
of the change is known, and until then a rule does not bind by what is said today.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.evidence import Scale, filled_day
from kamdocs.compliance.standing import Standing

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


def since_the_change(
    standing: Standing, terms: Mapping[str, Any], audit: Audit, scale: Scale
) -> Standing | None:
    """A customer's standing from the day on which the register came to say what the archive says;
    None where nothing is left of it. Where it never said anything else the standing stays."""
    changed = _changed_on(standing, terms, audit, scale)
    parts = (stretch.within(changed, None) for stretch in standing.stretches)
    left = tuple(part for part in parts if part)
    return Standing(left) if left else None


def _changed_on(
    standing: Standing, terms: Mapping[str, Any], audit: Audit, scale: Scale
) -> date | None:
    now = standing.customer.get(terms["says"])
    told: list[tuple[date, object]] = []
    for record in audit.book.about(scale.kind, standing.key):
        day = filled_day(record, terms["done"])
        if day and scale.weigh(record, day).counts:
            told.append((day, record.get(terms["says"])))
    since: date | None = None
    other = False
    for day, value in sorted(told, key=lambda one: one[0]):
        since = (since or day) if value == now else None
        other = other or value != now
    return since if other else None
