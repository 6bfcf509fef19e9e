"""Which rows below the headings are records, as far as a row and its place tell."""

import re
from collections.abc import Iterator, Sequence

from kamdocs.intake.grid import (
    Grid,
    Numbered,
    Row,
    begins_a_record,
    blank,
    filled,
    is_keys,
    is_total,
    not_blank,
    numbers_columns,
    plain,
    why_no_record,
)
from kamdocs.intake.records.anew import FEW
from kamdocs.intake.records.standing import Standing
from kamdocs.intake.tables import Headings, Table
from kamdocs.model import Filled


class RowKinds:
    """Tells records from other rows of one table.

    ``marks`` are the positions in a row of the fields without which nothing is a record. ``headed``
    is the number of the last row of the headings, or of those that repeat them.
    """

    def __init__(self, table: Table, grid: Grid, headings: Headings) -> None:
        match = table.match
        columns = {column.field.name: column.number for column in match.columns}
        self._first, self._headings = match.first_column, headings
        self.marks = [columns[name] - self._first for name in match.schema.mark if name in columns]
        self.headed = table.row + table.height - 1
        self._shapes = {
            column.number: column.field.rules["regex"]
            for column in match.columns
            if "regex" in column.field.rules and column.field.name not in match.schema.mark
        }
        numbered = (n - self._first for n in match.silent if n + 1 in columns.values())
        self._number_at = min(numbered, default=None)
        """Where in a row its running number stands, with a column of ours right of it."""
        self.standing = Standing(match)
        merged = grid.beneath.merged
        self._across = frozenset(area.anchor for area in merged if area.right > area.left)

    def are_records(self, rows: Sequence[Numbered], filled: Sequence[Filled]) -> Iterator[bool]:
        """For each row, whether it is a record whatever stands above or below it: many of its
        fields are filled in (``filled``), and it is neither a heading nor a total."""
        headings, marks = self._headings.may_begin_in(rows), self.marks
        for (number, row), names in zip(rows, filled, strict=True):
            yield (
                len(names) > FEW
                and number not in headings
                and not self.is_numbered_total(row)
                and self.standing.void(number, row, {}) is None
                and (begins_a_record(row, marks) or not why_no_record(row, not_blank(row), marks))
            )

    def is_numbered_total(self, row: Row) -> bool:
        """Whether a row of totals has a running number like the records: 3 | 合计."""
        at = self._number_at
        return at is not None and at + 1 < len(row) and not blank(row[at]) and is_total(row[at + 1])

    def by_place(self, number: int, row: Row) -> str:
        """What a row is by its place: ``heading`` for the keys of a program or the numbers of the
        columns right below the headings, ``note`` for a title of the rows below, which may have a
        running number; empty where it may be a record."""
        if number == self.headed + 1 and (is_keys(row) or numbers_columns(row)):
            return "heading"
        cells = [*filled(row).items()]
        if len(cells) == 2 and cells[0][0] == self._number_at:
            cells = cells[1:]
        if len(cells) != 1:
            return ""
        at, cell = cells[0]
        return "note" if self._is_title(number, at + self._first, cell) else ""

    def _is_title(self, number: int, column: int, cell: object) -> bool:
        """Whether the only cell of a row is a title: merged over several columns, or words where
        the column takes a code of a certain shape."""
        if (number, column) in self._across:
            return True
        shape = self._shapes.get(column)
        return bool(shape and isinstance(cell, str) and not re.fullmatch(shape, plain(cell)))
