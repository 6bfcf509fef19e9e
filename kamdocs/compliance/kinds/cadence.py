"""``cadence``: at least so many records of a kind in each calendar period.

Two records on one day count once. With ``distinct_by: visit`` each record counts, but of two that
may tell of the same visit only one counts for certain. With ``distinct`` the different values of
that field are counted. With ``apart`` those count that lie so many days or months behind the one
that counted before. With ``distinct_persons`` nobody stands for two of the levels that a record
claims. With ``credit: group`` the records of the members of a customer's group count for the
customer too.

``covers`` names the field in which a record says for which periods it is: where that is filled in,
it counts instead of the day, and the record counts for every period of the rule that holds one of
them. Where enough records were there only after the period and its grace for recording, the verdict
is late. ``as_told`` names the register that says since when a customer is what the archive says
(see ``changing``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Any

from kamdocs.compliance import changing
from kamdocs.compliance.audit import DAYS, STRETCHES, Audit, Mention
from kamdocs.compliance.evidence import Scale, Weighed, perhaps_one
from kamdocs.compliance.glance.tallying import Tallying
from kamdocs.compliance.groups import Member
from kamdocs.compliance.remembering import Remembered, of_last
from kamdocs.compliance.spacing import APART, spaced
from kamdocs.compliance.standing import Standing
from kamdocs.model import (
    BREACHED,
    CUSTOMER,
    MONTHS,
    Fact,
    Finding,
    NearMiss,
    Period,
    Place,
    Record,
    Rule,
    Status,
    Text,
    Untold,
)
from kamdocs.words.figures import measure

CODE = "KD402"
TERMS: dict[str, Any] = {
    "subject": {"type": "string", "allowed": ["customer", "company"]},
    "each": {"type": "string", "required": True, "allowed": list(MONTHS)},
    "at_least": {"type": "integer", "required": True, "min": 1},
    "of": {"type": "string", "required": True},
    "where": {"type": "dict"},
    "covers": {"type": "string"},
    "as_told": changing.TERMS,
    "apart": APART,
    "distinct": {"type": "string"},
    "distinct_by": {"type": "string", "allowed": ["day", "visit"]},
    "distinct_persons": {"type": "boolean"},
    "credit": {"type": "string", "allowed": ["customer", "group"]},
}
_NEARBY = timedelta(days=31)


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    names = (terms["distinct"],) if "distinct" in terms else ()
    yield Mention(("where",), terms["of"], names, terms.get("where", {}))
    if "covers" in terms:
        yield Mention(("covers",), terms["of"], (terms["covers"],), types=STRETCHES)
    if "as_told" in terms:
        register = terms["as_told"]
        says = (register["says"],)
        yield Mention(("as_told",), register["of"], says, register.get("where", {}))
        yield Mention(("as_told", "done"), register["of"], (register["done"],), types=DAYS)
        yield Mention(("as_told", "says"), CUSTOMER, (register["says"],))


def check(rule: Rule, audit: Audit) -> Iterator[Finding | Untold]:
    """One verdict for every customer in scope (or the company) and every period of the span; untold
    where a tally of plain records tells the status."""
    scale = scale_of(rule, audit)
    if Tallying.can_tell(rule):
        yield from _by_tallies(rule, audit, scale)
        return
    for standing in [None] if rule.names_company else _standings(rule, audit):
        judging = _Judging(rule, audit, scale, standing)
        for period in audit.periods(rule.terms["each"]):
            yield judging.verdict(period)


def scale_of(rule: Rule, audit: Audit) -> Scale:
    """The scale that weighs the records which a rule counts."""
    distinct = bool(rule.terms.get("distinct_persons"))
    return Scale(audit, rule.terms["of"], rule.terms.get("where", {}), distinct=distinct)


def _by_tallies(rule: Rule, audit: Audit, scale: Scale) -> Iterator[Finding | Untold]:
    """The verdicts on customers: untold where a tally tells the status, weighed where something is
    in doubt."""
    tallying = Tallying(rule, audit, scale, _enough)
    plain: dict[Status, list[tuple[Standing, list[Period]]]] = {}

    def sorted_by(statuses: Sequence[Status | None]) -> dict[Status | None, list[Period]]:
        those: dict[Status | None, list[Period]] = {}
        for period, status in zip(tallying.periods, statuses, strict=True):
            those.setdefault(status, []).append(period)
        return those

    def judging_of(standing: Standing) -> _Judging:
        return _Judging(rule, audit, scale, standing)

    alike = Remembered(sorted_by)
    for standing in _standings(rule, audit):
        statuses = tallying.of(standing)
        if not audit.binds_throughout(standing, tallying.periods):
            both = zip(tallying.periods, statuses, strict=True)
            statuses = [audit.bound(standing, period)[0] or status for period, status in both]
        for known, periods in alike[tuple(statuses)].items():
            if known:
                plain.setdefault(known, []).append((standing, periods))
            else:
                yield from map(judging_of(standing).verdict, periods)

    last = of_last(judging_of)
    yield from audit.untold(rule, plain, lambda whose, when: last(whose).verdict(when))


class _Judging:
    """Judges one customer, or the company (``standing`` None), in one period after the other."""

    def __init__(self, rule: Rule, audit: Audit, scale: Scale, standing: Standing | None) -> None:
        self._rule, self._audit, self._scale, self._standing = rule, audit, scale, standing
        self._customer = standing.customer if standing else None

    @cached_property
    def _members(self) -> tuple[Member, ...]:
        """The members of the customer's group with ``credit: group``, else nobody."""
        if not self._standing or self._rule.terms.get("credit") != "group":
            return ()
        return tuple(self._audit.groups.below(self._standing.customer))

    @cached_property
    def _weighed(self) -> list[Weighed]:
        """All records that are or may be about the customer or a member of its group."""
        scale, candidates = self._scale, self._scale.candidates(self._customer)
        weighed = [scale.weigh(record, doubt=doubt) for record, doubt in candidates]
        known = {one.record.row for one in weighed} if self._members else set()
        return [*weighed, *_of_members(self._members, scale, known)]

    def verdict(self, period: Period) -> Finding:
        """The verdict for a period."""
        rule, audit, scale = self._rule, self._audit, self._scale
        found = _sorted(self._weighed, scale, period, rule.terms.get("covers", ""))
        facts: dict[str, Fact] = {
            "period": period,
            "wanted": int(rule.terms["at_least"]),
            "made": len(_units(found.certain, rule)),
            "counted": _counted(rule, audit),
        }
        status, because = audit.bound(self._standing, period) if self._standing else (None, None)
        if status is None:
            status, because = self._by_count(period, found)
        missed = status in BREACHED
        near = found.near_a_breach(period, scale.day_field) if missed else found.near
        near = [*_too_close(found.certain, rule, scale.day_field), *near]
        left_open = [] if status is Status.PASS else _left_open(found.certain, rule, audit)
        if status is Status.PASS and "covers" in rule.terms:
            done = _reached(found.certain, rule)
            if done > period.last + audit.grace:
                status = Status.LATE
                facts |= {"done": done, "due": period.last}
        return audit.ruled(
            rule,
            CODE,
            status,
            self._customer,
            facts,
            because=because,
            period=period,
            due=period.last,
            evidence=tuple(record.row for record in found.certain),
            near=(*(why for _, why in found.possible), *left_open, *near),
        )

    def _by_count(self, period: Period, found: "_Found") -> tuple[Status, NearMiss | None]:
        """The status by the number of records, with the reason where it is unknown.

        It is a pass where enough count for certain, and unknown where the possible ones would make
        it enough. Else it depends on the date. What would be a breach by then is unknown where
        records that count may stand for more than they do for certain, or where no sheet speaks for
        the whole period.
        """
        rule, audit = self._rule, self._audit
        wanted = int(rule.terms["at_least"])
        if _enough(found.certain, rule):
            return Status.PASS, None
        every = [*found.certain, *(record for record, _ in found.possible)]
        whys = [why for _, why in found.possible]
        blank = sum(1 for record, _ in found.possible if not _units([record], rule))
        if whys and len(_units(every, rule)) + blank >= wanted:
            return Status.UNKNOWN, whys[0]
        status = audit.by_date(period.last, rule)
        if status in BREACHED:
            whys += _left_open(found.certain, rule, audit)
            if whys and _at_most(every, rule, audit) >= wanted:
                return Status.UNKNOWN, whys[0]
            for one in (self._customer, *(member.customer for member in self._members)):
                silent = audit.silent(self._scale.kind, period.start, period.last, one)
                if silent:
                    return Status.UNKNOWN, silent
        return status, None


