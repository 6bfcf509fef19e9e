"""``order``: stages that follow each other, each with a record of its own and what belongs to it.

``steps`` are all stages in their order, as the field ``stage`` of the records names them; the rule
is about one of them (``step``). A customer who has reached a later stage must have a record of this
one, dated not before any of the stages in ``after`` and on the same day as the stage ``same_day``.
Where no record tells of one of those other stages, the verdict is unknown. The demands of
``kamdocs.compliance.demands`` (``need``, ``must``, ``equals`` and so on) are made on the record of
the stage.

Where only what is named in ``warns`` is not kept, the verdict is a warning. With ``once`` nothing
is a breach before one of those stages is reached. Of several records of the stage the best counts,
with ``last`` the latest. Customers with whom dealings have ended, or whose stages all lie before
the policy came into force, get no verdict.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.compliance.demands import DEMANDS, Demands
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.standing import Standing
from kamdocs.model import Fact, Finding, NearMiss, Place, Record, Rule, Status

CODE = "KD409"
_WARNED = {"after": "KD478", "same_day": "KD479", "equals": "KD481"}
"""What ``warns`` may name, with the code of its near miss."""
TERMS: dict[str, Any] = {
    "of": {"type": "string", "required": True},
    "stage": {"type": "string", "required": True},
    "steps": {"type": "list", "required": True, "minlength": 2, "schema": {"type": "string"}},
    "step": {"type": "string", "required": True},
    "after": {"type": "list", "minlength": 1, "schema": {"type": "string"}},
    "same_day": {"type": "string"},
    "once": {"type": "list", "minlength": 1, "schema": {"type": "string"}},
    "last": {"type": "boolean"},
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


@dataclass(frozen=True, slots=True)
class _Stages:
    """A customer's stages with their records: those that count for certain (``reached``) and those
    of rows with an error outside the cells of the stage and its day (``told``).

    A row in ``told`` proves nothing that was done, but what is wrong with its sound cells is a
    breach all the same. ``why`` has for each stage the records that do not count for certain, each
    with the reason, under "" those of which even the stage is not known.
    """

    reached: dict[str, list[Record]] = field(default_factory=dict)
    told: dict[str, list[Record]] = field(default_factory=dict)
    why: dict[str, list[tuple[Record, NearMiss]]] = field(default_factory=dict)

    def all_of(self, name: str) -> tuple[Record, ...]:
        """All records of a stage whose stage and day are sound."""
        return (*self.reached.get(name, ()), *self.told.get(name, ()))

    def first_day(self, name: str) -> date | None:
        """The first day of a stage, None where it is not known. Rows in ``told`` have a say only
        where no other row may be a record of the stage."""
        told = self.told.get(name, [])
        alone = len(told) == len(self.unsure(name))
        holding = [*self.reached.get(name, ()), *(told if alone else ())]
        return min((one.day for one in holding if one.day), default=None)

    def unsure(self, name: str) -> list[NearMiss]:
        """The reasons of the records that may be, but are not for certain, records of a stage."""
        return [why for _, why in self._in_doubt(name)]

    def records(self, name: str, latest: bool) -> tuple[list[Record], list[Record], list[NearMiss]]:
        """The records of a stage, as in ``reached`` and as in ``told``, and the reasons of others
        that may be such; with ``latest`` those of its latest day, and the others that may be of
        that day or a later one."""
        days = [one.day for one in self.all_of(name) if one.day]
        since = max(days, default=date.min) if latest else date.min
        here, half = (
            [one for one in those.get(name, ()) if not one.day or one.day >= since]
            for those in (self.reached, self.told)
        )
        others = [
            why
            for one, why in self._in_doubt(name)
            if one not in half and not (one.day and one.day < since)
        ]
        return here, half, others

    def _in_doubt(self, name: str) -> list[tuple[Record, NearMiss]]:
        return [*self.why.get(name, ()), *self.why.get("", ())]

    @property
    def names(self) -> Collection[str]:
        """The stages of which any row tells."""
        return self.reached.keys() | self.told.keys()


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer in scope who has reached any of the stages."""
    scale = Scale(audit, rule.terms["of"], {})
    for standing in audit.standings(rule):
        known = scale.has_candidates(standing.customer)
        found = _found(rule, scale, standing) if known else None
        if found and not standing.over_by(audit.as_of):
            yield _judge(rule, audit, standing, found)


