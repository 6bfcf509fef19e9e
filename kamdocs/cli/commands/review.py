"""``kamdocs review``: the main job, all of it into one folder."""

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
    "校验、按制度检查、生成全部表单，写进一个文件夹：index.html（从这里打开其余各项）、report.html（用浏览器打开，可打印签字）、"
    "findings.xlsx（可筛选、写处理意见）、findings.txt、findings.json、forms，以及notices里给各位客户经理的"
    "退回通知。屏幕显示同样的结果。退出码：0没有错误、不合规和无法判断，1有，3有文件没有读取。",
    "Validate, check against policies and make all forms, into one folder: index.html (which leads "
    "to all of it), report.html (to open in a browser, print and sign), findings.xlsx (to filter, "
    "and to decide in), findings.txt, findings.json, forms, and in notices the letters to account "
    "managers on what is to be mended. The screen shows the same findings. Exit code: 0 no errors, "
    "nothing failed and nothing is unknown, 1 otherwise, 3 some file was not read.",
)
_ANNOTATE = Text(
    "在notices里，把客户经理自己的文件的批注副本放在通知旁边",
    "In notices, put annotated copies of the account managers' own files beside the letters.",
)

_WRITTEN = {
    True: Text(
        "结果都在“{folder}”里：用浏览器打开其中的index.html，从那里打开其余各项",
        "All of it is in {folder}: open index.html there in a browser, which leads to the rest",
    ),
    False: Text("结果都在“{folder}”里", "All of it is in {folder}"),
}
"""By whether there is an index.html: it is not written where a password is wanted, which it cannot
have."""


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("review", help=HELP.say(lang))
    @options.paths(lang)
    @options.folder(lang)
    @options.period(lang)
    @options.policy(lang)
    @options.as_of(lang)
    @click.option("--annotate", is_flag=True, help=_ANNOTATE.say(lang))
    @options.decisions(lang)
    @options.baseline(lang)
    @options.history(lang)
    @options.values(lang)
    @options.full(lang)
    @options.strict(lang)
    @asking.encrypt_with(lang)
    @asking.seal_key(lang, asking.SEALING)
    @asking.reading(lang)
    def review(
        paths: tuple[Path, ...],
        period: Period | None,
        policy_names: tuple[str, ...],
        values: dict[str, Any],
        as_of: date,
        asked: asking.Asked,
        output: Path,
        annotate: bool,
        baseline: Path | None,
        history: Path | None,
        decisions: tuple[Path, ...],
        key: bytes,
        lock: Lock | None,
        full: bool,
        strict: bool,
    ) -> int:
        from kamdocs import review as road
        from kamdocs.cli import showing
        from kamdocs.cli.access import access
        from kamdocs.cli.exits import Exit
        from kamdocs.cli.handing_back import room_for
        from kamdocs.cli.making import say_findings
        from kamdocs.cli.reviewing import Folder
        from kamdocs.cli.settings import configuration, policies_for, schemas_for
        from kamdocs.reports import earlier, history_in

        refusing.begun(period, as_of, lang)
        refusing.outside(output, paths, lang, copies=annotate)
        before = earlier(baseline) if baseline else None
        past = history_in(history) if history else None
        refusing.alone(output)
        settings = configuration(paths)
        schemas = schemas_for(settings, policy_names)
        policies = policies_for(policy_names, schemas, settings, values)
        copies = {"--annotate": annotate}
        run = access("review", asked, settings, schemas, lang, copies, before=before)
        sources, handed_back = road.gather_apart(paths, decisions)
        report, book = run.checked(sources, policies, as_of, period, handed_back)
        tried = (*asked.passwords, lock.password) if lock else asked.passwords
        room = room_for(output, report, decisions, lang, tried)
        folder = Folder(output, room, run, report, book, key, lock)
        made = folder.documents(sources, annotate)
        files = [*sources, *handed_back]
        report, around = folder.reports(made, files, before, past, full)
        more = showing.more_lines(around, lang)
        showing.show_report(report, "text", None, lang, full=full, more=more)
        say_findings([one for outcome in made.values() for one in outcome.kept], lang)
        click.echo(_WRITTEN[lock is None].fill(lang, {"folder": str(output)}), err=True)
        showing.say_blank(report, lang)
        held = any(outcome.held for outcome in made.values())
        return Exit.UNREADABLE if held else showing.exit_code(report, strict)

    return review
