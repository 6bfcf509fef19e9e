"""``grade``: the declared grade of a customer held against what its figures make.

Each of the ``parts`` is a field with its ``weight`` and the value that is worth all of it
(``full``); more is worth no more. Of the ``cutoffs``, from the best grade down, the first whose
points are reached is the grade; the last asks for none.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.compliance.records import Subject, subjects
from kamdocs.model import Fact, Finding, NearMiss, Record, Rule, Status, Unread

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
_APART = Decimal("0.5")
"""Points by which a score that somebody filled in may differ: they round."""


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    kind = terms["of"]
    yield Mention(("where",), kind, (), terms.get("where", {}))
    yield Mention(("parts",), kind, tuple(part["field"] for part in terms["parts"]))
    grades = [one["grade"] for one in terms["cutoffs"]]
    yield Mention(("grade",), kind, (), {terms["grade"]: {"allowed": grades}})
    yield Mention(("score",), kind, (terms["score"],) if "score" in terms else ())


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every row of the span that grades a customer in scope."""
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
        points = _points(record, terms["parts"])
        computed = _grade(points, terms["cutoffs"])
        facts |= {"points": points, "computed": computed}
        agrees = computed == record.get(terms["grade"])
        status = Status.PASS if agrees else audit.breach(rule)
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
        period=subject.period,
        item=subject.item,
    )


def _points(record: Record, parts: Iterable[Mapping[str, Any]]) -> Decimal:
    """The points of a record's figures, to one decimal place."""
    points = Decimal(0)
    for part in parts:
        value = record.get(part["field"])
        assert isinstance(value, Decimal | int)  # figures, and blanks were seen before
        share = min(Decimal(value) / Decimal(str(part["full"])), Decimal(1))
        points += Decimal(str(part["weight"])) * max(share, Decimal(0))
    return points.quantize(Decimal("0.1"))


def _grade(points: Decimal, cutoffs: Iterable[Mapping[str, Any]]) -> str:
    reached = [str(one["grade"]) for one in cutoffs if points >= Decimal(str(one["at_least"]))]
    return reached[0] if reached else "-"


def _other_score(record: Record, name: str | None, points: Decimal) -> Iterator[NearMiss]:
    """The score that the sheet gives, where it is another than that of its figures."""
    given = record.get(name) if name else None
    if name and isinstance(given, Decimal) and abs(given - points) > _APART:
        yield NearMiss(record.place(name), "KD476", {"value": given, "points": points})
