"""Rows that do not stand, as a column says of them: withdrawn, refused, void or a draft; or as the
remark on them says: 作废."""

import re
from functools import lru_cache
from typing import NamedTuple

from kamdocs.intake.grid import Row, Spot, blank, cell_at, words
from kamdocs.intake.headings import Match
from kamdocs.intake.records.row_cells import Covered
from kamdocs.lazy import lazy
from kamdocs.naming import comparable

_REMARK = lazy(r"[\s(（\[【:：,，;；—-]")
"""What stands before a remark: 已驳回（资料不全）, 已拒绝 何伟."""
_VOID = lazy(
    r"\s*[(（【\[]?(?:[此本该][行条])?(?:已?作废|误录|录错|录入错误|已?删除)"
    r"(?!.*(?:更正|改正|纠正|修正|已改))(?:[)）】\]，,；;。：:\s].*)?\Z",
    re.DOTALL,
)
"""A remark by which a row is void, perhaps with the reason: 作废，与KA-001重复. What was put right
stands: 录入错误，已更正."""
_REMARKS = "remark"
_SEVERAL = 2
"""So many columns that are filled in once a record tell its first line from those that go on with
it."""


class Void(NamedTuple):
    """Why a row does not stand: the column that says so, what it says, and in which cell."""

    column: int
    said: object
    spot: Spot


class Standing:
    """Tells the rows of one table that do not stand, to be asked downwards, of any row again."""

    def __init__(self, match: Match) -> None:
        self._first, self._states = match.first_column, match.standing
        remarks = (one.number for one in match.columns if one.field.name == _REMARKS)
        self._remarks = next(remarks, 0)
        self._once = [number - self._first for number in match.once] if self._states else []
        self._goes_on: dict[int, Void] = {}
        """The rows that do not stand and may go on in the next, by number."""

    def void(self, number: int, row: Row, covered: Covered) -> Void | None:
        """Why a row does not stand; None where it may. ``covered`` are merged cells that reach into
        it. A row right below one that does not stand goes on with it where the columns of the
        platform are blank, which only the first line of a record fills in."""
        if self._remarks:
            remark, spot = self._at(self._remarks, number, row, covered)
            if isinstance(remark, str) and _VOID.match(remark):
                return Void(self._remarks, remark, spot)
        if not self._states:
            return None
        filled = sum(not blank(cell_at(row, at)) for at in self._once)
        above = None if filled else self._goes_on.get(number - 1)
        found = self._said(number, row, covered) or above
        if found and (above or filled >= _SEVERAL):
            self._goes_on[number] = found
        return found

    def _said(self, number: int, row: Row, covered: Covered) -> Void | None:
        for column, void in self._states.items():
            cell, spot = self._at(column, number, row, covered)
            if not blank(cell) and not void.isdisjoint(_compared(words(cell))):
                return Void(column, cell, spot)
        return None

    def _at(self, column: int, number: int, row: Row, covered: Covered) -> tuple[object, Spot]:
        return covered.get(column) or (cell_at(row, column - self._first), (number, column))


@lru_cache(maxsize=1024)
def _compared(state: str) -> tuple[str, str]:
    """The words of a state, as they stand and without a remark, as they are compared."""
    return comparable(state) or state, comparable(_REMARK.split(state, 1)[0])
