"""Workbooks by several writers, from one description of what stands in them."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter, range_boundaries

from tests import office

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Sheet:
    """What a sheet holds. ``merged`` are ranges, ``hidden_rows`` numbers, ``hidden_columns``
    letters, ``formats`` number formats by cell, ``notes`` what is remarked on cells."""

    name: str
    rows: Rows
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    state: str = "visible"


def by_openpyxl(sheets: Sequence[Sheet]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for wanted in sheets:
        sheet = book.create_sheet(wanted.name)
        sheet.sheet_state = wanted.state
        for number, row in enumerate(wanted.rows, 1):
            for column, cell in enumerate(row, 1):
                if cell is not None:
                    sheet.cell(number, column, cell)
        for cell, code in wanted.formats.items():
            sheet[cell].number_format = code
        for cell, words in wanted.notes.items():
            sheet[cell].comment = Comment(words, "李晓雯")
        for area in wanted.merged:
            sheet.merge_cells(area)
        for number in wanted.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for letter in wanted.hidden_columns:
            sheet.column_dimensions[letter].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_xlsxwriter(sheets: Sequence[Sheet]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy/m/d"})
    for wanted in sheets:
        sheet = book.add_worksheet(wanted.name)
        formats = {
            cell: book.add_format({"num_format": code}) for cell, code in wanted.formats.items()
        }
        for area in wanted.merged:
            left, top, right, bottom = range_boundaries(area)
            assert None not in (left, top, right, bottom)
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")  # type: ignore[operator]
        for number, row in enumerate(wanted.rows):
            for column, cell in enumerate(row):
                style = formats.get(f"{get_column_letter(column + 1)}{number + 1}")
                if isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(number, column, cell, style, "")
                elif cell is not None:
                    sheet.write(number, column, cell, *([style] if style else []))
        for cell, words in wanted.notes.items():
            sheet.write_comment(cell, words)
        for number in wanted.hidden_rows:
            sheet.set_row(number - 1, options={"hidden": True})
        for letter in wanted.hidden_columns:
            sheet.set_column(f"{letter}:{letter}", options={"hidden": True})
        if wanted.state == "hidden":
            sheet.hide()
        elif wanted.state == "veryHidden":
            sheet.very_hidden()
    book.close()
    return stream.getvalue()


def by_csv(sheets: Sequence[Sheet], encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    """The first sheet as text, as Excel saves it."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(
        [_as_text(cell) for cell in row] for row in sheets[0].rows
    )
    return stream.getvalue().encode(encoding)


def _as_text(cell: object) -> str:
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    if isinstance(cell, date):
        return f"{cell:%Y/%m/%d}"
    return "" if cell is None else str(cell)


_FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}


def converted(contents: Mapping[str, bytes], suffix: str, folder: Path) -> dict[str, bytes]:
    """Workbooks by name, opened and saved by LibreOffice in another format, all in one call."""
    return converted_to(contents, (suffix,), folder)[suffix]


def converted_to(
    contents: Mapping[str, bytes], suffixes: Sequence[str], folder: Path
) -> dict[str, dict[str, bytes]]:
    """Workbooks by suffix and name, opened by LibreOffice once each and saved in every format."""
    if office.OFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    before = folder / "before"
    before.mkdir(parents=True, exist_ok=True)
    paths = {name: before / f"{number:04}.xlsx" for number, name in enumerate(contents)}
    for name, content in contents.items():
        paths[name].write_bytes(content)
    office.saved_as(paths.values(), {suffix: _FILTERS[suffix] for suffix in suffixes}, folder)
    return {
        suffix: {
            name: (folder / suffix / f"{path.stem}.{suffix}").read_bytes()
            for name, path in paths.items()
        }
        for suffix in suffixes
    }


WRITERS: dict[str, Callable[[Sequence[Sheet]], bytes]] = {
    "openpyxl": by_openpyxl,
    "XlsxWriter": by_xlsxwriter,
}
