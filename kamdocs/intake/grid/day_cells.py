"""A day whose parts stand in cells side by side, as forms print it: 2026 | 年 | 7 | 月 | 3 | 日."""

from kamdocs.intake.grid.cells import Parts, blank, plain, shown
from kamdocs.intake.grid.grid import Row
from kamdocs.lazy import lazy

_PIECE = lazy(r"\d{0,4}(?:[年月日号]\d{0,2})*")
_IN_CELLS = lazy(r"(\d{4}|\d{2})?年(\d{1,2})?月(?:(\d{1,2})?[日号])?")
_FARTHEST = 12
"""So many cells right of a label a day may go on in."""


def said(cell: object) -> str:
    """What a cell holds as one narrow word; a question mark for what is neither words nor a
    number."""
    return "".join(plain(shown(cell)).split()) if isinstance(cell, str | int | float) else "?"


def day_in_cells(row: Row, place: int) -> tuple[str, int] | None:
    """The day or month that stands in several cells from a place of a row on, with 年, 月 and 日 in
    them or between them, and the place behind it; empty where only 年, 月 and 日 are there."""
    text, many, after = "", 0, place
    for at in range(place, min(place + _FARTHEST, len(row))):
        if blank(row[at]):
            continue
        piece = said(row[at])
        if not _PIECE.fullmatch(piece):
            break
        text, many, after = text + piece, many + 1, at + 1
        if piece[-1:] in ("日", "号"):
            break
    if many < 2 or not _IN_CELLS.fullmatch(text):
        return None
    return (Parts(text) if any(map(str.isdigit, text)) else "", after)
