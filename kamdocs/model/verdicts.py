"""The verdicts of a run, each made in full only when it is looked at.

A year of visits has millions of verdicts, and nearly all say that a rule is kept. Their status is
quickly found (see ``kamdocs.compliance.glance``); a full verdict, with its customer, its evidence
and what almost counted, takes much longer.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Protocol, overload

from kamdocs.model.finding import RANK, Finding, Ruling, Status, ruling_of
from kamdocs.model.rule import Policy, Rule

_SEVERITIES = {name: rank for rank, name in enumerate(("high", "medium", "low"))}
_Rank = tuple[int, int, str, str, int]
Numbers = Mapping[tuple[str, str, str], int]
"""The place of each rule in its policy, by policy, version and rule."""


class Judged(Protocol):
    """What is judged for one customer or the company, such as records or periods: they can be
    counted and gone through."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Untold:
    """Verdicts of one rule that are known to have the same status, and are not made yet.

    ``cases`` are customers, each with what is judged for it. Where the customer is None, ``whose``
    gives the customer's key of each thing that is judged. ``tell`` makes the verdict on one.
    """

    policy: Policy
    rule: Rule
    status: Status
    cases: Sequence[tuple[Any, Judged]]
    tell: Callable[[Any, Any], Finding]
    whose: Callable[[Any], str]

    def __len__(self) -> int:
        return sum(len(judged) for _, judged in self.cases)

    def subjects(self) -> Iterator[str]:
        """The key of the customer of each verdict, or of each case; empty for the company."""
        for subject, judged in self.cases:
            if subject is None:
                yield from map(self.whose, judged)
            else:
                yield subject.key

    def told(self) -> Iterator[Finding]:
        """The verdicts, in the order of the cases."""
        for subject, judged in self.cases:
            for one in judged:
                yield self.tell(subject, one)


@dataclass(slots=True, eq=False)
class _Group:
    """The verdicts of one rule that count by the same status. Once they are ``told``, all of them
    are in ``findings``, in their order."""

    status: Status
    findings: list[Finding] = field(default_factory=list)
    untold: list[Untold] = field(default_factory=list)
    told: bool = False

    def __len__(self) -> int:
        return len(self.findings) + sum(map(len, self.untold))

    def subjects(self) -> Iterator[str]:
        for verdict in self.findings:
            yield ruling_of(verdict).subject
        for one in self.untold:
            yield from one.subjects()

    def __iter__(self) -> Iterator[Finding]:
        if not self.told:
            every = [*self.findings, *(verdict for one in self.untold for verdict in one.told())]
            self.findings = sorted(every, key=lambda one: _within_rule(ruling_of(one)))
            self.untold, self.told = [], True
        return iter(self.findings)


class Verdicts(Sequence[Finding]):
    """Verdicts in their order: worst first, then by severity, policy, rule, subject and period.

    Those of one rule are made together when one of them is looked at, and kept from then on.
    """

    def __init__(self, told: Iterable[Finding], untold: Iterable[Untold], numbers: Numbers) -> None:
        groups: dict[_Rank, _Group] = {}
        for verdict in told:
            ruling = ruling_of(verdict)
            number = numbers[ruling.policy, ruling.version, ruling.rule]
            rank = _rank(ruling.weighs, ruling.severity, ruling.policy, ruling.version, number)
            groups.setdefault(rank, _Group(ruling.weighs)).findings.append(verdict)
        for one in untold:
            named = one.policy.id, one.policy.version
            rank = _rank(one.status, one.rule.severity, *named, numbers[*named, one.rule.id])
            groups.setdefault(rank, _Group(one.status)).untold.append(one)
        self._groups = [groups[rank] for rank in sorted(groups)]

    @classmethod
    def in_order(cls, told: Iterable[Finding]) -> "Verdicts":
        """Verdicts that have been made, in the order in which they are given."""
        verdicts = cls((), (), {})
        for status, those in groupby(told, key=lambda one: ruling_of(one).weighs):
            verdicts._groups.append(_Group(status, list(those), told=True))
        return verdicts

    def __len__(self) -> int:
        return sum(map(len, self._groups))

    def __iter__(self) -> Iterator[Finding]:
        for group in self._groups:
            yield from group

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return tuple(self)[index]

    def of(self, status: Status) -> Iterator[Finding]:
        """The verdicts that count by a status; no others are made."""
        for group in self._groups:
            if group.status is status:
                yield from group

    @property
    def subjects(self) -> frozenset[str]:
        """The keys of the customers that the verdicts are on, empty for the company; no verdict is
        made for this."""
        return frozenset(key for group in self._groups for key in group.subjects())

    @property
    def awaiting(self) -> Counter[Status]:
        """How many verdicts have a waiver that nobody has approved yet, by the status that counts
        until then. Waived verdicts are always made at once, so those not made need not be
        counted."""
        rulings = (ruling_of(one) for group in self._groups for one in group.findings)
        return Counter(ruling.weighs for ruling in rulings if ruling.awaits)

    @property
    def weighed(self) -> Counter[Status]:
        """The number of verdicts by the status by which they count, whether made or not."""
        count: Counter[Status] = Counter()
        for group in self._groups:
            count[group.status] += len(group)
        return count


def _rank(status: Status, severity: str, policy: str, version: str, number: int) -> _Rank:
    return RANK[status], _SEVERITIES[severity], policy, version, number


def _within_rule(ruling: Ruling) -> tuple[str, int, str]:
    start = ruling.period.start.toordinal() if ruling.period else 0
    return ruling.subject, start, ruling.item
