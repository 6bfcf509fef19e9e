"""One file to its records, findings and ledger: a pure function of the bytes and the schemas."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kamdocs.faults import reason
from kamdocs.intake.blind import Hidden, hidden_cells
from kamdocs.intake.files import Source
from kamdocs.intake.headings import HeadingIndex, Match, index_of
from kamdocs.intake.opening import Grid, NotOpened, grids
from kamdocs.intake.stated import Stated, speech
from kamdocs.intake.tables import Harvest, KindUnclear, Table, find_table, harvest, named_after
from kamdocs.model import FileReading, Finding, Place, Record, SheetReading, Text, Unread
from kamdocs.sheets import Schemas


def read_source(source: Source, schemas: Schemas) -> FileReading:
    """Read a file that was handed in. Nothing about it raises: what is wrong is a finding."""
    try:
        if source.passed:  # it may be a film of any size
            size = source.path.stat().st_size
            return FileReading(source.shown, "", size, True, passed=True)
        content = source.path.read_bytes()
    except OSError as fault:
        refused = Finding("KD126", Place(source.shown), {"reason": reason(fault)})
        return FileReading(source.shown, "", 0, False, findings=(refused,))
    if source.refused:
        return _ledger(source.shown, content, False, _Gathered(findings=[source.refused]))
    return read_content(source.shown, content, schemas)


@dataclass
class _Gathered:
    sheets: list[SheetReading] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_content(shown: str, content: bytes, schemas: Schemas) -> FileReading:
    """Read the bytes of a workbook; ``shown`` is the file name for the places of its cells."""
    place = Place(shown)
    found = _Gathered()
    try:
        opened = grids(content)
        hidden = hidden_cells(content)
    except NotOpened as fault:
        found.findings.append(
            Finding(fault.code, place, {"reason": fault.reason, "suffix": fault.reason})
        )
        return _ledger(shown, content, False, found)
    indexes = {kind: index_of(schema) for kind, schema in schemas.items()}
    for grid in opened:
        _read_sheet(grid, shown, indexes, hidden.get(grid.name, ()), found)
    recognised = any(sheet.kind for sheet in found.sheets)
    if not recognised and not any(one.code == "KD108" for one in found.findings):
        kinds = tuple(schema.title for schema in schemas.values())
        found.findings = [Finding("KD102", place, {"kinds": kinds})]
    return _ledger(shown, content, recognised, found)


def _ledger(shown: str, content: bytes, read: bool, found: _Gathered) -> FileReading:
    return FileReading(
        shown,
        hashlib.sha256(content).hexdigest(),
        len(content),
        read,
        tuple(found.sheets),
        tuple(found.records),
        tuple(found.findings),
    )


def _read_sheet(
    grid: Grid,
    shown: str,
    indexes: Mapping[str, HeadingIndex],
    hidden: Iterable[Hidden],
    found: _Gathered,
) -> None:
    """All tables of a sheet, one below the other."""
    place = Place(shown, grid.name)
    try:
        table = find_table(grid, indexes)
    except KindUnclear as unclear:
        kinds = tuple(match.schema.title for match in unclear.matches)
        found.findings.append(Finding("KD108", place, {"kinds": kinds}))
        found.sheets.append(SheetReading(grid.name, hidden=grid.hidden))
        return
    if table is None:
        named = [one.schema for one in indexes.values() if named_after(grid.name, one.schema)]
        if grid.filled and named:
            found.findings.append(Finding("KD125", place, {"kind": named[0].title}))
        elif grid.filled:
            found.findings.append(Finding("KD103", place))
        found.sheets.append(SheetReading(grid.name, hidden=grid.hidden))
        return
    spoken = speech(grid.name, shown, table.above)
    if spoken.unread:
        found.findings.append(Finding("KD127", place, {"value": spoken.unread}))
    unseen = _unseen(hidden)
    while table is not None:
        row = Place(shown, grid.name, table.row)
        found.findings.extend(_heading_findings(table.match, row, indexes))
        rows = harvest(table, place, unseen, grid, indexes)
        if not rows.records:
            found.findings.append(Finding("KD123", row))
        found.findings.extend(rows.findings)
        found.records.extend(rows.records)
        found.sheets.append(_sheet_reading(grid, table, rows, spoken))
        table = rows.next


def _sheet_reading(grid: Grid, table: Table, rows: Harvest, spoken: Stated) -> SheetReading:
    return SheetReading(
        sheet=grid.name,
        kind=table.match.schema.kind,
        title=table.match.schema.title,
        heading_row=table.row,
        rows=len(rows.records),
        cells=rows.cells,
        skipped=dict(sorted(rows.skipped.items())),
        headings={column.field.name: column.number for column in table.match.columns},
        speaks_from=spoken.start,
        speaks_until=spoken.last,
        by=spoken.by,
        names=spoken.names,
        hidden=grid.hidden,
    )


def _unseen(hidden: Iterable[Hidden]) -> dict[tuple[int, int], Unread]:
    return {
        (cell.row, cell.column): Unread(cell.error or "=", "KD120" if cell.error else "KD121")
        for cell in hidden
    }


def _heading_findings(
    match: Match, row: Place, indexes: Mapping[str, HeadingIndex]
) -> list[Finding]:
    """What is to be said of the headings: columns lacking, doubled or unknown."""
    found = [Finding("KD105", row, {"field": field.label}) for field in match.missing]
    for number, heading, first in match.doubled:
        cell = Place(row.file, row.sheet, row.row, number)
        other = Place(row.file, row.sheet, row.row, first.number)
        facts = {"heading": heading, "other": other, "field": first.field.label}
        found.append(Finding("KD106", cell, facts))
    for number, heading in match.unknown:
        cell = Place(row.file, row.sheet, row.row, number)
        near = indexes[match.schema.kind].nearest(heading)
        hint = Text(f"；是不是「{near.zh}」", f"; did you mean “{near.en}”?") if near else ""
        found.append(Finding("KD104", cell, {"heading": heading, "near": hint}))
    return found
