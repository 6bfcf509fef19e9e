"""The other half of ``deadline``: after each record of a kind, something is done in time.

``for_each`` names the kind and ``where`` selects its records. The time runs from the day or moment
in ``from``: so many ``months``, ``days``, ``workdays`` or ``hours``, or to the end of the period
(``end_of``) that holds it; the day in ``until``, where it is filled in, goes before that.
It is done by what stands in ``done`` of the same record, or ``by`` another record of the customer,
each of which serves once, and what it does in time before what it does too late; one that comes
before ``opens`` is too early. What is done too late is late, or a breach with ``too_late: fail``.
A ``from`` that is blank leaves it open. What is done ``by`` another record is asked of those whom
the rule binds on the due day (who left before is neither visited nor graded any more) and, but for
customers themselves, on that in ``from``. What stands in the record itself, such as an answer, is
asked where the rule bound on either day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from kamdocs.compliance.audit import DAYS, Audit, Mention
from kamdocs.compliance.due import Due, due_after, goes_by, too_late
from kamdocs.compliance.evidence import Scale, Weighed, perhaps_one, whose_in_doubt
from kamdocs.compliance.glance.marks import Marked
from kamdocs.compliance.glance.timing import Timing
from kamdocs.compliance.records import records_of, told_apart
from kamdocs.compliance.remembering import of_last
from kamdocs.compliance.standing import Standing
from kamdocs.model import (
    CUSTOMER,
    DAY,
    MONTHS,
    Dated,
    Fact,
    Finding,
    Moment,
    NearMiss,
    Place,
    Record,
    Rule,
    Status,
    Text,
    Untold,
    moment_in,
)

CODE = "KD407"
_TOO_EARLY = "KD499"
_SPANS = ("months", "days", "workdays", "hours", "end_of")
_COUNT: dict[str, Any] = {"type": "integer", "min": 0, "max": 3660}
TERMS: dict[str, Any] = {
    "for_each": {"type": "string", "required": True, "excludes": ["each", "due", "sources"]},
    "where": {"type": "dict", "dependencies": "for_each"},
    "from": {"type": "string", "required": True},
    "until": {"type": "string", "dependencies": "for_each"},
    **{
        name: {**_COUNT, "excludes": [one for one in _SPANS if one != name]}
        for name in ("months", "days", "workdays", "hours")
    },
    "end_of": {"type": "string", "allowed": list(MONTHS), "excludes": list(_SPANS[:-1])},
    "done": {"type": "string", "required": True, "dependencies": "for_each", "excludes": "by"},
    "by": {
        "type": "dict",
        "required": True,
        "excludes": "done",
        "dependencies": "for_each",
        "schema": {"of": {"type": "string", "required": True}, "where": {"type": "dict"}},
    },
    "too_late": {"type": "string", "allowed": ["late", "fail"], "dependencies": "for_each"},
}
NOTHING = Text("没有记录", "nothing is recorded")
_EARLY = Text("只有太早的", "only what came too early")


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    yield Mention(("for_each",), terms["for_each"])
    for part in ("from", "until", "done"):
        if part in terms:
            yield Mention((part,), terms["for_each"], (terms[part],), types=DAYS)
    yield Mention(("where",), terms["for_each"], (), terms.get("where", {}))
    if "by" in terms:
        yield Mention(("by",), terms["by"]["of"], (), terms["by"].get("where", {}))


def check(rule: Rule, audit: Audit) -> Iterator[Finding | Untold]:
    """One verdict for every record whose time shares a day with the span; untold of those of which
    a glance tells that it was done in time."""
    terms = rule.terms
    scale = Scale(audit, terms["for_each"], terms.get("where", {}), evidence=False)
    if Timing.can_tell(rule, audit):
        yield from _by_glance(rule, audit, scale)
        return
    by = Scale(audit, terms["by"]["of"], terms["by"].get("where", {})) if "by" in terms else None
    for standing in audit.standings(rule):
        cases = list(_cases(rule, audit, standing, scale))
        looked_at = [case for case in cases if case.looked_at]
        if not looked_at:
            continue
        served = _shared_out([case for case in cases if not case.unsure], by) if by else {}
        items = told_apart((one.item, one.record) for one in looked_at)
        for case, item in zip(looked_at, items, strict=True):
            yield case.by_record(by, served, item) if by else case.by_field(item)


def _by_glance(rule: Rule, audit: Audit, scale: Scale) -> Iterator[Finding | Untold]:
    """The verdicts on records that say themselves what was done."""

    def weighed(standing: Standing) -> dict[Place, tuple[_Case, str]]:
        cases = [one for one in _cases(rule, audit, standing, scale) if one.looked_at]
        items = told_apart((one.item, one.record) for one in cases)
        return {one.record.row: (one, item) for one, item in zip(cases, items, strict=True)}

    timing = Timing(rule, audit, scale)
    plain: dict[Status, list[tuple[Standing, Marked]]] = {}
    for standing in audit.standings(rule) if audit.book.knows(scale.kind) else ():
        seen, unsure = timing.at(standing)
        for status, records in seen.items():
            if records:
                plain.setdefault(status, []).append((standing, records))
        doubted = {one.row for one in (*unsure, *audit.book.likely(scale.kind, standing.key))}
        for row, (case, item) in weighed(standing).items() if doubted else ():
            if row in doubted:
                yield case.by_field(item)
    cases_of = of_last(weighed)

    def tell(standing: Standing, record: Record) -> Finding:
        case, item = cases_of(standing)[record.row]
        return case.by_field(item)

    yield from audit.untold(rule, plain, tell)


def _cases(rule: Rule, audit: Audit, standing: Standing, scale: Scale) -> Iterator["_Case"]:
    """The records of a customer after which something is to be done, in the span or not."""
    for record in _records(audit, scale.kind, standing):
        answer, why = scale.selects(record)
        if answer is False or (scale.kind != CUSTOMER and scale.weigh(record).counts is False):
            continue
        since = moment_in(record.get(rule.terms["from"]))
        given = moment_in(record.get(rule.terms.get("until", "")))
        due = due_after(rule, since, given) if since else None
        doubt = whose_in_doubt(scale.schema, record) or (why if answer is None else None)
        yield _Case(rule, audit, standing, record, since, due, doubt)


def _shared_out(cases: Sequence["_Case"], by: Scale) -> dict[Place, Place]:
    """Which record serves which case in time, by their rows; what is due first is served first.

    As many are served as can be; among the ways to do so that are one exchange apart, each is
    served by what is most like it.
    """
    fitting: dict[int, dict[Place, Record]] = {}
    serving: dict[int, Record] = {}
    taken: dict[Place, int] = {}
    in_turn = sorted(cases, key=lambda one: one.due.last if one.due else datetime.max)
    for at, case in enumerate(in_turn):
        fitting[at] = {one.row: one for one in case.in_time(by)}
        free = next((one for one in fitting[at].values() if one.row not in taken), None)
        if free:
            serving[at], taken[free.row] = free, at
    while any(_exchanged(at, in_turn, by, fitting, serving, taken) for at in fitting):
        pass  # each exchange serves more, or makes them more alike, so that there is a last one
    return {record.row: in_turn[at].record.row for at, record in serving.items()}


def _exchanged(
    at: int,
    cases: Sequence["_Case"],
    by: Scale,
    fitting: Mapping[int, Mapping[Place, Record]],
    serving: dict[int, Record],
    taken: dict[Place, int],
) -> bool:
    """Whether a case was given a record that is more like it; whoever had that gets what the case
    had, where it can serve there, or goes without where the case did."""
    had = serving.get(at)
    for other in fitting[at].values():
        holder = taken.get(other.row)
        gain = (cases[at].unlike(had, by) if had else 0) - cases[at].unlike(other, by)
        if holder is not None:
            if had and had.row not in fitting[holder]:
                continue
            gain += cases[holder].unlike(other, by) - (cases[holder].unlike(had, by) if had else 0)
        if gain <= 0 and (had or holder is not None):
            continue
        if had:
            del taken[had.row]
        if holder is not None:
            del serving[holder]
        serving[at], taken[other.row] = other, at
        if had and holder is not None:
            serving[holder], taken[had.row] = had, holder
        return True
    return False


def _records(audit: Audit, kind: str, standing: Standing) -> Sequence[Record]:
    return (standing.customer,) if kind == CUSTOMER else records_of(audit, kind, standing.key)


class _Case(NamedTuple):
    """One record and what is to be done after it.

    ``why`` says why nobody can tell whether the rule asks it of the customer.
    """

    rule: Rule
    audit: Audit
    standing: Standing
    record: Record
    since: Moment | None
    due: Due | None
    why: NearMiss | None

    @property
    def item(self) -> str:
        return str(self.since.day) if self.since else "-"

    @property
    def unsure(self) -> NearMiss | None:
        """Why nobody can tell whether the rule asks it, or by when. Such a record takes away
        nothing that does for another."""
        return self.why or self._wrong_day()

    @property
    def looked_at(self) -> bool:
        """Whether its time shares a day with the span, began with the policy in force and the
        customer bound, and began already or is over soon. A record that does not say when its time
        began is looked at as of today, and who left before the span has nothing due in it."""
        audit, since, due = self.audit, self.since, self.due
        if since is None or due is None:
            gone = self.record.kind == CUSTOMER and self.standing.over_by(audit.span.start)
            return audit.policy.in_force(audit.as_of) and not gone
        if not goes_by(audit.policy, since.day, due.day):
            return False
        if since.day > audit.as_of:
            soon = audit.by_date(due.day, self.rule, self.rule.terms.get("due_soon"))
            if soon is not Status.DUE_SOON:
                return False
        last = max(since.day, due.day)  # a due day that is wrong may lie before
        return self._bound(since.day, due.day) and audit.span.overlap(since.day, last) > 0

    def _bound(self, since: date, due: date) -> bool:
        """Whether it is asked of the customer. A record of its own time still says whether it was
        done when the customer has left; for another, the customer has to be there, and what is to
        follow a record of a day on which the rule did not bind yet is nobody's matter."""
        begun, there = self.standing.holds_on(since), self.standing.holds_on(due)
        if "by" in self.rule.terms:
            return there and (begun or self.record.kind == CUSTOMER)
        return begun or there

    def in_time(self, by: Scale) -> Iterator[Record]:
        """The other records of the customer, by day, that may have done it in time. One that may
        tell of the same event as another does nothing of its own for certain."""
        for record, doubt in by.candidates(self.standing.customer):
            if record.perhaps_of:
                continue
            if self._allows(record.day) and by.weigh(record, doubt=doubt).counts:
                yield record

    def unlike(self, record: Record, by: Scale) -> int:
        """How far a record is from this one: in days, and on one day by the levels it claims."""
        mine, day = self.since and self.since.day, record.day
        days = abs((day - mine).days) if day and mine else 0
        levels = sum(self.record.get(name) != record.get(name) for name in by.schema.claims)
        return days * (len(by.schema.claims) + 1) + levels

    def _allows(self, day: date | None) -> bool:
        """Whether a day is one of those on which it may be done."""
        if self.due is None or day is None or day < self.due.opens:
            return False
        return self.due.holds(Moment(day, None)) is not False

    def _too_early(self, record: Record, by: Scale) -> Iterator[NearMiss]:
        """That a record would have done it, but for the first day on which it may be done; what
        came before the time began belongs to something else."""
        due, since, day = self.due, self.since, record.day
        if "opens" not in self.rule.terms or not (due and since and day):
            return
        if since.day <= day < due.opens and by.weigh(record).counts is not False:
            facts: dict[str, Fact] = {"day": day, "opens": due.opens}
            yield NearMiss(record.place(by.day_field), _TOO_EARLY, facts)

    def _may_be(self, record: Record, by: Scale) -> bool:
        """Whether a record of which nobody can read the day may be of those on which it may be
        done."""
        return not (self.due and by.is_before(record, self.due.opens))

    def by_field(self, item: str) -> Finding:
        """Whether it is done by what the record itself says."""
        name = self.rule.terms["done"]
        value = self.record.get(name)
        done = moment_in(value)
        if self.record.double_of or name in self.record.faulty or (value is not None and not done):
            doubt = self.audit.blank("KD457", self.record, name)
            return self._ruled(item, None, None, (), (doubt,), doubt)
        known = done if done and done.day <= self.audit.as_of else None
        near = () if known else (self.audit.blank("KD201", self.record, name),)
        return self._ruled(item, known, self.record.place(name), (), near, None)

    def by_record(self, by: Scale, served: dict[Place, Place], item: str) -> Finding:
        """Whether another record of the customer does it; each serves only once.

        ``served`` gives the rows of those that serve, each with the row of the record it serves.
        """
        due = self.due
        done: list[Weighed] = []
        twins: list[NearMiss] = []
        possible: list[NearMiss] = []
        near: list[NearMiss] = []
        for record, doubt in by.candidates(self.standing.customer):
            if served.get(record.row, self.record.row) != self.record.row:
                continue
            if record.day is None:
                if self._may_be(record, by) and by.weigh(record, doubt=doubt).counts is not False:
                    possible.append(self.audit.no_day(record, by.day_field))
                continue
            if due and (record.day < due.opens or record.day > _last_looked_at(due)):
                near += self._too_early(record, by)
                continue
            weighed = by.weigh(record, doubt=doubt)
            if weighed.counts and (twin := perhaps_one(record)):
                twins.append(twin)
            elif weighed.counts:
                done.append(weighed)
            elif weighed.why:
                (possible if weighed.counts is None else near).append(weighed.why)
        own = [one for one in done if one.record.row in served]
        first = min(own or done, key=lambda one: one.record.day or date.max, default=None)
        moment = place = None
        if first and first.record.day:
            moment, place = Moment(first.record.day, None), first.record.row
            if not self.unsure:
                served[place] = self.record.row
        possible += [] if first else twins
        doubt_left = possible[0] if possible and not first else None
        return self._ruled(item, moment, place, tuple(possible), tuple(near), doubt_left, by.kind)

    def _ruled(
        self,
        item: str,
        done: Moment | None,
        place: Place | None,
        possible: tuple[NearMiss, ...],
        near: tuple[NearMiss, ...],
        doubt: NearMiss | None,
        kind: str = "",
    ) -> Finding:
        status, because = self._status(done, doubt, kind)
        name = self.rule.terms["from"]
        facts: dict[str, Fact] = {
            "what": self._what(),
            "since": self.record.get(name),
            "due": (self.due.hour or self.due.day) if self.due else None,
            "done": done or (_EARLY if any(one.code == _TOO_EARLY for one in near) else NOTHING),
        }
        return self.audit.ruled(
            self.rule,
            CODE,
            status,
            self.standing.customer,
            facts,
            self.record.place(self.rule.terms.get("done", name)),
            because=because,
            due=self.due.day if self.due else None,
            hour=self.due.hour if self.due else None,
            evidence=(place,) if done and place else (),
            near=(*possible, *near),
            item=item,
            dated=Dated(self.record.kind, name, self.record.place(name)),
        )

    def _what(self) -> Text:
        """What is to be done: the field that says so, or the kind of record."""
        terms = self.rule.terms
        if "by" in terms:
            return self.audit.schemas[terms["by"]["of"]].title
        return self.audit.label(self.record.kind, terms["done"])

    def _status(
        self, done: Moment | None, doubt: NearMiss | None, kind: str
    ) -> tuple[Status, NearMiss | None]:
        audit, due = self.audit, self.due
        unsure = self.unsure or (self.standing.doubt_on(due.day) if due else None)
        if unsure:
            return Status.UNKNOWN, unsure
        if due is None:  # what was done may have been too late
            return Status.UNKNOWN, audit.blank("KD467", self.record, self.rule.terms["from"])
        if done:
            return self._in_time(done, due)
        if doubt:
            return Status.UNKNOWN, doubt
        status = audit.by_date(due.day, self.rule, self.rule.terms.get("due_soon"))
        if status not in (Status.FAIL, Status.WARN):
            return status, None
        if due.provisional:
            return Status.UNKNOWN, audit.provisional(due.day, self.standing.customer)
        silent = audit.silent(kind or self.record.kind, due.day, due.day, self.standing.customer)
        return (Status.UNKNOWN, silent) if silent else (status, None)

    def _wrong_day(self) -> NearMiss | None:
        """The cell from which the due day is counted, or that gives it, where it is wrong."""
        terms, wrong = self.rule.terms, self.record.faulty
        names = [terms[part] for part in ("from", "until") if terms.get(part) in wrong]
        return self.audit.blank("KD457", self.record, names[0]) if names else None

    def _in_time(self, done: Moment, due: Due) -> tuple[Status, NearMiss | None]:
        answer = due.holds(done)
        if answer:
            return Status.PASS, None
        if answer is None:
            facts: dict[str, Fact] = {"due": due.day}
            name = self.rule.terms.get("done", self.rule.terms["from"])
            return Status.UNKNOWN, NearMiss(self.record.place(name), "KD472", facts)
        if due.provisional:
            return Status.UNKNOWN, self.audit.provisional(due.day, self.standing.customer)
        return too_late(self.rule), None


def _last_looked_at(due: Due) -> date:
    """What is done long after the due day belongs to something else."""
    return due.day + 366 * DAY
