"""The whole road on one page: files, records, book, verdicts, documents."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kamdocs import clauses, compliance, forms, intake, reports
from kamdocs.faults import reason
from kamdocs.filenames import Names
from kamdocs.grading import Scale
from kamdocs.model import (
    CUSTOMER,
    VISIT,
    Book,
    Directory,
    FileReading,
    Finding,
    Period,
    Place,
    Policy,
    Record,
    Report,
    SheetReading,
    Speech,
    Status,
    key_of,
)
from kamdocs.sheets import Schemas
from kamdocs.validation import Difference, RowValidator, differences, hold_batch

if TYPE_CHECKING:
    from kamdocs.forms.filling import Documents

Seen = Callable[[str], None]
"""Is told of each file or document as it is done, for a progress bar."""


def _quietly(name: str) -> None:
    """Nobody watches."""


def gather(paths: Iterable[Path]) -> list[intake.Source]:
    """The files that some paths mean, in the order of their names."""
    return intake.gather(paths)


def read(
    sources: Iterable[intake.Source],
    schemas: Schemas,
    seen: Seen = _quietly,
    passwords: Sequence[str] = (),
) -> list[FileReading]:
    """Read every file, in the order given; ``passwords`` are tried on those that have one."""
    files = []
    for source in sources:
        files.append(intake.read_source(source, schemas, passwords))
        seen(source.shown)
    return files


def validate(
    files: Sequence[FileReading], schemas: Schemas, as_of: date
) -> tuple[list[Record], tuple[Finding, ...]]:
    """Hold every record against its schema, then all against each other.

    Returns the records (faulty fields named, customers found) and all findings of reading and
    validation, by file, sheet, row and column.
    """
    validators = {kind: RowValidator(schema, as_of) for kind, schema in schemas.items()}
    records: list[Record] = []
    findings: list[Finding] = []
    for file in files:
        findings.extend(file.findings)
        for record in file.records:
            held, found = validators[record.kind].hold(record)
            records.append(held)
            findings.extend(found)
    records, found = hold_batch(records, schemas)
    return records, tuple(_once(sorted([*findings, *found], key=_by_place)))


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding once: a merged cell serves several rows, and is wrong but one time."""
    here: list[Finding] = []
    for finding in findings:
        if here and here[0].place != finding.place:
            here.clear()
        if finding not in here:
            here.append(finding)
            yield finding


def _by_place(finding: Finding) -> tuple[str, str, int, int, str]:
    place = finding.place
    assert place is not None  # findings on data always have a place
    return (place.file, place.sheet, place.row, place.column, finding.code)


def settled(
    files: Sequence[FileReading], records: Sequence[Record], as_of: date
) -> list[FileReading]:
    """The ledger with the day until which each sheet speaks that does not say so itself.

    Those are the days from the month of its first sound row to its latest, not after ``as_of``.
    """
    days: dict[tuple[str, str, str], list[date]] = {}
    for record in records:
        if record.day and record.day <= as_of and not record.faulty:
            table = record.row.file, record.row.sheet, record.kind
            days.setdefault(table, []).append(record.day)
    return [
        replace(file, sheets=tuple(_spoken(sheet, file.file, days) for sheet in file.sheets))
        for file in files
    ]


def _spoken(
    sheet: SheetReading, file: str, days: Mapping[tuple[str, str, str], list[date]]
) -> SheetReading:
    known = days.get((file, sheet.sheet, sheet.kind))
    if sheet.speaks_until or not sheet.kind or not known:
        return sheet
    start = min(known).replace(day=1)
    return replace(sheet, speaks_from=start, speaks_until=max(known), by="latest")


def book_of(
    records: Sequence[Record], files: Sequence[FileReading], schemas: Schemas, as_of: date
) -> Book:
    """The book of what was handed in, as of a day; ``files`` are settled."""
    roles = schemas[CUSTOMER].roles
    managers = {key_of(one): one.text(roles.manager) for one in records if one.kind == CUSTOMER}
    speeches = [
        Speech(
            sheet.kind,
            Place(file.file, sheet.sheet),
            sheet.speaks_from,
            sheet.speaks_until,
            sheet.names,
        )
        for file in files
        for sheet in file.sheets
        if sheet.kind
    ]
    return Book(records, as_of, speeches, managers, roles.begins)


