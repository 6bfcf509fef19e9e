"""The sheet 客户×条款: the worst result in each cell, with a link to the first one in the list."""

from collections.abc import Iterator, Mapping, Sequence

from kamdocs.model import Place, Report, Said
from kamdocs.reports.grid import Cell as Result
from kamdocs.reports.grid import Grid, Row, grid
from kamdocs.reports.workbook.links import location
from kamdocs.reports.workbook.sheet import Cell, Column, Sheet
from kamdocs.words.page import PAGE, SHORT, SYMBOLS
from kamdocs.words.workbook import BOOK, SHEETS

_WIDTH = 12
_ACROSS = 180
"""The width of a printed page in digits, at two thirds of their size."""


def write(sheet: Sheet, report: Report, rows: Mapping[str, int]) -> None:
    """Write the sheet; ``rows`` has the row of each verdict in the list of findings, by id."""
    whole = grid(report)
    sheet.table(
        SHEETS["grid"].say(sheet.lang),
        BOOK["symbols_help"].say(sheet.lang),
        list(_columns(whole)),
        (_row(row, sheet, rows) for row in whole.rows),
        len(whole.rows),
        frozen=2,
    )
    sheet.page.repeat_columns(0, 1)
    sheet.page.fit_to_pages(1 + whole.width * _WIDTH // _ACROSS, 0)


def _columns(whole: Grid) -> Iterator[Column]:
    yield Column(PAGE["customer"], 30)
    yield Column(BOOK["subject"], 11)
    several = len(whole.policies) > 1
    for column in whole.columns:
        clause = f"{column.policy} {column.clause}" if several else column.clause
        yield Column(Said(clause, clause), _WIDTH)


def _row(row: Row, sheet: Sheet, rows: Mapping[str, int]) -> Sequence[Cell]:
    name = row.name or row.subject or PAGE["company"].say(sheet.lang)
    results = (_result(one, sheet, rows) for one in row.cells)
    return [Cell(name), Cell(row.subject), *results]


def _result(result: Result | None, sheet: Sheet, rows: Mapping[str, int]) -> Cell:
    if result is None:
        return Cell(style="centre")
    words = f"{SYMBOLS[result.status]} {SHORT[result.status].say(sheet.lang)}"
    if result.count > 1:
        words += f" {result.count}"
    if result.awaits:
        words += f" {PAGE['waiver_awaiting'].say(sheet.lang)}"
    row = rows.get(result.first.id)
    to = location(Place("", SHEETS["findings"].say(sheet.lang), row + 1, 1)) if row else ""
    return Cell(words, f"grid {result.status.value}", f"internal:{to}" if to else "")
