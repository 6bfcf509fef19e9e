"""``attest``: a clause that no sheet can prove; somebody answers for it with name and day, in the
register of attestations."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.compliance.word_of import applies_to, person_in
from kamdocs.model import (
    ATTESTATION,
    Fact,
    Finding,
    NearMiss,
    Policy,
    Record,
    Rule,
    Status,
    day_in,
    months_after,
)

CODE = "KD406"
TERMS: dict[str, Any] = {}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    return ()


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict on the company: attested or not, or not applicable where nobody is in its scope.

    An attestation counts from its day to its ``valid_until``, or where that is blank for as many
    months as the pack's ``attestation_months``. It has to hold on the day of the check, or on the
    last day of the span where that is over: a report on the third quarter asks for an attestation
    that held at its end.
    """
    bound = not (rule.tiers or rule.when) or any(
        standing.holds_on(audit.as_of) for standing in audit.standings(rule)
    )
    near: list[NearMiss] = []
    valid: list[Record] = []
    for record in audit.book.of(ATTESTATION):
        if applies_to(record, audit.policy, rule.clause):
            why = _why_not(record, audit)
            near += [why] if why else []
            valid += [] if why else [record]
    status = Status.ATTESTED if valid else Status.UNATTESTED
    if not bound:
        status = Status.NOT_APPLICABLE
    last = max(valid, key=lambda one: one.day or date.min, default=None)
    facts: dict[str, Fact] = {}
    if last:
        facts = {
            "by": last.text("attested_by"),
            "day": last.day,
            "until": valid_until(last, audit.policy),
        }
    evidence = tuple(record.row for record in valid)
    yield audit.ruled(rule, CODE, status, None, facts, evidence=evidence, near=tuple(near))


def valid_until(record: Record, policy: Policy) -> date | None:
    """The last day on which an attestation counts by a policy; None where it gives no day at
    all."""
    given = day_in(record.get("valid_until"))
    months = int(policy.value("attestation_months"))
    return given or (months_after(record.day, months) if record.day else None)


def _why_not(record: Record, audit: Audit) -> NearMiss | None:
    """The near miss that says why an attestation does not count; None where it does. One without a
    day, or of a day that is still to come, is faulty by its schema."""
    if record.faulty:
        return audit.blank("KD457", record, min(record.faulty))
    if not person_in(record.text("attested_by")):
        return audit.blank("KD201", record, "attested_by")
    if record.subject or not record.nameless:
        return NearMiss(record.row, "KD482")
    until, asked = valid_until(record, audit.policy), min(audit.as_of, audit.span.last)
    return NearMiss(record.row, "KD483", {"day": until}) if until and until < asked else None
