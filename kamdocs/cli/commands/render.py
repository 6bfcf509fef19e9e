"""``kamdocs render``: Word forms."""

from datetime import date
from pathlib import Path

import click

from kamdocs.cli import options
from kamdocs.faults import SetupFault
from kamdocs.model import Lang, Period, Report, Text

HELP = Text(
    "\b\n生成Word表单。FORM是\n"
    "  customer-file     客户档案表，每家客户一份\n"
    "  visit-report      客户拜访报告，每次拜访一份\n"
    "  status-report     业务状况分析报告表，每月一份（不给 --period 时是最近一月）\n"
    "  grade-evaluation  客户质量等级评估表，每家客户每年一份\n"
    "制度要求而未填写的格印“待补”，并批注是哪几条要求的。\n"
    "加 --blank 生成一份空白表单，供手写或在Word、WPS里填写，不需要PATH。",
    "Make Word forms. FORM is customer-file (one for each customer), visit-report (one for each "
    "visit), status-report (one for each month; without --period, the latest) or grade-evaluation "
    "(one for each customer and year). Cells that a clause asks for and nobody filled in are "
    "marked, with a comment naming the clauses. With --blank one empty form is made, to fill in by "
    "hand or in Word or WPS; it needs no PATH.",
)
_BLANK = Text("生成一份空白表单（不读表格）", "Make one empty form to fill in; no sheets are read.")


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("render", help=HELP.say(lang))
    @click.argument("form", metavar="FORM")
    @options.paths(lang, required=False)
    @click.option("--blank", is_flag=True, help=_BLANK.say(lang))
    @options.folder(lang)
    @options.period(lang)
    @options.policy(lang)
    @options.as_of(lang)
    @options.passwords(lang)
    def render(
        form: str,
        paths: tuple[Path, ...],
        blank: bool,
        output: Path,
        period: Period | None,
        policy_names: tuple[str, ...],
        as_of: date,
        passwords: tuple[str, ...],
    ) -> int:
        from kamdocs import forms, review
        from kamdocs.cli import showing
        from kamdocs.cli.making import say_made, write_documents
        from kamdocs.cli.settings import configuration, policies_for, schemas_for

        forms.form(form)
        if blank and (paths or period):
            raise SetupFault("KD932", {"option": "PATH" if paths else "--period"})
        if not (blank or paths):
            raise SetupFault("KD933", {"form": form})
        settings = configuration(paths)
        schemas = schemas_for(settings)
        policies = policies_for(policy_names, schemas, settings)
        if blank:
            empty = review.blank_form(form, schemas, settings.company, policies)
            made = write_documents([empty], output)
            return say_made(Report(as_of, ()), made, output, lang)
        sources = review.gather(paths)
        with showing.progress([one.shown for one in sources]) as seen:
            report, book = review.check(sources, schemas, policies, as_of, period, seen, passwords)
        made = write_documents(
            review.documents([form], report, book, schemas, settings.company, period), output
        )
        return say_made(report, made, output, lang)

    return render
