"""One record and the follow-up that is to be done after it: when it is due, and whether it was done
in time."""

from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.due import Due, goes_by, too_late
from kamdocs.compliance.evidence import Scale, perhaps_one
from kamdocs.compliance.standing import Standing
from kamdocs.model import (
    BREACHED,
    CUSTOMER,
    DAY,
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
    moment_in,
)
from kamdocs.words.shortfalls import NOTHING

CODE = "KD407"
"""The code of the verdicts."""
_TOO_EARLY = "KD499"
_EARLY = Text("只有太早的", "only what came too early")


class Case(NamedTuple):
    """One ``record`` and the follow-up that a ``deadline`` rule asks for after it.

    ``standing`` is that of the customer to the rule. The time runs from ``since`` until ``due``;
    both are None where the record does not say when it began. ``why`` is the reason where nobody
    can tell whether the rule asks for the follow-up at all, else None.
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
        """Why nobody can tell whether the rule asks for the follow-up, or by when; None where that
        is certain. An unsure case uses up no record that could serve another case."""
        return self.why or self._wrong_day()

    @property
    def looked_at(self) -> bool:
        """Whether there is to be a verdict on this case: its time shares a day with the span and
        began while the policy was in force and bound the customer, and it has begun already or will
        be over soon; a plan looks at what is still to begin as well. A record that does not say
        when its time began gets a verdict if the policy is in force on the day of the check, unless
        it is a customer who left before the span."""
        audit, since, due = self.audit, self.since, self.due
        if since is None or due is None:
            gone = self.record.kind == CUSTOMER and self.standing.over_by(audit.span.start)
            return audit.policy.in_force(audit.as_of) and not gone
        if not goes_by(audit.policy, since.day, due.day):
            return False
        if since.day > audit.as_of and not audit.ahead:
            soon = audit.by_date(due.day, self.rule, self.rule.terms.get("due_soon"))
            if soon is not Status.DUE_SOON:
                return False
        last = max(since.day, due.day)  # a due day that is wrong may lie before
        return self._bound(since.day, due.day) and audit.span.overlap(since.day, last) > 0

    def _bound(self, since: date, due: date) -> bool:
        """Whether the customer is bound. Where the record itself tells what was done (no ``by``),
        one of the two days will do. Another record can only be made as long as the customer is
        there, and only follows what happened while the rule bound; a customer itself was there."""
        begun, there = self.standing.holds_on(since), self.standing.holds_on(due)
        if "by" in self.rule.terms:
            return there and (begun or self.record.kind == CUSTOMER)
        return begun or there

    def in_time(self, by: Scale) -> list[Record]:
        """The records of the customer, on the scale ``by``, that count and lie between the first
        and the due day, those that are surely in time first. Records that may tell of the same
        event as another are left out: they prove nothing by themselves."""
        sure: list[Record] = []
        perhaps: list[Record] = []
        for record, doubt in by.candidates(self.standing.customer):
            done = self._when(record)
            if record.perhaps_of or done is None or self.due is None or self._is_of_other(done):
                continue
            answer = self.due.holds(done)
            if answer is not False and by.weigh(record, doubt=doubt).counts:
                (sure if answer else perhaps).append(record)
        return sure + perhaps

    def unlike(self, record: Record, by: Scale) -> int:
        """How unlike a record is to this one: first by the days between them, then by how many
        fields that claim levels differ. 0 is the most alike."""
        mine, day = self.since and self.since.day, record.day
        days = abs((day - mine).days) if day and mine else 0
        levels = sum(self.record.get(name) != record.get(name) for name in by.schema.claims)
        return days * (len(by.schema.claims) + 1) + levels

    def _is_of_other(self, done: Moment) -> bool:
        """Whether something was done before the first day allowed, or at an hour of the day before
        the time began, so that it belongs to something else; or is still to be done."""
        if self.due and done.day < self.due.opens:
            return True
        if self.since and done.day == self.since.day and done.before(self.since):
            return True
        return done.day > self.audit.as_of

    def _too_early(self, record: Record, by: Scale) -> Iterator[NearMiss]:
        """The near miss (KD499) of a record that counts but came before ``opens``; nothing for one
        from before the time began, which belongs to something else."""
        due, since, day = self.due, self.since, record.day
        if "opens" not in self.rule.terms or not (due and since and day):
            return
        if since.day <= day < due.opens and by.weigh(record).counts is not False:
            facts: dict[str, Fact] = {"day": day, "opens": due.opens}
            yield NearMiss(record.place(by.day_field), _TOO_EARLY, facts)

    def _when(self, record: Record) -> Moment | None:
        """When a record says that it was done: by the field ``done`` of ``by``, where there is one,
        else by its day; None where it does not say."""
        told = self.rule.terms["by"].get("done")
        if record.day is None or told is None:
            return Moment(record.day) if record.day else None
        return None if told in record.faulty else moment_in(record.get(told))

    def _told_at(self, record: Record) -> Place:
        """Where a record says when it was done: the cell of ``done`` of ``by``, else its row."""
        done = self.rule.terms["by"].get("done")
        return record.place(done) if done else record.row

    def _may_be(self, record: Record, by: Scale) -> bool:
        """Whether a record whose day cannot be read may lie on or after the first day allowed."""
        return not (self.due and by.is_before(record, self.due.opens))

    def by_field(self, item: str) -> Finding:
        """The verdict by the day in the field ``done`` of the record itself. ``item`` tells the
        record from others of the customer."""
        name = self.rule.terms["done"]
        value = self.record.get(name)
        done = moment_in(value)
        if name in self.record.faulty or (value is not None and not done):
            doubt = self.audit.blank("KD457", self.record, name)
            return self._ruled(item, None, None, (), (doubt,), doubt)
        known = done if done and done.day <= self.audit.as_of else None
        near = () if known else (self.audit.blank("KD201", self.record, name),)
        return self._ruled(item, known, self.record.place(name), (), near, None)

    def by_record(self, by: Scale, served: dict[Place, Place], item: str) -> Finding:
        """The verdict by other records of the customer, on the scale ``by``.

        ``served`` gives for the row of each record that serves a case the row of that case's
        record; a record that serves this case, too late perhaps, is added to it.
        """
        due = self.due
        done: list[tuple[Moment, Record]] = []
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
            when = self._when(record)
            day = when.day if when else record.day
            if due and (day < due.opens or day > _last_looked_at(due)):
                near += self._too_early(record, by)
                continue
            if when and self._is_of_other(when):
                continue
            weighed = by.weigh(record, doubt=doubt)
            if weighed.counts and (twin := perhaps_one(record)):
                twins.append(twin)
            elif weighed.counts and when:
                done.append((when, record))
            elif weighed.counts:
                possible.append(self.audit.no_day(record, self.rule.terms["by"]["done"]))
            elif weighed.why:
                (possible if weighed.counts is None else near).append(weighed.why)
        own = [one for one in done if one[1].row in served]
        first = min(own or done, key=_in_order, default=None)
        moment = place = None
        if first:
            moment, place = first[0], self._told_at(first[1])
            if not self.unsure:
                served[first[1].row] = self.record.row
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
        status, because = self._status(done, place, doubt, kind)
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
        """What is to be done: the label of the field ``done``, or the title of the kind ``by``."""
        terms = self.rule.terms
        if "by" in terms:
            kind, done = terms["by"]["of"], terms["by"].get("done")
            return self.audit.label(kind, done) if done else self.audit.schemas[kind].title
        return self.audit.label(self.record.kind, terms["done"])

    def _status(
        self, done: Moment | None, place: Place | None, doubt: NearMiss | None, kind: str
    ) -> tuple[Status, NearMiss | None]:
        audit, due = self.audit, self.due
        unsure = self.unsure or (self.standing.doubt_on(due.day) if due else None)
        if unsure:
            return Status.UNKNOWN, unsure
        if due is None:  # what was done may have been too late
            return Status.UNKNOWN, audit.blank("KD467", self.record, self.rule.terms["from"])
        if done:
            return self._in_time(done, place, due)
        if doubt:
            return Status.UNKNOWN, doubt
        status = audit.by_date(due.day, self.rule, self.rule.terms.get("due_soon"))
        if status not in BREACHED:
            return status, None
        if due.provisional:
            return Status.UNKNOWN, audit.provisional(due.day, self.standing.customer)
        silent = audit.silent(kind or self.record.kind, due.day, due.day, self.standing.customer)
        return (Status.UNKNOWN, silent) if silent else (status, None)

    def _wrong_day(self) -> NearMiss | None:
        """The near miss (KD457) at a faulty cell in ``from`` or ``until``; None where both are
        sound."""
        terms, wrong = self.rule.terms, self.record.faulty
        names = [terms[part] for part in ("from", "until") if terms.get(part) in wrong]
        return self.audit.blank("KD457", self.record, names[0]) if names else None

    def _in_time(
        self, done: Moment, place: Place | None, due: Due
    ) -> tuple[Status, NearMiss | None]:
        answer = due.holds(done)
        if answer:
            return Status.PASS, None
        if answer is None:
            return Status.UNKNOWN, self._without_hour(done, place, due)
        if due.provisional:
            return Status.UNKNOWN, self.audit.provisional(due.day, self.standing.customer)
        return too_late(self.rule), None

    def _without_hour(self, done: Moment, place: Place | None, due: Due) -> NearMiss:
        """The near miss (KD472) at the first of the cells that lack the time of day which decides,
        naming each of them: hours are counted from one, and the other says when it was done."""
        own, lacking = self.rule.terms["from"], []
        if due.first != due.last:
            lacking.append((self.record.place(own), self.audit.label(self.record.kind, own)))
        if place and done.time is None:
            lacking.append((place, self._what()))
        facts: dict[str, Fact] = {"due": due.day, "fields": tuple(name for _, name in lacking)}
        return NearMiss(lacking[0][0], "KD472", facts)


def _in_order(one: tuple[Moment, Record]) -> tuple[date, time]:
    """What the earliest of some records is found by; one without an hour may have been first."""
    return one[0].day, one[0].time or time.min


def _last_looked_at(due: Due) -> date:
    """The last day of records that are looked at for a due day: a year after it. What is done still
    later belongs to something else."""
    return due.day + 366 * DAY
