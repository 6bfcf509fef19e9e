"""Holds the rows of the archive against each other: one customer given twice, one key given to two
customers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kamdocs.model import Fact, Finding, Place, Record, Succession, Unread, Value, key_of, same_name
from kamdocs.sheets import Roles, SheetSchema
from kamdocs.validation.batch.discrepancies import comparable, discrepancy
from kamdocs.validation.batch.doubles import handed_in_twice
from kamdocs.validation.batch.keys import Keys, folded, repeated, said


def hold_archive(
    customers: Iterable[Record], schema: SheetSchema, names: Mapping[str, str]
) -> tuple[list[Record], list[Finding]]:
    """The customers of all archives with their faulty fields named, and the findings. ``names``
    gives for each name the form in which it is compared.

    Fields in which two rows of one customer differ are faulty in both, since it is not known which
    is right. A key that belongs to another customer is faulty in the later row.
    """
    archive = _Archive(schema)
    known = list(customers)
    findings = [
        finding for customer in _sharing(known, schema, names) for finding in archive.hold(customer)
    ]
    findings += archive.keys.merged()
    known = _with_keys(known, schema, names)
    wrong = archive.wrong
    if not wrong:
        return known, findings
    held = [
        customer.known(faulty=customer.faulty | wrong[customer.row])
        if customer.row in wrong
        else customer
        for customer in known
    ]
    return held, findings


def _with_keys(
    customers: list[Record], schema: SheetSchema, names: Mapping[str, str]
) -> list[Record]:
    """The customers, those without a code as the one customer that has their name and a code."""
    roles = schema.roles
    if all(said(one, roles.code) for one in customers):
        return customers
    coded: dict[str, set[str]] = {}
    for one in customers:
        if said(one, roles.code) and roles.code not in one.faulty:
            coded.setdefault(names[said(one, roles.name)], set()).add(key_of(one))
    known = []
    for one in customers:
        name = names[said(one, roles.name)]
        keys = coded.get(name, set()) if name and not one.text(roles.code) else set()
        known.append(one.known(subject=min(keys)) if len(keys) == 1 else one)
    return known


def _sharing(
    customers: Sequence[Record], schema: SheetSchema, names: Mapping[str, str]
) -> list[Record]:
    """The customers that may share a key or a name with another, in their order; there can be no
    finding on the others."""
    columns: list[tuple[Sequence[Value | None], set[Value | None]]] = [
        ([folded(one.get(key[-1])) for one in customers], {None, "无"}) for key in schema.unique
    ]
    columns.append(([names[said(one, schema.roles.name)] for one in customers], {""}))
    found: set[int] = set()
    for column, nothing in columns:
        shared = repeated(column) - nothing
        if shared:
            found.update(at for at, one in enumerate(column) if one in shared)
    return [customers[at] for at in sorted(found)]


class _Archive:
    """The customers seen so far, by their keys and names."""

    def __init__(self, schema: SheetSchema) -> None:
        self.schema = schema
        self.keys = Keys(schema)
        self.wrong: dict[Place, set[str]] = {}
        self._named: dict[str, Record] = {}
        self._rows: dict[Place, list[Record]] = {}
        """All rows of a customer, by the first."""

    def hold(self, customer: Record) -> Iterator[Finding]:
        """The findings on a customer held against those before it."""
        earlier = self.keys.earlier(customer)
        name = same_name(said(customer, self.schema.roles.name))
        namesake = self._named.setdefault(name, customer) if name else customer
        if earlier is None:  # a merged cell makes it one with the row above
            return
        others = [(field, first) for field, first in earlier if not self._one(customer, first)]
        same = next((pair for pair in earlier if pair not in others), None)
        for field, first in others:
            yield self._of_another(customer, field, first)
        if same:
            yield from self._again(customer, *same)
        elif namesake is not customer and not others:
            yield from self._named_alike(customer, namesake)

    def _one(self, customer: Record, first: Record) -> bool:
        """Whether two rows with the same key have the same name, and so are one customer."""
        name, other = (said(one, self.schema.roles.name) for one in (customer, first))
        if not name or not other or same_name(name) == same_name(other):
            return True
        return same_name(name) in _also(first) or same_name(other) in _also(customer)

    def _of_another(self, customer: Record, field: str, first: Record) -> Finding:
        self._mark(customer, field)
        name = self.schema.roles.name
        facts: dict[str, Fact] = {
            "field": self.schema.label(field),
            "value": customer.get(field),
            "name": customer.text(name),
            "other": first.place(field),
            "other_name": first.text(name),
        }
        return Finding("KD313", customer.place(field), facts)

    def _named_alike(self, customer: Record, first: Record) -> Iterator[Finding]:
        """The finding on two customers with one name under different codes, whose visits cannot be
        told apart."""
        roles = self.schema.roles
        code, other = said(customer, roles.code), said(first, roles.code)
        if not code or not other:
            yield from self._again(customer, roles.name, first)
            return
        facts: dict[str, Fact] = {
            "name": customer.text(roles.name),
            "other": first.place(roles.name),
            "code": code,
            "other_code": other,
        }
        yield Finding("KD307", customer.place(roles.name), facts)

    def _again(self, customer: Record, field: str, first: Record) -> Iterator[Finding]:
        """The findings on a customer that an earlier row has already: one for each field in which
        it differs from the first row about the same time, unless one row follows the other."""
        rows = self._rows.setdefault(first.row, [first])
        beside = _beside(rows, customer, self.schema)
        turns = [_in_turn(one, customer, self.schema) for one in beside]
        rows.append(customer)
        in_turn = [one for one in turns if one]
        if len(in_turn) == len(beside):
            yield self._follows(*in_turn[0])
            return
        order = self.schema.roles.succession.order
        time = order(beside[turns.index(None)])
        first = next(one for one in rows if order(one) == time)
        found = discrepancy(first, customer, self.schema)
        if not found.fields:
            yield handed_in_twice(customer, field, first, found, self.schema)
        name = said(customer, self.schema.roles.name) or first.text(self.schema.roles.name)
        for differing in found.fields:
            self._mark(customer, differing)
            self._mark(first, differing)
            facts: dict[str, Fact] = {
                "name": name,
                "field": self.schema.label(differing),
                "value": self._shown(customer, differing),
                "other": first.place(differing),
                "other_value": self._shown(first, differing),
            }
            yield Finding("KD312", customer.place(differing), facts)

    def _shown(self, customer: Record, field: str) -> Fact:
        """A value for people; an unread one as it is written."""
        value = customer.get(field)
        return value.raw if isinstance(value, Unread) else self.schema.fields[field].shown(value)

    def _follows(self, before: Record, after: Record) -> Finding:
        roles = self.schema.roles
        facts: dict[str, Fact] = {
            "name": after.text(roles.name) or before.text(roles.name),
            "day": _starts(before, after, roles.succession),
            "other": before.place(roles.name),
        }
        return Finding("KD320", after.place(roles.name), facts)

    def _mark(self, record: Record, field: str) -> None:
        self.wrong.setdefault(record.row, set()).add(field)


def _beside(rows: Iterable[Record], other: Record, schema: SheetSchema) -> list[Record]:
    """The neighbours in time of ``other`` among the ``rows`` of the same customer. It takes its
    turn where it is about another time than these (tiers such as 战略, 重点, 战略 again)."""
    order = schema.roles.succession.order
    start = order(other)
    line = sorted(rows, key=order)
    before = [one for one in line if order(one) <= start][-1:]
    after = [one for one in line if order(one) > start][:1]
    return [*before, *after]


def _in_turn(one: Record, other: Record, schema: SheetSchema) -> tuple[Record, Record] | None:
    """Two rows of one customer in the order of their days, if they are about different times; None
    where they are about the same time.

    They are about different times where they begin on different days and give different tiers (even
    if both days lie before dealings began), where dealings had ended by the earlier row before the
    later begins, or where another account manager was appointed in between.
    """
    succession = schema.roles.succession
    before, after = sorted((one, other), key=succession.order)
    if succession.begin(before) == succession.begin(after):
        known = date.min < succession.tier_begun(before) < succession.tier_begun(after)
        raised = known and _another(before, after, schema.roles.tier)
        return (before, after) if raised or _handed_over(before, after, schema.roles) else None
    if succession.begin(before) == date.min:
        return None
    ended = before.get(schema.roles.until)
    left = isinstance(ended, date) and ended <= succession.begin(after)
    return (before, after) if left or _another(before, after, schema.roles.tier) else None


def _handed_over(before: Record, after: Record, roles: Roles) -> bool:
    """Whether two rows with the same tier and dealings name different account managers, of whom the
    second was appointed after the earlier row had begun to hold."""
    succession = roles.succession
    day = succession.handed_over(after)
    return (
        day > max(succession.begin(after), succession.handed_over(before))
        and before.get(roles.tier) == after.get(roles.tier)
        and _another(before, after, roles.manager)
    )


def _another(before: Record, after: Record, name: str) -> bool:
    """Whether two rows give different values of a field, both filled in and sound."""
    known = all(row.get(name) and name not in row.faulty for row in (before, after))
    return known and comparable(before.text(name)) != comparable(after.text(name))


def _starts(before: Record, after: Record, succession: Succession) -> date:
    """The day from which the later of two rows holds."""
    *begins, handed_over = succession.order(after)
    return handed_over if [*succession.order(before)[:2]] == begins else begins[0]


def _also(customer: Record) -> set[str]:
    """The aliases of a customer, in the form in which they are compared."""
    aliases = customer.get("aliases")
    listed = aliases if isinstance(aliases, tuple) else ()
    return {same_name(str(name)) for name in (customer.text("short_name"), *listed)} - {""}
