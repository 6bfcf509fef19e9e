"""What is counted on the page: by owner, by month, days late, what falls due."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kamdocs.model import Finding, Report, Status, Text, day_in, kept_of

SOON = timedelta(days=30)
FEW = 5
"""Under so many obligations that are due, a percentage says nothing."""


def through(report: Report) -> date | None:
    """The latest day for which any sheet speaks; None where none says."""
    days = (sheet.speaks_until for file in report.files for sheet in file.sheets)
    return max((day for day in days if day), default=None)


@dataclass(frozen=True, slots=True)
class Share:
    """What one owner answers for: ``kept`` of ``decided`` obligations, and what is open, by the
    ``statuses`` by which they count as long as waivers await approval."""

    owner: str | Text
    statuses: Counter[Status]

    @property
    def kept(self) -> int:
        return kept_of(self.statuses)[0]

    @property
    def decided(self) -> int:
        return kept_of(self.statuses)[1]

    @property
    def percent(self) -> int | None:
        """The rate, rounded down so that 100 means all; None where too few are decided."""
        return 100 * self.kept // self.decided if self.decided >= FEW else None


def owners(report: Report) -> list[Share]:
    """Every owner, who has most to mend first."""
    found: dict[str | Text, Counter[Status]] = {}
    for ruling in report.rulings:
        found.setdefault(ruling.owner, Counter())[ruling.weighs] += 1
    return sorted(
        (Share(owner, statuses) for owner, statuses in found.items()),
        key=lambda one: (-one.statuses[Status.FAIL], -one.statuses[Status.UNKNOWN], -one.decided),
    )


def by_month(report: Report) -> list[tuple[str, Counter[Status]]]:
    """The results by the month in which they are due (``2026-09``); no due day stands last."""
    found: dict[str, Counter[Status]] = {}
    for ruling in report.rulings:
        month = f"{ruling.due:%Y-%m}" if ruling.due else ""
        found.setdefault(month, Counter())[ruling.weighs] += 1
    return sorted(found.items(), key=lambda one: (not one[0], one[0]))


def late(report: Report) -> list[tuple[Finding, int]]:
    """What was done after its due day, and how many days after, the latest first."""
    found = []
    for verdict in report.verdicts:
        ruling, done = verdict.ruling, verdict.facts.get("done")
        day = day_in(done)
        if ruling and ruling.status is Status.LATE and ruling.due and day and day > ruling.due:
            found.append((verdict, (day - ruling.due).days))
    return sorted(found, key=lambda one: -one[1])


def dues(report: Report, within: timedelta | None = SOON) -> list[Finding]:
    """What is not done yet and falls due within so many days (None: ever), the nearest first; what
    is overdue and within its grace comes before."""
    last = report.as_of + within if within is not None else date.max
    found = [
        (ruling.due, number, verdict)
        for number, verdict in enumerate(report.verdicts)
        if (ruling := verdict.ruling)
        and ruling.status in (Status.PENDING, Status.DUE_SOON)
        and ruling.due
        and ruling.due <= last
    ]
    return [verdict for _, _, verdict in sorted(found, key=lambda one: one[:2])]


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver that covers something: who approved it, why, until when, and for what."""

    until: date | None
    verdicts: tuple[Finding, ...]


def waivers(verdicts: Iterable[Finding]) -> list[Waived]:
    """The waivers in use by the day on which they run out, the nearest first."""
    found: dict[date | None, list[Finding]] = {}
    for verdict in verdicts:
        if verdict.ruling and verdict.ruling.status is Status.WAIVED:
            found.setdefault(day_in(verdict.facts.get("until")), []).append(verdict)
    ordered = sorted(found.items(), key=lambda one: one[0] or date.max)
    return [Waived(until, tuple(those)) for until, those in ordered]
