"""Sorts a report by the people to whom its parts are to be sent back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from kamdocs.filenames import Names
from kamdocs.model import (
    CUSTOMER,
    OBJECTED,
    TO_COME,
    UNJUDGED,
    Book,
    FileReading,
    Finding,
    Level,
    Report,
    SheetReading,
    Status,
    answered_on,
    joined,
    key_of,
    ruling_of,
)
from kamdocs.notices.addressing import Addressee, Addressing
from kamdocs.reports import asks_for_something
from kamdocs.sheets import Schemas
from kamdocs.words.notices import FOLDER, WHO

_STATUS_REPORT = "business_status"
"""The only kind of sheet that says to which department somebody belongs: 编制人 and 填报部门."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A sheet that concerns an addressee, and how many of its rows do (``mine``). ``sheet`` is None
    for a file of which no sheet does. A ``shared`` file also has rows of other account managers."""

    file: FileReading
    sheet: SheetReading | None
    mine: int
    shared: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """What is sent back to one addressee (``to``).

    ``name`` is the addressee in words, ``folder`` a safe name that no other notice has.
    ``findings`` are all findings on data that belong to the addressee, ``verdicts`` those on the
    addressee's customers that failed, are unknown or fall due on a day. ``confidentiality`` is the
    strictest level among these customers.
    """

    to: Addressee
    name: str
    folder: str
    findings: tuple[Finding, ...]
    verdicts: tuple[Finding, ...]
    handed_in: tuple[HandedIn, ...]
    department: str = ""
    confidentiality: str = ""

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level is Level.ERROR)

    @property
    def checks(self) -> tuple[Finding, ...]:
        """The findings that somebody has to look at: warnings, and a few of the notes."""
        return tuple(
            one for one in self.findings if one.level is not Level.ERROR and asks_for_something(one)
        )

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The verdicts that failed or are unknown."""
        return tuple(one for one in self.verdicts if ruling_of(one).weighs in OBJECTED)

    @property
    def duties(self) -> tuple[Finding, ...]:
        """The verdicts on what falls due, the nearest day first."""
        found = (one for one in self.verdicts if ruling_of(one).status in TO_COME)
        return tuple(sorted(found, key=lambda one: str(ruling_of(one).due)))

    def asks(self, as_of: date) -> bool:
        """Whether the notice has anything to mend, to look at, to make up for or to do soon."""
        pressing = any(
            ruling.status is not Status.PENDING or (ruling.due and ruling.due <= as_of)
            for ruling in map(ruling_of, self.verdicts)
        )
        return bool(self.errors or self.checks or pressing)

    def copies(self, whole_files: bool) -> tuple[str, ...]:
        """The files of which an annotated copy goes with the notice: those with something to mend
        or to look at in which all rows belong to the addressee; with ``whole_files`` also those
        with rows of others. Somebody known only as having handed in a file gets all of it back.
        """
        found = {one.place.file for one in (*self.errors, *self.checks) if one.place}
        wanted = (
            one.file.file
            for one in self.handed_in
            if one.file.file in found
            and one.file.format
            and (whole_files or not one.shared or self.to.file == one.file.file)
        )
        return tuple(dict.fromkeys(wanted))


def _sheets_of(file: FileReading) -> Iterable[SheetReading]:
    """The sheets of a file, several tables of one kind in a sheet as one."""
    found: dict[tuple[str, str], SheetReading] = {}
    for table in file.sheets:
        before = found.get((table.sheet, table.kind))
        rows = table.rows + (before.rows if before else 0)
        found[table.sheet, table.kind] = replace(before or table, rows=rows)
    return found.values()


def notices(report: Report, book: Book, schemas: Schemas) -> list[Notice]:
    """One notice for each addressee for whom there is anything, account managers first.

    Every finding on data is in exactly one notice, except notes for addressees who have nothing
    else. Verdicts on the company as a whole belong to nobody and are only in the report.
    """
    sorter = _Sorter(report, book, schemas)
    everyone = {*sorter.findings, *sorter.verdicts}
    people = sorted(one for one in everyone if one.people)
    files = sorted(one for one in everyone if not one.people)
    names = Names()
    made = [sorter.notice(one, names) for one in (*people, *files)]
    return [one for one in made if one.asks(report.as_of)]


