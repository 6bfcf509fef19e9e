"""Masking a run for the eyes of a role: its records, its findings, its verdicts, its plan."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kamdocs.masking.known import Known
from kamdocs.masking.naming import Names
from kamdocs.masking.prose import Prose, parts_of
from kamdocs.masking.view import View
from kamdocs.model import (
    CUSTOMER,
    HIDDEN,
    MASK,
    Book,
    Due,
    Fact,
    FileReading,
    Finding,
    Moment,
    NearMiss,
    Place,
    Plan,
    PlannedVisit,
    Record,
    Report,
    Ruling,
    Said,
    Scoped,
    Status,
    Text,
    Unread,
    Value,
    YearVolume,
    key_of,
)
from kamdocs.sheets import Schemas, SheetSchema, decision_schema
from kamdocs.validation import Difference

_OURS = frozenset(
    {
        *("field", "fields", "first", "second", "rule", "bound", "help", "example", "allowed"),
        *("kind", "kinds", "unit", "other_unit", "column", "form", "format", "counted", "whose"),
        *("policy", "version", "period", "due", "opens", "limit"),
        *("wanted", "missing", "what", "step", "after", "differing", "more", "packs"),
    }
)
"""Facts that are words of schemas and policies, or days of theirs: they are told as they are."""
_QUOTED = frozenset({"heading", "headings", "year", "clause"})
"""Facts that people wrote and that are no value, wherever they are cited: the year of a heading."""
_CUSTOMERS = frozenset({"name", "code", "other_name", "other_code"})
"""Facts that name customers, where they are those of the rows that are cited."""
_COUNTS = frozenset(
    {
        *("made", "count", "months", "customers", "rows", "cells", "needs", "last"),
    }
)
"""Facts that count what there is, where they are whole numbers."""
_BETWEEN = "days"
"""So many days lie between two: whoever sees one of them and the number knows the other."""

_Row = tuple[str, str, int]


class Masker:
    """Masks for a view what a run made of its records, which it reads with open eyes.

    Verdicts, and how many findings there are, stay what they are on the full data. A fact is masked
    where it is cited at a hidden cell or beside the label of a hidden field, whatever it says; and
    anywhere else where it says what stands in a hidden cell. Visible cells, and the names of files
    and sheets, are looked through for what they repeat of hidden ones.
    """

    def __init__(
        self,
        view: View,
        schemas: Schemas,
        records: Iterable[Record],
        files: Iterable[FileReading] = (),
    ) -> None:
        self._view, self._schemas = view, schemas
        records, files = list(records), list(files)
        common = frozenset(_common(schemas))
        self._known = Known(records, view, schemas, common)
        self._cells: dict[Place, set[bool]] = {}
        self._shared: set[Place] = set()
        self._kinds: dict[_Row, set[str]] = {}
        self._columns: dict[_Row, set[bool]] = {}
        self._headings: dict[tuple[str, str], set[int]] = {}
        for record in records:
            self._kinds.setdefault(_row_of(record.row), set()).add(record.kind)
            own: dict[Place, set[bool]] = {}
            for name in {**record.columns, **record.cells, **record.places}:
                own.setdefault(record.place(name), set()).add(view.hides(record.kind, name))
            self._shared |= own.keys() & self._cells.keys()
            for place, both in own.items():
                self._cells.setdefault(place, set()).update(both)
        for file in files:
            for sheet in file.sheets:
                here = (file.file, sheet.sheet)
                self._headings.setdefault(here, set()).add(sheet.heading_row)
                for name, column in sheet.headings.items():
                    hidden = view.hides(sheet.kind, name)
                    self._columns.setdefault((*here, column), set()).add(hidden)
        self._labels = {
            kind: frozenset(schema.label(name).zh for name in view.hidden[kind])
            for kind, schema in schemas.items()
        }
        self._prose = _prose(records, view, schemas, common)
        self._whose: dict[_Row, str] = {}
        self._customers: dict[_Row, set[str]] = {}
        for record in records:
            row = _row_of(record.row)
            self._whose[row] = _customer(record)
            self._customers.setdefault(row, set()).update(_named(record, schemas))
        self._files = Names(files, self._prose.clear)
        self._names = frozenset(name for schema in schemas.values() for name in schema.fields)

    # Records

    def record(self, record: Record) -> Record:
        """The record with every hidden value replaced, and masked where a visible one repeats it;
        blank ones stay blank."""
        if record.kind not in self._schemas:
            return self._files.clear(record)
        schema, whose = self._schemas[record.kind], _customer(record)
        hidden = self._view.hidden.get(record.kind, frozenset())
        when = schema.roles.day or schema.roles.month
        shown = record.known(
            values={
                name: HIDDEN if name in hidden else self._told(schema, name, one, whose)
                for name, one in record.values.items()
            },
            notes={
                name: replace(note, raw=self._prose.clear(note.raw, whose))
                for name, note in record.notes.items()
                if name not in hidden
            },
            recorded=None if schema.roles.recorded in hidden else record.recorded,
            veiled=when in hidden,
        )
        return self._files.clear(shown)

    def _told(self, schema: SheetSchema, name: str, value: Value, whose: str) -> Value:
        """A visible value without what it repeats of hidden ones. Names, numbers of customers and
        words to choose from are what they are."""
        chosen = schema.fields[name].labels if name in schema.fields else {}
        if name in (schema.roles.code, schema.roles.name):
            return value
        match value:
            case str():
                return value if value in chosen else self._prose.clear(value, whose)
            case Unread():
                return replace(value, raw=self._prose.clear(value.raw, whose))
            case YearVolume():
                return replace(value, remark=self._prose.clear(value.remark, whose))
            case tuple():
                return tuple(self._told(schema, name, one, whose) for one in value)  # type: ignore[return-value,arg-type]
        return value

    def book(self, book: Book) -> Book:
        """The book for the forms and letters."""
        return book.told(self.record)

    # Reports

    def report(self, report: Report) -> Report:
        """The report for every output."""
        shown = report._replace(
            files=tuple(self._file(file) for file in report.files),
            findings=tuple(self.finding(one) for one in report.findings),
            verdicts=tuple(self.finding(one) for one in report.verdicts),
            scoped=tuple(self._scoped(one) for one in report.scoped),
            role=self._view.role,
        )
        cleared = self._files.clear(shown)
        listed = {one.id for one in (*cleared.findings, *cleared.verdicts)}
        return cleared._replace(decisions=tuple(self._decisions(report.decisions, listed)))

    def _decisions(self, decisions: Iterable[Record], listed: Collection[str]) -> Iterator[Record]:
        """What reviewers decided on what is ``listed``, by its ids as they are shown; the id of
        anything else may say what the role does not see."""
        schema = decision_schema()
        for one in decisions:
            if one.text("finding_id") in listed:
                values = {name: self._told(schema, name, it, "") for name, it in one.values.items()}
                yield self._files.clear(one.known(values=values))

    def _file(self, file: FileReading) -> FileReading:
        return replace(
            file,
            records=tuple(self.record(one) for one in file.records),
            findings=tuple(self.finding(one) for one in file.findings),
        )

    def _scoped(self, one: Scoped) -> Scoped:
        cells = tuple(
            (
                name,
                place,
                label,
                self._held(value, self._view.hides(CUSTOMER, name), one.customer),
            )
            for name, place, label, value in one.cells
        )
        return one._replace(cells=cells)

    def finding(self, finding: Finding) -> Finding:
        """A finding on the data, or a verdict with its evidence. The day by which something is due
        may be told; its hour tells that of a cell."""
        ruling = finding.ruling
        closed = ruling is not None and self._touched(ruling)
        whose = ruling.subject if ruling else self._customer_at(finding.place)
        facts = self._facts(finding.facts, finding.place, whose, closed)
        due = facts.get("due")
        if isinstance(due, Moment):
            facts = {**facts, "due": due.day}
        return replace(finding, facts=facts, ruling=ruling and self.ruling(ruling))

    def ruling(self, ruling: Ruling) -> Ruling:
        whose = ruling.subject
        seen = tuple(
            tuple(
                (label, self._held(fact, self._labelled(label, place), whose))
                for label, fact in held
            )
            for place, held in zip(ruling.evidence, ruling.seen, strict=False)
        )
        return replace(
            ruling,
            seen=seen,
            near=tuple(self.near(one, whose) for one in ruling.near),
            item=self._item(ruling),
            hour=None,
        )

    def _item(self, ruling: Ruling) -> str:
        """The day that tells several verdicts apart. One that is hidden goes by its cell, and where
        several records share that by the number as well; elsewhere the number would tell which
        hidden days are the same."""
        dated = ruling.dated
        if dated is None or not self._view.hides(dated.kind, dated.field):
            return ruling.item
        _, mark, number = ruling.item.partition("#")
        cell = f"{MASK}{self._files.clear(dated.place)}"
        return f"{cell}{mark}{number}" if dated.place in self._shared else cell

    def near(self, near: NearMiss, whose: str = "") -> NearMiss:
        whose = whose or self._customer_at(near.place)
        return replace(near, facts=self._facts(near.facts, near.place, whose))

    def difference(self, one: Difference) -> Difference:
        """What a form says otherwise than an archive; that it does is told, not what."""
        kinds = (kind for kind, schema in self._schemas.items() if schema.title == one.kind)
        label = one.field.zh if one.field else ""
        if any(label in self._labels[kind] for kind in kinds):
            old = None if one.old is None else HIDDEN
            new = None if one.new is None else HIDDEN
        else:
            old, new = (self._open(value, one.subject) for value in (one.old, one.new))
        return self._files.clear(replace(one, old=old, new=new))

    # Plans

    def plan(self, plan: Plan) -> Plan:
        """The plan for every output; what it proposes stays, but for names that are hidden."""
        shown = plan._replace(
            dues=tuple(self._due(one) for one in plan.dues),
            visits=tuple(self._visit(one) for one in plan.visits),
            standing=tuple(self.record(one) for one in plan.standing),
            loads=tuple(
                load._replace(person=self._known.clear(load.person)) for load in plan.loads
            ),
            findings=tuple(self.finding(one) for one in plan.findings),
        )
        return self._files.clear(shown)

    def _due(self, due: Due) -> Due:
        because = self.near(due.because, due.ruling.subject) if due.because else None
        return due._replace(verdict=self.finding(due.verdict), because=because)

    def _visit(self, visit: PlannedVisit) -> PlannedVisit:
        return visit._replace(
            customer=self.record(visit.customer),
            people=tuple(self._known.clear(one) for one in visit.people),
            settles=tuple(self.ruling(one) for one in visit.settles),
        )

    # Facts

    def _touched(self, ruling: Ruling) -> bool:
        """Whether a verdict rests on a hidden cell: its figures may be reckoned from it."""
        places = (*ruling.evidence, *(one.place for one in ruling.near))
        if any(self._closed(place) for place in places):
            return True
        told = zip(ruling.evidence, ruling.seen, strict=False)
        return any(self._labelled(label, place) for place, held in told for label, _ in held)

    def _closed(self, place: Place | None) -> bool:
        """Whether a place is a cell of a hidden field, or one that is not known to be seen."""
        if place is None or not (place.row and place.column):
            return False
        if place in self._cells:
            return True in self._cells[place]
        if place.row in self._headings.get((place.file, place.sheet), ()):
            return False
        of_column = self._columns.get((place.file, place.sheet, place.column))
        return of_column is None or True in of_column

    def _labelled(self, label: object, place: Place | None) -> bool:
        """Whether a label is that of a hidden field of the row at a place, or of any row where
        nobody knows what stands there."""
        if not isinstance(label, Text):
            return False
        row = _row_of(place) if place else ("", "", 0)
        kinds = self._kinds.get(row, self._labels.keys())
        return any(label.zh in self._labels.get(kind, ()) for kind in kinds)

    def _facts(
        self, facts: Mapping[str, Fact], place: Place | None, whose: str, closed: bool = False
    ) -> dict[str, Fact]:
        labels = [one for name in ("field", "first", "second") if (one := facts.get(name))]
        several = facts.get("fields")
        labels += several if isinstance(several, tuple) else ()
        closed = closed or self._closed(place)
        closed = closed or any(self._labelled(one, place) for one in labels)
        if not closed:
            told = {
                name: fact if name in _OURS else self._open(fact, whose)
                for name, fact in facts.items()
            }
            return told | {_BETWEEN: MASK} if self._tells_a_day(facts, place) else told
        named = self._named_at(place, *facts.values())
        return {name: self._behind(name, fact, whose, named) for name, fact in facts.items()}

    def _tells_a_day(self, facts: Mapping[str, Fact], place: Place | None) -> bool:
        """Whether a number of days leads from the day of a row to that of its recording, or back,
        and one of the two is hidden."""
        if _BETWEEN not in facts or place is None:
            return False
        kinds = self._kinds.get(_row_of(place), set()) & self._schemas.keys()
        roles = ((kind, self._schemas[kind].roles) for kind in kinds)
        return any(
            self._view.hides(kind, name)
            for kind, those in roles
            for name in (those.day, those.recorded)
        )

    def _named_at(self, *cited: Fact) -> set[str]:
        """The names and numbers of customers in the rows of some places."""
        rows = {_row_of(one) for one in cited if isinstance(one, Place)}
        return {name for row in rows for name in self._customers.get(row, ())}

    def _held(self, fact: Fact, hidden: bool, whose: str) -> Fact:
        return self._open(fact, whose) if not hidden or fact is None else MASK

    def _behind(self, name: str, fact: Fact, whose: str, named: set[str]) -> Fact:
        """A fact cited at a hidden cell: masked, unless it is no value of the sheet, or one of the
        customers ``named`` in the rows that are told of."""
        if fact is None or name in _OURS or (name in _COUNTS and type(fact) is int):
            return fact
        if (name == "name" and fact in self._names) or (name in _CUSTOMERS and fact in named):
            return fact
        parts = fact if isinstance(fact, tuple) else (fact,)
        if name in _QUOTED or all(isinstance(one, Place | NearMiss | Status) for one in parts):
            return self._open(fact, whose)
        return MASK

    def _open(self, fact: Fact, whose: str) -> Fact:
        """A fact cited elsewhere: masked as far as it says what stands in a hidden cell."""
        match fact:
            case Status():
                return fact
            case str():
                cleared = self._prose.clear(self._known.clear(fact), whose)
                return fact if cleared == fact else cleared
            case Said():
                zh, en = self._known.clear(fact.zh), self._known.clear(fact.en)
                return fact if (zh, en) == (fact.zh, fact.en) else Said(zh, en)
            case NearMiss():
                return self.near(fact, whose)
            case Unread():
                return replace(fact, raw=self._prose.clear(self._known.clear(fact.raw), whose))
            case tuple():
                return tuple(self._open(one, whose) for one in fact)
            case YearVolume() if not self._known.hidden(fact):
                return replace(fact, remark=self._prose.clear(fact.remark, whose))
            case Decimal() | date() | Moment() | YearVolume():
                return MASK if self._known.hidden(fact) else fact
        return fact

    def _customer_at(self, place: Place | None) -> str:
        """The customer of whom the row of a place tells, empty where nobody knows."""
        return self._whose.get(_row_of(place), "") if place else ""


def _row_of(place: Place) -> _Row:
    return place.file, place.sheet, place.row


def _named(record: Record, schemas: Schemas) -> Iterator[str]:
    """The name and the number of the customer in a row, which everybody sees."""
    if schema := schemas.get(record.kind):
        yield from (record.text(name) for name in (schema.roles.name, schema.roles.code) if name)


def _customer(record: Record) -> str:
    return key_of(record) if record.kind == CUSTOMER else record.subject or ""


def _common(schemas: Schemas) -> Iterator[str]:
    """Words that stand in every sheet: titles, headings and what there is to choose from."""
    for schema in schemas.values():
        yield from (schema.title.zh, schema.title.en, schema.counted.zh, schema.counted.en)
        for field in schema.fields.values():
            yield from (*field.headings, *field.spellings, *field.allowed)


def _prose(
    records: Iterable[Record], view: View, schemas: Schemas, common: frozenset[str]
) -> Prose:
    """What free text may repeat of the values of some records."""
    made = Prose(common)
    for record in records:
        schema, whose = schemas.get(record.kind), _customer(record)
        for name, value in record.values.items():
            field = schema.fields.get(name) if schema else None
            hidden = view.hides(record.kind, name)
            loose = schema is not None and name in schema.prose
            for part in parts_of(value):
                if field is None or part not in field.labels:
                    money = field is not None and field.type == "amount"
                    made.add(part, whose, hidden, loose, money=money)
            if name in record.notes and not loose:
                made.add(record.notes[name].raw, whose, hidden)
    made.ready()
    return made
