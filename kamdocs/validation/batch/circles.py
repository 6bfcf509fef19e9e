"""Customers whose parents form a circle, so that it is unknown to whose group they belong."""

from collections.abc import Iterator, Sequence

from kamdocs.model import CUSTOMER, Finding, Record, key_of
from kamdocs.sheets import SheetSchema


def hold_circles(
    records: Sequence[Record], schema: SheetSchema
) -> tuple[list[Record], list[Finding]]:
    """The records, and one finding for every circle of parents, at its first row. For the customers
    in a circle the parent is only likely, and its field faulty."""
    if not any(record.parent for record in records):
        return list(records), []
    above: dict[str, Record] = {}
    for record in records:
        if record.kind == CUSTOMER:
            above.setdefault(key_of(record), record)
    findings: list[Finding] = []
    astray: set[str] = set()
    for ring in _rings(above):
        first = next(one for key, one in above.items() if key in ring)
        names = tuple(above[key].text(schema.roles.name) for key in ring)
        findings.append(Finding("KD322", first.place(schema.roles.parent), {"customers": names}))
        astray.update(ring)
    held = [
        _astray(record, schema) if record.parent and key_of(record) in astray else record
        for record in records
    ]
    return held, findings


def _astray(customer: Record, schema: SheetSchema) -> Record:
    faulty = customer.faulty | {schema.roles.parent}
    return customer.known(parent=None, likely_parents=(customer.parent,), faulty=faulty)


def _rings(above: dict[str, Record]) -> Iterator[list[str]]:
    """The keys of the customers in each circle, each followed by its parent."""
    looked_at: set[str] = set()
    for key in above:
        passed: list[str] = []
        at: str | None = key
        while at in above and at not in looked_at:
            looked_at.add(at)
            passed.append(at)
            at = above[at].parent
        if at in passed:
            yield passed[passed.index(at) :]
