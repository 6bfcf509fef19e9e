"""The return notices of a run: to whom they go, and what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import click

from kamdocs import forms
from kamdocs.cli.access import Access
from kamdocs.cli.exits import Exit
from kamdocs.model import Book, Lang, Report, Text
from kamdocs.notices import Notice, letters, notices

_NONE = Text(
    "没有要退回的：没有要改正、要核对、没有做到或就要到期的",
    "Nothing to send back: there is nothing to mend, to look at, to make up for or due soon.",
)
_NONE_READ = Text(
    "没有可以退回的：没有找到可以读取的表格",
    "Nothing to send back: no sheet was found that could be read.",
)


@dataclass(frozen=True)
class Returning:
    """The notices of one run and the letters made of them; ``copies`` are the files of which copies
    go with each notice, by the folder of the notice."""

    notices: Sequence[Notice]
    letters: Sequence[forms.Letter]
    copies: dict[str, tuple[str, ...]]


def returning(
    run: Access,
    report: Report,
    book: Book,
    choice: forms.Choice = forms.EVERYBODY,
    annotate: bool = False,
    whole_files: bool = False,
) -> Returning:
    """The return notices of a report to the account managers who were chosen; SetupFault KD936 to
    KD938 where the choice names what is not there. With ``annotate`` copies go with them, with
    ``whole_files`` also of files that hold rows of several account managers."""
    forms.chosen(choice, book, run.schemas)
    found = [one for one in notices(report, book, run.schemas) if choice.has_manager(one.to.people)]
    copies = {one.folder: one.copies(whole_files) for one in found} if annotate else {}
    settings = run.settings
    back_by = report.as_of + timedelta(days=settings.days) if settings.days else None
    said = letters(found, report, settings.ask, back_by, copies, settings.company)
    return Returning(found, said, copies)


def say_none(report: Report, lang: Lang) -> int:
    """Say that there is nothing to send back, or that nothing could be read; returns the exit
    code."""
    click.echo((_NONE if report.recognised else _NONE_READ).say(lang), err=True)
    return Exit.UNREADABLE if report.unread or not report.recognised else Exit.CLEAN
