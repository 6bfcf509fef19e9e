"""The sheet 趋势: the periods side by side, with a chart."""

from typing import Any

from kamdocs.lettering import FONT, LINE_HEIGHT, lines
from kamdocs.model import Status, Text
from kamdocs.reports.history.saying import cell, period, rate, to_mind, versions
from kamdocs.reports.history.trend import Trend
from kamdocs.reports.workbook.overview import BARS
from kamdocs.reports.workbook.sheet import Cell, Sheet, of_status
from kamdocs.words import STATUSES
from kamdocs.words.history import MARKS, TREND
from kamdocs.words.page import PAGE

NAME = Text("趋势", "Trend")
_CHART_ROWS = 17
_WIDTH, _FIRST = 22, 58


def write(sheet: Sheet, book: Any, found: Trend) -> None:
    """Write the sheet: runs, chart, policies, clauses, and the findings to be kept in mind."""
    lang = sheet.lang
    shown = [one for one in Status if any(run.all.statuses[one] for run in found.runs)]
    sheet.page.set_column(0, 0, _FIRST)
    sheet.page.set_column(1, len(found.runs) + 1, _WIDTH)
    sheet.said(0, TREND["title"].say(lang), "title")
    sheet.page.set_row(0, 26)
    sheet.said(1, TREND["help"].say(lang))
    row = _runs(sheet, found, shown, 3)
    _chart(sheet, book, found, shown, row + 1)
    row = _policies(sheet, found, row + 2 + _CHART_ROWS)
    row = _clauses(sheet, found, row + 1)
    if found.findings:
        sheet.said(row + 1, TREND["to_mind"].say(lang), "section")
        for at, finding in enumerate(found.findings, row + 2):
            sheet.said(at, to_mind(finding, lang), "plain")
    sheet.page.hide_gridlines(2)
    sheet.print(TREND["title"].say(lang), portrait=len(found.runs) < 4)


def _heads(sheet: Sheet, row: int, words: list[str]) -> None:
    for column, head in enumerate(words):
        sheet.put(row, column, Cell(head, "head"))


def _runs(sheet: Sheet, found: Trend, shown: list[Status], head: int) -> int:
    """Write a column for each run, with numbers as numbers; returns the row below."""
    lang = sheet.lang
    _heads(sheet, head, [PAGE["status"].say(lang), *(period(one, lang) for one in found.runs)])
    for at, status in enumerate(shown, head + 1):
        sheet.put(at, 0, of_status(status, STATUSES[status].say(lang)))
        for column, run in enumerate(found.runs, 1):
            sheet.put(at, column, Cell(run.all.statuses[status], "number"))
    row = head + 1 + len(shown)
    for at, name in enumerate(("kept", "lates", "days", "as_of", "file"), row):
        sheet.put(at, 0, Cell(TREND[name].say(lang)))
    for column, run in enumerate(found.runs, 1):
        told = (
            Cell(rate(run.all, lang)),
            Cell(len(run.late), "number"),
            Cell(sum(run.late), "number"),
            Cell(run.day, "day"),
            Cell(run.file or TREND["this"].say(lang)),
        )
        for at, one in enumerate(told, row):
            sheet.put(at, column, one)
    return row + 5


def _chart(sheet: Sheet, book: Any, found: Trend, shown: list[Status], row: int) -> None:
    """Add the chart with a column for each period, stacked by status."""
    name, head, last = NAME.say(sheet.lang), 3, len(found.runs)
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for at, status in enumerate(shown, head + 1):
        chart.add_series({
            "name": [name, at, 0],
            "categories": [name, head, 1, head, last],
            "values": [name, at, 1, at, last],
            "fill": {"color": BARS[status]},
            "gap": 60,
        })  # fmt: skip
    title = PAGE["statuses"].say(sheet.lang)
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 11, "bold": True}})
    chart.set_legend({"position": "right", "font": {"name": FONT}})
    font = {"name": FONT, "size": 9}
    grid = {"visible": True, "line": {"color": "#E3E7EB"}}
    chart.set_y_axis({"num_format": "0", "major_gridlines": grid, "num_font": font})
    chart.set_x_axis({"num_font": font})
    chart.set_size({"width": 860, "height": 20 * _CHART_ROWS - 10})
    sheet.page.insert_chart(row, 0, chart, {"object_position": 1})


def _policies(sheet: Sheet, found: Trend, row: int) -> int:
    lang = sheet.lang
    sheet.said(row, TREND["policies"].say(lang), "section")
    _heads(sheet, row + 1, [PAGE["policy"].say(lang), *(period(one, lang) for one in found.runs)])
    for at, (name, title, counts) in enumerate(found.policies, row + 2):
        sheet.put(at, 0, Cell(title.say(lang)))
        for column, (run, count) in enumerate(zip(found.runs, counts, strict=True), 1):
            said = rate(count, lang) if count else TREND["nothing"].say(lang)
            sheet.put(at, column, Cell(f"{said} {versions(found, run, name, lang)}".strip()))
    return row + 2 + len(found.policies)


def _clauses(sheet: Sheet, found: Trend, row: int) -> int:
    """Write every clause, those that got worse first; returns the row below."""
    lang = sheet.lang
    sheet.said(row, TREND["clauses"].say(lang), "section")
    sheet.said(row + 1, TREND["clauses_help"].say(lang))
    heads = (PAGE["clause"].say(lang), TREND["change"].say(lang))
    _heads(sheet, row + 2, [*heads, *(period(one, lang) for one in found.runs)])
    for at, one in enumerate(found.clauses, row + 3):
        named = f"{one.policy} {one.clause} {one.text.say(lang)}"
        cells = [cell(count, lang) for count in one.counts]
        tall = max(lines(named, _FIRST - 1), *(lines(words, _WIDTH - 1) for words in cells))
        sheet.page.set_row(at, tall * LINE_HEIGHT + 2)
        sheet.put(at, 0, Cell(named))
        sheet.put(at, 1, Cell(f"{MARKS[one.turn]} {TREND[one.turn].say(lang)}"))
        for column, words in enumerate(cells, 2):
            sheet.put(at, column, Cell(words))
    return row + 3 + len(found.clauses)
