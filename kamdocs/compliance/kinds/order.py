"""``order``: stages that follow each other, each with a record of its own and what belongs to it.

``steps`` are all stages in their order, as the field ``stage`` of the records names them; the rule
is about one of them (``step``). It may be skipped by nobody who has reached a later one, and is
dated not before any of those in ``after``, on the ``same_day`` as another. ``need`` and ``must``
ask for fields of its record, ``equals`` for the same words as in a field of the customer. What is
named in ``warns`` is a warning where it alone is not kept; with ``once`` nothing is a breach before
one of those stages is reached.

A customer with whom dealings have ended is not held to it, nor one whose stages all lie before the
policy was in force.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.compliance.demands import DEMANDS, Demands
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.standing import Standing
from kamdocs.model import Fact, Finding, NearMiss, Record, Rule, Status

CODE = "KD409"
_WARNED = {"after": "KD478", "same_day": "KD479", "equals": "KD481"}
"""What may be a mere warning, by the code of its near miss."""
TERMS: dict[str, Any] = {
    "of": {"type": "string", "required": True},
    "stage": {"type": "string", "required": True},
    "steps": {"type": "list", "required": True, "minlength": 2, "schema": {"type": "string"}},
    "step": {"type": "string", "required": True},
    "after": {"type": "list", "minlength": 1, "schema": {"type": "string"}},
    "same_day": {"type": "string"},
    "once": {"type": "list", "minlength": 1, "schema": {"type": "string"}},
    "warns": {"type": "list", "minlength": 1, "allowed": list(_WARNED)},
    **DEMANDS,
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    kind, stage = terms["of"], terms["stage"]
    yield Mention((), kind, (stage,))
    yield Mention(("steps",), kind, (), {stage: {"allowed": terms["steps"]}})
    steps = tuple(terms["steps"])
    for name in ("step", "same_day"):
        if name in terms:
            yield Mention((name,), kind, (terms[name],), among=steps)
    for name in ("after", "once"):
        yield Mention((name,), kind, tuple(terms.get(name, ())), among=steps)
    yield from Demands.mentions(terms, kind)


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer in scope who has reached any of the stages."""
    scale = Scale(audit, rule.terms["of"], {})
    for standing in audit.standings(rule):
        known = scale.has_candidates(standing.customer)
        found = _found(rule, scale, standing) if known else None
        if found and not standing.over_by(audit.as_of):
            yield _judge(rule, audit, standing, *found)


def _found(
    rule: Rule, scale: Scale, standing: Standing
) -> tuple[dict[str, list[Record]], list[NearMiss]] | None:
    """A customer's stages with their records, and what may be the stage of the rule; None where
    nothing since the policy is in force is about this customer."""
    name = rule.terms["stage"]
    reached: dict[str, list[Record]] = {}
    unsure: list[NearMiss] = []
    concerned = False
    for record, doubt in scale.candidates(standing.customer):
        weighed = scale.weigh(record, doubt=doubt)
        if weighed.counts is False:
            continue
        in_force = record.day is None or record.day >= scale.audit.policy.since
        concerned = concerned or (in_force and not record.nameless)
        if weighed.counts and record.day:
            reached.setdefault(record.text(name), []).append(record)
        elif weighed.why and (name in record.faulty or record.text(name) == rule.terms["step"]):
            unsure.append(weighed.why)
    return (reached, unsure) if concerned else None


def _judge(
    rule: Rule,
    audit: Audit,
    standing: Standing,
    reached: Mapping[str, list[Record]],
    unsure: list[NearMiss],
) -> Finding:
    terms = rule.terms
    steps, step = terms["steps"], terms["step"]
    here = reached.get(step, [])
    faults: list[NearMiss] = []
    because = standing.because_on(audit.as_of)
    if here:
        judged = [_faults(rule, audit, standing, record, reached) for record in here]
        faults, doubt = min(judged, key=lambda one: (len(one[0]), one[1] is not None))
        status = _breach(rule, audit, faults, reached) if faults else Status.PASS
        because = because or (doubt if not faults else None)
    elif unsure:
        status, because = Status.UNKNOWN, because or unsure[0]
    else:
        later = [name for name in steps[steps.index(step) + 1 :] if name in reached]
        status = audit.breach(rule) if later else Status.PENDING
        faults = [
            NearMiss(record.row, "KD477", {"stage": _shown(name, rule, audit), "day": record.day})
            for name in later
            for record in reached[name][:1]
        ]
    facts: dict[str, Fact] = {
        "step": _shown(step, rule, audit),
        "near": faults[0] if faults else None,
    }
    return audit.ruled(
        rule,
        CODE,
        Status.UNKNOWN if because else status,
        standing.customer,
        facts,
        faults[0].place if faults else None,
        because=because,
        evidence=tuple(record.row for record in here),
        near=(*faults, *unsure),
    )


def _breach(
    rule: Rule, audit: Audit, faults: Iterable[NearMiss], reached: Mapping[str, list[Record]]
) -> Status:
    if not reached.keys() & set(rule.terms.get("once", reached)):
        return Status.PENDING
    mild = {_WARNED[name] for name in rule.terms.get("warns", ())}
    return Status.WARN if mild.issuperset(one.code for one in faults) else audit.breach(rule)


def _faults(
    rule: Rule,
    audit: Audit,
    standing: Standing,
    record: Record,
    reached: Mapping[str, list[Record]],
) -> tuple[list[NearMiss], NearMiss | None]:
    """What is wrong with the record of a stage, and what cannot be told of it."""
    terms, day = rule.terms, record.day
    cell = record.place(audit.schemas[record.kind].roles.day)
    faults: list[NearMiss] = []
    for name in terms.get("after", ()):
        first = _first_day(reached.get(name, ()))
        if first and day and day < first:
            stage = _shown(name, rule, audit)
            faults.append(NearMiss(cell, "KD478", {"stage": stage, "day": first}))
    if "same_day" in terms:
        other = _first_day(reached.get(terms["same_day"], ()))
        if other and day != other:
            stage = _shown(terms["same_day"], rule, audit)
            faults.append(NearMiss(cell, "KD479", {"stage": stage, "day": other}))
    asked = Demands(audit, terms).of(record, standing.customer)
    return [*faults, *asked.lacks], asked.unclear[0] if asked.unclear else None


def _shown(stage: str, rule: Rule, audit: Audit) -> Fact:
    """A stage for people."""
    return audit.schemas[rule.terms["of"]].fields[rule.terms["stage"]].shown(stage)


def _first_day(records: Iterable[Record]) -> date | None:
    return min((record.day for record in records if record.day), default=None)
