"""``cadence``: at least so many records of a kind in each calendar period.

Two records on one day count once, unless ``distinct_by: event``; with ``distinct`` it is the
different values of a field that are counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kamdocs.compliance.audit import Audit, Mention, Standing
from kamdocs.compliance.evidence import Scale, Weighed
from kamdocs.model import MONTHS, Fact, Finding, NearMiss, Period, Record, Rule, Status, Text

CODE = "KD402"
TERMS: dict[str, Any] = {
    "each": {"type": "string", "required": True, "allowed": list(MONTHS)},
    "at_least": {"type": "integer", "required": True, "min": 1},
    "of": {"type": "string", "required": True},
    "where": {"type": "dict"},
    "distinct": {"type": "string"},
    "distinct_by": {"type": "string", "allowed": ["day", "event"]},
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    names = (terms["distinct"],) if "distinct" in terms else ()
    yield Mention(("where",), terms["of"], names, terms.get("where", {}))


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer in scope and every period of the span."""
    scale = Scale(audit, rule.terms["of"], rule.terms.get("where", {}))
    for standing in audit.standings(rule):
        for period in audit.periods(rule.terms["each"]):
            yield _judge(rule, audit, scale, standing, period)


def _judge(rule: Rule, audit: Audit, scale: Scale, standing: Standing, period: Period) -> Finding:
    wanted = int(rule.terms["at_least"])
    found = scale.weigh(standing.customer, period)
    made = len(_units(found.certain, rule))
    facts: dict[str, Fact] = {
        "period": period,
        "wanted": wanted,
        "made": made,
        "counted": _counted(rule, audit),
    }
    because = standing.because or standing.start_open
    if not because and not audit.exposed(standing, period):
        status = Status.NOT_APPLICABLE
    elif because:
        status = Status.UNKNOWN
    elif made >= wanted:
        status = Status.PASS
    else:
        status, because = _lacking(rule, audit, scale, standing, period, found, wanted)
    if status is Status.UNKNOWN:
        facts["because"] = because
    return audit.ruled(
        rule,
        CODE,
        status,
        standing.customer,
        facts,
        period=period,
        due=period.last,
        evidence=found.places,
        near=_near(found, because),
    )


def _counted(rule: Rule, audit: Audit) -> Text:
    """The word for what is counted."""
    if "distinct" in rule.terms:
        label = audit.label(rule.terms["of"], rule.terms["distinct"])
        return Text(f"种「{label.zh}」", f"kinds of “{label.en}”")
    return audit.schemas[rule.terms["of"]].counted


def _near(found: Weighed, because: NearMiss | None) -> tuple[NearMiss, ...]:
    """The near misses, the one that leaves the verdict open first and only once."""
    misses = found.misses
    if because is None:
        return misses
    return (because, *(miss for miss in misses if miss != because))


def _lacking(
    rule: Rule,
    audit: Audit,
    scale: Scale,
    standing: Standing,
    period: Period,
    found: Weighed,
    wanted: int,
) -> tuple[Status, NearMiss | None]:
    """The status where not enough is certain, and the reason where it stays open."""
    possible = [maybe.record for maybe in found.possible]
    blank = sum(1 for record in possible if not _units([record], rule))
    if found.possible and len(_units([*found.certain, *possible], rule)) + blank >= wanted:
        return Status.UNKNOWN, found.possible[0].why
    status = audit.by_date(period.last, rule)
    if status in (Status.FAIL, Status.WARN):
        silent = audit.silent(scale.kind, period.last, standing.customer.row)
        if silent:
            return Status.UNKNOWN, silent
    return status, None


def _units(records: list[Record], rule: Rule) -> set[object]:
    """What is counted: days, events, or the different values of a field."""
    field = rule.terms.get("distinct")
    if field:
        values: set[object] = set()
        for record in records:
            value = record.get(field)
            values.update(value if isinstance(value, tuple) else () if value is None else (value,))
        return values
    if rule.terms.get("distinct_by") == "event":
        return {record.row for record in records}
    return {record.day or record.row for record in records}
