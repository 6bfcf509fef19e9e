"""What each document of a form sees, drawn from the book."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from kamdocs.forms.chart import Chart
from kamdocs.forms.document import Asked
from kamdocs.forms.gradings import GRADING, former_grade, outcome, parts, year_of
from kamdocs.forms.letters import NOTICE, Letter
from kamdocs.forms.manifest import Form
from kamdocs.forms.months import STATUS, Months, volume_of
from kamdocs.forms.places import ACTION, PERSON, THREE_IN_ONE, VOLUMES, YEAR
from kamdocs.forms.printing import (
    JOINT,
    NO,
    UNREPORTED,
    YES,
    Shown,
    Unfilled,
    amount,
    change,
    day_name,
)  # fmt: skip
from kamdocs.forms.source import Source
from kamdocs.grading import Scale
from kamdocs.model import (
    CUSTOMER,
    Book,
    Period,
    Place,
    Record,
    YearVolume,
    day_in,
    key_of,
)  # fmt: skip
from kamdocs.packaging import cleaned
from kamdocs.selectors import Selector
from kamdocs.sheets import Schemas, SheetSchema

Row = Mapping[str, Shown] | Source
NOTED = (("satisfaction", "满意度"), ("market_share", "市场份额"))
"""What is told below the status report where a row has it (strategic-account 4.3, v2)."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What one document is about: its places, its repeated rows, its charts.

    ``naming`` fills the pattern of the file name, ``subject`` says what it is about in a way that
    stays the same from run to run, ``sources`` are the records printed.
    """

    single: Mapping[str, Row]
    rows: Mapping[str, Sequence[Row]]
    naming: Mapping[str, str]
    subject: str
    sources: Sequence[Source]
    confidentiality: str = ""
    charts: Mapping[str, Chart] = field(default_factory=dict)
    folder: str = ""
    """The folder of the document, where it has one of its own."""

    def told(self) -> str:
        """All that may be printed, in one line: the same data give the same line."""
        single = {name: _told(row) for name, row in sorted(self.single.items())}
        rows = {name: [_told(row) for row in rows] for name, rows in sorted(self.rows.items())}
        return repr((single, rows, self.confidentiality, sorted(self.charts.items())))


@dataclass(frozen=True)
class Desk:
    """All that documents are made from."""

    form: Form
    book: Book
    schemas: Schemas
    span: Period | None
    asked: Asked
    as_of: date
    chosen: frozenset[str] | None = None
    """The keys of the customers that documents are made of; None where all are meant."""
    choice: str = ""
    """In words by what they were chosen."""
    scale: Scale | None = None
    letters: Sequence[Letter] = ()

    def matters(self) -> Iterator[Matter]:
        """One for each document of the form, in the order of the book."""
        match self.form.each:
            case "customer":
                return (self._of_customer(customer) for customer in self._customers())
            case "visit":
                return self._of_visits()
            case "grading":
                return self._of_gradings()
            case "manager":
                return map(_of_letter, self.letters)
            case "month":
                months = Months(self.book, self.schemas, self.form.tiers, self._customers())
                reported = months.reported(self.span, self.as_of)
                return (self._of_month(months, month) for month in reported)

    def _customers(self) -> tuple[Record, ...]:
        return tuple(one for one in self.book.customers if self._is_chosen(one))

    def _is_chosen(self, customer: Record) -> bool:
        return self.chosen is None or key_of(customer) in self.chosen

    def _of_customer(self, record: Record) -> Matter:
        customer = self._customer(record)
        listed = {
            kind: [
                self._source(other)
                for other in self.book.about(kind, key_of(record))
                if self._in_span(other) and self._counts(other)
            ]
            for kind in self.form.needs
            if kind != CUSTOMER
        }
        rows: dict[str, Sequence[Row]] = {"year": _years(customer), **listed}
        return Matter(
            single={CUSTOMER: customer},
            rows={name: self._padded(name, rows[name]) for name in rows},
            naming=_naming(record),
            subject=key_of(record),
            sources=[customer, *(source for sources in listed.values() for source in sources)],
            confidentiality=customer["confidentiality"].text,
        )

    def _of_visits(self) -> Iterator[Matter]:
        for record in self.book.of("visit"):
            known = self.book.customer(record.subject) if record.subject else None
            if known and self._is_chosen(known) and self._in_span(record) and self._counts(record):
                yield self._of_visit(record, known)

    def _of_visit(self, record: Record, known: Record) -> Matter:
        customer = self._customer(known)
        named = {} if record.text("customer_name") else {"customer_name": customer["name"]}
        visit = self._source(record, named)
        rows = {"person": _people(visit), "action": _actions(visit)}
        day = record.day.isoformat() if record.day else ""
        return Matter(
            single={CUSTOMER: customer, "visit": visit},
            rows={name: self._padded(name, rows[name]) for name in rows},
            naming={**_naming(known), "day": day},
            subject=" ".join(filter(None, (key_of(known), day, visit["visit_no"].text))),
            sources=[visit, customer],
            confidentiality=customer["confidentiality"].text,
        )

    def _of_gradings(self) -> Iterator[Matter]:
        for record in self.book.of(GRADING):
            known = self.book.customer(record.subject) if record.subject else None
            if not known or not self._is_chosen(known):
                continue
            if self._graded_in_span(record) and self._counts(record):
                yield self._of_grading(record, known)

    def _of_grading(self, record: Record, known: Record) -> Matter:
        customer = self._customer(known)
        named = {} if record.text("customer_name") else {"customer_name": customer["name"]}
        grading = self._source(record, named)
        year = year_of(record)
        former = former_grade(self.book, known, record)
        graded_on = record.day.isoformat() if record.day else ""
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

    def _graded_in_span(self, record: Record) -> bool:
        """By the day of the grade; while there is none yet, by the year of the grading."""
        year = year_of(record)
        if self.span is None or record.day or year is None:
            return self._in_span(record)
        return bool(self.span.overlap(year.start, year.last))

    def _of_month(self, months: Months, month: Period) -> Matter:
        listed = months.listed(month)
        customers = [self._customer(one) for one in listed]
        rows = [self._status(months, month, number, one) for number, one in enumerate(customers, 1)]
        volumes = [volume_of(months.row(one, month)) for one in listed]
        found = [one for one in volumes if one is not None]
        short = len(found) < len(listed)
        whole = {
            "name": f"{month.start.year}年{month.start.month}月",
            "number": str(month),
            "department": _named_in(rows, "department"),
            "reporter": _named_in(rows, "reporter"),
            "submitted_on": _last_day(rows, "submitted_on"),
            "reported": f"（{len(listed)}户中{len(found)}户已报）" if short else "",
            "volume": amount(sum(found, Decimal())) if found else "",
            "month_change": months.change(listed, month, -1),
            "year_change": months.change(listed, month, -12),
            "note": _noted(rows),
        }
        return Matter(
            single={"month": {name: Shown(text, text or None) for name, text in whole.items()}},
            rows={"status": self._padded("status", rows)},
            naming={"month": str(month)},
            subject=f"{month} {self.choice}".strip(),
            sources=[*customers, *rows],
            confidentiality=self._highest(listed),
            charts={VOLUMES: months.chart(listed, month)},
        )

    def _status(self, months: Months, month: Period, number: int, customer: Source) -> Source:
        known = customer.record
        found = months.row(known, month)
        more = {
            "number": str(number),
            "customer_name": customer["name"].text or cleaned(key_of(known))[0],
            "tier": customer["tier"].text,
            "month_change": months.change([known], month, -1),
            "year_change": months.change([known], month, -12),
        }
        shown = {name: Shown(text, text or None) for name, text in more.items()}
        if found:
            return self._source(found, shown)
        nothing = Record(STATUS, {}, Place(known.row.file))
        return self._source(nothing, {**shown, "volume": Shown(UNREPORTED)})

    def _customer(self, record: Record) -> Source:
        merged = len(record.text("credit_code")) == 18 and "credit_code" not in record.faulty
        more = {THREE_IN_ONE: Shown(YES if merged else NO, merged)}
        return self._source(record, more)

    def _source(self, record: Record, more: Mapping[str, Shown] | None = None) -> Source:
        asked = self.asked.get(record.row, {})
        return Source(record, self.schemas[record.kind], asked, more)

    def _counts(self, record: Record) -> bool:
        """Whether a record is more than a draft, and the first to tell of its event."""
        counts = _counting(self.schemas[record.kind])
        drafted = counts.judge(record.values, record.faulty)[0] is False
        return not drafted and record.double_of is None

    def _highest(self, customers: Sequence[Record]) -> str:
        """The strictest level among customers; the schema lists the levels from open to strict."""
        field = self.schemas[CUSTOMER].fields.get("confidentiality")
        levels = (customer.text("confidentiality") for customer in customers)
        return field.last_of(levels) if field else ""

    def _in_span(self, record: Record) -> bool:
        return self.span is None or (record.day is not None and record.day in self.span)

    def _padded(self, name: str, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows, filled up with blank ones to what the form wants, at least one."""
        missing = max(self.form.rows.get(name, 1), 1) - len(rows)
        return [*rows, *([Unfilled()] * missing)]


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
    return {name: Shown(text := cleaned(said)[0], text or None) for name, said in words.items()}


