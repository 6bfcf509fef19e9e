"""Cells that somebody merged downwards: what stands in the first of them counts for all their
rows."""

from collections.abc import Iterable, Mapping

from lxml import etree

from kamdocs.forms.opening import W
from kamdocs.forms.readback.drawn import with_boxes
from kamdocs.forms.tables import cells_of

_GOES_ON = f"{{{W}}}tcPr/{{{W}}}vMerge"


def carried(rows: Iterable[etree._Element]) -> Mapping[etree._Element, str]:
    """The words of the cell that each empty cell of a table is merged with, where that has any."""
    found: dict[etree._Element, str] = {}
    above: list[etree._Element] = []
    for row in rows:
        cells = list(cells_of(row))
        for cell, before in zip(cells, above, strict=False) if len(cells) == len(above) else ():
            mark = cell.find(_GOES_ON)
            if mark is None or mark.get(f"{{{W}}}val", "continue") != "continue":
                continue
            words = found.get(before) or with_boxes(before)
            if words.strip() and not with_boxes(cell).strip():
                found[cell] = words
        above = cells
    return found
