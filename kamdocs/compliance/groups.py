"""Which customers belong to the group of another, as the archive says it today."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kamdocs.model import Record, key_of


class Member(NamedTuple):
    """A member of a customer's group. ``unsure`` is the row of the archive that leaves open whether
    it belongs there; None where that is certain."""

    customer: Record
    unsure: Record | None = None


class Groups:
    """The customers by their parents in the archive."""

    def __init__(self, customers: Iterable[Record]) -> None:
        self._below: dict[str, list[Member]] = {}
        for customer in customers:
            if customer.parent:
                self._below.setdefault(customer.parent, []).append(Member(customer))
            for key in customer.likely_parents:
                self._below.setdefault(key, []).append(Member(customer, customer))

    def below(self, customer: Record) -> Iterator[Member]:
        """All members below a customer, however far down, each once; those that belong there for
        certain first."""
        certain = list(self._reached([Member(customer)], {key_of(customer)}, unsure=False))
        yield from certain
        seen = {key_of(customer), *(key_of(one.customer) for one in certain)}
        yield from self._reached([Member(customer), *certain], seen, unsure=True)

    def _reached(self, waiting: list[Member], seen: set[str], unsure: bool) -> Iterator[Member]:
        for above in waiting:
            for one in self._below.get(key_of(above.customer), ()):
                doubt = above.unsure or one.unsure
                if key_of(one.customer) in seen or (doubt and not unsure):
                    continue
                seen.add(key_of(one.customer))
                member = Member(one.customer, doubt)
                waiting.append(member)
                yield member
