"""Tables of points within a form: 指标, 权重, 评分标准, 得分, 依据. What a figure is worth, and the
points that it gets, are not the figure."""

from collections.abc import Iterator
from typing import NamedTuple

from kamdocs.intake.cells import blank
from kamdocs.intake.footers import is_total
from kamdocs.intake.grid import Row
from kamdocs.naming import comparable

_WORTH = frozenset({"权重", "分值", "满分", "标准分", "配分"})
_POINTS = _WORTH | {
    *("评分标准", "评分办法", "评分细则", "评价标准", "考核标准", "计分标准"),
    *("得分", "评分", "打分", "自评分", "自评得分", "考核得分", "评价得分"),
}
_FEWEST = 3


class Points(NamedTuple):
    """The places in the rows of such a table where no figure stands."""

    places: frozenset[int]

    def left_off(self, row: Row) -> Row:
        """A row without its points."""
        return tuple("" if at in self.places else cell for at, cell in enumerate(row))

    def end_with(self, row: Row) -> bool:
        """Whether a row is the sum of the points, below which the form goes on."""
        return is_total(next((cell for cell in row if not blank(cell)), ""))


def points_in(row: Row) -> Points | None:
    """The points of the table whose headings a row holds; None where it holds none."""
    named = list(_named(row))
    worth = any(name in _WORTH for _, name in named)
    if not worth or len(named) < _FEWEST or named[0][1] in _POINTS:
        return None
    return Points(frozenset(at for at, name in named if name in _POINTS))


def _named(row: Row) -> Iterator[tuple[int, str]]:
    for at, cell in enumerate(row):
        if isinstance(cell, str) and not blank(cell):
            yield at, comparable(cell)
