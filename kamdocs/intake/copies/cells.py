"""The cells of one worksheet, to be found, styled and written."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

from lxml import etree

from kamdocs.intake.copies.book import Book, local, parsed
from kamdocs.intake.grid import Spot, as_excel
from kamdocs.model import column_number
from kamdocs.packaging import cleaned

_NAME = re.compile(r"([A-Z]+)\d+\Z")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would take for a character by its number, unless the line before it is one."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_AFTER_DRAWING = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
"""What comes behind the drawing of the notes in a worksheet (ECMA-376, 18.3.1.99)."""
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)

_column = cache(column_number)


def safe(words: str) -> str:
    """Words as Excel keeps them: no character that XML forbids, none that it would turn into
    another."""
    return _ESCAPE.sub("_x005F_", cleaned(words)[0])


@dataclass
class Cells:
    """The cells of one worksheet part."""

    book: Book
    part: str
    _rows: dict[int, etree._Element] = field(init=False, default_factory=dict)
    _cells: dict[int, dict[int, etree._Element]] = field(init=False, default_factory=dict)
    _data: etree._Element = field(init=False)
    _space: str = field(init=False)

    def __post_init__(self) -> None:
        root = self.book.root(self.part)
        self._space = f"{{{etree.QName(root.tag).namespace}}}"
        self._data = next(one for one in root if local(one) == "sheetData")
        number = 0
        for row in self._data:
            if local(row) == "row":
                number = int(row.get("r") or number + 1)
                self._rows.setdefault(number, row)

    def styled(self, styles: Collection[int]) -> list[tuple[Spot, int]]:
        """The cells in some styles, each with its style."""
        return [
            ((number, column), style)
            for number in (self._rows if styles else ())
            for column, cell in self._of(number).items()
            if (style := int(cell.get("s") or 0)) in styles
        ]

    def get(self, spot: Spot) -> etree._Element:
        """The cell at a place, made where the sheet has none."""
        cells = self._of(spot[0])
        if spot[1] not in cells:
            cell = etree.Element(f"{self._space}c", r=as_excel(spot))
            row = self._rows[spot[0]]
            before = sum(column < spot[1] for column in cells)
            row.insert(before, cell)
            row.attrib.pop("spans", "")
            cells[spot[1]] = cell
            style = row.get("s") if row.get("customFormat") in ("1", "true") else None
            if style:
                cell.set("s", style)
        return cells[spot[1]]

    def _of(self, number: int) -> dict[int, etree._Element]:
        """The cells of a row by column, each with its name written out."""
        if number not in self._cells:
            row = self._row(number)
            found: dict[int, etree._Element] = {}
            column = 0
            for cell in row:
                if local(cell) == "c":
                    given = cell.get("r") or ""
                    named = _NAME.match(given)
                    column = _column(named[1]) if named else column + 1
                    name = as_excel((number, column))
                    if given != name:
                        cell.set("r", name)
                    found[column] = cell
            self._cells[number] = found
        return self._cells[number]

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            row = etree.Element(f"{self._space}row", r=str(number))
            after = next((one for at, one in sorted(self._rows.items()) if at > number), None)
            if after is None:
                self._data.append(row)
            else:
                after.addprevious(row)
            self._rows[number] = row
        row = self._rows[number]
        row.set("r", str(number))
        return row

    def style(self, spot: Spot) -> int:
        return int(self.get(spot).get("s") or 0)

    def set_style(self, spot: Spot, style: int) -> None:
        self.get(spot).set("s", str(style))

    def has_formula(self, spot: Spot) -> bool:
        return any(local(one) == "f" for one in self.get(spot))

    def write(self, spot: Spot, value: str | float | date) -> None:
        """Put a value in the place of what a cell holds: text as text, whatever it begins with."""
        cell = self.get(spot)
        for one in list(cell):
            cell.remove(one)
        cell.attrib.pop("t", "")
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            holder = etree.SubElement(cell, f"{self._space}is")
            text = etree.SubElement(holder, f"{self._space}t")
            text.text = safe(value)
            text.set(_SPACE, "preserve")
            return
        if isinstance(value, date):
            epoch = _EPOCH_1904 if self.book.from_1904 else _EPOCH
            whole = value if isinstance(value, datetime) else datetime.combine(value, time())
            value = (whole - epoch) / timedelta(days=1)
        etree.SubElement(cell, f"{self._space}v").text = f"{value:.15g}"


def first_cells(book: Book, part: str) -> Iterator[str]:
    """The words in the first cells of the first column of a worksheet, which stays as it is."""
    sheet = parsed(book.read(part))
    cells = {cell.get("r"): cell for cell in sheet.iter() if local(cell) == "c"}
    for name in ("A1", "A2"):
        cell = cells.get(name)
        yield "" if cell is None else _words(book, cell)


def _words(book: Book, cell: etree._Element) -> str:
    """The words of a cell: its own, or those that the workbook holds for all its sheets."""
    if cell.get("t") == "s":
        number = int("".join(one.text or "" for one in cell if local(one) == "v"))
        cell = parsed(book.read(book.linked(book.main, "sharedStrings")))[number]
    return "".join(one.text or "" for one in cell.iter() if local(one) == "t")


def put_behind_drawings(sheet: etree._Element, element: etree._Element) -> None:
    """An element of a worksheet in the place where its notes are named."""
    after = next((one for one in sheet if local(one) in _AFTER_DRAWING), None)
    if after is None:
        sheet.append(element)
    else:
        after.addprevious(element)
