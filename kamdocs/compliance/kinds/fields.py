"""``fields``: what must be filled in, on the customer, on each of its records, or on one of them.

``need`` names fields that may not be blank, ``must`` asks more of their values. With ``of`` the
rule is about every record of that kind in the span; with ``with`` about there being one.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.compliance.evidence import Scale, filled_day
from kamdocs.compliance.standing import Standing
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
from kamdocs.selectors import Selector

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
        if "of" in rule.terms:
            yield from _each_record(rule, audit, standing)
        elif not standing.holds_on(audit.as_of):
            continue
        elif "with" in rule.terms:
            yield _some_record(rule, audit, standing)
        else:
            yield _judge(rule, audit, standing.because_on(audit.as_of), standing, standing.customer)


def _judge(
    rule: Rule,
    audit: Audit,
    because: NearMiss | None,
    standing: Standing,
    record: Record,
    period: Period | None = None,
    item: str = "",
) -> Finding:
    """Whether what is wanted is filled in on one record; a field that is wrong says nothing."""
    terms = rule.terms
    wanted = tuple(dict.fromkeys([*terms.get("need", ()), *terms.get("must", {})]))
    must = Selector(terms.get("must", {}))
    kept: list[str] = []
    missing: list[str] = []
    wrong: list[str] = []
    for name in wanted:
        value = record.get(name)
        if value is not None and (name in record.faulty or isinstance(value, Unread)):
            wrong.append(name)
        elif value is None or (name in must.schema and must.field(name, value) is False):
            missing.append(name)
        else:
            kept.append(name)
    lacks = [
        audit.blank("KD201" if record.get(name) is None else "KD452", record, name)
        for name in missing
    ]
    unclear = [audit.blank("KD457", record, name) for name in wrong]
    because = because or (unclear[0] if unclear and not missing else None)
    status = Status.UNKNOWN if because else audit.breach(rule) if missing else Status.PASS
    facts: dict[str, Fact] = {
        "wanted": tuple(audit.label(record.kind, name) for name in wanted),
        "missing": tuple(audit.label(record.kind, name) for name in missing),
    }
    return audit.ruled(
        rule,
        CODE,
        status,
        standing.customer,
        facts,
        record.place((missing or wanted)[0]),
        because=because,
        evidence=tuple(record.place(name) for name in kept),
        near=(*lacks, *unclear),
        period=period,
        item=item,
    )


def _each_record(rule: Rule, audit: Audit, standing: Standing) -> Iterator[Finding]:
    """Every record of the span that counts at all and that the selector takes or may take."""
    scale = Scale(audit, rule.terms["of"], rule.terms.get("where", {}))
    seen: dict[str, int] = {}
    for record in audit.book.about(scale.kind, standing.key):
        day = record.day
        if day is None or day not in audit.span or day < audit.policy.effective_from:
            continue
        if not standing.holds_on(day) or scale.weigh(record).counts is False:
            continue
        answer, why = scale.selects(record)
        because = standing.doubt_on(day) or (why if answer is None else None)
        item = str(day)
        seen[item] = seen.get(item, 0) + 1
        if seen[item] > 1:
            item = f"{item}#{seen[item]}"
        yield _judge(rule, audit, because, standing, record, Period.holding(day, "month"), item)


def _some_record(rule: Rule, audit: Audit, standing: Standing) -> Finding:
    """Whether the customer has a record of the kind with what is needed filled in by today."""
    terms = rule.terms["with"]
    needed = tuple(terms.get("need", ()))
    scale = Scale(audit, terms["of"], terms.get("where", {}))
    places: list[Place] = []
    left_open: list[NearMiss] = []
    near: list[NearMiss] = []
    for record, doubt in scale.candidates(standing.customer):
        weighed = scale.weigh(record, _latest(record, needed), doubt)
        blank = [name for name in needed if record.get(name) is None]
        if weighed.counts is not False and blank:
            near += [audit.blank("KD201", record, name) for name in blank]
        elif weighed.counts:
            places.append(record.row)
        elif weighed.why:
            (left_open if weighed.counts is None else near).append(weighed.why)
    title: Text = audit.schemas[scale.kind].title
    because = standing.because_on(audit.as_of) or (
        left_open[0] if left_open and not places else None
    )
    if not places and not because and not audit.book.handed_in(scale.kind):
        because = NearMiss(standing.customer.row, "KD459", {"kind": title})
    labels = tuple(audit.label(scale.kind, name) for name in needed)
    kinds = terms.get("where", {}).values()
    named = tuple(
        value for rules in kinds for value in rules.get("allowed", ()) if isinstance(value, str)
    )
    shown = (*(named or (title,)), *labels)
    facts: dict[str, Fact] = {"wanted": shown, "missing": shown}
    status = Status.UNKNOWN if because else Status.PASS if places else audit.breach(rule)
    return audit.ruled(
        rule,
        CODE,
        status,
        standing.customer,
        facts,
        because=because,
        evidence=tuple(places),
        near=(*left_open, *near),
    )


def _latest(record: Record, names: Iterable[str]) -> date | None:
    """The latest of the days needed: it does not count before that."""
    days = [day for name in names if (day := filled_day(record, name))]
    return max(days, default=None)
