"""Forms: sheets in which labels stand beside their values, one customer or visit a form.

A sheet may hold several forms one below the other, or one column of values for each record.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kamdocs.intake.cells import blank, words
from kamdocs.intake.grid import Grid, Row, Spot
from kamdocs.intake.harvest import Harvest, record_of
from kamdocs.intake.heading_findings import strange_headings
from kamdocs.intake.headings import Column, HeadingIndex, settle
from kamdocs.intake.pairs import Labels, Loose, Pair
from kamdocs.intake.tables import KindUnclear, Numbered, named_after
from kamdocs.model import Fact, Finding, Note, Place, Value, column_letters
from kamdocs.sheets import SheetSchema

_FEWEST = 3
"""So many labels with the marks of a kind make a form."""
_NAMED_LIKE = 3
_SHOWN = 8


@dataclass(frozen=True)
class Form:
    """A form that was found: its labels, and the number of its first row."""

    labels: Labels
    row: int
    fields: frozenset[str]
    worth: tuple[int, int]
    across: bool

    @property
    def schema(self) -> SheetSchema:
        return self.labels.index.schema


def find_form(
    head: Sequence[Numbered], grid: Grid, indexes: Mapping[str, HeadingIndex]
) -> Form | None:
    """The kind of form that the first rows of a sheet show, or None where they show none.

    Raises KindUnclear where two kinds fit equally well.
    """
    forms = [form for index in indexes.values() if (form := _form(head, grid, index))]
    top = max((form.worth for form in forms), default=(0, 0))
    leaders = [form for form in forms if form.worth == top]
    if len(leaders) > 1:
        kinds = [one.labels.index.match([], 1) for one in leaders]
        raise KindUnclear(kinds)
    return leaders[0] if leaders else None


def _form(head: Sequence[Numbered], grid: Grid, index: HeadingIndex) -> Form | None:
    labels = Labels.found_in(head, index, grid.first_column, grid.beneath.merged)
    found = [pair for number, row in head for pair in labels.pairs(number, row)]
    pairs = [pair for pair in found if isinstance(pair, Pair)]
    fields = frozenset(pair.label.field.name for pair in pairs)
    named = named_after(grid.name, index.schema)
    rows = {pair.at[0] for pair in pairs}
    marked = fields.issuperset(index.schema.mark)
    if len(fields) < _FEWEST or len(rows) < 2 or not (marked or named):
        return None
    telling = len(fields - set(index.schema.common))
    worth = len(fields) + (_NAMED_LIKE if named else 0), telling
    surely = Labels.found_in(head, index, grid.first_column, grid.beneath.merged, certain=True)
    return Form(surely, min(rows), fields, worth, _across(head, labels, pairs))


def _across(head: Sequence[Numbered], labels: Labels, pairs: Sequence[Pair]) -> bool:
    """Whether each record has a column of its own: all labels in one column, and beside most of
    them several values, none of which is a label itself."""
    columns = {pair.at[1] for pair in pairs}
    if len(columns) != 1 or any(pair.at == pair.spot for pair in pairs):
        return False
    first = columns.pop() - labels.first_column + 1
    labelled = {pair.at[0] for pair in pairs}
    values = [
        [cell for cell in row[first:] if not blank(cell)] for at, row in head if at in labelled
    ]
    if any(labels.heading(cell) for row in values for cell in row):
        return False
    return 2 * sum(len(row) > 1 for row in values) > len(labelled)


@dataclass
class _Block:
    """One form while it is read: its pairs in order."""

    pairs: list[Pair] = field(default_factory=list)

    @property
    def first(self) -> str:
        return self.pairs[0].label.field.name if self.pairs else ""

    def goes_on(self, cell: Loose, labels: Labels) -> bool:
        """Whether a cell is another line of the value above it, whose label is merged over both;
        then it is added there."""
        row, column = cell.spot
        for at, pair in enumerate(self.pairs):
            area = labels.merged.get(pair.at)
            tall = area is not None and area.bottom >= row > pair.spot[0]
            if tall and pair.spot[1] == column and not blank(pair.raw):
                self.pairs[at] = replace(pair, raw=f"{words(pair.raw)}\n{words(cell.raw)}")
                return True
        return False


def read_form(
    form: Form,
    sheet: Place,
    rows: Iterator[Numbered],
    indexes: Mapping[str, HeadingIndex],
    seen: set[str],
) -> Harvest:
    """All forms of a sheet. ``sheet`` is its place, ``rows`` all its rows; ``seen`` are the
    labels of the file of which something was said already."""
    reader = _Reader(form, sheet, Harvest(), indexes, seen)
    if form.across:
        reader.read_across(rows)
    else:
        reader.read_down(rows)
    reader.tell_loose()
    return reader.found


@dataclass
class _Reader:
    form: Form
    sheet: Place
    found: Harvest
    indexes: Mapping[str, HeadingIndex]
    seen: set[str]
    loose: list[Loose] = field(default_factory=list)
    unknown: dict[str, Spot] = field(default_factory=dict)

    def read_down(self, rows: Iterator[Numbered]) -> None:
        """Forms one below the other: a new one begins where the first label comes again."""
        block = _Block()
        for number, row in rows:
            for pair in self.form.labels.pairs(number, row):
                if isinstance(pair, Loose):
                    if not block.goes_on(pair, self.form.labels):
                        self._keep(pair)
                    continue
                if block.first == pair.label.field.name:
                    self._record(block)
                    block = _Block()
                block.pairs.append(pair)
        self._record(block)

    def read_across(self, rows: Iterator[Numbered]) -> None:
        """A column for each record."""
        kept: list[tuple[Column, Spot, Row]] = []
        first, offset = 0, self.form.labels.first_column
        for number, row in rows:
            for pair in self.form.labels.pairs(number, row):
                if isinstance(pair, Pair):
                    kept.append((pair.label, pair.at, row))
                    first = pair.at[1] + 1
                elif pair.spot[1] < first or not first:
                    self._keep(pair)
        last = max((offset + len(row) for _, _, row in kept), default=first)
        for column in range(first, last):
            block = _Block()
            for label, (number, at), row in kept:
                index = column - offset
                raw = row[index] if index < len(row) else None
                block.pairs.append(Pair(label, (number, at), (number, column), raw))
            if any(not blank(pair.raw) for pair in block.pairs):
                self._record(block)

    def _keep(self, loose: Loose) -> None:
        """Titles above the form are passed over; a label that is none of ours is told once."""
        if loose.spot[0] < self.form.row:
            return
        if loose.value is not None:
            self.unknown.setdefault(words(loose.raw), loose.spot)
            self.found.skipped["unknown-column"] += 1
        else:
            self.loose.append(loose)

    def _record(self, block: _Block) -> None:
        """One form as a record. A label that comes twice in it is read once, and told."""
        if not block.pairs:
            return
        values: dict[str, Value] = {}
        cells: dict[str, Spot] = {}
        notes: dict[str, Note] = {}
        for pair in self._settled(block.pairs):
            name = pair.label.field.name
            if name in cells:
                self._double(pair, cells[name])
                continue
            cells[name] = pair.spot
            self._tell_by_kind(pair)
            label, cell = pair.label, self._at(pair.spot)
            value = self.found.take(pair.raw, label.field, label.unit, cell, notes)
            if value is not None:
                values[name] = value
        if not values:
            self.found.skipped["empty-form"] += 1
            return
        self.found.cells += len(values)
        self._tell_missing(cells, block)
        row = self._at(block.pairs[0].spot)
        self.found.records.append(record_of(self.form.schema, values, row, {}, cells, notes))

    def _settled(self, pairs: Sequence[Pair]) -> Iterator[Pair]:
        """The pairs; a label that is used for several fields goes by its value."""
        named = {pair.label.field.name for pair in pairs}
        for pair in pairs:
            match = self.form.labels.index.match([pair.label.heading], 1, certain=True)
            meant = settle(match, [[pair.raw]]).columns
            moved = bool(meant) and meant[0].field.name not in named
            yield replace(pair, label=meant[0], by_kind=True) if moved else pair

    def _tell_by_kind(self, pair: Pair) -> None:
        """A short label that the kind of form gave its meaning is told once a file."""
        heading = pair.label.heading
        if pair.by_kind and heading not in self.seen:
            self.seen.add(heading)
            facts: dict[str, Fact] = {"heading": heading, "field": pair.label.field.label}
            self.found.findings.append(Finding("KD150", self._at(pair.at), facts))

    def _double(self, pair: Pair, first: Spot) -> None:
        if blank(pair.raw):
            return
        self.found.skipped["unknown-column"] += 1
        facts: dict[str, Fact] = {
            "heading": pair.label.heading,
            "other": self._at(first),
            "field": pair.label.field.label,
        }
        self.found.findings.append(Finding("KD106", self._at(pair.at), facts))

    def _tell_missing(self, cells: Mapping[str, Spot], block: _Block) -> None:
        for wanted in self.form.schema.fields.values():
            if wanted.required and wanted.name not in cells:
                place = self._at((block.pairs[0].at[0], 0))
                self.found.findings.append(Finding("KD128", place, {"field": wanted.label}))

    def tell_loose(self) -> None:
        """Labels that are none of ours, and cells that belong to no label."""
        labels = [(self._at(spot), heading) for heading, spot in self.unknown.items()]
        kind = self.form.schema.kind
        self.found.findings += strange_headings(labels, kind, self.indexes, self.seen)
        if self.loose:
            self.found.skipped["no-label"] += len(self.loose)
            shown = [f"{column_letters(one.spot[1])}{one.spot[0]}" for one in self.loose]
            facts: dict[str, Fact] = {"count": len(shown), "cells": tuple(shown[:_SHOWN])}
            self.found.findings.append(Finding("KD129", self.sheet, facts))

    def _at(self, spot: Spot) -> Place:
        return Place(self.sheet.file, self.sheet.sheet, *spot)
