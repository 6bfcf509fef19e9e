"""The cells of a sheet from the first that is filled to the last, in rows and columns."""

from dataclasses import dataclass

from kamdocs.intake.grid import Spot

LARGEST = 32_000_000
"""So many cells a sheet may take, the blank ones among them counted. It is 30 columns down to the
last row that Excel has; python-calamine keeps 32 bytes (in an .ods 64) for each of them."""


@dataclass
class Extent:
    """Grows with every filled cell that it is told of; ``lowest`` is one in the last row and
    ``rightmost`` one in the last column."""

    top: int = 0
    left: int = 0
    lowest: Spot = (0, 0)
    rightmost: Spot = (0, 0)

    def add(self, row: int, column: int) -> None:
        """A filled cell."""
        if row > self.lowest[0]:
            self.lowest = row, column
        if column > self.rightmost[1]:
            self.rightmost = row, column
        if row < self.top or not self.top:
            self.top = row
        if column < self.left or not self.left:
            self.left = column

    @property
    def rows(self) -> int:
        return self.lowest[0] - self.top + 1

    @property
    def columns(self) -> int:
        return self.rightmost[1] - self.left + 1

    @property
    def too_large(self) -> bool:
        """Whether there is no reading a sheet so large."""
        return self.rows * self.columns > LARGEST

    @property
    def outermost(self) -> tuple[Spot, ...]:
        """The one or two cells that make it as large as it is."""
        return tuple(dict.fromkeys((self.lowest, self.rightmost)))
