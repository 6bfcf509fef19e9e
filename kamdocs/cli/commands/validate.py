"""``kamdocs validate``: what is wrong in sheets handed in, cell by cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli import asking, options, refusing
from kamdocs.model import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kamdocs.cli.access import Access
    from kamdocs.cli.locking import Lock
    from kamdocs.intake import Source
    from kamdocs.model import Report

HELP = Text(
    "\b\n逐格校验交来的表格：哪一格、错在哪里、怎样改正。\n"
    "PATH是表格文件（.xlsx .xls .et .ods .csv等）、文件夹，\n"
    "或带*、?的写法，如 交来/*.xlsx。\n"
    "同一原因的错误合在一起说，用 --full 逐条列出。\n"
    "退出码：0没有错误，1有错误，3有文件没有读取。",
    "Say cell by cell what is wrong in sheets handed in, and how to mend it. PATH is a file "
    "(.xlsx, .xls, .et, .ods, .csv and others), a folder, or a pattern with * and ? such as "
    "handed-in/*.xlsx. Errors of one cause are told together; --full lists each by itself. Exit "
    "code: 0 no errors, 1 errors, 3 some file was not read.",
)
ANNOTATE_HELP = Text(
    "有要改正、要核对的地方的文件各做一份副本，在格上填色、加批注，首页列出全部问题，供退回",
    "Copies of the files in which something is to be mended or looked at, to send back: cells "
    "filled and noted, and a first sheet that lists everything.",
)
FIX_HELP = Text(
    "各做一份副本，改好确定无疑的写法（空格、全角、存成文本的数字和日期），首页是修改记录",
    "Copies with the certain repairs made (blanks, width, numbers and days kept as text), and a "
    "first sheet that logs them.",
)
_NOTHING_TO_CLOSE = Text(
    "--encrypt-with是给--annotate、--fix的副本加密码的，这里没有副本",
    "--encrypt-with puts a password on the copies of --annotate and --fix; there are none here",
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("validate", help=HELP.say(lang))
    @options.paths(lang)
    @options.copies_folder(lang, "--annotate", ANNOTATE_HELP)
    @options.copies_folder(lang, "--fix", FIX_HELP)
    @options.as_of(lang)
    @options.fields_of(lang)
    @options.shape(lang)
    @options.report_file(lang)
    @options.full(lang)
    @options.strict(lang)
    @asking.encrypt_with(lang)
    @asking.reading(lang)
    def validate(
        paths: tuple[Path, ...],
        policy_names: tuple[str, ...],
        as_of: date,
        shape: str,
        output: Path | None,
        full: bool,
        annotate: Path | None,
        fix: Path | None,
        asked: asking.Asked,
        lock: Lock | None,
        strict: bool,
    ) -> int:
        from kamdocs import review
        from kamdocs.cli import showing
        from kamdocs.cli.access import access
        from kamdocs.cli.exits import Exit
        from kamdocs.cli.settings import configuration, schemas_for

        asking.no_lock(lock, "-o", output)
        if lock and not (annotate or fix):
            raise click.UsageError(_NOTHING_TO_CLOSE.say(lang))
        if output:
            refusing.a_report(output, shape, paths, lang)
        for option, folder in (("--annotate", annotate), ("--fix", fix)):
            if folder:
                refusing.outside(folder, paths, lang, option, copies=True)
        if annotate and fix:
            refusing.two_folders(annotate, fix, lang)
        for folder in filter(None, (annotate, fix)):
            refusing.alone(folder)
        settings = configuration(paths)
        schemas = schemas_for(settings, policy_names)
        copies = {"--annotate": annotate, "--fix": fix}
        run = access("validate", asked, settings, schemas, lang, copies, [output])
        sources = review.gather(paths)
        report, _ = run.checked(sources, (), as_of)
        showing.show_report(report, shape, output, lang, full=full)
        held = _copied(copies, sources, run, report, lock)
        showing.say_blank(report, lang)
        return Exit.UNREADABLE if held else showing.exit_code(report, strict)

    return validate


def _copied(
    folders: Mapping[str, Path | None],
    sources: Sequence[Source],
    run: Access,
    report: Report,
    lock: Lock | None,
) -> bool:
    """Write the copies into the folders of --annotate and --fix, as far as they are given; whether
    some could not be replaced, which is said on stderr."""
    if not any(folders.values()):
        return False
    from kamdocs.cli.copying import Copying

    copying = Copying(run, report, lock)
    write = {"--annotate": copying.annotate, "--fix": copying.fix}
    held = [
        name
        for option, folder in folders.items()
        if folder
        for name in write[option](folder, sources)
    ]
    if held:
        from kamdocs.cli.making import held_back, say_findings

        say_findings(held_back(held), run.lang)
    return bool(held)
