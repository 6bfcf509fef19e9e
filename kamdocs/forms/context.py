"""What each document of a form shows, taken from the book."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kamdocs.contract.selectors import Selector
from kamdocs.forms.basis import Basis
from kamdocs.forms.gradings import GRADING, former_grade, outcome, parts, year_of
from kamdocs.forms.letters import NOTICE, Letter
from kamdocs.forms.lines import actions, last_day, named_in, noted, parts_in, people, years
from kamdocs.forms.manifest import Form
from kamdocs.forms.matter import Matter, Row
from kamdocs.forms.months import STATUS, Months, unseen, volume_of
from kamdocs.forms.places import PLANNED, THREE_IN_ONE, VOLUMES
from kamdocs.forms.plans import heading_of, period_of, weekday
from kamdocs.forms.printing import (
    BY_FIGURES,
    NO,
    UNREPORTED,
    YES,
    Shown,
    Unfilled,
    amount,
    shown,
)  # fmt: skip
from kamdocs.forms.source import Source
from kamdocs.grading import Scale
from kamdocs.model import (
    CUSTOMER,
    MASK,
    VISIT_PLAN,
    Classes,
    Period,
    Place,
    Record,
    key_of,
    no_classes,
)  # fmt: skip
from kamdocs.packaging import cleaned
from kamdocs.sheets import SheetSchema


@dataclass(frozen=True)
class Desk:
    """All that the documents of a form are made from."""

    form: Form
    basis: Basis
    chosen: frozenset[str] | None = None
    """The keys of the customers of whom documents are made; None where all are meant."""
    scale: Scale | None = None
    classes: Classes = no_classes

    def matters(self) -> Iterator[Matter]:
        """One for each document of the form, in the order of the book."""
        match self.form.each:
            case "customer":
                return (self._of_customer(customer) for customer in self._customers())
            case "visit":
                visits = self._of_chosen("visit")
                return (self._of_visit(*one) for one in visits if self._in_span(one[0]))
            case "grading":
                gradings = self._of_chosen(GRADING)
                return (self._of_grading(*one) for one in gradings if self._graded_in_span(one[0]))
            case "manager":
                return map(_of_letter, self.basis.letters)
            case "plan":
                return self._of_plan()
            case "month":
                book, whom = self.basis.book, self._customers()
                months = Months(book, self.basis.schemas, self.form.tiers, whom, self.classes)
                reported = months.reported(self.basis.span, book.as_of)
                return (self._of_month(months, month) for month in reported)

    def _customers(self) -> tuple[Record, ...]:
        return tuple(one for one in self.basis.book.customers if self._is_chosen(one))

    def _is_chosen(self, customer: Record) -> bool:
        return self.chosen is None or key_of(customer) in self.chosen

    def _of_chosen(self, kind: str) -> Iterator[tuple[Record, Record]]:
        """The records of a kind that count and are about a chosen customer, each with that."""
        book = self.basis.book
        for record in book.of(kind):
            known = book.customer(record.subject) if record.subject else None
            if known and self._is_chosen(known) and self._counts(record):
                yield record, known

    def _of_customer(self, record: Record) -> Matter:
        customer = self._customer(record)
        listed = {
            kind: [
                self._source(other)
                for other in self.basis.book.about(kind, key_of(record))
                if self._in_span(other) and self._counts(other)
            ]
            for kind in self.form.needs
            if kind != CUSTOMER
        }
        rows: dict[str, Sequence[Row]] = {"year": years(customer), **listed}
        return Matter(
            single={CUSTOMER: customer},
            rows={name: self._padded(name, rows[name]) for name in rows},
            naming=_naming(record),
            subject=key_of(record),
            sources=[customer, *(source for sources in listed.values() for source in sources)],
            confidentiality=customer["confidentiality"].text,
        )

    def _of_visit(self, record: Record, known: Record) -> Matter:
        visit, customer = self._named(record, known)
        rows = {"person": people(visit), "action": actions(visit)}
        day = record.told_day.isoformat() if record.told_day else ""
        return Matter(
            single={CUSTOMER: customer, "visit": visit},
            rows={name: self._padded(name, rows[name]) for name in rows},
            naming={**_naming(known), "day": day},
            subject=" ".join(filter(None, (key_of(known), day, visit["visit_no"].text))),
            sources=[visit, customer],
            confidentiality=customer["confidentiality"].text,
        )

    def _of_grading(self, record: Record, known: Record) -> Matter:
        grading, customer = self._named(record, known)
        year = year_of(record)
        former = former_grade(self.basis.book, known, record)
        graded_on = record.told_day.isoformat() if record.told_day else ""
        return Matter(
            single={
                CUSTOMER: customer,
                GRADING: grading,
                "scale": outcome(grading, self.scale, former),
            },
            rows={"part": self._padded("part", parts(grading, self.scale))},
            naming={**_naming(known), "year": str(year) if year else ""},
            subject=" ".join(filter(None, (key_of(known), str(year or ""), graded_on))),
            sources=[grading, customer],
            confidentiality=customer["confidentiality"].text,
        )

    def _named(self, record: Record, known: Record) -> tuple[Source, Source]:
        """A record and its customer; the record shows the customer's name where it gives none."""
        customer = self._customer(known)
        named = {} if record.text("customer_name") else {"customer_name": customer["name"]}
        return self._source(record, named), customer

    def _of_plan(self) -> Iterator[Matter]:
        """The matter of the one document for all planned visits; none where none are planned."""
        known = list(self._of_chosen(VISIT_PLAN))
        choice = str(self.basis.choice)
        period = period_of([record for record, _ in known], self.basis.span)
        if period is None:
            return
        listed = [one for one in known if one[0].day and one[0].day in period]
        rows = [self._planned(number, *one) for number, one in enumerate(listed, 1)]
        customers = list({key_of(customer): customer for _, customer in listed}.values())
        manager = self.basis.schemas[CUSTOMER].roles.manager
        whole = heading_of(rows, customers, manager, period)
        yield Matter(
            single={"plan": shown(whole.items())},
            rows={PLANNED: self._padded(PLANNED, rows)},
            naming={"period": str(period), "about": choice},
            subject=" ".join(filter(None, (str(period), choice))),
            sources=rows,
            confidentiality=self._highest(customers),
        )

    def _planned(self, number: int, record: Record, customer: Record) -> Source:
        more = {"number": str(number), "weekday": weekday(record)}
        if not record.text("customer_name"):
            more["customer_name"] = cleaned(customer.text("name") or key_of(customer))[0]
        return self._source(record, {name: Shown(text, text) for name, text in more.items()})

    def _graded_in_span(self, record: Record) -> bool:
        """Whether a grading lies in the span: by the day of the grade or, while there is none yet,
        by the year that it grades."""
        year = year_of(record)
        if self.basis.span is None or record.day or year is None:
            return self._in_span(record)
        return bool(self.basis.span.overlap(year.start, year.last))

    def _of_month(self, months: Months, month: Period) -> Matter:
        listed = months.listed(month)
        customers = [self._customer(one) for one in listed]
        rows = [self._status(months, month, number, one) for number, one in enumerate(customers, 1)]
        reports = [months.row(one, month) for one in listed]
        found = [one for one in map(volume_of, reports) if one is not None]
        hidden = any(map(unseen, reports))
        short = len(found) < len(listed) and not hidden
        choice = str(self.basis.choice)
        whole = {
            "name": f"{month.start.year}年{month.start.month}月",
            "number": str(month),
            "department": named_in(rows, "department"),
            "reporter": named_in(rows, "reporter"),
            "submitted_on": last_day(rows, "submitted_on"),
            "submitted_to": parts_in(rows, "submitted_to"),
            "reported": f"（{len(listed)}户中{len(found)}户已报）" if short else "",
            "volume": MASK if hidden else amount(sum(found, Decimal())) if found else "",
            "month_change": months.change(listed, month, -1),
            "year_change": months.change(listed, month, -12),
            "note": noted(rows),
        }
        return Matter(
            single={"month": shown(whole.items())},
            rows={"status": self._padded("status", rows)},
            naming={"month": str(month), "about": choice},
            subject=f"{month} {choice}".strip(),
            sources=[*customers, *rows],
            confidentiality=self._highest([self._today(one) for one in listed]),
            charts={VOLUMES: months.chart(listed, month)},
        )

    def _today(self, customer: Record) -> Record:
        """The customer's row of today: a document is as confidential as its customers are on the
        day on which it is made."""
        return self.basis.book.customer(key_of(customer)) or customer

    def _status(self, months: Months, month: Period, number: int, customer: Source) -> Source:
        known = customer.record
        found = months.row(known, month)
        more = {
            "number": str(number),
            "customer_name": customer["name"].text or cleaned(key_of(known))[0],
            "tier": _tier_words(customer["tier"].text, months.by_figures(known, month)),
            "month_change": months.change([known], month, -1),
            "year_change": months.change([known], month, -12),
        }
        told = shown(more.items())
        if found:
            return self._source(found, told)
        nothing = Record(STATUS, {}, Place(known.row.file))
        return self._source(nothing, {**told, "volume": Shown(UNREPORTED)})

    def _customer(self, record: Record) -> Source:
        merged = len(record.text("credit_code")) == 18 and "credit_code" not in record.faulty
        known = Shown(YES if merged else NO, merged)
        more = {THREE_IN_ONE: Shown(MASK, MASK) if record.hides("credit_code") else known}
        return self._source(record, more)

    def _source(self, record: Record, more: Mapping[str, Shown] | None = None) -> Source:
        asked = self.basis.asked.get(record.row, {})
        return Source(record, self.basis.schemas[record.kind], asked, more)

    def _counts(self, record: Record) -> bool:
        """Whether a record is no draft, and not the double of another."""
        counts = _counting(self.basis.schemas[record.kind])
        drafted = counts.judge(record.values, record.faulty)[0] is False
        return not drafted and record.double_of is None

    def _highest(self, customers: Sequence[Record]) -> str:
        """The strictest level among customers; the schema lists the levels from open to strict."""
        field = self.basis.schemas[CUSTOMER].fields.get("confidentiality")
        levels = (customer.text("confidentiality") for customer in customers)
        return field.last_of(levels) if field else ""

    def _in_span(self, record: Record) -> bool:
        return self.basis.span is None or (record.day is not None and record.day in self.basis.span)

    def _padded(self, name: str, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows, filled up with blank ones to as many as the form asks for, at least one."""
        missing = max(self.form.rows.get(name, 1), 1) - len(rows)
        return [*rows, *([Unfilled()] * missing)]


def _tier_words(declared: str, by_figures: str) -> str:
    """The declared tier, with the one under which the customer is listed ``by_figures``, if any."""
    if not by_figures:
        return declared
    words = BY_FIGURES.format(tier=by_figures)
    return f"{declared}（{words}）" if declared else words


def _of_letter(letter: Letter) -> Matter:
    return Matter(
        single={NOTICE: _printed(letter.said)},
        rows={name: [_printed(row) for row in rows] for name, rows in letter.rows.items()},
        naming={"name": letter.addressee},
        subject=letter.addressee,
        sources=(),
        confidentiality=letter.confidentiality,
        folder=letter.folder,
    )


def _printed(words: Mapping[str, str]) -> Mapping[str, Shown]:
    return shown((name, cleaned(said)[0]) for name, said in words.items())


@cache
def _counting(schema: SheetSchema) -> Selector:
    return Selector(schema.counts)


def _naming(customer: Record) -> dict[str, str]:
    return {"code": customer.text("code"), "name": customer.text("name") or key_of(customer)}
