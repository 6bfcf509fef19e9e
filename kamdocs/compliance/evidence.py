"""Which records count for a rule in a period, which might, and which almost did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kamdocs.compliance.audit import Audit
from kamdocs.contract import Selector
from kamdocs.model import Fact, NearMiss, Period, Place, Record, key_of

_NEARBY = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Maybe:
    """A record that might count, and why nobody can say."""

    record: Record
    why: NearMiss


@dataclass
class Weighed:
    """The records sorted: certain, possible, and near misses."""

    certain: list[Record] = field(default_factory=list)
    possible: list[Maybe] = field(default_factory=list)
    near: list[NearMiss] = field(default_factory=list)

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(record.row for record in self.certain)

    @property
    def misses(self) -> tuple[NearMiss, ...]:
        return (*(maybe.why for maybe in self.possible), *self.near)


class Scale:
    """Weighs the records of one kind for one rule.

    ``where`` is the rule's selector; that of the pack for the kind holds besides.
    """

    def __init__(self, audit: Audit, kind: str, where: Mapping[str, Any]) -> None:
        self.audit = audit
        self.kind = kind
        self.schema = audit.schemas[kind]
        self._selectors = (audit.counts(kind), Selector(where))
        self._limit = timedelta(days=int(audit.policy.value("backdate_limit")))

    def weigh(self, customer: Record, period: Period) -> Weighed:
        """Sort what is known of a customer by whether it counts in a period."""
        found = Weighed()
        key = key_of(customer)
        book = self.audit.book
        for record in book.about(self.kind, key):
            if record.double_of:
                if record.day and record.day in period:
                    other: dict[str, Fact] = {"other": record.double_of}
                    found.near.append(NearMiss(record.row, "KD462", other))
            else:
                self._place(record, period, found)
        for record in book.likely(self.kind, key):
            name = record.text(self.schema.roles.name)
            cell = record.place(self.schema.roles.name)
            why = NearMiss(cell, "KD454", {"name": name})
            self._place(record, period, found, why)
        return found

    def _place(
        self, record: Record, period: Period, found: Weighed, similar: NearMiss | None = None
    ) -> None:
        answer, why = self.accepts(record)
        day_field = self.schema.roles.day or self.schema.roles.month
        if record.day is None:
            if answer is not False:
                name = self.audit.label(self.kind, day_field)
                cell = NearMiss(record.place(day_field), "KD457", {"field": name})
                found.possible.append(Maybe(record, similar or cell))
            return
        if record.day not in period:
            apart = min(abs(record.day - period.start), abs(record.day - period.last))
            if answer and not similar and apart <= _NEARBY:
                facts: dict[str, Fact] = {"day": record.day, "period": period}
                found.near.append(NearMiss(record.place(day_field), "KD453", facts))
            return
        later, doubt = self.later(record, record.day), similar or why
        if later or answer is False:
            near = later or why
            found.near += [near] if near and not similar else []
        elif doubt:
            found.possible.append(Maybe(record, doubt))
        else:
            self._count(record, record.day, period, found)

    def _count(self, record: Record, day: date, period: Period, found: Weighed) -> None:
        recorded = record.recorded
        approved = record.text(self.schema.roles.late_approved)
        if recorded and recorded - day > self._limit and not approved:
            facts: dict[str, Fact] = {"days": (recorded - day).days, "limit": self._limit.days}
            cell = record.place(self.schema.roles.recorded)
            found.possible.append(Maybe(record, NearMiss(cell, "KD456", facts)))
            return
        found.certain.append(record)
        if recorded and recorded > period.last + self.audit.grace:
            cell = record.place(self.schema.roles.recorded)
            found.near.append(NearMiss(cell, "KD465", {"recorded": recorded}))

    def later(self, record: Record, day: date) -> NearMiss | None:
        """Why a record does not count yet on the day of the check, or None."""
        if day > self.audit.as_of:
            name = self.schema.roles.day or self.schema.roles.month
            return NearMiss(record.place(name), "KD463", {"day": day})
        if record.recorded and record.recorded > self.audit.as_of:
            cell = record.place(self.schema.roles.recorded)
            return NearMiss(cell, "KD455", {"recorded": record.recorded})
        return None

    def accepts(self, record: Record) -> tuple[bool | None, NearMiss | None]:
        """As ``selects``, but a record with errors is never taken for certain."""
        answer, cell = self.selects(record)
        if answer is True and record.faulty:
            return None, self.audit.blank("KD457", record, min(record.faulty))
        return answer, cell

    def selects(self, record: Record) -> tuple[bool | None, NearMiss | None]:
        """Whether the selectors take a record, and the cell that decides or leaves it open."""
        open_cell: NearMiss | None = None
        for selector in self._selectors:
            answer, name = selector.judge(record.values, record.faulty)
            if answer is False:
                return False, self.audit.blank("KD452", record, name)
            if answer is None:
                code = "KD457" if name in record.faulty else "KD451"
                open_cell = open_cell or self.audit.blank(code, record, name)
        return (None if open_cell else True), open_cell