def _standings(rule: Rule, audit: Audit) -> Iterable[Standing]:
    """Whom the rule binds; with ``as_told`` by what the register said of them at the time."""
    register = rule.terms.get("as_told")
    if not register:
        return audit.standings(rule)
    scale = Scale(audit, register["of"], register.get("where", {}), evidence=False)
    return audit.standings_by(rule, lambda row: changing.as_told(row, register, audit, scale))


def _of_members(members: Iterable[Member], scale: Scale, known: set[Place]) -> Iterator[Weighed]:
    """The records of the members of a group, weighed, without the rows already ``known``; each with
    the remark (KD490) of whom it is."""
    roles = scale.audit.schemas[CUSTOMER].roles
    for member in members:
        unsure = None
        if member.unsure:
            facts = {"name": member.unsure.text(roles.parent)}
            unsure = NearMiss(member.unsure.place(roles.parent), "KD454", facts)
        for record, doubt in scale.candidates(member.customer):
            if record.row in known:
                continue
            known.add(record.row)
            weighed = scale.weigh(record, doubt=doubt or unsure)
            name = {"name": member.customer.text(roles.name)}
            remark = NearMiss(record.row, "KD490", name)
            yield weighed._replace(remarks=(*weighed.remarks, remark))


@dataclass
class _Found:
    """The records of a customer sorted for one period: those that count for ``certain``, those that
    may (``possible``, with the reason), and what is ``near`` but does not count."""

    certain: list[Record] = field(default_factory=list)
    possible: list[tuple[Record, NearMiss]] = field(default_factory=list)
    near: list[NearMiss] = field(default_factory=list)
    after: Record | None = None
    """The first record that counts for a later period."""

    def take_outside(self, record: Record, day: date, period: Period, name: str) -> None:
        """Take a record that counts, but whose ``day``, in its field ``name``, lies outside the
        period: it is near (KD453) within 31 days of it."""
        if min(abs(day - period.start), abs(day - period.last)) <= _NEARBY:
            facts: dict[str, Fact] = {"day": day, "period": period}
            self.near.append(NearMiss(record.place(name), "KD453", facts))
        if day > period.last and (self.after is None or day < (self.after.day or day)):
            self.after = record

    def near_a_breach(self, period: Period, name: str) -> list[NearMiss]:
        """What is near where the period was missed: the first record after it is told as such
        (KD414), however much later it is. ``name`` is the field of the day."""
        if self.after is None:
            return self.near
        place = self.after.place(name)
        facts: dict[str, Fact] = {"day": self.after.day, "period": period}
        others = (one for one in self.near if (one.code, one.place) != ("KD453", place))
        return [*others, NearMiss(place, "KD414", facts)]