def _found(rule: Rule, scale: Scale, standing: Standing) -> _Stages | None:
    """A customer's stages; None where no record since the policy came into force is about it."""
    name = rule.terms["stage"]
    found = _Stages()
    concerned = False
    for record, doubt in scale.candidates(standing.customer):
        weighed = scale.weigh(record, doubt=doubt)
        if weighed.counts is False:
            continue
        in_force = record.day is None or record.day >= scale.audit.policy.since
        concerned = concerned or (in_force and not record.nameless)
        if weighed.counts and record.day:
            found.reached.setdefault(record.text(name), []).append(record)
            continue
        if doubt is None and _holds(record, name, scale):
            found.told.setdefault(record.text(name), []).append(record)
        if weighed.why:
            stage = "" if name in record.faulty else record.text(name)
            found.why.setdefault(stage, []).append((record, weighed.why))
    return found if concerned else None


def _holds(record: Record, stage: str, scale: Scale) -> bool:
    """Whether a faulty record would count but for its errors, and none of these lies in the cells
    that say whose it is, which stage it is and on which day."""
    roles = scale.schema.roles
    deciding = {stage, roles.day, roles.name, roles.code, roles.recorded, *scale.schema.counts}
    sure = not scale.schema.in_doubt(record) & deciding
    return sure and bool(record.day and scale.weigh(record.known(faulty=frozenset())).counts)


def _judge(rule: Rule, audit: Audit, standing: Standing, stages: _Stages) -> Finding:
    """The verdict on one customer, by the record of the stage with the fewest faults; with ``last``
    among those of its latest day, and unknown where another may be later."""
    steps, step = rule.terms["steps"], rule.terms["step"]
    unsure, last = stages.unsure(step), bool(rule.terms.get("last"))
    here, half, others = stages.records(step, last)
    faults: list[NearMiss] = []
    because = standing.because_on(audit.as_of)
    if here or (half and not others):
        judged = [_faults(rule, audit, standing, one, stages) for one in here or half]
        faults, doubt = min(judged, key=lambda one: (len(one[0]), one[1] is not None))
        status = _breach(rule, audit, faults, stages) if faults else Status.PASS
        doubt = doubt if here else unsure[0]
        because = because or (doubt if not faults else None)
        if last and others and _breach(rule, audit, others, stages) is not Status.PENDING:
            because = because or others[0]
    elif unsure:
        status, because = Status.UNKNOWN, because or unsure[0]
    else:
        reached = [name for name in steps[steps.index(step) + 1 :] if name in stages.names]
        status = rule.broken if reached else Status.PENDING
        faults = [
            NearMiss(one.row, "KD477", {"stage": _shown(name, rule, audit), "day": one.day})
            for name in reached
            for one in stages.all_of(name)[:1]
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


def _breach(rule: Rule, audit: Audit, faults: Iterable[NearMiss], stages: _Stages) -> Status:
    """The status of faults, by ``once`` and ``warns``."""
    if not set(stages.names) & set(rule.terms.get("once", stages.names)):
        return Status.PENDING
    mild = {_WARNED[name] for name in rule.terms.get("warns", ())}
    return Status.WARN if mild.issuperset(one.code for one in faults) else rule.broken


def _faults(
    rule: Rule, audit: Audit, standing: Standing, record: Record, stages: _Stages
) -> tuple[list[NearMiss], NearMiss | None]:
    """The faults of the record of a stage, and the first near miss at what cannot be told."""
    terms, day = rule.terms, record.day
    cell = record.place(audit.schemas[record.kind].roles.day)
    faults: list[NearMiss] = []
    for name in terms.get("after", ()):
        first = stages.first_day(name)
        if first and day and day < first:
            stage = _shown(name, rule, audit)
            faults.append(NearMiss(cell, "KD478", {"stage": stage, "day": first}))
    if "same_day" in terms:
        other = stages.first_day(terms["same_day"])
        if other and day != other:
            stage = _shown(terms["same_day"], rule, audit)
            faults.append(NearMiss(cell, "KD479", {"stage": stage, "day": other}))
    asked = Demands(audit, terms).of(record, standing.customer)
    unclear = [*asked.unclear, *_not_there(rule, audit, cell, stages)]
    return [*faults, *asked.lacks], unclear[0] if unclear else None


def _not_there(rule: Rule, audit: Audit, cell: Place, stages: _Stages) -> Iterator[NearMiss]:
    """The near misses that leave the order unknown: a stage in ``after`` or ``same_day`` has no
    record that counts (KD651), or its records are in doubt."""
    names = (*rule.terms.get("after", ()), rule.terms.get("same_day"))
    for name in names:
        if name and name not in stages.reached:
            yield from stages.unsure(name)
            yield NearMiss(cell, "KD651", {"stage": _shown(name, rule, audit)})


def _shown(stage: str, rule: Rule, audit: Audit) -> Fact:
    """A stage in the words for people."""
    return audit.schemas[rule.terms["of"]].fields[rule.terms["stage"]].shown(stage)
