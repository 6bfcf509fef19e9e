"""The whole road on one page: files, records, book, verdicts, documents."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from kamdocs import compliance, forms, intake
from kamdocs.model import (
    Book,
    FileReading,
    Finding,
    Period,
    Policy,
    Record,
    Report,
    Status,
    speaking,
)
from kamdocs.sheets import Schemas
from kamdocs.validation import RowValidator, hold_batch

Seen = Callable[[str], None]
"""Is told of each file or document as it is done, for a progress bar."""


def _quietly(name: str) -> None:
    """Nobody watches."""


def read(paths: Iterable[Path], schemas: Schemas, seen: Seen = _quietly) -> list[FileReading]:
    """Read every file that the paths mean, in the order of their names."""
    files = []
    for source in intake.gather(paths):
        files.append(intake.read_source(source, schemas))
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
    return records, tuple(sorted([*findings, *found], key=_by_place))


def _by_place(finding: Finding) -> tuple[str, str, int, int, str]:
    place = finding.place
    assert place is not None  # findings on data always have a place
    return (place.file, place.sheet, place.row, place.column, finding.code)


def book_of(records: Iterable[Record], files: Sequence[FileReading], as_of: date) -> Book:
    """The book of what was handed in, as of a day."""
    return Book(records, as_of, speaking(files))


def span_for(as_of: date, period: Period | None) -> Period:
    """What a check looks at: the period asked for, else the quarter before this one and this."""
    if period:
        return period
    now = Period.holding(as_of, "quarter")
    return Period(
        Period.holding(date.fromordinal(now.start.toordinal() - 1), "quarter").start, now.end
    )


def check(
    paths: Iterable[Path],
    schemas: Schemas,
    policies: Sequence[Policy],
    as_of: date,
    period: Period | None = None,
    seen: Seen = _quietly,
) -> tuple[Report, Book]:
    """Read, validate and hold against policies; the report and the book it came from."""
    files = read(paths, schemas, seen)
    records, findings = validate(files, schemas, as_of)
    book = book_of(records, files, as_of)
    span = span_for(as_of, period)
    verdicts = compliance.check(policies, book, schemas, span) if policies else ()
    report = Report(
        as_of=as_of,
        files=tuple(files),
        findings=findings,
        verdicts=verdicts,
        span=span if policies else period,
        policies=tuple(policies),
    )
    return report, book


def documents(
    names: Iterable[str],
    report: Report,
    book: Book,
    schemas: Schemas,
    company: str,
    period: Period | None,
) -> Iterator[forms.Document]:
    """The Word documents of some forms; blank cells that a clause asks for are marked in them."""
    asked = asked_for(report)
    for name in names:
        form = forms.form(name)
        yield from forms.documents(form, book, schemas, period, asked, report.as_of, company)


def asked_for(report: Report) -> dict[str, dict[str, str]]:
    """For each customer the archive's blank fields that a clause asks for, with that clause."""
    asked: dict[str, dict[str, str]] = {}
    for ruling in report.rulings:
        if ruling.status not in (Status.FAIL, Status.WARN, Status.UNKNOWN) or ruling.item:
            continue
        for near in ruling.near:
            name = near.facts.get("name")
            if near.code == "KD201" and isinstance(name, str):
                clause = f"{ruling.policy} {ruling.clause}"
                asked.setdefault(ruling.subject, {}).setdefault(name, clause)
    return asked


def many(paths: Iterable[Path]) -> int:
    """How many files the paths mean."""
    return len(intake.gather(paths))
