"""``kamdocs read``: forms that were filled in in Word or WPS, back into records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli import asking, options, refusing
from kamdocs.faults import SetupFault
from kamdocs.model import Book, FileReading, Lang, Record, Text

if TYPE_CHECKING:  # what validates is loaded only when the command runs
    from kamdocs.cli.locking import Lock
    from kamdocs.sheets import Schemas
    from kamdocs.validation import Difference

HELP = Text(
    "\b\n读回在Word或WPS里填好的表单，像表格一样校验，问题说到第几个表、第几行、第几格。\n"
    "PATH是.docx文件或文件夹。-o 把读出的内容写进工作簿（.xlsx），"
    "栏目与“kamdocs blank”的空表相同；\n"
    "--against 与已有的表格比较，逐栏列出不同之处。\n"
    "退出码：0没有错误，1有错误，3有文件没有读取。",
    "Read forms that were filled in in Word or WPS, and validate them as sheets are; what is wrong "
    "is told with table, row and cell. PATH is a .docx file or a folder. -o writes what was read "
    "as a workbook like those of “kamdocs blank”; --against compares with sheets at hand and lists "
    "each field that differs. Exit code: 0 no errors, 1 errors, 3 some file was not read.",
)
_TITLE = Text("与已有表格的差别", "What differs from the sheets at hand")
_CHANGED = Text(
    "{place} {subject} {field}：{old} → {new}", "{place} {subject} {field}: {old} → {new}"
)
_NEW = Text("{place} {subject}：已有的{kind}里没有", "{place} {subject}: not in {kind}")
_SAME = Text("没有差别", "nothing")
_UNREAD = Text("{file}没有读取，未与它比较", "{file} was not read and not compared with")
_NOTHING_TO_CLOSE = Text(
    "--encrypt-with是给-o写出的工作簿加密码的，这里没有-o",
    "--encrypt-with puts a password on the workbook that -o writes; there is no -o here",
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("read", help=HELP.say(lang))
    @options.paths(lang)
    @options.workbook_file(lang)
    @options.against(lang)
    @options.as_of(lang)
    @options.shape(lang)
    @options.full(lang)
    @options.strict(lang)
    @asking.encrypt_with(lang)
    @asking.reading(lang)
    def read(
        paths: tuple[Path, ...],
        output: Path | None,
        against: tuple[Path, ...],
        as_of: date,
        shape: str,
        full: bool,
        asked: asking.Asked,
        lock: Lock | None,
        strict: bool,
    ) -> int:
        from kamdocs import paperwork
        from kamdocs.cli import showing
        from kamdocs.cli.access import access
        from kamdocs.cli.settings import configuration, forms_for, schemas_for
        from kamdocs.validation import differences

        if lock and not output:
            raise click.UsageError(_NOTHING_TO_CLOSE.say(lang))
        if output:
            refusing.a_workbook(output, paths, lang)
        sources = paperwork.gather_forms(paths)
        if not sources:
            raise SetupFault("KD934", {"paths": tuple(map(str, paths))})
        settings = configuration(paths)
        schemas, of = schemas_for(settings), forms_for(settings)
        run = access("read", asked, settings, schemas, lang, {"-o": output})
        known: list[Record] = []
        behind: list[FileReading] = []
        if against:
            known, behind = paperwork.archive(against, schemas, as_of, run.manner)
        with run.progress(sources) as seen:
            report, records = paperwork.check_forms(
                sources, of, schemas, as_of, known, seen, run.manner
            )
        whole = report._replace(files=(*report.files, *behind))
        run.opened(whole, Book(records, as_of), known)
        report = run.report(report)
        showing.show_report(report, shape, None, lang, full=full)
        if against:
            _tell_unread(behind, lang)
            found = run.differences(differences(records, known, schemas))
            _tell(found, lang, err=shape == "json")
        if output and records:
            _write(output, records, schemas, lang, lock)
        return showing.exit_code(report, strict)

    return read


def _tell(found: Sequence[Difference], lang: Lang, err: bool) -> None:
    """Print the differences, one on each line; on stderr (``err``) where stdout is JSON."""
    from kamdocs.reports import Line

    click.echo(f"\n{_TITLE.say(lang)}", err=err)
    for one in found:
        click.echo(f"  {Line(_words(one, lang)).safe}", err=err)
    if not found:
        click.echo(f"  {_SAME.say(lang)}", err=err)


def _words(one: Difference, lang: Lang) -> str:
    from kamdocs.words import fact_words, place_words

    facts = {
        "place": place_words(one.place, lang),
        "subject": one.subject,
        "kind": one.kind.say(lang),
    }
    if one.field is None:
        return _NEW.fill(lang, facts)
    values = {"old": fact_words(one.old, lang), "new": fact_words(one.new, lang)}
    return _CHANGED.fill(lang, {**facts, **values, "field": one.field.say(lang)})


def _tell_unread(files: Iterable[FileReading], lang: Lang) -> None:
    for file in files:
        if not file.read:
            click.echo(_UNREAD.fill(lang, {"file": file.file}), err=True)


def _write(
    output: Path, records: Sequence[Record], schemas: Schemas, lang: Lang, lock: Lock | None
) -> None:
    from kamdocs import outputs
    from kamdocs.intake import blanks

    kinds = dict.fromkeys(record.kind for record in records)
    made = blanks.blank([schemas[kind] for kind in kinds], lang, records)
    outputs.write(output, lock.closed(made) if lock else made)
    click.echo(str(output), err=True)
