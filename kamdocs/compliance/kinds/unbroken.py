"""``unbroken``: on every day there is a record that still holds, so that nothing ever lapses.

It is for agreements that must be renewed before their term is over, and for customers who must not
be left alone for half a year.

A record of ``of`` holds from its day, or from the day in ``done``, for the ``days`` or ``months``
in ``lasts``. Where the record's field ``until`` gives a last day, it holds to that instead, and for
good where the field says 长期. Nothing lapses where the next record begins at the latest on the day
after the last one. The first record must be there within the same time (``lasts``, or ``first``
where given) after the rule began to bind or the policy came into force. ``also`` names further
kinds whose records hold as well, though nobody has to hand them in. What was written down only long
after its day holds for certain from then on where it gives its last day, and perhaps from its day.

Where a policy has several versions, the version in force on the day of a record decides whether it
counts and for how long it holds: a later version breaks nothing that held before it. Versions that
have the rule one after the other are judged together, so that each lapse is told once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from kamdocs.compliance.audit import DAYS, Audit, Mention
from kamdocs.compliance.evidence import Scale, filled_day
from kamdocs.compliance.lapses import Bound, Chain, Holding, Lapse, after, chain_of, time_terms
from kamdocs.compliance.standing import Standing, Stretch
from kamdocs.compliance.versions import chains
from kamdocs.model import DAY, TO_COME, Fact, Finding, NearMiss, Policy, Record, Rule, Status, Text
from kamdocs.words.shortfalls import NOTHING

CODE = "KD620"
_TIME = time_terms(0, 3660, 120)
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
_BACKDATED = "KD456"
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


class _Found(NamedTuple):
    """The records of a customer or the company: those that hold for ``certain``, by their first
    day, those that may (``possible``), and what is ``near`` but does not count."""

    certain: tuple[Holding, ...]
    possible: tuple[Holding, ...]
    near: tuple[NearMiss, ...]


class _Version(NamedTuple):
    """The rule as one version of the policy has it, with a scale for each of its kinds of record
    and the words of the rule about that kind."""

    rule: Rule
    audit: Audit
    scales: tuple[tuple[Scale, Mapping[str, Any]], ...]


_Line = Sequence[_Version]
"""The versions that have the rule one after the other, the oldest first."""


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every lapse that touches the span, of every customer in scope or of the
    company; without a lapse, one on whether the records hold to the end of the span. Only the
    oldest of the versions that have the rule one after the other gives verdicts, for all of
    them."""
    line = _line(rule, audit)
    if not line:
        return
    for standing in [None] if rule.names_company else _standings(line):
        customer = standing.customer if standing else None
        whole = (audit.policy.effective_from, line[-1].audit.policy.until)
        spans = standing.spans() if standing else (whole,)
        days = [part for one in spans if (part := _looked_at(*one, audit))]
        if days:
            found = _found(line, customer)
            yield from _judge(line, standing, days, found)


def _line(rule: Rule, audit: Audit) -> _Line:
    """This version and those after it that have the rule too; empty where an earlier version has
    it, which speaks for this one."""
    versions = chains(audit.policy.versions or (audit.policy,))
    alike = [list(part) for one in versions for _, part in groupby(one, key=_kind_and_subject)]
    chain = next((one for one in alike if one[0][1] is rule), [])
    return [_version(one, audit.of(policy)) for policy, one in chain]


def _kind_and_subject(link: tuple[Policy, Rule]) -> tuple[str, str]:
    return link[1].kind, link[1].terms.get("subject", "customer")


def _version(rule: Rule, audit: Audit) -> _Version:
    every = (rule.terms, *rule.terms.get("also", ()))
    return _Version(rule, audit, tuple((_scale(audit, one), one) for one in every))


def _scale(audit: Audit, words: Mapping[str, Any]) -> Scale:
    asked = (words[part] for part in ("done", "until") if part in words)
    return Scale(audit, words["of"], words.get("where", {}), asked=asked)


def _of_day(line: _Line, day: date) -> _Version:
    """The version in force on a day; the oldest for a day before all of them."""
    begun = (one for one in reversed(line) if one.audit.policy.effective_from <= day)
    return next(begun, line[0])


