"""Waivers: people exempt a customer (or the company) from a clause for some days.

What would be a fail or late is then waived, and keeps its own status beside that. A waiver that is
not sound, has run out or served nobody is itself told.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from kamdocs.compliance.word_of import applies_to, person_in
from kamdocs.model import (
    WAIVER,
    Book,
    Fact,
    Finding,
    NearMiss,
    Place,
    Policy,
    Record,
    Ruling,
    Status,
    day_in,
)

Versions = dict[tuple[str, str], Policy]
"""Policies by id and version."""
_WAIVED = frozenset({Status.FAIL, Status.LATE})


def waived(
    verdicts: Iterable[Finding],
    policies: Iterable[Policy],
    book: Book,
    of: Collection[Status] = _WAIVED,
) -> tuple[list[Finding], list[Finding]]:
    """The verdicts, those that a sound waiver covers as waived; and what is said of the waivers.

    ``of`` are the statuses that a waiver takes away.
    """
    known = {(policy.id, policy.version): policy for policy in policies}
    found: list[Finding] = []
    sound: list[Record] = []
    for record in book.of(WAIVER):
        if record.double_of:
            continue
        fault = _unsound(record)
        found += [fault] if fault else []
        sound += [] if fault else [record]
    used: set[Place] = set()
    settled = [_settled(verdict, known, sound, book, used, of) for verdict in verdicts]
    found += [finding for one in sound for finding in _told(one, known, book, used)]
    return settled, found


def _unsound(record: Record) -> Finding | None:
    """Why a waiver covers nothing, whatever it says; None for a sound one."""
    if record.faulty:
        return Finding("KD420", record.row, {"cell": record.place(min(record.faulty))})
    requester, approver = (
        person_in(record.text(f"{part}_by")) for part in ("requested", "approved")
    )
    if not approver:
        return Finding("KD421", record.place("approved_by"))
    if approver == requester:
        return Finding("KD422", record.place("approved_by"), {"name": approver})
    if record.likely:
        return Finding("KD420", record.row, {"cell": record.place("customer_name")})
    return None


def _settled(
    verdict: Finding,
    known: Versions,
    waivers: list[Record],
    book: Book,
    used: set[Place],
    of: Collection[Status],
) -> Finding:
    ruling = verdict.ruling
    if ruling is None or ruling.status not in of:
        return verdict
    for record in waivers:
        if _covers(record, ruling, known[ruling.policy, ruling.version], book):
            used.add(record.row)
            facts: dict[str, Fact] = {
                "approved_by": record.text("approved_by"),
                "reason": record.text("reason"),
                "until": record.get("valid_until"),
                "without": ruling.status,
            }
            why = NearMiss(record.row, "KD484", facts)
            waived = replace(
                ruling, status=Status.WAIVED, without=ruling.status, near=(why, *ruling.near)
            )
            return replace(verdict, ruling=waived, facts={**verdict.facts, **facts})
    return verdict


def _covers(record: Record, ruling: Ruling, policy: Policy, book: Book) -> bool:
    """Whether a waiver is about a verdict, known by the day of the check, and its due day lies
    within its days, both inclusive (of what has no due day, the day of the check)."""
    if not applies_to(record, policy, ruling.clause) or _whose(record) != ruling.subject:
        return False
    approved = day_in(record.get("approved_on")) or record.recorded
    if approved and approved > book.as_of:
        return False
    start, last = day_in(record.get("valid_from")), day_in(record.get("valid_until"))
    day = ruling.due or book.as_of
    return start is not None and last is not None and start <= day <= last


def _whose(record: Record) -> str:
    return "" if record.nameless else record.subject or "?"


def _told(record: Record, known: Versions, book: Book, used: set[Place]) -> Iterator[Finding]:
    """That a waiver has run out, or covered nothing; one about other policies is passed over."""
    last = day_in(record.get("valid_until")) or date.max
    facts: dict[str, Fact] = {"clause": record.text("clause"), "day": last}
    clauses = [
        policy
        for policy in known.values()
        if any(applies_to(record, policy, rule.clause) for rule in policy.rules)
    ]
    if not clauses:
        named = [one for one in known.values() if applies_to(record, one, record.text("clause"))]
        if named:
            yield Finding("KD425", record.place("clause"), facts)
    elif last < book.as_of:
        yield Finding("KD423", record.place("valid_until"), facts)
    elif record.row not in used:
        yield Finding("KD424", record.row, facts)
