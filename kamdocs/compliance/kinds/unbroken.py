"""``unbroken``: on every day there is a record that still holds, so that nothing ever lapses.

A record of ``of`` holds from its day, or the one in ``done``, for as long as ``lasts`` says, in
``days`` or ``months``; the day in ``until``, where the record gives one, is the last instead, or
there is none where it says so (长期). Without a break means: the next begins on the day after the
last at the latest. The first must be there as long after the rule began to bind, or the policy
came into force, unless ``first`` gives another time. ``also`` names further kinds whose records
hold as well, though nobody has to hand them in.

Of several versions of a policy that of the day of a record says whether it counts and for how long
it holds, so that a later one breaks nothing that held before it; those that have the rule one after
the other are judged together, each lapse once.

So an agreement is renewed before its term is over, and no customer is left alone for half a year.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from kamdocs.compliance.audit import DAYS, Audit, Mention
from kamdocs.compliance.evidence import Scale, filled_day
from kamdocs.compliance.standing import Standing, Stretch
from kamdocs.compliance.versions import chains
from kamdocs.model import (
    DAY,
    Fact,
    Finding,
    NearMiss,
    Place,
    Policy,
    Record,
    Rule,
    Status,
    Text,
    months_after,
)
from kamdocs.words.shortfalls import NOTHING

CODE = "KD620"
_TIME: dict[str, Any] = {
    "type": "dict",
    "minlength": 1,
    "schema": {
        "days": {"type": "integer", "min": 0, "max": 3660, "excludes": "months"},
        "months": {"type": "integer", "min": 0, "max": 120, "excludes": "days"},
    },
}
TERMS: dict[str, Any] = {
    "subject": {"type": "string", "allowed": ["customer", "company"]},
    "of": {"type": "string", "required": True},
    "where": {"type": "dict"},
    "done": {"type": "string"},
    "until": {"type": "string"},
    "lasts": {**_TIME, "required": True},
    "first": _TIME,
    "due_soon": {"type": "integer", "min": 0, "max": 366},
    "also": {
        "type": "list",
        "minlength": 1,
        "schema": {
            "type": "dict",
            "schema": {
                "of": {"type": "string", "required": True},
                "where": {"type": "dict"},
                "done": {"type": "string"},
            },
        },
    },
}
FOR_GOOD = Text("长期", "further notice")


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    yield Mention(("where",), terms["of"], (), terms.get("where", {}))
    for part in ("done", "until"):
        if part in terms:
            yield Mention((part,), terms["of"], (terms[part],), types=DAYS)
    for index, other in enumerate(terms.get("also", ())):
        done = (other["done"],) if "done" in other else ()
        yield Mention(("also", index), other["of"], (), other.get("where", {}))
        yield Mention(("also", index, "done"), other["of"], done, types=DAYS)


class _Holding(NamedTuple):
    """A record and the days on which it holds; ``why`` where nobody can say whether it does, and a
    first day that nobody knows is None."""

    place: Place
    since: date | None
    until: date
    says_until: bool = False
    why: NearMiss | None = None

    def may_hold_in(self, lapse: "_Lapse") -> bool:
        return self.since is None or (self.since <= lapse.last and lapse.first <= self.until)


class _Lapse(NamedTuple):
    """Days on end on which nothing holds, of those from ``since`` on; ``over`` is the record that
    ends them."""

    first: date
    last: date
    since: date
    before: _Holding | None
    over: _Holding | None

    @property
    def to_be_told_of(self) -> date:
        """The first of the days of which sheets have to tell, so that nothing else can have held:
        from the record before on, or where that said itself until when, from then on."""
        if self.before is None:
            return self.since
        if self.before.says_until or self.before.since is None:
            return self.first
        return min(self.before.since + DAY, self.first)


class _Found(NamedTuple):
    """What there is of a subject: what holds for certain by its first day, what may, and what is
    near."""

    certain: tuple[_Holding, ...]
    possible: tuple[_Holding, ...]
    near: tuple[NearMiss, ...]


class _Version(NamedTuple):
    """The rule as one version of the policy has it, with the scales of its kinds of record and the
    words about each."""

    rule: Rule
    audit: Audit
    scales: tuple[tuple[Scale, Mapping[str, Any]], ...]


_Line = Sequence[_Version]
"""The versions that have the rule one after the other, the first first."""


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every lapse that touches the span, of every customer in scope or of the
    company; where there is none, one on whether what there is holds to its end. The first version
    that has the rule speaks for those that follow it."""
    line = _line(rule, audit)
    if not line:
        return
    company = rule.terms.get("subject") == "company"
    for standing in [None] if company else _standings(line):
        customer = standing.customer if standing else None
        whole = (audit.policy.effective_from, line[-1].audit.policy.until)
        spans = standing.spans() if standing else (whole,)
        days = [part for one in spans if (part := _looked_at(*one, audit))]
        if days:
            found = _found(line, customer)
            yield from _judge(line, standing, days, found)


