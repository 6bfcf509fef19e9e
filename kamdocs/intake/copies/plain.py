"""A sheet of another format as an .xlsx: its values in their places, merged cells merged."""

import io
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from kamdocs.intake.grid import Area, Grid, blank
from kamdocs.model import Unread
from kamdocs.packaging import without_system

_MADE = datetime(2000, 1, 1)
"""A date that does not change, so that the same sheet gives the same bytes."""
_NARROW, _WIDE = 8, 50
_LONGEST = 32_767
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_FIRST_YEAR = 1900
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")
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
        names[grid.name] = _free_name(grid.name, names.values())
        sheet = new.add_worksheet(names[grid.name])
        if grid.hidden and len(names) > 1:
            sheet.hide()
        for area in grid.beneath.merged:
            _merge(sheet, area)
        _fill(sheet, grid, formats)
    new.close()
    return without_system(stream.getvalue()), names


def _free_name(name: str, taken: Iterable[str]) -> str:
    """A name that Excel takes and that no other sheet has."""
    stem = _FORBIDDEN.sub("_", name)[:_LONGEST_NAME] or "_"
    others = {one.casefold() for one in taken}
    found, number = stem, 1
    while found.casefold() in others:
        number += 1
        mark = f" ({number})"
        found = stem[: _LONGEST_NAME - len(mark)] + mark
    return found


def _merge(sheet: Any, area: Area) -> None:
    if area.anchor == (area.bottom, area.right):
        return
    if area.bottom > _LAST_ROW or area.right > _LAST_COLUMN:
        return
    try:
        sheet.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "")
    except OverlappingRange:
        return  # two merged cells that overlap are a fault of the file; the values are all there


def _fill(sheet: Any, grid: Grid, formats: Mapping[str, Any]) -> None:
    widths: dict[int, int] = {}
    for number, row in grid.rows():
        for column, cell in enumerate(row, grid.first_column):
            if blank(cell) or number > _LAST_ROW or column > _LAST_COLUMN:
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
            sheet.write_string(row, column, str(cell)[:_LONGEST])
