"""Tables of points within a form: 指标, 权重, 评分标准, 得分, 依据. What a figure is worth, and the
points that it gets, are not the figure."""

from collections.abc import Callable
from typing import NamedTuple

from kamdocs.intake.grid import Row, filled, first_of, is_total, not_blank, words
from kamdocs.lazy import lazy
from kamdocs.naming import comparable

_WORTH = frozenset({"权重", "分值", "满分", "标准分", "配分"})
_GOT = frozenset({"得分", "评分", "打分", "自评分", "自评得分", "考核得分", "评价得分"})
_POINTS = _WORTH | _GOT | {"评分标准", "评分办法", "评分细则", "评价标准", "考核标准", "计分标准"}
_FEWEST = 3
_FIGURE = lazy(r"(?!(?:19|20)\d\d\b)[^年月日号]*\d[^年月日号]*\Z")
"""What may be told of points: 20, 20分, 0-20（分）; a day or a year is not."""
_SCORE = lazy(r"(?:综合|合计|最终|加权|累计)?(?:总?得|总?评|总)分\Z")
"""What the sum of the points is called, where its row is a field of the form."""


class Points(NamedTuple):
    """The positions in a row of a table of points that hold points, not figures: ``worth`` (what an
    item may get) and ``got`` (what it got). ``places`` are these and the standard by which points
    are given."""

    places: frozenset[int]
    worth: frozenset[int]
    got: frozenset[int]

    def left_off(self, row: Row) -> Row:
        """A row without its points; where the row is the sum of them, what was got stays, as that
        is a figure."""
        if self._is_score(row):
            scored = bool(not_blank(_at(row, self.got)))
            return _without(row, self.places - self.got if scored else frozenset())
        return _without(row, self.places)

    def end_with(self, row: Row) -> bool:
        """Whether a row is the sum of the points, below which the form goes on."""
        return is_total(first_of(row))

    def end_before(self, row: Row, is_label: Callable[[object], bool]) -> bool:
        """Whether the form goes on with a row: in place of the points it has words, or labels."""
        worth = not_blank(_at(row, self.worth))
        return not all(map(_is_figure, worth)) or any(map(is_label, _at(row, self.places)))

    def _is_score(self, row: Row) -> bool:
        first = first_of(row)
        return isinstance(first, str) and bool(_SCORE.match(comparable(first)))


def points_in(row: Row) -> Points | None:
    """The positions of points, where a row is the heading of a table of points; else None. A label
    with its figure beside it (满分 | 100) is no such heading."""
    if not any("分" in cell or "权" in cell for cell in row if isinstance(cell, str)):
        return None  # as of most rows, for each of what may be worth something has one of the two
    cells = filled(row)
    named = {at: comparable(cell) for at, cell in cells.items() if isinstance(cell, str)}
    worth = frozenset(at for at, name in named.items() if name in _WORTH)
    if not worth or len(named) < _FEWEST or next(iter(named.values())) in _POINTS:
        return None
    behind = [next((cell for at, cell in cells.items() if at > place), "") for place in worth]
    if any(map(_is_figure, behind)):
        return None
    return Points(
        frozenset(at for at, name in named.items() if name in _POINTS),
        worth,
        frozenset(at for at, name in named.items() if name in _GOT),
    )


def _is_figure(cell: object) -> bool:
    return isinstance(cell, str | int | float) and bool(_FIGURE.match(words(cell)))


def _at(row: Row, places: frozenset[int]) -> list[object]:
    return [cell for at, cell in enumerate(row) if at in places]


def _without(row: Row, places: frozenset[int]) -> Row:
    return tuple("" if at in places else cell for at, cell in enumerate(row))