def span_for(as_of: date, period: Period | None) -> Period:
    """What a check looks at: the period asked for, else the quarter before this one and this."""
    if period:
        return period
    now = Period.holding(as_of, "quarter")
    return Period(
        Period.holding(date.fromordinal(now.start.toordinal() - 1), "quarter").start, now.end
    )


def check(
    sources: Iterable[intake.Source],
    schemas: Schemas,
    policies: Sequence[Policy],
    as_of: date,
    period: Period | None = None,
    seen: Seen = _quietly,
    passwords: Sequence[str] = (),
) -> tuple[Report, Book]:
    """Read, validate and hold against policies; the report and the book it came from."""
    files = read(sources, schemas, seen, passwords)
    records, findings = validate(files, schemas, as_of)
    files = settled(files, records, as_of)
    book = book_of(records, files, schemas, as_of)
    span = span_for(as_of, period)
    verdicts, said = compliance.check(policies, book, schemas, span)
    findings = tuple(sorted([*findings, *said], key=_by_place))
    report = Report(
        as_of=as_of,
        files=tuple(files),
        findings=findings,
        verdicts=verdicts,
        span=span if policies else period,
        policies=tuple(policies),
        told=tuple(one for policy in policies for one in clauses.told(policy, schemas)),
    )
    return report, book


def around(
    report: Report,
    book: Book,
    company: str = "",
    before: reports.Before | None = None,
) -> reports.Around:
    """What the page tells beside the report: coverage, and the visits of the customers bound."""
    bound = {ruling.subject for ruling in report.rulings}
    customers = [
        reports.Customer(
            key_of(one),
            one.text("name"),
            tuple(
                reports.Visit(visit.day, visit.row)
                for visit in book.about(VISIT, key_of(one))
                if visit.day and visit.day <= report.as_of and not visit.double_of
            ),
        )
        for one in book.customers
        if key_of(one) in bound
    ]
    coverage = {
        policy.id: Counter(one.covered.value for one in compliance.coverage(policy))
        for policy in report.policies
    }
    return reports.Around(company, coverage, customers, before)


def documents(
    wanted: Iterable[forms.Form],
    report: Report,
    book: Book,
    schemas: Schemas,
    company: str,
    period: Period | None,
    choice: forms.Choice = forms.EVERYBODY,
    filenames: Names | None = None,
) -> "list[Documents]":
    """The Word documents of some forms; blank cells that a clause asks for are marked in them.

    ``choice`` says of which customers, ``filenames`` hands out the names of their files. Every
    template is looked at before the first document is made.
    """
    asked = asked_for(report)
    return [
        forms.documents(
            form,
            book,
            schemas,
            period,
            asked,
            report.as_of,
            company,
            choice,
            filenames,
            scale_for(form, report.policies, schemas),
        )
        for form in wanted
    ]


def blank_form(
    form: forms.Form,
    schemas: Schemas,
    company: str,
    policies: Sequence[Policy],
    filenames: Names | None = None,
) -> "Documents":
    """An empty form to fill in; of gradings, with the scale of the policies or its own."""
    return forms.blank(form, schemas, company, scale_for(form, policies, schemas), filenames)


def scale_for(form: forms.Form, policies: Sequence[Policy], schemas: Schemas) -> Scale | None:
    """The scale by which a form of gradings is reckoned: that of the policies looked at, else that
    of the policy whose paper form it is."""
    if form.each != "grading":
        return None
    found = compliance.scale_for(policies, form.each)
    if found is None and form.policy in compliance.built_in():
        own = compliance.find_policy(form.policy, schemas)
        return compliance.scale_for([own], form.each)
    return found


_DOCUMENT, _LOCKS = ".docx", ("~$", ".~")


