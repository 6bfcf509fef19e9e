"""Forms side by side below one column of labels: a column for each record."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kamdocs.intake.captions import month_in, months_in_row, years_anew
from kamdocs.intake.grid import (
    Numbered,
    Row,
    blank,
    cell_at,
    is_total,
    labels_who_signs,
    not_blank,
    plain,
    words,
)
from kamdocs.intake.headings import Column, Item, Loose, Pair, Unit
from kamdocs.intake.records.harvest import Harvest
from kamdocs.intake.tables import Form
from kamdocs.lazy import lazy
from kamdocs.model import CUSTOMER, Finding, Unread

_ASIDE = lazy(r"说明|示例|样例|要求|必填|填写|备注|help|example", re.IGNORECASE)
"""What stands above a column that holds no record but explains the labels."""
_SPAN = lazy(r"(?:20\d{2}年?)?(?:全年|年度|第?[一二三四1-4]季度?|[上下]半年|q[1-4])", re.IGNORECASE)
"""What stands above a column that adds up the months beside it."""


def by_columns(form: Form, rows: Iterator[Numbered], found: Harvest) -> Iterator[Item]:
    """The labels with their values, one column after the other, and the cells that are neither.

    The customer may be named once above all columns (KD130) where these are not customers
    themselves, or beside its label where they are months, which may stand above the labels."""
    columns = _Columns(form)
    for number, row in rows:
        if columns.ends_at(number, row):
            yield from columns.pairs(found)
            columns = _Columns(form, columns)
        yield from columns.loose(number, row)
    yield from columns.pairs(found)


class _Labelled(NamedTuple):
    """A label of the column of labels, and the row in which it stands."""

    pair: Pair
    row: Row


class _Columns:
    """The labels of one block of columns with the rows of their values. It goes on to be of whom
    the block ``above`` it is, until it says so itself."""

    def __init__(self, form: Form, above: "_Columns | None" = None) -> None:
        self._form, self._offset = form, form.labels.first_column
        self._first = form.across - self._offset
        roles = form.schema.roles
        of_one = form.schema.kind != CUSTOMER
        self._names = frozenset((roles.name, roles.code)) - {""} if of_one else frozenset()
        self._once = self._names | frozenset(form.schema.once if of_one else ())
        self._whose: list[Pair] = []
        """What says once of which customer all columns are."""
        self._above: list[Pair] = [*above._said()] if above else []
        self._years: set[int] = {*above._years} if above else set()
        """The years that stand above the months, nearer than the titles of the sheet."""
        self._dating: list[Loose] = []
        """The titles that tell them."""
        self._titles: Row = ()
        self._months: dict[int, Pair] = {}
        self._kept: list[_Labelled] = []
        self._lead: str = above._lead if above else ""
        """The field with which each record begins: the first label of the first block."""

    def ends_at(self, number: int, row: Row) -> bool:
        """Whether further columns begin in a row below all labels: it has the first label again,
        or says once more of which months or of whom they are."""
        if not self._kept:
            return False
        cell, month = cell_at(row, self._first), self._form.schema.roles.month
        label = self._form.labels.label(cell)
        if label and label.field is self._kept[0].pair.label.field:
            return True
        if not month:
            return False
        begun = self._whose or any(kept.pair.label.field.name != month for kept in self._kept)
        whose = self._whose_of(number, row) if begun else ()
        if any(pair.label.field.name in self._names for pair in whose):
            return True
        alone = len(not_blank(row)) == 1 and bool(self._years_in(row))
        again = words(cell) == words(cell_at(self._titles, self._first))
        return alone or bool(self._months and again and months_in_row(row))

    def loose(self, number: int, row: Row) -> Iterator[Item]:
        """Go through a row; yields the cells that are neither a label nor a value."""
        first = self._first
        cell, spot = cell_at(row, first), (number, self._form.across)
        label = self._form.labels.label(cell)
        filled = [at for at, one in enumerate(row) if at != first and not blank(one)]
        if label and self._whose_of(number, row):
            yield from self._title(number, row, filled)
        elif label:
            by_kind = self._form.labels.index.match([cell], 1, True).taken != ()
            self._lead = self._lead or label.field.name
            self._kept.append(_Labelled(Pair(label, spot, spot, "", by_kind), row))
        elif not self._kept:
            yield from self._title(number, row, filled)
        elif blank(cell) or not isinstance(cell, str):
            yield from (Loose((number, at + self._offset), row[at]) for at in filled)
        elif self._signs(number, row):
            yield Loose(spot, cell, silent=True)
        else:
            for at in filled or [first]:
                yield Loose(spot, cell, (number, at + self._offset))

    def _signs(self, number: int, row: Row) -> bool:
        """Whether a row says who filled all of it in, as below a table: 填表人：李晓雯."""
        schema = self._form.schema
        said = [one for one in self._form.labels.pairs(number, row) if isinstance(one, Pair)]
        signing = {*schema.common} - {*schema.prose}
        return bool(said) and all(
            one.label.field.name in signing and labels_who_signs(one.label.heading) for one in said
        )

    def _title(self, number: int, row: Row, filled: Sequence[int]) -> Iterator[Item]:
        """Go through a row above the labels."""
        said = [*self._form.labels.pairs(number, row)]
        units = [one for one in said if isinstance(one, Unit)]
        yield from units
        months = self._months_above(number, row)
        years = self._years_in(row)
        if years and (number >= self._form.row or months or len(years) > 1):
            self._years = years
        whose = self._whose_of(number, row)
        self._whose += (pair for pair in whose if not blank(pair.raw))
        if whose:
            yield from (_untold(one) for one in said if one not in whose and one not in units)
        elif not_blank(row) and len(units) < len(said):
            self._titles, self._months = row, months
            if blank(cell_at(row, self._first)) or months:
                title = []
            else:
                title = [Loose((number, self._form.across), row[self._first])]
            if years:
                self._dating += title
            else:
                yield from title
            for at in () if months else filled:
                yield Loose((number, at + self._offset), row[at])

    def _whose_of(self, number: int, row: Row) -> Sequence[Pair]:
        """What a row says of whom all columns are, or who answers for them. Where they are months,
        that may stand beside its label, alone or with the code; else there stands the first of
        several customers."""
        own = self._own(number, row)
        if not self._form.labels.label(cell_at(row, self._first)):
            return own
        filled = [at for at, one in enumerate(row) if not blank(one)]
        alone = filled == [self._first, self._first + 1]
        named = all(pair.label.field.name in self._names for pair in own)
        months = self._form.schema.roles.month
        return own if months and named and (alone or len(own) > 1) else ()

    def _own(self, number: int, row: Row) -> list[Pair]:
        """What a row above the labels says of which customer all columns are."""
        return [
            pair
            for pair in self._form.labels.pairs(number, row)
            if isinstance(pair, Pair) and pair.label.field.name in self._once
        ]

    def _years_in(self, row: Row) -> set[int]:
        """The years that the titles in a row name, which are no months."""
        schema = self._form.schema
        titles = [cell for cell in row if isinstance(cell, str) and not month_in(cell)]
        told = [years for cell in titles if (years := years_anew([cell], schema, None))]
        return {year for one in told for year in (one.first.year, one.last.year)}

    def _months_above(self, number: int, row: Row) -> dict[int, Pair]:
        """The months above the columns, by column, where records have one and these are months."""
        month = self._form.schema.roles.month
        if not month or not months_in_row(row):
            return {}
        field, columns = self._form.schema.fields[month], {}
        for column, cell in enumerate(row, self._offset):
            if column > self._form.across:
                spot = number, column
                columns[column] = Pair(Column(column, field, "", ""), spot, spot, cell)
        return columns

    def pairs(self, found: Harvest) -> Iterator[Item]:
        """The labels with the values of one column after the other; what is said of whom or when
        columns are that do not come is read for none."""
        own = {kept.pair.label.field.name for kept in self._kept}
        if self._lead not in own:  # nobody can tell to which records they belong
            yield from (*map(_untold, self._whose), *self._dating, *self._cells())
            return
        for pair in self._whose:
            field = pair.label.field.label
            found.findings.append(Finding("KD130", found.at(pair.spot), {"field": field}))
        widest = max((len(kept.row) for kept in self._kept), default=0)
        for at in range(self._first + 1, widest):
            column = at + self._offset
            cells = [
                kept.pair._replace(spot=(kept.pair.at[0], column), raw=cell_at(kept.row, at))
                for kept in self._kept
            ]
            why = self._why_none(at, cells)
            if why:
                filled = sum(not blank(pair.raw) for pair in cells)
                found.skipped[why] += min(filled, 1) if why == "total" else filled
            elif any(not blank(pair.raw) for pair in cells):
                month = self._months.get(column)
                above = [month] if month and month.label.field.name not in own else []
                cells.sort(key=lambda pair: pair.label.field.name != self._lead)
                yield from map(self._dated, (*cells, *above))
                yield from (one for one in self._said() if one.label.field.name not in own)

    def _cells(self) -> Iterator[Loose]:
        """All that stands beside the labels."""
        for pair, row in self._kept:
            for at, cell in enumerate(row):
                if at > self._first and not blank(cell):
                    yield Loose((pair.at[0], at + self._offset), cell)

    def _said(self) -> Sequence[Pair]:
        """What is said once for all columns. Of another customer it is not what holds for that of
        the block above."""
        here = {pair.label.field.name for pair in self._whose}
        if here & self._names:
            return self._whose
        return [*self._whose, *(one for one in self._above if one.label.field.name not in here)]

    def _why_none(self, at: int, cells: Sequence[Pair]) -> str:
        """Why a column holds no record, as a key of ``Harvest.skipped``; empty where it does."""
        month = self._form.schema.roles.month
        above = (
            cell_at(self._titles, at),
            *(pair.raw for pair in cells if pair.label.field.name == month),
        )
        heads = [plain(one) for one in above if isinstance(one, str)]
        names = [pair.raw for pair in cells if pair.label.field.name in self._names]
        if any(map(is_total, (*heads, *names))) or (month and any(map(_SPAN.fullmatch, heads))):
            return "total"
        return "note" if any(_ASIDE.search(one) and ":" not in one[:-1] for one in heads) else ""

    def _dated(self, pair: Pair) -> Pair:
        """A month without its year with the one that stands above it; where several do,
        nobody can tell it."""
        is_month = pair.label.field.name == self._form.schema.roles.month
        said = month_in(pair.raw) if is_month and self._years else None
        if not said or said[0]:
            return pair
        if len(self._years) > 1:
            return pair._replace(raw=Unread(words(pair.raw), "KD134"))
        (year,) = self._years
        return pair._replace(raw=f"{year}年{said[1]}月")


def _untold(item: Item) -> Item:
    """What stands above the labels and is read for no column."""
    if not isinstance(item, Pair):
        return item
    return Loose(item.at, item.label.heading, None if blank(item.raw) else item.spot)
