"""Labels with their values beside them, as they stand in forms."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kamdocs.intake.cells import blank
from kamdocs.intake.grid import Area, Row, Spot
from kamdocs.intake.headings import Column, HeadingIndex

_COLON = re.compile(r"[:：]")
_STRANGE = re.compile(r"([^\s:：]{1,12})[:：]\s*\S")
"""A label and its value in one cell."""
_SEVERAL = re.compile(r"(\S+?)[:：]\s*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label that is one of ours: its field and unit, its cell, and the cell and content of its
    value (which may be blank). ``by_kind`` says that the label is short, and means this field
    only because of the kind of form, ``below`` that the value stands below it, in a small table."""

    label: Column
    at: Spot
    spot: Spot
    raw: object
    by_kind: bool = False
    below: bool = False


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

    ``columns`` are those in which labels stand: beside a label, a word in another column is its
    value, though it be the name of a field (客户类型: 企业). ``certain`` says that the kind is
    known, so that a short label (电话) may be taken for what it means in it.
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
        """Labels of a kind, with the columns in which they stand at least as often as values."""
        bare = cls(index, first, {area.anchor: area for area in areas}, certain=certain)
        labels: Counter[int] = Counter()
        words: Counter[int] = Counter()
        for number, row in rows:
            for column, cell in enumerate(row, first):
                if isinstance(cell, str) and not blank(cell):
                    words[column] += 1
                    labels[column] += bare.is_one((number, column), cell)
        columns = (column for column, many in labels.items() if 2 * many >= words[column] and many)
        return replace(bare, columns=frozenset(columns))

    def is_one(self, spot: Spot, cell: object) -> bool:
        """Whether a cell is a label of ours, alone or with its value."""
        return self.label(cell) is not None or any(self._within(spot, cell))

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
            label = self.label(cell)
            if within:
                yield from within
                place += 1
            elif label:
                beside, raw = self._beside(number, row, place)
                value = number, beside + self.first_column
                yield Pair(label, spot, value, raw, self._by_kind(cell))
                place = max(place + 1, beside if blank(raw) else beside + 1)
            else:
                loose = self._loose(number, row, place)
                yield loose
                place = max(place, (loose.value or spot)[1] - self.first_column) + 1

    def _loose(self, number: int, row: Row, place: int) -> Loose:
        """A cell that is no label of ours: perhaps that of somebody else, with its value."""
        cell, spot = row[place], (number, place + self.first_column)
        said = _STRANGE.match(cell) if isinstance(cell, str) else None
        if said:
            return Loose(spot, said[1], spot)
        beside, raw = self._beside(number, row, place)
        value = number, beside + self.first_column
        labelled = spot[1] in self.columns or ends_like_a_label(cell)
        theirs = not blank(raw) and not self.is_one(value, raw)
        like = isinstance(cell, str) and labelled and theirs
        return Loose(spot, cell, value if like else None)

    def label(self, cell: object) -> Column | None:
        """The field that a cell names as a label, or None."""
        return self._known(cell) if isinstance(cell, str) else None

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
                yield Pair(label, spot, spot, value, self._by_kind(label.heading))

    def _beside(self, number: int, row: Row, place: int) -> tuple[int, object]:
        """The place and content of a label's value: the next cell that holds anything before the
        next label, else the one right of the label, which is blank."""
        area = self.merged.get((number, place + self.first_column))
        first = (area.right - self.first_column if area else place) + 1
        for after in range(first, len(row)):
            if blank(row[after]):
                continue
            spot = number, after + self.first_column
            place_of_labels = spot[1] in self.columns or ends_like_a_label(row[after])
            if self.is_one(spot, row[after]) and place_of_labels:
                break
            return after, row[after]
        return first, ""


def ends_like_a_label(cell: object) -> bool:
    """Whether a cell ends with a colon, and so is a label wherever it stands."""
    return isinstance(cell, str) and cell.strip()[-1:] in (":", "：")
