"""``deadline`` with ``for_each``: after each record of a kind, something is done in time.

``for_each`` names the kind of record and ``where`` selects its records. The time runs from the day
or moment in the field ``from``, for so many ``months``, ``days``, ``workdays`` or ``hours``, or to
the end of the period (``end_of``) in which that lies. Where the field ``until`` is filled in, that
day is the due day instead.

What proves it is either the day in the field ``done`` of the same record, or another record of the
customer, selected with ``by``. The field ``done`` of ``by`` tells when, to the hour where hours
decide; a record in which it is blank leaves open whether it was in time. Such a record serves one
case only, and rather one that it serves in time than one for which it is late. Before ``opens`` it
is too early. What is done after the due day is late, or a breach with ``too_late: fail``. Where
``from`` is blank the verdict is unknown; where it or ``until`` says that the day never comes
(长期), nothing is asked for.

With ``by``, only customers whom the rule binds on the due day are asked (one who left before it is
neither visited nor graded any more) and, unless the record is the customer itself, whom it bound on
the day in ``from`` as well. With ``done``, such as an answer to a complaint, it is enough that the
rule bound the customer on either day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kamdocs.compliance.audit import DAYS, Audit, Mention
from kamdocs.compliance.due import due_after
from kamdocs.compliance.evidence import Scale, whose_in_doubt
from kamdocs.compliance.follow_ups.case import CODE, Case
from kamdocs.compliance.follow_ups.sharing import shared_out
from kamdocs.compliance.glance.marks import Marked
from kamdocs.compliance.glance.timing import Timing
from kamdocs.compliance.records import records_of, told_apart
from kamdocs.compliance.remembering import of_last
from kamdocs.compliance.standing import Standing
from kamdocs.model import (
    CUSTOMER,
    MONTHS,
    Finding,
    Place,
    Record,
    Rule,
    Status,
    Untold,
    moment_in,
)

__all__ = ["CODE", "TERMS", "check", "mentions"]
SPANS = ("months", "days", "workdays", "hours", "end_of")
"""The words for how long something may take, of which a rule has one."""
_COUNT: dict[str, Any] = {"type": "integer", "min": 0, "max": 3660}
TERMS: dict[str, Any] = {
    "for_each": {"type": "string", "required": True, "excludes": ["each", "due", "sources"]},
    "where": {"type": "dict", "dependencies": "for_each"},
    "from": {"type": "string", "required": True},
    "until": {"type": "string", "dependencies": "for_each"},
    **{
        name: {**_COUNT, "excludes": [one for one in SPANS if one != name]}
        for name in ("months", "days", "workdays", "hours")
    },
    "end_of": {"type": "string", "allowed": list(MONTHS), "excludes": list(SPANS[:-1])},
    "done": {"type": "string", "required": True, "dependencies": "for_each", "excludes": "by"},
    "by": {
        "type": "dict",
        "required": True,
        "excludes": "done",
        "dependencies": "for_each",
        "schema": {
            "of": {"type": "string", "required": True},
            "where": {"type": "dict"},
            "done": {"type": "string"},
        },
    },
    "too_late": {"type": "string", "allowed": ["late", "fail"], "dependencies": "for_each"},
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    yield Mention(("for_each",), terms["for_each"])
    for part in ("from", "until", "done"):
        if part in terms:
            yield Mention((part,), terms["for_each"], (terms[part],), types=DAYS)
    yield Mention(("where",), terms["for_each"], (), terms.get("where", {}))
    if "by" in terms:
        kind, done = terms["by"]["of"], terms["by"].get("done")
        yield Mention(("by",), kind, (), terms["by"].get("where", {}))
        if done:
            yield Mention(("by", "done"), kind, (done,), types=DAYS)


def check(rule: Rule, audit: Audit) -> Iterator[Finding | Untold]:
    """One verdict for every record whose time shares a day with the span: untold where a glance
    tells whether it was done in time."""
    terms = rule.terms
    scale = Scale(audit, terms["for_each"], terms.get("where", {}), evidence=False)
    if Timing.can_tell(rule):
        yield from _by_glance(rule, audit, scale)
        return
    by = Scale(audit, terms["by"]["of"], terms["by"].get("where", {})) if "by" in terms else None
    for standing in audit.standings(rule):
        cases = list(_cases(rule, audit, standing, scale))
        looked_at = [case for case in cases if case.looked_at]
        if not looked_at:
            continue
        served = shared_out([case for case in cases if not case.unsure], by) if by else {}
        items = told_apart((one.item, one.record) for one in looked_at)
        for case, item in zip(looked_at, items, strict=True):
            yield case.by_record(by, served, item) if by else case.by_field(item)


def _by_glance(rule: Rule, audit: Audit, scale: Scale) -> Iterator[Finding | Untold]:
    """The verdicts on records that say themselves when it was done, the plain ones untold."""

    def weighed(standing: Standing) -> dict[Place, tuple[Case, str]]:
        cases = [one for one in _cases(rule, audit, standing, scale) if one.looked_at]
        items = told_apart((one.item, one.record) for one in cases)
        return {one.record.row: (one, item) for one, item in zip(cases, items, strict=True)}

    timing = Timing(rule, audit, scale)
    plain: dict[Status, list[tuple[Standing, Marked]]] = {}
    for standing in audit.standings(rule) if audit.book.knows(scale.kind) else ():
        seen, unsure = timing.at(standing)
        for status, records in seen.items():
            if records:
                plain.setdefault(status, []).append((standing, records))
        doubted = {one.row for one in (*unsure, *audit.book.likely(scale.kind, standing.key))}
        for row, (case, item) in weighed(standing).items() if doubted else ():
            if row in doubted:
                yield case.by_field(item)
    cases_of = of_last(weighed)

    def tell(standing: Standing, record: Record) -> Finding:
        case, item = cases_of(standing)[record.row]
        return case.by_field(item)

    yield from audit.untold(rule, plain, tell)


def _cases(rule: Rule, audit: Audit, standing: Standing, scale: Scale) -> Iterator[Case]:
    """The records of a customer after which something is or may be to be done, in the span or
    not."""
    for record in _records(audit, scale.kind, standing):
        answer, why = scale.selects(record)
        never = any(record.is_endless(rule.terms.get(part, "")) for part in ("from", "until"))
        if answer is False or never or _has_no_say(scale, record):
            continue
        since = moment_in(record.get(rule.terms["from"]))
        given = moment_in(record.get(rule.terms.get("until", "")))
        due = due_after(rule, since, given) if since else None
        doubt = whose_in_doubt(scale.schema, record) or (why if answer is None else None)
        yield Case(rule, audit, standing, record, since, due, doubt)


def _has_no_say(scale: Scale, record: Record) -> bool:
    return scale.kind != CUSTOMER and scale.weigh(record).counts is False


def _records(audit: Audit, kind: str, standing: Standing) -> Sequence[Record]:
    return (standing.customer,) if kind == CUSTOMER else records_of(audit, kind, standing.key)
