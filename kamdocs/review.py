"""All steps of a run in one file: files are read to records, the records are validated and become
a book, and policies give their verdicts on it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamdocs import intake
from kamdocs.contract.selectors import Selector
from kamdocs.model import (
    CUSTOMER,
    DAY,
    VISIT,
    Book,
    Fact,
    FileReading,
    Finding,
    Period,
    Place,
    Policy,
    Record,
    Report,
    SheetReading,
    Speech,
    Stretch,
    key_of,
)
from kamdocs.sheets import Field, Schemas, decision_schema
from kamdocs.validation import (
    Arriving,
    FileHolder,
    HeldFile,
    Holding,
    RowValidator,
    hold_batch,
    hold_speech,
    is_slip,
    latest_rows,
    without_lacking,
)

if TYPE_CHECKING:
    from kamdocs import reports

Seen = Callable[[str], None]
"""A function that is called with the name of each file or document when it is done, for a progress
bar."""


def quietly(name: str) -> None:
    """The ``Seen`` that shows no progress."""


def gather(paths: Iterable[Path]) -> list[intake.Source]:
    """The files that some paths name, by file name; of several copies of one file only one is to be
    read."""
    return intake.each_once(intake.gather(paths))


def gather_apart(
    paths: Iterable[Path], decisions: Iterable[Path]
) -> tuple[list[intake.Source], list[intake.Source]]:
    """The files that some paths name, without the workbooks that reviewers handed back, and these
    workbooks: they may lie in the same folders, but are not read as sheets."""
    back = intake.gather(decisions)
    apart = {source.path for source in back}
    return [source for source in gather(paths) if source.path not in apart], back


def read(
    sources: Iterable[intake.Source],
    schemas: Schemas,
    as_of: date,
    seen: Seen = quietly,
    manner: intake.Manner = intake.PLAIN,
) -> list[HeldFile]:
    """Read every file, in the order given, and validate each row against the schema of its kind.
    The process that reads a file also validates its rows; only if there is a single file and this
    process is idle, this one validates rows while the other is still reading."""
    sources, holder, files = list(sources), FileHolder(schemas, as_of), []
    for one in _each(sources, holder, manner):
        files.append(one)
        seen(one.file.file)
    return files


def _each(
    sources: Sequence[intake.Source], holder: FileHolder, manner: intake.Manner
) -> Iterator[HeldFile]:
    if len(sources) == 1 and manner.idle_beside(1):
        arriving = Arriving(holder.of)
        handing_on = partial(read_and_handed_on, schemas=holder.schemas, door=manner.door)
        take, not_read = arriving.take, intake.not_read
        yield arriving.whole(intake.read_in_parts(sources[0], handing_on, take, not_read, manner))
        return
    reader = partial(read_and_held, holder=holder, door=manner.door)
    yield from intake.read_each(sources, reader, lost, manner)


def read_and_handed_on(
    source: intake.Source,
    hand_on: Callable[[Stretch], None],
    schemas: Schemas,
    door: intake.Door,
) -> FileReading:
    """Read one file and hand on its rows as soon as they are read. In the result the rows have only
    their numbers and places left, not their values."""

    def settle(stretch: Stretch) -> Stretch:
        hand_on(stretch)
        return stretch.handed_on()

    return intake.read_source(source, schemas, door, settle)


def read_and_held(source: intake.Source, holder: FileHolder, door: intake.Door) -> HeldFile:
    """Read one file and validate its rows, both by the schemas of ``holder``."""
    holding = Holding(holder.of)
    file = intake.read_source(source, holder.schemas, door, holding.hold)
    return HeldFile(file, tuple(holding.findings))


def lost(source: intake.Source, code: str, facts: Mapping[str, Fact]) -> HeldFile:
    """The result for a file whose reading process died or was stopped; ``code`` says why."""
    return HeldFile(intake.not_read(source, code, facts))


def validate(
    files: Iterable[FileReading], schemas: Schemas, as_of: date
) -> tuple[list[Record], tuple[Finding, ...]]:
    """Validate the rows of files against their schemas, then against each other; returns what
    ``together`` does."""
    holder = FileHolder(schemas, as_of)
    return together([holder.hold(file) for file in files], schemas, as_of)


def together(
    files: Sequence[HeldFile],
    schemas: Schemas,
    as_of: date,
    decisions: Sequence[Record] = (),
) -> tuple[list[Record], tuple[Finding, ...]]:
    """Validate the rows of all files against each other, such as for duplicates.

    Returns the records, with their faulty fields marked and their customers found, and all findings
    of reading and validation, in the order of file, sheet, row and column. ``decisions`` are those
    of reviewers, some of which give aliases of customers.
    """
    records = [record for one in files for record in one.file.records]
    findings = [finding for one in files for finding in (*one.file.findings, *one.findings)]
    if decisions:
        from kamdocs.compliance import with_aliases

        records, said = with_aliases(records, decisions)
        findings.extend(said)
    records, found = hold_batch(records, schemas)
    findings = without_lacking([*findings, *found], records)
    readings = [one.file for one in files]
    findings += hold_speech(readings, records, schemas, as_of)
    findings += intake.beside_their_copies(readings)
    return records, tuple(_once(sorted(findings, key=_by_place)))


def decide(
    sources: Iterable[intake.Source], as_of: date, manner: intake.Manner
) -> tuple[list[FileReading], list[Record], list[Finding]]:
    """Read the workbooks of findings that reviewers handed back. Returns the files, the decisions
    in them (with faulty fields marked), and the findings on them."""
    sources = list(sources)
    if not sources:
        return [], [], []
    from kamdocs import compliance

    validator = RowValidator(decision_schema(), as_of)
    files = list(intake.read_decisions(sources, manner))
    held = [validator.hold(record) for file in files for record in file.records]
    decisions, found = compliance.each_once(record for record, _ in held)
    for file in files:
        found += file.findings
    for record, those in held:
        misplaced = compliance.misplaced(record)
        found += [misplaced] if misplaced else those
    return files, decisions, found


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding once, of findings sorted by place: a merged cell gives its value to several
    rows, but is reported once."""
    here: list[Finding] = []
    for finding in findings:
        if here and here[0].place != finding.place:
            here.clear()
        if finding not in here:
            here.append(finding)
            yield finding


