"""One file to its records, findings and ledger: a pure function of the bytes and the schemas."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

from kamdocs.faults import reason
from kamdocs.intake.grid import Grid
from kamdocs.intake.headings import index_of
from kamdocs.intake.opening import (
    OTHER,
    USUAL,
    Door,
    Format,
    NotOpened,
    Source,
    Workbook,
    hold_size,
    lies,
    open_workbook,
)
from kamdocs.intake.ours import (
    Judgement,
    Stamp,
    added,
    as_made,
    judge,
    old_headings,
    read_stamp,
    sheets_of_findings,
)
from kamdocs.intake.reading.by_name import read_like_others, set_aside, tell_set_aside
from kamdocs.intake.reading.gathered import Gathered
from kamdocs.intake.reading.one_customer import Whose, only_customer
from kamdocs.intake.reading.reader import Indexes
from kamdocs.intake.reading.sheet import read_sheet
from kamdocs.model import DECISION, Fact, FileReading, Finding, Place, Settle, as_it_is
from kamdocs.sheets import STAMP_SHEET, Schemas, SheetSchema

Judged = Sequence[Judgement]
_SAY_WHY = frozenset(
    {
        *("KD108", "KD125", "KD133", "KD138", "KD161", "KD162", "KD163", "KD170", "KD179"),
        "KD677",
    }
)
"""What says more of a sheet that was not read than that nothing in the file was recognised."""


def read_source(
    source: Source,
    schemas: Schemas,
    door: Door = USUAL,
    settle: Settle = as_it_is,
) -> FileReading:
    """Read a file that was handed in. Nothing about it raises: what is wrong is a finding.

    ``settle`` is given the rows, many at once, as soon as they are read."""
    size = 0
    try:
        size = source.size
        if source.passed:
            return _passed_over(source, size)
        hold_size(size, door.limits)
        content = source.content()
    except OSError as fault:
        return unread(source.shown, "KD126", {"reason": reason(fault)})
    except NotOpened as fault:
        return unread(source.shown, fault.code, fault.facts, size)
    return read_content(source.shown, content, schemas, door, settle)


def _passed_over(source: Source, size: int) -> FileReading:
    """What is no sheet (it may be a film of any size), or the same as another file."""
    facts = {"other": Place(source.like)} if source.like else {}
    told = (Finding(source.told, Place(source.shown), facts),) if source.told else ()
    sha256 = hashlib.sha256(source.content()).hexdigest() if source.like else ""
    noted = {"same": 1} if source.like else {}
    return FileReading(source.shown, sha256, size, True, findings=told, passed=True, noted=noted)


def unread(
    shown: str, code: str, facts: Mapping[str, Fact], size: int = 0, sha256: str = ""
) -> FileReading:
    """A file of which nothing was read, and why."""
    return FileReading(shown, sha256, size, False, findings=(Finding(code, Place(shown), facts),))


def read_content(
    shown: str,
    content: bytes,
    schemas: Schemas,
    door: Door = USUAL,
    settle: Settle = as_it_is,
) -> FileReading:
    """Read the bytes of a file; ``shown`` is its name for the places of its cells, the rest is as
    for ``read_source``."""
    place = Place(shown)
    found = Gathered(settle)
    try:
        book = open_workbook(content, shown, door)
    except NotOpened as fault:
        found.findings.append(Finding(fault.code, place, fault.facts))
        return _ledger(shown, content, found)
    sheets = _Sheets.of(book, shown, schemas)
    found.handed_back = bool(sheets.ours)
    if sheets.ours:
        found.findings.append(Finding("KD566", place))
    if sum(grid.filled for grid in book.grids) > 1:
        found.whose = cache(partial(sheets.whose, schemas))
    sheets.read(found)
    tell_set_aside(shown, found)
    if found.records:
        found.forgive_empty(sheets.judged)
    if not found.recognised and not any(one.code in _SAY_WHY for one in found.findings):
        found.findings = [_unrecognised(book, shown, schemas)]
    found.findings.extend(_of_the_whole(book, found.recognised, shown))
    return _ledger(shown, content, found, book)


class _Sheets(NamedTuple):
    """The sheets of a workbook and how they are read. ``ours`` are those that kamdocs made of its
    findings."""

    grids: Sequence[Grid]
    shown: str
    indexes: Indexes
    stamp: Stamp | None
    judged: Judged
    ours: frozenset[str]

    @classmethod
    def of(cls, book: Workbook, shown: str, schemas: Schemas) -> "_Sheets":
        stamp = stamp_of(book.grids)
        judged = judge(stamp, schemas) if stamp else ()
        indexes = {kind: index_of(_of_then(schema, judged)) for kind, schema in schemas.items()}
        ours = frozenset() if DECISION in schemas else sheets_of_findings(book.grids)
        return cls(book.grids, shown, indexes, stamp, judged, ours)

    def read(self, found: Gathered) -> None:
        """Read all sheets, one after the other."""
        stamp = self.stamp
        for grid in self.grids:
            if grid.beyond:
                found.leave_out(grid, self.shown)
            elif grid.name in self.ours or (stamp and _only_ours(stamp, grid)):
                found.pass_over(grid)
            else:
                if stamp and grid.name in stamp.own:
                    found.pages[grid.name] = added(stamp, grid)
                read_sheet(grid, self.shown, self.indexes, found, self.judged)
        read_like_others(self.grids, self.shown, self.indexes, found, self.judged)

    def whose(self, schemas: Schemas) -> Whose | None:
        """The only customer of the file, for which all of it is read by itself."""
        once = Gathered(as_it_is)
        self.read(once)
        standing = (one for one in once.records if not set_aside(one.row.sheet))
        return only_customer(standing, schemas, once.findings)


def stamp_of(grids: Iterable[Grid]) -> Stamp | None:
    """The stamp in a workbook that was made by ``kamdocs blank``, or None."""
    hidden = next((grid for grid in grids if grid.name == STAMP_SHEET), None)
    return read_stamp(row for _, row in hidden.rows()) if hidden else None


def _only_ours(stamp: Stamp, grid: Grid) -> bool:
    """Whether a sheet is one of the blank itself, and nobody typed anything into it."""
    if grid.name == STAMP_SHEET:
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
    shown: str, content: bytes, found: Gathered, book: Workbook | None = None
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