class _Sorter:
    """Goes through a report once."""

    def __init__(self, report: Report, book: Book, schemas: Schemas) -> None:
        self._report, self._book, self._schemas = report, book, schemas
        self._whose = Addressing(report, book, schemas)
        self.findings: dict[Addressee, list[Finding]] = {}
        self.verdicts: dict[Addressee, list[Finding]] = {}
        self._rows: dict[Addressee, Counter[tuple[str, str, str]]] = {}
        self._customers: dict[Addressee, set[str]] = {}
        self._departments: dict[tuple[str, ...], set[str]] = {}
        for row in book.of(_STATUS_REPORT):
            told = {row.text("department")} - {""}
            self._departments.setdefault((row.text("reporter"),), set()).update(told)
        for finding in report.findings:
            if finding.code in UNJUDGED:
                continue  # about the policy; no sheet is to be mended
            if finding.place and finding.place.file in report.handed_back:
                continue  # the reviewer's own matter
            self.findings.setdefault(self._whose.of_finding(finding), []).append(finding)
        for verdict in report.verdicts:
            self._sort(verdict)
        for kind in schemas:
            for record in book.of(kind):
                whose = self._whose.of_record(record)
                table = (record.row.file, record.row.sheet, kind)
                self._rows.setdefault(whose, Counter())[table] += 1
                key = key_of(record) if kind == CUSTOMER else record.subject
                self._customers.setdefault(whose, set()).update([key] if key else ())

    def _sort(self, verdict: Finding) -> None:
        ruling = ruling_of(verdict)
        customer = self._book.customer(ruling.subject) if ruling.subject else None
        told = ruling.weighs in OBJECTED or (ruling.status in TO_COME and ruling.due)
        if customer and told:
            day = answered_on(ruling.due or ruling.day, ruling.period, self._book.as_of)
            whose = self._whose.of_customer(customer, day)
            self.verdicts.setdefault(whose, []).append(verdict)
            self._customers.setdefault(whose, set()).add(ruling.subject)

    def notice(self, to: Addressee, names: Names) -> Notice:
        """All that is for one addressee."""
        if to.people:
            name = folder = joined(to.people, "zh")
        else:
            name = WHO.fill("zh", {"file": to.file})
            folder = FOLDER.fill("zh", {"name": str(PurePosixPath(to.file).with_suffix(""))})
        findings = tuple(self.findings.get(to, ()))
        return Notice(
            to=to,
            name=name,
            folder=names.fresh(folder, ""),
            findings=findings,
            verdicts=tuple(self.verdicts.get(to, ())),
            handed_in=tuple(self._handed_in(to, findings)),
            department=self._department(to),
            confidentiality=self._strictest(to),
        )

    def _handed_in(self, to: Addressee, findings: Iterable[Finding]) -> Iterable[HandedIn]:
        rows = self._rows.get(to, Counter())
        found = {(one.place.file, one.place.sheet) for one in findings if one.place}
        for file in self._report.files:
            shared = len({*self._whose.in_file(file.file), to}) > 1
            listed = False
            for sheet in _sheets_of(file):
                mine = sheet.rows if to.file else rows[file.file, sheet.sheet, sheet.kind]
                concerned = mine and to.file in ("", file.file)
                if concerned or (file.file, sheet.sheet) in found:
                    listed = True
                    yield HandedIn(file, sheet, mine, shared)
            if not listed and any(one == file.file for one, _ in found):
                yield HandedIn(file, None, 0, shared)

    def _department(self, to: Addressee) -> str:
        """The department of a person by the monthly reports, if these agree; else empty."""
        told = self._departments.get(to.people, set())
        return next(iter(told)) if len(told) == 1 else ""

    def _strictest(self, to: Addressee) -> str:
        field = self._schemas[CUSTOMER].fields.get("confidentiality")
        known = (self._book.customer(key) for key in self._customers.get(to, ()))
        return field.last_of(one.text(field.name) for one in known if one) if field else ""
