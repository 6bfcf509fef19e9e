"""A sheet that is looked at only: a note above it, headings, rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kamdocs.intake.blanks.looks import Looks, printed
from kamdocs.lettering import LINE_HEIGHT, lines
from kamdocs.model import Lang, Listing
from kamdocs.model.listing import Cell

_TITLE, _NOTE, _HEADINGS, _FIRST = range(4)


def fill(sheet: Any, listing: Listing, looks: Looks, lang: Lang) -> list[Sequence[Cell | None]]:
    """Write a listing into an empty worksheet of XlsxWriter; what stands in each row."""
    for at, width in enumerate(listing.widths):
        sheet.set_column(at, at, width)
    sheet.set_row(_TITLE, 30)
    sheet.write_string(_TITLE, 0, listing.name, looks["title"])
    sheet.write_string(_NOTE, 0, listing.note, looks["faint"])
    for at, heading in enumerate(listing.columns):
        sheet.write_string(_HEADINGS, at, heading, looks["head"])
    for row, cells in enumerate(listing.rows, _FIRST):
        for at, cell in enumerate(cells):
            _write(sheet, row, at, cell, looks)
        most = max(lines(str(cell), listing.widths[at] - 2) for at, cell in enumerate(cells))
        sheet.set_row(row, most * LINE_HEIGHT + 4)
    last = _HEADINGS + len(listing.rows)
    if listing.rows:
        sheet.autofilter(_HEADINGS, 0, last, len(listing.columns) - 1)
    sheet.freeze_panes(_FIRST, 0)
    sheet.repeat_rows(_HEADINGS)
    printed(sheet, lang)
    return [[listing.name], [listing.note], listing.columns, *listing.rows]


def _write(sheet: Any, row: int, at: int, cell: Cell, looks: Looks) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, at, cell, looks["day"])
    elif isinstance(cell, int):
        sheet.write_number(row, at, cell, looks["figure"])
    elif cell:
        sheet.write_string(row, at, cell, looks["cell"])
    else:
        sheet.write_blank(row, at, None, looks["cell"])
