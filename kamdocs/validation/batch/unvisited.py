"""Customers of the archive for whom no records of a kind were handed in, though some were for
others."""

from collections.abc import Iterator, Sequence

from kamdocs.contract.selectors import Selector
from kamdocs.model import CUSTOMER, Fact, Finding, Place, Record, key_of
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.validation.batch.keys import said


def unvisited(records: Sequence[Record], schemas: Schemas) -> Iterator[Finding]:
    """For each sheet of the archive one note with all customers that lack records of a kind.

    The schema of that kind says for whom they are expected (``expected_of``). There is no note
    where no record of the kind was handed in at all, and none on a customer who may be meant by a
    similar name, since there is a finding on that row already.
    """
    customers = [record for record in records if record.kind == CUSTOMER]
    for schema in schemas.values():
        if not schema.expected_of or schema.kind == CUSTOMER:
            continue
        handed_in = [record for record in records if record.kind == schema.kind]
        if handed_in:
            yield from _without(customers, _concerned(handed_in), schema)


def _concerned(records: Sequence[Record]) -> set[str]:
    """The keys of the customers whom some record concerns or may concern; planned ones count."""
    keys = {record.subject for record in records if record.subject}
    return keys.union(*(record.likely for record in records))


def _without(
    customers: Sequence[Record], concerned: set[str], schema: SheetSchema
) -> Iterator[Finding]:
    expected = Selector(schema.expected_of)
    lacking: dict[Place, list[Record]] = {}
    told = set(concerned)
    for customer in customers:
        key = key_of(customer)
        if key not in told and expected.judge(customer.values, customer.faulty)[0] is True:
            lacking.setdefault(Place(customer.row.file, customer.row.sheet), []).append(customer)
        told.add(key)
    for sheet, missed in lacking.items():
        facts: dict[str, Fact] = {
            "count": len(missed),
            "kind": schema.title,
            "customers": tuple(said(customer, "name") or key_of(customer) for customer in missed),
            "places": tuple(customer.place("name") for customer in missed),
        }
        yield Finding("KD317", sheet, facts)
