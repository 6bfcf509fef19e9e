"""``kamdocs validate``: what is wrong in sheets handed in, cell by cell."""

from datetime import date
from pathlib import Path

import click

from kamdocs.cli import options
from kamdocs.model import Lang, Text

HELP = Text(
    "\b\n逐格校验交来的表格：哪一格、错在哪里、怎样改正。\n"
    "PATH是.xlsx文件、文件夹，或带*、?的写法，如 交来/*.xlsx。\n"
    "同一原因的错误合在一起说，用 --full 逐条列出。\n"
    "退出码：0没有错误，1有错误，3有文件没有读取。",
    "Say cell by cell what is wrong in sheets handed in, and how to mend it. PATH is an .xlsx "
    "file, a folder, or a pattern with * and ? such as handed-in/*.xlsx. Errors of one cause are "
    "told together; --full lists each by itself. Exit code: 0 no errors, 1 errors, 3 some file "
    "was not read.",
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("validate", help=HELP.say(lang))
    @options.paths(lang)
    @options.as_of(lang)
    @options.shape(lang)
    @options.report_file(lang)
    @options.full(lang)
    @options.strict(lang)
    def validate(
        paths: tuple[Path, ...],
        as_of: date,
        shape: str,
        output: Path | None,
        full: bool,
        strict: bool,
    ) -> int:
        from kamdocs import review
        from kamdocs.cli import showing
        from kamdocs.cli.settings import configuration, schemas_for

        if output:
            options.apart(output, paths, lang)
        schemas = schemas_for(configuration(paths))
        sources = review.gather(paths)
        with showing.progress([one.shown for one in sources]) as seen:
            report, _ = review.check(sources, schemas, (), as_of, None, seen)
        showing.show_report(report, shape, output, lang, full=full)
        return showing.exit_code(report, strict)

    return validate
