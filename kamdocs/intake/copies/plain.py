"""A sheet of another format as an .xlsx: its values in their places, merged cells merged."""

import io
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from kamdocs.intake.grid import Area, Grid, blank
from kamdocs.model import Unread
from kamdocs.packaging import without_system
from kamdocs.spreadsheets import COLUMNS, FULL_CELL, ROWS, sheet_name

_MADE = datetime(2000, 1, 1)
"""A date that does not change, so that the same sheet gives the same bytes."""
_NARROW, _WIDE = 8, 50
_FIRST_YEAR = 1900
_FORMATS = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "time": "[h]:mm"}


def as_xlsx(grids: Iterable[Grid]) -> tuple[bytes, Mapping[str, str]]:
    """Sheets of any format as an .xlsx, and the name that each has in it.

    Text stays text, whatever it begins with; errors come as the words that Excel shows. Excel
    takes not every name for a sheet.
    """
    stream = io.BytesIO()
    new = xlsxwriter.Workbook(stream, {"in_memory": True})
    new.set_properties({"created": _MADE})
    formats = {name: new.add_format({"num_format": code}) for name, code in _FORMATS.items()}
    names: dict[str, str] = {}
    for grid in grids:
        taken = names.values()
        names[grid.name] = sheet_name(grid.name, taken) or sheet_name("_", taken)
        sheet = new.add_worksheet(names[grid.name])
        if grid.hidden and len(names) > 1:
            sheet.hide()
        for area in grid.beneath.merged:
            _merge(sheet, area)
        _fill(sheet, grid, formats)
    new.close()
    return without_system(stream.getvalue()), names


def _merge(sheet: Any, area: Area) -> None:
    if area.anchor == (area.bottom, area.right):
        return
    if area.bottom > ROWS or area.right > COLUMNS:
        return
    try:
        sheet.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "")
    except OverlappingRange:
        return  # two merged cells that overlap are a fault of the file; the values are all there


def _fill(sheet: Any, grid: Grid, formats: Mapping[str, Any]) -> None:
    widths: dict[int, int] = {}
    for number, row in grid.rows():
        for column, cell in enumerate(row, grid.first_column):
            if blank(cell) or number > ROWS or column > COLUMNS:
                continue
            _write(sheet, number - 1, column - 1, cell, formats)
            wide = max(len(line.encode("gb18030", "replace")) for line in str(cell).split("\n"))
            widths[column] = min(max(widths.get(column, _NARROW), wide + 2), _WIDE)
    for column, width in widths.items():
        sheet.set_column(column - 1, column - 1, width)


def _write(sheet: Any, row: int, column: int, cell: object, formats: Mapping[str, Any]) -> None:
    match cell:
        case bool():
            sheet.write_boolean(row, column, cell)
        case int() | float() if math.isfinite(cell):
            sheet.write_number(row, column, cell)
        case date() if cell.year < _FIRST_YEAR:
            sheet.write_string(row, column, str(cell))
        case datetime() if cell.time() != time():
            sheet.write_datetime(row, column, cell, formats["moment"])
        case date():
            sheet.write_datetime(row, column, cell, formats["day"])
        case time() | timedelta():
            sheet.write_datetime(row, column, cell, formats["time"])
        case Unread():
            sheet.write_string(row, column, cell.raw)
        case _:
            sheet.write_string(row, column, str(cell)[:FULL_CELL])