def _sorted(weighed: Sequence[Weighed], scale: Scale, period: Period, covers: str) -> _Found:
    """The weighed records sorted for a period; ``covers`` is the field that says for which periods
    a record is, empty for none."""
    found = _Found()
    for one in weighed:
        record = one.record
        about = _about(record, covers, period)
        if about is False:
            if one.counts and record.day and record.day in period:
                found.near.append(scale.audit.blank("KD452", record, covers))
        elif record.day is None:
            if one.counts is not False and (about or not scale.is_before(record, period.start)):
                found.possible.append((record, scale.audit.no_day(record, scale.day_field)))
        elif not about and record.day not in period:
            if one.counts:
                found.take_outside(record, record.day, period, scale.day_field)
        elif one.counts:
            found.certain.append(record)
            remark = scale.remark(record, period.last + scale.audit.grace)
            found.near += (*one.remarks, *([remark] if remark else []))
        elif one.why and one.counts is None:
            found.possible.append((record, one.why))
        elif one.why:
            found.near.append(one.why)
    return found


def _about(record: Record, covers: str, period: Period) -> bool | None:
    """Whether a record says, in its field ``covers``, that it is for a period or for one within it;
    None where it says nothing and its day has to tell."""
    named = record.get(covers) if covers and covers not in record.faulty else None
    if not isinstance(named, Period | tuple):
        return None
    those = named if isinstance(named, tuple) else (named,)
    return any(
        isinstance(one, Period) and period.start <= one.start and one.end <= period.end
        for one in those
    )


