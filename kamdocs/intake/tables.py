"""Tables in a sheet: which kind, where the heading row is, and its rows as records."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice

from kamdocs.intake.cells import blank
from kamdocs.intake.headings import Column, HeadingIndex, Match
from kamdocs.intake.opening import Grid, Row
from kamdocs.intake.values import read
from kamdocs.model import Fact, Finding, Period, Place, Record, Unread, Value
from kamdocs.sheets import Roles, SheetSchema

LOOKED_AT = 30
"""How many rows are looked at for a heading row."""

_TOTALS = re.compile(
    r"(本[页月季年])?(合\s*计|小\s*计|总\s*计|共\s*计|总\s*数|平\s*均|total|sum|average)\s*"
    r"([(（][^()（）]*[)）])?([:：].{0,12})?\Z",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(备?注|说明|填表说明|填写说明|notes?)\s*[:：]|[(（]?以下空白|第\s*\d+\s*页|以上共|[^:：]{1,6}[:：]",
    re.IGNORECASE,
)
_LONE = re.compile(
    r"(制表|填表|填报|审核|审批|批准|复核|编制|说明|备注|注|日期|签[字名]|盖章|负责人)(人|意见)?[:：]?\Z"
)
"""A label with its value in the next cell."""
_SIGNED = re.compile(
    r"[^:：]{0,6}(制表|填表|填报|审核|批准|主管|领导|签[字名]|盖章)[^:：]{0,6}\s*[:：]"
)
_LABEL = re.compile(r"[:：]")
_STRONG = 3
"""So many recognised headings, with the marks of a kind, make a heading row wherever it stands."""
_NAMED_LIKE = 3
"""What a sheet's name is worth, in recognised headings, when its kind is decided."""


@dataclass(frozen=True)
class Table:
    """A heading row that was found: its number, how it fits, the rows above it and below it."""

    row: int
    match: Match
    above: tuple[Row, ...]
    rest: Iterator[tuple[int, Row]]


@dataclass
class Harvest:
    """What the rows of a table gave; ``next`` is a second table that begins below it."""

    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    cells: int = 0
    next: Table | None = None


class KindUnclear(Exception):
    """Several kinds fit a sheet equally well."""

    def __init__(self, matches: Sequence[Match]) -> None:
        super().__init__()
        self.matches = tuple(matches)


def find_table(grid: Grid, indexes: Mapping[str, HeadingIndex]) -> Table | None:
    """The first table of a sheet, or None where no row looks like headings that we know.

    Raises KindUnclear where two kinds fit equally well.
    """
    rows = grid.rows()
    head = list(islice(rows, LOOKED_AT))
    fits = [
        (position, match)
        for position, (_, row) in enumerate(head)
        for match in _matches(row, grid, indexes)
    ]
    if not fits:
        return None
    strong = [(at, match) for at, match in fits if match.marked and len(match.fields) >= _STRONG]
    if strong:
        position = strong[0][0]
    else:
        position = max(fits, key=lambda fit: (_worth(fit[1], grid), -fit[0]))[0]
    here = [match for at, match in fits if at == position]
    top = max(_worth(match, grid) for match in here)
    leaders = [match for match in here if _worth(match, grid) == top]
    if len(leaders) > 1:
        raise KindUnclear(leaders)
    rest = chain(head[position + 1 :], rows)
    above = tuple(row for _, row in head[:position])
    return Table(head[position][0], leaders[0], above, rest)


def _matches(row: Row, grid: Grid, indexes: Mapping[str, HeadingIndex]) -> Iterator[Match]:
    """How a row fits the kinds as headings, where it does at all."""
    if sum(isinstance(cell, str) and not blank(cell) for cell in row) < 2:
        return
    for index in indexes.values():
        match = index.match(row, grid.first_column)
        if len(match.fields) >= 2 and (match.marked or named_after(grid.name, index.schema)):
            yield match


def _worth(match: Match, grid: Grid) -> int:
    named = named_after(grid.name, match.schema)
    return len(match.fields) + (_NAMED_LIKE if named else 0)


def named_after(sheet: str, schema: SheetSchema) -> bool:
    """Whether a sheet's name is one by which a kind goes."""
    name = sheet.strip().casefold()
    return any(known.casefold() in name for known in schema.sheets)


