"""``kamdocs render``: Word forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli import asking, completing, options, refusing
from kamdocs.faults import SetupFault
from kamdocs.model import Lang, Period, Report, Text

if TYPE_CHECKING:
    from kamdocs.cli.locking import Lock
    from kamdocs.cli.making import Batch
    from kamdocs.forms import Choice, Form

HELP = Text(
    "\b\n生成Word表单。FORM是\n"
    "  customer-file     客户档案表，每家客户一份\n"
    "  visit-report      客户拜访报告，每次拜访一份\n"
    "  status-report     业务状况分析报告表，每月一份（默认是最近一月）\n"
    "  grade-evaluation  客户质量等级评估表，每家客户每年一份\n"
    "  return-notice     退回通知，有要改正或要办的事的客户经理每人一份\n"
    "  visit-plan        访问计划，每期一份（默认是最近一季）\n"
    "制度要求而未填写的格印“待补”，并批注是哪几条要求的。\n"
    "加 --blank 生成一份空白表单，供手写或在Word、WPS里填写，不需要PATH。",
    "Make Word forms. FORM is customer-file (one for each customer), visit-report (one for each "
    "visit), status-report (one for each month; without --period, the latest), grade-evaluation "
    "(one for each customer and year), return-notice (a letter to each account manager who has "
    "something to mend or to do, in a folder of its own) or visit-plan (one for a period; without "
    "--period, the latest quarter). Cells that a clause asks for and nobody filled in are marked, "
    "with a comment naming the clauses. With --blank one empty form is made, to fill in by hand or "
    "in Word or WPS; it needs no PATH.",
)
_ANNOTATE = Text(
    "退回通知：把收件人自己的文件的批注副本放进同一文件夹",
    "Return notices: put annotated copies of the addressee's own files into the same folder.",
)
_WHOLE_FILES = Text(
    "与--annotate同用：也附上含有其他客户经理的行的文件，整个文件，只批注收件人的问题",
    "With --annotate: of files that hold rows of other account managers too, whole, with the "
    "addressee's findings only.",
)
_TEMPLATE = Text(
    "用自己的模板；先用“kamdocs form lint”检查", "A template of your own; try “kamdocs form lint”."
)
_NAME = Text(
    "文件名的写法，如{title}_{code}_{name}；拜访报告还有{day}，月报是{title}、{month}和{about}（所选的客户）",
    "How documents are named, such as {title}_{code}_{name}; visit reports have {day} too, "
    "monthly ones {title}, {month} and {about}, the customers that were chosen.",
)
_COMBINE = Text(
    "全部装进一个.docx：每份从新的一页开始，页眉、页脚和页码各是各的；这时--name可用{title}和{about}",
    "All in one .docx: each begins on a new page and keeps its header, footer and page numbers; "
    "--name then takes {title} and {about}.",
)
_PDF = Text(
    "另存为PDF（要装有LibreOffice）", "Make PDFs beside them, with LibreOffice where installed."
)
_BLANK = Text("生成一份空白表单（不读表格）", "Make one empty form to fill in; no sheets are read.")


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("render", help=HELP.say(lang))
    @click.argument("form", metavar="FORM", shell_complete=completing.forms)
    @options.paths(lang, required=False)
    @click.option("--blank", is_flag=True, help=_BLANK.say(lang))
    @options.folder(lang)
    @options.period(lang)
    @options.choice(lang)
    @click.option("--template", type=options.A_FILE, metavar="FILE", help=_TEMPLATE.say(lang))
    @click.option("--name", metavar="PATTERN", help=_NAME.say(lang))
    @click.option("--combine", is_flag=True, help=_COMBINE.say(lang))
    @click.option("--pdf", is_flag=True, help=_PDF.say(lang))
    @click.option("--annotate", is_flag=True, help=_ANNOTATE.say(lang))
    @click.option("--whole-files", is_flag=True, help=_WHOLE_FILES.say(lang))
    @options.force(lang)
    @options.policy(lang)
    @options.as_of(lang)
    @asking.encrypt_with(lang)
    @asking.seal_key(lang, asking.SEALING)
    @asking.reading(lang)
    def render(
        form: str,
        paths: tuple[Path, ...],
        blank: bool,
        output: Path,
        period: Period | None,
        choice: Choice,
        template: Path | None,
        name: str | None,
        combine: bool,
        pdf: bool,
        force: bool,
        annotate: bool,
        whole_files: bool,
        policy_names: tuple[str, ...],
        as_of: date,
        asked: asking.Asked,
        key: bytes,
        lock: Lock | None,
    ) -> int:
        from kamdocs import forms, paperwork, review
        from kamdocs.cli.access import access
        from kamdocs.cli.exits import Exit
        from kamdocs.cli.ledger import Ledger
        from kamdocs.cli.making import (
            bound_in_one,
            finish,
            held_back,
            say_findings,
            say_months_without,
            why_none,
            write_documents,
        )
        from kamdocs.cli.settings import configuration, forms_for, policies_for, schemas_for
        from kamdocs.office import office

        of_sheets = {
            "PATH": paths,
            "--period": period,
            "--customer, --tier, --manager": choice,
            "--name": name,
            "--combine": combine,
            "--annotate": annotate,
            "--whole-files": whole_files,
            "--seal-key": key,
        }
        _agree(form, blank, of_sheets)
        asking.no_lock(lock, "--pdf", pdf)
        settings = configuration(paths)
        wanted = forms.of_name(form, forms_for(settings))
        _fit(wanted, choice, annotate, whole_files)
        refusing.outside(output, paths, lang, sheets=False, copies=annotate)
        if template is not None:
            wanted = replace(wanted, template=template)
        renamed = _named(wanted, name, combine)
        refusing.alone(output)
        ledger = Ledger(output, force, lock)
        program = office() if pdf else None
        schemas = schemas_for(settings, policy_names)
        policies = policies_for(policy_names, schemas, settings)
        if blank:
            empty = paperwork.blank_form(wanted, schemas, settings.company, policies, ledger.names)
            made = write_documents([empty], ledger, key=None)
            return finish(made, Report(as_of, ()), ledger, program, lang)
        copies = {"--annotate": annotate}
        run = access("render", asked, settings, schemas, lang, copies, choice=choice)
        sources = review.gather(paths)
        report, book = run.checked(sources, policies, as_of, period)
        back = None
        if wanted.each == forms.LETTER:
            from kamdocs.cli import returning

            back = returning.returning(run, report, book, choice, annotate, whole_files)
            if not back.notices:
                return returning.say_none(report, lang)
        basis = forms.Basis(
            book,
            schemas,
            period,
            choice=choice,
            letters=back.letters if back else (),
            company=settings.company,
        )
        names = None if combine else ledger.names
        documents = paperwork.documents([wanted if combine else renamed], report, basis, names)
        if period and wanted.each == "month":
            months = {month for one in documents for month in one.months}
            say_months_without(months, period, as_of, lang)
        batches: Sequence[Batch] = documents
        if combine:
            about = "_".join(filter(None, (str(period or ""), str(choice))))
            batches = bound_in_one(renamed, about, documents, ledger)
        made = write_documents(batches, ledger, key, asked.workers)
        none = why_none(wanted, book, schemas, bool(choice), lang)
        code = finish(made, report, ledger, program, lang, none)
        if back and annotate:
            from kamdocs.cli.copying import Copying

            held = Copying(run, report, lock).send_back(output, back, sources)
            say_findings(held_back(held), lang)
            return Exit.UNREADABLE if held else code
        return code

    return render


def _agree(form: str, blank: bool, of_sheets: Mapping[str, object]) -> None:
    """Raise SetupFault KD932 where an empty form is wanted together with options that need sheets,
    KD933 where a filled form is wanted without sheets. ``of_sheets`` are these options with their
    values."""
    given = [option for option, value in of_sheets.items() if value]
    if blank and given:
        raise SetupFault("KD932", {"option": given[0]})
    if not blank and "PATH" not in given:
        raise SetupFault("KD933", {"form": form})


def _fit(form: Form, choice: Choice, annotate: bool, whole_files: bool) -> None:
    """Raise SetupFault KD556 for an option that the form does not take, KD557 for --whole-files
    without --annotate."""
    from kamdocs.forms import LETTER

    of_letters = {"--annotate": annotate, "--whole-files": whole_files}
    of_others = {"--customer": choice.customers, "--tier": choice.tiers}
    for option, given in (of_others if form.each == LETTER else of_letters).items():
        if given:
            raise SetupFault("KD556", {"option": option, "form": form.id})
    if whole_files and not annotate:
        raise SetupFault("KD557")


def _named(form: Form, name: str | None, combine: bool) -> Form:
    """The form with the pattern for the file names of its documents, or of the one document into
    which they are bound (``combine``)."""
    from kamdocs import forms

    if name is not None:
        return forms.named(form, name, combine)
    return forms.bound(form) if combine else form
