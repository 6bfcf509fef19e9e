"""Merged cells in the body of a table: what stands in the first of them serves all of them."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kamdocs.intake.grid.cells import blank
from kamdocs.intake.grid.grid import Area, Row, Spot


@dataclass
class Merging:
    """The merged cells below a row, to be asked row by row, downwards.

    ``first_column`` is the column in which the cells of a row begin.
    """

    areas: Iterable[Area]
    below: int
    first_column: int
    _waiting: list[Area] = field(init=False)
    _open: list[tuple[Area, object]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        lower = [area for area in self.areas if area.top > self.below]
        self._waiting = sorted(lower, reverse=True)

    def clear_until(self, number: int) -> int:
        """The last row, from ``number`` on, before the next merged cells begin; ``number - 1``
        where merged cells reach row ``number`` itself."""
        if any(area.bottom >= number for area, _ in self._open):
            return number - 1
        return self._waiting[-1].top - 1 if self._waiting else sys.maxsize

    def covered(self, number: int, row: Row) -> Mapping[int, tuple[object, Spot]]:
        """For each column of the row that a merged area covers: the value of the area, and the cell
        in which that stands. To be called with row numbers that only grow."""
        if not self._waiting and not self._open:
            return {}
        self._open = [(area, value) for area, value in self._open if area.bottom >= number]
        while self._waiting and self._waiting[-1].top <= number:
            area = self._waiting.pop()
            index = area.left - self.first_column
            if area.top == number and 0 <= index < len(row) and not blank(row[index]):
                self._open.append((area, row[index]))
        return {
            column: (value, area.anchor)
            for area, value in self._open
            for column in range(area.left, min(area.right, self._widest(row)) + 1)
            if (number, column) != area.anchor
        }

    def _widest(self, row: Row) -> int:
        return self.first_column + max(len(row), 64) - 1
