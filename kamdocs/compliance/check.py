"""Holding a book against policies."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from kamdocs.clauses import clause_as_compared
from kamdocs.compliance.audit import Audit
from kamdocs.compliance.former import without_former
from kamdocs.compliance.gaps import Gap, Unbegun, gaps, unbegun
from kamdocs.compliance.kinds import KINDS
from kamdocs.compliance.kinds.attest import valid_until
from kamdocs.compliance.versions import in_turn, looks_at_today
from kamdocs.compliance.waivers import to_be_told, waived
from kamdocs.compliance.without_effect import of_attestation
from kamdocs.model import (
    ATTESTATION,
    Book,
    Fact,
    Finding,
    NearMiss,
    Period,
    Place,
    Policy,
    Record,
    Status,
    Text,
    Untold,
    Verdicts,
    in_a_list,
    joined,
    listed,
)
from kamdocs.sheets import Schemas
from kamdocs.words.clauses import EACH, NOT_YET

_RUN_OUT = "KD436"


@contextmanager
def _keeping_garbage() -> Iterator[None]:
    """Keep Python from searching for circular garbage meanwhile: hardly any is made, and each
    search goes through all the records. Nor is what was made searched at once afterwards: it counts
    as old."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if searching:
            gc.enable()


@_keeping_garbage()
def check(
    policies: Sequence[Policy],
    book: Book,
    schemas: Schemas,
    span: Period,
    decisions: Sequence[Record] = (),
) -> tuple[Verdicts, tuple[Finding, ...]]:
    """A verdict for every instance of every rule, worst first; and what is said of the waivers and
    attestations, and of days that are not judged.

    An instance is a rule, a customer (or the company) and, for repeating rules, a period that
    shares a day with ``span``. Of several versions of one policy that in force at the start of the
    period counts; days that none of them judges are unknown for the company. ``decisions`` are
    those of reviewers, of which some waive a verdict.
    """
    found: list[Finding] = []
    untold: list[Untold] = []
    audit: Audit | None = None
    numbers: dict[tuple[str, str, str], int] = {}
    policies = in_turn(policies)
    for policy in policies:
        if book.as_of < policy.effective_from:
            continue  # nothing was asked of anybody yet
        audit = Audit(policy, book, schemas, span, after=audit)
        for number, rule in enumerate(policy.rules):
            numbers[policy.id, policy.version, rule.id] = number
            if looks_at_today(rule) and not policy.in_force(book.as_of):
                continue
            for one in KINDS[rule.kind].check(rule, audit):
                if isinstance(one, Untold):
                    untold.append(one)
                else:
                    found.append(one)
    for gap in gaps(policies):
        if gap.days.start <= book.as_of and gap.days.overlap(span.start, span.last):
            found.append(_unjudged(gap, Audit(gap.later, book, schemas, span)))
    for one in [one for one in untold if to_be_told(one, policies, book, decisions)]:
        untold.remove(one)
        found += one.told()
    verdicts, said = waived(found, policies, book, decisions, span=span)
    said += _attestations(policies, book)
    said += without_former(policies, book, schemas, span)
    said += [_not_begun(one) for one in unbegun(policies, span) if one.days.start <= book.as_of]
    return Verdicts(verdicts, untold, numbers), tuple(said)


def _attestations(policies: Sequence[Policy], book: Book) -> Iterator[Finding]:
    """The findings about attestations without effect; one that ran out and was renewed is passed
    over."""
    if not policies:
        return
    lasting: set[tuple[str, str]] = set()
    idle: list[tuple[tuple[str, str], Finding]] = []
    for record in book.of(ATTESTATION):
        if record.double_of:
            continue
        until = max((day for one in policies if (day := valid_until(record, one))), default=None)
        finding = of_attestation(record, policies, book.as_of, until)
        about = record.text("policy").strip(), clause_as_compared(record.text("clause"))
        if finding:
            idle.append((about, finding))
        else:
            lasting.add(about)
    for about, finding in idle:
        if finding.code != _RUN_OUT or about not in lasting:
            yield finding


def _unjudged(gap: Gap, audit: Audit) -> Finding:
    """The unknown verdict (KD494) on a rule for days that no version judges."""
    facts: dict[str, Fact] = {
        "start": gap.days.start,
        "end": gap.days.last,
        "earlier": gap.earlier.version,
        "later": gap.later.version,
    }
    place = Place(gap.later.file)
    because = NearMiss(place, "KD493", facts)
    return audit.ruled(
        gap.rule, "KD494", Status.UNKNOWN, None, {}, place, because=because, period=gap.days
    )


def _not_begun(one: Unbegun) -> Finding:
    """The finding that nobody judges the days before a policy is in force (KD442), or before its
    first whole periods begin (KD445)."""
    facts: dict[str, Fact] = {
        "policy": one.policy.title,
        "start": one.days.start,
        "end": one.days.last,
        "begins": one.policy.effective_from,
    }
    if one.waiting:
        waiting = [
            NOT_YET.filled(
                each=EACH[rules.each],
                clauses=Text.in_each(partial(joined, rules.clauses)),
                last=str(rules.last),
            )
            for rules in one.waiting
        ]
        facts["clauses"] = in_a_list(waiting, listed)
    return Finding("KD445" if one.waiting else "KD442", Place(one.policy.file), facts)
