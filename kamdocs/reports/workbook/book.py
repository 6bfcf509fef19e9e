"""Makes the workbook: its sheets in their order, the same bytes for the same findings."""

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from kamdocs.lettering import FONT, SIZE
from kamdocs.model import Lang, Report
from kamdocs.packaging import without_system
from kamdocs.reports.around import Around
from kamdocs.reports.workbook import (
    calendar,
    changed,
    data,
    evidence,
    findings,
    matrix,
    overview,
    reading,
    trend,
    waived,
)
from kamdocs.reports.workbook.deciding import Deciding, beside
from kamdocs.reports.workbook.links import Links
from kamdocs.reports.workbook.looks import Looks
from kamdocs.reports.workbook.sheet import Limits, Sheet
from kamdocs.sheets import FINDINGS_STAMP, STAMP_SHEET
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import SHEETS

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": SIZE, "font_scheme": "none"},
}


def as_workbook(
    report: Report,
    around: Around,
    links: Links,
    lang: Lang,
    limits: Limits | None = None,
) -> bytes:
    """The bytes of the report as a workbook (.xlsx) in a language.

    ``links`` lead to the files handed in. What does not fit into the ``limits``, by default
    Excel's, is mentioned on the sheet. Decisions that were handed back are in it again.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    book.set_properties({
        "title": PAGE["title"].say(lang),
        "author": "kamdocs",
        "company": around.company,
        "created": datetime(report.as_of.year, report.as_of.month, report.as_of.day),
    })  # fmt: skip
    looks = Looks(book)
    sheets = {
        name: Sheet(book.add_worksheet(words.say(lang)), looks, lang, limits or Limits())
        for name, words in SHEETS.items()
    }
    deciding = _deciding(report, lang)
    overview.write(sheets["overview"], book, report, around)
    rows = findings.write(sheets["findings"], report, links, deciding)
    matrix.write(sheets["grid"], report, rows)
    calendar.write(sheets["calendar"], report)
    evidence.write(sheets["evidence"], report, links)
    waived.write(sheets["waivers"], report, links)
    data.write(sheets["data"], report, links, deciding)
    reading.write(sheets["ledger"], report, links)
    if around.since:
        page = book.add_worksheet(PAGE["changes"].say(lang))
        changed.write(Sheet(page, looks, lang, limits or Limits()), around.since)
    if around.trend:
        page = book.add_worksheet(trend.NAME.say(lang))
        trend.write(Sheet(page, looks, lang, limits or Limits()), book, around.trend)
    _stamp(book, lang)
    book.close()
    return without_system(stream.getvalue())


def _deciding(report: Report, lang: Lang) -> Deciding:
    if not report.decisions:
        return Deciding(lang)
    return Deciding(lang, *beside(report.decisions, findings.listed(report), report.findings))


def _stamp(book: Any, lang: Lang) -> None:
    """Add the hidden sheet by which the workbook is recognised when it is handed in."""
    page = book.add_worksheet(STAMP_SHEET)
    page.very_hidden()
    names = (name.say(lang) for name in (*SHEETS.values(), PAGE["changes"], trend.NAME))
    for row, words in enumerate((FINDINGS_STAMP, *names)):
        page.write_string(row, 0, words)
