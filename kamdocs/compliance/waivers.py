"""Waivers: people exempt a customer (or the company) from a clause for some days.

A verdict that would be a fail or late is then waived; its own status is kept beside that. A waiver
that is not sound, has run out or covered nothing gets a finding itself. Waivers stand in the
register of waivers, or are decided in a workbook of findings; the latter also show in the verdict,
with a finding that they await approval until they have it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kamdocs.compliance.decisions import Waiver, waivers_of
from kamdocs.compliance.without_effect import of_waiver
from kamdocs.compliance.word_of import applies_to, in_both, person_in
from kamdocs.model import (
    WAIVABLE,
    WAIVER,
    Book,
    Fact,
    Finding,
    NearMiss,
    Period,
    Place,
    Policy,
    Record,
    Ruling,
    Status,
    Untold,
    day_in,
    ruling_of,
)


def to_be_told(
    untold: Untold, policies: Iterable[Policy], book: Book, decisions: Sequence[Record]
) -> bool:
    """Whether untold verdicts have to be worked out because a waiver may be about them: a row of
    the register names their clause, or there are decisions, which may be about any verdict."""
    versions = [one for one in policies if one.id == untold.policy.id]
    return bool(decisions) or any(
        applies_to(record, policy, untold.rule.clause)
        for record in book.of(WAIVER)
        for policy in versions
    )


def waived(
    verdicts: Sequence[Finding],
    policies: Iterable[Policy],
    book: Book,
    decisions: Iterable[Record],
    of: Collection[Status] = WAIVABLE,
    span: Period | None = None,
) -> tuple[list[Finding], list[Finding]]:
    """The verdicts, those that a sound waiver covers as waived; and what is said of the waivers.

    ``of`` are the statuses that a waiver takes away. Of one that is for other days than those of
    the ``span`` nobody can say here whether it is of use.
    """
    waiving = _Waiving(policies, book, of)
    decided, found = waivers_of(decisions, verdicts)
    sound: list[Waiver] = []
    for waiver in (*map(Waiver, book.of(WAIVER)), *decided):
        if waiver.record.double_of:
            continue
        fault = _unsound(waiver)
        found += [fault] if fault else []
        sound += [] if fault else [waiver]
    sound.sort(key=lambda one: one.awaits)  # what is approved goes first
    settled = [waiving.settled(verdict, sound) for verdict in verdicts]
    rulings = [verdict.ruling for verdict in verdicts if verdict.ruling]
    left = [ruling_of(one) for one in settled if one.ruling and one.ruling.status in of]
    for one in sound:
        used = one.record.row in waiving.used
        aside = span is not None and waiving.is_aside(one, rulings, span)
        missed = None if used or aside else sorted({*waiving.days(one, left)})
        found += of_waiver(one, waiving.policies, rulings, book.as_of, used, of, missed)
    return settled, found


def _unsound(waiver: Waiver) -> Finding | None:
    """The finding that says why a waiver covers nothing, whatever it says; None for a sound one."""
    record = waiver.record
    if record.faulty:
        return Finding("KD420", record.row, {"cell": record.place(min(record.faulty))})
    if not person_in(record.text("approved_by")) and not waiver.awaits:
        return Finding("KD421", record.place("approved_by"))
    if both := in_both(record.text("requested_by"), record.text("approved_by")):
        return Finding("KD422", record.place("approved_by"), {"name": both})
    return None


class _Waiving:
    """Holds waivers against verdicts; ``used`` are the rows of those that covered one."""

    def __init__(self, policies: Iterable[Policy], book: Book, of: Collection[Status]) -> None:
        self.policies = tuple(policies)
        self.used: set[Place] = set()
        self._versions = {(policy.id, policy.version): policy for policy in self.policies}
        self._as_of, self._of = book.as_of, of

    def settled(self, verdict: Finding, waivers: Iterable[Waiver]) -> Finding:
        """The verdict, waived by the first of the ``waivers`` that covers it."""
        ruling = verdict.ruling
        if ruling is None or ruling.status not in self._of:
            return verdict
        for waiver in waivers:
            record, by = waiver.record, "requested_by" if waiver.awaits else "approved_by"
            if self._covers(waiver, ruling):
                self.used.add(record.row)
                facts: dict[str, Fact] = {
                    by: record.text(by),
                    "reason": record.text("reason"),
                    "until": record.get("valid_until"),
                    "without": ruling.status,
                }
                why = NearMiss(record.row, "KD498" if waiver.awaits else "KD484", facts)
                waived = replace(
                    ruling,
                    status=Status.WAIVED,
                    without=ruling.status,
                    awaits=waiver.awaits,
                    near=(why, *ruling.near),
                )
                return replace(verdict, ruling=waived, facts={**verdict.facts, **facts})
        return verdict

    def _covers(self, waiver: Waiver, ruling: Ruling) -> bool:
        """Whether a waiver is about a verdict and its days, both inclusive, hold one of those by
        which it goes."""
        start, last = _days_of(waiver)
        if start is None or last is None:
            return False
        in_time = any(start <= day <= last for day in self._goes_by(ruling))
        return in_time and self._is_for(waiver, ruling)

    def _goes_by(self, ruling: Ruling) -> tuple[date, ...]:
        """The days of which a waiver of a verdict has to hold one: the due day or, where there is
        none, the day of the record or of the check, on which it still lacks what it lacked."""
        return (ruling.due,) if ruling.due else (ruling.day or self._as_of, self._as_of)

    def is_aside(self, waiver: Waiver, rulings: Iterable[Ruling], span: Period) -> bool:
        """Whether the days of a waiver lie wholly before or wholly after the span and the days of
        all verdicts that it is about."""
        about = [day for one in self._about(waiver, rulings) for day in self._goes_by(one)]
        days = [span.start, span.last, *about]
        start, last = _days_of(waiver)
        return start is not None and last is not None and (last < min(days) or start > max(days))

    def days(self, waiver: Waiver, rulings: Iterable[Ruling]) -> Iterator[date]:
        """The first day by which each of those rulings goes that a waiver is about, whatever its
        own days."""
        return (self._goes_by(one)[0] for one in self._about(waiver, rulings))

    def _about(self, waiver: Waiver, rulings: Iterable[Ruling]) -> Iterator[Ruling]:
        return (one for one in rulings if self._is_for(waiver, one))

    def _is_for(self, waiver: Waiver, ruling: Ruling) -> bool:
        """Whether a waiver is about a verdict, whatever its days, and was approved by the day of
        the check."""
        record, policy = waiver.record, self._versions[ruling.policy, ruling.version]
        if not waiver.is_about(ruling):
            return False
        if not applies_to(record, policy, ruling.clause) or _whose(record) != ruling.subject:
            return False
        approved = day_in(record.get("approved_on")) or record.recorded
        return not (approved and approved > self._as_of)


def _days_of(waiver: Waiver) -> tuple[date | None, date | None]:
    """The first and the last day of a waiver, None where it does not say."""
    first, last = (day_in(waiver.record.get(f"valid_{end}")) for end in ("from", "until"))
    return first, last


def _whose(record: Record) -> str:
    return "" if record.nameless else record.subject or "?"
