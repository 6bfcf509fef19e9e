"""The rows of a table as records, down to where another table begins."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kamdocs.intake.captions import is_year_alone, years_anew
from kamdocs.intake.grid import (
    LOOKED_AT,
    Grid,
    Merging,
    Numbered,
    Row,
    Spot,
    blank,
    cell_at,
    not_blank,
    why_no_record,
    words,
)
from kamdocs.intake.headings import HeadingIndex, Labels, Loose, Pair, Unit
from kamdocs.intake.records.anew import FEW, Titles, drop_title
from kamdocs.intake.records.entered import Entered
from kamdocs.intake.records.foot import Foot
from kamdocs.intake.records.given import GivenAbove
from kamdocs.intake.records.harvest import Harvest, record_of, stretch_of
from kamdocs.intake.records.others import Others
from kamdocs.intake.records.row_cells import Cells, Covered
from kamdocs.intake.records.row_kinds import RowKinds
from kamdocs.intake.records.standing import Void
from kamdocs.intake.records.together import Together
from kamdocs.intake.tables import Ahead, Headings, Table, year_in_title
from kamdocs.lazy import lazy
from kamdocs.model import Fact, Finding, Unread

_COLON = lazy(r"[:：]")


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
    """Whether a note stands among the rows since the last record: the next may go on with it."""
    kinds: RowKinds = field(init=False)
    merging: Merging = field(init=False)
    labels: Labels = field(init=False)
    beside: frozenset[str] = field(init=False)
    """The labels that stood above the rows with their values in the cells beside them."""
    titles: Titles = field(init=False)
    foot: Foot = field(init=False)
    given: GivenAbove = field(init=False)
    columns: Mapping[str, int] = field(init=False)
    """The column of each field."""
    between: deque[Numbered] = field(init=False, default_factory=lambda: deque(maxlen=LOOKED_AT))
    """The rows since the last record, which may be titles of those to come."""
    lines: deque[Numbered] = field(init=False, default_factory=lambda: deque(maxlen=LOOKED_AT))
    """Those of them that are titles whatever comes."""
    cells: Cells = field(init=False)
    others: Others = field(init=False)
    entered: Entered = field(init=False)
    together: Together = field(init=False)

    def __post_init__(self) -> None:
        match, merged = self.table.match, self.grid.beneath.merged
        self.columns = {column.field.name: column.number for column in match.columns}
        self.kinds = RowKinds(self.table, self.grid, self.headings)
        self.merging = Merging(merged, self.kinds.headed, match.first_column)
        areas = {area.anchor: area for area in merged}
        self.labels = Labels(self.index, match.first_column, areas, certain=True)
        self.titles = Titles(self.table, self.grid)
        self.foot = Foot(self.found, self.labels)
        self.given = GivenAbove(self.table, self.found, self.titles, self.foot)
        lone = (pair for pair in self.table.given if pair.at != pair.spot)
        self.beside = frozenset(pair.label.heading for pair in lone)
        self.cells = Cells(self.table, self.grid, self.found, self.index, self.given.against)
        self.others = Others(self.table, self.grid, self.found, self.cells.ours)
        self.entered = Entered(self.table, self.index)
        are_records, quietly = self.kinds.are_records, self.cells.quietly
        columns, further = self.cells.columns, self.cells.further
        self.together = Together(columns, further, are_records, quietly, self.entered.rows)

    def below(self, below: Table) -> Table:
        """The table whose headings were met, with what goes on to apply to it; ``self.table`` where
        they only repeat its headings."""
        match = self.table.match
        same = below.match.names_the_same(match)
        said = self.titles.said(self.between, self.given.month)
        misread = list(self._misread_title(below.row))
        between = [*self.between, *misread]
        ended = any(number < below.row for number in self.table.foot)
        ended = ended or bool(self.given.values and self.titles.another(misread))
        ended = ended or self.foot.differs(below.given, self.given.values)
        if same and not ended and not self.given.is_new(said):
            self.found.skipped["heading"] += below.height
            self.kinds.headed = below.row + below.height - 1
            self._forget()
            return self.table
        if not same:
            drop_title(self.found, below.row, match.first_column)
        if below.match.schema is not match.schema:
            return below
        self.foot.used()  # it goes on to count for the rows of that table
        self.given.forget_another(below.given, self.between)
        month = match.schema.roles.month
        others = [pair for pair in below.given if pair.label.field.name != month]
        given = (*others, said.month) if said.month else tuple(others)
        return replace(below, given=given, carried=self.given.carried(None, between))

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
        said = self.titles.said(self.lines, self.given.month)
        if not self.given.is_new(said):
            return None
        return replace(
            self.table,
            above=tuple(self.lines),
            given=(said.month,) if said.month else (),
            carried=self.given.carried(self.given.against, self.lines),
            goes_on=True,
        )

    @cached_property
    def _signed(self) -> frozenset[str]:
        """The fields that may be said once and that nothing says for these rows."""
        schema = self.table.match.schema
        wanted = (schema.weighty - frozenset(schema.common)).union(schema.once)
        return wanted - {*self.columns, *self.given.values}

    def end(self, below: Iterable[Pair] = ()) -> None:
        """Report what is known only when all rows are read. What applies to the table below, by the
        labels ``below``, is reported there."""
        self.others.tell()
        self.entered.tell(self.found)
        self.foot.tell(below)

    def _forget(self) -> None:
        """A record was read: the rows above it are no titles of those to come."""
        self.between.clear()
        self.lines.clear()

    def plainly(self, numbered: Numbered, rows: Ahead) -> int:
        """Read a row, and those right below it, as records at once where nothing of them has to be
        reported. Returns how many were read, 0 where the row has to be read by itself. ``rows`` are
        those to come."""
        if self.lines or numbered[0] <= self.kinds.headed + 1:
            return 0  # it may be no record at all
        clear = self.merging.clear_until(numbered[0])
        run = self.together.run(numbered, rows, clear) if clear >= numbered[0] else None
        if run is None:
            return 0
        begins = self.found.at((0, self.grid.part))
        schema, given = self.table.match.schema, self.given
        stretch = stretch_of(schema, begins, self.columns, run, given.values, given.notes)
        self.found.records.append(stretch)
        self.found.cells += sum(map(len, run.filled))
        self.others.count(run.rows)
        for at, told in run.told.items():
            for column, facts in told:
                self.found.tell(facts, (run.rows[at][0], column))
        if stand_ins := sum(run.stand_ins.values()):
            self.found.skipped["stand-in"] += stand_ins
        self.noted = False
        self._forget()
        self.foot.used()
        return len(run.rows)

    def read(self, number: int, row: Row) -> Table | None:
        """Read a row as a record, or count the reason why it is none. Returns the table that begins
        with it, where titles said something new for it; None otherwise."""
        covered = self.merging.covered(number, row)
        filled = not_blank(row)
        why = self._no_record(number, row, filled)
        if why:
            if why == "note":
                self.foot.sign(number, row, self._signed, self.given.values)
            if why == "title" and (year := year_in_title([(number, row)], self.table.match)):
                self.given.take(year)
            titles = filled if why in ("title", "note") else ()
            if titles:
                self._go_by(titles)
                self.given.look_ahead(number, row)
            self.noted = self.noted or why == "note"
            self.found.skipped[why] += 1
            if number not in self.table.foot:
                self.between.append((number, row))
            return None
        if self.lines and (on := self._goes_on()):
            self.foot.used()
            return on
        self.noted = False
        if void := self.kinds.standing.void(number, row, covered):
            self._pass_over(void)
            return None
        self._take(number, row, covered)
        self._forget()
        self.foot.used()
        if len(filled) == 1:
            self.between.append((number, row))
            # it may be a title that stands in the column of the days
            days = (self.columns.get(name) for name in self.table.match.schema.yearless)
            self._go_by(cell_at(row, at - self.grid.first_column) for at in days if at)
        return None

    def _go_by(self, titles: Iterable[object]) -> None:
        """Read days without their year as titles tell it from here on."""
        if years := years_anew(titles, self.table.match.schema, self.found.years):
            self.found.go_by(years)

    def _pass_over(self, void: Void) -> None:
        """Tell of a row that does not stand."""
        heading = self.table.match.headings[void.column]
        facts: dict[str, Fact] = {"heading": heading, "value": words(void.said)}
        self.found.findings.append(Finding("KD619", self.found.at(void.spot), facts))
        self.found.skipped["void"] += 1
        self._forget()

    def _no_record(self, number: int, row: Row, filled: Sequence[object]) -> str:
        """Why a row is no record, as a key of ``Harvest.skipped``; empty where it is one. What the
        row says for those below it is taken or kept."""
        few = len(filled) <= FEW
        if few and (self._take_anew(number, row) or is_year_alone(filled)):
            return "title"
        why = why_no_record(row, filled, self.kinds.marks, self.noted)
        if few and why in ("", "note") and self.titles.is_one(number, row):
            self.lines.append((number, row))
            return "title"
        if self.kinds.is_numbered_total(row):
            return "total"
        return why or self.kinds.by_place(number, row)

    def _take(self, number: int, row: Row, covered: Covered) -> None:
        """Read a row as a record; one that merged cells fill alone is counted as blank."""
        cells: dict[str, Spot] = {}
        notes = dict(self.given.notes)
        values = self.cells.values(number, row, covered, cells, notes)
        filled = self.cells.fill(number, row, values, notes) if self.table.match.fills else {}
        if self.table.match.adding:
            filled |= self.cells.add(number, row, covered, values, notes)
        self.found.cells += len(values)
        self.others.count([(number, row)])
        self.entered.leave_out(values, filled, notes)
        if len(cells) >= len(values) and all(name in cells for name in values):
            self.found.skipped["blank"] += 1
            self.found.cells -= len(values)
            return
        cells |= filled | self.cells.ticked
        for name, (value, spot) in self.given.values.items():
            values[name], cells[name] = value, spot
        place = self.found.at((number, self.grid.part))
        schema = self.table.match.schema
        self.found.records.append(record_of(schema, values, place, self.columns, cells, notes))

    def _take_anew(self, number: int, row: Row) -> bool:
        """Whether a row says anew what was said above the table, such as 客户名称：乙; then that is
        taken. Who signs is taken only where it is somebody else than above: the same name again is
        a signature below the rows above."""
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
        once = schema.once if self.foot.differs(said, self.given.values) else ()
        wanted = schema.weighty.union(once) - self.columns.keys()
        if not all(pair.label.field.name in wanted for pair in said):
            return False
        self.given.forget_another(said, self.between)
        for pair in said:
            self.given.take(pair)
        if any(isinstance(item, Unit) for item in items):
            self.lines.append((number, row))
        return True
