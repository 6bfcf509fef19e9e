"""Opening what was handed in: sheets as rows of raw cells, with what lies beneath them."""

import io
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kamdocs.intake.grid import Area, Beneath, Grid, Row, Spot
from kamdocs.intake.opening.extents import extents_of, without
from kamdocs.intake.opening.limits import USUAL, Door, hold_package
from kamdocs.intake.opening.slashes import with_slashes
from kamdocs.intake.opening.sniffing import DAMAGED, Format, NotOpened, format_of
from kamdocs.intake.opening.texts import decoded, far_out, rows_of
from kamdocs.intake.opening.unlocking import NONE_GIVEN, unlocked
from kamdocs.spreadsheets import LONGEST_NAME

if TYPE_CHECKING:
    from kamdocs.intake.opening.beneath.xlsx import Package

_OF_RUST = "pyo3_runtime"
"""Where the exception comes from that python-calamine raises when its own code gave up: a class
that nobody can import, and no Exception."""


class Workbook(NamedTuple):
    """A file that was opened: its format, and its worksheets in their order.

    ``content`` are its bytes without the password, ``password`` the one that opened it (or
    empty). ``noted`` counts what the ledger tells of the whole: macros, links to other files;
    ``looked_beneath`` is False where nobody could look for errors and hidden rows.
    """

    format: Format
    grids: tuple[Grid, ...]
    content: bytes
    password: str = ""
    noted: Mapping[str, int] = {}
    looked_beneath: bool = True


def open_workbook(content: bytes, name: str, door: Door = USUAL) -> Workbook:
    """The worksheets of a file by what it is, not by what its name says.

    ``name`` is the file's, of which a .csv has the name of its sheet. NotOpened where it is no
    workbook that can be read, or larger than it may be.
    """
    content, password = unlocked(content, door.passwords)
    hold_package(content, door.limits)
    content = with_slashes(content)
    kind = format_of(content)
    if kind is Format.TEXT:
        rows = rows_of(decoded(content))
        sheet = PurePath(name).stem[:LONGEST_NAME]
        filled, beyond = any(any(row) for row in rows), far_out(rows)
        grid = Grid(sheet, lambda: () if beyond else rows, filled=filled, beyond=beyond)
        return Workbook(kind, (grid,), content)
    package = _package(content) if kind is Format.XLSX else None
    reach = package.reach if package else extents_of(content, kind)
    too_far = {name: extent.outermost for name, extent in reach.items() if extent.too_large}
    grids = tuple(_grids(content, kind, too_far))
    return _looked_beneath(Workbook(kind, grids, content, password), package)


def _package(content: bytes) -> "Package":
    """What the XML of an .xlsx tells beside the values, looked for before any sheet is read: each
    is inflated once to tell how far it reaches and what lies beneath it."""
    from kamdocs.intake.opening.beneath.xlsx import look_beneath

    return look_beneath(content)


def _grids(content: bytes, kind: Format, beyond: Mapping[str, tuple[Spot, ...]]) -> list[Grid]:
    """The worksheets; those that go ``beyond`` what can be read come without their rows."""
    try:
        readable = without(content, beyond) if beyond and kind is Format.ODS else content
        book = CalamineWorkbook.from_filelike(io.BytesIO(readable))
        return [
            _left_out(about, beyond[about.name])
            if about.name in beyond
            else _grid(book.get_sheet_by_name(about.name), _hidden(about), kind)
            for about in book.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as fault:
        raise NotOpened("KD122", NONE_GIVEN) from fault
    except (CalamineError, ValueError, KeyError, OSError) as fault:
        raise NotOpened("KD101", DAMAGED) from fault
    except BaseException as fault:
        if type(fault).__module__ != _OF_RUST:
            raise
        raise NotOpened("KD101", DAMAGED) from fault


def _hidden(about: SheetMetadata) -> bool:
    return about.visible != SheetVisibleEnum.Visible


def _left_out(about: SheetMetadata, beyond: tuple[Spot, ...]) -> Grid:
    return Grid(about.name, _no_rows, hidden=_hidden(about), beyond=beyond)


def _no_rows() -> Iterable[Row]:
    return ()


def _grid(sheet: CalamineSheet, hidden: bool, kind: Format) -> Grid:
    start = (sheet.start[1] if sheet.start else 0) + 1
    filled = sheet.start is not None
    merged = _merged(sheet) if kind in (Format.XLSX, Format.XLS) else ()
    return Grid(sheet.name, sheet.iter_rows, start, hidden, filled, Beneath(merged=merged))


def _merged(sheet: CalamineSheet) -> tuple[Area, ...]:
    areas = sheet.merged_cell_ranges or []
    return tuple(
        sorted(
            Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in areas
        )
    )


def _looked_beneath(book: Workbook, package: "Package | None") -> Workbook:
    """The workbook with what its values do not show."""
    found = package.sheets if package else _beneath(book)
    if found is None:
        return book._replace(looked_beneath=False)
    grids = tuple(_over(grid, found.get(grid.name)) for grid in book.grids)
    return book._replace(grids=grids, noted=package.noted if package else {})


def _beneath(book: Workbook) -> Mapping[str, Beneath] | None:
    """What lies beneath the sheets of a workbook that is no .xlsx; what looks there comes with the
    first file of a format."""
    if book.format is Format.XLS:
        from kamdocs.intake.opening.beneath import xls

        return xls.look_beneath(book.content)
    if book.format is Format.XLSB:
        from kamdocs.intake.opening.beneath import xlsb

        return xlsb.look_beneath(book.content)
    from kamdocs.intake.opening.beneath import ods

    return ods.look_beneath(book.content)


def _over(grid: Grid, beneath: Beneath | None) -> Grid:
    if beneath is None:
        return grid
    merged = grid.beneath.merged or beneath.merged
    filled = grid.filled or bool(beneath.cells)
    return grid._replace(filled=filled, beneath=beneath._replace(merged=merged))
