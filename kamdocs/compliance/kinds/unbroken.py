"""``unbroken``: on every day there is a record that still holds, so that nothing ever lapses.

A record of ``of`` holds from its day, or the one in ``done``, for as long as ``lasts`` says, in
``days`` or ``months``; the day in ``until``, where the record gives one, is the last instead, or
there is none where it says so (长期). Without a break means: the next begins on the day after the
last at the latest. The first must be there as long after the rule began to bind, or the policy
came into force, unless ``first`` gives another time. ``also`` names further kinds whose records
hold as well, though nobody has to hand them in. Of several versions of a policy that of the day of
a record tells for how long it holds, so that a later one breaks nothing that held before it.

So an agreement is renewed before its term is over, and no customer is left alone for half a year.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from kamdocs.compliance.audit import DAYS, Audit, Mention
from kamdocs.compliance.evidence import Scale, filled_day
from kamdocs.compliance.kinds.following import NOTHING
from kamdocs.compliance.standing import Standing
from kamdocs.model import Fact, Finding, NearMiss, Place, Record, Rule, Status, Text, months_after

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
_ONE = timedelta(days=1)
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
        return min(self.before.since + _ONE, self.first)


class _Found(NamedTuple):
    """What there is of a subject: what holds for certain by its first day, what may, and what is
    near."""

    certain: tuple[_Holding, ...]
    possible: tuple[_Holding, ...]
    near: tuple[NearMiss, ...]


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every lapse that touches the span, of every customer in scope or of the
    company; where there is none, one on whether what there is holds to its end."""
    scales = [
        (Scale(audit, one["of"], one.get("where", {})), one)
        for one in (rule.terms, *rule.terms.get("also", ()))
    ]
    company = rule.terms.get("subject") == "company"
    for standing in [None] if company else audit.standings(rule):
        customer = standing.customer if standing else None
        bound = standing.spans() if standing else ((None, None),)
        days = [part for one in bound if (part := _looked_at(*one, audit))]
        if days:
            found = _found(rule, scales, customer)
            yield from _judge(rule, audit, standing, days, found)


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
    first = max(day for day in (since, audit.policy.since) if day)
    wanted = min(day for day in (until, audit.span.last) if day)
    begun = audit.ahead or audit.span.start <= audit.as_of
    if first > min(wanted, audit.as_of) or wanted < audit.span.start or not begun:
        return None
    return _Bound(first, min(wanted, audit.as_of), wanted, until)


def _found(
    rule: Rule, scales: Sequence[tuple[Scale, Mapping[str, Any]]], customer: Record | None
) -> _Found:
    certain: list[_Holding] = []
    possible: list[_Holding] = []
    near: list[NearMiss] = []
    for scale, words in scales:
        for record, doubt in scale.candidates(customer):
            day = filled_day(record, words["done"]) if "done" in words else record.day
            blank = None if day else _no_day(scale, record, words)
            weighed = scale.weigh(record, day, doubt or blank)
            if weighed.counts:
                certain.append(_holding(record, day, words, rule))
                near += weighed.remarks
            elif weighed.counts is None and (day or words is rule.terms):
                possible.append(_holding(record, day, words, rule, weighed.why))
            elif weighed.why and weighed.counts is False:
                near.append(weighed.why)
    in_turn = sorted(certain, key=lambda one: (one.since or date.min, one.until, one.place))
    return _Found(tuple(in_turn), tuple(possible), tuple(near))


def _no_day(scale: Scale, record: Record, words: Mapping[str, Any]) -> NearMiss:
    name = words.get("done", scale.day_field)
    return scale.audit.no_day(record, name)


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
    return day + _ONE * int(time.get("days", 0))


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
        if since - one.until > _ONE:
            continue
        if day - chain.until > _ONE:
            chain.lapses.append(_Lapse(chain.until + _ONE, day - _ONE, since, chain.last, one))
        if chain.last is None or one.until >= chain.until:
            chain.until, chain.last = one.until, one
    if chain.until < last:
        chain.lapses.append(_Lapse(chain.until + _ONE, last, since, chain.last, None))
    return chain


def _judge(
    rule: Rule,
    audit: Audit,
    standing: Standing | None,
    bound: Sequence[_Bound],
    found: _Found,
) -> Iterator[Finding]:
    chains = [_chain(found.certain, one, rule) for one in bound]
    lapses = [
        lapse
        for chain in chains
        for lapse in chain.lapses
        if lapse.last >= audit.span.start and _goes_by(audit, lapse.before, lapse.since)
    ]
    for lapse in lapses:
        yield _lapsed(rule, audit, standing, lapse, found)
    if not lapses and _goes_by(audit, chains[-1].last, bound[-1].since):
        yield _holds(rule, audit, standing, bound[-1], chains[-1], found)


def _goes_by(audit: Audit, last: _Holding | None, since: date) -> bool:
    """Whether this version of the policy tells until when the ``last`` record holds, or where there
    is none, by when the first has to be there: that of its day does, or of the day ``since`` which
    the rule binds."""
    day = last.since if last and last.since else since
    return audit.policy.in_force(max(day, audit.policy.since))


def _lapsed(
    rule: Rule, audit: Audit, standing: Standing | None, lapse: _Lapse, found: _Found
) -> Finding:
    customer = standing.customer if standing else None
    until = lapse.first - _ONE
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