@cache
def _counting(schema: SheetSchema) -> Selector:
    return Selector(schema.counts)


def _told(row: Row) -> object:
    return row.told() if isinstance(row, Source) else sorted(row.items())


def _naming(customer: Record) -> dict[str, str]:
    return {"code": customer.text("code"), "name": customer.text("name") or key_of(customer)}


def _row(names: Sequence[str], texts: Sequence[str]) -> Mapping[str, Shown]:
    return {name: Shown(text, text or None) for name, text in zip(names, texts, strict=True)}


def _years(customer: Source) -> list[Mapping[str, Shown]]:
    """年度, 经营数量, 同比 against the year before, 备注 (account-manager 附件一)."""
    value = customer.value("yearly_volumes")
    if not isinstance(value, tuple):
        return [_row(YEAR, ("", line, "", "")) for line in customer.lines("yearly_volumes")]
    known = sorted((one for one in value if isinstance(one, YearVolume)), key=lambda one: one.year)
    volumes = {one.year: one.volume for one in known}
    return [
        _row(
            YEAR,
            (
                str(one.year),
                amount(one.volume),
                change(one.volume, volumes.get(one.year - 1)),
                one.remark,
            ),
        )
        for one in known
    ]


def _people(visit: Source) -> list[Mapping[str, Shown]]:
    """姓名, 部门, 职务 of each person met; what is not given stays blank."""
    people = [line.split("/", 2) for line in visit.lines("counterparts") if line.strip()]
    return [_row(PERSON, [part.strip() for part in (*person, "", "")[:3]]) for person in people]


