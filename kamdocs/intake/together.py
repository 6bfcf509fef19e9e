"""Many rows of a table read column by column: of most there is nothing to say."""

from collections.abc import Sequence
from typing import cast

from kamdocs.intake.further import Ahead
from kamdocs.intake.grid import Numbered
from kamdocs.intake.known import ASK, Known
from kamdocs.model import Value

_FIRST, _MOST = 16, 128
"""So many rows are read at once: first few, for the table may be a small one, then more, but not
too many, for each cell that has to be looked at closely costs its column."""

Values = dict[str, Value]


class Together:
    """Reads the cells of rows to come with those of the row that is read.

    ``columns`` are those of the fields, as they are known so far.
    """

    def __init__(self, columns: Sequence[Known]) -> None:
        self._columns = columns
        self._names = [known.column.field.name for known in columns]
        self._widest = max((known.at for known in columns), default=0)
        self._last, self._many = 0, _FIRST
        self._read: dict[int, Sequence[Value | None]] = {}

    def values(self, numbered: Numbered, rows: Ahead) -> Values | None:
        """The values of a row by field, blanks left out; None where one of its cells has to be
        looked at closely. ``rows`` are those to come, and stay so."""
        number, _ = numbered
        if number > self._last:
            self._look([numbered, *rows.next(self._many - 1)])
            self._many = min(2 * self._many, _MOST)
        values = self._read.pop(number, None)
        if values is None:
            return None
        named = zip(self._names, values, strict=True)
        if None not in values:
            return dict(cast("zip[tuple[str, Value]]", named))
        return {name: value for name, value in named if value is not None}

    def _look(self, rows: Sequence[Numbered]) -> None:
        self._last = rows[-1][0]
        self._read.clear()
        whole = [(number, row) for number, row in rows if len(row) > self._widest]
        if not whole:
            return
        cells = [*zip(*(row for _, row in whole), strict=False)]
        columns = [known.at_once_all(cells[known.at]) for known in self._columns]
        for (number, _), values in zip(whole, zip(*columns, strict=True), strict=True):
            if ASK not in values:
                self._read[number] = values
