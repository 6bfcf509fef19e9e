"""Which records count as evidence for a rule, which may, and which do not: the ``Scale`` that all
kinds of rule share."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.glance.taking import Taking
from kamdocs.compliance.levels import Levels, Named
from kamdocs.compliance.remembering import Remembered
from kamdocs.compliance.word_of import persons_in
from kamdocs.contract.selectors import Selector
from kamdocs.model import CUSTOMER, Fact, NearMiss, Record, day_in, key_of
from kamdocs.sheets import SheetSchema

# Why a visit does not count for a level: the code by (whether it may count, whether it would count
# if one person could stand for several levels).
_WHY_NOT = {
    (True, False): "KD487",
    (False, False): "KD488",
    (True, True): "KD491",
    (False, True): "KD492",
}


_DOUBTS = {"several": "KD470", "disagree": "KD495"}
"""Why it is in doubt whose a record is, by ``Record.matched``; otherwise its name is only similar
(KD454)."""


class Weighed(NamedTuple):
    """A record on the scale: whether it ``counts`` (None: nobody can say), and ``why`` not; None
    where it has nothing to do with what is asked for.

    ``remarks`` are near misses to be told of a record that counts.
    """

    record: Record
    counts: bool | None
    why: NearMiss | None = None
    remarks: tuple[NearMiss, ...] = ()


class _Taken(NamedTuple):
    """Whether a selector takes a record, the near miss at the cell that decides or is silent, and
    the record with the levels for which it counts."""

    answer: bool | None
    why: NearMiss | None
    record: Record
    remarks: tuple[NearMiss, ...] = ()


def whose_in_doubt(schema: SheetSchema, record: Record) -> NearMiss | None:
    """The near miss that says why nobody can tell whose a record is; None where its customer is
    known, or no customer's name is like the one it gives."""
    if not record.likely:
        return None
    facts: dict[str, Fact] = {"name": record.text(schema.roles.name)}
    if record.matched == "disagree":
        facts["code"] = record.text(schema.roles.code)
    place = record.place(schema.roles.name)
    return NearMiss(place, _DOUBTS.get(record.matched, "KD454"), facts)


def perhaps_one(record: Record) -> NearMiss | None:
    """The near miss (KD413) of a record that may tell of the same event as another, with other
    details; None where there is no such other."""
    other = record.perhaps_of
    return NearMiss(record.row, "KD413", {"other": other}) if other else None


