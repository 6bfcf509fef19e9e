"""What falls due in a period, and the visits that are planned for it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kamdocs.model.finding import Finding, NearMiss, Ruling, ruling_of
from kamdocs.model.period import Period
from kamdocs.model.record import Record
from kamdocs.model.rule import Policy
from kamdocs.text import Text

_SATURDAY = 5


class How(StrEnum):
    """The state of an obligation that falls due, the most urgent first."""

    OVERDUE = "overdue"
    """The due day has passed, and nothing shows that it was done."""
    UNCLEAR = "unclear"
    """The data cannot decide whether it is asked for, or whether it was done."""
    UNPLANNED = "unplanned"
    """Visits are missing, and none can be planned."""
    PROPOSED = "proposed"
    """Visits of this plan settle it."""
    PLANNED = "planned"
    """Visits of plans that were handed in settle it."""
    TO_DO = "to-do"
    """Something else than a visit is still to be done."""
    WAIVED = "waived"
    """A waiver covers it."""


_UNSETTLED = frozenset({How.OVERDUE, How.UNCLEAR, How.UNPLANNED})
"""The states of obligations that a plan does not take care of."""


class Due(NamedTuple):
    """One obligation that falls due: the verdict on it, and how it stands.

    ``latest`` is the last working day on which it can be done, None if that has passed;
    ``provisional`` is True if that day depends on a calendar that is not published yet. ``missing``
    is the number of visits still to be made, ``planned`` that of visits in plans that were handed
    in. ``target`` marks a recommendation; ``because`` says why the state is unclear.
    """

    verdict: Finding
    how: How
    latest: date | None
    provisional: bool = False
    missing: int = 0
    planned: int = 0
    target: bool = False
    because: NearMiss | None = None

    @property
    def ruling(self) -> Ruling:
        return ruling_of(self.verdict)


class PlannedVisit(NamedTuple):
    """One visit that a plan proposes.

    ``first`` and ``last`` are the working days between which it may take place. ``people`` are the
    names of those who go; for the levels in ``unnamed`` somebody is still to be found. ``settles``
    are the obligations that it fulfils. ``uid`` stays the same as long as these do.
    """

    uid: str
    customer: Record
    day: date
    first: date
    last: date
    provisional: bool
    levels: tuple[str, ...]
    counterpart_levels: tuple[str, ...]
    mode: str
    people: tuple[str, ...]
    unnamed: tuple[str, ...]
    owner: str | Text
    settles: tuple[Ruling, ...]

    @property
    def on_made_up_day(self) -> bool:
        """Whether its day is a Saturday or Sunday. Plans use working days only, so this is one on
        which people work to make up for a holiday."""
        return self.day.weekday() >= _SATURDAY


class Load(NamedTuple):
    """How many visits a person has, by month and by the Monday of the week; the name is empty for
    visits of which nobody knows who makes them.

    ``proposed`` of them are visits of this plan, the others were planned already.
    """

    person: str
    months: Mapping[Period, int]
    weeks: Mapping[date, int]
    proposed: int

    @property
    def visits(self) -> int:
        return sum(self.months.values())


class Plan(NamedTuple):
    """What falls due in a period, and a plan for it.

    ``standing`` are the rows of plans that were handed in, from the day of the plan on;
    ``findings`` say what could not be planned, and why.
    """

    period: Period
    as_of: date
    policies: tuple[Policy, ...]
    dues: tuple[Due, ...]
    visits: tuple[PlannedVisit, ...]
    standing: tuple[Record, ...]
    loads: tuple[Load, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def unsettled(self) -> tuple[Due, ...]:
        """The obligations that fall due and are not taken care of."""
        return tuple(due for due in self.dues if due.how in _UNSETTLED)
