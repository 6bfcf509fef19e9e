"""The sheet 概览: the result, the figures, and two charts of them."""

from collections.abc import Iterator
from typing import Any

import kamdocs
from kamdocs.lettering import FONT, LINE_HEIGHT, lines
from kamdocs.model import Level, Report, Status, joined
from kamdocs.reports.around import Around
from kamdocs.reports.tallies import owners, through_words
from kamdocs.reports.verdicts import awaiting_words, rate_words, result_line, waits_words
from kamdocs.reports.workbook.sheet import Cell, Sheet, of_status
from kamdocs.words import STATUSES, fact_words
from kamdocs.words.figures import tried_words
from kamdocs.words.page import PAGE, SHORT
from kamdocs.words.workbook import BOOK, SHEETS

_OPEN = (Status.FAIL, Status.UNKNOWN, Status.LATE, Status.WARN)
"""The statuses that an owner has to look into: the stacks of the second chart."""
BARS = {
    Status.FAIL: "#C0392B",
    Status.UNKNOWN: "#E0A526",
    Status.LATE: "#E67E22",
    Status.WARN: "#C9B458",
    Status.UNATTESTED: "#4A86C5",
    Status.DUE_SOON: "#9B6FC4",
    Status.PENDING: "#8A97A6",
    Status.WAIVED: "#6C79C2",
    Status.ATTESTED: "#58A55C",
    Status.PASS: "#2F7D4F",
    Status.NOT_APPLICABLE: "#BFC7D1",
}
"""Colours that can be told apart beside each other."""
_CHARTED = 12
"""The most owners in the chart, so that it stays legible; the table has them all."""
_WIDTHS = (28, 12, 12, 12, 12, 12, 12, 12)
_CHART_ROWS = 19
_PIXELS = 20
"""The height of a row in pixels."""
_NAME = "overview"
_TRIED = "tried"


