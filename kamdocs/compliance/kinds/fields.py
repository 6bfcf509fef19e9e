"""``fields``: what must be filled in, on the customer, on each of its records, or on one of them.

What is asked for is said in the words of ``kamdocs.compliance.demands``. With ``of`` the rule is
about every record of that kind in the span (with ``subject: company`` whomever it concerns), by
the day in ``dated`` or else that of the event; with ``with`` about there being one. With ``ended``
it is about customers with whom dealings have ended, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.compliance import shortfalls
from kamdocs.compliance.audit import Audit, Mention
from kamdocs.compliance.demands import DEMANDS, Demands
from kamdocs.compliance.evidence import Scale, filled_day
from kamdocs.compliance.records import Subject, subjects
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
)

CODE = "KD401"
TERMS: dict[str, Any] = {
    **DEMANDS,
    "subject": {"type": "string", "allowed": ["customer", "company"], "dependencies": "of"},
    "of": {"type": "string", "excludes": "with"},
    "where": {"type": "dict", "dependencies": "of"},
    "dated": {"type": "string", "dependencies": "of"},
    "ended": {"type": "boolean", "excludes": ["of", "with"]},
    "with": {
        "type": "dict",
        "excludes": ["of", *DEMANDS],
        "schema": {
            "of": {"type": "string", "required": True},
            "where": {"type": "dict"},
            "need": {"type": "list", "schema": {"type": "string"}},
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


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer in scope, or for every record of ``of``."""
    if "with" in rule.terms:
        for standing in audit.standings(rule):
            if standing.holds_on(audit.as_of):
                yield _some_record(rule, audit, standing)
        return
    demands = Demands(audit, rule.terms)
    for subject in subjects(rule, audit, rule.terms.get("of"), rule.terms.get("where", {})):
        yield _judge(rule, audit, demands, subject)


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


def _some_record(rule: Rule, audit: Audit, standing: Standing) -> Finding:
    """Whether the customer has a record of the kind with what is needed filled in by today."""
    terms = rule.terms["with"]
    needed = tuple(terms.get("need", ()))
    scale = Scale(audit, terms["of"], terms.get("where", {}))
    places: list[Place] = []
    left_open: list[NearMiss] = []
    near: list[NearMiss] = []
    lacking: dict[str, None] = {}
    for record, doubt in scale.candidates(standing.customer):
        weighed = scale.weigh(record, _latest(record, needed), doubt)
        blank = [name for name in needed if record.get(name) is None]
        if weighed.counts is not False and blank:
            near += [audit.blank("KD201", record, name) for name in blank]
            lacking |= dict.fromkeys(blank)
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
    fields = audit.schemas[scale.kind].fields
    named = tuple(
        fields[name].shown(value)
        for name, rules in terms.get("where", {}).items()
        for value in rules.get("allowed", ())
        if isinstance(value, str)
    )
    labels = tuple(audit.label(scale.kind, name) for name in needed)
    shown = (*(named or (title,)), *labels)
    # Of a record that is there only what is blank in it is lacking.
    missing = tuple(audit.label(scale.kind, name) for name in lacking) or shown
    facts: dict[str, Fact] = {
        "wanted": shown,
        "missing": missing,
        "lacking": shortfalls.blank(missing, rule.on_breach == "warn"),
    }
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
