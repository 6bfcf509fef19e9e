"""``fields``: what must be filled in, on the customer, on each of its records, or on one of them.

What is asked for is said in the words of ``kamdocs.compliance.demands``. With ``of`` the rule is
about every record of that kind in the span (with ``subject: company`` whomever it concerns), by
the day in ``dated`` or else that of the event; with ``with`` about there being one, or with
``if_any`` about there being a good one where there is any. With ``ended`` it is about customers
with whom dealings have ended, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from kamdocs.compliance import shortfalls
from kamdocs.compliance.audit import Audit, Mention
from kamdocs.compliance.demands import DEMANDS, Asked, Demands
from kamdocs.compliance.evidence import Scale, filled_day
from kamdocs.compliance.records import Case, InSpan, Subject, cases, subjects
from kamdocs.compliance.standing import Standing
from kamdocs.model import (
    CUSTOMER,
    Fact,
    Finding,
    NearMiss,
    Place,
    Record,
    Rule,
    Status,
    Text,
    Untold,
)

CODE = "KD401"
TERMS: dict[str, Any] = {
    **DEMANDS,
    "subject": {"type": "string", "allowed": ["customer", "company"], "dependencies": "of"},
    "of": {"type": "string", "excludes": "with"},
    "where": {"type": "dict", "dependencies": "of"},
    "dated": {"type": "string", "dependencies": "of"},
    "ended": {"type": "boolean", "excludes": "with"},
    "with": {
        "type": "dict",
        "excludes": ["of", *DEMANDS],
        "schema": {
            "of": {"type": "string", "required": True},
            "where": {"type": "dict"},
            "need": {"type": "list", "schema": {"type": "string"}},
            "must": {"type": "dict"},
            "if_any": {"type": "boolean"},
        },
    },
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    kind = terms.get("of", CUSTOMER)
    yield from Demands.mentions(terms, kind)
    yield Mention(("where",), kind, (), terms.get("where", {}))
    yield Mention(("dated",), kind, (terms["dated"],) if "dated" in terms else ())
    if "with" in terms:
        other = terms["with"]
        names = tuple(other.get("need", ()))
        yield Mention(("with",), other["of"], names, other.get("where", {}))
        yield Mention(("with", "must"), other["of"], (), other.get("must", {}))


def check(rule: Rule, audit: Audit) -> Iterator[Finding | Untold]:
    """One verdict for every customer in scope, or for every record of ``of``."""
    if "with" in rule.terms:
        yield from _with_records(rule, audit)
        return
    kind = rule.terms.get("of", CUSTOMER)
    if kind == CUSTOMER or rule.terms.get("subject") == "company":
        yield from _of_each(rule, audit, kind)
    else:
        yield from _of_records(rule, audit, kind)


def _of_each(rule: Rule, audit: Audit, kind: str) -> Iterator[Finding | Untold]:
    """The verdicts on customers, or on the records of the company."""
    demands = Demands(audit, rule.terms)
    plain: dict[Status, list[Subject]] = {}
    for subject in subjects(rule, audit, kind, rule.terms.get("where", {})):
        met = None if subject.doubt else demands.met(subject.record, subject.customer, None)
        if met is None:
            yield _judge(rule, audit, demands, subject)
        else:
            status = Status.PASS if met else audit.breach(rule)
            plain.setdefault(status, []).append(subject)
    yield from audit.untold(rule, plain, partial(_judge, rule, audit, demands))


def _of_records(rule: Rule, audit: Audit, kind: str) -> Iterator[Finding | Untold]:
    """The verdicts on the records of customers."""
    if not audit.book.knows(kind):
        return
    demands = Demands(audit, rule.terms)
    in_span = InSpan.shared(rule, audit, kind, rule.terms.get("where", {}))
    kept: list[tuple[Standing, Case]] = []
    broken: list[tuple[Standing, Case]] = []
    for standing, case, surely in cases(rule, audit, in_span):
        met = demands.met(case.record, standing.customer, case.look) if surely else None
        if met is not None:
            (kept if met else broken).append((standing, case))
        elif subject := in_span.subject_of(rule, standing, case):
            yield _judge(rule, audit, demands, subject)

    def tell(case: tuple[Standing, Case]) -> Finding:
        subject = in_span.subject_of(rule, *case)
        assert subject is not None  # the rule surely binds the customer
        return _judge(rule, audit, demands, subject)

    yield from audit.untold(rule, {Status.PASS: kept, audit.breach(rule): broken}, tell)


def _judge(rule: Rule, audit: Audit, demands: Demands, subject: Subject) -> Finding:
    """Whether what is wanted is filled in on one record; a field that is wrong says nothing."""
    asked = demands.of(subject.record, subject.customer)
    because = subject.doubt
    if asked.unclear and not asked.lacks:
        because = because or asked.unclear[0]
    status = Status.UNKNOWN if because else audit.breach(rule) if asked.lacks else Status.PASS
    schema = audit.schemas[subject.record.kind]
    mild = rule.on_breach == "warn"
    must = rule.terms.get("must", {})
    facts: dict[str, Fact] = {
        "wanted": asked.wanted,
        "missing": asked.missing,
        "lacking": shortfalls.in_words(asked.lacks, must, schema, mild) if asked.lacks else "",
    }
    return audit.ruled(
        rule,
        CODE,
        status,
        subject.customer,
        facts,
        asked.first,
        because=because,
        evidence=asked.kept,
        near=(*asked.lacks, *asked.unclear),
        period=subject.period,
        item=subject.item,
    )


def _with_records(rule: Rule, audit: Audit) -> Iterator[Finding | Untold]:
    """The verdicts on whether customers have a record of a kind."""
    terms = rule.terms["with"]
    scale = Scale(audit, terms["of"], terms.get("where", {}))
    demands = Demands(audit, terms)
    for standing in audit.standings(rule):
        if standing.holds_on(audit.as_of):
            found = _some_record(rule, audit, standing, scale, demands)
            if found:
                yield found


def _some_record(
    rule: Rule, audit: Audit, standing: Standing, scale: Scale, demands: Demands
) -> Finding | None:
    """Whether the customer has a record of the kind with what is asked filled in by today; None
    where it has none of the kind and is only asked of what there is."""
    terms = rule.terms["with"]
    needed = tuple(terms.get("need", ()))
    places: list[Place] = []
    left_open: list[NearMiss] = []
    near: list[NearMiss] = []
    best: Asked | None = None
    for record, doubt in scale.candidates(standing.customer):
        weighed = scale.weigh(record, _latest(record, needed), doubt)
        if weighed.counts is False:
            near += [weighed.why] if weighed.why else []
            continue
        asked = demands.of(record, standing.customer)
        open_cell = weighed.why or next(iter(asked.unclear), None)
        if asked.lacks:
            near += asked.lacks
            best = asked if best is None or len(asked.lacks) < len(best.lacks) else best
        elif open_cell:
            left_open.append(open_cell)
        else:
            places.append(record.row)
    title: Text = audit.schemas[scale.kind].title
    because = standing.because_on(audit.as_of) or (
        left_open[0] if left_open and not places else None
    )
    if not places and not because and not audit.book.handed_in(scale.kind):
        because = NearMiss(standing.customer.row, "KD459", {"kind": title})
    if terms.get("if_any") and not (places or because or best):
        return None
    shown = _shown(rule, audit, title)
    facts: dict[str, Fact] = {"wanted": shown, **_lacking(rule, audit, best, shown)}
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


def _shown(rule: Rule, audit: Audit, title: Text) -> tuple[Fact, ...]:
    """What there should be: the sort of record, and the fields that it should have."""
    terms = rule.terms["with"]
    fields = audit.schemas[terms["of"]].fields
    named = tuple(
        fields[name].shown(value)
        for name, rules in terms.get("where", {}).items()
        for value in rules.get("allowed", ())
        if isinstance(value, str)
    )
    asked = dict.fromkeys([*terms.get("need", ()), *terms.get("must", {})])
    return (*(named or (title,)), *(fields[name].label for name in asked))


def _lacking(
    rule: Rule, audit: Audit, best: Asked | None, shown: tuple[Fact, ...]
) -> dict[str, Fact]:
    """What is lacking: of a record that is there only what is wrong in it, else all of it."""
    mild = rule.on_breach == "warn"
    if best is None:
        return {"missing": shown, "lacking": shortfalls.blank(shown, mild)}
    terms = rule.terms["with"]
    schema = audit.schemas[terms["of"]]
    return {
        "missing": best.missing,
        "lacking": shortfalls.in_words(best.lacks, terms.get("must", {}), schema, mild),
    }


def _latest(record: Record, names: Iterable[str]) -> date | None:
    """The latest of the days needed: it does not count before that."""
    days = [day for name in names if (day := filled_day(record, name))]
    return max(days, default=None)
