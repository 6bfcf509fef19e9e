"""What the cells of a table or form give, gathered as it is read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from kamdocs.intake.captions import Years
from kamdocs.intake.grid import Parts, Spot, error, is_error, words
from kamdocs.intake.records.together import Run
from kamdocs.intake.values import AtOnce, Read, Stated, at_once, read
from kamdocs.model import (
    Columns,
    Fact,
    Finding,
    More,
    Note,
    Period,
    Place,
    Record,
    Rows,
    Stretch,
    Unread,
    Value,
    day_in,
)
from kamdocs.model.record import NOTHING
from kamdocs.sheets import Field, SheetSchema
from kamdocs.spreadsheets import FULL_CELL

_TOLD = 40
"""So many characters are kept of what is too long to be read."""
SAME = "KD116"
"""The code of a cell that says 同上."""
NO_UNIT = "KD114"
"""The code of an amount of which nobody knows the unit."""
_PLAIN = frozenset({str, float, date, datetime})
_KEPT = 10_000
"""So many values are remembered of a table."""


@dataclass
class Harvest:
    """What the cells of one table or form give: records, findings, and how many cells and rows were
    read or passed over, by reason.

    ``later`` is how much later a bare number is a day than in a workbook that counts from
    1899-12-30. ``unit`` is stated once for all amounts whose own heading names none. ``years`` are
    the days that the titles name. ``others`` has for the columns that are no field's in how many
    rows they are filled in.
    """

    sheet: Place
    later: timedelta = timedelta()
    unit: Stated | None = None
    records: Rows = field(default_factory=Rows)
    findings: list[Finding] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    cells: int = 0
    years: Years | None = None
    others: Counter[int] = field(default_factory=Counter)
    _at_once: dict[tuple[str, str], AtOnce | None] = field(default_factory=dict)
    _before: dict[tuple[object, ...], Read] = field(default_factory=dict)
    _stand_ins: set[Spot] = field(default_factory=set)
    told_unit: set[str] = field(default_factory=set)

    def take(
        self, raw: object, wanted: Field, unit: str, spot: Spot, notes: dict[str, Note]
    ) -> Value | None:
        """The value of a cell for a field; None for a blank. What is to be reported goes into
        ``findings``, and how the cell was read into ``notes``. Words that stand for a blank are
        counted in ``skipped``, once for a merged cell.

        ``raw`` is what stands in the cell at ``spot``, ``unit`` the unit of its heading.
        """
        value = self._plainly(raw, wanted, unit)
        if value is not None:
            return value
        if isinstance(raw, str) and is_error(raw):
            raw = error(raw)  # as text: pasted as a value, or from a text file
        if isinstance(raw, Unread):  # an error, or a formula without a result
            facts: dict[str, Fact] = {"field": wanted.label, "value": raw.raw}
            return Unread(raw.raw, raw.code, facts)
        if isinstance(raw, str) and len(raw) > FULL_CELL:
            return _too_long(raw, wanted)
        got = self._read(raw, wanted, unit)
        if self.unit and isinstance(got.value, Unread) and got.value.code == NO_UNIT:
            got = self._in_stated_unit(raw, wanted, self.unit)
        self.tell(got.note, spot)
        if got.how:
            notes[wanted.name] = Note(words(raw), got.how)
        if got.stands_in(raw) and spot not in self._stand_ins:
            self._stand_ins.add(spot)
            self.skipped["stand-in"] += 1
        return got.value

    def tell(self, facts: Mapping[str, Fact], spot: Spot) -> None:
        """Report (KD118) a reading that whoever filled in the cell has to confirm; nothing without
        facts."""
        if facts:
            self.findings.append(Finding("KD118", self.at(spot), facts))

    def quietly(self, raw: object, wanted: Field, unit: str) -> Read | None:
        """What ``take`` would read, without recording anything. None where the cell has to be read
        by ``take``: it holds an error, or its value hangs on cells around it."""
        if isinstance(raw, str) and (is_error(raw) or len(raw) > FULL_CELL):
            return None
        got = self._read(raw, wanted, unit)
        code = got.value.code if isinstance(got.value, Unread) else ""
        if self.unit and code == NO_UNIT and wanted.name in self.told_unit:
            return self._in_stated_unit(raw, wanted, self.unit)
        return None if code == SAME or (self.unit and code == NO_UNIT) else got

    def _plainly(self, raw: object, wanted: Field, unit: str) -> Value | None:
        """The value of a cell of which there is nothing to say, as most are; else None."""
        key = wanted.name, unit
        if key not in self._at_once:
            self._at_once[key] = at_once(wanted, unit)
        plainly = self._at_once[key]
        return plainly.one(raw) if plainly else None

    def _read(self, raw: object, wanted: Field, unit: str) -> Read:
        """What a cell gave: most columns hold few different values again and again."""
        if type(raw) not in _PLAIN:
            return self._in_year(raw, wanted, unit)
        key = wanted.name, unit, type(raw), raw
        got = self._before.get(key)
        if got is None:
            got = self._in_year(raw, wanted, unit)
            if len(self._before) < _KEPT:
                self._before[key] = got
        return got

    def _in_year(self, raw: object, wanted: Field, unit: str) -> Read:
        """What a cell gives, with the year that the titles tell where it has none itself."""
        got = read(raw, wanted, unit, self.later)
        got = self.years.completed(got, raw, wanted) if self.years else got
        return got._replace(how=(*got.how, "parts")) if isinstance(raw, Parts) else got

    def go_by(self, years: Years) -> None:
        """From here on a title tells of other years."""
        self.years = years
        self._before.clear()

    def _in_stated_unit(self, raw: object, wanted: Field, stated: Stated) -> Read:
        """The amount in a cell that names no unit, nor does its heading; told once a field."""
        got = read(raw, wanted, stated.unit, self.later)
        if isinstance(got.value, Unread):
            return got
        if wanted.name not in self.told_unit:
            self.told_unit.add(wanted.name)
            facts: dict[str, Fact] = {"field": wanted.label, "unit": stated.unit}
            self.findings.append(Finding("KD187", self.at(stated.spot), facts))
        return got._replace(how=(*got.how, "unit-stated"))

    def at(self, spot: Spot) -> Place:
        """The place of a cell of the sheet."""
        return Place(self.sheet.file, self.sheet.sheet, *spot)


def _too_long(raw: str, wanted: Field) -> Unread:
    facts: dict[str, Fact] = {"field": wanted.label, "letters": len(raw), "most": FULL_CELL}
    return Unread(raw[:_TOLD], "KD172", facts)


def record_of(
    schema: SheetSchema,
    values: Mapping[str, Value],
    row: Place,
    columns: Mapping[str, int],
    cells: Mapping[str, tuple[int, int]],
    notes: Mapping[str, Note],
) -> Record:
    """A record with its days, by the roles that the schema gives to its fields."""
    roles = schema.roles
    day = _day(values.get(roles.day), values.get(roles.month))
    recorded = day_in(values.get(roles.recorded))
    columns, cells, notes = columns or NOTHING, cells or NOTHING, notes or NOTHING
    return Record(schema.kind, values, row, columns, day, recorded, cells=cells, notes=notes)


Given = Mapping[str, tuple[Value, Spot]]
"""What is said once for all rows, by field, and the cell that says it."""


def stretch_of(
    schema: SheetSchema,
    rows: Place,
    columns: Mapping[str, int],
    run: Run,
    given: Given,
    noted: Mapping[str, Note],
) -> Stretch:
    """Many such records: ``rows`` has their file, their sheet and the column in which they begin,
    ``run`` the rows themselves; what is ``given`` for all of them is ``noted`` for each."""
    count = len(run.rows)
    values = {**run.values, **{name: [value] * count for name, (value, _) in given.items()}}
    roles, blank = schema.roles, (None,) * count
    days = map(_day, values.get(roles.day, blank), values.get(roles.month, blank))
    recorded = map(day_in, values.get(roles.recorded, blank))
    names = {one: (*one, *(name for name in given if name not in one)) for one in {*run.filled}}
    return Stretch(
        schema.kind,
        rows,
        columns,
        [number for number, _ in run.rows],
        Columns(count, values),
        [names[one] for one in run.filled],
        [*days],
        [*recorded],
        _more(run, given, noted),
    )


def _more(run: Run, given: Given, noted: Mapping[str, Note]) -> Mapping[int, More]:
    if not given and not noted:
        return {at: {"notes": notes} for at, notes in run.notes.items()}
    cells, noted = {name: spot for name, (_, spot) in given.items()}, dict(noted)
    return {
        at: {"cells": cells, "notes": {**noted, **run.notes[at]} if at in run.notes else noted}
        for at in range(len(run.rows))
    }


def _day(day: Value | None, month: Value | None) -> date | None:
    """The day of an event, the last day of the month where a month is given."""
    return month.last if isinstance(month, Period) else day_in(day)


def added(first: Value, more: Value | None, wanted: Field, notes: dict[str, Note]) -> Value:
    """A value with what another cell adds to it, which is noted. What could not be read of either
    leaves the whole unread: nobody knows who else is meant."""
    if more is None or isinstance(first, Unread) or first == more:
        return first
    if isinstance(more, Unread):
        notes.pop(wanted.name, None)
        return more
    assert isinstance(first, tuple)
    assert isinstance(more, tuple)
    whole = tuple(dict.fromkeys((*first, *more)))
    before = notes.get(wanted.name) or Note("、".join(map(str, first)), ())
    notes[wanted.name] = replace(before, how=(*before.how, "added"))
    return whole
