"""What the cells of a column were read as before: most columns hold few values again and again."""

from collections.abc import Iterable, Sequence
from dataclasses import InitVar, dataclass, field
from datetime import date, datetime
from itertools import repeat
from typing import Any, Final

from kamdocs.intake.headings.columns import Column
from kamdocs.intake.values import AtOnce, at_once
from kamdocs.model import Note, Unread, Value

PLAIN = frozenset({str, float, int, date, datetime, type(None)})
"""The classes of cells of which one that is equal to another is read alike."""
ASK: Final = object()
"""Stands for what is not known."""
_KEPT = 2_000
_FEW = 500
"""So many values are remembered of a column, and so many of those that are read at once anyway."""


@dataclass(slots=True)
class Memory:
    """What cells of a column were read as before, by the raw cell: ``read`` has the plain ones (a
    blank gives None), ``noted`` those that took some reading, with the note of it. All raw cells
    are of a class in ``PLAIN``."""

    read: dict[object, Any] = field(default_factory=lambda: {"": None, None: None})
    noted: dict[object, tuple[Value, Note]] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """What the cells of one column were read as before, so that equal cells need not be read again.

    ``at`` is the position of the column in a row. ``memory`` is shared with other sheets where the
    value of a cell depends on nothing but its field and unit. Where ``doubted`` is given, no cell
    is read at once.
    """

    column: Column
    at: int
    memory: Memory
    doubted: InitVar[object] = None
    by_itself: bool = field(init=False)
    """Whether nothing but the cell tells what it holds."""
    _at_once: AtOnce | None = field(init=False)
    _mostly_new: bool = field(init=False, default=False)
    """Whether of the cells that were read together last, most held what none had held before."""

    def __post_init__(self, doubted: object) -> None:
        column = self.column
        self.by_itself = not (column.codes or column.year or doubted)
        self._at_once = at_once(column.field, column.unit) if self.by_itself else None

    def at_once(self, raw: object) -> Value | None:
        """The value of a cell that is plain; None where it has to be read closely."""
        value = self._at_once.one(raw) if self._at_once else None
        if value is not None and len(self.memory.read) < _FEW:
            self.memory.read[raw] = value
        return value

    def noted(self, raw: object) -> tuple[Value, Note] | None:
        """The value of a cell that was read before and was not plain, with its note."""
        return self.memory.noted.get(raw) if raw.__class__ in PLAIN else None

    def at_once_all(self, cells: Sequence[object]) -> list[Any]:
        """The values of many cells of the column: None for a blank, ``ASK`` for a cell that has to
        be read closely."""
        if self._mostly_new and self._at_once:
            found = self._at_once.each(cells)
            if found is not None:
                return [*found]
        if not PLAIN.issuperset(map(type, cells)):
            return [self._of(cell) for cell in cells]
        values = [*map(self.memory.read.get, cells, repeat(ASK))]
        asked = [at for at, value in enumerate(values) if value is ASK]
        if asked and self._at_once:
            self._mostly_new = 2 * len(asked) > len(cells)
            for at, value in zip(asked, self._fresh([cells[at] for at in asked]), strict=True):
                values[at] = value
        return values

    def _fresh(self, cells: Sequence[object]) -> Iterable[Any]:
        """The same of cells that are not remembered."""
        assert self._at_once
        found = self._at_once.each(cells)
        if found is None:
            return [ASK if one is None else one for one in map(self.at_once, cells)]
        if len(self.memory.read) < _FEW:
            self.memory.read.update(zip(cells, found, strict=True))
        return found

    def _of(self, raw: object) -> Any:
        if raw.__class__ not in PLAIN:
            return ASK
        value = self.memory.read.get(raw, ASK)
        if value is ASK and (found := self.at_once(raw)) is not None:
            return found
        return value

    def keep(self, raw: object, value: Value | None, note: Note | None) -> None:
        """Remember what a cell was read as, where there was nothing to report but how it was read.
        True (equal to 1) and ``Shown`` numbers (equal to their text) are read otherwise than what
        they are equal to, and not kept."""
        if value is None or isinstance(value, Unread) or raw.__class__ not in PLAIN:
            return
        if note is None and len(self.memory.read) < _KEPT:
            self.memory.read[raw] = value
        elif note and len(self.memory.noted) < _KEPT:
            self.memory.noted[raw] = value, note
