"""The cells of a row under their headings: values, what is to be said of them, what is not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from kamdocs.intake.grid import Area, Grid, Row, Spot, Ticked, blank, words
from kamdocs.intake.headings import ASK, PLAIN, Column, HeadingIndex, Known, Memory
from kamdocs.intake.records.harvest import NO_UNIT, SAME, Harvest, added
from kamdocs.intake.records.together import Further, Quiet
from kamdocs.intake.tables import Table
from kamdocs.intake.values import ABOVE, Stated, read, stands_for
from kamdocs.model import Fact, Finding, Note, Unread, Value, YearVolume

_FIGURES = frozenset({"amount", "number", "whole", "volumes"})
_NO_VOLUMES, _NO_FIGURE = "KD124", "KD113"
"""What is no volume of a year, and in a column of one year no figure."""
_NOTHING = frozenset({"无", "没有", "/", "—", "-"})
"""Answers that serve several fields at once, and are meant to."""

Covered = Mapping[int, tuple[object, Spot]]
"""For the columns that merged cells cover: the value, and where it stands."""


@dataclass
class Cells:
    """Reads the cells of the rows of one table; what is to be said of them goes into ``found``.

    ``against`` is a unit that a title below the headings states.
    """

    table: Table
    grid: Grid
    found: Harvest
    index: HeadingIndex
    against: Stated | None
    areas: Mapping[Spot, Area] = field(init=False)
    served: set[Spot] = field(init=False, default_factory=set)
    ours: frozenset[int] = field(init=False)
    """The columns of fields, those that fill in or add to others among them."""
    ticked: dict[str, Spot] = field(init=False, default_factory=dict)
    """The fields of the row at hand whose values stand in the columns of their choices, with the
    cells."""
    columns: Sequence[Known] = field(init=False)
    """What is known of each column of a field."""
    further: Sequence[Further] = field(init=False)
    known: list[tuple[str, int, dict[object, Any], Known]] = field(init=False)

    def __post_init__(self) -> None:
        match = self.table.match
        columns = frozenset(column.number for column in match.columns)
        self.areas = {area.anchor: area for area in self.grid.beneath.merged}
        self.ours = columns.union(one.number for one in (*match.fills, *match.adding))
        self.columns = [self._known(column) for column in match.columns]
        self.further = [
            Further(one.field.name, one.number - match.first_column, None if one.year else fills)
            for columns, fills in ((match.fills, True), (match.adding, False))
            for one in columns
        ]
        self.known = [(one.column.field.name, one.at, one.memory.read, one) for one in self.columns]

    def _known(self, column: Column) -> Known:
        """What is known of a column: from other sheets too, unless its heading or a title has a say
        in what its cells hold."""
        doubted, wanted = self._otherwise(column), column.field
        memory, own = Memory(), doubted or column.codes or column.year
        if not own and self.index.schema.fields[wanted.name] is wanted:
            told = wanted.name, column.unit, self.grid.beneath.later
            memory = self.index.remembered.setdefault(told, memory)
        return Known(column, column.number - self.table.match.first_column, memory, doubted)

    def values(
        self,
        number: int,
        row: Row,
        covered: Covered,
        cells: dict[str, Spot],
        notes: dict[str, Note],
    ) -> dict[str, Value]:
        """The values of a row by field. ``covered`` are merged cells that reach into it. Where a
        value was taken from another cell, that goes into ``cells``; how values were read goes into
        ``notes``."""
        values: dict[str, Value] = {}
        self.ticked.clear()
        for name, at, read_before, known in self.known:
            raw = row[at] if at < len(row) else None
            value = None
            if raw.__class__ in PLAIN and not covered:
                value = read_before.get(raw, ASK)
                if value is ASK:
                    value = known.at_once(raw)
                    if value is None and (before := known.noted(raw)):
                        value, notes[name] = before
                elif value is None:
                    continue
            if value is None:
                value = self._closely(number, row, known, covered, cells, notes)
            if value is not None:
                values[name] = value
        return values

    def quietly(self, known: Known, raw: object) -> Quiet | None:
        """What a cell gives, without recording anything; None where it has to be read with its
        row."""
        if not known.by_itself or isinstance(raw, Unread | Ticked):
            return None
        column = known.column
        got = self.found.quietly(raw, column.field, column.unit)
        if got is None:
            return None
        note = Note(words(raw), got.how) if got.how else None
        if not got.note:
            self._keep(known, raw, got.value, note)
        return Quiet(got.value, note, got.note, got.stands_in(raw))

    def _keep(self, known: Known, raw: object, value: Value | None, note: Note | None) -> None:
        """With a unit that is stated once, the same cell of another sheet may hold another sum."""
        if not (note and self.found.unit):
            known.keep(raw, value, note)

    def _closely(
        self,
        number: int,
        row: Row,
        known: Known,
        covered: Covered,
        cells: dict[str, Spot],
        notes: dict[str, Note],
    ) -> Value | None:
        """What stands in a cell that is not known yet, or is served by merged cells, whose place
        goes into ``cells``."""
        column = known.column
        name, told = column.field.name, len(self.found.findings)
        raw, spot = covered.get(column.number) or (self._raw(row, column), None)
        if isinstance(raw, Ticked):
            self.ticked[name] = number, raw.column
        value = self._value(raw, column, spot or (number, column.number), notes)
        if spot:
            cells[name] = spot
            self._tell_served(number, column, raw, spot)
        elif len(self.found.findings) == told:
            self._keep(
                known, row[known.at] if known.at < len(row) else None, value, notes.get(name)
            )
        return None if value is None else self._cited(value, column)

    def fill(
        self, number: int, row: Row, values: dict[str, Value], notes: dict[str, Note]
    ) -> dict[str, Spot]:
        """Where a field is blank in a row, take its value from a further column of the field (手机
        is blank, 座机 is not). Returns the fields filled in so, with the cells."""
        filled: dict[str, Spot] = {}
        for column in self.table.match.fills:
            name, spot = column.field.name, (number, column.number)
            if name in values:
                continue
            value = self._value(self._raw(row, column), column, spot, notes)
            if value is not None:
                values[name], filled[name] = self._cited(value, column), spot
        return filled

    def add(
        self,
        number: int,
        row: Row,
        covered: Covered,
        values: dict[str, Value],
        notes: dict[str, Note],
    ) -> dict[str, Spot]:
        """Add what a further column of a field holds to the value of the field. Returns the fields
        that cannot be read because of that, with the cells."""
        unread: dict[str, Spot] = {}
        for column in self.table.match.adding:
            first = values.get(column.field.name)
            if column.year:
                unread |= self._add_year(number, row, covered, column, values)
            elif first is not None:  # a blank is told as one, whoever came along
                raw = self._raw(row, column)
                more = self._value(raw, column, (number, column.number), {})
                values[column.field.name] = added(first, more, column.field, notes)
                if isinstance(more, Unread) and not isinstance(first, Unread):
                    unread[column.field.name] = number, column.number
        return unread

    def _add_year(
        self, number: int, row: Row, covered: Covered, column: Column, values: dict[str, Value]
    ) -> dict[str, Spot]:
        """Add the volume of one more year to those of a field, all of which are unread where one of
        them is. Its cell, where it is the first or cannot be read."""
        name, spot = column.field.name, (number, column.number)
        raw, served = covered.get(column.number) or (self._raw(row, column), None)
        before, more = values.get(name), self._value(raw, column, served or spot, {})
        if served:
            self._tell_served(number, column, raw, served)
        if more is None:
            return {}
        if isinstance(before, tuple) and isinstance(more, tuple):
            values[name] = cast(Value, (*before, *more))
            return {}
        if before is not None:
            wrong = before if isinstance(before, Unread) else cast(Unread, more)
            values[name] = replace(wrong, raw=f"{_year_by_year(before)}；{_year_by_year(more)}")
            return {} if wrong is before else {name: served or spot}
        values[name] = more
        return {name: served or spot}

    def _value(
        self, raw: object, column: Column, spot: Spot, notes: dict[str, Note]
    ) -> Value | None:
        """What stands in a cell. An amount has no unit where its heading names one, and a title
        below that another."""
        if column.year and not blank(raw):
            value = self.found.take(_of_year(raw, column), column.field, column.unit, spot, {})
            if isinstance(value, tuple) and len(value) > 1:  # it tells of other years, too
                said = words(raw)
                value = Unread(said, _NO_FIGURE, {"field": column.field.label, "value": said})
            return _of_that_year(value, raw, column) if isinstance(value, Unread) else value
        against = self._otherwise(column)
        if not against:
            return self.found.take(raw, column.field, column.unit, spot, notes)
        value = read(raw, column.field, "").value
        if not isinstance(value, Unread) or value.code != NO_UNIT:
            return self.found.take(raw, column.field, column.unit, spot, notes)
        facts: dict[str, Fact] = {
            "unit": column.unit,
            "other": self.found.at(against.spot),
            "other_unit": against.unit,
        }
        return replace(value, code="KD136", facts={**value.facts, **facts})

    def _otherwise(self, column: Column) -> Stated | None:
        """The unit that a title below the headings states, where that of a column is another."""
        against = self.against
        return against if against and column.unit not in ("", against.unit) else None

    def _cited(self, value: Value, column: Column) -> Value:
        """The same; 同上 cites the cell that it means."""
        if not isinstance(value, Unread) or value.code != SAME:
            return value
        last = next(reversed(self.found.records), None)
        if last is None or value.facts.get("above") != ABOVE:
            return value
        return replace(value, facts={**value.facts, "above": last.place(column.field.name)})

    def _raw(self, row: Row, column: Column) -> object:
        index = column.number - self.table.match.first_column
        raw = row[index] if index < len(row) else None
        return column.codes.get(words(raw), raw) if column.codes and not blank(raw) else raw

    def _tell_served(self, number: int, column: Column, raw: object, spot: Spot) -> None:
        """Cells merged over several fields, or a figure merged over several rows, are read for all
        of them, and that is told: they may have been meant otherwise."""
        area = self.areas[spot]
        figure = column.field.type in _FIGURES and area.bottom > area.top
        across = spot[0] == number and area.right > area.left
        if spot in self.served or not (figure or across) or words(raw) in _NOTHING:
            return
        self.served.add(spot)
        fields = tuple(
            one.field.label
            for one in self.table.match.columns
            if area.left <= one.number <= area.right
        )
        facts = {"value": words(raw), "fields": fields, "rows": area.bottom - area.top + 1}
        self.found.findings.append(Finding("KD181", self.found.at(spot), facts))


def _of_that_year(value: Unread, raw: object, column: Column) -> Unread:
    """What cannot be read in a column of one year: kept with the year, quoted as it stands."""
    said = raw.raw if isinstance(raw, Unread) else words(raw)
    facts = {**value.facts, "value": said} if "value" in value.facts else value.facts
    code = _NO_FIGURE if value.code == _NO_VOLUMES else value.code
    return replace(value, raw=f"{column.year}：{said}", code=code, facts=facts)


def _year_by_year(value: Value) -> str:
    """Volumes by year as they may stand in one cell, or what stands for them."""
    if isinstance(value, Unread):
        return value.raw
    years = cast(tuple[YearVolume, ...], value)
    return "；".join(f"{one.year}：{one.volume:f}{one.remark}" for one in years)


def _of_year(raw: object, column: Column) -> object:
    """What stands in a column of one year, as it would stand in one of all years: 2025：1,200."""
    if isinstance(raw, Unread) or stands_for(words(raw)):
        return raw
    return f"{column.year}：{words(raw)}"
