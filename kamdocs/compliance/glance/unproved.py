"""What becomes of a deadline where no record of a customer could prove anything, which is seen at a
glance."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.standing import Standing
from kamdocs.model import Period, Status


class Window(Protocol):
    """A period, and the day by which something is due for it."""

    @property
    def period(self) -> Period: ...

    @property
    def due(self) -> date: ...


_When = TypeVar("_When", bound=Window)
ByStatus = Mapping[Status, Sequence[_When]]
"""Some periods by their status."""


class Unproved(Generic[_When]):
    """For a ``deadline`` rule: the status of each period for customers without any record that
    could prove it.

    ``kinds`` are the kinds of those records; ``months`` is how long the rule must have bound a
    customer by the due day; ``judge`` gives the status. All customers whom the rule binds
    throughout get the same statuses, where the sheets cover them alike.
    """

    def __init__(
        self,
        audit: Audit,
        whens: Sequence[_When],
        kinds: Sequence[str],
        months: int,
        judge: Callable[[Standing, _When], Status],
    ) -> None:
        self._audit, self._whens, self._kinds, self._months = audit, whens, kinds, months
        self._periods = [when.period for when in whens]
        self._first_due = min((when.due for when in whens), default=date.max)
        self._judge = judge
        self._alike: dict[tuple[str, ...], ByStatus[_When]] = {}

    def at(self, standing: Standing) -> ByStatus[_When]:
        """The periods by status, for a customer who has no such record."""
        plain = self._audit.binds_throughout(standing, self._periods)
        if not (plain and standing.begun_by(self._first_due, self._months)):
            return self._sorted(standing)
        key = tuple(self._audit.plain.spoken_for(kind, standing.key) for kind in self._kinds)
        if key not in self._alike:
            self._alike[key] = self._sorted(standing)
        return self._alike[key]

    def _sorted(self, standing: Standing) -> ByStatus[_When]:
        told: dict[Status, list[_When]] = {}
        for when in self._whens:
            told.setdefault(self._judge(standing, when), []).append(when)
        return told