def _reached(records: Iterable[Record], rule: Rule) -> date:
    """The day of the record with which ``records``, in the order of their days, became enough."""
    had: list[Record] = []
    for record in sorted(records, key=lambda one: one.day or date.max):
        had.append(record)
        if _enough(had, rule):
            break
    return had[-1].day or date.max


def _too_close(records: Iterable[Record], rule: Rule, name: str) -> Iterator[NearMiss]:
    """The near miss (KD625) at each record that lies too close behind the one that counted before;
    ``name`` is the field of the day."""
    apart: Mapping[str, int] = rule.terms.get("apart", {})
    if not apart:
        return
    ((unit, many),) = apart.items()
    limit = Text.in_each(partial(measure, many, "个月" if unit == "months" else "天"))
    dated = {record.day: record for record in records if record.day}
    counted = spaced(dated, apart)
    for day in sorted(dated.keys() - set(counted)):
        before = max(one for one in counted if one < day)
        facts: dict[str, Fact] = {"day": day, "after_day": before, "limit": limit}
        yield NearMiss(dated[day].place(name), "KD625", facts)


def _counted(rule: Rule, audit: Audit) -> Text:
    """The word for what is counted."""
    if "distinct" in rule.terms:
        label = audit.label(rule.terms["of"], rule.terms["distinct"])
        return Text(f"个不同的「{label.zh}」", f"kinds of “{label.en}”")
    return audit.schemas[rule.terms["of"]].counted


def _enough(records: Sequence[Record], rule: Rule) -> bool:
    """Whether some records, all of which count, reach the rule's ``at_least``."""
    wanted = int(rule.terms["at_least"])
    return len(_units(records, rule)) >= wanted if records else not wanted


def _left_open(records: Iterable[Record], rule: Rule, audit: Audit) -> list[NearMiss]:
    """Why records that count may stand for more than they do for certain: the field that is counted
    is blank, or a record may tell of the same visit as another."""
    name = rule.terms.get("distinct")
    if name:
        return [audit.blank("KD451", one, name) for one in records if one.get(name) is None]
    if rule.terms.get("distinct_by") == "visit":
        return [why for one in records if (why := perhaps_one(one))]
    return []


def _at_most(records: Sequence[Record], rule: Rule, audit: Audit) -> int:
    """How many units some records are at most: every record that adds nothing for certain is taken
    to add one or, where a list of values was left blank, as many as are wanted."""
    name = rule.terms.get("distinct")
    if rule.terms.get("distinct_by") == "visit" and not name:
        return len(records)
    several = name and audit.schemas[rule.terms["of"]].fields[name].type == "items"
    each = int(rule.terms["at_least"]) if several else 1
    return len(_units(records, rule)) + each * sum(not _units([one], rule) for one in records)


def _units(records: Iterable[Record], rule: Rule) -> set[object]:
    """The different units that some records are for certain, as keys: days, visits, or values of
    the field ``distinct``."""
    name = rule.terms.get("distinct")
    if name:
        values: set[object] = set()
        for record in records:
            value = record.get(name)
            values.update(value if isinstance(value, tuple) else () if value is None else (value,))
        return values
    if rule.terms.get("distinct_by") == "visit":
        return {record.perhaps_of or record.row for record in records}
    if "apart" in rule.terms:
        return {*spaced((record.day for record in records if record.day), rule.terms["apart"])}
    covers = rule.terms.get("covers", "")
    return {(record.day or record.row, str(record.get(covers))) for record in records}
