"""What a rule is held against: the customers in its scope, or each record of a kind in the span."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.evidence import Scale, whose_in_doubt
from kamdocs.compliance.standing import Standing
from kamdocs.model import CUSTOMER, Dated, NearMiss, Period, Record, Rule, day_in
from kamdocs.sheets import SheetSchema


class Subject(NamedTuple):
    """A record that a rule is held against, and whose it is: a customer's, or the company's (None).

    ``doubt`` says why nobody can tell whether the rule is about it. Records of the same customer
    are told apart by ``item``, made of the ``day`` that the cell ``dated`` gives; ``period`` is the
    month of that day.
    """

    record: Record
    customer: Record | None
    doubt: NearMiss | None = None
    period: Period | None = None
    item: str = ""
    dated: Dated | None = None
    day: date | None = None

    @property
    def which(self) -> dict[str, Any]:
        """What tells its verdict from others on the customer, as arguments of ``Audit.ruled``."""
        return {"period": self.period, "item": self.item, "dated": self.dated, "day": self.day}


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
    if rule.names_company and kind:
        yield from _each_of(rule, audit, kind, where, audit.book.of(kind))
        return
    for standing in audit.standings(rule) if audit.book.knows(kind or CUSTOMER) else ():
        if kind and kind != CUSTOMER:
            yield from of_customer(rule, audit, kind, where, standing)
        elif subject := of_today(rule, audit, standing):
            yield subject


def of_today(rule: Rule, audit: Audit, standing: Standing) -> Subject | None:
    """A customer whom the rule binds today; None where it does not."""
    if standing.holds_on(audit.as_of):
        because = standing.because_on(audit.as_of)
    elif rule.terms.get("ended") and standing.over_by(audit.as_of):
        because = standing.stretches[-1].because
    else:
        return None
    return Subject(standing.customer, standing.customer, because)


def of_customer(
    rule: Rule, audit: Audit, kind: str, where: Mapping[str, Any], standing: Standing
) -> Iterator[Subject]:
    """The records of a kind that are or may be about one customer, as ``subjects`` gives them."""
    for one in _each_of(rule, audit, kind, where, records_of(audit, kind, standing.key)):
        day = _day_of(one.record, rule)
        over = bool(day and rule.terms.get("ended") and standing.over_by(day))
        if day and (over or standing.holds_on(day)):
            unsure = whose_in_doubt(audit.schemas[kind], one.record)
            doubt = unsure or standing.doubt_on(day) or one.doubt
            yield one._replace(customer=standing.customer, doubt=doubt)


def _each_of(
    rule: Rule, audit: Audit, kind: str, where: Mapping[str, Any], records: tuple[Record, ...]
) -> Iterator[Subject]:
    """Those of some records that lie in the span and that the rule takes or may take, of no
    customer yet."""
    scale = Scale(audit, kind, where, evidence=False)
    found: list[tuple[Record, date]] = []
    for record in (_reckoned(one, rule, audit) for one in records):
        day = _day_of(record, rule)
        if day is None or day not in audit.span or not audit.policy.in_force(day):
            continue
        if scale.weigh(record, day).counts is not False:
            found.append((record, day))
    items = told_apart((str(day), record) for record, day in found)
    for (record, day), item in zip(found, items, strict=True):
        answer, why = scale.selects(record)
        doubt = why if answer is None else None
        dated = _dated(audit.schemas[kind], record, rule)
        yield Subject(record, None, doubt, Period.holding(day, "month"), item, dated, day)


def _reckoned(record: Record, rule: Rule, audit: Audit) -> Record:
    """A record with the numbers of days that it leaves blank filled in where ``reckoned`` names two
    days for them: the days from the first to the second, 0 where that lies before. A second day
    that is left blank lies after all days of which the register tells by now."""
    values = {}
    for name, (first, last) in rule.terms.get("reckoned", {}).items():
        start, end = (day_in(record.get(one)) for one in (first, last))
        if record.get(name) is not None or start is None or record.faulty & {first, last}:
            continue
        if end := end or _not_before(record, start, audit):
            values[name] = max(0, (end - start).days)
    return record.known(values={**record.values, **values}) if values else record


def _not_before(record: Record, start: date, audit: Audit) -> date | None:
    """The first day from ``start`` on which something may have happened of which a record does not
    say when: that for which no sheet speaks or, during the grace for recording, the day of the
    check less that. None where no sheet speaks for ``start`` itself."""
    certain = audit.as_of - audit.grace
    if certain <= start:
        return start
    gap = audit.book.unspoken(record.kind, record.subject or "", start, certain)
    return None if gap == start else gap or certain


def records_of(audit: Audit, kind: str, customer: str) -> tuple[Record, ...]:
    """The records about a customer, then those whose name is only like its own or fits several
    customers."""
    return (*audit.book.about(kind, customer), *audit.book.likely(kind, customer))


def told_apart(named: Iterable[tuple[str, Record]]) -> list[str]:
    """The names of some records, those that come again with a number: a, a#2, b.

    They are numbered in the order in which they were recorded, first those that do not say when:
    what is reported later takes no number from what was there, whatever its file is called.
    """
    named = list(named)
    seen: Counter[str] = Counter()
    items = [name for name, _ in named]
    for at in sorted(range(len(named)), key=lambda at: named[at][1].recorded or date.min):
        name = items[at]
        seen[name] += 1
        items[at] = name if seen[name] == 1 else f"{name}#{seen[name]}"
    return items


def _day_of(record: Record, rule: Rule) -> date | None:
    """The day by which a record lies in the span."""
    return _own_day(record, rule) or record.day


def _own_day(record: Record, rule: Rule) -> date | None:
    """The day in the field that the rule's ``dated`` names (of periods, their last day); None
    without such a field or where it is blank."""
    dated = record.get(rule.terms.get("dated", ""))
    periods = dated if isinstance(dated, tuple) else (dated,)
    last = max((one.last for one in periods if isinstance(one, Period)), default=None)
    return last or day_in(dated)


def _dated(schema: SheetSchema, record: Record, rule: Rule) -> Dated:
    """The cell that gives the day by which a record lies in the span."""
    of_event = schema.roles.day or schema.roles.month
    name = rule.terms["dated"] if _own_day(record, rule) else of_event
    return Dated(record.kind, name, record.place(name))