def _standings(line: _Line) -> Iterator[Standing]:
    """Every customer whom any of the versions binds or may bind while it is in force, with the
    stretches of all versions."""
    found: dict[str, list[Stretch]] = {}
    for one in line:
        policy = one.audit.policy
        for standing in one.audit.standings(one.rule):
            for stretch in standing.stretches:
                part = stretch.within(policy.effective_from, policy.until)
                if part:
                    found.setdefault(standing.key, []).append(part)
    return (Standing(tuple(stretches)) for stretches in found.values())


def _looked_at(since: date | None, until: date | None, audit: Audit) -> Bound | None:
    """What is looked at of the days from ``since`` to ``until`` on which a rule binds (None: open);
    None where nothing of them concerns the span."""
    first = since or audit.policy.effective_from
    wanted = min(day for day in (until, audit.span.last) if day)
    begun = audit.ahead or audit.span.start <= audit.as_of
    if first > min(wanted, audit.as_of) or wanted < audit.span.start or not begun:
        return None
    return Bound(first, min(wanted, audit.as_of), wanted, until)


def _found(line: _Line, customer: Record | None) -> _Found:
    """The records of a customer (None: the company), each weighed by the version of its day."""
    certain: list[Holding] = []
    possible: list[Holding] = []
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
                    perhaps = _holding(record, day, words, version.rule, weighed.why)
                    possible.append(perhaps)
                    certain += _since_recorded(record, perhaps)
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
) -> Holding:
    given = _last_day(record, words["until"]) if "until" in words else None
    until = given or (after(day, rule.terms["lasts"]) if day else date.max)
    return Holding(record.row, day, until, given is not None, why)


def _since_recorded(record: Record, perhaps: Holding) -> Iterator[Holding]:
    """A record that was only written down long after its day, from then on: where it gives its last
    day itself, it holds for certain from the day on which it stood in the register."""
    day = record.recorded
    backdated = perhaps.why is not None and perhaps.why.code == _BACKDATED
    if backdated and perhaps.says_until and day and day <= perhaps.until:
        yield perhaps._replace(since=day, why=None)


def _last_day(record: Record, name: str) -> date | None:
    """The last day in a field; the last of all days where the cell says that there is none, None
    where it is blank or unread."""
    return date.max if record.is_endless(name) else filled_day(record, name)


def _judge(
    line: _Line, standing: Standing | None, bound: Sequence[Bound], found: _Found
) -> Iterator[Finding]:
    """The verdicts on one customer or the company. Each is told by the version that decides until
    when the record before holds, or by when the first has to be there."""
    held = [chain_of(found.certain, one, _of_day(line, one.since).rule) for one in bound]
    start = line[0].audit.span.start
    lapses = [one for chain in held for one in chain.lapses if one.last >= start]
    for lapse in lapses:
        version = _of_day(line, _counted_from(lapse.before, lapse.since))
        yield _lapsed(version, standing, lapse, found)
    if not lapses:
        version = _of_day(line, _counted_from(held[-1].last, bound[-1].since))
        yield _holds(version, standing, bound[-1], held[-1], found)


def _counted_from(last: Holding | None, since: date) -> date:
    """The day from which time is counted: that of the last record or the first day looked at,
    whichever is later."""
    return max(last.since, since) if last and last.since else since


def _lapsed(version: _Version, standing: Standing | None, lapse: Lapse, found: _Found) -> Finding:
    rule, audit = version.rule, version.audit
    customer = standing.customer if standing else None
    until = lapse.first - DAY
    doubt = standing.doubt_on(lapse.first) if standing else None
    may = [one.why for one in found.possible if one.why and one.may_hold_in(lapse)]
    because = doubt or (may[0] if may else None)
    status = rule.broken
    if lapse.over:
        status = status if status is Status.WARN else Status.LATE
    elif not because:
        status = audit.by_date(until, rule)
        if status is rule.broken:
            because = audit.silent(rule.terms["of"], lapse.covered_from, lapse.first, customer)
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
    version: _Version, standing: Standing | None, bound: Bound, chain: Chain, found: _Found
) -> Finding:
    """The verdict where nothing lapsed: whether the records hold to the end of the span.

    Nothing new is asked for where the rule stops binding before the last record runs out. Where no
    record was asked for on any day the rule does not apply.
    """
    rule, audit = version.rule, version.audit
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
        due=chain.until if status in TO_COME else None,
        evidence=(chain.last.place,) if chain.last else (),
        near=(*(one.why for one in found.possible if one.why), *found.near),
    )


def _day_of(one: Holding | None) -> Fact:
    return one.since if one and one.since else NOTHING
