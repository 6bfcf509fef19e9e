"""``kamdocs validate``: what is wrong in sheets handed in, cell by cell."""

from datetime import date
from pathlib import Path

import click

from kamdocs.cli import options
from kamdocs.model import Lang, Text

HELP = Text(
    "逐格校验交来的表格：哪一格、错在哪里、怎样改正。"
    "PATH是.xlsx文件或文件夹。退出码：0没有错误，1有错误，3有文件没有读取。",
    "Say cell by cell what is wrong in sheets handed in, and how to mend it. PATH is an .xlsx "
    "file or a folder. Exit code: 0 no errors, 1 errors, 3 some file was not read.",
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("validate", help=HELP.say(lang))
    @options.paths(lang)
    @options.as_of(lang)
    @options.shape(lang)
    @options.report_file(lang)
    @options.strict(lang)
    def validate(
        paths: tuple[Path, ...], as_of: date, shape: str, output: Path | None, strict: bool
    ) -> int:
        from kamdocs import review
        from kamdocs.cli import showing
        from kamdocs.cli.settings import configuration, schemas_for

        if output:
            options.apart(output, paths, lang)
        schemas = schemas_for(configuration(paths))
        sources = review.gather(paths)
        with showing.progress(lang, len(sources)) as seen:
            report, _ = review.check(sources, schemas, (), as_of, None, seen)
        showing.show_report(report, shape, output, lang)
        return showing.exit_code(report, strict)

    return validate
