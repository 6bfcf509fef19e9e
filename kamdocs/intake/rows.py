"""The rows of a table as records, down to where another table begins."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kamdocs.intake.above import rows_above
from kamdocs.intake.cells import blank, plain, words
from kamdocs.intake.footers import is_keys, why_no_record
from kamdocs.intake.further import Ahead, Headings
from kamdocs.intake.grid import Area, Grid, Row, Spot
from kamdocs.intake.harvest import Harvest, record_of
from kamdocs.intake.headings import Column, HeadingIndex, Match
from kamdocs.intake.merging import Merging
from kamdocs.intake.pairs import Labels, Pair
from kamdocs.intake.tables import Table
from kamdocs.intake.titles import titles_above
from kamdocs.intake.units import unit_above
from kamdocs.intake.values import ABOVE
from kamdocs.model import Fact, Finding, Note, Place, Unread, Value, column_letters

_SAME = "KD116"
"""The code of a cell that says 同上."""
_RUNNING = re.compile(
    r"(?:no\.?|第)?\s*[(\[]?(?:[\d.\-]+|[一二三四五六七八九十百]+)[)\]]?\s*[.、号行项条]?\Z",
    re.IGNORECASE,
)
"""A running number, however it is written: 1, 01, (一), 第3行."""
_COLON = re.compile(r"[:：]")
_FEW = 4
"""A row that says something for the rows below it has no more cells than these."""
_FIGURES = frozenset({"amount", "number", "whole", "volumes"})
_NOTHING = frozenset({"无", "没有", "/", "—", "-"})
"""Answers that serve several fields at once, and are meant to."""


def read_rows(
    table: Table, sheet: Place, grid: Grid, indexes: Mapping[str, HeadingIndex]
) -> tuple[Harvest, Table | None]:
    """Read every row below the headings, down to where another table begins.

    ``sheet`` is the place of the sheet. Returns what the rows gave, and the table below.
    """
    found = Harvest(sheet, grid.beneath.later)
    reader = _Reader(table, grid, found, indexes[table.match.schema.kind])
    headings = Headings(grid, indexes)
    rows = Ahead(table.rest)
    for number, row in rows:
        if not any(row) and row.count("") == len(row):  # a million of them are soon gone through
            found.skipped["blank"] += 1
            continue
        below = headings.at(number, row, rows)
        if below is None:
            reader.read(number, row)
        elif _same_columns(below.match, table.match):
            found.skipped["heading"] += below.height
            rows.skip(below.height - 1)
        else:
            _drop_title(found, number, grid.first_column)
            rows.skip(below.height - 1)
            reader.tell_nameless()
            return found, replace(below, rest=rows)
    reader.tell_nameless()
    return found, None


def _same_columns(one: Match, other: Match) -> bool:
    """Whether two heading rows are the same, or name the same fields in other words. Where an
    amount is told in another unit, they are headings of another table."""
    units = {column.number: column.unit for column in other.columns if column.unit}
    if any(column.unit not in ("", units.get(column.number, "")) for column in one.columns):
        return False
    if one.repeats(other):
        return True
    here, there = (
        {(column.number, column.field.name) for column in match.columns} for match in (one, other)
    )
    return here == there


def _drop_title(found: Harvest, heading: int, first_column: int) -> None:
    """A single cell in the first column is the title of a second table where its headings stand
    right below it, or where blank rows part it from the rows above: it is no record."""
    if not found.records:
        return
    last = found.records[-1]
    row = last.row.row
    before = found.records[-2].row.row if len(found.records) > 1 else 0
    apart = row == heading - 1 or (row == heading - 2 and before < row - 1)
    cells = [last.place(name).column for name in last.values]
    if apart and cells == [first_column]:
        found.records.pop()
        found.skipped["note"] += 1
        found.cells -= 1


@dataclass
class _Reader:
    """Reads rows of one table into a harvest."""

    table: Table
    grid: Grid
    found: Harvest
    index: HeadingIndex
    noted: bool = False
    where: Mapping[str, int] = field(init=False)
    marks: list[int] = field(init=False)
    merging: Merging = field(init=False)
    told: frozenset[int] = field(init=False)
    shapes: Mapping[int, str] = field(init=False)
    given: dict[str, tuple[Value, Spot]] = field(init=False, default_factory=dict)
    given_notes: dict[str, Note] = field(init=False, default_factory=dict)
    labels: Labels = field(init=False)
    areas: Mapping[Spot, Area] = field(init=False)
    across: frozenset[Spot] = field(init=False)
    served: set[Spot] = field(init=False, default_factory=set)
    nameless: Counter[int] = field(init=False, default_factory=Counter)

    def __post_init__(self) -> None:
        match = self.table.match
        self.where = {column.field.name: column.number for column in match.columns}
        wordless = (number for number, _ in match.wordless)
        self.told = frozenset(match.headings.keys() - self.where.values()).union(wordless)
        offset = match.first_column
        self.marks = [self.where[name] - offset for name in match.schema.mark if name in self.where]
        self.shapes = {
            column.number: column.field.rules["regex"]
            for column in match.columns
            if "regex" in column.field.rules and column.field.name not in match.schema.mark
        }
        last_heading = self.table.row + self.table.height - 1
        self.merging = Merging(self.grid.beneath.merged, last_heading, offset)
        self.areas = {area.anchor: area for area in self.grid.beneath.merged}
        self.across = frozenset(at for at, area in self.areas.items() if area.right > area.left)
        self.labels = Labels(self.index, offset, self.areas, certain=True)
        titles = titles_above(rows_above(self.table))
        self.found.unit = unit_above(titles, offset, self.table.groups)
        for pair in self.table.given:
            self._take_given(pair)

    def _take_given(self, pair: Pair) -> None:
        """What is said once above the table, and taken for every row of it."""
        wanted = pair.label.field
        unit = pair.label.unit
        value = self.found.take(pair.raw, wanted, unit, pair.spot, self.given_notes)
        if pair.titled:
            self.given_notes[wanted.name] = Note(pair.label.heading, ("title-month",))
        if value is not None:
            self.given[wanted.name] = value, pair.spot
            cell = self.found.at(pair.spot)
            self.found.findings.append(Finding("KD130", cell, {"field": wanted.label}))

    def read(self, number: int, row: Row) -> None:
        """A row as a record, or counted with the reason why it is none."""
        covered = self.merging.covered(number, row)
        if self._states(number, row):
            self.found.skipped["title"] += 1
            return
        why = why_no_record(row, self.marks, self.noted) or self._other(number, row)
        if why:
            self.noted = self.noted or why == "note"
            self.found.skipped[why] += 1
            return
        self.noted = False
        values: dict[str, Value] = {}
        cells: dict[str, Spot] = {}
        notes = dict(self.given_notes)
        for column in self.table.match.columns:
            raw, spot = covered.get(column.number) or (self._raw(row, column), None)
            at = spot or (number, column.number)
            value = self.found.take(raw, column.field, column.unit, at, notes)
            if spot:
                cells[column.field.name] = spot
                self._tell_served(number, column, raw, spot)
            if value is not None:
                values[column.field.name] = self._cited(value, column)
        self._count(row, len(values))
        if all(name in cells for name in values):  # nothing of its own beside merged cells
            self.found.skipped["blank"] += 1
            self.found.cells -= len(values)
            return
        for name, (value, spot) in self.given.items():
            values[name], cells[name] = value, spot
        place = self.found.at((number, self.grid.part))
        schema = self.table.match.schema
        self.found.records.append(record_of(schema, values, place, self.where, cells, notes))

    def tell_nameless(self) -> None:
        """What is filled in under a heading that is merged over several columns, but for the first
        of them: it belongs to no field, and is not lost in silence."""
        headings = self.table.match.headings
        for area in self.grid.beneath.merged:
            if self.table.heading(area.left) != area.anchor or area.left not in headings:
                continue
            for column in range(area.left + 1, area.right + 1):
                if self.nameless[column]:
                    facts: dict[str, Fact] = {
                        "heading": headings[area.left],
                        "column": column_letters(column),
                        "count": self.nameless[column],
                    }
                    self.found.findings.append(Finding("KD189", self.found.at(area.anchor), facts))

    def _states(self, number: int, row: Row) -> bool:
        """Whether a row says anew what was said above the table: 客户名称：乙."""
        filled = [cell for cell in row if not blank(cell)]
        if len(filled) > _FEW or not any(isinstance(c, str) and _COLON.search(c) for c in filled):
            return False
        pairs = list(self.labels.pairs(number, row))
        wanted = self.table.match.schema.weighty - self.where.keys()
        said = [pair for pair in pairs if isinstance(pair, Pair) and not blank(pair.raw)]
        if not said or len(said) < len(pairs):
            return False
        if not all(pair.label.field.name in wanted for pair in said):
            return False
        for pair in said:
            self._take_given(pair)
        return True

    def _tell_served(self, number: int, column: Column, raw: object, spot: Spot) -> None:
        """Cells merged over several fields, or a figure merged over several rows, are read for all
        of them, and that is told: they may have been meant otherwise."""
        area = self.areas[spot]
        figure = column.field.type in _FIGURES and area.bottom > area.top
        across = spot[0] == number and area.right > area.left
        if spot in self.served or not (figure or across) or raw in _NOTHING:
            return
        self.served.add(spot)
        fields = tuple(
            one.field.label
            for one in self.table.match.columns
            if area.left <= one.number <= area.right
        )
        facts = {"value": words(raw), "fields": fields, "rows": area.bottom - area.top + 1}
        self.found.findings.append(Finding("KD181", self.found.at(spot), facts))

    def _cited(self, value: Value, column: Column) -> Value:
        """The same; 同上 cites the cell that it means."""
        if not isinstance(value, Unread) or value.code != _SAME or not self.found.records:
            return value
        if value.facts.get("above") != ABOVE:
            return value
        above = self.found.records[-1].place(column.field.name)
        return replace(value, facts={**value.facts, "above": above})

    def _raw(self, row: Row, column: Column) -> object:
        index = column.number - self.table.match.first_column
        raw = row[index] if index < len(row) else None
        return column.codes.get(words(raw), raw) if column.codes and not blank(raw) else raw

    def _other(self, number: int, row: Row) -> str:
        """What a row is by its place: the keys of a program right under the headings, or a title
        of the rows below."""
        if number == self.table.row + self.table.height and is_keys(row):
            return "heading"
        first = self.table.match.first_column
        filled = [(at, cell) for at, cell in enumerate(row, first) if not blank(cell)]
        return "note" if len(filled) == 1 and self._titles(number, *filled[0]) else ""

    def _titles(self, number: int, column: int, cell: object) -> bool:
        """Whether the only cell of a row is a title: merged over several columns, or words where
        the column takes a code of a certain shape."""
        if (number, column) in self.across:
            return True
        shape = self.shapes.get(column)
        return bool(shape and isinstance(cell, str) and not re.fullmatch(shape, plain(cell)))

    def _count(self, row: Row, read: int) -> None:
        """Cells read, and those that stand under headings of others or under none."""
        self.found.cells += read
        first = self.table.match.first_column
        ours = {*self.where.values()}
        for column, cell in enumerate(row, first):
            if column in ours or blank(cell):
                continue
            if column not in self.table.match.silent:
                reason = "unknown-column" if column in self.told else "no-heading"
                self.found.skipped[reason] += 1
                self.nameless[column] += reason == "no-heading"
            elif isinstance(cell, str) and not _RUNNING.match(plain(cell)):
                self.found.skipped["numbering"] += 1
