"""The obligations that fall due in a period and are not done, and the visits still lacking for
them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.kinds import KINDS
from kamdocs.compliance.spacing import spaced
from kamdocs.compliance.versions import in_turn
from kamdocs.compliance.waivers import waived
from kamdocs.compliance.working_days import working_days
from kamdocs.contract.selectors import Selector
from kamdocs.model import (
    BREACHED,
    TO_COME,
    VISIT,
    VISIT_PLAN,
    WAIVABLE,
    Book,
    Finding,
    Period,
    Place,
    Policy,
    Record,
    Rule,
    Ruling,
    Status,
    Untold,
    day_in,
    ruling_of,
)
from kamdocs.sheets import Schemas

_CAN_BE_WAIVED = WAIVABLE | TO_COME
_ASKED = BREACHED | TO_COME | {Status.UNKNOWN, Status.WAIVED}


class Asked(NamedTuple):
    """An obligation that falls due in the period and is not done: its verdict and rule, and the
    ``scale`` for visits, None where the rule asks for something else."""

    verdict: Finding
    rule: Rule
    scale: Scale | None

    @property
    def ruling(self) -> Ruling:
        return ruling_of(self.verdict)

    @property
    def due(self) -> date:
        assert self.ruling.due is not None  # it is here because of its due day
        return self.ruling.due

    def is_open(self, as_of: date) -> bool:
        """Whether it can still be done in time."""
        return self.ruling.weighs in TO_COME and self.due >= as_of


@dataclass(frozen=True, eq=False)
class Need:
    """The visits to a customer that a rule wants in a period: ``made`` were made, ``planned`` stand
    in plans handed in, ``lacking`` are left.

    ``taken`` are the days that count already. Where different values of a field are counted,
    ``values`` are those still missing, in the order in which they are to be proposed. ``silent``
    are rows of plans that may serve, each with the field that leaves it open.
    """

    asked: Asked
    customer: Record
    period: Period
    made: int
    planned: int
    lacking: int
    taken: frozenset[date]
    values: tuple[str, ...] = ()
    silent: tuple[tuple[Record, str], ...] = ()

    @property
    def rule(self) -> Rule:
        return self.asked.rule

    @property
    def where(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.rule.terms.get("where", {})
        return found


def falling_due(
    policies: Sequence[Policy],
    book: Book,
    schemas: Schemas,
    period: Period,
    chosen: Callable[[str], bool],
    decisions: Sequence[Record],
) -> tuple[list[Asked], list[Finding]]:
    """Every obligation whose due day lies in a period and that is not done as of the day of the
    book, in the order of policies and rules; and the findings about waivers in the register and
    among the ``decisions``.

    ``chosen`` says by key which customers are looked at (the company is ""). Periods that have not
    begun are looked at as well, by what is known of customers today.
    """
    found: list[Asked] = []
    policies = in_turn(policies)
    for policy in policies:
        if policy.effective_from > period.last:
            continue
        # What is due after its period is due for a period before this one.
        wide = Period(date(period.start.year - 1, 1, 1), date(period.last.year + 1, 1, 1))
        audits = {
            "cadence": Audit(policy, book, schemas, period, ahead=True),
            "deadline": Audit(policy, book, schemas, wide, ahead=True),
            "unbroken": Audit(policy, book, schemas, period, ahead=True),
        }
        for rule in policy.rules:
            if rule.kind in audits:
                found += _of_rule(rule, audits[rule.kind], period, chosen)
    verdicts = [one.verdict for one in found]
    settled, said = waived(verdicts, policies, book, decisions, _CAN_BE_WAIVED)
    pairs = zip(found, settled, strict=True)
    return [Asked(verdict, one.rule, one.scale) for one, verdict in pairs], said


def _of_rule(
    rule: Rule, audit: Audit, period: Period, chosen: Callable[[str], bool]
) -> Iterator[Asked]:
    visits = rule.kind == "cadence" and rule.terms["of"] == VISIT
    distinct = bool(rule.terms.get("distinct_persons"))
    where = rule.terms.get("where", {})
    scale = Scale(audit, VISIT, where, distinct=distinct) if visits else None
    for verdict in _told(KINDS[rule.kind].check(rule, audit)):
        ruling = verdict.ruling
        if not ruling or not ruling.due or ruling.due not in period or not chosen(ruling.subject):
            continue
        if ruling.status in _ASKED and day_in(verdict.facts.get("done")) is None:
            yield Asked(verdict, rule, scale)


def _told(found: Iterable[Finding | Untold]) -> Iterator[Finding]:
    """The verdicts that may be asked for, those untold among them."""
    for one in found:
        if isinstance(one, Finding):
            yield one
        elif one.status in _ASKED:
            yield from one.told()


def need_of(
    asked: Asked, book: Book, schemas: Schemas, visits: Mapping[Place, Record]
) -> Need | None:
    """The visits that an obligation still lacks; None where it asks for no visits or cannot be done
    in time any more. ``visits`` are those of the book by their rows."""
    ruling = asked.ruling
    if not asked.scale or not ruling.period or not asked.is_open(book.as_of):
        return None
    customer = book.customer(ruling.subject)
    if customer is None:
        return None
    certain = [visits[row] for row in ruling.evidence if row in visits]
    plans, silent = _plans(asked, book, schemas, ruling.subject, ruling.period)
    wanted, made = int(asked.verdict.facts["wanted"]), int(asked.verdict.facts["made"])
    days = frozenset(one.day for one in (*certain, *plans) if one.day)
    name = asked.rule.terms.get("distinct")
    if apart := asked.rule.terms.get("apart"):
        days = frozenset(spaced(days, apart))
        planned = max(0, len(days) - made)
        lacking = max(0, wanted - made - planned)
        return Need(asked, customer, ruling.period, made, planned, lacking, days, silent=silent)
    if not name:
        by_day = asked.rule.terms.get("distinct_by") != "visit"
        planned = len(days) - len({one.day for one in certain}) if by_day else len(plans)
        lacking = max(0, wanted - made - planned)
        return Need(asked, customer, ruling.period, made, planned, lacking, days, silent=silent)
    known = _values(certain, name)
    told = _values(plans, name) - known
    planned = len(told)
    silent = (*silent, *((one, name) for one in plans if not one.get(name)))
    left = [one for one in schemas[VISIT].fields[name].allowed if one not in known | told]
    lacking = min(max(0, wanted - made - planned), len(left))
    values = tuple(reversed(left))
    return Need(asked, customer, ruling.period, made, planned, lacking, frozenset(), values, silent)


def _plans(
    asked: Asked, book: Book, schemas: Schemas, customer: str, period: Period
) -> tuple[list[Record], tuple[tuple[Record, str], ...]]:
    """The rows of handed-in plans that will serve if made as planned, and those that may serve:
    they say who goes, but leave blank another field that the rule asks for, given beside them."""
    claims, known = schemas[VISIT].claims, schemas[VISIT_PLAN].fields
    where = asked.rule.terms.get("where", {})
    fits = Selector({name: rules for name, rules in where.items() if name in known})
    rows = standing(book.about(VISIT_PLAN, customer), book.as_of, schemas, period)
    judged = [(row, *fits.judge(row.values)) for row in rows]
    return [row for row, answer, _ in judged if answer], tuple(
        (row, name)
        for row, answer, name in judged
        if answer is None and all(row.get(one) for one in claims if one in fits.schema)
    )


def standing(
    rows: Iterable[Record], as_of: date, schemas: Schemas, period: Period
) -> tuple[Record, ...]:
    """The rows of handed-in plans that still stand: in the period, from the day ``as_of`` on, sound
    and not cancelled."""
    counts = Selector(schemas[VISIT_PLAN].counts)
    return tuple(
        row
        for row in rows
        if row.day
        and row.day in period
        and row.day >= as_of
        and not row.faulty
        and row.double_of is None
        and counts.judge(row.values)[0]
    )


def _values(records: Sequence[Record], name: str) -> set[str]:
    """The different values that some records have in a field."""
    found: set[str] = set()
    for record in records:
        value = record.get(name)
        found.update(map(str, value) if isinstance(value, tuple) else [str(value)] if value else ())
    return found


def window_of(need: Need, span: Period, as_of: date) -> frozenset[date]:
    """The working days on which a visit serves a need and can be planned: those in its period and
    in the ``span`` of the plan, after the day ``as_of``, or on it where no later day is left."""
    first = max(need.period.start, span.start, as_of)
    last = min(need.period.last, span.last)
    days, _ = working_days(first, last)
    return frozenset(day for day in days if day > as_of) or frozenset(days)