def _line(rule: Rule, audit: Audit) -> _Line:
    """This version and those behind it that have the rule too; empty where the one before has."""
    versions = chains(audit.policy.versions or (audit.policy,))
    alike = [list(part) for one in versions for _, part in groupby(one, key=_kind_and_subject)]
    chain = next((one for one in alike if one[0][1] is rule), [])
    return [_version(one, audit.of(policy)) for policy, one in chain]


def _kind_and_subject(link: tuple[Policy, Rule]) -> tuple[str, str]:
    return link[1].kind, link[1].terms.get("subject", "customer")


def _version(rule: Rule, audit: Audit) -> _Version:
    every = (rule.terms, *rule.terms.get("also", ()))
    scales = tuple((Scale(audit, one["of"], one.get("where", {})), one) for one in every)
    return _Version(rule, audit, scales)


def _of_day(line: _Line, day: date) -> _Version:
    """The version in force on a day, or the first for days before any."""
    begun = (one for one in reversed(line) if one.audit.policy.effective_from <= day)
    return next(begun, line[0])


def _standings(line: _Line) -> Iterator[Standing]:
    """Every customer whom a version binds, or may, while it is in force, by all of them."""
    found: dict[str, list[Stretch]] = {}
    for one in line:
        policy = one.audit.policy
        for standing in one.audit.standings(one.rule):
            for stretch in standing.stretches:
                part = stretch.within(policy.effective_from, policy.until)
                if part:
                    found.setdefault(standing.key, []).append(part)
    return (Standing(tuple(stretches)) for stretches in found.values())


class _Bound(NamedTuple):
    """Days on end that are looked at, from ``since`` to ``last``, which is no day to come; it is to
    hold until ``wanted``. The rule binds to ``end``, where that is known, and nothing is asked for
    the days after it."""

    since: date
    last: date
    wanted: date
    end: date | None


def _looked_at(since: date | None, until: date | None, audit: Audit) -> _Bound | None:
    """The days of a stretch on which the policy is in force; None where nothing of them is asked
    for the span."""
    first = since or audit.policy.effective_from
    wanted = min(day for day in (until, audit.span.last) if day)
    begun = audit.ahead or audit.span.start <= audit.as_of
    if first > min(wanted, audit.as_of) or wanted < audit.span.start or not begun:
        return None
    return _Bound(first, min(wanted, audit.as_of), wanted, until)


def _found(line: _Line, customer: Record | None) -> _Found:
    certain: list[_Holding] = []
    possible: list[_Holding] = []
    near: list[NearMiss] = []
    for version in line:
        for scale, words in version.scales:
            for record, doubt in scale.candidates(customer):
                day = filled_day(record, words["done"]) if "done" in words else record.day
                if _of_day(line, day or version.audit.as_of) is not version:
                    continue
                if not day:
                    doubt = doubt or scale.audit.no_day(record, words.get("done", scale.day_field))
                weighed = scale.weigh(record, day, doubt)
                if weighed.counts:
                    certain.append(_holding(record, day, words, version.rule))
                    near += weighed.remarks
                elif weighed.counts is None and (day or words is version.rule.terms):
                    possible.append(_holding(record, day, words, version.rule, weighed.why))
                elif weighed.why and weighed.counts is False:
                    near.append(weighed.why)
    in_turn = sorted(certain, key=lambda one: (one.since or date.min, one.until, one.place))
    return _Found(tuple(in_turn), tuple(possible), tuple(near))


def _holding(
    record: Record,
    day: date | None,
    words: Mapping[str, Any],
    rule: Rule,
    why: NearMiss | None = None,
) -> _Holding:
    given = _last_day(record, words["until"]) if "until" in words else None
    until = given or (_after(day, rule.terms["lasts"]) if day else date.max)
    return _Holding(record.row, day, until, given is not None, why)


def _last_day(record: Record, name: str) -> date | None:
    """The last day that a record gives; where it says that there is none, the last of all."""
    return date.max if record.is_endless(name) else filled_day(record, name)


def _after(day: date, time: Mapping[str, int]) -> date:
    if "months" in time:
        return months_after(day, int(time["months"]))
    return day + DAY * int(time.get("days", 0))