def gather_forms(paths: Sequence[Path]) -> list[intake.Source]:
    """The documents that some paths mean: those named, and those of Word in the folders named."""
    named = {path.resolve() for path in paths if not path.is_dir()}
    return [
        replace(source, passed=False)
        for source in gather(paths)
        if source.path.resolve() in named
        or (source.path.suffix.casefold() == _DOCUMENT and not source.path.name.startswith(_LOCKS))
    ]


def read_forms(
    sources: Iterable[intake.Source],
    known: Mapping[str, forms.Form],
    schemas: Schemas,
    seen: Seen = _quietly,
) -> list[FileReading]:
    """Read forms that were filled in, in the order given; ``known`` are those that they may be."""
    files = []
    for source in sources:
        try:
            content = source.path.read_bytes()
        except OSError as fault:
            refused = Finding("KD126", Place(source.shown), {"reason": reason(fault)})
            files.append(FileReading(source.shown, "", 0, False, findings=(refused,)))
        else:
            filled = forms.read(source.shown, content, known, schemas)
            files.append(intake.reading_of(filled, content, schemas))
        seen(source.shown)
    return files


def check_forms(
    sources: Iterable[intake.Source],
    of: Mapping[str, forms.Form],
    schemas: Schemas,
    as_of: date,
    known: Sequence[Record] = (),
    seen: Seen = _quietly,
) -> tuple[Report, list[Record]]:
    """Forms that were filled in, read and validated as sheets are; the report and the records.

    ``of`` are the forms that they may be, ``known`` the records of an archive: its customers are
    known to the forms.
    """
    files = read_forms(sources, of, schemas, seen)
    names = {file.file for file in files}
    told = [record for file in files for record in file.records if record.kind == CUSTOMER]
    mine = Directory(told)
    others = [
        one
        for one in known
        if one.kind == CUSTOMER and not mine.find(one.text("code"), one.text("name")).key
    ]
    behind = FileReading("", "", 0, True, records=tuple(others))
    records, findings = validate([*files, behind], schemas, as_of)
    found = tuple(one for one in findings if one.place and one.place.file in names)
    records = [record for record in records if record.row.file in names]
    return Report(as_of=as_of, files=tuple(files), findings=found), records


def archive(
    paths: Iterable[Path], schemas: Schemas, as_of: date, passwords: Sequence[str] = ()
) -> tuple[list[Record], list[FileReading]]:
    """The records of sheets that are known already, customers as they are today, and how reading
    them went."""
    files = read(gather(paths), schemas, passwords=passwords)
    records, _ = validate(files, schemas, as_of)
    today = book_of(records, settled(files, records, as_of), schemas, as_of).customers
    return [*today, *(record for record in records if record.kind != CUSTOMER)], files


def compared(
    records: Iterable[Record], known: Sequence[Record], schemas: Schemas
) -> list[Difference]:
    """What records of forms say otherwise than those of an archive."""
    return list(differences(records, known, schemas))


def asked_for(report: Report) -> dict[Place, dict[str, str]]:
    """For each row the blank fields that clauses ask for, with those clauses."""
    rows = {
        record.place(name): record.row
        for file in report.files
        for record in file.records
        if not record.columns  # in a form, the cells of a record stand in many rows
        for name in record.cells
    }
    asked: dict[Place, dict[str, list[str]]] = {}
    for ruling in report.rulings:
        if ruling.status not in (Status.FAIL, Status.WARN, Status.UNKNOWN):
            continue
        for near in ruling.near:
            name = near.facts.get("name")
            if near.code == "KD201" and isinstance(name, str):
                row = rows.get(near.place) or replace(near.place, column=0)
                clause = f"{ruling.policy} {ruling.clause}"
                clauses = asked.setdefault(row, {}).setdefault(name, [])
                if clause not in clauses:
                    clauses.append(clause)
    return {
        row: {name: "、".join(clauses) for name, clauses in fields.items()}
        for row, fields in asked.items()
    }
