"""The folder that ``review`` makes: forms, letters, reports, and the page that leads to them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kamdocs import intake, outputs, paperwork, review
from kamdocs.cli import returning, showing
from kamdocs.cli.copying import Copying
from kamdocs.cli.handing_back import room_for
from kamdocs.cli.indexing import write_index
from kamdocs.cli.ledger import Ledger
from kamdocs.cli.locking import Lock, say_bare
from kamdocs.cli.making import Batch, Outcome, clear_stale, write_documents
from kamdocs.cli.settings import forms_for
from kamdocs.config import Config
from kamdocs.forms import LETTER, Form, Letter
from kamdocs.model import Book, Lang, Report
from kamdocs.reports import Around, Before, History, as_json, as_lines, as_page, plain
from kamdocs.sheets import Schemas

FORMS, NOTICES = "forms", "notices"
_READABLE = ("findings.txt", "findings.json", "report.html", "index.html")
"""What anybody can read: no password can be put on it."""


@dataclass(frozen=True)
class Folder:
    """Where the results of a run go, and what they are made of. Documents are sealed with the
    ``key``, many made by so many ``workers``; with a ``lock``, only what it fits is written, closed
    by it."""

    path: Path
    report: Report
    book: Book
    schemas: Schemas
    settings: Config
    lang: Lang
    key: bytes = b""
    lock: Lock | None = None
    workers: int = 0

    def documents(
        self, sources: Sequence[intake.Source], passwords: Sequence[str], annotate: bool
    ) -> dict[str, Outcome]:
        """Write the Word forms and the return notices, with annotated copies beside these where
        they are wanted; what became of them, by the names of the folders.

        What an earlier run made and this one does not goes. Every template is looked at before the
        first document is written.
        """
        back = returning.returning(
            self.report, self.book, self.schemas, self.settings, annotate=annotate
        )
        ledger, letters = (Ledger(self.path / name, lock=self.lock) for name in (FORMS, NOTICES))
        filled = self._made(False, ledger)
        sent = self._made(True, letters, back.letters)
        made = {FORMS: write_documents(filled, ledger, self.key, self.workers)}
        clear_stale(ledger.folder, self.path / "findings.json", made[FORMS].made)
        if self.lock:  # then no findings.json tells of an earlier run
            ledger.clear_all_but(one.file for one in made[FORMS].made)
        ledger.save()
        made[NOTICES] = write_documents(sent, letters, self.key, self.workers)
        copies = Copying(self.report, passwords, self.lang, self.lock)
        copies.send_back(letters.folder, back, sources)
        letters.clear_all_but(one.file for one in made[NOTICES].made)
        letters.save()
        return made

    def reports(
        self,
        made: dict[str, Outcome],
        files: Sequence[intake.Source],
        decisions: Collection[Path],
        before: Before | None,
        full: bool,
        passwords: Sequence[str] = (),
        history: History | None = None,
    ) -> tuple[Report, Around]:
        """Write the reports and the page that leads to them; the report, with what was ``made`` and
        what was found on the way (by the names of the folders), and what is told beside it: what
        changed since an earlier run (``before``), and the runs of a ``history``. ``files`` are all
        that were handed in, which the workbook links to."""
        documents = tuple(one for outcome in made.values() for one in outcome.made)
        findings = (*self.report.findings, *made[FORMS].notes)
        report = self.report._replace(made=documents, findings=findings)
        company = self.settings.company
        around = review.around(report, self.book, self.schemas, company, before, history)
        tried = (*passwords, self.lock.password) if self.lock else passwords
        room = room_for(self.path, report, decisions, self.lang, tried)
        workbook = showing.workbook(report, around, room, files, self.lang)
        if self.lock:
            outputs.write(room, self.lock.closed(workbook))
            say_bare(_READABLE, self.path, self.lang)
            return report, around
        more = showing.more_lines(around, self.lang)
        told = chain(as_lines(report, self.lang, full=full), more)
        self._write("findings.txt", (plain((line,)) for line in told))
        self._write("report.html", as_page(report, around, self.lang))
        self._write("findings.json", as_json(report))
        outputs.write(room, workbook)
        folders = {name: made[name].made for name in (NOTICES, FORMS)}
        write_index(self.path, report, company, room.name, folders, self._known, self.lang)
        return report, around

    @property
    def _known(self) -> Collection[Form]:
        return forms_for(self.settings).values()

    def _made(
        self, of_letters: bool, ledger: Ledger, letters: Sequence[Letter] = ()
    ) -> Sequence[Batch]:
        """The documents of the forms of letters, or of the others."""
        return paperwork.documents(
            [one for one in self._known if (one.each == LETTER) is of_letters],
            self.report,
            self.book,
            self.schemas,
            self.settings.company,
            self.report.span,
            filenames=ledger.names,
            letters=letters,
        )

    def _write(self, name: str, parts: Iterable[str]) -> None:
        outputs.write_parts(self.path / name, (part.encode("utf-8") for part in parts))
