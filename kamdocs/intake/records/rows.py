"""The rows of a table as records, down to where another table begins."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kamdocs.intake.captions import is_year_alone, titles_above, years_anew
from kamdocs.intake.grid import (
    LOOKED_AT,
    Grid,
    Merging,
    Numbered,
    Row,
    Spot,
    begins_a_record,
    blank,
    is_keys,
    is_total,
    not_blank,
    numbers_columns,
    plain,
    why_no_record,
)
from kamdocs.intake.headings import HeadingIndex, Labels, Loose, Pair, Unit
from kamdocs.intake.records.anew import Said, Titles, drop_title
from kamdocs.intake.records.foot import Foot
from kamdocs.intake.records.harvest import Harvest, record_of, stretch_of
from kamdocs.intake.records.row_cells import Cells, Covered
from kamdocs.intake.records.together import Together
from kamdocs.intake.tables import Ahead, Carried, Headings, Table, year_in_title
from kamdocs.intake.values import Stated, other_unit, stated_in, unit_above
from kamdocs.lazy import lazy
from kamdocs.model import Fact, Filled, Finding, Note, Period, Unread, Value

_COLON = lazy(r"[:：]")
_FEW = 4
"""A row that says something for the rows below it, or is a title of them, has no more cells than
these."""


def read_rows(
    table: Table, found: Harvest, grid: Grid, index: HeadingIndex, headings: Headings
) -> Table | None:
    """Read every row below the headings, down to where another table begins, or where a title says
    another month or unit for the rows below it.

    What the rows give goes into ``found``. ``index`` has the headings of the kind, and ``headings``
    tells those of any kind in the sheet. Returns the table below.
    """
    reader = _Reader(table, grid, found, index, headings)
    rows = table.rest if isinstance(table.rest, Ahead) else Ahead(table.rest)
    for number, row in rows:
        if not any(row) and row.count("") == len(row):  # a million of them are soon gone through
            found.skipped["blank"] += 1
            continue
        if many := reader.plainly((number, row), rows):
            rows.skip(many - 1)
            continue
        below = headings.at(number, row, rows, reader.between, table)
        if below is not None:
            below = reader.below(below)
            rows.skip(below.height - 1)
            if below is not table:
                reader.end(below.given)
                return replace(below, rest=rows)
        elif on := reader.read(number, row):
            rows.back((number, row))
            reader.end()
            return replace(on, rest=rows)
    reader.end()
    return None


def _has_colon(cell: object) -> bool:
    return isinstance(cell, str) and bool(_COLON.search(cell))


@dataclass
class _Reader:
    """Reads rows of one table into a harvest."""

    table: Table
    grid: Grid
    found: Harvest
    index: HeadingIndex
    headings: Headings
    noted: bool = False
    headed: int = field(init=False)
    """The last row of the headings, or of those that repeat them."""
    where: Mapping[str, int] = field(init=False)
    marks: list[int] = field(init=False)
    merging: Merging = field(init=False)
    shapes: Mapping[int, str] = field(init=False)
    number_at: int | None = field(init=False)
    """Where in a row its running number stands, with a column of ours right of it."""
    given: dict[str, tuple[Value, Spot]] = field(init=False, default_factory=dict)
    given_notes: dict[str, Note] = field(init=False, default_factory=dict)
    labels: Labels = field(init=False)
    beside: frozenset[str] = field(init=False)
    """The labels that stood above the rows with their values in the cells beside them."""
    across: frozenset[Spot] = field(init=False)
    titles: Titles = field(init=False)
    between: deque[Numbered] = field(init=False, default_factory=lambda: deque(maxlen=LOOKED_AT))
    """The rows since the last record, which may be titles of those to come."""
    lines: deque[Numbered] = field(init=False, default_factory=lambda: deque(maxlen=LOOKED_AT))
    """Those of them that are titles whatever comes."""
    against: Stated | None = field(init=False, default=None)
    cells: Cells = field(init=False)
    foot: Foot = field(init=False)
    together: Together = field(init=False)

    def __post_init__(self) -> None:
        match = self.table.match
        self.where = {column.field.name: column.number for column in match.columns}
        offset = match.first_column
        self.marks = [self.where[name] - offset for name in match.schema.mark if name in self.where]
        self.shapes = {
            column.number: column.field.rules["regex"]
            for column in match.columns
            if "regex" in column.field.rules and column.field.name not in match.schema.mark
        }
        numbers = [n - offset for n in match.silent if n + 1 in self.where.values()]
        self.number_at = min(numbers, default=None)
        self.headed = self.table.row + self.table.height - 1
        self.merging = Merging(self.grid.beneath.merged, self.headed, offset)
        areas = {area.anchor: area for area in self.grid.beneath.merged}
        self.across = frozenset(at for at, area in areas.items() if area.right > area.left)
        self.labels = Labels(self.index, offset, areas, certain=True)
        self.titles = Titles(self.table, self.grid)
        self.foot = Foot(self.found, self.labels)
        lone = (pair for pair in self.table.given if pair.at != pair.spot)
        self.beside = frozenset(pair.label.heading for pair in lone)
        self._take_unit()
        self.cells = Cells(self.table, self.grid, self.found, self.index, self.against)
        if carried := self.table.carried:
            self.given = {k: v for k, v in carried.given.items() if k not in self.where}
            self.given_notes = {k: v for k, v in carried.notes.items() if k in self.given}
        for pair in self.table.given:
            self._take_given(pair)
        self.foot.used()
        cells = self.cells
        self.together = Together(cells.columns, cells.further, self._are_records, cells.quietly)

    def _take_unit(self) -> None:
        """The unit that titles state for all amounts; where they state none, the one further up."""
        offset, carried = self.table.match.first_column, self.table.carried
        names = self.table.match.schema.sheets
        above = titles_above(self.table.above)
        stated = any(True for number, row in above for _ in stated_in(number, row, offset, names))
        unit = carried.unit.unit if carried and carried.unit else ""
        open_now = any(other_unit(cell, unit) for _, row in above for cell in row)
        if carried and not stated and not open_now:
            self.found.unit, self.against = carried.unit, carried.against
            self.found.told_unit.update(carried.told)
            return
        self.found.unit = unit_above(above, offset, names, self.table.groups)
        self.against = self.found.unit if self.table.goes_on else None

    def _take_given(self, pair: Pair) -> None:
        """What is said once above the table, and taken for every row of it."""
        wanted = pair.label.field
        unit = pair.label.unit
        value = self.found.take(pair.raw, wanted, unit, pair.spot, self.given_notes)
        if pair.titled:
            self.given_notes[wanted.name] = Note(pair.label.heading, ("title-month",))
        if value is not None:
            self.given[wanted.name] = value, pair.spot
            self._tell_given(pair, value)

    def _tell_given(self, pair: Pair, value: Value) -> None:
        """That a value above counts for every row; what cannot be read is told as an error. Of
        months that stand across it is told once for all of them."""
        if isinstance(value, Unread) or pair.across:
            return
        facts: dict[str, Fact] = {"field": pair.label.field.label}
        if pair.yearless or pair.from_name:
            facts |= {"value": pair.label.heading, "month": value}
        code = "KD135" if pair.yearless else "KD155" if pair.from_name else "KD130"
        code = "KD616" if pair.under else code
        self.foot.wait(pair, Finding(code, self.found.at(pair.spot), facts))

    def below(self, below: Table) -> Table:
        """The table whose headings were met, with what goes on to count for it; the same table
        again where they only repeat its headings."""
        match = self.table.match
        same = below.match.names_the_same(match)
        said = self.titles.said(self.between, self._month())
        misread = list(self._misread_title(below.row))
        between = [*self.between, *misread]
        ended = any(number < below.row for number in self.table.foot)
        ended = ended or bool(self.given and self.titles.another(misread))
        ended = ended or self.foot.differs(below.given, self.given)
        if same and not ended and not self._is_new(said):
            self.found.skipped["heading"] += below.height
            self.headed = below.row + below.height - 1
            self._forget()
            return self.table
        if not same:
            drop_title(self.found, below.row, match.first_column)
        if below.match.schema is not match.schema:
            return below
        self.foot.used()  # it goes on to count for the rows of that table
        self.foot.forget_another(below.given, self.given, match.schema.roles, self.between)
        month = match.schema.roles.month
        others = [pair for pair in below.given if pair.label.field.name != month]
        given = (*others, said.month) if said.month else tuple(others)
        return replace(below, given=given, carried=self._carried(None, between))

    def _misread_title(self, headings: int) -> Iterator[Numbered]:
        """The row right above repeated headings where it was read as a record, though it holds
        nothing but words that are no value of their column: 乙公司拜访记录 under 拜访日期."""
        last = next(reversed(self.found.records), None)
        if last is None or last.row.row != headings - 1:
            return
        own = [value for name, value in last.values.items() if last.place(name).row == headings - 1]
        if len(own) == 1 and isinstance(own[0], Unread):
            yield headings - 1, [own[0].raw]

    def _goes_on(self) -> Table | None:
        """The table that begins with a record because of the titles above it, or None where they
        say nothing new."""
        said = self.titles.said(self.lines, self._month())
        if not self._is_new(said):
            return None
        return replace(
            self.table,
            above=tuple(self.lines),
            given=(said.month,) if said.month else (),
            carried=self._carried(self.against, self.lines),
            goes_on=True,
        )

    def _carried(self, against: Stated | None, titles_between: Iterable[Numbered]) -> Carried:
        """What goes on to count: not what is signed below these rows, nor below the title of
        another table a customer that was named above."""
        carried, roles = self.table.carried, self.table.match.schema.roles
        given = {k: v for k, v in self.given.items() if v[1][0] not in self.table.foot}
        if self.titles.another(titles_between):
            given = {k: v for k, v in given.items() if k not in (roles.name, roles.code)}
        titles = carried.titles if carried else self.table.above
        told = frozenset(self.found.told_unit)
        return Carried(given, self.given_notes, self.found.unit, told, against, titles)

    def _is_new(self, said: Said) -> bool:
        """Whether titles say another month or unit than holds for the rows above them."""
        month = said.month is not None and said.month.raw != str(self._month() or "")
        here = self.found.unit.unit if self.found.unit else ""
        return month or (said.unit is not None and said.unit.unit != here)

    def _month(self) -> Period | None:
        """The month that stands above the rows."""
        value, _ = self.given.get(self.table.match.schema.roles.month, (None, None))
        return value if isinstance(value, Period) else None

    @cached_property
    def _signed(self) -> frozenset[str]:
        """The fields that may be said once and that nothing says for these rows."""
        schema = self.table.match.schema
        wanted = (schema.weighty - frozenset(schema.common)).union(schema.once)
        return wanted - {*self.where, *self.given}

    def end(self, below: Iterable[Pair] = ()) -> None:
        """Tell what is only known when all rows are read; what counts for the table ``below`` is
        told there."""
        self.cells.tell_nameless()
        self.foot.tell(below)

    def _forget(self) -> None:
        """Rows that are gone by are no titles of those to come."""
        self.between.clear()
        self.lines.clear()

    def plainly(self, numbered: Numbered, rows: Ahead) -> int:
        """Read a row with those below it that are records of which nothing is to be said, and say
        how many they are; ``rows`` are those to come."""
        if self.lines or numbered[0] <= self.headed + 1:
            return 0  # it may be no record at all
        clear = self.merging.clear_until(numbered[0])
        run = self.together.run(numbered, rows, clear) if clear >= numbered[0] else None
        if run is None:
            return 0
        begins = self.found.at((0, self.grid.part))
        schema, given, noted = self.table.match.schema, self.given, self.given_notes
        stretch = stretch_of(schema, begins, self.where, run, given, noted)
        self.found.records.append(stretch)
        self.cells.count([row for _, row in run.rows], sum(map(len, run.filled)))
        for at, told in run.told.items():
            for column, facts in told:
                self.found.tell(facts, (run.rows[at][0], column))
        if stand_ins := sum(run.stand_ins.values()):
            self.found.skipped["stand-in"] += stand_ins
        self.noted = False
        self._forget()
        self.foot.used()
        return len(run.rows)

    def _are_records(self, rows: Sequence[Numbered], filled: Sequence[Filled]) -> Iterator[bool]:
        """Which of some rows, with the fields filled in in each, are records whatever stands above
        or below them: those with many that are no headings themselves."""
        headings, marks = self.headings.may_begin_in(rows), self.marks
        for (number, row), names in zip(rows, filled, strict=True):
            yield (
                len(names) > _FEW
                and number not in headings
                and not self._is_numbered_total(row)
                and (begins_a_record(row, marks) or not why_no_record(row, not_blank(row), marks))
            )

    def read(self, number: int, row: Row) -> Table | None:
        """A row as a record, or counted with the reason why it is none; the table that begins with
        it instead, where titles said something new for it."""
        covered = self.merging.covered(number, row)
        filled = not_blank(row)
        why = self._no_record(number, row, filled)
        if why:
            if why == "note":
                self.foot.sign(number, row, self._signed, self.given)
            if why == "title" and (year := year_in_title([(number, row)], self.table.match)):
                self._take_given(year)
            titles = filled if why in ("title", "note") else ()
            if years := years_anew(titles, self.table.match.schema):
                self.found.go_by(years)
            self.noted = self.noted or why == "note"
            self.found.skipped[why] += 1
            if number not in self.table.foot:
                self.between.append((number, row))
            return None
        if self.lines and (on := self._goes_on()):
            self.foot.used()
            return on
        self.noted = False
        self._take(number, row, covered)
        self._forget()
        self.foot.used()
        if len(filled) == 1:
            self.between.append((number, row))
        return None

    def _no_record(self, number: int, row: Row, filled: Sequence[object]) -> str:
        """Why a row is no record; empty where it is one."""
        few = len(filled) <= _FEW
        if few and (self._states(number, row) or is_year_alone(filled)):
            return "title"
        why = why_no_record(row, filled, self.marks, self.noted)
        if few and why in ("", "note") and self.titles.is_one(number, row):
            self.lines.append((number, row))
            return "title"
        if self._is_numbered_total(row):
            return "total"
        return why or self._other(number, row)

    def _is_numbered_total(self, row: Row) -> bool:
        """Whether a row of totals has a running number like the records: 3 | 合计."""
        at = self.number_at
        return at is not None and at + 1 < len(row) and not blank(row[at]) and is_total(row[at + 1])

    def _take(self, number: int, row: Row, covered: Covered) -> None:
        """A row as a record."""
        cells: dict[str, Spot] = {}
        notes = dict(self.given_notes)
        values = self.cells.values(number, row, covered, cells, notes)
        filled = self.cells.fill(number, row, values, notes) if self.table.match.fills else {}
        if self.table.match.adding:
            filled |= self.cells.add(number, row, covered, values, notes)
        self.cells.count([row], len(values))
        if len(cells) >= len(values) and all(name in cells for name in values):
            # nothing of its own beside merged cells
            self.found.skipped["blank"] += 1
            self.found.cells -= len(values)
            return
        cells |= filled
        for name, (value, spot) in self.given.items():
            values[name], cells[name] = value, spot
        place = self.found.at((number, self.grid.part))
        schema = self.table.match.schema
        self.found.records.append(record_of(schema, values, place, self.where, cells, notes))

    def _states(self, number: int, row: Row) -> bool:
        """Whether a row says anew what was said above the table: 客户名称：乙. Who signs is said
        anew where that is somebody else; else it is said again below the rows above."""
        labelled = any(map(_has_colon, row)) or not self.beside.isdisjoint(row)
        if number in self.table.foot or not labelled:
            return False
        items = list(self.labels.pairs(number, row))
        schema = self.table.match.schema
        said = [pair for pair in items if isinstance(pair, Pair) and not blank(pair.raw)]
        if not said or any(isinstance(item, Loose) for item in items):
            return False
        if not all(item in said for item in items if isinstance(item, Pair)):
            return False
        once = schema.once if self.foot.differs(said, self.given) else ()
        wanted = schema.weighty.union(once) - self.where.keys()
        if not all(pair.label.field.name in wanted for pair in said):
            return False
        self.foot.forget_another(said, self.given, schema.roles, self.between)
        for pair in said:
            self._take_given(pair)
        if any(isinstance(item, Unit) for item in items):
            self.lines.append((number, row))
        return True

    def _other(self, number: int, row: Row) -> str:
        """What a row is by its place: the keys of a program or the numbers of the columns right
        under the headings, or a title of the rows below, which may have a running number."""
        if number == self.headed + 1 and (is_keys(row) or numbers_columns(row)):
            return "heading"
        cells = [(at, cell) for at, cell in enumerate(row) if not blank(cell)]
        if len(cells) == 2 and cells[0][0] == self.number_at:
            cells = cells[1:]
        if len(cells) != 1:
            return ""
        at, cell = cells[0]
        return "note" if self._titles(number, at + self.table.match.first_column, cell) else ""

    def _titles(self, number: int, column: int, cell: object) -> bool:
        """Whether the only cell of a row is a title: merged over several columns, or words where
        the column takes a code of a certain shape."""
        if (number, column) in self.across:
            return True
        shape = self.shapes.get(column)
        return bool(shape and isinstance(cell, str) and not re.fullmatch(shape, plain(cell)))