def _with(findings: tuple[Finding, ...], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings and others together, sorted by place."""
    return tuple(sorted([*findings, *others], key=_by_place)) if others else findings


def _by_place(finding: Finding) -> tuple[str, str, int, int, str]:
    place = finding.place
    assert place is not None  # findings on data always have a place
    return (place.file, place.sheet, place.row, place.column, finding.code)


def settled(
    files: Sequence[FileReading], records: Sequence[Record], schemas: Schemas, as_of: date
) -> list[FileReading]:
    """The files with the days that each sheet covers, for sheets that do not say so themselves.

    Such a sheet covers the days from the first of the month of its earliest row to its latest row,
    without rows after ``as_of`` or with a doubtful day. The end that a sheet states itself is not
    believed if it is so far ahead that it must be a slip.
    """
    latest = latest_rows(records)
    days: dict[tuple[str, str, str], list[date]] = {}
    for record in records:
        if not record.day or record.day > as_of:
            continue
        schema = schemas[record.kind]
        if not schema.in_doubt(record) & {schema.roles.day, schema.roles.month}:
            table = record.row.file, record.row.sheet, record.kind
            days.setdefault(table, []).append(record.day)
    whole = []
    for file in files:
        believed = [
            replace(one, speaks_until=None, by="")
            if is_slip(file.file, one, latest, as_of)
            else one
            for one in file.sheets
        ]
        sheets = tuple(_spoken(sheet, file.file, days) for sheet in believed)
        whole.append(replace(file, sheets=sheets))
    return whole


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
    """The book of what was handed in, as of a day; ``files`` are what ``settled`` returned."""
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
    return Book(records, as_of, speeches, schemas[CUSTOMER].roles.succession)


def span_for(as_of: date, period: Period | None) -> Period:
    """The period that a check looks at: the one asked for, else the last quarter and this one."""
    if period:
        return period
    now = Period.holding(as_of, "quarter")
    return Period(Period.holding(now.start - DAY, "quarter").start, now.end)


def check(
    sources: Iterable[intake.Source],
    schemas: Schemas,
    policies: Sequence[Policy],
    as_of: date,
    period: Period | None = None,
    seen: Seen = quietly,
    manner: intake.Manner = intake.PLAIN,
    decisions: Iterable[intake.Source] = (),
) -> tuple[Report, Book]:
    """Read files, validate them and check them against policies; the report, and the book that it
    is based on.

    ``decisions`` are workbooks of findings that reviewers handed back.
    """
    handed_in = read(sources, schemas, as_of, seen, manner)
    back, decided, wrong = decide(decisions, as_of, manner)
    records, findings = together(handed_in, schemas, as_of, decided)
    files = settled([one.file for one in handed_in], records, schemas, as_of)
    book = book_of(records, files, schemas, as_of)
    report = Report(
        as_of=as_of,
        files=(*files, *back),
        findings=_with(findings, wrong),
        span=period,
        policies=tuple(policies),
        decisions=tuple(decided),
        handed_back=frozenset(file.file for file in back),
    )
    return (_judged(report, book, schemas, period) if policies else report), book


def _judged(report: Report, book: Book, schemas: Schemas, period: Period | None) -> Report:
    """The report with the verdicts of its policies added."""
    from kamdocs import clauses, compliance  # a validation alone needs neither

    policies, span = report.policies, span_for(report.as_of, period)
    verdicts, said = compliance.check(policies, book, schemas, span, report.decisions)
    return report._replace(
        findings=_with(report.findings, said),
        verdicts=verdicts,
        span=span,
        told=tuple(one for policy in policies for one in clauses.told(policy, schemas)),
        scoped=tuple(compliance.scoped(policies, book, schemas, sorted(verdicts.subjects))),
    )


def around(
    report: Report,
    book: Book,
    schemas: Schemas,
    company: str = "",
    before: "reports.Before | None" = None,
    history: "reports.History | None" = None,
) -> "reports.Around":
    """What the page shows besides the report: how many customers are covered; the visits that were
    made to the customers whom the policies bind, without cancelled or merely planned ones; what
    changed since an earlier run (``before``); and the runs of a ``history``, with this one."""
    from kamdocs import compliance, reports

    mode = schemas[VISIT].fields["visit_mode"]
    bound = report.subjects
    customers = [
        reports.Customer(
            key_of(one),
            one.text("name"),
            tuple(
                reports.Visit(day, visit.row, _unusual(mode, visit))
                for visit in book.about(VISIT, key_of(one))
                if (day := visit.told_day)
                and day <= report.as_of
                and not visit.double_of
                and _held(visit, schemas[VISIT].counts)
            ),
        )
        for one in book.customers
        if key_of(one) in bound
    ]
    coverage = [
        Counter(one.covered.value for one in compliance.coverage(policy))
        for policy in report.policies
    ]
    since = reports.since(before, report) if before else None
    trend = reports.trend(history, report) if history else None
    return reports.Around(company, coverage, customers, since, trend)


def _held(visit: Record, counts: Mapping[str, Any]) -> bool:
    """Whether a visit was made, and not called off. One whose fields on this are hidden counts, as
    it may have been made."""
    if any(visit.hides(name) for name in counts):
        return True
    return bool(Selector(counts).judge(visit.values, visit.faulty)[0])


def _unusual(mode: Field, visit: Record) -> Fact:
    """How a visit was made, if not on site, which is the first of the choices."""
    made = "" if visit.hides(mode.name) else visit.text(mode.name)
    return mode.shown(made) if made and made != mode.allowed[0] else None
