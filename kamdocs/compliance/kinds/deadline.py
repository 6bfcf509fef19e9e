"""``deadline``: something is done for each period by a day counted from the period's start."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention, Standing, customer_place
from kamdocs.compliance.evidence import Scale
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
            "months": {"type": "integer", "required": True, "min": 0, "max": 24},
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
class Source:
    """A kind of record that can prove it, with the fields that say for which period and when."""

    scale: Scale
    covers: str
    done: str

    def records(self, audit: Audit, customer: Record | None) -> tuple[Record, ...]:
        if customer is None:
            return audit.book.of(self.scale.kind)
        return audit.book.about(self.scale.kind, Standing(customer, True).key)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found for one period: the first day on which it was done, or what left it open."""

    done: date | None
    evidence: tuple[Place, ...]
    open: tuple[NearMiss, ...]
    near: tuple[NearMiss, ...]


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer in scope (or the company) and every period of the span."""
    sources = [
        Source(Scale(audit, one["of"], one.get("where", {})), one["covers"], one["done"])
        for one in rule.terms["sources"]
    ]
    for period in audit.periods(rule.terms["each"]):
        if rule.terms.get("subject") == "company":
            yield _judge(rule, audit, sources, None, period)
        else:
            for standing in audit.standings(rule):
                yield _judge(rule, audit, sources, standing, period)


def _judge(
    rule: Rule, audit: Audit, sources: list[Source], standing: Standing | None, period: Period
) -> Finding:
    customer = standing.customer if standing else None
    due_terms = rule.terms["due"]
    due = months_after(period.start, due_terms["months"], due_terms["day"])
    proof = _prove(audit, sources, customer, period)
    facts: dict[str, Fact] = {"period": period, "due": due}
    because = (standing.because or standing.start_open) if standing else None
    if standing and not because and not audit.exposed(standing, period):
        status = Status.NOT_APPLICABLE
    elif because:
        status = Status.UNKNOWN
    elif proof.done:
        status = Status.PASS if proof.done <= due else Status.LATE
        facts |= {"done": proof.done, "days": (proof.done - due).days}
    else:
        status, because = _lacking(rule, audit, sources, proof, period, due)
    if status is Status.UNKNOWN:
        facts["because"] = because
    first = (because,) if because else ()
    misses = tuple(miss for miss in (*proof.open, *proof.near) if miss not in first)
    return audit.ruled(
        rule,
        CODE,
        status,
        customer,
        facts,
        period=period,
        due=due,
        evidence=proof.evidence,
        near=(*first, *misses),
    )


def _prove(audit: Audit, sources: list[Source], customer: Record | None, period: Period) -> Proof:
    done: list[tuple[date, Place]] = []
    left_open: list[NearMiss] = []
    near: list[NearMiss] = []
    for source in sources:
        for record in source.records(audit, customer):
            day, why, certain = _weigh(audit, source, record, period)
            if day:
                done.append((day, record.place(source.done)))
            elif why:
                (left_open if certain is None else near).append(why)
    done.sort()
    first = done[0][0] if done else None
    return Proof(first, tuple(place for _, place in done), tuple(left_open), tuple(near))


def _weigh(
    audit: Audit, source: Source, record: Record, period: Period
) -> tuple[date | None, NearMiss | None, bool | None]:
    """The day on which a record proves it done; else why not, with None where that is open."""
    answer, why = source.scale.accepts(record)
    covered = record.get(source.covers)
    named = covered if isinstance(covered, tuple) else (covered,)
    if isinstance(covered, Period | tuple) and period not in named:
        return None, None, False
    if answer is False:
        return None, (why if period in named else None), False
    if answer is None:
        return None, why, None
    if not isinstance(covered, Period | tuple):
        return None, audit.blank("KD451", record, source.covers), None
    day = record.get(source.done)
    if not isinstance(day, date):
        return None, audit.blank("KD467", record, source.done), None
    later = source.scale.later(record, day)
    return (None, later, False) if later else (day, None, True)


def _lacking(
    rule: Rule, audit: Audit, sources: list[Source], proof: Proof, period: Period, due: date
) -> tuple[Status, NearMiss | None]:
    if proof.open:
        return Status.UNKNOWN, proof.open[0]
    status = audit.by_date(due, rule)
    if status not in (Status.FAIL, Status.WARN):
        return status, None
    handed_in = [one for one in sources if one.scale.kind in audit.book.speaks_until]
    for source in handed_in or sources:
        # A sheet of one row a month speaks for the month; a register speaks for days.
        until = period.last if source.scale.schema.roles.month else due
        silent = audit.silent(source.scale.kind, until, customer_place(audit))
        if silent:
            return Status.UNKNOWN, silent
    return status, None