@dataclass(slots=True)
class _Chain:
    """What holds from a first day to a last, one record after the other.

    ``until`` is the last day on which anything holds, by ``last``; as long as that is None nothing
    has held since the first day, and it is by when the first must be there.
    """

    until: date
    lapses: list[_Lapse]
    last: _Holding | None = None

    def reaches(self, day: date | None) -> bool:
        """Whether nothing new is asked up to a day."""
        return day is not None and day <= self.until


def _chain(certain: Iterable[_Holding], bound: _Bound, rule: Rule) -> _Chain:
    since, last = bound.since, bound.last
    chain = _Chain(_after(since, rule.terms.get("first", rule.terms["lasts"])), [])
    for one in certain:
        day = one.since or date.min
        if day > last:
            break
        if since - one.until > DAY:
            continue
        if day - chain.until > DAY:
            chain.lapses.append(_Lapse(chain.until + DAY, day - DAY, since, chain.last, one))
        if chain.last is None or one.until >= chain.until:
            chain.until, chain.last = one.until, one
    if chain.until < last:
        chain.lapses.append(_Lapse(chain.until + DAY, last, since, chain.last, None))
    return chain


def _judge(
    line: _Line, standing: Standing | None, bound: Sequence[_Bound], found: _Found
) -> Iterator[Finding]:
    """Each verdict as the version tells it that says until when the record before holds, or by when
    the first has to be there."""
    held = [_chain(found.certain, one, _of_day(line, one.since).rule) for one in bound]
    start = line[0].audit.span.start
    lapses = [one for chain in held for one in chain.lapses if one.last >= start]
    for lapse in lapses:
        version = _of_day(line, _counted_from(lapse.before, lapse.since))
        yield _lapsed(version.rule, version.audit, standing, lapse, found)
    if not lapses:
        version = _of_day(line, _counted_from(held[-1].last, bound[-1].since))
        yield _holds(version.rule, version.audit, standing, bound[-1], held[-1], found)


def _counted_from(last: _Holding | None, since: date) -> date:
    """The day of the last record, or that from which on the rule binds, where it is later."""
    return max(last.since, since) if last and last.since else since


def _lapsed(
    rule: Rule, audit: Audit, standing: Standing | None, lapse: _Lapse, found: _Found
) -> Finding:
    customer = standing.customer if standing else None
    until = lapse.first - DAY
    doubt = standing.doubt_on(lapse.first) if standing else None
    may = [one.why for one in found.possible if one.why and one.may_hold_in(lapse)]
    because = doubt or (may[0] if may else None)
    status = audit.breach(rule)
    if lapse.over:
        status = status if status is Status.WARN else Status.LATE
    elif not because:
        status = audit.by_date(until, rule)
        if status is audit.breach(rule):
            because = audit.silent(rule.terms["of"], lapse.to_be_told_of, lapse.first, customer)
    facts: dict[str, Fact] = {
        "until": until,
        "latest": _day_of(lapse.before),
        "days": (lapse.last - until).days,
    }
    if lapse.over:
        facts["done"] = lapse.over.since
    return audit.ruled(
        rule,
        CODE,
        Status.UNKNOWN if because else status,
        customer,
        facts,
        because=because,
        due=until,
        evidence=tuple(one.place for one in (lapse.before, lapse.over) if one),
        near=(*may, *found.near),
        item=str(until),
    )


def _holds(
    rule: Rule,
    audit: Audit,
    standing: Standing | None,
    bound: _Bound,
    chain: _Chain,
    found: _Found,
) -> Finding:
    """What is said where nothing lapsed: whether what there is holds to the end of the span.

    Where the rule no longer binds on the day after that on which it runs out, nothing new is to
    come, and of whom nothing was asked on any day the rule does not apply.
    """
    status = Status.PASS if chain.last else Status.NOT_APPLICABLE
    if audit.as_of <= chain.until and not chain.reaches(bound.end):
        soon = audit.by_date(chain.until, rule, rule.terms.get("due_soon"))
        if soon is Status.DUE_SOON or not (chain.last and chain.reaches(bound.wanted)):
            status = soon
    doubt = standing.doubt_on(bound.last) if standing else None
    return audit.ruled(
        rule,
        CODE,
        Status.UNKNOWN if doubt else status,
        standing.customer if standing else None,
        {
            "until": FOR_GOOD if chain.until == date.max else chain.until,
            "latest": _day_of(chain.last),
        },
        because=doubt,
        due=chain.until if status in (Status.PENDING, Status.DUE_SOON) else None,
        evidence=(chain.last.place,) if chain.last else (),
        near=(*(one.why for one in found.possible if one.why), *found.near),
    )


def _day_of(one: _Holding | None) -> Fact:
    return one.since if one and one.since else NOTHING