def _actions(visit: Source) -> list[Mapping[str, Shown]]:
    """序号, 事项, 处理结果, 责任人, 期限: the lines of four fields, side by side.

    A blank line keeps its place beside the others; where all four are blank there is no row.
    """
    fields = ("matters", "outcomes", "action_owners", "action_dues")
    together = zip_longest(*(visit.lines(name) for name in fields), fillvalue="")
    told = [parts for parts in together if any(part.strip() for part in parts)]
    return [_row(ACTION, (str(number), *parts)) for number, parts in enumerate(told, 1)]


def _noted(rows: Sequence[Source]) -> str:
    """满意度：甲 92、乙 88；市场份额：甲 35%, as far as the rows tell."""
    told = {
        title: [f"{row['customer_name'].text} {row[name].text}" for row in rows if row[name].text]
        for name, title in NOTED
    }
    return "；".join(f"{title}：{JOINT.join(those)}" for title, those in told.items() if those)


def _named_in(rows: Sequence[Source], name: str) -> str:
    return JOINT.join(dict.fromkeys(row[name].text for row in rows if not row[name].blank))


def _last_day(rows: Sequence[Source], name: str) -> str:
    """The latest day; where none could be read, what stands in the cells."""
    days = [day for row in rows if (day := day_in(row[name].value))]
    return day_name(max(days)) if days else _named_in(rows, name)


def heading(form: Form, matter: Matter, company: str) -> Row:
    """The places of the heading: what the form is, whose, and how secret."""
    secret = cleaned(matter.confidentiality)[0]
    return {
        "title": Shown(form.title.zh, form.title.zh),
        "clause": Shown(form.clause, form.clause),
        "company": Shown(cleaned(company)[0], company),
        "confidentiality": Shown(secret, secret or None),
    }
