"""Of which classes of a policy customers are by what the archive says, where no rule asks."""

from collections.abc import Iterable
from datetime import date

from kamdocs.compliance.binding import Archive, Binding
from kamdocs.compliance.versions import in_turn
from kamdocs.model import Book, Classes, Policy, Record
from kamdocs.sheets import Schemas


def classes_for(policies: Iterable[Policy], name: str, book: Book, schemas: Schemas) -> Classes:
    """The classes by that policy of the id ``name``, or by one that extends it, that is in force on
    the day; none where there is no such policy, and where a blank leaves open whether the customer
    is of any of them."""
    archive = Archive(book, schemas)
    known = [
        (policy, Binding(policy, archive))
        for policy in in_turn(policies)
        if name == policy.id or name in policy.descends
    ]

    def classes(customer: Record, day: date) -> tuple[str, ...]:
        for policy, binding in known:
            if policy.in_force(day):
                judged = binding.tier_of(customer)
                return tuple(one.declared for one in judged.possible) if judged.certain else ()
        return ()

    return classes
