"""Customers who stand above themselves: nobody can tell whose group they are."""

from collections.abc import Iterable, Iterator

from kamdocs.model import Finding, Record, key_of
from kamdocs.sheets import SheetSchema


def circles(customers: Iterable[Record], schema: SheetSchema) -> Iterator[Finding]:
    """One finding for every circle of parents, at the first row of it."""
    above: dict[str, Record] = {}
    for customer in customers:
        above.setdefault(key_of(customer), customer)
    looked_at: set[str] = set()
    for key in above:
        passed: list[str] = []
        at: str | None = key
        while at in above and at not in looked_at:
            looked_at.add(at)
            passed.append(at)
            at = above[at].parent
        if at in passed:
            ring = passed[passed.index(at) :]
            first = next(one for other, one in above.items() if other in ring)
            names = tuple(above[one].text(schema.roles.name) for one in ring)
            yield Finding("KD322", first.place(schema.roles.parent), {"customers": names})
