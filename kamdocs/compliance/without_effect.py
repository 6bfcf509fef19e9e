"""Findings about waivers and attestations that have no effect: nobody should believe that a clause
is waived or attested when it is not."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from kamdocs.clauses import found_in
from kamdocs.compliance.decisions import Waiver
from kamdocs.compliance.word_of import applies_to, leaves_open, speaks_of
from kamdocs.model import Fact, Finding, Policy, Record, Rule, Ruling, Status, day_in

_ATTESTED = "attest"


def of_waiver(
    waiver: Waiver,
    policies: Sequence[Policy],
    rulings: Sequence[Ruling],
    as_of: date,
    used: bool,
    of: Collection[Status],
    missed: Sequence[date] | None,
) -> Iterator[Finding]:
    """The findings about a sound waiver: it awaits approval, has run out, covered nothing, or
    missed the days that it should cover. A waiver about other policies is passed over.

    ``rulings`` are those of the run, ``used`` tells whether the waiver covered one, ``of`` are the
    statuses that can be waived. ``missed`` are the due days of the rulings that it should have
    covered; None where it was of use, or is for other days than those looked at.
    """
    record = waiver.record
    if waiver.on and waiver.on.status not in of:
        told: dict[str, Fact] = {"clause": record.text("clause"), "status": waiver.on.status}
        yield Finding("KD441", record.place("decision"), told)
        return
    if waiver.awaits:
        by: dict[str, Fact] = {"clause": record.text("clause"), "by": record.text("requested_by")}
        yield Finding("KD560", record.place("approved_by"), by)
    named = [policy for policy in policies if speaks_of(record, policy)]
    last = day_in(record.get("valid_until")) or date.max
    facts: dict[str, Fact] = {"clause": record.text("clause"), "day": last}
    if not named:
        return
    if unnamed := _of_no_policy(record, policies):
        yield unnamed
        return
    whose = None if used else _is_asked_of_customers(record, named, rulings)
    if not _rules(record, named):
        yield _of_no_clause(record, named, ("KD425", "KD438"), lambda _: True)
    elif whose is not None and whose == record.nameless:
        yield Finding("KD439" if whose else "KD440", record.place("customer_name"), facts)
    elif missed and not (last < as_of and min(missed) > last):
        facts |= {"start": day_in(record.get("valid_from")), "days": tuple(missed)}
        yield Finding("KD597", record.place("valid_until"), facts)
    elif last < as_of:
        yield Finding("KD423", record.place("valid_until"), facts)
    elif missed is not None:
        yield Finding("KD424", record.row, facts)


def _is_asked_of_customers(
    record: Record, policies: Sequence[Policy], rulings: Sequence[Ruling]
) -> bool | None:
    """Whether the clause that a row names is asked of customers (True) or of the company (False);
    None where it is asked of both, or of nobody."""
    held = {
        bool(ruling.subject)
        for ruling in rulings
        for policy in policies
        if ruling.policy == policy.id and applies_to(record, policy, ruling.clause)
    }
    return held.pop() if len(held) == 1 else None


def of_attestation(
    record: Record, policies: Sequence[Policy], as_of: date, until: date | None
) -> Finding | None:
    """The finding that says why an attestation has no effect; None where it may have one. ``until``
    is the last day on which it counts. One whose day is still to come is passed over."""
    named = [policy for policy in policies if speaks_of(record, policy)]
    clause = record.text("clause")
    facts: dict[str, Fact] = {"clause": clause, "day": until or date.max}
    rules = _rules(record, named)
    if record.faulty:
        return Finding("KD430", record.row, {"cell": record.place(min(record.faulty))})
    if not named:
        return Finding("KD431", record.place("policy"), {"name": record.text("policy")})
    if unnamed := _of_no_policy(record, policies):
        return unnamed
    if not rules:
        return _of_no_clause(record, named, ("KD432", "KD433"), _by_people)
    if not any(_by_people(rule) for rule in rules):
        return Finding("KD434", record.place("clause"), facts)
    if record.subject or not record.nameless:
        return Finding("KD435", record.place("customer_name"), facts)
    if until and until < as_of:
        return Finding("KD436", record.place("valid_until"), facts)
    return None


def _of_no_policy(record: Record, policies: Sequence[Policy]) -> Finding | None:
    """That a row does not tell which of several policies it means, which have such a clause."""
    meant = {one.id: one.title for one in policies if leaves_open(record, one)}
    facts: dict[str, Fact] = {"clause": record.text("clause"), "packs": tuple(meant.values())}
    return Finding("KD626", record.place("policy"), facts) if meant else None


def _by_people(rule: Rule) -> bool:
    return rule.kind == _ATTESTED


def _rules(record: Record, policies: Sequence[Policy]) -> list[Rule]:
    """The rules of the policies for the clause that a row names."""
    return [
        rule
        for policy in policies
        for rule in policy.rules
        if applies_to(record, policy, rule.clause)
    ]


def _of_no_clause(
    record: Record,
    policies: Sequence[Policy],
    codes: tuple[str, str],
    concerned: Callable[[Rule], bool],
) -> Finding:
    """The finding that a clause has no rules itself. Where clauses beneath it have rules that are
    ``concerned`` it names these clauses: ``codes`` are the codes without and with them."""
    clause = record.text("clause")
    below = {
        rule.clause: None
        for policy in policies
        if (found := found_in(policy, clause))
        for rule in policy.rules
        if rule.clause in found.beneath and concerned(rule)
    }
    place = record.place("clause")
    if below:
        return Finding(codes[1], place, {"clause": clause, "clauses": tuple(below)})
    return Finding(codes[0], place, {"clause": clause})
