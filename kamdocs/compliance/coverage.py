"""By what each clause of a policy is covered: a check, somebody's attestation, or nothing."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from kamdocs.clauses import clause_as_compared
from kamdocs.model import Policy


class Covered(StrEnum):
    """By what a clause is covered, the surest first; ``INFORMS`` is a clause that asks for
    nothing."""

    CHECKED = "checked"
    ATTESTED = "attested"
    INFORMS = "informs"
    NOT_COVERED = "not-covered"


class Coverage(NamedTuple):
    """A clause, by what it is covered, and the ids of the rules that do. ``attested`` are the rules
    that people answer for in a clause of which the rest is checked."""

    clause: str
    covered: Covered
    rules: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()


def coverage(policy: Policy) -> Iterator[Coverage]:
    """Every clause that the policy's source prints, in its order; where the pack does not list
    them, every clause that it names."""
    named = [rule.clause for rule in policy.rules] + [one.clause for one in policy.clauses]
    for clause in policy.printed or dict.fromkeys(named):
        yield _of(policy, clause)


def _of(policy: Policy, clause: str) -> Coverage:
    wanted = clause_as_compared(clause)
    rules = [rule for rule in policy.rules if clause_as_compared(rule.clause) == wanted]
    checked = tuple(rule.id for rule in rules if rule.kind != "attest")
    attested = tuple(rule.id for rule in rules if rule.kind == "attest")
    if checked:
        return Coverage(clause, Covered.CHECKED, checked, attested)
    if attested:
        return Coverage(clause, Covered.ATTESTED, attested)
    informs = any(
        one.why == "inform" and clause_as_compared(one.clause) == wanted for one in policy.clauses
    )
    return Coverage(clause, Covered.INFORMS if informs else Covered.NOT_COVERED)
