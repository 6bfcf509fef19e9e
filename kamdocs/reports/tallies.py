"""The counts on the page: by owner, by month, days late, what falls due."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kamdocs.model import (
    ATTESTATION,
    CUSTOMER,
    DECISION,
    DEPUTY,
    TO_COME,
    WAIVER,
    Finding,
    Lang,
    Report,
    Status,
    Text,
    day_in,
    joined,
    kept_of,
    listed,
)
from kamdocs.words.page import PAGE

SOON = timedelta(days=30)
FEW = 5
"""The fewest decided obligations for which a percentage says anything."""
_WITHOUT_END = ("", CUSTOMER, DECISION, ATTESTATION, DEPUTY, WAIVER)


def _spoken_until(report: Report) -> tuple[list[tuple[date, Text]], list[Text]]:
    """For each kind of sheet, by title, the latest day for which its sheets speak, the earliest
    first; and the kinds of which no sheet says it. What says what is, and not what happened, such
    as the archive and the waivers, has no such day and is left out."""
    days: dict[str, tuple[date, Text]] = {}
    silent: dict[str, Text] = {}
    for sheet in (sheet for file in report.files for sheet in file.sheets):
        if sheet.kind in _WITHOUT_END or sheet.title is None:
            continue
        known = days.get(sheet.kind)
        if sheet.speaks_until is None:
            silent[sheet.kind] = sheet.title
        elif known is None or known[0] < sheet.speaks_until:
            days[sheet.kind] = sheet.speaks_until, sheet.title
    spoken = sorted(days.values(), key=lambda one: (one[0], one[1].zh))
    return spoken, [title for kind, title in silent.items() if kind not in days]


def through_words(report: Report, lang: Lang) -> str:
    """Until when the sheets speak, in words: one day, or the first and the last with the kinds to
    which they belong."""
    spoken, silent = _spoken_until(report)
    said = []
    if spoken:
        (first, earliest), (last, latest) = spoken[0], spoken[-1]
        ends = {"first": f"{first}", "last": f"{last}"}
        kinds = {"earliest": earliest.say(lang), "latest": latest.say(lang)}
        one = "through_one" if first == last else "through_span"
        said.append(PAGE[one].fill(lang, {**ends, **kinds}))
    if spoken and silent:
        sheets = joined((title.say(lang) for title in silent), lang)
        said.append(PAGE["through_silent"].fill(lang, {"sheets": sheets}))
    return listed(said, lang) or PAGE["none_speaks"].say(lang)


@dataclass(frozen=True, slots=True)
class Count:
    """The number of results by status, where waivers that await approval do not count: how many of
    the ``decided`` obligations were ``kept``, and how many are unclear."""

    statuses: Counter[Status]

    @property
    def total(self) -> int:
        return self.statuses.total()

    @property
    def kept(self) -> int:
        return kept_of(self.statuses)[0]

    @property
    def decided(self) -> int:
        return kept_of(self.statuses)[1]

    @property
    def unclear(self) -> int:
        return self.statuses[Status.UNKNOWN]

    @property
    def percent(self) -> int | None:
        """The percentage kept, rounded down so that 100 means all; None where too few are
        decided."""
        return 100 * self.kept // self.decided if self.decided >= FEW else None


@dataclass(frozen=True, slots=True)
class Share(Count):
    """The counts of what one owner answers for."""

    owner: str | Text


def owners(report: Report) -> list[Share]:
    """The counts of every owner, the one with most to mend first."""
    found: dict[str | Text, Counter[Status]] = {}
    for ruling in report.rulings:
        found.setdefault(ruling.owner, Counter())[ruling.weighs] += 1
    return sorted(
        (Share(statuses, owner) for owner, statuses in found.items()),
        key=lambda one: (-one.statuses[Status.FAIL], -one.statuses[Status.UNKNOWN], -one.decided),
    )


def by_month(report: Report) -> list[tuple[str, Counter[Status]]]:
    """The counts by the month of the due day (``2026-09``); those without a due day come last."""
    found: dict[str, Counter[Status]] = {}
    for ruling in report.rulings:
        month = f"{ruling.due:%Y-%m}" if ruling.due else ""
        found.setdefault(month, Counter())[ruling.weighs] += 1
    return sorted(found.items(), key=lambda one: (not one[0], one[0]))


def late(report: Report) -> list[tuple[Finding, int | None]]:
    """What was done too late, each with the number of days after its due day, the most first: 0
    where it was only hours, None where the day on which it was done is hidden."""
    found = []
    for verdict in report.verdicts:
        ruling, day = verdict.ruling, day_in(verdict.facts.get("done"))
        if ruling and ruling.status is Status.LATE:
            found.append((verdict, (day - ruling.due).days if day and ruling.due else None))
    return sorted(found, key=lambda one: -(one[1] or 0))


def dues(report: Report, within: timedelta | None = SOON) -> list[Finding]:
    """What is not done yet and falls due ``within`` some time (None: ever), the nearest first, so
    that what is overdue but within its grace comes before."""
    last = report.as_of + within if within is not None else date.max
    found = [
        (ruling.due, number, verdict)
        for number, verdict in enumerate(report.verdicts)
        if (ruling := verdict.ruling)
        and ruling.status in TO_COME
        and ruling.due
        and ruling.due <= last
    ]
    return [verdict for _, _, verdict in sorted(found, key=lambda one: one[:2])]


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver in use: until when, and the verdicts that it covers."""

    until: date | None
    verdicts: tuple[Finding, ...]


def waivers(verdicts: Iterable[Finding]) -> list[Waived]:
    """The waivers in use, by the day on which they run out, the nearest first."""
    found: dict[date | None, list[Finding]] = {}
    for verdict in verdicts:
        if verdict.ruling and verdict.ruling.status is Status.WAIVED:
            found.setdefault(day_in(verdict.facts.get("until")), []).append(verdict)
    ordered = sorted(found.items(), key=lambda one: one[0] or date.max)
    return [Waived(until, tuple(those)) for until, those in ordered]
