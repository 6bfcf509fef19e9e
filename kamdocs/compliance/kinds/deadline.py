"""``deadline``: something is done by a day, for each period or after each of some records.

For each period (``each``): ``due`` names a ``day`` of a month, either the month that begins
``months`` after the first day of the period, or the ``month``-th month from its first. Where that
month is shorter its last day is meant; ``workdays`` are counted on from that day. ``opens`` names
in the same words the first day on which it may be done: without ``day`` the first of the month,
and without ``opens`` the first day of the period.

Any of the ``sources`` can prove it: a record of the kind ``of`` with a day in the field ``done``.
It counts for the period that its field ``covers`` names (or in which that day lies); a source
without ``covers`` counts for the period in which it was done, from ``opens`` on. With
``or_company`` a record that names no customer proves it for every customer in scope. With
``months_bound`` only customers whom the rule has bound for so many months on the due day are asked.

After each record (``for_each``): see ``kamdocs.compliance.kinds.following``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from kamdocs.compliance.audit import DAYS, STRETCHES, Audit, Mention
from kamdocs.compliance.evidence import Scale, Weighed, filled_day
from kamdocs.compliance.glance.unproved import Unproved
from kamdocs.compliance.kinds import following
from kamdocs.compliance.standing import Standing
from kamdocs.compliance.windows import When, when_for
from kamdocs.model import (
    BREACHED,
    CUSTOMER,
    MONTHS,
    TO_COME,
    Fact,
    Finding,
    NearMiss,
    Period,
    Place,
    Record,
    Rule,
    Status,
    Untold,
    day_in,
)

CODE = "KD403"
_MONTHS = {"type": "integer", "required": True, "min": -12, "max": 120, "excludes": "month"}
_MONTH = {"type": "integer", "required": True, "min": 1, "max": 12, "excludes": "months"}
_DAY = {"type": "integer", "min": 1, "max": 31}
_EACH = {"dependencies": "^each"}
TERMS: dict[str, Any] = {
    "subject": {"type": "string", "allowed": ["customer", "company"], "dependencies": "each"},
    "each": {
        "type": "string",
        "required": True,
        "allowed": list(MONTHS),
        "excludes": ["for_each", "from", "done", "by"],
    },
    "due": {
        "type": "dict",
        "required": True,
        "schema": {
            "months": _MONTHS,
            "month": _MONTH,
            "day": {**_DAY, "required": True},
            "workdays": {"type": "integer", "min": 0, "max": 60},
        },
    },
    "opens": {
        "type": "dict",
        "excludes": "done",
        "schema": {"months": _MONTHS, "month": {**_MONTH, **_EACH}, "day": {**_DAY, **_EACH}},
    },
    "months_bound": {"type": "integer", "min": 0, "max": 120, **_EACH},
    "due_soon": {"type": "integer", "min": 0, "max": 366},
    "sources": {
        "type": "list",
        "required": True,
        "minlength": 1,
        "schema": {
            "type": "dict",
            "schema": {
                "of": {"type": "string", "required": True},
                "covers": {"type": "string"},
                "done": {"type": "string", "required": True},
                "or_company": {"type": "boolean"},
                "where": {"type": "dict"},
            },
        },
    },
    **following.TERMS,
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    if "for_each" in terms:
        yield from following.mentions(terms)
    for index, source in enumerate(terms.get("sources", ())):
        kind = source["of"]
        yield Mention(("sources", index), kind, (), source.get("where", {}))
        for part, types in (("covers", STRETCHES), ("done", DAYS)):
            if part in source:
                yield Mention(("sources", index, part), kind, (source[part],), types=types)


class _Proving(NamedTuple):
    """One of the ``sources``: a kind of record that can prove it, with the fields that tell the
    period it ``covers`` (None: none does) and the day on which it was ``done``."""

    scale: Scale
    covers: str | None
    done: str
    or_company: bool

    @property
    def may_have_any(self) -> bool:
        """Whether there are records of this kind at all."""
        return self.scale.kind == CUSTOMER or self.scale.audit.book.knows(self.scale.kind)

    def has_records(self, customer: Record) -> bool:
        """Whether there are records of this kind that may prove it for a customer."""
        of_company = self.or_company and self.scale.audit.book.nameless(self.scale.kind)
        return bool(
            of_company or self.scale.kind == CUSTOMER or self.scale.has_candidates(customer)
        )

    def records(self, customer: Record | None) -> Iterator[tuple[Record, NearMiss | None]]:
        """The records that may prove it for a customer (None: the company), each with the reason
        where it is not certain that it is about that customer."""
        book, kind = self.scale.audit.book, self.scale.kind
        if kind == CUSTOMER and customer:
            yield from ((term.record, None) for term in book.terms(customer))
            return
        yield from self.scale.candidates(customer)
        if self.or_company and customer:
            yield from ((record, None) for record in book.nameless(kind))


def _proving(audit: Audit, words: Mapping[str, Any]) -> _Proving:
    covers, done = words.get("covers"), words["done"]
    scale = Scale(audit, words["of"], words.get("where", {}), asked=filter(None, (covers, done)))
    return _Proving(scale, covers, done, bool(words.get("or_company")))


@dataclass
class _Proof:
    """What was found for one period: the days on which it was ``done`` with their cells, why others
    leave it ``open``, and what else is ``near`` but does not count."""

    done: list[tuple[date, Place]] = field(default_factory=list)
    open: list[NearMiss] = field(default_factory=list)
    near: list[NearMiss] = field(default_factory=list)

    def leave_early(self, when: When) -> None:
        """Where all that was done was done too early, take it for near (KD499), not for done: it
        can still be done again in time."""
        if all(day < when.opens for day, _ in self.done):
            self.near += (_early(day, place, when) for day, place in self.done)
            self.done = []


def check(rule: Rule, audit: Audit) -> Iterator[Finding | Untold]:
    """One verdict for every customer in scope (or the company) and every period of the span, or
    with ``for_each`` one for every record after which something is to be done. Customers without
    any record that could prove something are untold."""
    if "for_each" in rule.terms:
        yield from following.check(rule, audit)
        return
    judging = _Judging(rule, audit)
    whens = [when_for(rule, period) for period in audit.periods(rule.terms["each"])]
    if rule.names_company:
        for when in whens:
            yield judging.verdict(None, when)
        return
    kinds = [source.scale.kind for source in judging.sources]
    unproved = Unproved(audit, whens, kinds, judging.months, judging.without_proof)
    proving = [source for source in judging.sources if source.may_have_any]
    plain: dict[Status, list[tuple[Standing, Sequence[When]]]] = {}
    for standing in audit.standings(rule):
        if any(source.has_records(standing.customer) for source in proving):
            for when in whens:
                yield judging.verdict(standing, when)
        else:
            for status, those in unproved.at(standing).items():
                plain.setdefault(status, []).append((standing, those))
    yield from audit.untold(rule, plain, judging.verdict)


class _Judging:
    """Judges by one rule whether something was done in time, for a customer (or the company) and a
    period at a time."""

    def __init__(self, rule: Rule, audit: Audit) -> None:
        self._rule, self._audit = rule, audit
        self.months = int(rule.terms.get("months_bound", 0))
        self.sources = [_proving(audit, one) for one in rule.terms["sources"]]

    def without_proof(self, standing: Standing, when: When) -> Status:
        """The status for a customer of whom there is no record that could prove anything."""
        status, _ = self._bound(standing, when)
        if status is None:
            status, _ = self._lacking(standing.customer, _Proof(), when)
        return status

    def verdict(self, standing: Standing | None, when: When) -> Finding:
        """The verdict on a customer, or the company, for a period."""
        audit, customer = self._audit, standing.customer if standing else None
        proof = _prove(self.sources, customer, when)
        if audit.as_of <= when.due + audit.grace:
            proof.leave_early(when)
        facts: dict[str, Fact] = {
            "period": when.period,
            "opens": when.opens,
            "due": when.due,
            "done": None,
        }
        status, because = self._bound(standing, when) if standing else (None, None)
        if status is None and proof.done:
            # Of several days one inside the window counts, else the first.
            day = min((day for day, _ in proof.done), key=lambda day: (not when.holds(day), day))
            status = Status.PASS if day <= when.due else Status.LATE
            if day < when.opens:
                status = Status.WARN
            elif status is Status.LATE and when.provisional:
                status, because = Status.UNKNOWN, audit.provisional(when.due, customer)
            facts |= {"done": day, "days": (day - when.due).days}
        elif status is None:
            status, because = self._lacking(customer, proof, when)
        goes_by_it = when.provisional and status in TO_COME
        provisional = [audit.provisional(when.due, customer)] if goes_by_it else []
        return audit.ruled(
            self._rule,
            CODE,
            status,
            customer,
            facts,
            because=because,
            period=when.period,
            due=when.due,
            evidence=tuple(place for _, place in sorted(proof.done)),
            near=(*proof.open, *proof.near, *provisional),
        )

    def _bound(self, standing: Standing, when: When) -> tuple[Status | None, NearMiss | None]:
        """The status and reason that a customer's standing alone gives, as ``Audit.bound`` does for
        a period; not applicable to a customer whom the rule has bound for less than
        ``months_bound`` on the due day."""
        if not standing.begun_by(when.due, self.months):
            return Status.NOT_APPLICABLE, None
        return self._audit.bound(standing, when.period)

    def _lacking(
        self, customer: Record | None, proof: _Proof, when: When
    ) -> tuple[Status, NearMiss | None]:
        """The status of what was not proved, with the reason where it is unknown: a record leaves
        it open, the calendar is not published, or no sheet speaks for the due day. Else it is not
        due yet, or a breach."""
        rule, audit = self._rule, self._audit
        if proof.open:
            return Status.UNKNOWN, proof.open[0]
        status = audit.by_date(when.due, rule, rule.terms.get("due_soon"))
        if status not in BREACHED:
            return status, None
        if when.provisional:
            return Status.UNKNOWN, audit.provisional(when.due, customer)
        handed_in = [one for one in self.sources if audit.book.handed_in(one.scale.kind)]
        for source in handed_in or self.sources:
            if source.scale.kind == CUSTOMER:
                continue  # the archive says what is, not what was done up to a day
            # A sheet of one row a month speaks for the month; a register speaks for days.
            until = when.period.last if source.scale.schema.roles.month else when.due
            silent = audit.silent(source.scale.kind, until, until, customer)
            if silent:
                return Status.UNKNOWN, silent
        return status, None


def _prove(sources: list[_Proving], customer: Record | None, when: When) -> _Proof:
    """What all sources together say of a customer (None: the company) for one period."""
    proof = _Proof()
    for source in sources:
        for record, doubt in source.records(customer):
            weighed = _weigh(source, record, doubt, when)
            if weighed is None:
                continue
            day = filled_day(record, source.done)
            if weighed.counts and day:
                proof.done.append((day, record.place(source.done)))
                remark = source.scale.remark(record, when.due + source.scale.audit.grace)
                proof.near += (*weighed.remarks, *([remark] if remark else []))
            elif weighed.why:
                (proof.open if weighed.counts is None else proof.near).append(weighed.why)
    return proof


def _weigh(source: _Proving, record: Record, doubt: NearMiss | None, when: When) -> Weighed | None:
    """Whether a record counts as proof for a period, or None where it is about other periods.
    ``doubt`` leaves open whether it is about the customer."""
    audit = source.scale.audit
    about = _about(source, record, when)
    if about is None and not source.covers and when.opens > audit.as_of:
        about = False  # on whatever day it was done, the time for this period has not begun
    if about is False:
        return _overwritten(source, record, when) or _too_early(source, record, when)
    if about is None:
        name = source.covers or source.done
        code = "KD457" if name in record.faulty else "KD451"
        doubt = doubt or audit.blank(code, record, name)
    day = filled_day(record, source.done)
    if day is None:
        doubt = doubt or audit.no_day(record, source.done)
        if source.covers == source.scale.day_field and day_in(record.get(source.covers)):
            record = record.known(day=None)  # the day for which it is, which may well be to come
    weighed = source.scale.weigh(record, day, doubt)
    if weighed.counts is False and about is None:
        return None
    return weighed


def _overwritten(source: _Proving, record: Record, when: When) -> Weighed | None:
    """That the archive leaves a period open (KD497): a cell of it keeps only the last day, and a
    day of a later period may have replaced that of this one. None where that is not so."""
    day = filled_day(record, source.done)
    if source.scale.kind != CUSTOMER or source.covers or day is None or day < when.next_opens:
        return None
    name = source.done
    facts: dict[str, Fact] = {"field": source.scale.audit.label(CUSTOMER, name), "day": day}
    return Weighed(record, None, NearMiss(record.place(name), "KD497", facts))


def _too_early(source: _Proving, record: Record, when: When) -> Weighed | None:
    """The near miss (KD499) of a record that came before ``opens``, but after the due day of the
    period before, so that it counts for neither; None for any other."""
    day = filled_day(record, source.done)
    if source.covers or day is None or not when.due_before < day < when.opens:
        return None
    if source.scale.weigh(record, day).counts is False:
        return None
    return Weighed(record, False, _early(day, record.place(source.done), when))


def _early(day: date, place: Place, when: When) -> NearMiss:
    return NearMiss(place, "KD499", {"day": day, "opens": when.opens})


def _about(source: _Proving, record: Record, when: When) -> bool | None:
    """Whether a record is about a period: its cell names the period, each month of it or a day in
    it. None where the cell does not say; a wrong one in the archive may stand for any day."""
    name = source.covers or source.done
    if source.scale.kind == CUSTOMER and name in record.faulty:
        return None
    covered = record.get(name)
    if isinstance(covered, Period | tuple):
        named = covered if isinstance(covered, tuple) else (covered,)
        return when.period in named or all(one in named for one in when.period.split("month"))
    if not isinstance(covered, date):
        return None
    if source.covers:
        return covered in when.period
    return when.opens <= covered < when.next_opens
