"""Opening workbooks with python-calamine: sheets as rows of raw cells, with their true places."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kamdocs.model import Text

Row = Sequence[object]
DAMAGED = Text("文件已损坏或不完整", "the file is damaged or incomplete")
EMPTY = Text("文件是空的", "the file is empty")
OTHER = Text("只有文件名像工作簿", "only its name is that of one")


class NotOpened(Exception):
    """The bytes are no workbook that opens; ``code`` says which finding that makes."""

    def __init__(self, code: str, reason: Text | str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class Grid:
    """A sheet. ``rows()`` yields each row with its number, from 1; ``first_column`` is the
    number of the column in which the cells of every row begin."""

    name: str
    hidden: bool
    first_column: int
    sheet: CalamineSheet

    @property
    def filled(self) -> bool:
        """Whether anything at all stands in the sheet."""
        return self.sheet.start is not None

    def rows(self) -> Iterator[tuple[int, Row]]:
        """All rows from the first of the sheet on, blank ones included."""
        return enumerate(self.sheet.iter_rows(), 1)


def grids(content: bytes) -> list[Grid]:
    """The worksheets of an .xlsx in the order of the workbook; NotOpened where it is none."""
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise NotOpened("KD122" if b"E\0n\0c\0r\0y\0p\0t\0" in content else "KD107", ".xls")
    if content[:2] != b"PK":
        raise NotOpened("KD101", OTHER if content else EMPTY)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            _grid(book, about.name, about.visible != SheetVisibleEnum.Visible)
            for about in book.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as fault:
        raise NotOpened("KD122", str(fault)) from fault
    except (CalamineError, ValueError, KeyError, OSError) as fault:
        raise NotOpened("KD101", DAMAGED) from fault


def _grid(book: CalamineWorkbook, name: str, hidden: bool) -> Grid:
    sheet = book.get_sheet_by_name(name)
    return Grid(name, hidden, (sheet.start[1] if sheet.start else 0) + 1, sheet)
