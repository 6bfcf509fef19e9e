"""The sheet 豁免: the waivers in use, the nearest end first, and who approved them."""

from collections.abc import Sequence
from itertools import chain

from kamdocs.model import Finding, Report, Status, day_in, ruling_of
from kamdocs.reports.tallies import waivers
from kamdocs.reports.workbook.findings import when, who
from kamdocs.reports.workbook.links import Links
from kamdocs.reports.workbook.placing import place_columns, placed
from kamdocs.reports.workbook.sheet import Cell, Column, Sheet, of_status
from kamdocs.words import STATUSES, fact_words
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import BOOK, SHEETS

_COLUMNS = (
    Column(BOOK["until"], 12),
    Column(BOOK["approval"], 16),
    Column(BOOK["reason"], 44),
    Column(BOOK["without"], 12),
    Column(PAGE["clause"], 12),
    Column(BOOK["clause_text"], 40),
    Column(PAGE["customer"], 30),
    Column(PAGE["period"], 15),
    Column(PAGE["due"], 12),
    *place_columns(),
)


def write(sheet: Sheet, report: Report, links: Links) -> None:
    """Write the sheet."""
    verdicts = list(chain.from_iterable(one.verdicts for one in waivers(report.verdicts)))
    sheet.table(
        SHEETS["waivers"].say(sheet.lang),
        BOOK["waivers_help"].say(sheet.lang),
        _COLUMNS,
        (_row(one, sheet, links) for one in verdicts),
        len(verdicts),
        frozen=1,
    )


def _row(verdict: Finding, sheet: Sheet, links: Links) -> Sequence[Cell]:
    ruling, lang = ruling_of(verdict), sheet.lang
    without = ruling.without or Status.FAIL
    awaiting = PAGE["awaiting"].say(lang)
    approval = awaiting if ruling.awaits else fact_words(verdict.facts["approved_by"], lang)
    return [
        Cell(day_in(verdict.facts.get("until")), "day"),
        Cell(approval, f"status {Status.UNKNOWN.value}" if ruling.awaits else "cell"),
        Cell(fact_words(verdict.facts["reason"], lang)),
        of_status(without, STATUSES[without].say(lang)),
        Cell(ruling.clause),
        Cell(ruling.text.say(lang)),
        Cell(who(verdict, sheet)),
        Cell(when(verdict, sheet)),
        Cell(ruling.due, "day"),
        *placed(ruling.near[0].place, links),  # what waives it comes first
    ]
