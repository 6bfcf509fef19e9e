"""Finds customers whose names are nearly equal, perhaps one customer under two codes. They are
never merged."""

from collections.abc import Iterator, Mapping, Sequence

from kamdocs.model import CUSTOMER, Fact, Finding, Record, Unread, key_of
from kamdocs.sheets import Schemas
from kamdocs.validation.batch.discrepancies import comparable
from kamdocs.validation.batch.firms import bare as without_form
from kamdocs.validation.batch.firms import odd, told_apart
from kamdocs.validation.batch.glancing import LONGEST, NUMBERS, SHORTEST, worth_a_look
from kamdocs.validation.batch.keys import said

_LOOKED_AT = 8
"""The most earlier names with a part in common that are looked at, so that the time grows only with
the number of customers."""


def similar_customers(
    customers: Sequence[Record], schemas: Schemas, names: Mapping[str, str]
) -> Iterator[Finding]:
    """A note for every customer whose name is nearly that of an earlier one, at its first row.
    ``names`` gives for each name the form in which it is compared.

    Names are nearly equal if they differ only in the legal form, by one character more, or in the
    order of two characters; or in one character, if another field agrees too (``telling`` in the
    schema).
    """
    telling = schemas[CUSTOMER].telling
    first: dict[str, Record] = {}
    for customer in customers:
        first.setdefault(names[said(customer, "name")], customer)
    bare = {name: without_form(name) for name in first}
    close = worth_a_look([*bare.values()])
    seen: dict[str, list[_Named]] = {}
    for name, customer in first.items():
        if bare[name] not in close:
            continue
        named = _Named(customer, bare[name])
        near = next((one for one in named.candidates(seen) if named.near(one, telling)), None)
        for part in named.parts:
            known = seen.setdefault(part, [])
            if len(known) < _LOOKED_AT:
                known.append(named)
        if near:
            facts: dict[str, Fact] = {
                "name": customer.text("name"),
                "near": near.customer.text("name"),
                "other": near.customer.place("name"),
            }
            yield Finding("KD319", customer.place("name"), facts)


class _Named:
    """A customer by the part of its name that tells which firm it is."""

    def __init__(self, customer: Record, bare: str) -> None:
        """``bare`` is the name in the form in which it is compared, without the legal form."""
        self.customer, self.bare, self.parts = customer, bare, _parts(bare)
        self.key = key_of(customer)

    def candidates(self, seen: dict[str, list["_Named"]]) -> list["_Named"]:
        """The earlier customers whose names share a part with this one."""
        found = {}
        for part in self.parts:
            if part in seen:  # few names share one
                found.update({id(one): one for one in seen[part]})
        return list(found.values())

    def near(self, other: "_Named", telling: Sequence[str]) -> bool:
        """Whether two different names that share a part are nearly equal."""
        if self.key == other.key:
            return False
        mine, theirs = odd(self.bare, other.bare)
        if not mine and not theirs:
            return True
        if told_apart(self.bare, other.bare):
            return False
        if min(len(self.bare), len(other.bare)) < SHORTEST or NUMBERS & {*mine, *theirs}:
            return False
        if len(mine) == len(theirs) == 1:
            return self._agrees(other, telling)
        return len(mine) + len(theirs) == 1 or (len(mine) == 2 and mine == theirs[::-1])

    def _agrees(self, other: "_Named", telling: Sequence[str]) -> bool:
        for name in telling:
            value, known = self.customer.get(name), other.customer.get(name)
            if value in (None, "无") or known is None or isinstance(value, Unread):
                continue
            if comparable(value) == comparable(known):
                return True
        return False


def _parts(bare: str) -> tuple[str, ...]:
    """The name and, where it is long enough, the name with each single character left out, except
    numbers, since names that differ in a number are not nearly equal."""
    if len(bare) < 2:
        return ()
    if not SHORTEST <= len(bare) <= LONGEST:
        return (bare,)
    less = [bare[:at] + bare[at + 1 :] for at, char in enumerate(bare) if char not in NUMBERS]
    return tuple(dict.fromkeys([bare, *less]))
