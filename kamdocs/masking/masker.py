"""Masks the results of a run for a role: records, findings, verdicts, plan."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kamdocs.masking.blanks import lacking
from kamdocs.masking.cells import Cells, customer_of
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
    Unread,
    Value,
    YearVolume,
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
"""The facts that are words or days of schemas and policies: they are never masked."""
_QUOTED = frozenset({"heading", "headings", "year", "clause"})
"""The facts that people wrote but that are no value of a cell, such as the year of a heading."""
_CUSTOMERS = frozenset({"name", "code", "other_name", "other_code"})
"""The facts that name customers: they are shown if it is a customer of the rows cited."""
_COUNTS = frozenset({"made", "count", "months", "customers", "rows", "cells", "needs", "last"})
"""The facts that are counts, if they are whole numbers."""
_BETWEEN = "days"
"""The fact that is the number of days between two days: together with one of these it gives away
the other."""


class Masker:
    """Masks for a view what a run made of its records; the run itself works on all data.

    Verdicts and the number of findings stay as they are on the full data. A fact is masked where it
    is cited at a hidden cell or beside the label of a hidden field, and anywhere else if it says
    what stands in a hidden cell. Visible cells and the names of files and sheets are searched for
    what they repeat of hidden cells.
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
        self._cells = Cells(view, schemas, records, files)
        self._prose = _prose(records, view, schemas, common)
        self._files = Names(files, self._prose.clear)
        self._names = frozenset(name for schema in schemas.values() for name in schema.fields)

    # Records

    def record(self, record: Record) -> Record:
        """The record with every hidden value replaced by the mask, also where a visible value
        repeats it; blanks stay blank."""
        if record.kind not in self._schemas:
            return self._files.clear(record)
        schema, whose = self._schemas[record.kind], customer_of(record)
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
        """A visible value without what it repeats of hidden ones. Names and codes of customers, and
        choices of a field, are never changed."""
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
        """The decisions of reviewers on the verdicts and findings whose ids are ``listed``; the id
        of anything else may give away what the role may not see."""
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
        """A finding on data, or a verdict with its evidence. A due day may be shown, but not its
        hour, which gives away that in a cell."""
        ruling = finding.ruling
        closed = ruling is not None and self._touched(ruling)
        whose = ruling.subject if ruling else self._cells.customer_at(finding.place)
        facts = self._facts(finding.facts, finding.place, whose, closed)
        due = facts.get("due")
        if isinstance(due, Moment):
            facts = {**facts, "due": due.day}
        return replace(finding, facts=facts, ruling=ruling and self.ruling(ruling))

    def ruling(self, ruling: Ruling) -> Ruling:
        whose = ruling.subject
        seen = tuple(
            tuple(
                (label, self._held(fact, self._cells.hides_label(label, place), whose))
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
        """The item that tells several verdicts apart. A hidden day is replaced by its cell, with
        the number behind it only where several records share the cell: elsewhere the number would
        give away which hidden days are equal."""
        dated = ruling.dated
        if dated is None or not self._view.hides(dated.kind, dated.field):
            return ruling.item
        _, mark, number = ruling.item.partition("#")
        cell = f"{MASK}{self._files.clear(dated.place)}"
        return f"{cell}{mark}{number}" if self._cells.shares(dated.place) else cell

    def near(self, near: NearMiss, whose: str) -> NearMiss:
        whose = whose or self._cells.customer_at(near.place)
        return replace(near, facts=self._facts(near.facts, near.place, whose))

    def difference(self, one: Difference) -> Difference:
        """A difference between a form and an archive; of a hidden field only that it differs."""
        kinds = (kind for kind, schema in self._schemas.items() if schema.title == one.kind)
        if one.field and self._cells.hides_label_of(kinds, one.field):
            old = None if one.old is None else HIDDEN
            new = None if one.new is None else HIDDEN
        else:
            old, new = (self._open(value, one.subject) for value in (one.old, one.new))
        return self._files.clear(replace(one, old=old, new=new))

    # Plans

    def plan(self, plan: Plan) -> Plan:
        """The plan for every output; what it proposes stays, without hidden names."""
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
        """Whether a verdict rests on a hidden cell, so that its figures may come from it."""
        places = (*ruling.evidence, *(one.place for one in ruling.near))
        if any(self._cells.hides(place) for place in places):
            return True
        told = zip(ruling.evidence, ruling.seen, strict=False)
        return any(
            self._cells.hides_label(label, place) for place, held in told for label, _ in held
        )

    def _facts(
        self, facts: Mapping[str, Fact], place: Place | None, whose: str, closed: bool = False
    ) -> dict[str, Fact]:
        labels = [one for name in ("field", "first", "second") if (one := facts.get(name))]
        several = facts.get("fields")
        labels += several if isinstance(several, tuple) else ()
        closed = closed or self._cells.hides(place)
        closed = closed or any(self._cells.hides_label(one, place) for one in labels)
        if not closed:
            told = {
                name: fact if name in _OURS else self._open(fact, whose)
                for name, fact in facts.items()
            }
            tells_a_day = _BETWEEN in facts and place is not None and self._cells.hides_a_day(place)
            return told | {_BETWEEN: MASK} if tells_a_day else told
        named = self._cells.named_at(place, *facts.values())
        behind = {name: self._behind(name, fact, whose, named) for name, fact in facts.items()}
        return behind | lacking(facts)

    def _held(self, fact: Fact, hidden: bool, whose: str) -> Fact:
        return self._open(fact, whose) if not hidden or fact is None else MASK

    def _behind(self, name: str, fact: Fact, whose: str, named: set[str]) -> Fact:
        """A fact cited at a hidden cell: masked, unless it is no value of the sheet, or one of the
        customers ``named`` in the rows cited."""
        if fact is None or name in _OURS or (name in _COUNTS and type(fact) is int):
            return fact
        if (name == "name" and fact in self._names) or (name in _CUSTOMERS and fact in named):
            return fact
        parts = fact if isinstance(fact, tuple) else (fact,)
        if name in _QUOTED or all(isinstance(one, Place | NearMiss | Status) for one in parts):
            return self._open(fact, whose)
        return MASK

    def _open(self, fact: Fact, whose: str) -> Fact:
        """A fact cited elsewhere: masked where it says what stands in a hidden cell."""
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


def _common(schemas: Schemas) -> Iterator[str]:
    """The words that stand in every sheet: titles, headings and choices."""
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
        schema, whose = schemas.get(record.kind), customer_of(record)
        for name, value in record.values.items():
            field = schema.fields.get(name) if schema else None
            hidden = view.hides(record.kind, name)
            if isinstance(value, Unread) and not hidden:
                continue  # a value does not become visible by standing in what nobody can read
            loose = schema is not None and name in schema.prose
            for part in parts_of(value):
                if field is None or part not in field.labels:
                    money = field is not None and field.type == "amount"
                    made.add(part, whose, hidden, loose, money=money)
            if name in record.notes and not loose:
                made.add(record.notes[name].raw, whose, hidden)
    made.ready()
    return made
