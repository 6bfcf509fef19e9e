"""What every kind of rule asks of the book: whom a rule binds, since when, and whose it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kamdocs.contract import Selector
from kamdocs.model import (
    CUSTOMER,
    Book,
    Each,
    Fact,
    Finding,
    NearMiss,
    Period,
    Place,
    Policy,
    Record,
    Rule,
    Ruling,
    Status,
    Text,
    Tier,
    key_of,
)
from kamdocs.sheets import Schemas

COMPANY = Text("公司", "the company")


@dataclass(frozen=True, slots=True)
class Mention:
    """Names in a rule's words: fields of a kind of record (or a tier), and a selector."""

    path: tuple[str | int, ...]
    kind: str
    names: tuple[str, ...] = ()
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a customer stands to a rule.

    ``binds`` is None where the data cannot tell, and ``because`` says why. The rule binds from
    ``since`` to ``until``, both inclusive; None leaves that end open. ``start_open`` is set where
    the first day should have been filled in and was not.
    """

    customer: Record
    binds: bool | None
    because: NearMiss | None = None
    since: date | None = None
    until: date | None = None
    start_open: NearMiss | None = None

    @property
    def key(self) -> str:
        return key_of(self.customer)


@dataclass(frozen=True, slots=True)
class TierJudgement:
    """The tiers that a customer may belong to, best first, and the cell that leaves it open."""

    possible: tuple[Tier, ...]
    because: NearMiss | None = None

    @property
    def certain(self) -> Tier | None:
        return self.possible[0] if len(self.possible) == 1 else None


class Audit:
    """One policy held against one book, over one span of time."""

    def __init__(self, policy: Policy, book: Book, schemas: Schemas, span: Period) -> None:
        self.policy = policy
        self.book = book
        self.schemas = schemas
        self.span = span
        self.roles = schemas[CUSTOMER].roles
        self.grace = timedelta(days=int(policy.value("record_grace")))
        self._tier_selectors = [(tier, Selector(tier.when)) for tier in policy.tiers]
        self._tiers: dict[str, TierJudgement] = {}
        self._evidence = {kind: Selector(where) for kind, where in policy.evidence.items()}

    @property
    def as_of(self) -> date:
        return self.book.as_of

    def counts(self, kind: str) -> Selector:
        """Which records of a kind may count at all by this policy."""
        return self._evidence.get(kind) or Selector({})

    def label(self, kind: str, name: str) -> Text:
        return self.schemas[kind].label(name)

    def periods(self, each: Each) -> Iterator[Period]:
        """The periods of the span that have begun, and began with the policy in force."""
        for period in self.span.split(each):
            if self.policy.effective_from <= period.start <= self.as_of:
                yield period

    def tier_of(self, customer: Record) -> TierJudgement:
        """The tier by the pack's selectors, the first that accepts; blanks leave several open."""
        key = key_of(customer)
        if key not in self._tiers:
            self._tiers[key] = self._judge_tier(customer)
        return self._tiers[key]

    def _judge_tier(self, customer: Record) -> TierJudgement:
        possible: list[Tier] = []
        because = None
        for tier, selector in self._tier_selectors:
            answer, name = selector.judge(customer.values, customer.faulty)
            if answer is False:
                continue
            possible.append(tier)
            if answer is True:
                break
            because = because or self.blank("KD460", customer, name)
        return TierJudgement(tuple(possible), because)

    def blank(self, code: str, record: Record, name: str) -> NearMiss:
        """A near miss at the cell of a field: blank, wrong, or not what was asked for."""
        facts: dict[str, Fact] = {
            "field": self.label(record.kind, name),
            "value": self.schemas[record.kind].fields[name].shown(record.get(name)),
            "name": name,
        }
        return NearMiss(record.place(name), code, facts)

    def standings(self, rule: Rule) -> Iterator[Standing]:
        """Every customer that a rule binds or may bind, in the order of their keys."""
        selector = Selector(rule.when)
        for customer in self.book.customers:
            standing = self._standing(customer, rule, selector)
            if standing.binds is not False:
                yield standing

    def _standing(self, customer: Record, rule: Rule, selector: Selector) -> Standing:
        out = Standing(customer, False)
        tier, because = None, None
        if rule.tiers:
            judged = self.tier_of(customer)
            inside = [one for one in judged.possible if one.id in rule.tiers]
            if not inside:
                return out
            tier = inside[0]
            because = judged.because if len(inside) < len(judged.possible) else None
        answer, name = selector.judge(customer.values, customer.faulty)
        if answer is False:
            return out
        if answer is None:
            because = because or self.blank("KD464", customer, name)
        since, start_open = self._since(customer, tier)
        ended = customer.get(self.roles.until)
        until = ended if isinstance(ended, date) else None
        return Standing(customer, None if because else True, because, since, until, start_open)

    def _since(self, customer: Record, tier: Tier | None) -> tuple[date | None, NearMiss | None]:
        """The first day that counts: the latest of the tier's days and of the first dealing."""
        names = tier.since if tier else ()
        days = []
        for name in names:
            day = customer.get(name)
            if not isinstance(day, date):
                return None, self.blank("KD461", customer, name)
            days.append(day)
        first = customer.get(self.roles.since)
        days += [first] if isinstance(first, date) else []
        return max(days, default=None), None

    def exposed(self, standing: Standing, period: Period) -> bool:
        """Whether the customer was in scope on enough days of the period (min_exposure)."""
        days = period.overlap(standing.since, standing.until)
        return days >= period.days * float(self.policy.value("min_exposure"))

    def by_date(self, due: date, rule: Rule) -> Status:
        """The status of what is not there: not due yet, in its grace, or lacking."""
        if self.as_of <= due:
            soon = timedelta(days=int(self.policy.value("due_soon")))
            return Status.DUE_SOON if due - self.as_of <= soon else Status.PENDING
        if self.as_of <= due + self.grace:
            return Status.PENDING
        return Status.WARN if rule.on_breach == "warn" else Status.FAIL

    def breach(self, rule: Rule) -> Status:
        """What a breach of the rule is called: a fail, or a warning where it is a target."""
        return Status.WARN if rule.on_breach == "warn" else Status.FAIL

    def silent(self, kind: str, until: date, place: Place) -> NearMiss | None:
        """Why the sheets of a kind cannot speak for a day, or None where they can."""
        title = self.schemas[kind].title
        if kind not in self.book.speaks_until:
            return NearMiss(place, "KD459", {"kind": title})
        spoken = self.book.speaks_until[kind]
        if spoken is None:
            return NearMiss(place, "KD468", {"kind": title})
        if spoken < until:
            return NearMiss(place, "KD458", {"kind": title, "until": spoken})
        return None

    def ruled(
        self,
        rule: Rule,
        code: str,
        status: Status,
        customer: Record | None,
        facts: Mapping[str, Fact],
        place: Place | None = None,
        **more: Any,
    ) -> Finding:
        """A verdict. ``more`` are the other parts of a Ruling: period, due, evidence, near."""
        ruling = Ruling(
            policy=self.policy.id,
            rule=rule.id,
            clause=rule.clause,
            status=status,
            text=rule.text,
            severity=rule.severity,
            subject=key_of(customer) if customer else "",
            subject_name=customer.text("name") if customer else "",
            owner=self._owner(rule, customer),
            **more,
        )
        where = place or (customer.place("name") if customer else None)
        return Finding(code, where, facts, ruling=ruling)

    @staticmethod
    def _owner(rule: Rule, customer: Record | None) -> str | Text:
        named = customer.text(rule.owner_field) if customer and rule.owner_field else ""
        return named or rule.owner


def customer_place(audit: Audit) -> Place:
    """Where a finding on the whole company points: the first customer's sheet, else nowhere."""
    customers = audit.book.of(CUSTOMER)
    return Place(customers[0].row.file, customers[0].row.sheet) if customers else Place("-")
