"""``fields``: what must be filled in, on the customer, on each of its records, or on one of them.

``need`` names fields that may not be blank, ``must`` asks more of their values. With ``of`` the
rule is about every record of that kind in the span; with ``with`` about there being one.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention, Standing
from kamdocs.compliance.evidence import Scale
from kamdocs.contract import Selector
from kamdocs.model import (
    CUSTOMER,
    Fact,
    Finding,
    NearMiss,
    Period,
    Place,
    Record,
    Rule,
    Status,
    Text,
    Unread,
)

CODE = "KD401"
TERMS: dict[str, Any] = {
    "need": {"type": "list", "minlength": 1, "schema": {"type": "string"}},
    "must": {"type": "dict"},
    "of": {"type": "string", "excludes": "with"},
    "where": {"type": "dict", "dependencies": "of"},
    "with": {
        "type": "dict",
        "excludes": ["of", "need", "must"],
        "schema": {
            "of": {"type": "string", "required": True},
            "where": {"type": "dict"},
            "need": {"type": "list", "schema": {"type": "string"}},
        },
    },
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    kind = terms.get("of", CUSTOMER)
    yield Mention(("need",), kind, tuple(terms.get("need", ())))
    yield Mention(("must",), kind, (), terms.get("must", {}))
    yield Mention(("where",), kind, (), terms.get("where", {}))
    if "with" in terms:
        other = terms["with"]
        names = tuple(other.get("need", ()))
        yield Mention(("with",), other["of"], names, other.get("where", {}))


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer in scope, or for every record of ``of``."""
    for standing in audit.standings(rule):
        if not _bound_on(audit.as_of, standing):
            continue
        if "of" in rule.terms:
            yield from _each_record(rule, audit, standing)
        elif "with" in rule.terms:
            yield _some_record(rule, audit, standing)
        else:
            yield _judge(rule, audit, standing, standing.customer)


def _judge(
    rule: Rule,
    audit: Audit,
    standing: Standing,
    record: Record,
    period: Period | None = None,
    item: str = "",
) -> Finding:
    terms = rule.terms
    wanted = tuple(dict.fromkeys([*terms.get("need", ()), *terms.get("must", {})]))
    must = Selector(terms.get("must", {}))
    missing, wrong = [], []
    for name in wanted:
        value = record.get(name)
        if name in record.faulty or isinstance(value, Unread):
            wrong.append(name)
        elif value is None or (name in must.schema and must.field(name, value) is False):
            missing.append(name)
    kind = record.kind
    facts: dict[str, Fact] = {
        "wanted": tuple(audit.label(kind, name) for name in wanted),
        "missing": tuple(audit.label(kind, name) for name in missing),
    }
    near = [
        audit.blank("KD201" if record.get(name) is None else "KD452", record, name)
        for name in missing
    ] + [audit.blank("KD457", record, name) for name in wrong]
    because = standing.because or (near[-1] if wrong and not missing else None)
    if because:
        status = Status.UNKNOWN
        facts["because"] = because
        near = [because, *(one for one in near if one != because)]
    else:
        status = audit.breach(rule) if missing else Status.PASS
    kept = [name for name in wanted if name not in missing and name not in wrong]
    return audit.ruled(
        rule,
        CODE,
        status,
        standing.customer,
        facts,
        record.place(missing[0]) if missing else record.place(wanted[0]),
        evidence=tuple(record.place(name) for name in kept),
        near=tuple(near),
        period=period,
        item=item,
    )


def _each_record(rule: Rule, audit: Audit, standing: Standing) -> Iterator[Finding]:
    """Every record of the span that the selector takes, each event once."""
    scale = Scale(audit, rule.terms["of"], rule.terms.get("where", {}))
    seen: dict[str, int] = {}
    for record in audit.book.about(scale.kind, standing.key):
        day = record.day
        if record.double_of or day is None or day not in audit.span or scale.later(record, day):
            continue
        if not _bound_on(day, standing):
            continue
        answer, _ = scale.selects(record)
        if answer is False:
            continue
        item = str(day)
        seen[item] = seen.get(item, 0) + 1
        if seen[item] > 1:
            item = f"{item}#{seen[item]}"
        yield _judge(rule, audit, standing, record, Period.holding(day, "month"), item)


def _bound_on(day: date, standing: Standing) -> bool:
    started = standing.since is None or standing.since <= day
    return started and (standing.until is None or day <= standing.until)


def _some_record(rule: Rule, audit: Audit, standing: Standing) -> Finding:
    """Whether the customer has a record of the kind with what is needed filled in."""
    terms = rule.terms["with"]
    scale = Scale(audit, terms["of"], terms.get("where", {}))
    title: Text = audit.schemas[scale.kind].title
    places: list[Place] = []
    left_open: list[NearMiss] = []
    near: list[NearMiss] = []
    for record in audit.book.about(scale.kind, standing.key):
        answer, why = scale.accepts(record)
        blank = [name for name in terms.get("need", ()) if record.get(name) is None]
        if answer is True and not blank:
            places.append(record.row)
        elif answer is True:
            near += [audit.blank("KD201", record, name) for name in blank]
        elif answer is None and why:
            left_open.append(why)
    because = standing.because or (left_open[0] if left_open and not places else None)
    if not places and not because and scale.kind not in audit.book.speaks_until:
        because = NearMiss(standing.customer.row, "KD459", {"kind": title})
    labels = tuple(audit.label(scale.kind, name) for name in terms.get("need", ()))
    facts: dict[str, Fact] = {"wanted": (title, *labels), "missing": (title, *labels)}
    if because:
        status = Status.UNKNOWN
        facts["because"] = because
    else:
        status = Status.PASS if places else audit.breach(rule)
    return audit.ruled(
        rule,
        CODE,
        status,
        standing.customer,
        facts,
        evidence=tuple(places),
        near=((because, *near) if because else tuple(near)),
    )
