"""How far the cells of the sheets of an .ods reach, by its content.xml."""

import html
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from kamdocs.intake.opening.extents.extent import Extent
from kamdocs.lazy import lazy
from kamdocs.packaging import changed

_PART = "content.xml"
_TAG = lazy(
    rb"<(/?)(?:[\w.-]+:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])"
    rb"((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
)
_NAME = lazy(rb":name\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ROWS = lazy(rb":number-rows-repeated\s*=\s*[\"'](\d+)")
_COLUMNS = lazy(rb":number-columns-repeated\s*=\s*[\"'](\d+)")
_VALUE = b"value"
"""Stands in the tag of a cell that holds something: what type of value it is, and which."""


@dataclass
class _Sheet:
    """A sheet while it is gone through; its rows stand from ``start`` to ``end`` in the XML.

    ``row`` is the row we are in, which stands for so many alike (``rows``), and ``column`` the
    last column of it that was seen. A sheet is laid out from its first cell on, filled or not.
    """

    name: str
    start: int
    end: int = 0
    row: int = 1
    rows: int = 0
    column: int = 0
    extent: Extent = field(default_factory=lambda: Extent(top=1, left=1))

    def begin_row(self, about: bytes) -> None:
        self.row += self.rows
        self.rows, self.column = _many(_ROWS, about), 0

    def take_cell(self, about: bytes) -> None:
        first = self.column + 1
        self.column += _many(_COLUMNS, about)
        if _VALUE in about:
            self.extent.add(self.row, first)
            self.extent.add(self.row + self.rows - 1, self.column)


def extents(content: bytes) -> Mapping[str, Extent]:
    """How far the filled cells of each sheet reach, by the sheet's name."""
    return {sheet.name: sheet.extent for sheet in _sheets(_xml(content))}


def without(content: bytes, names: Collection[str]) -> bytes:
    """The workbook with some sheets emptied: whoever opens an .ods lays out all of them."""
    xml = _xml(content)
    kept: list[bytes] = []
    at = 0
    for sheet in _sheets(xml):
        if sheet.name in names:
            kept.append(xml[at : sheet.start])
            at = sheet.end
    return changed(content, {_PART: b"".join((*kept, xml[at:]))})


def _xml(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(_PART)


def _sheets(xml: bytes) -> Iterator[_Sheet]:
    sheet: _Sheet | None = None
    for tag in _TAG.finditer(xml):
        closing, name, about = tag.groups()
        if sheet is None:
            if name == b"table" and not closing:
                sheet = _Sheet(_named(about), tag.end())
        elif name == b"table" and closing:
            sheet.end = tag.start()
            yield sheet
            sheet = None
        elif name == b"table-row" and not closing:
            sheet.begin_row(about)
        elif not closing:
            sheet.take_cell(about)


def _named(about: bytes) -> str:
    name = _NAME.search(about)
    return html.unescape((name[1] or name[2] or b"").decode()) if name else ""


def _many(repeated: re.Pattern[bytes], about: bytes) -> int:
    found = repeated.search(about)
    return int(found[1]) if found else 1
