"""Many rows of a table read column by column: of most there is nothing to say."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from kamdocs.intake.grid import Numbered, blank
from kamdocs.intake.headings import ASK, Known
from kamdocs.intake.tables import Ahead
from kamdocs.model import Column, Fact, Filled, Note, Value

_FIRST, _MOST = 16, 1_000
"""So many rows are looked at at once: first few, for the table may be a small one, then more."""
T = TypeVar("T")
Facts = Mapping[str, Fact]
Notes = Mapping[str, Note]
"""What is to be said of the cells of a row, by field."""


class Run(NamedTuple):
    """Rows that follow each other and are records with nothing to report but how cells were read.

    ``values`` are their values by field, ``filled`` the fields that each row has. By position in
    the run: ``notes`` how cells were read, ``stand_ins`` how many words stand for a blank, ``told``
    the readings to be confirmed, with their columns.
    """

    rows: Sequence[Numbered]
    values: Mapping[str, Column]
    filled: Sequence[Filled]
    notes: Mapping[int, Notes]
    stand_ins: Mapping[int, int]
    told: Mapping[int, Sequence[tuple[int, Facts]]]

    def part(self, start: int, end: int) -> "Run":
        """The rows from position ``start`` up to, not including, ``end``."""
        values = {name: column[start:end] for name, column in self.values.items()}
        rows, filled = self.rows[start:end], self.filled[start:end]
        of_some = partial(_part, start=start, end=end)
        notes, stand_ins = of_some(self.notes), of_some(self.stand_ins)
        return Run(rows, values, filled, notes, stand_ins, of_some(self.told))


def _part(of_some: Mapping[int, T], start: int, end: int) -> dict[int, T]:
    return {at - start: one for at, one in of_some.items() if start <= at < end}


class Further(NamedTuple):
    """A further column of the field ``name``, at position ``at`` of each row. It ``fills`` in what
    the field has blank (True), adds to what the field has (False), or does either (None)."""

    name: str
    at: int
    fills: bool | None

    def says_more(self, raws: Sequence[object], column: Column) -> Iterator[int]:
        """The positions of the rows in which this column changes the value of the field; ``column``
        are the values of the field without it."""
        for at, (raw, value) in enumerate(zip(raws, column, strict=True)):
            may = self.fills is None or (value is None) is self.fills
            if may and not blank(raw):
                yield at


class Quiet(NamedTuple):
    """A cell that can be read without its row: its value, how it was read (``note``), the facts of
    a reading to be confirmed (``told``), and whether its words stand for a blank."""

    value: Value | None
    note: Note | None
    told: Facts
    stand_in: bool


class Together:
    """Reads many rows at once, column by column, as long as they are records with nothing to
    report.

    ``columns`` are those of the fields, ``further`` other columns of the same fields.
    ``are_records`` says of rows, and of the fields filled in in each, which are records.
    ``quietly`` reads a cell that is not plain; None from it means that the row must be read by
    itself, as do the positions that ``singly`` gives for the values of some rows.
    """

    def __init__(
        self,
        columns: Sequence[Known],
        further: Sequence[Further],
        are_records: Callable[[Sequence[Numbered], Sequence[Filled]], Iterable[bool]],
        quietly: Callable[[Known, object], Quiet | None],
        singly: Callable[[Mapping[str, Column]], Iterable[int]],
    ) -> None:
        self._columns, self._further, self._are_records = columns, further, are_records
        self._quietly, self._singly = quietly, singly
        self._many = _FIRST
        self._looked_at = Run((), {}, (), {}, {}, {})
        self._last = 0
        self._spans: dict[int, tuple[int, int]] = {}
        """By the number of a row, where it and those that go on below it were looked at."""

    def run(self, numbered: Numbered, rows: Ahead, until: int) -> Run | None:
        """The rows from ``numbered`` on, up to row number ``until``, that can be read at once; None
        where this row cannot. ``rows`` are those to come after it, which are not taken."""
        number, _ = numbered
        if number > self._last:
            self._look([numbered, *rows.next(self._many - 1)])
            self._many = min(2 * self._many, _MOST)
        if number not in self._spans:
            return None
        start, end = self._spans[number]
        end = bisect_right(self._looked_at.rows, until, start, end, key=_number)
        return self._looked_at.part(start, end)

    def _look(self, rows: Sequence[Numbered]) -> None:
        self._last = rows[-1][0]
        cells = dict(enumerate(zip_longest(*(row for _, row in rows))))
        nothing = (None,) * len(rows)
        values: dict[str, Column] = {}
        notes: dict[int, dict[str, Note]] = {}
        stand_ins: Counter[int] = Counter()
        told: dict[int, list[tuple[int, Facts]]] = {}
        closely: set[int] = set()
        for known in self._columns:
            name = known.column.field.name
            raws = cells.get(known.at, nothing)
            values[name] = column = known.at_once_all(raws)
            for at in [at for at, value in enumerate(column) if value is ASK]:
                if (before := known.noted(raws[at])) is not None:
                    column[at], notes.setdefault(at, {})[name] = before
                elif (quiet := self._quietly(known, raws[at])) is not None:
                    column[at] = quiet.value
                    if quiet.stand_in:
                        stand_ins[at] += 1
                    if quiet.told:
                        told.setdefault(at, []).append((known.column.number, quiet.told))
                    if quiet.note:
                        notes.setdefault(at, {})[name] = quiet.note
                else:
                    closely.add(at)
        for one in self._further:
            closely.update(one.says_more(cells.get(one.at, nothing), values[one.name]))
        closely.update(self._singly(values))
        filled = _filled(values, len(rows))
        self._looked_at = Run(rows, values, filled, notes, stand_ins, told)
        self._spans.clear()
        end, are_records = len(rows), [*self._are_records(rows, filled)]
        for at in reversed(range(len(rows))):
            if at in closely or not are_records[at]:
                end = at
            else:
                self._spans[rows[at][0]] = at, end


def _number(numbered: Numbered) -> int:
    return numbered[0]


def _filled(values: Mapping[str, Column], rows: int) -> Sequence[Filled]:
    """Which fields are filled in in each of so many rows."""
    names = tuple(values)
    blank: dict[int, list[str]] = {}
    for name, column in values.items():
        if None in column:
            for at, value in enumerate(column):
                if value is None:
                    blank.setdefault(at, []).append(name)
    kept: dict[tuple[str, ...], Filled] = {}
    told = [names] * rows
    for at, lacking in blank.items():
        key = tuple(lacking)
        if key not in kept:
            kept[key] = tuple(name for name in names if name not in lacking)
        told[at] = kept[key]
    return told