def write(sheet: Sheet, book: Any, report: Report, around: Around) -> None:
    """Write the sheet, with its charts."""
    for column, width in enumerate(_WIDTHS):
        sheet.page.set_column(column, column, width)
    row = _about(sheet, report, around)
    row = _verdict(sheet, report, row + 1)
    first = _statuses(sheet, report, row + 1)
    count = len([one for one in Status if report.weighed[one]])
    if count:
        chart = _by_status(sheet, book, report, first, count)
        sheet.page.insert_chart(first - 1, 3, chart, {"x_offset": 6, "object_position": 1})
    row = max(first + count, first + _CHART_ROWS) + 1
    sheet.said(row, PAGE["owners"].say(sheet.lang), "section")
    shown = min(len(owners(report)), _CHARTED)
    tall = 110 + 24 * shown
    first = _owners(sheet, report, row + 2 + (tall // _PIXELS if shown else 0))
    if shown:
        sheet.page.insert_chart(row + 1, 0, _by_owner(sheet, book, first, shown, tall))
    sheet.page.hide_gridlines(2)
    sheet.print(PAGE["title"].say(sheet.lang), portrait=True)


def _about(sheet: Sheet, report: Report, around: Around) -> int:
    """Write who, when and which policies; returns the row below."""
    lang = sheet.lang
    sheet.said(0, around.company, "company")
    sheet.said(1, PAGE["title"].say(lang), "title")
    sheet.page.set_row(1, 28)
    row = 2
    tried = tried_words(report.policies, lang)
    if tried:
        _across(sheet, row, tried)
        row += 1
    for name, words in (
        ("as_of", fact_words(report.as_of, lang)),
        ("span", fact_words(report.span, lang) if report.span else ""),
        ("through", through_words(report, lang)),
        *(("policies", words) for words in _policies(sheet, report)),
        ("files", str(len(report.files))),
    ):
        sheet.said(row, PAGE[name].say(lang), "label")
        sheet.said(row, words, "plain", 1)
        row += 1
    made = PAGE["made_by"].fill(lang, {"version": kamdocs.__version__})
    sheet.said(row, made)
    return row + 1


def _across(sheet: Sheet, row: int, words: str) -> None:
    """Write words across the whole width, in as many lines as they take."""
    sheet.page.merge_range(row, 0, row, len(_WIDTHS) - 1, "", sheet.looks.style(_TRIED))
    sheet.said(row, words, _TRIED)
    sheet.page.set_row(row, LINE_HEIGHT * lines(words, sum(_WIDTHS) - len(_WIDTHS)) + 4)


def _policies(sheet: Sheet, report: Report) -> Iterator[str]:
    for policy in report.policies:
        yield f"{policy.title.say(sheet.lang)} {policy.id} v{policy.version}"


def _verdict(sheet: Sheet, report: Report, row: int) -> int:
    """Write the result, the rate with both its numbers, and the data errors; returns the row
    below."""
    lang = sheet.lang
    result = result_line(report, lang)
    look = "good" if result.style == "pass" else "bad"
    sheet.page.set_row(row, 24)
    for column in range(len(_WIDTHS)):
        sheet.put(row, column, Cell(style=look))
    sheet.said(row, result.words, look)
    sheet.said(row + 1, rate_words(report, lang), "plain")
    row += 2
    if report.awaiting:
        sheet.said(row, awaiting_words(report, lang), "plain")
        row += 1
    kept, decided = report.kept
    levels = report.levels
    for name, count in (
        ("kept", kept),
        ("decided", decided),
        ("errors", levels[Level.ERROR]),
        ("warnings", levels[Level.WARNING]),
        ("notes", levels[Level.NOTE]),
    ):
        sheet.put(row, 0, Cell(BOOK[name].say(lang)))
        sheet.put(row, 1, Cell(count, "number"))
        row += 1
    return row


def _statuses(sheet: Sheet, report: Report, row: int) -> int:
    """Write the number of verdicts of each status; returns the first row of figures."""
    lang = sheet.lang
    sheet.said(row, PAGE["statuses"].say(lang), "section")
    sheet.put(row + 1, 0, Cell(PAGE["status"].say(lang), "head"))
    sheet.put(row + 1, 1, Cell(PAGE["count"].say(lang), "head"))
    first = at = row + 2
    for status in Status:
        if report.weighed[status]:
            sheet.put(at, 0, of_status(status, STATUSES[status].say(lang)))
            sheet.put(at, 1, Cell(report.weighed[status], "number"))
            sheet.said(at, waits_words(report, status, lang), "plain", 2)
            at += 1
    return first


def _owners(sheet: Sheet, report: Report, row: int) -> int:
    """Write what each owner has to look into and how much was kept; returns the first row of
    figures."""
    lang = sheet.lang
    heads = [PAGE["owner"].say(lang), *(SHORT[one].say(lang) for one in _OPEN)]
    heads += [BOOK["kept"].say(lang), BOOK["decided"].say(lang)]
    sheet.page.set_row(row, 2 * LINE_HEIGHT + 2)
    for column, words in enumerate(heads):
        sheet.put(row, column, Cell(words, "head"))
    for at, share in enumerate(owners(report), row + 1):
        owner = fact_words(share.owner, lang)
        sheet.page.set_row(at, LINE_HEIGHT * lines(owner, _WIDTHS[0] - 1) + 2)
        sheet.put(at, 0, Cell(owner))
        counts = [*(share.statuses[one] for one in _OPEN), share.kept, share.decided]
        for column, count in enumerate(counts, 1):
            sheet.put(at, column, Cell(count, "number"))
    return row + 1


def _by_status(sheet: Sheet, book: Any, report: Report, first: int, count: int) -> Any:
    """The chart with a bar for each status, in its colour."""
    lang, name = sheet.lang, SHEETS[_NAME].say(sheet.lang)
    shown = [one for one in Status if report.weighed[one]]
    chart = book.add_chart({"type": "bar"})
    chart.add_series({
        "name": PAGE["count"].say(lang),
        "categories": [name, first, 0, first + count - 1, 0],
        "values": [name, first, 1, first + count - 1, 1],
        "points": [{"fill": {"color": BARS[one]}} for one in shown],
        "data_labels": {"value": True, "font": {"name": FONT}},
        "gap": 40,
    })  # fmt: skip
    chart.set_legend({"none": True})
    return _finished(chart, PAGE["statuses"].say(lang), 480, _PIXELS * (_CHART_ROWS + 1))


def _by_owner(sheet: Sheet, book: Any, first: int, count: int, tall: int) -> Any:
    """The chart with a stacked bar for each of the first owners: what is open, by status."""
    lang, name = sheet.lang, SHEETS[_NAME].say(sheet.lang)
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, status in enumerate(_OPEN, 1):
        chart.add_series({
            "name": [name, first - 1, column],
            "categories": [name, first, 0, first + count - 1, 0],
            "values": [name, first, column, first + count - 1, column],
            "fill": {"color": BARS[status]},
            "gap": 40,
        })  # fmt: skip
    chart.set_legend({"position": "bottom", "font": {"name": FONT}})
    return _finished(chart, joined((SHORT[one].say(lang) for one in _OPEN), lang), 780, tall)


def _finished(chart: Any, title: str, width: int, height: int) -> Any:
    """The chart with its title and size, the worst on top, whole numbers along the axis."""
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 11, "bold": True}})
    font = {"name": FONT, "size": 9}
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": font})
    chart.set_x_axis({
        "num_format": "0",
        "label_position": "low",
        "major_gridlines": {"visible": True, "line": {"color": "#E3E7EB"}},
        "num_font": font,
    })  # fmt: skip
    chart.set_size({"width": width, "height": height})
    return chart
