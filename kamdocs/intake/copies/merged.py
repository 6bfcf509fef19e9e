"""Merged cells: which of them Excel shows."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from lxml import etree

from kamdocs.intake.copies.book import local
from kamdocs.intake.grid import Area, Spot
from kamdocs.model import column_number

_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)\Z")


def merged_areas(sheet: etree._Element) -> list[Area]:
    """The merged cells of a worksheet, in order."""
    lists = (one for one in sheet if local(one) == "mergeCells")
    ranges = (_RANGE.match(one.get("ref") or "") for several in lists for one in several)
    return sorted(
        Area(int(one[2]), column_number(one[1]), int(one[4]), column_number(one[3]))
        for one in ranges
        if one
    )


def where_shown(spots: Iterable[Spot], merged: Iterable[Area]) -> dict[Spot, Spot]:
    """Of merged cells Excel shows the first alone: where those among some cells are shown."""
    ordered = sorted(spots)
    found: dict[Spot, Spot] = {}
    for area in merged:
        first = bisect_left(ordered, (area.top, area.left))
        for spot in ordered[first : bisect_right(ordered, (area.bottom, area.right))]:
            if area.left <= spot[1] <= area.right:
                found[spot] = area.anchor
    return found
