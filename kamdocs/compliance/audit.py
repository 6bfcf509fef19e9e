"""What the kinds of rule share: whom a rule binds and on which days, the periods of the span, what
is open and what is due, and how a verdict is made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from kamdocs.compliance.binding import Archive, Binding, TierJudgement, Told
from kamdocs.compliance.glance.plain import Plain
from kamdocs.compliance.groups import Groups
from kamdocs.compliance.levels import Levels
from kamdocs.compliance.misses import miss_at, open_at
from kamdocs.compliance.remembering import once
from kamdocs.compliance.seeing import Seeing
from kamdocs.compliance.standing import Standing
from kamdocs.compliance.word_of import person_in
from kamdocs.data import KeyPath
from kamdocs.model import (
    CUSTOMER,
    NOWHERE,
    Book,
    Each,
    Fact,
    Finding,
    Judged,
    NearMiss,
    Period,
    Place,
    Policy,
    Record,
    Rule,
    Ruling,
    Status,
    Term,
    Text,
    Untold,
    answered_on,
    key_of,
    whole_names,
)
from kamdocs.sheets import Schemas

_Subject = TypeVar("_Subject")
COMPANY = Text("公司", "the company")
_THIS, _WHOLE = Text("这家客户", "this customer"), Text("全公司", "the company")
"""For whom a sheet should speak, as the finding says it."""
DAYS = ("day", "moment")
"""Types of field that hold a day."""
STRETCHES = ("month", "periods", "whole", *DAYS)
"""Types of field that say for which period something is."""
NUMBERS = ("number", "amount", "whole")


class Mention(NamedTuple):
    """Names in the words of a rule that have to be looked up: at ``path``, the ``names`` of fields
    of a ``kind`` of record (or of a tier), and a selector ``where``.

    With ``among`` the names, also those in the selector, are not fields but have to be among these
    words. With ``types`` each name has to be a field of one of these types; the first is the one
    that a fault asks for. With ``alike`` the two fields have to hold both money, or neither.
    """

    path: KeyPath
    kind: str
    names: tuple[str, ...] = ()
    where: Mapping[str, Any] = {}
    among: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    alike: bool = False


class Audit:
    """One policy held against one book, over one span of time.

    With ``ahead``, for a plan, periods that have not begun are looked at as well. ``after`` is an
    earlier audit of the same book, of which this one takes over what does not depend on the policy.
    """

    def __init__(
        self,
        policy: Policy,
        book: Book,
        schemas: Schemas,
        span: Period,
        ahead: bool = False,
        after: "Audit | None" = None,
    ) -> None:
        self.policy = policy
        self.book = book
        self.schemas = schemas
        self.span = span
        self.ahead = ahead
        self.plain: Plain = after.plain if after else Plain(book, schemas)
        self.roles = schemas[CUSTOMER].roles
        self.grace = timedelta(days=int(policy.value("record_grace")))
        self._archive: Archive = after._archive if after else Archive(book, schemas)
        self._binding = Binding(policy, self._archive)
        self._exposure = float(policy.value("min_exposure"))
        self._made: dict[str, Any] = {}
        self._seeing = Seeing(book, schemas)

    @property
    def as_of(self) -> date:
        return self.book.as_of

    @cached_property
    def judged(self) -> tuple[date, date]:
        """The first and the last day of the span on which the policy is in force."""
        first = max(self.span.start, self.policy.effective_from)
        return first, min(self.span.last, self.policy.until or self.span.last)

    def of(self, policy: Policy) -> "Audit":
        """The same book over the same span, held against a version of this policy."""
        if policy.effective_from == self.policy.effective_from:
            return self
        return Audit(policy, self.book, self.schemas, self.span, self.ahead, self)

    def label(self, kind: str, name: str) -> Text:
        return self.schemas[kind].label(name)

    @cached_property
    def groups(self) -> Groups:
        """Which customers belong to the group of another."""
        return Groups(self.book.customers)

    def levels(self, kind: str) -> tuple[Levels, ...]:
        """For each field of a kind that claims levels, who is known to be of which level."""
        return self.plain.levels[kind]

    def periods(self, each: Each) -> tuple[Period, ...]:
        """The periods of a length in the span that began while the policy was in force; those that
        have not begun yet only with ``ahead``."""
        return once(self._made, ("periods", each), lambda: tuple(self._begun(each)))

    def _begun(self, each: Each) -> Iterator[Period]:
        for period in self.span.split(each):
            begun = self.ahead or period.start <= self.as_of
            if begun and self.policy.in_force(period.start):
                yield period

    def tier_of(self, customer: Record) -> TierJudgement:
        """The tiers to which a customer may belong."""
        return self._binding.tier_of(customer)

    def by_class(self, customer: Record) -> Sequence[Term]:
        """The customer's row of today with the class that it had from day to day."""
        return self._archive.by_class(customer, self.book.terms(customer))

    def blank(self, code: str, record: Record, name: str) -> NearMiss:
        """A near miss at the cell of a field: blank, wrong, or not what was asked for."""
        return miss_at(self.schemas, code, record, name)

    def open(self, code: str, record: Record, name: str) -> NearMiss:
        """The near miss at a cell that leaves a verdict open: blank, wrong or contradicted."""
        return open_at(self.schemas, code, record, name)

    def no_day(self, record: Record, name: str) -> NearMiss:
        """The near miss at a day that is faulty (KD457) or blank (KD467)."""
        return self.blank("KD457" if name in record.faulty else "KD467", record, name)

    def unsaid(self, record: Record, name: str) -> NearMiss:
        """The near miss at a cell that leaves a selector open: faulty (KD457), blank (KD451), or a
        name without its post (KD412)."""
        if name in record.faulty:
            return self.blank("KD457", record, name)
        return self.blank("KD412" if record.get(name) else "KD451", record, name)

    def standings(self, rule: Rule) -> tuple[Standing, ...]:
        """Every customer that a rule binds or may bind, in the order of their keys, worked out once
        for all rules of the same scope."""
        made = self._made if rule.tiers else self._archive.made
        scope = "standings", rule.tiers, rule.when
        return once(made, scope, lambda: tuple(self.standings_by(rule)))

    def standings_by(self, rule: Rule, told: Told | None = None) -> Iterator[Standing]:
        """The customers that a rule binds or may bind, where ``told`` gives for a row of the
        archive the rows that a register makes of it."""
        return self._binding.standings(rule, told)

    def bound(self, standing: Standing, period: Period) -> tuple[Status | None, NearMiss | None]:
        """The status that a customer's standing alone gives for a period, and the reason.

        It is not applicable where the rule binds on too few days of the period (``min_exposure``),
        unknown where a doubt decides that, and None where the evidence has to decide.
        """
        if standing.sure and standing.sure[0] <= period.start and period.last <= standing.sure[1]:
            return (None if self._exposure <= 1 else Status.NOT_APPLICABLE), None
        if not self._enough(standing.days_in(period), period):
            return Status.NOT_APPLICABLE, None
        if self._enough(standing.days_in(period, surely=True), period):
            return None, None
        return Status.UNKNOWN, standing.doubt_in(period)

    def binds_throughout(self, standing: Standing, periods: Sequence[Period]) -> bool:
        """Whether ``bound`` gives None for each of some periods, which are in their order."""
        if not (standing.sure and periods):
            return False
        since, until = standing.sure
        covered = since <= periods[0].start and periods[-1].last <= until
        return covered and self._exposure <= 1

    def _enough(self, days: int, period: Period) -> bool:
        """Whether being in scope on so many days of a period reaches ``min_exposure``."""
        return days >= period.days * self._exposure

    def by_date(self, due: date, rule: Rule, due_soon: int | None = None) -> Status:
        """The status of something that is not done: pending or due soon up to the due day, pending
        during the grace for recording it, then a breach.

        ``due_soon`` is how many days before the due day it is due soon, by default the pack's
        parameter.
        """
        if self.as_of <= due:
            ahead = self.policy.value("due_soon") if due_soon is None else due_soon
            soon = timedelta(days=int(ahead))
            return Status.DUE_SOON if due - self.as_of <= soon else Status.PENDING
        return Status.PENDING if self.as_of <= due + self.grace else rule.broken

    def provisional(self, due: date, customer: Record | None) -> NearMiss:
        """The near miss (KD471) of a due day in a year whose calendar of working days is not
        published."""
        return NearMiss(customer.row if customer else NOWHERE, "KD471", {"day": due})

    def silent(
        self, kind: str, start: date, last: date, customer: Record | None
    ) -> NearMiss | None:
        """The near miss that says why the sheets of a kind do not speak for all days from ``start``
        to ``last``, so that a missing record proves nothing; None where they do.

        It stands at the sheet that speaks until the latest day, else at the customer; a kind that
        was not handed in at all stands nowhere, for it is one cause whosever row is judged.
        """
        title = self.schemas[kind].title
        if not self.book.handed_in(kind):
            return NearMiss(NOWHERE, "KD459", {"kind": title})
        key = key_of(customer) if customer else ""
        gap = self.book.unspoken(kind, key, start, last)
        if gap is None:
            return None
        speech = self.book.last_speech(kind, key)
        if speech is None:
            return NearMiss(customer.row if customer else NOWHERE, "KD468", {"kind": title})
        whose = _THIS if customer else _WHOLE
        return NearMiss(speech.place, "KD458", {"kind": title, "whose": whose, "day": gap})

    def untold(
        self,
        rule: Rule,
        cases: Mapping[Status, Sequence[tuple[_Subject, Judged]]],
        tell: Callable[[_Subject, Any], Finding],
        whose: Callable[[Any], str] = lambda _: "",
    ) -> Iterator[Untold]:
        """Verdicts of a rule whose status is known and whose facts are not worked out, by status.

        ``cases`` has for each status pairs of a subject and what was judged of it; ``tell`` makes
        the finding of one. ``whose`` gives the key of the customer for what was judged where the
        subject is None; by default that is the company's.
        """
        for status, those in cases.items():
            if any(len(judged) for _, judged in those):
                yield Untold(self.policy, rule, status, those, tell, whose)

    def ruled(
        self,
        rule: Rule,
        code: str,
        status: Status,
        customer: Record | None,
        facts: Mapping[str, Fact],
        place: Place | None = None,
        because: NearMiss | None = None,
        near: tuple[NearMiss, ...] = (),
        **more: Any,
    ) -> Finding:
        """A verdict, as a finding with a ``Ruling``.

        ``because`` is what leaves an unknown open: it is added to the facts and put first among the
        near misses. ``more`` are other parts of a ``Ruling``, such as period, due, evidence, item.
        """
        if because:
            facts = {**facts, "because": because}
            near = (because, *(miss for miss in near if miss != because))
        due = more.get("due")
        late = status is Status.PENDING and due is not None and due < self.as_of
        ruling = Ruling(
            policy=self.policy.id,
            version=self.policy.version,
            rule=rule.id,
            clause=rule.clause,
            status=status,
            text=rule.text,
            severity=rule.severity,
            subject=key_of(customer) if customer else "",
            subject_name=customer.text("name") if customer else "",
            owner=self._owner(rule, customer, due or more.get("day"), more.get("period")),
            near=near,
            seen=self._seeing.at(more.get("evidence", ()), rule),
            grace=due + self.grace if due and late else None,
            **more,
        )
        where = place or (customer.place("name") if customer else None)
        return Finding(code, where, facts, ruling=ruling)

    def _owner(
        self, rule: Rule, customer: Record | None, day: date | None, period: Period | None
    ) -> str | Text:
        """Who answers for it: the person in the rule's owner field, by the row of the archive of
        that day, else the owner that the rule names."""
        day = answered_on(day, period, self.as_of)
        row = self.book.on(customer, day) if customer else None
        named = row.text(rule.owner_field) if row and rule.owner_field else ""
        return whole_names(named) if person_in(named) else rule.owner
