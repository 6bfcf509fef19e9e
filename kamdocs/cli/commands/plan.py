"""``kamdocs plan``: what falls due in a period, and a plan of visits for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli import asking, options, refusing
from kamdocs.cli.exits import Exit
from kamdocs.model import Lang, Period, Text

if TYPE_CHECKING:
    from kamdocs.cli.locking import Lock
    from kamdocs.cli.making import Outcome
    from kamdocs.forms import Choice
    from kamdocs.model import Plan, Report

HELP = Text(
    "\b\n一期里有哪些事到期（客户、条款、责任人、最迟哪一天），\n"
    "并排出次数最少的访问计划：一次联合拜访可以了结几条。\n"
    "已交来的访问计划照样算数，不重复安排。写进文件夹：\n"
    "  visit-plan.xlsx  访问计划，可直接交回；另附到期事项和人员安排\n"
    "  访问计划.docx    供签字\n"
    "  visit-plan.ics   日历，重复导入也不会多出来\n"
    "退出码：0都安排了，1有逾期、无法判断或排不上的，3有文件没有读取。",
    "What falls due in a period (customer, clause, owner, latest day), and the smallest set of "
    "visits for it: a joint visit settles several clauses. Plans that were handed in count and are "
    "not planned again. Into a folder go visit-plan.xlsx (a visit plan that can be handed in, with "
    "what falls due and who does how much beside it), a Word form (to be signed) and "
    "visit-plan.ics (a calendar; taken in twice, nothing comes twice). Exit code: 0 all is "
    "arranged, 1 something is overdue, unclear or could not be planned, 3 some file was not read.",
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("plan", help=HELP.say(lang))
    @options.paths(lang)
    @options.period(lang, required=True)
    @options.folder(lang)
    @options.choice(lang)
    @options.policy(lang)
    @options.as_of(lang)
    @options.decisions(lang)
    @options.shape(lang)
    @options.force(lang)
    @asking.encrypt_with(lang)
    @asking.seal_key(lang, asking.SEALING)
    @asking.reading(lang)
    def plan(
        paths: tuple[Path, ...],
        period: Period,
        policy_names: tuple[str, ...],
        choice: Choice,
        decisions: tuple[Path, ...],
        as_of: date,
        shape: str,
        output: Path,
        force: bool,
        asked: asking.Asked,
        key: bytes,
        lock: Lock | None,
    ) -> int:
        from kamdocs import forms, planning, review
        from kamdocs.cli import showing
        from kamdocs.cli.access import access
        from kamdocs.cli.ledger import Ledger
        from kamdocs.cli.making import Ready, write_documents
        from kamdocs.cli.settings import configuration, forms_for, policies_for, schemas_for

        refusing.over(period, as_of, lang)
        refusing.outside(output, paths, lang)
        settings = configuration(paths)
        schemas = schemas_for(settings, policy_names)
        policies = policies_for(policy_names, schemas, settings)
        form = forms.of_name(planning.FORM, forms_for(settings))
        run = access("plan", asked, settings, schemas, lang, choice=choice)
        refusing.alone(output)
        ledger = Ledger(output, force, lock)
        sources, back = review.gather_apart(paths, decisions)
        report, book, made = run.planned(sources, policies, as_of, period, choice, back)
        basis = forms.Basis(book, schemas, choice=choice, company=settings.company)
        earlier = _earlier(output / planning.CALENDAR)
        papers = planning.papers(made, basis, form, lang, earlier, report.role)
        outcome = write_documents([Ready(papers)], ledger, key)
        showing.show_plan(made, schemas, shape, lang)
        _tell(report, made, outcome, output, lang)
        return _exit_code(report, made, outcome)

    return plan


def _earlier(path: Path) -> bytes:
    """The calendar of an earlier plan, read before a new one replaces it; empty without one."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _tell(report: Report, plan: Plan, outcome: Outcome, folder: Path, lang: Lang) -> None:
    """Say on stderr what was not read, on what the plan rests, and which files were written."""
    from kamdocs.cli.locking import say_bare
    from kamdocs.cli.making import say_unsound

    say_bare(outcome.bare, folder, lang)
    back = report.handed_back
    decided = [one for one in report.findings if one.place and one.place.file in back]
    say_unsound(report, [*decided, *plan.findings, *outcome.notes, *outcome.kept], lang)
    for name in outcome.files:
        click.echo(str(folder / name), err=True)


def _exit_code(report: Report, plan: Plan, outcome: Outcome) -> int:
    if report.unread or not report.recognised or outcome.held:
        return Exit.UNREADABLE
    return Exit.FINDINGS if plan.unsettled or outcome.outdated else Exit.CLEAN
