"""``kamdocs check``: the records against policies, clause by clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli import asking, options, refusing
from kamdocs.model import Lang, Period, Text

if TYPE_CHECKING:
    from kamdocs.cli.locking import Lock

HELP = Text(
    "\b\n按制度逐条检查：哪一家客户、哪一期、哪一条，\n"
    "依据是哪些单元格，由谁负责。\n"
    "不给 --period 时，看上一季度和本季度。\n"
    "退出码：0没有不合规、无法判断和数据错误，1有，3有文件没有读取。",
    "Hold the records against policies, clause by clause: which customer, which period, which "
    "cells prove it, who answers for it. Without --period it looks at the last quarter and this "
    "one. Exit code: 0 nothing failed, nothing is unknown and the data hold no errors, 1 "
    "otherwise, 3 some file was not read.",
)
_TO_READ = Text(
    "不用于 --format json；JSON结果用kamdocs diff比较",
    "does not go with --format json; kamdocs diff compares JSON results",
)
_NEEDS_FILE = Text(
    "--format xlsx 要用 -o 写明文件", "--format xlsx needs a file to write, named with -o"
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("check", help=HELP.say(lang))
    @options.paths(lang)
    @options.period(lang)
    @options.policy(lang)
    @options.as_of(lang)
    @options.shape(lang, "html", "xlsx")
    @options.report_file(lang)
    @options.every(lang)
    @options.decisions(lang)
    @options.baseline(lang)
    @options.history(lang)
    @options.values(lang)
    @options.full(lang)
    @options.strict(lang)
    @asking.encrypt_with(lang)
    @asking.reading(lang)
    def check(
        paths: tuple[Path, ...],
        policy_names: tuple[str, ...],
        values: dict[str, Any],
        as_of: date,
        asked: asking.Asked,
        period: Period | None,
        every: bool,
        shape: str,
        baseline: Path | None,
        history: Path | None,
        decisions: tuple[Path, ...],
        output: Path | None,
        lock: Lock | None,
        full: bool,
        strict: bool,
    ) -> int:
        from kamdocs import review
        from kamdocs.cli import showing
        from kamdocs.cli.access import access
        from kamdocs.cli.settings import configuration, policies_for, schemas_for
        from kamdocs.reports import earlier, history_in, since, trend

        refusing.begun(period, as_of, lang)
        if baseline and shape == "json":
            raise click.BadParameter(_TO_READ.say(lang), param_hint="'--baseline'")
        if history and shape == "json":
            raise click.BadParameter(_TO_READ.say(lang), param_hint="'--history'")
        if shape == "xlsx" and output is None:
            raise click.BadParameter(_NEEDS_FILE.say(lang), param_hint="'-o'")
        asking.no_lock(lock, f"--format {shape}", shape != "xlsx")
        before = earlier(baseline) if baseline else None
        past = history_in(history) if history else None
        if output:
            refusing.a_report(output, shape, (*paths, *decisions), lang)
        settings = configuration(paths)
        schemas = schemas_for(settings, policy_names)
        policies = policies_for(policy_names, schemas, settings, values)
        run = access("check", asked, settings, schemas, lang, outputs=[output], before=before)
        sources, back = review.gather_apart(paths, decisions)
        report, book = run.checked(sources, policies, as_of, period, back)
        if shape in ("html", "xlsx"):
            around = review.around(report, book, schemas, settings.company, before, past)
        if shape == "html":
            showing.show_page(report, around, output, lang)
        elif output and shape == "xlsx":
            showing.show_workbook(report, around, output, [*sources, *back], lang, lock)
        else:
            changed = since(before, report) if before else None
            periods = trend(past, report) if past else None
            more = showing.more_lines(changed, periods, lang, every)
            showing.show_report(report, shape, output, lang, every, full, more)
        showing.say_blank(report, lang)
        return showing.exit_code(report, strict)

    return check
