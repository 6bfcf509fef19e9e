"""Reads what was found in a sheet, the tables or the forms, to records and a line in the ledger."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile, tee
from pathlib import PurePath

from kamdocs.intake.captions import (
    Stated,
    Years,
    at_odds,
    first_month,
    month_of_name,
    named_after,
    speech,
    years_told,
)
from kamdocs.intake.grid import Grid, Numbered, Row, Spot, as_excel, blank, head_of
from kamdocs.intake.headings import (
    Column,
    HeadingIndex,
    Pair,
    beyond_a_gap,
    heading_findings,
    other_records,
)
from kamdocs.intake.ours import Judgement, concerning
from kamdocs.intake.reading.gathered import Gathered
from kamdocs.intake.records import Harvest, read_form, read_rows, signed_below
from kamdocs.intake.tables import (
    Form,
    Headings,
    Higher,
    Table,
    form_above,
    month_in_title,
    unread_above,
    without_titles,
)
from kamdocs.model import CUSTOMER, Fact, Finding, Period, Place, SheetReading
from kamdocs.sheets import SheetSchema

Indexes = Mapping[str, HeadingIndex]
"""The headings of each kind of sheet."""


class Reader:
    """Reads what was found in a sheet, or in a part of one, into what is gathered of its file."""

    def __init__(self, grid: Grid, place: Place, indexes: Indexes, found: Gathered) -> None:
        self.place = place
        self.higher = Higher()
        """What stands far above the first headings, until it is told."""
        self._grid, self._indexes, self._found = grid, indexes, found

    def read(
        self,
        form: Form | None,
        table: Table | None,
        rows: Iterable[Numbered],
        judged: Sequence[Judgement],
    ) -> None:
        """The forms or the tables, of each of which the first was found in ``rows``."""
        over = form_above(table, self._grid, self._indexes)
        kind = table.match.schema.kind if table else form.schema.kind if form else ""
        said = concerning(judged, self._grid.name, kind)
        if said and said.code:
            self._found.findings.append(Finding(said.code, self.place, said.facts))
        if said and said.refused:
            self._found.not_read(self._grid)
        elif over and table:
            self._forms(over, without_titles(table.above))
            self._tables(replace(table, above=()))
        elif form:
            self._forms(form, rows)
        elif table:
            self._tables(table)
        else:
            self._unrecognised()

    def _unrecognised(self) -> None:
        if self._grid.name in self._found.pages:
            self._found.tell_page(self._grid, self.place.file)
            return
        kinds = (one.schema for one in self._indexes.values())
        named = next((one for one in kinds if named_after(self._grid.name, one)), None)
        self._found.not_read(self._grid, self._why(named) if self._grid.filled else None)

    def _why(self, named: SheetSchema | None) -> Finding:
        """Why nothing of a sheet is read, which may be ``named`` after a kind."""
        if not named:
            return Finding("KD103", self.place)
        head = head_of(self._grid.rows())
        months = first_month(head, self._grid.first_column) if named.across else None
        if not months:
            return Finding("KD125", self.place, {"kind": named.title})
        place = Place(self.place.file, self._grid.name, *months)
        return Finding("KD179", place, {"field": named.fields[named.across].label})

    def _forms(self, form: Form, rows: Iterable[Numbered]) -> None:
        """All forms in some rows of the sheet, the first of which was found."""
        first, rest = tee(rows)
        above = list(takewhile(lambda numbered: numbered[0] < form.row, first))
        titles = [row for _, row in above]
        month = month_in_title(above, self._grid, form.schema)
        whole = self._found.harvest(self._grid, self.place)
        whole.years = years_told(above, self._grid.name, self.place.file, form.schema)
        whose = partial(self._customer_of_file, form.schema, form.row)
        read_form(form, whole, rest, self._indexes, self._found.seen, month, whose)
        spoken = self._speech(titles)
        self._told_at_odds(above, form.schema)
        whole.skipped.update(title=_filled(titles) + self._told_above(()))
        self._found.add(_reading(self._grid, form.schema, whole, spoken, form=True), whole)

    def _tables(self, first: Table) -> None:
        """A table and those below it."""
        table: Table | None = self._with_customer_of_file(self._with_month_of_name(first))
        assert table is not None
        titles = [row for _, row in table.above]
        speech_of_first = spoken = self._speech(titles)
        self._told_at_odds(table.above, table.match.schema)
        unread = unread_above(table, self._grid, self._indexes[table.match.schema.kind])
        own = [row for number, row in table.above if number > self._grid.titles]
        skipped = Counter(title=_filled(own) + self._told_above(unread))
        headings = Headings(self._grid, self._indexes)
        while table is not None:
            index = self._indexes[table.match.schema.kind]
            table = signed_below(table, self._grid, index, headings)
            rows = self._found.harvest(self._grid, self.place)
            rows.years = self._years(table)
            below = read_rows(table, rows, self._grid, index, headings)
            rows.skipped.update(skipped)
            begins = below if below and below.goes_on and not rows.records else None
            if not table.goes_on:
                self._found.findings += self._of_headings(table, begins)
            self._found.findings += self._of_other_records(table, rows)
            if begins:  # what the first rows are of stands right below the headings
                skipped = rows.skipped
                self._found.findings += rows.findings
            else:
                skipped = Counter()
                self._add(table, rows, spoken)
            spoken = self._further_speech(speech_of_first, below) if below else speech_of_first
            table = below

    def _years(self, table: Table) -> Years | None:
        """Of which years the titles of a table tell, and those of the first one above it."""
        above = (*(table.carried.titles if table.carried else ()), *table.above)
        return years_told(above, self._grid.name, self.place.file, table.match.schema)

    def _add(self, table: Table, rows: Harvest, spoken: Stated) -> None:
        void = rows.skipped["void"]  # rows are there, of which it is told that they do not stand
        if not (rows.records or void or _says_nothing_happened(table, spoken)):
            self._found.findings.append(Finding("KD123", self._row_of_headings(table)))
        heading_row = table.row + table.height - 1
        columns = {column.field.name: column.number for column in table.match.columns}
        reading = _reading(
            self._grid, table.match.schema, rows, spoken, heading_row=heading_row, headings=columns
        )
        self._found.add(reading, rows)

    def _with_month_of_name(self, table: Table) -> Table:
        """The table with the month that the name of its sheet, or else of its file, gives for all
        its rows, where neither a column nor a title does."""
        schema = table.match.schema
        month = schema.roles.month
        there = table.match.fields | {pair.label.field.name for pair in table.given}
        if not month or month in there:
            return table
        titles = [row for _, row in table.above]
        for name in (self._grid.name, PurePath(self.place.file).stem):
            if said := month_of_name(name, titles, schema.sheets):
                spot = table.row, 0  # it stands in no cell
                label = Column(0, schema.fields[month], name, "")
                pair = Pair(label, spot, spot, said, titled=True, from_name=True)
                return replace(table, given=(*table.given, pair))
        return table

    def _with_customer_of_file(self, table: Table) -> Table:
        """The table with the customer whom the whole file is about for all its rows, where neither
        a column nor a title has any."""
        schema = table.match.schema
        there = table.match.fields | {pair.label.field.name for pair in table.given}
        if there & {schema.roles.name, schema.roles.code}:
            return table
        pair = self._customer_of_file(schema, table.row)
        return replace(table, given=(*table.given, pair)) if pair else table

    def _customer_of_file(self, schema: SheetSchema, row: int) -> Pair | None:
        """The customer whom the whole file is about, for what begins in a row; none for customers
        themselves, nor for what may be of no customer: a deputy for nobody is one for all."""
        name = schema.roles.name
        of_one = name and schema.kind != CUSTOMER and schema.fields[name].required
        whose = self._found.whose() if of_one else None
        if not whose:
            return None
        spot = row, 0  # it stands in no cell of this sheet
        return Pair(
            Column(0, schema.fields[name], "", ""), spot, spot, whose.name, stands=whose.place
        )

    def _of_headings(self, table: Table, begins: Table | None) -> Iterable[Finding]:
        """What is to be said of the headings of a table. What stands above it is not lacking, nor
        what the titles right below say, with which its rows ``begins``."""

        given = {pair.label.field.name for one in (table, begins) if one for pair in one.given}
        if table.carried:
            given |= table.carried.given.keys()
        row, seen = self._row_of_headings(table), self._found.seen
        heading = self._headings(table)
        return (
            *heading_findings(table.match, row, heading, self._indexes, seen, given),
            *self._beyond_a_gap(table),
        )

    def _beyond_a_gap(self, table: Table) -> Iterable[Finding]:
        """What is to be said of columns right of a blank one. In a part of a sheet, the columns of
        others are blank."""
        if self._grid.part:
            return ()
        covered = {
            column
            for area in self._grid.beneath.merged
            if area.top < table.row + table.height and area.bottom >= table.row
            for column in range(area.left, area.right + 1)
        }
        return beyond_a_gap(table.match, self._headings(table), self._indexes, covered)

    def _of_other_records(self, table: Table, rows: Harvest) -> Iterable[Finding]:
        return other_records(table.match, self._headings(table), self._indexes, rows.others)

    def _headings(self, table: Table) -> Callable[[int], Place]:
        """The cell of the heading of each column."""
        return lambda column: Place(self.place.file, self._grid.name, *table.heading(column))

    def _row_of_headings(self, table: Table) -> Place:
        """The row in which the headings of a table begin."""
        return Place(self.place.file, self._grid.name, table.row, self._grid.part)

    def _speech(self, above: Sequence[Row]) -> Stated:
        """For which days the sheet speaks."""
        spoken = speech(self._grid.name, self.place.file, above)
        self._told_unread(spoken)
        return spoken

    def _further_speech(self, first: Stated, table: Table) -> Stated:
        """For which days a table below another speaks: as its own titles say, else as the sheet
        does. Where they name a month that nobody can tell, it speaks for none."""
        own = speech("", "", [row for _, row in table.above])
        names = f"{first.names} {own.names}"
        self._told_unread(own)
        if own.by:
            return own._replace(names=names)
        months = [pair.raw for pair in table.given if pair.titled]
        if not months:
            return first._replace(names=names)
        if not isinstance(months[0], str):
            return Stated(None, None, "", names)
        month = Period.parse(months[0])
        return Stated(month.start, month.last, "stated", names)

    def _told_at_odds(self, above: Sequence[Numbered], schema: SheetSchema) -> None:
        """A title that tells of another month than the name of the sheet or file is told."""
        first, file = self._grid.first_column, self.place.file
        if found := at_odds(above, first, self._grid.name, file, schema):
            facts: dict[str, Fact] = {"heading": found.title, "name": found.name}
            place = Place(file, self._grid.name, *found.spot)
            self._found.findings.append(Finding("KD628", place, facts))

    def _told_unread(self, spoken: Stated) -> None:
        """A day up to which a sheet speaks, but which nobody can read, is told."""
        if spoken.unread:
            facts = {"value": spoken.unread}
            self._found.findings.append(Finding("KD127", self.place, facts))

    def _told_above(self, unread: Sequence[Spot]) -> int:
        """What stands above and belongs neither to a table or form nor to its titles is told;
        returns how many rows stand far above."""
        higher, self.higher = self.higher, Higher()
        cells = tuple(map(as_excel, unread))
        if area := higher.area:
            corners = area.anchor, (area.bottom, area.right)
            cells = (":".join(map(as_excel, corners)), *cells)
        if cells:
            facts = {"count": len(unread) + higher.cells, "cells": cells}
            self._found.findings.append(Finding("KD185", self.place, facts))
        return higher.rows


def _says_nothing_happened(table: Table, spoken: Stated) -> bool:
    """Whether a table without rows is to have none: of what happens on a day there was nothing, up
    to the day that the sheet gives by 数据截至. Whoever only has not filled it in gives none."""
    return bool(table.match.schema.roles.day) and spoken.by == "given"


def _filled(rows: Iterable[Row]) -> int:
    """How many rows hold anything."""
    return sum(any(not blank(cell) for cell in row) for row in rows)


def _reading(
    grid: Grid,
    schema: SheetSchema,
    gathered: Harvest,
    spoken: Stated,
    *,
    heading_row: int = 0,
    headings: Mapping[str, int] | None = None,
    form: bool = False,
) -> SheetReading:
    """The line of the ledger for a table or for the forms of a sheet."""
    merged = {"merged": len(grid.beneath.merged)} if grid.beneath.merged else {}
    return SheetReading(
        sheet=grid.name,
        kind=schema.kind,
        title=schema.title,
        heading_row=heading_row,
        rows=len(gathered.records),
        cells=gathered.cells,
        skipped={reason: many for reason, many in sorted(gathered.skipped.items()) if many},
        headings=headings or {},
        speaks_from=spoken.start,
        speaks_until=spoken.last,
        by=spoken.by,
        names=spoken.names,
        hidden=grid.hidden,
        form=form,
        noted={**grid.beneath.noted, **merged},
    )
