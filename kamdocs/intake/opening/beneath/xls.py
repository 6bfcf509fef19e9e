"""What lies beneath the values of an old .xls (and of an .et of WPS), read by xlrd."""

import struct
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet

from kamdocs.intake.grid import Beneath, Spot, error
from kamdocs.intake.opening.beneath.formats import as_shown
from kamdocs.intake.values import SINCE_1904

_BROKEN = (
    *(XLRDError, CompDocError, struct.error, UnicodeDecodeError),
    *(AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError),
    *(OverflowError, MemoryError, EOFError, NotImplementedError),
)
"""What xlrd raises over a workbook that it cannot make out: it checks little of what it reads."""


def look_beneath(content: bytes) -> dict[str, Beneath] | None:
    """For each sheet by name what its values do not show; None where xlrd cannot make it out."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
        return {sheet.name: _beneath(book, sheet) for sheet in book.sheets()}
    except _BROKEN:
        return None


def _beneath(book: Book, sheet: Sheet) -> Beneath:
    rows = sum(bool(row.hidden) for row in sheet.rowinfo_map.values())
    columns = sum(bool(one.hidden) for at, one in sheet.colinfo_map.items() if at < sheet.ncols)
    noted = {"hidden-rows": rows, "hidden-columns": columns}
    cells = dict(_cells(book, sheet))
    counted = {name: count for name, count in noted.items() if count}
    later = SINCE_1904 if book.datemode else timedelta()
    return Beneath(cells, noted=counted, later=later)


def _cells(book: Book, sheet: Sheet) -> Iterator[tuple[Spot, object]]:
    codes = [book.format_map[one.format_key].format_str for one in book.xf_list]
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
            spot = row + 1, column + 1
            if kind == xlrd.XL_CELL_ERROR:
                yield spot, error(xlrd.error_text_from_code.get(int(value), "#N/A"))
            elif kind == xlrd.XL_CELL_NUMBER:
                code = codes[sheet.cell_xf_index(row, column)]
                shown = as_shown(float(value), code)
                if shown is not None:
                    yield spot, shown
