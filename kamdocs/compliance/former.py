"""Customers whose class on some days is unknown, because the archive lacks their former row.

Where the class of a customer changes, its former row has to stay in the archive. If the new class
is written over it, nothing says of what class the customer was before: rules for classes do not
bind on those days, and nobody may believe that they were kept.
"""

from collections.abc import Iterator, Sequence

from kamdocs.model import CUSTOMER, Book, Finding, Period, Policy, day_in
from kamdocs.sheets import Schemas


def without_former(
    policies: Sequence[Policy], book: Book, schemas: Schemas, span: Period
) -> Iterator[Finding]:
    """A finding (KD415) for every customer whose class is unknown on some days of the span though
    dealings had begun, at the cell of the day since which it is known. Only days on which a policy
    that asks for that cell is in force are looked at."""
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
