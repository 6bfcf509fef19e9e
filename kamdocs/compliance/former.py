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
    """Those of whom no class is known on some days of the span, or on all of them, though dealings
    with them had begun; told at the day from which on one is. Days on which no policy that asks for
    that day was in force are nobody's."""
    roles = schemas[CUSTOMER].roles
    asking = [
        one.effective_from
        for one in policies
        if any(tier.by_people or roles.tier_since in tier.since for tier in one.tiers)
    ]
    if not asking:
        return
    start = max(span.start, min(asking))
    for customer in book.customers:
        first = book.terms(customer)[0].record
        known, began = day_in(first.get(roles.tier_since)), day_in(first.get(roles.since))
        if not (known and began) or {roles.tier_since, roles.since} & first.faulty:
            continue
        if max(began, start) < min(known, span.end):
            facts = {"name": customer.text(roles.name), "day": known}
            yield Finding("KD415", first.place(roles.tier_since), facts)
