"""Several versions of one policy: each is in force until the day before the next."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kamdocs.clauses import clause_as_compared, clause_keys
from kamdocs.model import ATTESTATION, CUSTOMER, DAY, WAIVER, Policy, Rule

Chain = list[tuple[Policy, Rule]]
"""A rule in versions that follow each other."""


def in_turn(policies: Iterable[Policy]) -> list[Policy]:
    """The policies in their order, each with the last day on which it is in force (``until``), all
    ``versions`` of its id, and what tells its clauses from those of the others."""
    known = list(policies)
    days: dict[str, list[date]] = {}
    for policy in known:
        days.setdefault(policy.id, []).append(policy.effective_from)
    found = []
    for policy in known:
        later = [day for day in days[policy.id] if day > policy.effective_from]
        found.append(policy._replace(until=min(later) - DAY if later else None))
    found = list(_numbered(found))
    every = {versions[0].id: tuple(versions) for versions in by_id(found)}
    return [policy._replace(versions=every[policy.id]) for policy in found]


def _numbered(policies: Sequence[Policy]) -> Iterator[Policy]:
    """The policies, each with the numbers of its clauses and of those of the others: a row of a
    register that names no policy does not tell whose it means where it may name one of both. A pack
    that extends another is no other."""
    every = [{kind: _numbers(one, kind) for kind in (ATTESTATION, WAIVER)} for one in policies]
    for policy, own in zip(policies, every, strict=True):
        family = {policy.id, *policy.descends}
        others = [
            theirs
            for other, theirs in zip(policies, every, strict=True)
            if not family & {other.id, *other.descends}
        ]
        numbered = {
            kind: (keys, frozenset[str]().union(*(theirs[kind] for theirs in others)))
            for kind, keys in own.items()
        }
        yield policy._replace(numbered=numbered)


def _numbers(policy: Policy, register: str) -> frozenset[str]:
    """The keys of the clauses of which a register may speak: people attest those of no other
    kind."""
    return frozenset(
        key
        for rule in policy.rules
        if register == WAIVER or rule.kind == "attest"
        for key in clause_keys(rule.clause)
    )


def by_id(policies: Iterable[Policy]) -> Iterator[list[Policy]]:
    """The versions of each policy, the oldest first."""
    versions: dict[str, list[Policy]] = {}
    for policy in policies:
        versions.setdefault(policy.id, []).append(policy)
    for those in versions.values():
        yield sorted(those, key=lambda one: one.effective_from)


def chains(versions: Sequence[Policy]) -> list[Chain]:
    """Every rule, followed through the versions that have it one after the other; ``versions`` are
    those of one policy, the oldest first."""
    found: list[Chain] = []
    running: dict[str, Chain] = {}
    before: Policy | None = None
    for policy in versions:
        now: dict[str, Chain] = {}
        for rule in policy.rules:
            parent = _parent(rule, policy, before) if before else None
            chain = running[parent.id] if parent else []
            found += [] if parent else [chain]
            chain.append((policy, rule))
            now[rule.id] = chain
        running, before = now, policy
    return found


def _parent(rule: Rule, policy: Policy, before: Policy) -> Rule | None:
    """The rule of the version ``before`` that a rule continues: the one with its id, else one of
    the same clause whose id is gone. Of several the n-th new one continues the n-th gone one."""
    same = next((one for one in before.rules if one.id == rule.id), None)
    if same:
        return same
    kept = {one.id for one in policy.rules}
    clause = clause_as_compared(rule.clause)
    gone = [one for one in before.rules if one.id not in kept]
    new = [one for one in policy.rules if one.id not in {old.id for old in before.rules}]
    here, there = (
        [one for one in those if clause_as_compared(one.clause) == clause] for those in (new, gone)
    )
    at = here.index(rule)
    return there[at] if at < len(there) else None


def looks_at_today(rule: Rule) -> bool:
    """Whether a rule judges the state on the day of the check, not what happened in a period or on
    some day. Such a rule is asked only of the version in force on the day of the check."""
    if rule.terms.keys() & {"each", "for_each"}:
        return False
    return rule.kind == "order" or rule.terms.get("of", CUSTOMER) == CUSTOMER
