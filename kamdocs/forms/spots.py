"""Where something stands in a Word document, as people count it."""

from collections.abc import Iterable

from lxml import etree

from kamdocs.forms.opening import W
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
_TABLE, _ROW, _COLUMN, _WORDS = (f"{{{W}}}{kind}" for kind in ("tbl", "tr", "tc", "p"))


class Spots:
    """The places of one part: tables are counted through it, rows and cells within a table as one
    sees them, paragraphs among those that stand in no table.

    ``number`` tells apart several headers or footers, 0 where there is only one.
    """

    def __init__(self, root: etree._Element, number: int = 0) -> None:
        self.root = root
        kind = etree.QName(root).localname
        self.part = _PARTS.get(kind)
        if self.part and number:
            self.part = _filled(_NUMBERED, part=self.part, number=number)
        self._tables = _counted(root.iter(_TABLE))
        loose = (one for one in root.iter(_WORDS) if next(one.iterancestors(_COLUMN), None) is None)
        self._loose = _counted(loose)

    def of(self, element: etree._Element) -> Text | None:
        """The cell or paragraph of an element; None where it is the document as a whole."""
        inside = self._inside(element)
        if self.part is None or inside is None:
            return inside or self.part
        return Text(f"{self.part.zh}{inside.zh}", f"{self.part.en}, {inside.en}")

    def _inside(self, element: etree._Element) -> Text | None:
        cell = element if element.tag == _COLUMN else _first(element.iterancestors(_COLUMN))
        if cell is None:
            cell = _first(element.iter(_COLUMN))  # around a row or a table: where it begins
        if cell is not None:
            row = next(cell.iterancestors(_ROW))
            table = next(cell.iterancestors(_TABLE))
            rows = [one for one in table.iter(_ROW) if next(one.iterancestors(_TABLE)) is table]
            cells = [one for one in row.iter(_COLUMN) if next(one.iterancestors(_ROW)) is row]
            return _filled(
                _CELL,
                table=self._tables[table],
                row=rows.index(row) + 1,
                column=cells.index(cell) + 1,
            )
        if element.tag == _TABLE:
            return _filled(_CELL, table=self._tables[element], row=1, column=1)
        paragraph = element if element.tag == _WORDS else _first(element.iterancestors(_WORDS))
        if paragraph is None:
            paragraph = _first(element.iter(_WORDS))
        number = 0 if paragraph is None else self._loose.get(paragraph, 0)
        return _filled(_PARAGRAPH, number=number) if number else None


def _counted(elements: Iterable[etree._Element]) -> dict[etree._Element, int]:
    return {one: number for number, one in enumerate(elements, start=1)}


def _first(elements: Iterable[etree._Element]) -> etree._Element | None:
    return next(iter(elements), None)


def _filled(words: Text, **facts: Text | int) -> Text:
    zh = {name: one.zh if isinstance(one, Text) else str(one) for name, one in facts.items()}
    en = {name: one.en if isinstance(one, Text) else str(one) for name, one in facts.items()}
    return Text(words.fill("zh", zh), words.fill("en", en))
