"""Where things stand in a document, and the words of them."""

from collections.abc import Sequence
from copy import copy

from lxml import etree

from kamdocs.forms.opening import W
from kamdocs.forms.tables import CELL, ROW, TABLE, cells_of, rows_of
from kamdocs.model import Place

PARAGRAPH, RUN, TEXT = f"{{{W}}}p", f"{{{W}}}r", f"{{{W}}}t"
_BREAKS = {f"{{{W}}}br": "\n", f"{{{W}}}cr": "\n", f"{{{W}}}tab": "\t"}
_HYPHEN = f"{{{W}}}noBreakHyphen"
WORDED = (TEXT, _HYPHEN, *_BREAKS)
"""The elements that are words by themselves."""
UNSEEN = (
    f"{{{W}}}moveFrom",
    f"{{{W}}}del",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
"""Text that was taken away, or that stands a second time for older programs."""
OUTSIDE = "正文"
"""Where paragraphs stand that are in no table."""


class Layout:
    """The tables of a document, their rows and cells, counted as people count them."""

    def __init__(self, root: etree._Element, file: str) -> None:
        self.file = file
        self._root = root
        self.tables = [one for one in root.iter(TABLE) if not _within(one, TABLE)]
        self._rows: dict[etree._Element, tuple[int, int]] = {}
        self._cells: dict[etree._Element, int] = {}
        for number, table in enumerate(self.tables, 1):
            for row_number, row in enumerate(rows_of(table), 1):
                self._rows[row] = number, row_number
                for cell_number, cell in enumerate(cells_of(row), 1):
                    self._cells[cell] = cell_number
        self.paragraphs = [one for one in root.iter(PARAGRAPH) if not _within(one, TABLE)]
        self._paragraphs = {one: number for number, one in enumerate(self.paragraphs, 1)}

    def part(
        self, tables: Sequence[etree._Element], paragraphs: Sequence[etree._Element]
    ) -> "Layout":
        """Some of the tables and paragraphs, which stand where they did."""
        part = copy(self)
        part.tables, part.paragraphs = list(tables), list(paragraphs)
        return part

    def holds(self, place: Place) -> bool:
        """Whether a place is in one of these tables or paragraphs."""
        if place.sheet == OUTSIDE:
            return place.row in {self._paragraphs[one] for one in self.paragraphs}
        rows = (self._rows[row] for table in self.tables for row in rows_of(table))
        return place.sheet in {f"表{number}" for number, _ in rows}

    def tables_before(self) -> dict[etree._Element, int]:
        """For each paragraph behind how many tables it stands."""
        before: dict[etree._Element, int] = {}
        tables = {table: number for number, table in enumerate(self.tables, 1)}
        number = 0
        for one in self._root.iter(TABLE, PARAGRAPH):
            number = tables.get(one, number)
            if one in self._paragraphs:
                before[one] = number
        return before

    def place(self, element: etree._Element) -> Place:
        """表1 行3 列2 for what stands in a cell, the number of the paragraph for all else."""
        for cell in (element, *element.iterancestors(CELL)):
            if cell in self._cells:
                table, row = self._rows[next(cell.iterancestors(ROW))]
                return Place(self.file, f"表{table}", row, self._cells[cell])
        for one in (element, *element.iterancestors(PARAGRAPH), *element.iter(PARAGRAPH)):
            if one in self._paragraphs:
                return Place(self.file, OUTSIDE, self._paragraphs[one])
        return Place(self.file, OUTSIDE)

    def row(self, element: etree._Element) -> etree._Element | None:
        """The row of a table that an element stands in."""
        return next((one for one in element.iterancestors(ROW) if one in self._rows), None)


def _within(element: etree._Element, kind: str) -> bool:
    return next(element.iterancestors(kind), None) is not None


def words_of(element: etree._Element) -> str:
    """The words of an element: a line for each paragraph, breaks and tabs as they are."""
    pieces: list[str] = []
    first = True
    for one in element.iter(PARAGRAPH, *WORDED):
        if one.tag == PARAGRAPH:
            pieces += [] if first else ["\n"]
            first = False
        else:
            pieces.append(words_at(one))
    return "".join(pieces)


def words_at(one: etree._Element) -> str:
    """The words that one element itself is: a text, a break, a tab, a hyphen; empty for any other,
    and for what was taken away."""
    if one.tag not in WORDED:
        return ""
    parent = one.getparent()
    if parent is None or parent.tag != RUN or _gone(one):
        return ""
    return said_by(one)


def said_by(one: etree._Element) -> str:
    """The words of an element that is one of ``WORDED``, wherever it stands."""
    return (one.text or "") if one.tag == TEXT else _BREAKS.get(str(one.tag), "-")


def _gone(element: etree._Element) -> bool:
    return next(element.iterancestors(*UNSEEN), None) is not None
