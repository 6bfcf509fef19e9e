"""Forms side by side below one column of labels: a column for each record."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kamdocs.intake.grid import Numbered, Row, Spot, blank, cell_at
from kamdocs.intake.headings import Column, Item, Loose, Pair
from kamdocs.intake.months import months_in_row
from kamdocs.intake.records.harvest import Harvest
from kamdocs.intake.tables import Form
from kamdocs.lazy import lazy
from kamdocs.model import CUSTOMER, Finding

_ASIDE = lazy(r"说明|示例|样例|要求|必填|填写|备注|help|example", re.IGNORECASE)
"""What stands above a column that holds no record but explains the labels."""


def by_columns(form: Form, rows: Iterator[Numbered], found: Harvest) -> Iterator[Item]:
    """The labels with their values, one column after the other, and the cells that are neither.

    The customer may be named once above all columns (KD130) where these are not customers
    themselves, or beside its label where they are months, which may stand above the labels."""
    columns = _Columns(form)
    yield from columns.loose(rows)
    for pair in columns.whose:
        field = pair.label.field.label
        found.findings.append(Finding("KD130", found.at(pair.spot), {"field": field}))
    yield from columns.pairs(found)


class _Labelled(NamedTuple):
    """A label of the column of labels, and the row in which it stands."""

    pair: Pair
    row: Row


class _Columns:
    def __init__(self, form: Form) -> None:
        self._form, self._offset = form, form.labels.first_column
        self._first = form.across - self._offset
        roles = form.schema.roles
        of_one = form.schema.kind != CUSTOMER
        self._names = frozenset((roles.name, roles.code)) - {""} if of_one else frozenset()
        self.whose: list[Pair] = []
        """What says once of which customer all columns are."""
        self._titles: Row = ()
        self._months: dict[int, Pair] = {}
        self._kept: list[_Labelled] = []

    def loose(self, rows: Iterator[Numbered]) -> Iterator[Item]:
        """Go through all rows; yields the cells that are neither a label nor a value."""
        first = self._first
        for number, row in rows:
            cell, spot = cell_at(row, first), (number, self._form.across)
            label = self._form.labels.label(cell)
            filled = [at for at, one in enumerate(row) if at != first and not blank(one)]
            if label:
                by_kind = self._form.labels.index.match([cell], 1, True).taken != ()
                self._keep(Pair(label, spot, spot, "", by_kind), row, filled)
            elif not self._kept and self._says_whose(number, row):
                continue
            elif not self._kept:
                self._titles, self._months = row, self._months_above(number, row)
                if not self._months:
                    yield from (Loose((number, at + self._offset), row[at]) for at in filled)
            elif blank(cell) or not isinstance(cell, str):
                yield from (Loose((number, at + self._offset), row[at]) for at in filled)
            else:
                for at in filled or [first]:
                    yield Loose(spot, cell, (number, at + self._offset))

    def _keep(self, pair: Pair, row: Row, filled: Sequence[int]) -> None:
        months = self._form.schema.roles.month
        if months and pair.label.field.name in self._names and filled == [self._first + 1]:
            spot: Spot = pair.at[0], filled[0] + self._offset
            self.whose.append(pair._replace(spot=spot, raw=row[filled[0]]))
        else:
            self._kept.append(_Labelled(pair, row))

    def _says_whose(self, number: int, row: Row) -> bool:
        """Whether a row above the labels says of which customer all columns are."""
        said = [
            pair
            for pair in self._form.labels.pairs(number, row)
            if isinstance(pair, Pair) and pair.label.field.name in self._names
        ]
        self.whose += (pair for pair in said if not blank(pair.raw))
        return bool(said)

    def _months_above(self, number: int, row: Row) -> dict[int, Pair]:
        """The months above the columns, by column, where records have one and these are months."""
        month = self._form.schema.roles.month
        if not month or not months_in_row(row):
            return {}
        field, columns = self._form.schema.fields[month], {}
        for column, cell in enumerate(row, self._offset):
            if column > self._form.across and not blank(cell):
                spot = number, column
                columns[column] = Pair(Column(column, field, "", ""), spot, spot, cell)
        return columns

    def pairs(self, found: Harvest) -> Iterator[Pair]:
        """The labels with the values of one column after the other."""
        own = {kept.pair.label.field.name for kept in self._kept}
        widest = max((len(kept.row) for kept in self._kept), default=0)
        for at in range(self._first + 1, widest):
            cells = [(kept.pair, cell_at(kept.row, at)) for kept in self._kept]
            title = cell_at(self._titles, at)
            if isinstance(title, str) and _ASIDE.search(title):
                found.skipped["note"] += sum(not blank(raw) for _, raw in cells)
            elif any(not blank(raw) for _, raw in cells):
                column = at + self._offset
                month = self._months.get(column)
                for pair, raw in cells:
                    yield pair._replace(spot=(pair.at[0], column), raw=raw)
                if month and month.label.field.name not in own:
                    yield month
                yield from self.whose
