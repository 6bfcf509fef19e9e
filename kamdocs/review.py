"""The whole road on one page: files, records, book, verdicts."""

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
)

if TYPE_CHECKING:
    from kamdocs import reports

Seen = Callable[[str], None]
"""Is told of each file or document as it is done, for a progress bar."""


def quietly(name: str) -> None:
    """Nobody watches."""


def gather(paths: Iterable[Path]) -> list[intake.Source]:
    """The files that some paths mean, in the order of their names; of a file that was kept twice
    one is to be read."""
    return intake.each_once(intake.gather(paths))


def gather_apart(
    paths: Iterable[Path], decisions: Iterable[Path]
) -> tuple[list[intake.Source], list[intake.Source]]:
    """The files that some paths mean, and the workbooks that reviewers handed back: these are no
    sheets to read, though they may lie among them."""
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
    """Read every file, in the order given, each of its rows held against the schema of its kind: by
    the process that reads it, or by this one where that has nothing else to do."""
    sources, holder, files = list(sources), FileHolder(schemas, as_of), []
    for one in _each(sources, schemas, holder, manner):
        files.append(one)
        seen(one.file.file)
    return files


def _each(
    sources: Sequence[intake.Source], schemas: Schemas, holder: FileHolder, manner: intake.Manner
) -> Iterator[HeldFile]:
    if len(sources) == 1 and manner.idle_beside(1):
        arriving = Arriving(holder.of)
        handing_on = partial(
            read_and_handed_on, schemas=schemas, passwords=manner.passwords, limits=manner.limits
        )
        take, not_read = arriving.take, intake.not_read
        yield arriving.whole(intake.read_in_parts(sources[0], handing_on, take, not_read, manner))
        return
    reader = partial(
        read_and_held,
        schemas=schemas,
        holder=holder,
        passwords=manner.passwords,
        limits=manner.limits,
    )
    yield from intake.read_each(sources, reader, lost, manner)


def read_and_handed_on(
    source: intake.Source,
    hand_on: Callable[[Stretch], None],
    schemas: Schemas,
    passwords: Sequence[str],
    limits: intake.Limits,
) -> FileReading:
    """One file, its rows handed on as soon as they are read: what is left of them is which ones
    they are."""

    def settle(stretch: Stretch) -> Stretch:
        hand_on(stretch)
        return stretch.handed_on()

    return intake.read_source(source, schemas, passwords, limits, settle)


def read_and_held(
    source: intake.Source,
    schemas: Schemas,
    holder: FileHolder,
    passwords: Sequence[str],
    limits: intake.Limits,
) -> HeldFile:
    """One file, its rows held by ``holder`` against the same ``schemas``."""
    holding = Holding(holder.of)
    file = intake.read_source(source, schemas, passwords, limits, holding.hold)
    return HeldFile(file, tuple(holding.findings))


def lost(source: intake.Source, code: str, facts: Mapping[str, Fact]) -> HeldFile:
    """A file that its reader did not come back from."""
    return HeldFile(intake.not_read(source, code, facts))


def validate(
    files: Iterable[FileReading], schemas: Schemas, as_of: date
) -> tuple[list[Record], tuple[Finding, ...]]:
    """Hold the rows of files against their schemas, then all against each other; returns what
    ``together`` does."""
    holder = FileHolder(schemas, as_of)
    return together([holder.hold(file) for file in files], schemas, as_of)


def together(
    files: Sequence[HeldFile],
    schemas: Schemas,
    as_of: date,
    decisions: Sequence[Record] = (),
) -> tuple[list[Record], tuple[Finding, ...]]:
    """Hold the rows of all files against each other.

    Returns the records (faulty fields named, customers found) and all findings of reading and
    validation, by file, sheet, row and column. ``decisions`` of reviewers may give aliases.
    """
    records = [record for one in files for record in one.file.records]
    findings = [finding for one in files for finding in (*one.file.findings, *one.findings)]
    if decisions:
        from kamdocs.compliance import with_aliases

        records, said = with_aliases(records, decisions)
        findings.extend(said)
    records, found = hold_batch(records, schemas)
    readings = [one.file for one in files]
    found = [*found, *hold_speech(readings, records, schemas, as_of)]
    return records, tuple(_once(sorted([*findings, *found], key=_by_place)))


def decide(
    sources: Iterable[intake.Source], as_of: date, manner: intake.Manner = intake.PLAIN
) -> tuple[list[FileReading], list[Record], list[Finding]]:
    """The workbooks of findings that reviewers handed back, their decisions (faulty fields named),
    and what is wrong with them."""
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
    """Each finding once: a merged cell serves several rows, and is wrong but one time."""
    here: list[Finding] = []
    for finding in findings:
        if here and here[0].place != finding.place:
            here.clear()
        if finding not in here:
            here.append(finding)
            yield finding


def _with(findings: tuple[Finding, ...], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings by their places, with others among them."""
    return tuple(sorted([*findings, *others], key=_by_place)) if others else findings


def _by_place(finding: Finding) -> tuple[str, str, int, int, str]:
    place = finding.place
    assert place is not None  # findings on data always have a place
    return (place.file, place.sheet, place.row, place.column, finding.code)


def settled(
    files: Sequence[FileReading], records: Sequence[Record], schemas: Schemas, as_of: date
) -> list[FileReading]:
    """The ledger with the day until which each sheet speaks that does not say so itself.

    Those are the days from the month of its first row to its latest, not after ``as_of``, of the
    rows whose day is not in doubt. A sheet that says a day far ahead says none.
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
    """The book of what was handed in, as of a day; ``files`` are settled."""
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
    seen: Seen = quietly,
    manner: intake.Manner = intake.PLAIN,
    decisions: Iterable[intake.Source] = (),
) -> tuple[Report, Book]:
    """Read, validate and hold against policies; the report and the book it came from.

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
    """The report with the verdicts of its policies."""
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
    """What the page tells beside the report: coverage, and the visits that were made to the
    customers bound, without those that were cancelled or are only planned; what changed since an
    earlier run (``before``), and the runs of a ``history`` beside this one."""
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
    """Whether a visit was made at all, and not called off; one of which that is hidden, may be."""
    if any(visit.hides(name) for name in counts):
        return True
    return bool(Selector(counts).judge(visit.values, visit.faulty)[0])


def _unusual(mode: Field, visit: Record) -> Fact:
    """How a visit was made, where that is not the first of the choices: on site."""
    made = "" if visit.hides(mode.name) else visit.text(mode.name)
    return mode.shown(made) if made and made != mode.allowed[0] else None
