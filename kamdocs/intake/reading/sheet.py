"""Finds what stands in one sheet and has it read, part by part where it must be taken apart."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from kamdocs.intake.grid import Grid, cell_at, head_of, plain
from kamdocs.intake.headings import kinds_by_row
from kamdocs.intake.months import (
    Across,
    Items,
    Part,
    customers_across,
    months_across,
    years_across,
)
from kamdocs.intake.ours import Judgement, is_ours
from kamdocs.intake.reading.beside import side_by_side
from kamdocs.intake.reading.gathered import Gathered
from kamdocs.intake.reading.in_choices import with_choices_joined
from kamdocs.intake.reading.in_parts import with_days_joined
from kamdocs.intake.reading.in_units import with_units_joined
from kamdocs.intake.reading.reader import Indexes, Reader
from kamdocs.intake.reading.traditional import in_simplified
from kamdocs.intake.tables import (
    Higher,
    KindUnclear,
    far_below,
    find_form,
    find_table,
    is_rather_a_form,
)
from kamdocs.lazy import lazy
from kamdocs.model import Fact, Finding, Place, SheetReading

_EXPLAINS = lazy(r"(?:填[写表报]|导入|字段|使用|模板|操作)(?:说明|须知|指南|要求)|数据字典")
"""The name of a sheet that says how others are filled in: beside 客户名称 stands 必填，全称."""


def read_sheet(
    grid: Grid, shown: str, indexes: Indexes, found: Gathered, judged: Sequence[Judgement]
) -> None:
    """Read all tables of a sheet, side by side or one below the other, or all forms in it.

    What it gives goes into ``found``, which is that of the file ``shown``; ``judged`` says of each
    sheet of a blank how the version that it was made from is to be taken.
    """
    rest: Grid | None = grid
    while rest:
        rest = _read_some(rest, shown, indexes, found, judged)


def _read_some(
    grid: Grid, shown: str, indexes: Indexes, found: Gathered, judged: Sequence[Judgement]
) -> Grid | None:
    """Read a sheet down to where months stop standing across; what stands below them, or the sheet
    once more in simplified characters, or with its days, choices or units put together."""
    rows = grid.rows()
    head = head_of(rows)
    first = [cell_at(row, 0) for _, row in head[:2]]
    if is_ours(grid.name, first):
        found.pass_over(grid, about=str(first[1]))
        return None
    ours = in_simplified(head, grid, indexes)
    if ours:
        return ours
    hints = kinds_by_row(head, indexes)
    joined = with_days_joined(head, grid, indexes, hints)
    joined = joined or with_choices_joined(head, grid, indexes, hints)
    joined = joined or with_units_joined(head, grid, indexes)
    if joined:
        return joined
    parts = side_by_side(head, grid, indexes, hints)
    if parts:
        for part in parts:
            read_sheet(part, shown, indexes, found, judged)
        return None
    across = months_across(head, grid, shown, indexes, hints)
    across = across or customers_across(head, grid, indexes)
    across = across or years_across(head, grid, indexes)
    if across:
        _read_across(across, shown, indexes, found, judged)
        return across.rest
    reader = Reader(grid, Place(shown, grid.name), indexes, found)
    try:
        table = find_table(head, rows, grid, indexes, hints)
        beyond = len(table.match.fields) if table else 0
        explains = _EXPLAINS.fullmatch(plain(grid.name))
        form = None if explains else find_form(head, grid, indexes, hints, beyond)
        below = None if form or table else far_below(head, rows, grid, indexes)
        if below:
            head, rows = below.head, below.rest
            hints = kinds_by_row(head, indexes)
            form = None if explains else find_form(head, grid, indexes, hints)
            table = find_table(head, rows, grid, indexes, hints)
        if form and table and not is_rather_a_form(form, table, head):
            form = None
        reader.higher = below.higher if below else Higher()
    except KindUnclear as unclear:
        kinds = tuple(match.schema.title for match in unclear.matches)
        found.not_read(grid, Finding("KD108", reader.place, {"kinds": kinds}))
        return None
    reader.read(form, table, chain(head, rows), judged)
    return None


def _read_across(
    across: Across, shown: str, indexes: Indexes, found: Gathered, judged: Sequence[Judgement]
) -> None:
    """Read months or customers that stand across, each as a table of its own, and tell of them as
    of one."""
    grid, here, told = across.grid, len(found.sheets), len(found.findings)
    place = Place(shown, grid.name, *across.begins)
    if across.parts:
        found.findings.append(Finding(across.code, place, {"field": across.wanted.label}))
    elif across.items:
        found.not_read(grid, _of_items(across.items, place))
    else:
        found.not_read(grid, Finding("KD138", place))
    if across.parts and across.of_no_month:
        beside = Place(shown, grid.name, *next(iter(across.of_no_month.values())))
        found.findings.append(Finding("KD177", beside, {"headings": (*across.of_no_month,)}))
    for part in across.parts:
        _read_part(part, across, Reader(part.grid, Place(shown, grid.name), indexes, found), judged)
    any_rows = any(one.rows for one in found.sheets[here:])
    found.sheets[here:] = _as_one(found.sheets[here:], across.cells)
    found.findings[told:] = _of_all_months(found.findings[told:], any_rows)


def _of_items(items: Items, place: Place) -> Finding:
    """The finding on a sheet with a row for each item of a customer beside the months."""
    facts = {"heading": items.heading, "headings": items.named}
    return Finding("KD677", Place(place.file, place.sheet, *items.spot), facts)


def _read_part(part: Part, across: Across, reader: Reader, judged: Sequence[Judgement]) -> None:
    """Read the table of one month or customer; where its headings are not clear, it is told as not
    read."""
    rows = part.grid.rows()
    head = head_of(rows)
    said = part.said.label.field.name
    hints = kinds_by_row(head, across.indexes)
    table = find_table(head, rows, part.grid, across.indexes, hints, frozenset({said}))
    if table:
        above = (pair for pair in table.given if pair.label.field.name != said)
        table = replace(table, given=(*above, part.said))
    reader.read(None, table, chain(head, rows), judged)


def _of_all_months(findings: Sequence[Finding], any_rows: bool) -> Iterator[Finding]:
    """What was found in the tables of several months: a column that all lack is told once, and that
    a month has nothing but totals is not told where any has rows; nor columns without a heading,
    which they are only in the tables of the others."""
    lacking: set[Fact] = set()
    for one in findings:
        if one.code == "KD627" or (one.code == "KD123" and any_rows):
            continue
        if one.code == "KD105" and one.facts["field"] in lacking:
            continue
        if one.code == "KD105":
            lacking.add(one.facts["field"])
        yield one


def _as_one(readings: Sequence[SheetReading], cells: int) -> list[SheetReading]:
    """The line of the ledger for the tables of several months. Rows that were passed over are the
    same in all of them; a blank one is one that is blank in each."""
    if len(readings) < 2:
        return [*readings]
    first = readings[0]
    reasons = set.intersection(*(set(one.skipped) for one in readings))
    skipped = {why: min(one.skipped[why] for one in readings) for why in sorted(reasons)}
    rows = sum(one.rows for one in readings)
    return [replace(first, rows=rows, cells=cells, skipped=skipped)]
