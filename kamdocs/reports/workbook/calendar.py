"""The sheet 到期日历: what is still to be done, day by day."""

from collections.abc import Sequence

from kamdocs.model import Finding, Report, ruling_of
from kamdocs.reports.tallies import dues
from kamdocs.reports.workbook.findings import when, who
from kamdocs.reports.workbook.sheet import Cell, Column, Sheet, of_status
from kamdocs.words import fact_words, grace_words, phrases, status_words, what
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import BOOK, SHEETS

_COLUMNS = (
    Column(PAGE["due"], 12),
    Column(BOOK["weekday"], 11),
    Column(BOOK["days_left"], 10),
    Column(PAGE["status"], 14),
    Column(PAGE["owner"], 14),
    Column(PAGE["customer"], 32),
    Column(PAGE["period"], 15),
    Column(PAGE["clause"], 12),
    Column(BOOK["clause_text"], 44),
    Column(BOOK["what"], 34),
)


def write(sheet: Sheet, report: Report) -> None:
    """Write the sheet."""
    due = dues(report, within=None)
    sheet.table(
        SHEETS["calendar"].say(sheet.lang),
        BOOK["calendar_help"].say(sheet.lang),
        _COLUMNS,
        (_row(one, report, sheet) for one in due),
        len(due),
        frozen=1,
    )


def _row(verdict: Finding, report: Report, sheet: Sheet) -> Sequence[Cell]:
    ruling, lang = ruling_of(verdict), sheet.lang
    assert ruling.due is not None  # only what has a due day is in the calendar
    return [
        Cell(ruling.due, "day"),
        Cell(phrases.WEEKDAYS[ruling.due.weekday()].say(lang)),
        Cell((ruling.due - report.as_of).days, "number"),
        of_status(ruling.weighs, grace_words(ruling, lang) or status_words(ruling, lang)),
        Cell(fact_words(ruling.owner, lang)),
        Cell(who(verdict, sheet)),
        Cell(when(verdict, sheet)),
        Cell(ruling.clause),
        Cell(ruling.text.say(lang)),
        Cell(what(verdict, lang)),
    ]
