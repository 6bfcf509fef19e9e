"""``deadline``: something is done for each period by a day counted from the period's start.

``due`` gives the day in the month that comes ``months`` after the first of the period, or in its
``month``-th month; a day that the month lacks is its last.
Any of the ``sources`` can prove it: a record that ``covers`` the period and was ``done`` on a day.
With ``or_company``, a record that names no customer serves every one in scope.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.compliance.evidence import Scale, Weighed, filled_day
from kamdocs.compliance.standing import Standing
from kamdocs.model import (
    MONTHS,
    Fact,
    Finding,
    NearMiss,
    Period,
    Place,
    Record,
    Rule,
    Status,
    months_after,
)

CODE = "KD403"
TERMS: dict[str, Any] = {
    "subject": {"type": "string", "allowed": ["customer", "company"]},
    "each": {"type": "string", "required": True, "allowed": list(MONTHS)},
    "due": {
        "type": "dict",
        "required": True,
        "schema": {
            "months": {
                "type": "integer",
                "required": True,
                "min": 0,
                "max": 24,
                "excludes": "month",
            },
            "month": {
                "type": "integer",
                "required": True,
                "min": 1,
                "max": 12,
                "excludes": "months",
            },
            "day": {"type": "integer", "required": True, "min": 1, "max": 31},
        },
    },
    "sources": {
        "type": "list",
        "required": True,
        "minlength": 1,
        "schema": {
            "type": "dict",
            "schema": {
                "of": {"type": "string", "required": True},
                "covers": {"type": "string", "required": True},
                "done": {"type": "string", "required": True},
                "or_company": {"type": "boolean"},
                "where": {"type": "dict"},
            },
        },
    },
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    for index, source in enumerate(terms["sources"]):
        names = (source["covers"], source["done"])
        yield Mention(("sources", index), source["of"], names, source.get("where", {}))


@dataclass(frozen=True)
class _Proving:
    """A kind of record that can prove it."""

    scale: Scale
    covers: str
    done: str
    or_company: bool

    def records(self, customer: Record | None) -> Iterator[tuple[Record, NearMiss | None]]:
        book, kind = self.scale.audit.book, self.scale.kind
        if customer is None:
            yield from ((record, None) for record in book.of(kind))
            return
        yield from self.scale.candidates(customer)
        if self.or_company:
            yield from ((record, None) for record in book.nameless(kind))


@dataclass
class _Proof:
    """What was found for one period: the days on which it was done, and what is not certain."""

    done: list[tuple[date, Place]] = field(default_factory=list)
    open: list[NearMiss] = field(default_factory=list)
    near: list[NearMiss] = field(default_factory=list)


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer in scope (or the company) and every period of the span."""
    sources = [
        _Proving(
            Scale(audit, one["of"], one.get("where", {})),
            one["covers"],
            one["done"],
            bool(one.get("or_company")),
        )
        for one in rule.terms["sources"]
    ]
    company = rule.terms.get("subject") == "company"
    standings = [None] if company else list(audit.standings(rule))
    for period in audit.periods(rule.terms["each"]):
        for standing in standings:
            yield _judge(rule, audit, sources, standing, period)


def _judge(
    rule: Rule, audit: Audit, sources: list[_Proving], standing: Standing | None, period: Period
) -> Finding:
    customer = standing.customer if standing else None
    terms = rule.terms["due"]
    due = months_after(period.start, terms.get("months", terms.get("month", 1) - 1), terms["day"])
    proof = _prove(sources, customer, period, due)
    facts: dict[str, Fact] = {"period": period, "due": due}
    status, because = audit.bound(standing, period) if standing else (None, None)
    if status is None and proof.done:
        first = min(day for day, _ in proof.done)
        status = Status.PASS if first <= due else Status.LATE
        facts |= {"done": first, "days": (first - due).days}
    elif status is None:
        status, because = _lacking(rule, audit, sources, customer, proof, period, due)
    return audit.ruled(
        rule,
        CODE,
        status,
        customer,
        facts,
        because=because,
        period=period,
        due=due,
        evidence=tuple(place for _, place in sorted(proof.done)),
        near=(*proof.open, *proof.near),
    )


def _prove(sources: list[_Proving], customer: Record | None, period: Period, due: date) -> _Proof:
    proof = _Proof()
    for source in sources:
        for record, doubt in source.records(customer):
            weighed = _weigh(source, record, doubt, period)
            if weighed is None:
                continue
            day = filled_day(record, source.done)
            if weighed.counts and day:
                proof.done.append((day, record.place(source.done)))
                remark = source.scale.remark(record, due + source.scale.audit.grace)
                proof.near += [remark] if remark else []
            elif weighed.why:
                (proof.open if weighed.counts is None else proof.near).append(weighed.why)
    return proof


def _weigh(
    source: _Proving, record: Record, doubt: NearMiss | None, period: Period
) -> Weighed | None:
    """A record on the scale, or None where it is about other periods."""
    audit = source.scale.audit
    covered = record.get(source.covers)
    if isinstance(covered, Period | tuple):
        named = covered if isinstance(covered, tuple) else (covered,)
        if period not in named:
            return None
    else:
        code = "KD457" if source.covers in record.faulty else "KD451"
        doubt = doubt or audit.blank(code, record, source.covers)
    day = filled_day(record, source.done)
    if day is None:
        doubt = doubt or audit.blank("KD467", record, source.done)
    weighed = source.scale.weigh(record, day, doubt)
    if weighed.counts is False and not isinstance(covered, Period | tuple):
        return None
    return weighed


def _lacking(
    rule: Rule,
    audit: Audit,
    sources: list[_Proving],
    customer: Record | None,
    proof: _Proof,
    period: Period,
    due: date,
) -> tuple[Status, NearMiss | None]:
    """The status of what was not proved: open, not due yet, or lacking where sheets can tell."""
    if proof.open:
        return Status.UNKNOWN, proof.open[0]
    status = audit.by_date(due, rule)
    if status not in (Status.FAIL, Status.WARN):
        return status, None
    handed_in = [one for one in sources if audit.book.handed_in(one.scale.kind)]
    for source in handed_in or sources:
        # A sheet of one row a month speaks for the month; a register speaks for days.
        until = period.last if source.scale.schema.roles.month else due
        silent = audit.silent(source.scale.kind, until, until, customer)
        if silent:
            return Status.UNKNOWN, silent
    return status, None
