"""Writes documents into a folder, and says what was made."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

import click

from kamdocs import forms
from kamdocs.cli import showing
from kamdocs.cli.exits import Exit
from kamdocs.cli.ledger import Kept, Ledger, pdf_of, sha256_of
from kamdocs.cli.locking import lockable
from kamdocs.forms import Document, Form
from kamdocs.model import (
    CUSTOMER,
    HIDDEN,
    Book,
    Finding,
    Lang,
    Level,
    Made,
    Period,
    Place,
    Report,
    Text,
    joined,
)
from kamdocs.office import as_pdfs
from kamdocs.reports import Line
from kamdocs.sheets import Schemas
from kamdocs.words import fact_words, phrases, place_words, what

_DOCUMENT = ".docx"
_NONE = Text(
    "没有可以生成的表单：交来的表格里没有相应的记录",
    "Nothing to make: the sheets hold no records for this form.",
)
_NONE_READ = Text(
    "没有可以生成的表单：没有读到{kinds}",
    "Nothing to make, for lack of: {kinds}.",
)
_NONE_CHOSEN = Text(
    "没有可以生成的表单：所选的客户和期间里没有相应的记录",
    "Nothing to make: there are no records of the customers and the period chosen.",
)
_NONE_OF = Text(
    "没有可以生成的表单：没有{tiers}的相应记录；列哪几类客户，写在forms.yaml里这种表单的tiers中",
    "Nothing to make: there are no such records of {tiers} customers; which classes the form lists "
    "stands under its tiers in forms.yaml.",
)
_NONE_SEEN = Text(
    "没有可以生成的表单：按这个角色看到的内容，没有相应的记录",
    "Nothing to make: there are no records for this form in what the role sees.",
)
_NO_MONTHS = Text(
    "{months}没有相应的记录，没有生成",
    "There are no records of {months}, and nothing was made for that",
)
_MADE = Text("“{folder}”里生成了{count}份", "{count:document|documents} made in {folder}")
_UNCHANGED = Text("，{count}份没有变化", ", {count} unchanged")
_KEPT = Text("，{count}份保留不动", ", {count} left as they are")
_CONVERTING = Text("LibreOffice正在转换{count}份PDF……", "LibreOffice is making {count:PDF|PDFs} …")
_SHEETS_WRONG = Text(
    "交来的表格有{count}处错误，用“kamdocs validate”查看",
    "The sheets hold {count:error|errors}; “kamdocs validate” lists them",
)


@dataclass
class Outcome:
    """What became of the documents of a run.

    ``made`` are all documents of the run; ``files`` the names of those that are in the folder as
    they were made, ``written`` the number of these that were not there before, ``pdfs`` the PDFs
    beside them. ``kept`` are findings about files that were not replaced, ``notes`` those about
    values that could not be printed as they are. ``bare`` are the names of documents that were not
    written because they cannot have a password.
    """

    made: list[Made] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    written: int = 0
    pdfs: list[str] = field(default_factory=list)
    kept: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)

    @property
    def outdated(self) -> bool:
        """Whether a file in the folder was not replaced though it should look different by now."""
        return any(one.code != Kept.CHANGED.value for one in self.kept)

    @property
    def held(self) -> frozenset[str]:
        """The files that could not be replaced, since another program has them open."""
        held = (one.place for one in self.kept if one.code == Kept.HELD.value)
        return frozenset(place.file for place in held if place)

    def leave(self, held: Iterable[str]) -> None:
        """Add findings about files that stay as they are, since another program has them open."""
        self.kept.extend(held_back(held))


def held_back(files: Iterable[str]) -> Iterator[Finding]:
    """The findings (KD589) about files that another program has open."""
    for file in files:
        yield Finding(Kept.HELD.value, Place(file))


class Batch(Protocol):
    """Documents whose number is known before the first is made."""

    def __len__(self) -> int: ...
    def made(self, key: bytes | None, workers: int = 0) -> Iterator[Document]: ...


@dataclass(frozen=True)
class Ready:
    """Documents that exist already and only have to be sealed."""

    documents: Sequence[Document]

    def __len__(self) -> int:
        return len(self.documents)

    def made(self, key: bytes | None, workers: int = 0) -> Iterator[Document]:
        """Each document; a Word document gets a seal, as one made from a form does, unless ``key``
        is None."""
        for one in self.documents:
            if key is not None and one.name.endswith(_DOCUMENT):
                one = replace(one, content=forms.sealed(one.content, one.form, key))
            yield one


def finish(
    outcome: Outcome,
    report: Report,
    ledger: Ledger,
    program: Path | None,
    lang: Lang,
    none: str = "",
) -> int:
    """Make PDFs of what was written where ``program`` (LibreOffice) is given. Say on stderr what
    was made (``none`` where nothing was), and on stdout which files; returns the exit code."""
    if program and outcome.made:
        _write_pdfs(outcome, ledger, program, lang)
    folder = ledger.folder
    made = [f"{folder / name}\n" for name in (*outcome.files, *outcome.pdfs)]
    click.echo("".join(made), nl=False)
    lacking = [one for one in report.findings if one.code == "KD306"]
    say_unsound(report, [*lacking, *outcome.notes, *outcome.kept], lang)
    if not outcome.made:
        click.echo(none, err=True)
        return Exit.UNREADABLE
    click.echo(_counts(outcome, folder, lang), err=True)
    if report.unread or outcome.held:
        return Exit.UNREADABLE
    return Exit.FINDINGS if outcome.outdated else Exit.CLEAN


def why_none(form: Form, book: Book, schemas: Schemas, chosen: bool, lang: Lang) -> str:
    """The sentence that says why a form has no documents, if there are none: a kind of record that
    it needs was not read, the role does not see what decides, there are none for the customers
    ``chosen``, or there are none at all."""
    lacking = [schemas[kind].title.say(lang) for kind in form.needs if not book.knows(kind)]
    if lacking:
        return _NONE_READ.fill(lang, {"kinds": joined(lacking, lang)})
    if any(HIDDEN in one.values.values() for kind in form.needs for one in book.of(kind)):
        return _NONE_SEEN.say(lang)
    if form.tiers and not chosen:
        shown = schemas[CUSTOMER].fields[schemas[CUSTOMER].roles.tier].shown(form.tiers)
        return _NONE_OF.fill(
            lang, {"tiers": joined((fact_words(one, lang) for one in shown), lang)}
        )
    return (_NONE_CHOSEN if chosen else _NONE).say(lang)


def say_months_without(made: Set[str], period: Period, as_of: date, lang: Lang) -> None:
    """Say on stderr which months of a period, of those that are over, have no document although
    others have one (``made``): a month without records may have been forgotten."""
    over = (str(month) for month in period.split("month") if month.last < as_of)
    lacking = [month for month in over if month not in made]
    if made and lacking:
        click.echo(_NO_MONTHS.fill(lang, {"months": joined(lacking, lang)}), err=True)


def bound_in_one(form: Form, about: str, documents: Sequence[Batch], ledger: Ledger) -> list[Batch]:
    """All documents bound into one, with a progress bar while they are made; empty without any."""
    with showing.counted(sum(map(len, documents))) as seen:
        each = (_told(one, seen) for batch in documents for one in batch.made(None))
        whole = forms.combine(form, each, about, ledger.names)
    return [Ready([whole])] if whole else []


def _told(document: Document, seen: Callable[[str], None]) -> Document:
    seen(document.name)
    return document


def write_documents(
    documents: Sequence[Batch], ledger: Ledger, key: bytes | None, workers: int = 0
) -> Outcome:
    """Write each document into the folder of the ledger as soon as it is made, unless nothing in it
    has changed.

    Each Word document gets a seal, marked with the ``key`` unless that is empty; None makes no
    seals. With a lock on the ledger only documents that can have a password are written.
    ``workers`` is the number of processes that make many documents.
    """
    outcome = Outcome()
    with ledger, showing.counted(sum(map(len, documents))) as seen:
        for each in documents:
            for document in each.made(key, workers):
                if ledger.lock and not lockable(document.name):
                    outcome.bare.append(document.name)
                    continue
                became = ledger.keep(document)
                outcome.made.append(Made(document.form, document.name, sha256_of(document.content)))
                if became in (Kept.WRITTEN, Kept.UNCHANGED):
                    outcome.files.append(document.name)
                    outcome.written += became is Kept.WRITTEN
                else:
                    outcome.kept.append(Finding(became.value, Place(document.name)))
                outcome.notes.extend(document.notes)
                seen(document.name)
    return outcome


def _write_pdfs(outcome: Outcome, ledger: Ledger, program: Path, lang: Lang) -> None:
    """Write a PDF beside each document of a run, unless there is one that shows it already.

    The PDF of a document that somebody changed by hand shows the changed document. A PDF that
    somebody changed stays as it is, and a finding says so.
    """
    sources = {
        one.file: (ledger.folder / one.file).read_bytes()
        for one in outcome.made
        if ledger.knows(one.file) and one.file not in outcome.held
    }
    stand = {name: ledger.pdf_stands(name, source) for name, source in sources.items()}
    lacking = {
        name: forms.countable(sources[name]) for name, how in stand.items() if how is Kept.WRITTEN
    }
    if lacking and sys.stderr.isatty():
        words = _CONVERTING.fill(lang, {"count": str(len(lacking))})
        click.echo(words, err=True)  # it takes a while, and nothing else shows that it goes on
    with ledger:
        for name, content in as_pdfs(lacking, program):
            stand[name] = ledger.keep_pdf(name, sources[name], content)
    for name, how in stand.items():
        if how in (Kept.WRITTEN, Kept.UNCHANGED):
            outcome.pdfs.append(pdf_of(name))
        else:
            outcome.kept.append(Finding(how.value, Place(pdf_of(name))))


def say_unsound(report: Report, findings: Iterable[Finding], lang: Lang) -> None:
    """Say on stderr what could not be read, the other ``findings``, and that the sheets hold
    errors, if they do."""
    unread = [one for file in report.unread for one in file.findings]
    say_findings([*unread, *findings], lang)
    errors = report.levels[Level.ERROR]
    if errors:
        click.echo(_SHEETS_WRONG.fill(lang, {"count": str(errors)}), err=True)


def say_findings(findings: Iterable[Finding], lang: Lang) -> None:
    """Print each finding in a line on stderr."""
    for finding in findings:
        level = phrases.LEVELS[finding.level].say(lang)
        place = place_words(finding.place, lang) if finding.place else ""
        said = f"{finding.code} {level} {place} {what(finding, lang)}"
        click.echo(Line(said).safe, err=True)


def _counts(outcome: Outcome, folder: Path, lang: Lang) -> str:
    unchanged = len(outcome.files) - outcome.written
    said = _MADE.fill(lang, {"folder": str(folder), "count": str(outcome.written)})
    for words, count in ((_UNCHANGED, unchanged), (_KEPT, len(outcome.kept))):
        said += words.fill(lang, {"count": str(count)}) if count else ""
    return said
