"""Days and months whose parts stand in columns of their own: 年 | 月 | 日, or 年度 beside 月份."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from kamdocs.intake.captions import named_after
from kamdocs.intake.grid import (
    Area,
    Grid,
    Numbered,
    Parts,
    Row,
    Spot,
    blank,
    not_blank,
    said,
    words,
)
from kamdocs.intake.headings import SAMPLES, HeadingIndex, Kinds
from kamdocs.intake.months import without
from kamdocs.lazy import lazy
from kamdocs.naming import comparable

_NAMES = {"年": "年", "年份": "年", "年度": "年", "月": "月", "月份": "月", "日": "日", "号": "日"}
_WHOLE = ("年月日", "月日", "年月")
_DAY, _MONTH = "日期", "月份"
_HEADINGS = 2
_PART = {
    "年": lazy(r"(?:19|20)\d{2}年?度?"),
    "月": lazy(r"(?:0?[1-9]|1[0-2])(?:月份?)?"),
    "日": lazy(r"(?:0?[1-9]|[12]\d|3[01])[日号]?"),
}


class _Columns(NamedTuple):
    """The columns, from 1, of the parts of a day or month, and the row of their headings. The whole
    stands in column ``at`` below a ``heading``, which is blank where a group above is that. A group
    may give the ``year`` of all: 2026年 over 月 | 日."""

    row: int
    parts: Mapping[int, str]
    at: int
    heading: str
    year: str


def with_days_joined(
    head: Sequence[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
    hints: Mapping[int, Kinds],
) -> Grid | None:
    """A sheet with the columns 年, 月 and 日 (月 and 日, 年 and 月) that stand side by side among
    its headings read as one; None where there are none. The others are as for ``find_table``.

    Columns are parts only where most of what stands below them in the first rows is parts.
    """
    for at, (number, row) in enumerate(head):
        above = head[at - 1][1] if at else ()
        kinds = hints[number] | (hints[head[at - 1][0]] if at else frozenset())
        if not kinds:
            continue
        for place, names in _side_by_side(row):
            named = {place + grid.first_column + k: name for k, name in enumerate(names)}
            headings = row[place : place + len(names)]
            if _claimed(headings, row, [indexes[kind] for kind in sorted(kinds)], grid.name):
                continue
            group = above[place] if place < len(above) else ""
            known = any(indexes[kind].knows(words(group)) for kind in kinds)
            columns = _columns(number, named, "" if known else _year(group, names), known)
            below = islice(head, at + 1, at + 1 + SAMPLES)
            if _are_parts([one for _, one in below], columns, grid.first_column):
                return _joined(grid, columns, [*indexes.values()])
    return None


def _side_by_side(row: Row) -> Iterator[tuple[int, str]]:
    """Where in a row headings of parts stand side by side, and which they are."""
    names = [_NAMES.get(comparable(cell), "") if isinstance(cell, str) else "" for cell in row]
    place = 0
    while place < len(names):
        here = (one for one in _WHOLE if names[place : place + len(one)] == [*one])
        whole = next(here, "") if names[place] else ""
        if whole:
            yield place, whole
        place += len(whole) or 1


def _claimed(
    headings: Sequence[object], row: Row, indexes: Iterable[HeadingIndex], sheet: str
) -> bool:
    """Whether a kind to which a row of headings fits best, or as well as others to that after which
    the sheet is called, asks for a year by itself: 评定年度."""
    fits = {one: (len(one.match(row, 1).fields), named_after(sheet, one.schema)) for one in indexes}
    year, *others = map(words, headings)
    best = [one for one, fit in fits.items() if fit == max(fits.values())]
    return any(one.knows(year) and not any(map(one.knows, others)) for one in best)


def _year(group: object, names: str) -> str:
    """The year that a group above names, where the parts have none."""
    return said(group) if "年" not in names and _PART["年"].fullmatch(said(group)) else ""


def _columns(number: int, named: Mapping[int, str], year: str, grouped: bool) -> _Columns:
    """Where the whole stands; ``grouped`` says that a heading of ours stands above the parts."""
    if grouped:
        return _Columns(number, named, min(named), "", year)
    last = max(named)
    return _Columns(number, named, last, _DAY if named[last] == "日" else _MONTH, year)


def _are_parts(rows: Iterable[Row], columns: _Columns, first: int) -> bool:
    """Whether of some rows that have a part in the columns most have nothing else there."""
    fitting = [
        all(parts)
        for row in rows
        for filled in [_filled(row, columns, first)]
        for parts in [[bool(_PART[name].fullmatch(said(one))) for name, one in filled.items()]]
        if any(parts)
    ]
    return 2 * fitting.count(True) > len(fitting)


def _filled(row: Row, columns: _Columns, first: int) -> Mapping[str, object]:
    """What stands in the columns of a row, by part."""
    cells = {name: row[at - first : at - first + 1] for at, name in columns.parts.items()}
    return {name: cell[0] for name, cell in cells.items() if cell and not blank(cell[0])}


def _joined(grid: Grid, columns: _Columns, indexes: Sequence[HeadingIndex]) -> Grid:
    """The sheet with some columns as one. Cells that are merged downwards serve all their rows."""
    downwards = [
        area
        for area in grid.beneath.merged
        if area.left in columns.parts and area.left == area.right and area.top > columns.row
    ]
    merged = tuple(area for area in grid.beneath.merged if area not in downwards)
    joined = grid.with_rows(lambda: _rows(grid, columns, downwards, indexes))
    return joined._replace(beneath=joined.beneath._replace(merged=merged))


def _rows(
    grid: Grid, columns: _Columns, downwards: Sequence[Area], indexes: Sequence[HeadingIndex]
) -> Iterator[Numbered]:
    first, served = grid.first_column, _served(downwards)
    above: dict[Spot, object] = {}
    anchors = {area.anchor for area in downwards}
    ended = False
    for number, row in grid.rows():
        if number < columns.row:
            used = columns.year and number == columns.row - 1
            yield number, without(row, first, [min(columns.parts)]) if used else row
            continue
        cells = {at: row[at - first] if at - first < len(row) else "" for at in columns.parts}
        above |= {(number, at): cell for at, cell in cells.items() if (number, at) in anchors}
        cells = {at: above.get(served.get((number, at), (0, 0)), one) for at, one in cells.items()}
        headed = all(_is_name(cells[at], name) for at, name in columns.parts.items())
        ended = not headed and (ended or heads_another(row, indexes))
        if ended or not (headed or _mostly_parts(cells, columns)):
            yield number, row  # a total, a signature, another table
            continue
        whole = columns.heading if headed else _whole(cells, columns)
        kept = [*row, *[""] * (max(columns.parts) + 1 - first - len(row))]
        for at in columns.parts:
            kept[at - first] = whole if at == columns.at else ""
        yield number, kept


def _served(downwards: Iterable[Area]) -> Mapping[Spot, Spot]:
    return {
        (row, area.left): area.anchor
        for area in downwards
        for row in range(area.top, area.bottom + 1)
    }


def _is_name(cell: object, name: str) -> bool:
    """Whether a cell heads the column of a part, for the first time or again on the next page."""
    return isinstance(cell, str) and _NAMES.get(comparable(cell)) == name


def heads_another(row: Row, indexes: Sequence[HeadingIndex]) -> bool:
    """Whether a row holds headings of another table, in which other things stand in the columns."""
    filled = not_blank(row)
    texts = [cell for cell in filled if isinstance(cell, str)]
    if len(texts) < len(filled) or len(texts) < _HEADINGS:
        return False
    return any(2 * sum(map(one.knows, texts)) > len(texts) for one in indexes)


def _mostly_parts(cells: Mapping[int, object], columns: _Columns) -> bool:
    """Whether more than half of what stands in the columns of a row are parts of a day."""
    filled = [(name, cells[at]) for at, name in columns.parts.items() if not blank(cells[at])]
    parts = [name for name, cell in filled if _PART[name].fullmatch(said(cell))]
    return 2 * len(parts) > len(filled)


def _whole(cells: Mapping[int, object], columns: _Columns) -> Parts:
    """A day from its parts; what is none of them is told with the others."""
    filled = {name: cells[at] for at, name in columns.parts.items() if not blank(cells[at])}
    pieces = [_piece(name, cell) for name, cell in filled.items()]
    return Parts("".join([*([_piece("年", columns.year)] if columns.year else ()), *pieces]))


def _piece(name: str, cell: object) -> str:
    """A part with its name behind it."""
    piece = said(cell)
    return piece.rstrip("年度月份日号") + name if _PART[name].fullmatch(piece) else piece
