"""Labels with their values beside them, as they stand in forms."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamdocs.intake.cells import blank
from kamdocs.intake.grid import Area, Row, Spot
from kamdocs.intake.headings import Column, HeadingIndex
from kamdocs.intake.ticks import is_box, ticked

_COLON = re.compile(r"[:：]")
_SEVERAL = re.compile(r"(\S+?)[:：]\s*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label that is one of ours: its field and unit, its cell, and the cell and content of its
    value (which may be blank). ``by_kind`` says that the label is short, and means this field
    only because of the kind of form."""

    label: Column
    at: Spot
    spot: Spot
    raw: object
    by_kind: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """A cell that is neither one of our labels nor the value of one. ``value`` is the cell
    beside it where it looks like a label itself."""

    spot: Spot
    raw: object
    value: Spot | None = None


@dataclass(frozen=True)
class Labels:
    """Finds the labels of one kind in the rows of a sheet.

    ``columns`` are those in which labels stand: a word in another column is a value, though it
    be the name of a field (客户类型: 企业). ``certain`` says that the kind is known, so that a
    short label (电话) may be taken for what it means in it, and a word that is the value of no
    label for a label.
    """

    index: HeadingIndex
    first_column: int
    merged: Mapping[Spot, Area]
    columns: frozenset[int] = frozenset()
    certain: bool = False

    @classmethod
    def found_in(
        cls,
        rows: Iterable[tuple[int, Row]],
        index: HeadingIndex,
        first: int,
        areas: Sequence[Area],
        certain: bool = False,
    ) -> "Labels":
        """Labels of a kind, with the columns in which they stand more often than other words."""
        labels: Counter[int] = Counter()
        words: Counter[int] = Counter()
        for _, row in rows:
            for column, cell in enumerate(row, first):
                if isinstance(cell, str) and not blank(cell):
                    words[column] += 1
                    labels[column] += bool(index.match([cell], 1, certain).columns)
        columns = (column for column, many in labels.items() if 2 * many >= words[column] and many)
        merged = {area.anchor: area for area in areas}
        return cls(index, first, merged, frozenset(columns), certain)

    def pairs(self, number: int, row: Row) -> Iterator[Pair | Loose]:
        """The labels of a row with their values, and the cells that are neither."""
        place = 0
        while place < len(row):
            cell = row[place]
            if blank(cell):
                place += 1
                continue
            spot = number, place + self.first_column
            within = list(self._within(spot, cell))
            label = self._label(spot, cell) or (self.heading(cell) if self.certain else None)
            if within:
                yield from within
                place += 1
            elif label:
                beside = self._beside(number, row, place)
                value = number, beside + self.first_column
                raw, after = _whole(row, beside)
                yield Pair(label, spot, value, raw, self._by_kind(cell))
                place = after if not blank(raw) else max(place + 1, beside)
            elif self._heads_rows(spot, row):
                place += 1
            else:
                beside = self._beside(number, row, place)
                labelled = spot[1] in self.columns or _ends_like_a_label(cell)
                like = isinstance(cell, str) and labelled and not blank(_at(row, beside))
                yield Loose(spot, cell, (number, beside + self.first_column) if like else None)
                place = beside + 1 if like else place + 1

    def _heads_rows(self, spot: Spot, row: Row) -> bool:
        """Whether a cell is merged over several rows right before labels: the title of a part of
        a form."""
        area = self.merged.get(spot)
        if area is None or area.top == area.bottom:
            return False
        next_to = spot[0], area.right + 1
        return self._label(next_to, _at(row, area.right + 1 - self.first_column)) is not None

    def _label(self, spot: Spot, cell: object) -> Column | None:
        if not isinstance(cell, str):
            return None
        if spot[1] not in self.columns and not _ends_like_a_label(cell):
            return None
        return self._known(cell)

    def heading(self, cell: object) -> Column | None:
        """The field that a cell means in whatever column it stands."""
        columns = self.index.match([cell], 1).columns if isinstance(cell, str) else ()
        return columns[0] if columns else None

    def _known(self, words: str) -> Column | None:
        """The field that some words name as a heading would, or None."""
        columns = self.index.match([words], 1, self.certain).columns
        return columns[0] if columns else None

    def _by_kind(self, cell: object) -> bool:
        return self.certain and bool(self.index.match([cell], 1, True).taken)

    def _within(self, spot: Spot, cell: object) -> Iterator[Pair]:
        """Labels and values in one cell: 客户名称：苏州迅捷, or several of them side by side."""
        if not isinstance(cell, str) or not _COLON.search(cell):
            return
        starts = [
            (found, label)
            for found in _SEVERAL.finditer(cell)
            if (label := self._known(found[1])) is not None
        ]
        if not starts or starts[0][0].start() > 0:
            return
        ends = [found.start() for found, _ in starts[1:]] + [len(cell)]
        values = [
            cell[found.end() : end].strip() for (found, _), end in zip(starts, ends, strict=True)
        ]
        if any(values):
            for (_, label), value in zip(starts, values, strict=True):
                yield Pair(label, spot, spot, value)

    def _beside(self, number: int, row: Row, place: int) -> int:
        """The cell of a label's value: the next that holds anything before the next label, else
        the one right of the label."""
        area = self.merged.get((number, place + self.first_column))
        first = (area.right - self.first_column if area else place) + 1
        for after in range(first, len(row)):
            if blank(row[after]):
                continue
            spot = number, after + self.first_column
            if self._label(spot, row[after]) or any(self._within(spot, row[after])):
                break
            return after
        return first


def _ends_like_a_label(cell: object) -> bool:
    return isinstance(cell, str) and cell.strip()[-1:] in (":", "：")


def _whole(row: Row, place: int) -> tuple[object, int]:
    """What a cell holds, with the cells right of it where each is a choice with its box, or boxes
    and choices take turns; and the place behind them."""
    after = place
    while is_box(_at(row, after)) and not blank(_at(row, after + 1)):
        after += 2
    while _boxed(_at(row, after)):
        after += 1
    if after == place:
        return _at(row, place), place + 1
    return "、".join(map(str, row[place:after])), after


def _boxed(cell: object) -> bool:
    """Whether a cell holds choices with their boxes."""
    return isinstance(cell, str) and ticked(cell) is not None


def _at(row: Row, place: int) -> object:
    return row[place] if place < len(row) else ""
