"""One file to its records, findings and ledger: a pure function of the bytes and the schemas."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, takewhile, tee
from pathlib import PurePath

from kamdocs.faults import reason
from kamdocs.intake.above import Higher, form_above, unread_above, without_titles
from kamdocs.intake.beside import side_by_side
from kamdocs.intake.cells import blank
from kamdocs.intake.files import Source
from kamdocs.intake.form_reading import read_form
from kamdocs.intake.further import Headings, far_below
from kamdocs.intake.grid import Grid, Numbered, Row, Spot
from kamdocs.intake.harvest import Harvest
from kamdocs.intake.heading_findings import heading_findings
from kamdocs.intake.headings import Column, HeadingIndex, index_of
from kamdocs.intake.hints import kinds_by_row
from kamdocs.intake.limits import SAFE, Limits, hold_size
from kamdocs.intake.opening import Workbook, open_workbook
from kamdocs.intake.own import is_ours, sheets_of_findings
from kamdocs.intake.pairs import Pair
from kamdocs.intake.rows import read_rows
from kamdocs.intake.sniffing import OTHER, Format, NotOpened, lies
from kamdocs.intake.stamps import (
    NAME,
    Judgement,
    Stamp,
    added,
    as_made,
    concerning,
    judge,
    old_headings,
    read_stamp,
)
from kamdocs.intake.stated import Stated, speech
from kamdocs.intake.tables import (
    KindUnclear,
    Table,
    find_table,
    head_of,
    month_in_title,
    named_after,
)
from kamdocs.intake.titles import month_of_name
from kamdocs.intake.upright import Form, find_form
from kamdocs.model import (
    DECISION,
    Fact,
    FileReading,
    Finding,
    Period,
    Place,
    Rows,
    Settle,
    SheetReading,
    as_it_is,
    column_letters,
)
from kamdocs.sheets import Schemas, SheetSchema

Judged = Sequence[Judgement]
_SAY_WHY = frozenset({"KD108", "KD125", "KD133", "KD161", "KD162", "KD163", "KD170"})
"""What says more of a sheet that was not read than that nothing in the file was recognised."""


def read_source(
    source: Source,
    schemas: Schemas,
    passwords: Sequence[str] = (),
    limits: Limits = SAFE,
    settle: Settle = as_it_is,
) -> FileReading:
    """Read a file that was handed in. Nothing about it raises: what is wrong is a finding.

    ``settle`` is given the rows, many at once, as soon as they are read."""
    size = 0
    try:
        size = source.size
        if source.passed:  # it may be a film of any size
            told = [Finding(source.told, Place(source.shown))] if source.told else []
            return FileReading(source.shown, "", size, True, findings=tuple(told), passed=True)
        hold_size(size, limits)
        content = source.content()
    except OSError as fault:
        return unread(source.shown, "KD126", {"reason": reason(fault)})
    except NotOpened as fault:
        return unread(source.shown, fault.code, fault.facts, size)
    return read_content(source.shown, content, schemas, passwords, limits, settle)


def unread(
    shown: str, code: str, facts: Mapping[str, Fact], size: int = 0, sha256: str = ""
) -> FileReading:
    """A file of which nothing was read, and why."""
    return FileReading(shown, sha256, size, False, findings=(Finding(code, Place(shown), facts),))


@dataclass
class _Gathered:
    settle: Settle
    records: Rows = field(init=False, default_factory=Rows)
    sheets: list[SheetReading] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    pages: dict[str, tuple[Spot, ...] | None] = field(default_factory=dict)
    """The sheets of a blank itself that are not as they were made, with the cells added."""
    higher: Higher = field(default_factory=Higher)
    """What of the sheet stands far above its first headings."""
    handed_back: bool = False
    """Whether this is a workbook of findings, which holds nothing to be read here."""

    @property
    def recognised(self) -> bool:
        return self.handed_back or any(sheet.kind for sheet in self.sheets)

    def pass_over(self, grid: Grid) -> None:
        """A page of ours: help, a stamp, what an earlier run found."""
        self.sheets.append(SheetReading(grid.name, hidden=grid.hidden, noted={"ours": 1}))

    def tell_page(self, grid: Grid, shown: str) -> None:
        """A sheet of the blank itself that holds no table of ours, though somebody wrote in it."""
        cells = self.pages[grid.name]
        if cells is not None:
            place = Place(shown, grid.name, *(cells[0] if cells else ()))
            self.findings.append(Finding("KD133", place))
        self.pass_over(grid)

    def leave_out(self, grid: Grid, shown: str) -> None:
        """A sheet that goes beyond what can be read."""
        cells = tuple(map(_cell, grid.beyond))
        place = Place(shown, grid.name, *grid.beyond[0])
        self.findings.append(Finding("KD170", place, {"cells": cells}))
        self.sheets.append(SheetReading(grid.name, hidden=grid.hidden))

    def forgive_empty(self, judged: Judged) -> None:
        """A blank workbook has sheets of several kinds; not all of them need be filled in."""
        stamped = {one.stamped.sheet for one in judged}
        self.findings = [
            one
            for one in self.findings
            if one.code != "KD123" or one.place is None or one.place.sheet not in stamped
        ]

    def harvest(self, grid: Grid, place: Place) -> Harvest:
        """What is to be gathered of one table, or of the forms of a sheet."""
        return Harvest(place, grid.beneath.later, records=Rows(settle=self.settle))

    def add(self, sheet: SheetReading, gathered: Harvest) -> None:
        self.sheets.append(sheet)
        self.findings.extend(gathered.findings)
        self.records.extend(gathered.records)


def read_content(
    shown: str,
    content: bytes,
    schemas: Schemas,
    passwords: Sequence[str] = (),
    limits: Limits = SAFE,
    settle: Settle = as_it_is,
) -> FileReading:
    """Read the bytes of a file; ``shown`` is its name for the places of its cells, the rest is as
    for ``read_source``."""
    place = Place(shown)
    found = _Gathered(settle)
    try:
        book = open_workbook(content, shown, passwords, limits)
    except NotOpened as fault:
        found.findings.append(Finding(fault.code, place, fault.facts))
        return _ledger(shown, content, found)
    stamp = stamp_of(book.grids)
    judged = judge(stamp, schemas) if stamp else ()
    indexes = {kind: index_of(_of_then(schema, judged)) for kind, schema in schemas.items()}
    ours = frozenset() if DECISION in schemas else sheets_of_findings(book.grids)
    found.handed_back = bool(ours)
    if ours:
        found.findings.append(Finding("KD566", place))
    for grid in book.grids:
        if grid.beyond:
            found.leave_out(grid, shown)
        elif grid.name in ours or (stamp and _only_ours(stamp, grid)):
            found.pass_over(grid)
        else:
            if stamp and grid.name in stamp.own:
                found.pages[grid.name] = added(stamp, grid)
            _read_sheet(grid, shown, indexes, found, judged)
    if found.records:
        found.forgive_empty(judged)
    if not found.recognised and not any(one.code in _SAY_WHY for one in found.findings):
        found.findings = [_unrecognised(book, shown, schemas)]
    found.findings.extend(_of_the_whole(book, found.recognised, shown))
    return _ledger(shown, content, found, book)


def stamp_of(grids: Iterable[Grid]) -> Stamp | None:
    """The stamp in a workbook that was made by ``kamdocs blank``, or None."""
    hidden = next((grid for grid in grids if grid.name == NAME), None)
    return read_stamp(row for _, row in hidden.rows()) if hidden else None


def _only_ours(stamp: Stamp, grid: Grid) -> bool:
    """Whether a sheet is one of the blank itself, and nobody typed anything into it."""
    if grid.name == NAME:
        return True
    return grid.name in stamp.own and (grid.hidden or as_made(stamp, grid))


def _of_then(schema: SheetSchema, judged: Judged) -> SheetSchema:
    """The schema with the headings of the version that a blank was made from."""
    then = old_headings(judged, schema.kind)
    return replace(schema, own={**then, **schema.own}) if then else schema


def _unrecognised(book: Workbook, shown: str, schemas: Schemas) -> Finding:
    """Nothing of ours in a file: nothing at all, a text of which only the name is that of a
    workbook, or a workbook of somebody else."""
    if not any(grid.filled for grid in book.grids):
        return Finding("KD182", Place(shown))
    if book.format is Format.TEXT and lies(shown, book.format):
        return Finding("KD101", Place(shown), {"reason": OTHER})
    kinds = tuple(schema.title for schema in schemas.values())
    return Finding("KD102", Place(shown), {"kinds": kinds})


def _of_the_whole(book: Workbook, recognised: bool, shown: str) -> Iterable[Finding]:
    """What is to be said of a file as a whole."""
    place = Place(shown)
    if recognised and lies(shown, book.format):
        yield Finding("KD131", place, {"format": book.format.value})
    if not book.looked_beneath:
        yield Finding("KD132", place)


def _ledger(
    shown: str, content: bytes, found: _Gathered, book: Workbook | None = None
) -> FileReading:
    noted = dict(book.noted) if book else {}
    if book and book.password:
        noted["password"] = 1
    return FileReading(
        shown,
        hashlib.sha256(content).hexdigest(),
        len(content),
        found.recognised,
        tuple(found.sheets),
        found.records,
        tuple(found.findings),
        format=book.format.value if book else "",
        noted=noted,
    )


def _read_sheet(
    grid: Grid,
    shown: str,
    indexes: Mapping[str, HeadingIndex],
    found: _Gathered,
    judged: Judged,
) -> None:
    """All tables of a sheet, side by side or one below the other, or all forms in it."""
    place = Place(shown, grid.name)
    rows = grid.rows()
    head = head_of(rows)
    if is_ours(grid.name, head[0][1][0] if head and head[0][1] else ""):
        found.pass_over(grid)
        return
    hints = kinds_by_row(head, indexes)
    parts = side_by_side(head, grid, indexes, hints)
    if parts:
        for part in parts:
            _read_sheet(part, shown, indexes, found, judged)
        return
    try:
        form = find_form(head, grid, indexes, hints)
        table = find_table(head, rows, grid, indexes, hints)
        below = None if form or table else far_below(head, rows, grid, indexes)
        if below:
            head, rows = below.head, below.rest
            hints = kinds_by_row(head, indexes)
            form = find_form(head, grid, indexes, hints)
            table = find_table(head, rows, grid, indexes, hints)
        found.higher = below.higher if below else Higher()
    except KindUnclear as unclear:
        kinds = tuple(match.schema.title for match in unclear.matches)
        found.findings.append(Finding("KD108", place, {"kinds": kinds}))
        found.sheets.append(SheetReading(grid.name, hidden=grid.hidden))
        return
    over = form_above(table, grid, indexes)
    kind = table.match.schema.kind if table else form.schema.kind if form else ""
    said = concerning(judged, grid.name, kind)
    if said and said.code:
        found.findings.append(Finding(said.code, place, said.facts))
    if said and said.refused:
        found.sheets.append(SheetReading(grid.name, hidden=grid.hidden))
    elif over and table:
        _read_form(over, without_titles(table.above), grid, place, indexes, found)
        _read_tables(replace(table, above=()), grid, place, indexes, found)
    elif form and (table is None or len(form.fields) > len(table.match.fields)):
        _read_form(form, chain(head, rows), grid, place, indexes, found)
    elif table:
        _read_tables(table, grid, place, indexes, found)
    else:
        _tell_unrecognised(grid, place, indexes, found)


def _read_form(
    form: Form,
    rows: Iterable[Numbered],
    grid: Grid,
    place: Place,
    indexes: Mapping[str, HeadingIndex],
    found: _Gathered,
) -> None:
    """All forms in some rows of a sheet, the first of which was found."""
    first, rest = tee(rows)
    above = list(takewhile(lambda numbered: numbered[0] < form.row, first))
    titles = [row for _, row in above]
    month = month_in_title(above, grid, form.schema)
    whole = found.harvest(grid, place)
    read_form(form, whole, rest, indexes, found.seen, month)
    spoken = _speech(grid, place.file, titles, found)
    whole.skipped.update(title=_titles(titles) + found.higher.rows)
    found.findings += _told_above((), found.higher, place)
    found.add(_form_reading(grid, form, whole, spoken), whole)


def _titles(above: Iterable[Row]) -> int:
    """How many rows above a table or form hold anything."""
    return sum(any(not blank(cell) for cell in row) for row in above)


def _tell_unrecognised(
    grid: Grid, place: Place, indexes: Mapping[str, HeadingIndex], found: _Gathered
) -> None:
    if grid.name in found.pages:
        found.tell_page(grid, place.file)
        return
    named = [one.schema for one in indexes.values() if named_after(grid.name, one.schema)]
    if grid.filled and named:
        found.findings.append(Finding("KD125", place, {"kind": named[0].title}))
    elif grid.filled:
        found.findings.append(Finding("KD103", place))
    found.sheets.append(SheetReading(grid.name, hidden=grid.hidden))


def _speech(grid: Grid, shown: str, above: Sequence[Row], found: _Gathered) -> Stated:
    """For which days the sheet speaks."""
    spoken = speech(grid.name, shown, above)
    if spoken.unread:
        place = Place(shown, grid.name)
        found.findings.append(Finding("KD127", place, {"value": spoken.unread}))
    return spoken


def _read_tables(
    table: Table | None,
    grid: Grid,
    place: Place,
    indexes: Mapping[str, HeadingIndex],
    found: _Gathered,
) -> None:
    assert table is not None  # the first of them was found
    titles = [row for _, row in table.above]
    table = _with_month_of_name(table, grid, place.file)
    first = spoken = _speech(grid, place.file, titles, found)
    found.findings += _unread_above(table, grid, place, indexes, found.higher)
    skipped = Counter(title=_titles(titles) + found.higher.rows)
    found.higher = Higher()
    headings = Headings(grid, indexes)
    while table is not None:
        index = indexes[table.match.schema.kind]
        rows = found.harvest(grid, place)
        below = read_rows(table, rows, grid, index, headings)
        rows.skipped.update(skipped)
        begins = below if below and below.goes_on and not rows.records else None
        if not table.goes_on:
            found.findings += _of_headings(table, begins, grid, place, indexes, found.seen)
        if begins:  # what the first rows are of stands right below the headings
            skipped = rows.skipped
            found.findings += rows.findings
        else:
            skipped = Counter()
            if not rows.records:
                found.findings.append(Finding("KD123", _headings(table, grid, place)))
            found.add(_table_reading(grid, table, rows, spoken), rows)
        spoken = _further_speech(first, below, place, grid, found) if below else first
        table = below


def _with_month_of_name(table: Table, grid: Grid, file: str) -> Table:
    """The table with the month that the name of its sheet, or else of its file, gives for all its
    rows, where neither a column nor a title does."""
    schema = table.match.schema
    month = schema.roles.month
    there = table.match.fields | {pair.label.field.name for pair in table.given}
    if not month or month in there:
        return table
    titles = [row for _, row in table.above]
    for name in (grid.name, PurePath(file).stem):
        if said := month_of_name(name, titles, schema.sheets):
            spot = table.row, 0  # it stands in no cell
            label = Column(0, schema.fields[month], name, "")
            pair = Pair(label, spot, spot, said, titled=True, from_name=True)
            return replace(table, given=(*table.given, pair))
    return table


def _headings(table: Table, grid: Grid, place: Place) -> Place:
    """The row in which the headings of a table begin."""
    return Place(place.file, grid.name, table.row, grid.part)


def _of_headings(
    table: Table,
    begins: Table | None,
    grid: Grid,
    place: Place,
    indexes: Mapping[str, HeadingIndex],
    seen: set[str],
) -> Iterable[Finding]:
    """What is to be said of the headings of a table. What stands above it is not lacking, nor what
    the titles right below say, with which its rows ``begins``."""
    given = {pair.label.field.name for one in (table, begins) if one for pair in one.given}
    if table.carried:
        given |= table.carried.given.keys()
    row, cells = _headings(table, grid, place), partial(_heading, place, table)
    return heading_findings(table.match, row, cells, indexes, seen, given)


def _further_speech(
    first: Stated, table: Table, place: Place, grid: Grid, found: _Gathered
) -> Stated:
    """For which days a table below another speaks: as its own titles say, else as the sheet does.
    Where they name a month that nobody can tell, it speaks for none."""
    own = speech("", "", [row for _, row in table.above])
    names = f"{first.names} {own.names}"
    if own.unread:
        place = Place(place.file, grid.name)
        found.findings.append(Finding("KD127", place, {"value": own.unread}))
    if own.by:
        return own._replace(names=names)
    months = [pair.raw for pair in table.given if pair.titled]
    if not months:
        return first._replace(names=names)
    if not isinstance(months[0], str):
        return Stated(None, None, "", names)
    month = Period.parse(months[0])
    return Stated(month.start, month.last, "stated", names)


def _unread_above(
    table: Table, grid: Grid, place: Place, indexes: Mapping[str, HeadingIndex], higher: Higher
) -> Iterable[Finding]:
    """What stands above a table and belongs neither to it nor to its titles."""
    return _told_above(unread_above(table, grid, indexes[table.match.schema.kind]), higher, place)


def _told_above(unread: Sequence[Spot], higher: Higher, place: Place) -> Iterable[Finding]:
    cells = tuple(map(_cell, unread))
    if area := higher.area:
        cells = (f"{_cell(area.anchor)}:{_cell((area.bottom, area.right))}", *cells)
    if cells:
        yield Finding("KD185", place, {"count": len(unread) + higher.cells, "cells": cells})


def _cell(spot: Spot) -> str:
    return f"{column_letters(spot[1])}{spot[0]}"


def _heading(sheet: Place, table: Table, column: int) -> Place:
    """The cell of the heading of a column of a table."""
    return Place(sheet.file, sheet.sheet, *table.heading(column))


def _table_reading(grid: Grid, table: Table, rows: Harvest, spoken: Stated) -> SheetReading:
    return SheetReading(
        sheet=grid.name,
        kind=table.match.schema.kind,
        title=table.match.schema.title,
        heading_row=table.row + table.height - 1,
        rows=len(rows.records),
        cells=rows.cells,
        skipped=_counts(rows),
        headings={column.field.name: column.number for column in table.match.columns},
        speaks_from=spoken.start,
        speaks_until=spoken.last,
        by=spoken.by,
        names=spoken.names,
        hidden=grid.hidden,
        noted=_noted(grid),
    )


def _form_reading(grid: Grid, form: Form, gathered: Harvest, spoken: Stated) -> SheetReading:
    return SheetReading(
        sheet=grid.name,
        kind=form.schema.kind,
        title=form.schema.title,
        rows=len(gathered.records),
        cells=gathered.cells,
        skipped=_counts(gathered),
        speaks_from=spoken.start,
        speaks_until=spoken.last,
        by=spoken.by,
        names=spoken.names,
        hidden=grid.hidden,
        form=True,
        noted=_noted(grid),
    )


def _counts(gathered: Harvest) -> dict[str, int]:
    return {reason: many for reason, many in sorted(gathered.skipped.items()) if many}


def _noted(grid: Grid) -> dict[str, int]:
    noted = dict(grid.beneath.noted)
    if grid.beneath.merged:
        noted["merged"] = len(grid.beneath.merged)
    return noted
