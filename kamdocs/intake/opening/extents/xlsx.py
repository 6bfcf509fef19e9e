"""How far the cells of a sheet of an .xlsx reach, by the XML of its part."""

import re
from functools import cache

from kamdocs.intake.opening.extents.extent import Extent
from kamdocs.lazy import lazy
from kamdocs.model import column_number

_ROW_OR_CELL = lazy(
    rb"<(?:\w+:)?(row|c)(?=[\s/>])(?:[^>]*?\sr\s*=\s*[\"']([A-Za-z]*)(\d+)[\"'])?[^>]*?(/?)>"
)
"""The beginning of a row or cell, with its name where it has one. A blank cell is at its end
there and then."""
_PREFIXED = lazy(rb":c[\s/>]")
_SMALL = (
    *(rb"[A-Z]\d{1,6}", rb"[A-K]?[A-Z]\d{1,5}"),
    *(rb"[A-Z]{1,2}[1-3]?\d{1,4}", rb"[A-Z]{1,3}\d{1,3}"),
)
"""The cells of some stretches of a sheet, none of which is too large."""
_OUTSIDE = tuple(re.compile(rb'<c(?=[\s/>])(?! r="%b")' % small) for small in _SMALL)


def extent_in(xml: bytes) -> Extent | None:
    """How far the filled cells of a sheet reach; None of one that is small at a glance, which is
    not gone through."""
    return None if _small(xml) else _extent(xml)


def _small(xml: bytes) -> bool:
    """Whether all cells stand within one small stretch; where they are named in an unusual way,
    no."""
    prefixed = b":c" in xml and _PREFIXED.search(xml)
    return not prefixed and not all(outside.search(xml) for outside in _OUTSIDE)


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
