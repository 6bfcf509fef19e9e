"""What must be filled in on a record, and how: the words that several kinds of rule share.

``need`` names fields that may not be blank. ``must`` is a selector that their values have to meet.
``equals`` names fields that must have the same words as a field of the customer, unless the
selector ``unless`` takes the record. ``fresh`` names days that may not be older than so many
months. ``in_force`` names last days that may not be over on the day of the check. ``no_later_than``
names days that may not lie after the day in another field, ``no_more_than`` figures that may not be
larger than the one in another. All fields named may not be blank.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from kamdocs.compliance.audit import DAYS, NUMBERS, Audit, Mention
from kamdocs.compliance.glance.looks import Look
from kamdocs.compliance.remembering import Remembered
from kamdocs.contract.selectors import Selector
from kamdocs.model import (
    CUSTOMER,
    NOWHERE,
    Fact,
    NearMiss,
    Place,
    Record,
    Text,
    Unread,
    day_in,
    months_after,
    same_name,
)
from kamdocs.words.figures import behind

_OF_TWO: dict[str, Any] = {
    "type": "dict",
    "keysrules": {"type": "string"},
    "valuesrules": {"type": "string"},
}
DEMANDS: dict[str, Any] = {
    "need": {"type": "list", "minlength": 1, "schema": {"type": "string"}},
    "must": {"type": "dict"},
    "equals": {"type": "dict", "keysrules": {"type": "string"}, "valuesrules": {"type": "string"}},
    "unless": {"type": "dict", "dependencies": "equals"},
    "fresh": {
        "type": "dict",
        "keysrules": {"type": "string"},
        "valuesrules": {"type": "integer", "min": 1, "max": 120},
    },
    "in_force": {"type": "list", "minlength": 1, "schema": {"type": "string"}},
    "no_later_than": _OF_TWO,
    "no_more_than": _OF_TWO,
}


_FIGURES = (int, Decimal)
_SAYS_NOTHING = frozenset({"KD412", "KD451", "KD457", "KD459"})


def _nothing(_: object) -> tuple[()]:
    return ()


class Asked(NamedTuple):
    """How a record meets the demands: the labels of all fields ``wanted`` and of those ``missing``,
    the ``first`` cell to look at, the cells that are as they should be (``kept``), and the near
    misses at those that are not (``lacks``) or that do not say (``unclear``)."""

    wanted: tuple[Text, ...]
    missing: tuple[Text, ...]
    first: Place
    kept: tuple[Place, ...]
    lacks: tuple[NearMiss, ...]
    unclear: tuple[NearMiss, ...]


class Demands:
    """The demands of a rule, to be held against one record after the other."""

    def __init__(self, audit: Audit, terms: Mapping[str, Any]) -> None:
        self.audit = audit
        self._must = Selector(terms.get("must", {}))
        self._equals: Mapping[str, str] = terms.get("equals", {})
        self._unless = Selector(terms["unless"]) if "unless" in terms else None
        self._fresh: Mapping[str, int] = terms.get("fresh", {})
        self._in_force: Collection[str] = terms.get("in_force", ())
        self._not_after: Mapping[str, str] = terms.get("no_later_than", {})
        self._not_above: Mapping[str, str] = terms.get("no_more_than", {})
        beside = (self._equals, self._fresh, self._in_force, self._not_after, self._not_above)
        intricate = [name for part in beside for name in part]
        self._intricate = frozenset(intricate)
        self._chosen = itemgetter(*self._must.schema) if self._must.schema else _nothing
        self._by_values = Remembered(self._met_by)
        asked = (*terms.get("need", ()), *self._must.schema, *intricate)
        self._names = tuple(dict.fromkeys(asked))
        self._wanted = frozenset(self._names)
        self._may_never_end = frozenset(self._endless(audit, terms))

    @staticmethod
    def mentions(terms: Mapping[str, Any], kind: str) -> Iterator[Mention]:
        """The names in the words of the demands, to be looked up."""
        yield Mention(("need",), kind, tuple(terms.get("need", ())))
        yield Mention(("must",), kind, (), terms.get("must", {}))
        yield Mention(("equals",), kind, tuple(terms.get("equals", ())))
        yield Mention(("equals",), CUSTOMER, tuple(terms.get("equals", {}).values()))
        yield Mention(("unless",), kind, (), terms.get("unless", {}))
        yield Mention(("fresh",), kind, tuple(terms.get("fresh", ())), types=DAYS)
        yield Mention(("in_force",), kind, tuple(terms.get("in_force", ())), types=DAYS)
        for part, types in (("no_later_than", DAYS), ("no_more_than", NUMBERS)):
            for pair in terms.get(part, {}).items():
                yield Mention((part, pair[0]), kind, pair, types=types, alike=True)

    def of(self, record: Record, customer: Record | None) -> Asked:
        """How a record, and the customer whom it is about, meet the demands; without a customer
        (a rule about the company) that is the one whom the record names. A faulty field is unclear,
        not lacking."""
        kept: list[Place] = []
        missing: list[str] = []
        lacks: list[NearMiss] = []
        unclear: list[NearMiss] = []
        for name in self._names:
            miss = self._missed(name, record, customer)
            if miss is None:
                kept.append(record.place(name))
            elif miss.code in _SAYS_NOTHING:
                unclear.append(miss)
            else:
                missing.append(name)
                lacks.append(miss)
        return Asked(
            self._labels(record, self._names),
            self._labels(record, missing),
            record.place((missing or self._names)[0]) if self._names else record.row,
            tuple(kept),
            tuple(lacks),
            tuple(unclear),
        )

    def met(self, record: Record, customer: Record | None) -> bool | None:
        """Whether a record meets all demands; None where a cell leaves that open. It agrees with
        ``of``, which also tells what is lacking, and is much faster."""
        lacks = not record.values.keys() >= self._wanted
        if lacks and not any(map(record.is_endless, self._may_never_end)):
            return False
        if not (lacks or self._intricate or record.faulty):
            return self._by_values[self._chosen(record.values)]
        met: bool | None = True
        for name in self._names:
            answer = self._is_met(name, record, customer)
            if answer is False:
                return False
            met = met and answer
        return met

    def met_by_look(self, look: Look) -> bool | None:
        """Whether all plain records (without a faulty cell) of a look meet the demands; None where
        that depends on the values of each."""
        if not look.said.keys() >= self._wanted:
            return None if self._may_never_end else False
        told = [name for name in self._must.schema if look.tells(name)]
        answers = [self._must.field(name, look.get(name)) for name in told]
        if False in answers:
            return False
        hangs = self._intricate or len(told) < len(self._must.schema) or None in answers
        return None if hangs else True

    def met_by_each(
        self, records: Iterable[Record], customer: Record | None
    ) -> Iterator[bool | None]:
        """What ``met`` says of each of some plain records that have all wanted fields filled in, or
        say that there is no last day."""
        if self._intricate or self._may_never_end:
            return (self.met(record, customer) for record in records)
        values = map(attrgetter("values"), records)
        return map(self._by_values.__getitem__, map(self._chosen, values))

    def _met_by(self, said: Any) -> bool | None:
        """Whether values meet ``must``: ``said`` is a tuple in the order of its fields, or the
        value itself where it names one field."""
        names = tuple(self._must.schema)
        answers = {*map(self._must.field, names, (said,) if len(names) == 1 else said)}
        return False if False in answers else None if None in answers else True

    def _is_met(self, name: str, record: Record, customer: Record | None) -> bool | None:
        if name in self._intricate:
            miss = self._missed(name, record, customer)
            return None if miss and miss.code in _SAYS_NOTHING else miss is None
        value = record.get(name)
        if value is None:
            return name in self._may_never_end and record.is_endless(name)
        if name in record.faulty or isinstance(value, Unread):
            return None
        return self._must.field(name, value) if name in self._must.schema else True

    def _endless(self, audit: Audit, terms: Mapping[str, Any]) -> Iterator[str]:
        """The fields of which it will do that there is no last day (长期): that is in force, it is
        filled in, and no day is later, but it cannot be compared with anything else."""
        for name, field in audit.schemas[terms.get("of", CUSTOMER)].fields.items():
            if not field.endless or name not in self._wanted:
                continue
            accepted = name not in self._must.schema or self._must.field(name, date.max)
            if accepted and (name in self._in_force or name not in self._intricate):
                yield name

    def _labels(self, record: Record, names: list[str] | tuple[str, ...]) -> tuple[Text, ...]:
        return tuple(self.audit.label(record.kind, name) for name in names)

    def _missed(self, name: str, record: Record, customer: Record | None) -> NearMiss | None:
        """The near miss at a field that does not meet the demands, or does not say; None where it
        meets them."""
        value = record.get(name)
        if name in self._may_never_end and record.is_endless(name):
            return None
        if value is None:
            return self.audit.blank("KD452" if record.is_endless(name) else "KD201", record, name)
        if name in record.faulty or isinstance(value, Unread):
            return self.audit.blank("KD457", record, name)
        if name in self._must.schema:
            answer = self._must.field(name, value)
            if answer is None:
                return self.audit.unsaid(record, name)
            if not answer:
                return self.audit.blank("KD452", record, name)
        if name in self._fresh and (stale := self._stale(name, value, record)):
            return stale
        if name in self._in_force and (over := self._over(name, value, record)):
            return over
        if name in self._not_after and (later := self._later(name, value, record)):
            return later
        if name in self._not_above and (above := self._above(name, value, record)):
            return above
        return self._unequal(name, record, customer) if name in self._equals else None

    def _field(self, record: Record, name: str) -> dict[str, Fact]:
        return {"field": self.audit.label(record.kind, name)}

    def _stale(self, name: str, value: object, record: Record) -> NearMiss | None:
        months = self._fresh[name]
        if isinstance(value, date) and value >= months_after(self.audit.as_of, -months):
            return None
        facts: dict[str, Fact] = {**self._field(record, name), "day": value, "months": months}
        return NearMiss(record.place(name), "KD480", facts)

    def _over(self, name: str, value: object, record: Record) -> NearMiss | None:
        """The near miss (KD623) at a last day that is over on the day of the check."""
        last = day_in(value)
        if last is None or last >= self.audit.as_of:
            return None
        facts: dict[str, Fact] = {**self._field(record, name), "day": last}
        return NearMiss(record.place(name), "KD623", facts)

    def _above(self, name: str, value: object, record: Record) -> NearMiss | None:
        """The near miss (KD624) at a figure that is larger than the one in the other field; where
        that is blank (KD451) or cannot be read (KD457), it leaves the verdict open."""
        other = self._not_above[name]
        most = record.get(other)
        if other in record.faulty or isinstance(most, Unread):
            return self.audit.blank("KD457", record, other)
        if not isinstance(value, _FIGURES) or not isinstance(most, _FIGURES):
            return self.audit.blank("KD451", record, other)
        if value <= most:
            return None
        fields = self.audit.schemas[record.kind].fields
        facts: dict[str, Fact] = {
            **self._field(record, name),
            "value": fields[name].in_its_unit(value),
            "unit": behind(fields[name].unit),
            "after": fields[other].label,
            "other_value": fields[other].in_its_unit(most),
            "other_unit": behind(fields[other].unit),
        }
        return NearMiss(record.place(name), "KD624", facts)

    def _later(self, name: str, value: object, record: Record) -> NearMiss | None:
        """The near miss (KD614) at a day that lies after the day in the other field; KD457 where
        that cannot be read."""
        other = self._not_after[name]
        if other in record.faulty or isinstance(record.get(other), Unread):
            return self.audit.blank("KD457", record, other)
        day, last = day_in(value), day_in(record.get(other))
        if day is None or last is None or day <= last:
            return None
        facts: dict[str, Fact] = {
            **self._field(record, name),
            "day": day,
            "after": self.audit.label(record.kind, other),
            "after_day": last,
        }
        return NearMiss(record.place(name), "KD614", facts)

    def _excused(self, record: Record) -> tuple[bool | None, str]:
        """Whether ``unless`` takes a record, so that ``equals`` is not asked for; and the field
        that decides or is silent."""
        if self._unless is None:
            return False, ""
        return self._unless.judge(record.values, record.faulty)

    def _of_nobody(self, record: Record, name: str) -> NearMiss:
        """The near miss of a record of which nobody knows whose it is: no archive was handed in
        (KD459), or its own cell is blank (KD451) or wrong (KD457)."""
        audit = self.audit
        if not audit.book.handed_in(CUSTOMER):
            return NearMiss(NOWHERE, "KD459", {"kind": audit.schemas[CUSTOMER].title})
        whose = audit.schemas[record.kind].roles.name or name
        return audit.blank("KD451" if record.nameless else "KD457", record, whose)

    def _unequal(self, name: str, record: Record, customer: Record | None) -> NearMiss | None:
        wanted = self._equals[name]
        answer, silent = self._excused(record)
        if answer:
            return None
        customer = customer or self.audit.book.customer(record.subject or "")
        if customer is None:
            return self._of_nobody(record, name)
        if wanted in customer.faulty or isinstance(customer.get(wanted), Unread):
            return self.audit.blank("KD457", customer, wanted)
        if customer.get(wanted) is None:
            return self.audit.blank("KD451", customer, wanted)
        if same_name(record.text(name)) == same_name(customer.text(wanted)):
            return None
        if answer is None:
            code = "KD457" if silent in record.faulty else "KD451"
            return self.audit.blank(code, record, silent)
        facts: dict[str, Fact] = {
            **self._field(record, name),
            "value": record.text(name),
            "other_value": customer.text(wanted),
            "other": customer.place(wanted),
        }
        return NearMiss(record.place(name), "KD481", facts)
