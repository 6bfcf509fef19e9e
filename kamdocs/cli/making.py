"""Writing documents into a folder, and saying what was made."""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kamdocs import outputs
from kamdocs.cli.exits import Exit
from kamdocs.forms import Document
from kamdocs.model import Finding, Lang, Level, Made, Report, Text
from kamdocs.reports import Line
from kamdocs.words import phrases, what

_NONE = Text(
    "没有可以生成的表单：交来的表格里没有相应的记录",
    "Nothing to make: the sheets hold no records for this form.",
)
_NONE_CHOSEN = Text(
    "没有可以生成的表单：所选的客户和期间里没有相应的记录",
    "Nothing to make: there are no records of the customers and the period chosen.",
)
_MADE = Text("在{folder}生成了{count}份", "{count} documents made in {folder}")
_SHEETS_WRONG = Text(
    "交来的表格有{count}处错误，用“kamdocs validate”查看",
    "The sheets hold {count} errors; “kamdocs validate” lists them",
)


def write_documents(
    documents: Iterable[Document], folder: Path
) -> tuple[list[Made], list[Finding]]:
    """Write each document into the folder as it is made; what was made, and what is to be said."""
    made: list[Made] = []
    notes: list[Finding] = []
    with progress(documents) as each:
        for document in each:
            outputs.write(folder / document.name, document.content)
            digest = hashlib.sha256(document.content).hexdigest()
            made.append(Made(document.form, document.name, digest))
            notes.extend(document.notes)
    return made, notes


def clear_stale(folder: Path, earlier: Path, made: Iterable[Made]) -> None:
    """Remove the documents that an earlier run made and this one did not.

    ``earlier`` is the report of that run, which names them with their hashes. A document that
    somebody has changed since is not ours any more and stays.
    """
    try:
        before = json.loads(earlier.read_bytes())["documents"]
        known = [(str(one["file"]), str(one["sha256"])) for one in before]
    except (OSError, ValueError, KeyError, TypeError):
        return  # no earlier run, or none that can be read
    now = {one.file for one in made}
    for name, digest in known:
        path = folder / name
        if name in now or Path(name).name != name or not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            path.unlink()


@contextmanager
def progress(documents: Iterable[Document]) -> Iterator[Iterable[Document]]:
    """The documents, with a bar on stderr that counts them where that is a terminal."""
    if not sys.stderr.isatty():
        yield documents
        return
    with click.progressbar(documents, file=sys.stderr, show_pos=True) as bar:
        yield bar


def say_made(
    report: Report,
    result: tuple[list[Made], list[Finding]],
    folder: Path,
    lang: Lang,
    chosen: bool = False,
) -> int:
    """Say on stderr what was made, and on stdout which files; the exit code.

    ``chosen`` says that only some customers were to be looked at.
    """
    made, notes = result
    for one in made:
        click.echo(str(folder / one.file))
    unread = [one for file in report.unread for one in file.findings]
    lacking = [one for one in report.findings if one.code == "KD306"]
    for finding in [*unread, *lacking, *notes]:
        level = phrases.LEVELS[finding.level].say(lang)
        said = f"{finding.code} {level} {finding.place} {what(finding, lang)}"
        click.echo(Line(said).safe, err=True)
    errors = report.levels[Level.ERROR]
    if errors:
        click.echo(_SHEETS_WRONG.fill(lang, {"count": str(errors)}), err=True)
    if not made:
        click.echo((_NONE_CHOSEN if chosen else _NONE).say(lang), err=True)
        return Exit.UNREADABLE
    facts = {"folder": str(folder), "count": str(len(made))}
    click.echo(_MADE.fill(lang, facts), err=True)
    return Exit.UNREADABLE if report.unread else Exit.CLEAN
