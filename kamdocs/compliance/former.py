"""Customers of whom the archive does not say what they were before.

Where the class of a customer changes, its former row stays in the archive. Who writes the new class
over it leaves nothing by which the days before could be judged: rules for classes do not bind then,
and nobody may take those days for kept.
"""

from collections.abc import Iterator, Sequence

from kamdocs.model import CUSTOMER, Book, Finding, Period, Policy, day_in
from kamdocs.sheets import Schemas


def without_former(
    policies: Sequence[Policy], book: Book, schemas: Schemas, span: Period
) -> Iterator[Finding]:
    """Those who are of their first known class from a day of the span on, though dealings with them
    began before it, told at that day; where a policy asks for the day."""
    roles = schemas[CUSTOMER].roles
    if not any(roles.tier_since in tier.since for one in policies for tier in one.tiers):
        return
    for customer in book.customers:
        first = book.terms(customer)[0].record
        known, began = day_in(first.get(roles.tier_since)), day_in(first.get(roles.since))
        if not (known and began) or {roles.tier_since, roles.since} & first.faulty:
            continue
        if max(began, span.start) < known <= min(span.last, book.as_of):
            facts = {"name": customer.text(roles.name), "day": known}
            yield Finding("KD415", first.place(roles.tier_since), facts)
