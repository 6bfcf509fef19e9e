"""Cells that somebody merged downwards: what stands in the first of them counts for all their
rows."""

from collections.abc import Iterable, Mapping

from lxml import etree

from kamdocs.forms.markup import VALUE, W
from kamdocs.forms.readback.drawn import with_boxes
from kamdocs.forms.tables import cells_of

_MERGED = f"{{{W}}}tcPr/{{{W}}}vMerge"


def goes_on(cell: etree._Element) -> bool:
    """Whether a cell is merged with the one above it."""
    mark = cell.find(_MERGED)
    return mark is not None and mark.get(VALUE, "continue") == "continue"


def carried(rows: Iterable[etree._Element]) -> Mapping[etree._Element, str]:
    """The words of the cell that each empty cell of a table is merged with, where that has any."""
    found: dict[etree._Element, str] = {}
    above: list[etree._Element] = []
    for row in rows:
        cells = list(cells_of(row))
        for cell, before in zip(cells, above, strict=False) if len(cells) == len(above) else ():
            if goes_on(cell) and not with_boxes(cell).strip():
                words = found.get(before) or with_boxes(before)
                found |= {cell: words} if words.strip() else {}
        above = cells
    return found
