"""Masking a run for the eyes of a role: its records, its findings, its verdicts, its plan."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kamdocs.masking.known import Known
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
    YearVolume,
)
from kamdocs.sheets import Schemas
from kamdocs.validation import Difference

_OURS = frozenset(
    {
        *("field", "fields", "first", "second", "rule", "bound", "help", "example", "allowed"),
        *("kind", "kinds", "unit", "other_unit", "heading", "headings", "column", "form", "format"),
        *("clause", "policy", "version", "period", "due", "opens", "limit", "because"),
    }
)
"""Facts that are words of schemas and policies, or headings, wherever they are cited."""
_COUNTS = frozenset(
    {
        *("made", "wanted", "count", "missing", "days", "months", "customers", "rows", "cells"),
        *("step", "needs"),
    }
)
"""Facts that count what there is, where they are whole numbers."""

_Row = tuple[str, str, int]


class Masker:
    """Masks for a view what a run made of its records, which it reads with open eyes.

    Verdicts, and how many findings there are, stay what they are on the full data. A fact is masked
    where it is cited at a hidden cell or beside the label of a hidden field, whatever it says; and
    anywhere else where it says what stands in a hidden cell.
    """

    def __init__(
        self,
        view: View,
        schemas: Schemas,
        records: Iterable[Record],
        files: Iterable[FileReading] = (),
    ) -> None:
        self._view, self._schemas = view, schemas
        records = list(records)
        self._known = Known(records, view, schemas)
        self._cells: dict[Place, set[bool]] = {}
        self._kinds: dict[_Row, set[str]] = {}
        self._columns: dict[_Row, set[bool]] = {}
        self._headings: dict[tuple[str, str], set[int]] = {}
        for record in records:
            row = record.row
            self._kinds.setdefault((row.file, row.sheet, row.row), set()).add(record.kind)
            for name in {**record.columns, **record.cells, **record.places}:
                hidden = view.hides(record.kind, name)
                self._cells.setdefault(record.place(name), set()).add(hidden)
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
        every = (field for schema in schemas.values() for field in schema.fields.values())
        self._headings_known = frozenset(field.label.zh for field in every)
        self._names = frozenset(name for schema in schemas.values() for name in schema.fields)

    # Records

    def record(self, record: Record) -> Record:
        """The record with every hidden value replaced; blank ones stay blank."""
        hidden = self._view.hidden.get(record.kind)
        if not hidden:
            return record
        roles = self._schemas[record.kind].roles
        when = roles.day or roles.month
        return record.known(
            values={n: HIDDEN if n in hidden else one for n, one in record.values.items()},
            notes={n: note for n, note in record.notes.items() if n not in hidden},
            recorded=None if roles.recorded in hidden else record.recorded,
            veiled=when in hidden,
        )

    def book(self, book: Book) -> Book:
        """The book for the forms and letters."""
        return book.told(self.record)

    # Reports

    def report(self, report: Report) -> Report:
        """The report for every output."""
        return replace(
            report,
            files=tuple(self._file(file) for file in report.files),
            findings=tuple(self.finding(one) for one in report.findings),
            verdicts=tuple(self.finding(one) for one in report.verdicts),
            scoped=tuple(self._scoped(one) for one in report.scoped),
            role=self._view.role,
        )

    def _file(self, file: FileReading) -> FileReading:
        return replace(
            file,
            records=tuple(self.record(one) for one in file.records),
            findings=tuple(self.finding(one) for one in file.findings),
        )

    def _scoped(self, one: Scoped) -> Scoped:
        cells = tuple(
            (name, place, label, self._held(value, self._view.hides(CUSTOMER, name)))
            for name, place, label, value in one.cells
        )
        return replace(one, cells=cells)

    def finding(self, finding: Finding) -> Finding:
        """A finding on the data, or a verdict with its evidence. The day by which something is due
        may be told; its hour tells that of a cell."""
        ruling = finding.ruling
        closed = ruling is not None and self._touched(ruling)
        facts = self._facts(finding.facts, finding.place, closed)
        due = facts.get("due")
        if isinstance(due, Moment):
            facts = {**facts, "due": due.day}
        return replace(finding, facts=facts, ruling=ruling and self.ruling(ruling))

    def ruling(self, ruling: Ruling) -> Ruling:
        seen = tuple(
            tuple((label, self._held(fact, self._labelled(label, place))) for label, fact in held)
            for place, held in zip(ruling.evidence, ruling.seen, strict=False)
        )
        return replace(
            ruling,
            seen=seen,
            near=tuple(self.near(one) for one in ruling.near),
            item=self._known.item(ruling.item),
            hour=None,
        )

    def near(self, near: NearMiss) -> NearMiss:
        return replace(near, facts=self._facts(near.facts, near.place))

    def difference(self, one: Difference) -> Difference:
        """What a form says otherwise than an archive; that it does is told, not what."""
        kinds = (kind for kind, schema in self._schemas.items() if schema.title == one.kind)
        label = one.field.zh if one.field else ""
        if any(label in self._labels[kind] for kind in kinds):
            return replace(
                one,
                old=None if one.old is None else HIDDEN,
                new=None if one.new is None else HIDDEN,
            )
        return one

    # Plans

    def plan(self, plan: Plan) -> Plan:
        """The plan for every output; what it proposes stays, but for names that are hidden."""
        return replace(
            plan,
            dues=tuple(self._due(one) for one in plan.dues),
            visits=tuple(self._visit(one) for one in plan.visits),
            standing=tuple(self.record(one) for one in plan.standing),
            loads=tuple(
                replace(load, person=self._known.clear(load.person)) for load in plan.loads
            ),
            findings=tuple(self.finding(one) for one in plan.findings),
        )

    def _due(self, due: Due) -> Due:
        because = self.near(due.because) if due.because else None
        return replace(due, verdict=self.finding(due.verdict), because=because)

    def _visit(self, visit: PlannedVisit) -> PlannedVisit:
        return replace(
            visit,
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
        row = (place.file, place.sheet, place.row) if place else ("", "", 0)
        kinds = self._kinds.get(row, self._labels.keys())
        return any(label.zh in self._labels.get(kind, ()) for kind in kinds)

    def _facts(
        self, facts: Mapping[str, Fact], place: Place | None, closed: bool = False
    ) -> dict[str, Fact]:
        labels = [one for name in ("field", "first", "second") if (one := facts.get(name))]
        several = facts.get("fields")
        labels += several if isinstance(several, tuple) else ()
        closed = closed or self._closed(place)
        closed = closed or any(self._labelled(one, place) for one in labels)
        return {
            name: self._behind(name, fact) if closed else self._open(fact)
            for name, fact in facts.items()
        }

    def _held(self, fact: Fact, hidden: bool) -> Fact:
        return self._open(fact) if not hidden or fact is None else MASK

    def _behind(self, name: str, fact: Fact) -> Fact:
        """A fact cited at a hidden cell: masked, unless it is no value of the sheet."""
        if fact is None or isinstance(fact, Place | NearMiss | Status) or name in _OURS:
            return self._open(fact)
        if name == "name" and fact in self._names:
            return fact
        if name in _COUNTS and type(fact) is int:
            return fact
        parts = fact if isinstance(fact, tuple) else (fact,)
        if all(isinstance(one, Place | NearMiss) or self._is_label(one) for one in parts):
            return self._open(fact)
        return MASK

    def _is_label(self, fact: Fact) -> bool:
        """Whether a fact is the heading of a field, such as one that is missing."""
        return isinstance(fact, Text) and fact.zh in self._headings_known

    def _open(self, fact: Fact) -> Fact:
        """A fact cited elsewhere: masked as far as it says what stands in a hidden cell."""
        match fact:
            case Status():
                return fact
            case str():
                cleared = self._known.clear(fact)
                return fact if cleared == fact else cleared
            case Text():
                zh, en = self._known.clear(fact.zh), self._known.clear(fact.en)
                return fact if (zh, en) == (fact.zh, fact.en) else Said(zh, en)
            case NearMiss():
                return self.near(fact)
            case Unread():
                return replace(fact, raw=self._known.clear(fact.raw))
            case tuple():
                return tuple(self._open(one) for one in fact)
            case Decimal() | date() | Moment() | YearVolume():
                return MASK if self._known.hidden(fact) else fact
        return fact
