"""What a rule is held against: the customers in its scope, or each record of a kind in the span."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.plain import Look, Seen
from kamdocs.compliance.standing import Standing
from kamdocs.model import CUSTOMER, NearMiss, Period, Record, Rule, day_in


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that a rule is held against, and whose it is: a customer's, or the company's.

    ``doubt`` says why nobody can tell whether the rule is about it; ``period`` and ``item`` tell
    several records of a customer apart.
    """

    record: Record
    customer: Record | None
    doubt: NearMiss | None = None
    period: Period | None = None
    item: str = ""


def subjects(
    rule: Rule, audit: Audit, kind: str | None, where: Mapping[str, Any]
) -> Iterator[Subject]:
    """Every customer whom the rule binds today, or with a ``kind`` each of its records in the span
    that counts at all and that ``where`` takes or may take.

    A record lies in the span by the day of its event, or by that in the field ``dated`` where the
    rule names one and it is filled in (of periods, their last day). With ``ended`` the rule is
    about those customers as well with whom dealings have ended. A rule with ``subject: company`` is
    about records whoever they concern.
    """
    if rule.terms.get("subject") == "company" and kind:
        in_span = InSpan(rule, audit, kind, where)
        for case in in_span.among((record, None) for record in audit.book.of(kind)):
            yield in_span.subject(case)
        return
    if kind and kind != CUSTOMER:
        if not audit.book.knows(kind):
            return
        in_span = InSpan.shared(rule, audit, kind, where)
        for standing in audit.standings(rule):
            for case in in_span.of(standing.key):
                subject = in_span.subject_of(rule, standing, case)
                if subject:
                    yield subject
        return
    for standing in audit.standings(rule):
        if standing.holds_on(audit.as_of):
            because = standing.because_on(audit.as_of)
            yield Subject(standing.customer, standing.customer, because)
        elif rule.terms.get("ended") and standing.over_by(audit.as_of):
            because = standing.stretches[-1].because
            yield Subject(standing.customer, standing.customer, because)


class Case(NamedTuple):
    """A record in the span with its day, its look where it is plain and surely taken, and the item
    that tells it apart from others."""

    record: Record
    day: date
    look: Look | None
    item: str


class InSpan:
    """The records of a kind in the span that a selector takes or may take, found once for all
    rules that choose them alike."""

    def __init__(self, rule: Rule, audit: Audit, kind: str, where: Mapping[str, Any]) -> None:
        self._audit = audit
        self._dated = rule.terms.get("dated", "")
        self._scale = Scale(audit, kind, where, evidence=False)
        self._glance = not self._dated and audit.plain.choices(kind) >= where.keys()
        self._cases: dict[str, list[Case]] = {}

    @classmethod
    def shared(cls, rule: Rule, audit: Audit, kind: str, where: Mapping[str, Any]) -> "InSpan":
        """The same for all rules of an audit that choose records alike."""
        about = cls.__name__, kind, where, rule.terms.get("dated")
        return audit.once(about, lambda: cls(rule, audit, kind, where))

    def of(self, customer: str) -> list[Case]:
        """Those of a customer."""
        if customer not in self._cases:
            seen = self._audit.plain.of(self._scale.kind, customer)
            self._cases[customer] = self.among(seen)
        return self._cases[customer]

    def among(self, seen: Iterable[Seen]) -> list[Case]:
        """Those among some records."""
        first, last = self._audit.judged
        found: list[tuple[Record, date, Look | None]] = []
        for record, look in seen:
            if look and self._glance:
                taken, day = self._scale.takes_look(look), record.day
                if taken is not False and day and first <= day <= last:
                    found.append((record, day, look if taken else None))
                continue
            at = _day_of(record, self._dated)
            if at and first <= at <= last and self._scale.weigh(record, at).counts is not False:
                found.append((record, at, None))
        items = told_apart(str(day) for _, day, _ in found)
        return [Case(*one, item) for one, item in zip(found, items, strict=True)]

    def subject(self, case: Case) -> Subject:
        """A record as what a rule is held against, whoever it concerns."""
        answer, why = self._scale.selects(case.record)
        doubt = why if answer is None else None
        return Subject(case.record, None, doubt, Period.holding(case.day, "month"), case.item)

    def subject_of(self, rule: Rule, standing: Standing, case: Case) -> Subject | None:
        """The same of a customer; None where the rule does not bind the customer on the day."""
        over = bool(rule.terms.get("ended") and standing.over_by(case.day))
        if not (over or standing.holds_on(case.day)):
            return None
        one = self.subject(case)
        doubt = standing.doubt_on(case.day) or one.doubt
        return replace(one, customer=standing.customer, doubt=doubt)


def cases(rule: Rule, audit: Audit, in_span: InSpan) -> Iterator[tuple[Standing, Case, bool]]:
    """The records of customers, and whether the rule is surely about each."""
    for standing in audit.standings(rule):
        first, last = standing.sure or (date.max, date.min)
        for case in in_span.of(standing.key):
            yield standing, case, case.look is not None and first <= case.day <= last


def told_apart(items: Iterable[str]) -> Iterator[str]:
    """Some names in their order, those that come again with a number: a, a#2, b."""
    seen: Counter[str] = Counter()
    for item in items:
        seen[item] += 1
        yield item if seen[item] == 1 else f"{item}#{seen[item]}"


def _day_of(record: Record, name: str) -> date | None:
    """The day by which a record lies in the span."""
    dated = record.get(name)
    periods = dated if isinstance(dated, tuple) else (dated,)
    last = max((one.last for one in periods if isinstance(one, Period)), default=None)
    return last or day_in(dated) or record.day