def harvest(
    table: Table,
    place: Place,
    hidden: Mapping[tuple[int, int], Unread],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
) -> Harvest:
    """Read every row below the headings, down to where another table begins.

    ``place`` is that of the sheet; ``hidden`` gives the cells that the reader shows as blank
    though they hold an error or a formula.
    """
    found = Harvest()
    columns = table.match.columns
    offset = table.match.first_column
    where = {column.field.name: column.number for column in columns}
    unread = [number for number, _ in table.match.unknown]
    ours = set(where.values())
    not_blank = {number for number, column in hidden if column in ours}
    marks = [where[name] - offset for name in table.match.schema.mark if name in where]
    for number, row in _rows(table, not_blank):
        empty = row.count("") == len(row)  # a million of them are soon gone through
        heading = None if empty else _heading(row, grid, indexes)
        if heading and heading.columns != table.match.columns:
            found.next = Table(number, heading, (), table.rest)
            _drop_title(found)
            break
        reason = "blank" if empty else "heading" if heading else _passed_over(row, marks)
        if reason and not (reason == "blank" and number in not_blank):
            found.skipped[reason] += 1
            continue
        at = Place(place.file, place.sheet, number)
        values: dict[str, Value] = {}
        for column in columns:
            value = _cell(row, column, offset, at, hidden, found)
            if value is not None:
                values[column.field.name] = value
        found.cells += len(values)
        lost = sum(1 for column in unread if _filled(row, column - offset))
        if lost:
            found.skipped["unknown-column"] += lost
        if not values:  # a running number filled in beforehand, or words beside the table
            found.skipped["blank"] += 1
            continue
        found.records.append(_record(table.match.schema, values, at, where))
    return found


def _drop_title(found: Harvest) -> None:
    """A single cell right above a second table's headings was its title, no record."""
    if found.records and len(found.records[-1].values) == 1:
        found.records.pop()
        found.skipped["note"] += 1
        found.cells -= 1


def _heading(row: Row, grid: Grid, indexes: Mapping[str, HeadingIndex]) -> Match | None:
    """How a row below a table's headings fits as headings itself, or None where it is none."""
    if not any(index.like_headings(row, _STRONG) for index in indexes.values()):
        return None
    strong = [match for match in _matches(row, grid, indexes) if match.marked]
    best = max(strong, key=lambda match: len(match.fields), default=None)
    return best if best and len(best.fields) >= _STRONG else None


def _rows(table: Table, not_blank: Iterable[int]) -> Iterator[tuple[int, Row]]:
    """The rows below the headings, and those below them in which the reader sees nothing."""
    last = table.row
    for last, row in table.rest:
        yield last, row
    for number in sorted(not_blank):
        if number > last:
            yield number, ()


def _cell(
    row: Row,
    column: Column,
    offset: int,
    at: Place,
    hidden: Mapping[tuple[int, int], Unread],
    found: Harvest,
) -> Value | None:
    index = column.number - offset
    raw = row[index] if index < len(row) else None
    unseen = hidden.get((at.row, column.number))
    if unseen is not None and not _filled(row, index):
        facts: dict[str, Fact] = {"field": column.field.label, "value": unseen.raw}
        return Unread(unseen.raw, unseen.code, facts)
    got = read(raw, column.field, column.unit)
    if got.note:
        cell = Place(at.file, at.sheet, at.row, column.number)
        found.findings.append(Finding("KD118", cell, got.note))
    return got.value


def _filled(row: Row, index: int) -> bool:
    return index < len(row) and not blank(row[index])


def _passed_over(row: Row, marks: Sequence[int]) -> str:
    """Why a row is no record: ``blank``, ``total`` or ``note``; empty where it is one.

    ``marks`` are the cells without which nothing is a record. A row that begins like a signature
    is none where they are not all filled in, or where every cell is such a label.
    """
    filled = [cell for cell in row if not blank(cell)]
    if not filled:
        return "blank"
    first = filled[0]
    if isinstance(first, str):
        if _TOTALS.match(first.strip()):
            return "total"
        if len(filled) == 1 and _NOTES.match(first.strip()):
            return "note"
        labels = all(isinstance(cell, str) and _LABEL.search(cell) for cell in filled)
        marked = len(filled) > 1 and all(_filled(row, index) for index in marks)
        if len(filled) <= 2 and _LONE.match(first.strip()):
            return "note"
        if _SIGNED.match(first.strip()) and (labels or not marked):
            return "note"
    return ""


def _record(
    schema: SheetSchema, values: dict[str, Value], at: Place, columns: Mapping[str, int]
) -> Record:
    day, recorded = _days(schema.roles, values)
    return Record(schema.kind, values, at, columns, day, recorded)


def _days(roles: Roles, values: Mapping[str, Value]) -> tuple[date | None, date | None]:
    """The day of the event (the last day of the month where a month is given) and of its record."""
    day = values.get(roles.day) if roles.day else None
    month = values.get(roles.month) if roles.month else None
    recorded = values.get(roles.recorded) if roles.recorded else None
    if isinstance(month, Period):
        day = month.last
    return (
        day if isinstance(day, date) else None,
        recorded if isinstance(recorded, date) else None,
    )
