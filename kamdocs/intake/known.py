"""What the cells of a column were read as before: most columns hold few values again and again."""

from collections.abc import Iterable, Sequence
from dataclasses import InitVar, dataclass, field
from datetime import date, datetime
from itertools import repeat
from typing import Any, Final

from kamdocs.intake.at_once import AtOnce, at_once
from kamdocs.intake.headings import Column
from kamdocs.model import Unread, Value

PLAIN = frozenset({str, float, int, date, datetime, type(None)})
"""The classes of cells of which one that is equal to another is read alike."""
ASK: Final = object()
"""Stands for what is not known."""
_KEPT = 2_000
_FEW = 500
"""So many values are remembered of a column, and so many of those that are read at once anyway."""


def nothing_known() -> dict[object, Any]:
    """What is known of a column of which nothing was read: what a blank is."""
    return {"": None, None: None}


@dataclass(slots=True)
class Known:
    """The values of one column that gave nothing to say, by what stood in their cells.

    ``at`` is where the column stands in a row; what is ``doubted`` is looked at closely, whatever
    it is. ``read`` holds only cells of a ``PLAIN`` class; a blank is None. It is that of other
    sheets, too, where nothing but the field and its unit tells what a cell holds.
    """

    column: Column
    at: int
    read: dict[object, Any]
    doubted: InitVar[object] = None
    _at_once: AtOnce | None = field(init=False)
    _mostly_new: bool = field(init=False, default=False)
    """Whether of the cells that were read together last, most held what none had held before."""

    def __post_init__(self, doubted: object) -> None:
        column = self.column
        closely = bool(column.codes or doubted)
        self._at_once = None if closely else at_once(column.field, column.unit)

    def at_once(self, raw: object) -> Value | None:
        """The value of a cell of which that is plain, else None."""
        value = self._at_once.one(raw) if self._at_once else None
        if value is not None and len(self.read) < _FEW:
            self.read[raw] = value
        return value

    def at_once_all(self, cells: Sequence[object]) -> Sequence[Any]:
        """The values of many cells of the column: None for a blank, ``ASK`` where a cell has to be
        looked at closely."""
        if self._mostly_new and self._at_once and self._at_once.are_all(cells):
            return cells
        if not PLAIN.issuperset(map(type, cells)):
            return [self._of(cell) for cell in cells]
        values = [*map(self.read.get, cells, repeat(ASK))]
        asked = [at for at, value in enumerate(values) if value is ASK]
        if asked and self._at_once:
            fresh = [cells[at] for at in asked]
            self._mostly_new = 2 * len(fresh) > len(cells)
            if self._at_once.are_all(fresh):
                self._keep_few(fresh)
                found: Iterable[Any] = fresh
            else:
                found = (ASK if one is None else one for one in map(self.at_once, fresh))
            for at, value in zip(asked, found, strict=True):
                values[at] = value
        return values

    def _of(self, raw: object) -> Any:
        if raw.__class__ not in PLAIN:
            return ASK
        value = self.read.get(raw, ASK)
        if value is ASK and (found := self.at_once(raw)) is not None:
            return found
        return value

    def _keep_few(self, raws: Sequence[object]) -> None:
        if len(self.read) < _FEW:
            self.read.update(zip(raws, raws, strict=True))

    def keep(self, raw: object, value: Value | None) -> None:
        """Remember a value that was read closely, and of which there was nothing to say. A truth is
        equal to 1, and what a number shows to a text: they are read otherwise, and not kept."""
        told = value is not None and not isinstance(value, Unread)
        if told and raw.__class__ in PLAIN and len(self.read) < _KEPT:
            self.read[raw] = value
