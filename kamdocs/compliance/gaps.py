"""Days for which no version of a policy judges a rule that its versions have.

A period is judged by the version in force on its first day. A version that comes into force within
one of its own periods judges from the next one on, and the version before may have ended by then:
after a monthly rule until 14 August a quarterly one begins on 1 October, and nobody judges
September. A rule that a version drops is not asked for any more, and a new one is judged from its
first whole period on; neither leaves a gap.

Nothing is asked before the first version, and its rules with periods are judged from their first
whole period on. Those days are told as well (``unbegun``): nobody may believe that the rules were
kept on them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from kamdocs.compliance.versions import Chain, by_id, chains
from kamdocs.model import DAY, MONTHS, Period, Policy, Rule


class Gap(NamedTuple):
    """The ``days`` that nobody judges: after the last of ``earlier``, in force in ``later``, whose
    ``rule`` it is."""

    earlier: Policy
    later: Policy
    rule: Rule
    days: Period


class Waiting(NamedTuple):
    """Rules that are asked ``each`` period, in ``clauses``, and are not judged until the day
    ``last`` is over."""

    each: str
    clauses: tuple[str, ...]
    last: date


class Unbegun(NamedTuple):
    """The ``days`` before the first version of a ``policy``, or those on which it is in force and
    some of its rules are ``waiting`` for their first whole period."""

    policy: Policy
    days: Period
    waiting: tuple[Waiting, ...] = ()


def gaps(policies: Iterable[Policy]) -> Iterator[Gap]:
    """The gaps between the versions of each policy, each of which knows until when it is in force
    (see ``in_turn``)."""
    for versions in by_id(policies):
        for chain in chains(versions):
            yield from _within(chain)


def unbegun(policies: Iterable[Policy], span: Period) -> Iterator[Unbegun]:
    """The days of a span that nobody judges because a policy has only come into force."""
    for versions in by_id(policies):
        first = versions[0]
        if first.effective_from > span.start:
            yield Unbegun(first, Period(span.start, min(first.effective_from, span.end)))
        start = max(first.effective_from, span.start)
        waiting: dict[tuple[int, str, date], dict[str, None]] = {}
        for chain in chains(versions):
            policy, rule = chain[0]
            days = next(filter(None, (_judged(*link) for link in chain)), None)
            if policy is first and "each" in rule.terms and days and days[0] > start:
                each, last = rule.terms["each"], days[0] - DAY
                waiting.setdefault((MONTHS[each], each, last), {})[rule.clause] = None
        told = [
            Waiting(each, tuple(clauses), last)
            for (_, each, last), clauses in sorted(waiting.items())
        ]
        if told and start < span.end:
            end = min(max(one.last for one in told) + DAY, span.end)
            yield Unbegun(first, Period(start, end), tuple(told))


def _within(chain: Chain) -> Iterator[Gap]:
    """The gaps in the days on which the versions of one rule judge it."""
    last: date | None = None
    judge = 0
    for at, (policy, rule) in enumerate(chain):
        days = _judged(policy, rule)
        if days is None:
            continue
        if last and days[0] > last + DAY:
            yield _gap(chain, judge, last, days[0])
        if days[1] is None:
            return
        last, judge = max(last or days[1], days[1]), at
    over = chain[-1][0].until
    if last and over and over > last:
        yield _gap(chain, judge, last, over + DAY)


def _gap(chain: Chain, judge: int, last: date, end: date) -> Gap:
    later, rule = chain[judge + 1]
    return Gap(chain[judge][0], later, rule, Period(last + DAY, end))


def _judged(policy: Policy, rule: Rule) -> tuple[date, date | None] | None:
    """The first and the last day that a version judges by a rule (None: it is in force still); None
    where no period of the rule begins while it is in force."""
    each = rule.terms.get("each")
    if each is None:
        return policy.effective_from, policy.until
    first = Period.holding(policy.effective_from, each)
    if first.start < policy.effective_from:
        first = Period.holding(first.end, each)
    if policy.until is None:
        return first.start, None
    if first.start > policy.until:
        return None
    return first.start, Period.holding(policy.until, each).last
