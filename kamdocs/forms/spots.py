"""Where something stands in a Word document, as people count it."""

from collections.abc import Iterable

from lxml import etree

from kamdocs.forms.markup import CELL, PARAGRAPH, ROW, TABLE
from kamdocs.forms.tables import cells_of, rows_of
from kamdocs.model import Text

_PARTS: dict[str, Text] = {
    "hdr": Text("页眉", "header"),
    "ftr": Text("页脚", "footer"),
    "footnotes": Text("脚注", "footnotes"),
    "endnotes": Text("尾注", "endnotes"),
    "comments": Text("批注", "comments"),
}
_NUMBERED = Text("{part}{number}", "{part} {number}")
_CELL = Text("表格{table}第{row}行第{column}格", "table {table}, row {row}, cell {column}")
_PARAGRAPH = Text("第{number}段", "paragraph {number}")


class Spots:
    """Says of elements of one part where they stand: tables are counted through the part, rows and
    cells within their table, paragraphs among those outside of tables.

    ``number`` tells several headers or footers apart; 0 where there is only one.
    """

    def __init__(self, root: etree._Element, number: int = 0) -> None:
        self.root = root
        kind = etree.QName(root).localname
        self.part = _PARTS.get(kind)
        if self.part and number:
            self.part = _NUMBERED.filled(part=self.part, number=number)
        self._tables = _counted(root.iter(TABLE))
        loose = (one for one in root.iter(PARAGRAPH) if next(one.iterancestors(CELL), None) is None)
        self._loose = _counted(loose)
        self._rows: dict[etree._Element, int] = {}
        self._cells: dict[etree._Element, Text] = {}

    def of(self, element: etree._Element) -> Text | None:
        """The cell or paragraph of an element, in words; None where only the document as a whole
        could be named."""
        inside = self._inside(element)
        if self.part is None or inside is None:
            return inside or self.part
        return Text(f"{self.part.zh}{inside.zh}", f"{self.part.en}, {inside.en}")

    def _inside(self, element: etree._Element) -> Text | None:
        cell = element if element.tag == CELL else _first(element.iterancestors(CELL))
        if cell is None:
            cell = _first(element.iter(CELL))  # around a row or a table: where it begins
        if cell is not None:
            return self._cell(cell)
        if element.tag == TABLE:
            return _CELL.filled(table=self._tables[element], row=1, column=1)
        paragraph = (
            element if element.tag == PARAGRAPH else _first(element.iterancestors(PARAGRAPH))
        )
        if paragraph is None:
            paragraph = _first(element.iter(PARAGRAPH))
        number = 0 if paragraph is None else self._loose.get(paragraph, 0)
        return _PARAGRAPH.filled(number=number) if number else None

    def _cell(self, cell: etree._Element) -> Text:
        if cell not in self._cells:
            row, table = next(cell.iterancestors(ROW)), next(cell.iterancestors(TABLE))
            if row not in self._rows:
                self._rows |= _counted(rows_of(table))
            column = list(cells_of(row)).index(cell) + 1
            self._cells[cell] = _CELL.filled(
                table=self._tables[table], row=self._rows[row], column=column
            )
        return self._cells[cell]


def _counted(elements: Iterable[etree._Element]) -> dict[etree._Element, int]:
    return {one: number for number, one in enumerate(elements, start=1)}


def _first(elements: Iterable[etree._Element]) -> etree._Element | None:
    return next(iter(elements), None)
