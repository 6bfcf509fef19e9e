"""``grade``: the grade declared in a row agrees with the grade that its figures make.

Each of the ``parts`` is a field with its ``weight`` (the most points it can give) and the value for
which it gives all of them (``full``); a smaller value gives its share, a larger one no more.
``cutoffs`` are the grades from the best down, each with the points it asks for (``at_least``): the
first that is reached is the grade.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from kamdocs.compliance.audit import NUMBERS, Audit, Mention
from kamdocs.compliance.records import Subject, subjects
from kamdocs.grading import Scale, differs, scale_of
from kamdocs.model import Fact, Finding, NearMiss, Policy, Record, Rule, Status, Unread

CODE = "KD410"
_FIGURE = {"type": ["integer", "float"], "required": True, "min": 0}
TERMS: dict[str, Any] = {
    "of": {"type": "string", "required": True},
    "where": {"type": "dict"},
    "parts": {
        "type": "list",
        "required": True,
        "minlength": 1,
        "schema": {
            "type": "dict",
            "schema": {
                "field": {"type": "string", "required": True},
                "weight": _FIGURE,
                "full": {**_FIGURE, "min": 1},
            },
        },
    },
    "cutoffs": {
        "type": "list",
        "required": True,
        "minlength": 2,
        "schema": {
            "type": "dict",
            "schema": {"grade": {"type": "string", "required": True}, "at_least": _FIGURE},
        },
    },
    "grade": {"type": "string", "required": True},
    "score": {"type": "string"},
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    kind = terms["of"]
    yield Mention(("where",), kind, (), terms.get("where", {}))
    yield Mention(("parts",), kind, tuple(part["field"] for part in terms["parts"]), types=NUMBERS)
    grades = [one["grade"] for one in terms["cutoffs"]]
    yield Mention(("grade",), kind, (), {terms["grade"]: {"allowed": grades}})
    yield Mention(("score",), kind, (terms["score"],) if "score" in terms else (), types=NUMBERS)


def scale_for(policies: Iterable[Policy], kind: str) -> Scale | None:
    """The scale of the first ``grade`` rule for records of a kind among some policies; None where
    there is no such rule."""
    for policy in policies:
        for rule in policy.rules:
            if rule.kind == "grade" and rule.terms["of"] == kind:
                own = (one for one in policy.parameters.values() if one.clause == rule.clause)
                set_by = frozenset(one.default_by for one in own)
                return scale_of(rule.terms, f"{policy.title.zh} {rule.clause}", set_by)
    return None


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every row of the span that grades a customer in scope; unknown where the
    grade or a figure is blank or faulty."""
    for subject in subjects(rule, audit, rule.terms["of"], rule.terms.get("where", {})):
        yield _judge(rule, audit, subject)


def _judge(rule: Rule, audit: Audit, subject: Subject) -> Finding:
    terms, record = rule.terms, subject.record
    because, near = subject.doubt, []
    names = [part["field"] for part in terms["parts"]]
    for name in (terms["grade"], *names):
        value = record.get(name)
        if value is None or isinstance(value, Unread) or name in record.faulty:
            code = "KD451" if value is None else "KD457"
            because = because or audit.blank(code, record, name)
    facts: dict[str, Fact] = {"declared": record.get(terms["grade"])}
    status = Status.UNKNOWN
    if because is None:
        scale = scale_of(terms)
        points = scale.points({name: _figure(record, name, audit) for name in names})
        computed = scale.grade(points)
        facts |= {"points": points, "computed": computed}
        agrees = computed == record.get(terms["grade"])
        status = Status.PASS if agrees else rule.broken
        near = list(_other_score(record, terms.get("score"), points))
    return audit.ruled(
        rule,
        CODE,
        status,
        subject.customer,
        facts,
        record.place(terms["grade"]),
        because=because,
        evidence=tuple(record.place(name) for name in (terms["grade"], *names)),
        near=tuple(near),
        **subject.which,
    )


def _figure(record: Record, name: str, audit: Audit) -> Decimal | int:
    """A figure of a record, in the unit of its field, of which it is known that it is filled in and
    sound."""
    value = audit.schemas[record.kind].fields[name].in_its_unit(record.get(name))
    assert isinstance(value, Decimal | int)
    return value


def _other_score(record: Record, name: str | None, points: Decimal) -> Iterator[NearMiss]:
    """The near miss (KD476) at the score that the sheet itself gives, where it differs from the
    points that its figures make."""
    given = record.get(name) if name else None
    if name and isinstance(given, Decimal) and differs(given, points):
        yield NearMiss(record.place(name), "KD476", {"value": given, "points": points})
