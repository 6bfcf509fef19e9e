"""The folder that ``review`` fills: forms, letters, reports, and the page that links to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kamdocs import intake, outputs, paperwork, review
from kamdocs.cli import returning, showing
from kamdocs.cli.access import Access
from kamdocs.cli.copying import Copying
from kamdocs.cli.ledger import Ledger
from kamdocs.cli.locking import Lock, say_bare
from kamdocs.cli.making import Batch, Outcome, write_documents
from kamdocs.cli.settings import forms_for
from kamdocs.forms import LETTER, Basis, Letter
from kamdocs.model import Book, Report
from kamdocs.reports import Around, Before, History, as_json, as_lines, as_page, plain
from kamdocs.reports.page.index import as_index

FORMS, NOTICES = "forms", "notices"
_READABLE = ("findings.txt", "findings.json", "report.html", "index.html")
"""The reports that cannot have a password."""


@dataclass(frozen=True)
class Folder:
    """Writes the results of a ``run`` into a folder. ``workbook`` is the file in it for the
    findings. Documents get seals marked with the ``key``; with a ``lock`` only files that can have
    its password are written."""

    path: Path
    workbook: Path
    run: Access
    report: Report
    book: Book
    key: bytes
    lock: Lock | None

    def documents(self, sources: Sequence[intake.Source], annotate: bool) -> dict[str, Outcome]:
        """Write the Word forms and the return notices, with ``annotate`` also annotated copies
        beside these. Returns what became of them, by the names of the folders.

        Documents that an earlier run made and this one does not are removed. Before the first
        document is written, all templates are opened, and it is made sure that the reports can be
        replaced, so that new documents never stand beside old reports.
        """
        outputs.free([self.workbook, *(self.path / name for name in _READABLE)])
        run, workers = self.run, self.run.asked.workers
        back = returning.returning(run, self.report, self.book, annotate=annotate)
        ledger, letters = (Ledger(self.path / name, lock=self.lock) for name in (FORMS, NOTICES))
        filled = self._made(False, ledger)
        sent = self._made(True, letters, back.letters)
        made = {FORMS: write_documents(filled, ledger, self.key, workers)}
        made[FORMS].leave(ledger.clear_all_but(one.file for one in made[FORMS].made))
        ledger.save()
        notices = made[NOTICES] = write_documents(sent, letters, self.key, workers)
        copies = Copying(run, self.report, self.lock)
        notices.leave(copies.send_back(letters.folder, back, sources))
        notices.leave(letters.clear_all_but(one.file for one in notices.made))
        letters.save()
        return made

    def reports(
        self,
        made: dict[str, Outcome],
        files: Sequence[intake.Source],
        before: Before | None,
        history: History | None,
        full: bool,
    ) -> tuple[Report, Around]:
        """Write the reports and the page that links to them, all at once. Returns the report, with
        the documents ``made`` and the findings from making them, and what stands around it: the
        changes since an earlier run (``before``) and the runs of a ``history``.

        ``files`` are all files that were handed in, to which the workbook links.
        """
        run, lang = self.run, self.run.lang
        documents = tuple(one for outcome in made.values() for one in outcome.made)
        findings = (*self.report.findings, *made[FORMS].notes)
        report = self.report._replace(made=documents, findings=findings)
        company = run.settings.company
        around = review.around(report, self.book, run.schemas, company, before, history)
        workbook = showing.workbook(report, around, self.workbook, files, lang)
        if self.lock:
            outputs.write(self.workbook, self.lock.closed(workbook))
            say_bare(_READABLE, self.path, lang)
            return report, around
        more = showing.more_lines(around.since, around.trend, lang)
        told = as_lines(report, lang, full=full, more=more)
        readable: dict[str, Iterable[str]] = {
            "findings.txt": (plain((line,)) for line in told),
            "report.html": as_page(report, around, lang),
            "findings.json": as_json(report),
            "index.html": [self._index(report, made)],
        }
        written = {self.path / name: _encoded(parts) for name, parts in readable.items()}
        outputs.write_together({self.workbook: [workbook], **written})
        return report, around

    def _index(self, report: Report, made: Mapping[str, Outcome]) -> str:
        """The page that links to everything: the result, the reports, and the documents by form. It
        also links to earlier workbooks of findings in the folder, which hold decisions of
        reviewers."""
        workbook = self.workbook.name
        papers = {
            "report.html": "paper_page",
            workbook: "paper_workbook",
            "findings.txt": "paper_text",
            "findings.json": "paper_json",
        }
        others = sorted({one.name for one in self.path.glob("findings*.xlsx")} - {workbook})
        papers |= dict.fromkeys(others, "paper_earlier")
        listed = (
            (form.title, name, [one.file for one in made[name].made if one.form == form.id])
            for name in (NOTICES, FORMS)
            for form in forms_for(self.run.settings).values()
        )
        known = [one for one in listed if one[2]]
        return as_index(report, self.run.settings.company, papers, known, self.run.lang)

    def _made(
        self, of_letters: bool, ledger: Ledger, letters: Sequence[Letter] = ()
    ) -> Sequence[Batch]:
        """The documents of the forms of letters (``of_letters``), or of all other forms."""
        settings = self.run.settings
        wanted = [one for one in forms_for(settings).values() if (one.each == LETTER) is of_letters]
        basis = Basis(
            self.book,
            self.run.schemas,
            self.report.span,
            letters=letters,
            company=settings.company,
        )
        return paperwork.documents(wanted, self.report, basis, ledger.names)


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode("utf-8") for part in parts)
