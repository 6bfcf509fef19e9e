"""How far the cells of the sheets of an .xlsx reach, by the XML of their parts."""

import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from kamdocs.intake.beneath.xlsx import parts_of, sheets
from kamdocs.intake.beneath.xlsx_cells import column_number
from kamdocs.intake.extents.extent import Extent
from kamdocs.lazy import lazy

_ROW_OR_CELL = lazy(
    rb"<(?:\w+:)?(row|c)(?=[\s/>])(?:[^>]*?\sr\s*=\s*[\"']([A-Za-z]*)(\d+)[\"'])?[^>]*?(/?)>"
)
"""The beginning of a row or cell, with its name where it has one. A blank cell is at its end
there and then."""
_PREFIXED = lazy(rb":c[\s/>]")
_SMALL = (rb"[A-S]\d{1,6}", rb"[A-F]?[A-Z]\d{1,5}", rb"[A-Z]{1,2}1?\d{1,4}", rb"[A-Z]{1,3}\d{1,3}")
"""The cells of some stretches of a sheet, none of which is too large."""
_OUTSIDE = tuple(re.compile(rb'<c(?=[\s/>])(?! r="%b")' % small) for small in _SMALL)


def extents(content: bytes) -> Mapping[str, Extent]:
    """How far the filled cells reach, by the name of the sheet.

    A sheet that is small at a glance is not gone through, and is not among them.
    """
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {
            sheet: _extent(xml)
            for sheet, xml in sheets(package, parts_of(package))
            if not _small(xml)
        }


def _small(xml: bytes) -> bool:
    """Whether all cells stand within one small stretch; where they are named in an unusual way,
    no."""
    return not _PREFIXED.search(xml) and not all(outside.search(xml) for outside in _OUTSIDE)


def _extent(xml: bytes) -> Extent:
    extent = Extent()
    numbered = cache(lambda letters: column_number(letters.decode()))
    row = column = 0
    for found in _ROW_OR_CELL.finditer(xml):
        what, letters, digits, blank = found.groups()
        if what == b"row":
            row, column = int(digits or row + 1), 0
            continue
        column = numbered(letters) if letters else column + 1
        if not blank:
            extent.add(int(digits or row), column)
    return extent
