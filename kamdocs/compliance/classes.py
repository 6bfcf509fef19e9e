"""The classes (tiers) of a policy to which customers belong by the archive, for forms and reports
that show them without a rule."""

from collections.abc import Iterable
from datetime import date

from kamdocs.compliance.binding import Archive, Binding
from kamdocs.compliance.versions import in_turn
from kamdocs.model import Book, Classes, Policy, Record
from kamdocs.sheets import Schemas


def classes_for(policies: Iterable[Policy], name: str, book: Book, schemas: Schemas) -> Classes:
    """A function that gives the classes of a customer on a day, as the tiers' declared words.

    It goes by the version in force on that day of the policy with the id ``name``, or of one that
    extends it. It gives none where there is no such policy, or where a blank cell leaves open
    whether the customer is of any class.
    """
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