class Scale:
    """Weighs the records of one ``kind`` for one rule.

    ``where`` is the rule's selector; the selector of the kind for records that count at all
    (``SheetSchema.counts``) applies as well. With ``evidence`` a record counts only for the levels
    of which somebody is named (see ``kamdocs.compliance.levels``), with ``distinct`` each person
    for one level only; without it the levels that a record claims are taken at their word. With
    ``timely`` a record that was written down long after its day counts only perhaps; without it
    only that there is such a record matters, not since when. ``asked`` are the fields that the rule
    looks at beside its selector.
    """

    def __init__(
        self,
        audit: Audit,
        kind: str,
        where: Mapping[str, Any],
        evidence: bool = True,
        distinct: bool = False,
        timely: bool = True,
        asked: Iterable[str] = (),
    ) -> None:
        self.audit = audit
        self._asked = frozenset(asked)
        self._timely = timely
        self._levels = audit.levels(kind) if evidence else ()
        self._distinct = distinct
        self.kind = kind
        self.schema = audit.schemas[kind]
        self._where = Selector(where)
        self._counting = Selector(self.schema.counts)
        self.takes_look = Remembered(Taking(self._where, self._levels, distinct).takes)
        """By look: whether the rule's selector takes all plain records of it; None where each has
        to be weighed, as a record without a look has."""
        self.limit = timedelta(days=int(audit.policy.value("backdate_limit")))
        """How long after its day a record may be written down and count without approval."""

    @property
    def day_field(self) -> str:
        """The field of the day (or month) of the event."""
        return self.schema.roles.day or self.schema.roles.month

    def is_before(self, record: Record, day: date) -> bool:
        """Whether a record whose day cannot be read surely lies before ``day``: it was recorded
        before that, and records of this kind are never recorded before the event."""
        roles = self.schema.roles
        if not record.recorded or roles.recorded in record.faulty:
            return False
        return self.schema.recorded_last and record.recorded < day

    def candidates(self, customer: Record | None) -> Iterator[tuple[Record, NearMiss | None]]:
        """The records that are or may be about a customer; the latter, which name a similar or
        ambiguous name or nobody at all, with the reason. Every record is about the company
        (``customer`` None)."""
        if customer is None:
            yield from ((record, None) for record in self.audit.book.of(self.kind))
            return
        key = key_of(customer)
        roles = self.schema.roles
        for record in self.audit.book.about(self.kind, key):
            yield record, None
        for record in self.audit.book.likely(self.kind, key):
            yield record, whose_in_doubt(self.schema, record)
        if not self.schema.subject_optional:
            for record in self.audit.book.nameless(self.kind):
                facts: dict[str, Fact] = {"field": self.audit.label(self.kind, roles.name)}
                yield record, NearMiss(record.place(roles.name), "KD457", facts)

    def has_candidates(self, customer: Record) -> bool:
        """Whether ``candidates`` gives any record for a customer."""
        book, key = self.audit.book, key_of(customer)
        if not book.knows(self.kind):
            return False
        nameless = not self.schema.subject_optional and book.nameless(self.kind)
        return bool(nameless or book.about(self.kind, key) or book.likely(self.kind, key))

    def weigh(
        self, record: Record, day: date | None = None, doubt: NearMiss | None = None
    ) -> Weighed:
        """Whether a record counts, and why not.

        ``day`` is when it happened, by default the day of the event. With a ``doubt`` whether it is
        about the customer it counts at best perhaps. What lies after the day of the check does not
        count.
        """
        day = day or record.day
        if record.double_of:
            return Weighed(
                record, False, NearMiss(record.row, "KD462", {"other": record.double_of})
            )
        taken = self._taken(record)
        record = taken.record
        if taken.answer is False:
            return Weighed(record, False, None if self._of_other_sort(record) else taken.why)
        later = self._later(record, day)
        if later:
            return Weighed(record, False, later)
        counting, status = self._ask(self._counting, record)
        if counting is False:
            return Weighed(record, False, status)
        open_cell = doubt or taken.why or status or self._faulty(record)
        open_cell = open_cell or self._backdated(record, day)
        return Weighed(record, None if open_cell else True, open_cell, taken.remarks)

    def _of_other_sort(self, record: Record) -> bool:
        """Whether a record is about another sort of thing than the rule, so that it did not almost
        count: a plan is no agreement."""
        sort = self.schema.roles.sort
        asked = sort in self._where.schema
        return asked and self._where.field(sort, record.get(sort)) is False

    def is_backdated(self, record: Record) -> bool:
        """Whether a record was written down so long after its day that it has to be weighed."""
        day, recorded = record.day, record.recorded
        return bool(day and recorded and recorded - day > self.limit)

    def takes(self, record: Record) -> bool | None:
        """Whether the rule's selector takes a record with the levels for which it counts; its days
        have no say."""
        return self._taken(record).answer

    def _taken(self, record: Record) -> _Taken:
        """What the rule's selector says of a record, in which only the levels for which it counts
        are left of those it claims."""
        taken = _Taken(*self._ask(self._where, record), record)
        for levels in self._levels:
            named = levels.of(taken.record, self._distinct)
            if named:
                taken = self._by_levels(taken, levels, named)
        return taken

    def _by_levels(self, taken: _Taken, levels: Levels, named: Named) -> _Taken:
        """What the selector says of a record that was ``taken`` at its word, once the levels in one
        field are reduced to those of which somebody is ``named``."""
        record, name = taken.record, levels.field
        counted = record.known(values={**record.values, name: named.certain})
        if name not in self._where.schema or self._where.field(name, named.certain):
            remarks = self._stood_in(record, name, named)
            return _Taken(*self._ask(self._where, counted), counted, remarks)
        for row in named.unsure:
            if self._would_take(record, name, row, named.certain):
                return _Taken(None, self.audit.blank("KD457", row, min(row.faulty)), record)
        if taken.answer is False:
            return taken
        open_still = any(self._where.field(name, way) for way in named.ways)
        were_it_shared = bool(self._where.field(name, named.shared))
        borne = named.certain if open_still or were_it_shared else named.shared
        facts: dict[str, Fact] = {
            "level": self.schema.fields[name].shown(self._wanted(record, name, borne)),
            "people": record.get(levels.claim.people),
        }
        why = NearMiss(
            record.place(levels.claim.people), _WHY_NOT[open_still, were_it_shared], facts
        )
        return _Taken(None if open_still else False, why, record)

    def _would_take(self, record: Record, name: str, row: Record, certain: tuple[str, ...]) -> bool:
        """Whether the selector may take a record if a faulty ``row`` about a deputy holds."""
        values = {**record.values, name: (*certain, row.text("level"))}
        unread = {name} if "level" in row.faulty else set()
        return self._where.judge(values, record.faulty | unread)[0] is not False

    def _wanted(self, record: Record, name: str, borne: tuple[str, ...]) -> tuple[str, ...]:
        """The claimed levels that the selector needs, and that nobody named in the record bears
        out (``borne`` are the others)."""
        claimed = record.get(name)
        levels = [str(level) for level in claimed] if isinstance(claimed, tuple) else []
        return tuple(
            level
            for level in levels
            if level not in borne
            and not self._where.field(name, tuple(one for one in levels if one != level))
        )

    def _stood_in(self, record: Record, name: str, named: Named) -> tuple[NearMiss, ...]:
        """A remark (KD489) for each deputy without whose level the selector would not take the
        record."""
        remarks = []
        for row in named.deputies:
            level = row.text("level")
            rest = tuple(one for one in named.certain if one != level)
            if name in self._where.schema and not self._where.field(name, rest):
                facts: dict[str, Fact] = {
                    "deputy": row.text("deputy"),
                    "level": self.schema.fields[name].shown(level),
                    "other": row.row,
                }
                remarks.append(NearMiss(record.row, "KD489", facts))
        return tuple(remarks)

    def selects(self, record: Record) -> tuple[bool | None, NearMiss | None]:
        """Whether the rule's selector takes a record at its word (None: a cell is silent), and the
        near miss at the cell that decides or is silent."""
        return self._ask(self._where, record)

    def _ask(self, selector: Selector, record: Record) -> tuple[bool | None, NearMiss | None]:
        answer, name = selector.judge(record.values, record.faulty)
        if answer is None and record.is_endless(name):  # that is later than any day
            ends = {one: date.max for one in record.notes if record.is_endless(one)}
            answer, name = selector.judge({**record.values, **ends}, record.faulty)
        if answer is True:
            return True, None
        if answer is False:
            return False, self.audit.blank("KD452", record, name)
        return None, self.audit.unsaid(record, name)

    def _faulty(self, record: Record) -> NearMiss | None:
        """A record with errors is no evidence, though it might have been (rule 10). A customer is
        no record of what happened: of its row only the cells count that a rule looks at."""
        wrong = record.faulty & self._asked if self.kind == CUSTOMER else record.faulty
        return self.audit.blank("KD457", record, min(wrong)) if wrong else None

    def _later(self, record: Record, day: date | None) -> NearMiss | None:
        """The near miss of a record that happened (KD463) or was written down (KD455) after the day
        of the check."""
        if day and day > self.audit.as_of:
            return NearMiss(record.place(self.day_field), "KD463", {"day": day})
        if self.kind != CUSTOMER and record.recorded and record.recorded > self.audit.as_of:
            cell = record.place(self.schema.roles.recorded)
            return NearMiss(cell, "KD455", {"recorded": record.recorded})
        return None

    def _backdated(self, record: Record, day: date | None) -> NearMiss | None:
        """The near miss of a record that was written down later than ``backdate_limit`` days after
        its day without approval (KD456), or with that of somebody who took part himself (KD496)."""
        roles = self.schema.roles
        if self.kind == CUSTOMER or not self._timely:  # what is, not what happened
            return None
        if not day or not record.recorded or record.recorded - day <= self.limit:
            return None
        approvers = persons_in(record.get(roles.late_approved)) if roles.late_approved else ()
        acting = {
            person
            for claim in self.schema.claims.values()
            for person in persons_in(record.get(claim.people))
        }
        if any(person not in acting for person in approvers):
            return None
        facts: dict[str, Fact] = {"days": (record.recorded - day).days, "limit": self.limit.days}
        if approvers:
            facts["name"] = approvers[0]
            return NearMiss(record.place(roles.late_approved), "KD496", facts)
        return NearMiss(record.place(roles.recorded), "KD456", facts)

    def remark(self, record: Record, last: date) -> NearMiss | None:
        """What is to be told of a record that counts: it was recorded after ``last``, the last day
        in good time (KD465), or names its customer by an alias (KD469)."""
        roles = self.schema.roles
        if record.recorded and record.recorded > last:
            cell = record.place(roles.recorded)
            return NearMiss(cell, "KD465", {"recorded": record.recorded})
        if record.matched == "alias":
            return NearMiss(record.place(roles.name), "KD469", {"name": record.text(roles.name)})
        return None


def filled_day(record: Record, name: str) -> date | None:
    """The day in a field, or None where it is blank or cannot be read."""
    return day_in(record.get(name))
