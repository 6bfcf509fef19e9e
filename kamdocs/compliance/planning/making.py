"""What falls due in a period, and the smallest set of visits that settles the most of it."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kamdocs.compliance.levels import holders
from kamdocs.compliance.planning.days import Diary, given_days, monday
from kamdocs.compliance.planning.joining import (
    Draft,
    Table,
    Unit,
    contained,
    units_of,
)
from kamdocs.compliance.planning.needs import (
    Asked,
    Need,
    falling_due,
    need_of,
    standing,
    window_of,
)
from kamdocs.compliance.working_days import working_days
from kamdocs.model import (
    VISIT,
    VISIT_PLAN,
    Book,
    Due,
    Fact,
    Finding,
    How,
    Load,
    NearMiss,
    Period,
    Plan,
    PlannedVisit,
    Policy,
    Record,
    Status,
    key_of,
    people_in,
)
from kamdocs.sheets import Schemas

_ON_NOTHING = "KD562"
"""A decision whose verdict is not among what falls due."""


def plan(
    policies: Sequence[Policy],
    book: Book,
    schemas: Schemas,
    period: Period,
    chosen: Collection[str] | None = None,
    decisions: Sequence[Record] = (),
) -> Plan:
    """What falls due in a period as of the day of the book, and visits that settle it.

    Looked at is what falls due for the customers ``chosen``, by their keys; None means all
    customers and the company. ``decisions`` are those of reviewers, of which some waive a verdict.
    The visits lie in the period, on working days after the day of the book. The findings KD570 to
    KD573, KD587 and KD596 say what could not be planned and on what the plan rests; findings on
    decisions are those of a check (KD560 and so on).
    """
    return _Planning(tuple(policies), book, schemas, period, chosen, tuple(decisions)).plan()


@dataclass
class _Planning:
    policies: tuple[Policy, ...]
    book: Book
    schemas: Schemas
    period: Period
    chosen: Collection[str] | None
    decisions: tuple[Record, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    def plan(self) -> Plan:
        asked, said = falling_due(
            self.policies, self.book, self.schemas, self.period, self._is_chosen, self.decisions
        )
        self.findings += self._of_decisions(said)
        rows = {one.row: one for one in self.book.of(VISIT)}
        needs = {
            one.ruling.id: need
            for one in asked
            if (need := need_of(one, self.book, self.schemas, rows))
        }
        table = Table(self.schemas[VISIT])
        drafts, lost = self._drafts(needs.values(), table)
        plans = self._standing()
        diary = Diary()
        for row in plans:
            if row.day:
                diary.enter(self._people(row), row.day)
        visits = tuple(self._visit(draft, day) for draft, day in given_days(drafts, diary))
        self._tell(visits)
        self._tell_silent(needs.values())
        self._tell_changes()
        dues = tuple(self._due(one, needs, lost) for one in asked)
        return Plan(
            self.period,
            self.book.as_of,
            self.policies,
            tuple(sorted(dues, key=_order)),
            visits,
            plans,
            tuple(self._loads(visits, plans)),
            tuple(self.findings),
        )

    def _of_decisions(self, said: Iterable[Finding]) -> Iterator[Finding]:
        """The findings about decisions on what falls due. Decisions on anything else, and rows of
        the register of waivers, are the business of a check."""
        rows = {one.row.file for one in self.decisions}
        return (
            one for one in said if one.place and one.place.file in rows and one.code != _ON_NOTHING
        )

    def _is_chosen(self, subject: str) -> bool:
        return self.chosen is None or subject in self.chosen

    def _standing(self) -> tuple[Record, ...]:
        """The rows of handed-in plans that still stand, of the customers looked at."""
        rows = standing(self.book.of(VISIT_PLAN), self.book.as_of, self.schemas, self.period)
        return tuple(row for row in rows if row.subject and self._is_chosen(row.subject))

    def _drafts(self, needs: Iterable[Need], table: Table) -> tuple[list[Draft], set[Need]]:
        """The drafts for all customers, and the needs for which not all visits could be drafted
        (KD570: no working day is left; KD571: nobody could make such a visit)."""
        of_customers: dict[str, list[Need]] = defaultdict(list)
        for need in needs:
            if need.lacking:
                of_customers[need.asked.ruling.subject].append(need)
        drafts: list[Draft] = []
        lost: set[Need] = set()
        for theirs in of_customers.values():
            units: list[Unit] = []
            for need in theirs:
                days = window_of(need, self.period, self.book.as_of)
                also = contained(theirs, need.rule.terms.get("distinct", ""))
                found = list(units_of(need, days, also)) if days else []
                if len(found) < need.lacking:
                    lost.add(need)
                    self._cannot("KD570", need)
                units += found
            drafts += table.drafts(units)
        for unit in table.impossible:
            lost.add(unit.need)
            self._cannot("KD571", unit.need)
        return drafts, lost

    def _cannot(self, code: str, need: Need) -> None:
        ruling = need.asked.ruling
        facts: dict[str, Fact] = {
            "policy": ruling.policy,
            "clause": ruling.clause,
            "period": ruling.period,
            "name": ruling.subject_name or ruling.subject,
        }
        told = Finding(code, need.customer.row, facts)
        if told not in self.findings:
            self.findings.append(told)

    def _visit(self, draft: Draft, day: date) -> PlannedVisit:
        first = draft.units[0]
        rulings = {one.id: one for one in (unit.need.asked.ruling for unit in draft.units)}
        claims = self.schemas[VISIT].claims
        values = draft.record
        levels = [one for name in claims for one in _several(values, name)]
        _, provisional = working_days(day, day)
        return PlannedVisit(
            uid=hashlib.sha256(first.id.encode(errors="replace")).hexdigest()[:24],
            customer=first.need.customer,
            day=day,
            first=min(draft.days),
            last=max(draft.days),
            provisional=provisional,
            levels=tuple(levels),
            counterpart_levels=_several(values, "counterpart_level"),
            mode=values.text("visit_mode"),
            people=draft.people,
            unnamed=draft.unnamed,
            owner=next(iter(rulings.values())).owner,
            settles=tuple(rulings.values()),
        )

    def _tell(self, visits: Iterable[PlannedVisit]) -> None:
        """Add KD572 for years without a calendar of working days, KD573 for levels of which the
        archive names nobody."""
        years = sorted({visit.day.year for visit in visits if visit.provisional})
        self.findings += [Finding("KD572", None, {"year": year}) for year in years]
        claims = self.schemas[VISIT].claims.items()
        seen = set()
        for visit in visits:
            for name, claim in claims:
                for level in visit.unnamed:
                    column = next(iter(claim.known_by.get(level, ())), "")
                    place = visit.customer.place(column) if column else visit.customer.row
                    if (place, level) not in seen:
                        seen.add((place, level))
                        shown = self.schemas[VISIT].fields[name].shown(level)
                        self.findings.append(Finding("KD573", place, {"level": shown}))

    def _tell_silent(self, needs: Iterable[Need]) -> None:
        """Add KD596 for rows of plans that would serve but leave blank what a rule asks for, once
        for each field."""
        silent = {
            (row.row, name): (row, need.asked.ruling)
            for need in needs
            for row, name in (need.silent if need.lacking else ())
        }
        for (place, name), (row, ruling) in silent.items():
            facts: dict[str, Fact] = {
                "name": ruling.subject_name or ruling.subject,
                "day": row.day,
                "field": self.schemas[VISIT_PLAN].fields[name].label,
            }
            self.findings.append(Finding("KD596", place, facts))

    def _due(self, asked: Asked, needs: dict[str, Need], lost: set[Need]) -> Due:
        verdict = asked.verdict
        need = needs.get(asked.ruling.id)
        days, provisional = working_days(self.book.as_of, asked.due)
        because = verdict.facts.get("because")
        return Due(
            verdict,
            self._how(asked, need, lost),
            max(days, default=None),
            provisional and bool(days) and working_days(max(days), max(days))[1],
            need.lacking if need else 0,
            need.planned if need else 0,
            asked.rule.is_target,
            because if isinstance(because, NearMiss) else None,
        )

    def _how(self, asked: Asked, need: Need | None, lost: set[Need]) -> How:
        if asked.ruling.weighs is Status.WAIVED:
            return How.WAIVED
        if asked.ruling.weighs is Status.UNKNOWN:
            return How.UNCLEAR
        if not asked.is_open(self.book.as_of):
            return How.OVERDUE
        if need is None:
            return How.TO_DO
        if need in lost:
            return How.UNPLANNED
        return How.PROPOSED if need.lacking else How.PLANNED

    def _tell_changes(self) -> None:
        """Add KD587 for rows of the archive that take effect within the period: the plan goes by
        the rows of today, so that it may have too many or too few visits."""
        for turn in self.book.to_come:
            row = turn.record
            if turn.since in self.period and self._is_chosen(key_of(row)):
                facts: dict[str, Fact] = {"name": row.text("name"), "day": turn.since}
                self.findings.append(Finding("KD587", row.place("name"), facts))

    def _people(self, row: Record) -> tuple[str, ...]:
        """Who makes the visit in a row of a plan: the visitors named, else one holder of each of
        its levels, else whoever planned it."""
        named = [name for words in _several(row, "visitors") for name in sorted(people_in(words))]
        customer = self.book.customer(row.subject or "")
        if not named and customer:
            for name, claim in self.schemas[VISIT].claims.items():
                for level in _several(row, name):
                    named += holders(customer, claim, level)[:1]
        return tuple(dict.fromkeys(named)) or tuple(sorted(people_in(row.text("planned_by"))))

    def _loads(self, visits: Iterable[PlannedVisit], plans: Iterable[Record]) -> Iterator[Load]:
        """The load of every person, the largest first; that of visits for which nobody is known
        comes last."""
        days: dict[str, list[date]] = defaultdict(list)
        proposed: Counter[str] = Counter()
        for visit in visits:
            for person in _goers(visit):
                days[person].append(visit.day)
                proposed[person] += 1
        for row in plans:
            for person in self._people(row) or ("",):
                if row.day:
                    days[person].append(row.day)
        for person in sorted(days, key=lambda one: (not one, -len(days[one]), one)):
            months = Counter(Period.holding(day, "month") for day in days[person])
            weeks = Counter(monday(day) for day in days[person])
            yield Load(person, dict(sorted(months.items())), dict(sorted(weeks.items())),
                       proposed[person])  # fmt: skip


def _goers(visit: PlannedVisit) -> tuple[str, ...]:
    """The names of those who make a visit; where no clause asks for a level, whoever answers for
    it. An empty name where nobody is known."""
    if visit.people or visit.levels or not isinstance(visit.owner, str):
        return visit.people or ("",)
    return (visit.owner,)


def _several(record: Record, name: str) -> tuple[str, ...]:
    value = record.get(name)
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


_HOWS = tuple(How)


def _order(due: Due) -> tuple[int, date, str, str, str]:
    ruling = due.ruling
    return (
        _HOWS.index(due.how),
        ruling.due or date.max,
        ruling.subject,
        ruling.policy,
        ruling.id,
    )
