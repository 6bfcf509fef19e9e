"""Holds what sheets say about the days for which they speak (数据截至, a period in a title) against
their rows and the day of the run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from kamdocs.model import (
    VISIT,
    VISIT_PLAN,
    Fact,
    FileReading,
    Finding,
    Period,
    Place,
    Record,
    SheetReading,
)
from kamdocs.sheets import Roles, SheetSchema

_AHEAD = timedelta(days=31)
"""How far a sheet may speak beyond its rows and the day of the run: the month may still go on."""

Table = tuple[str, str, str]
"""File, sheet and kind."""


def latest_rows(records: Iterable[Record]) -> dict[Table, Record]:
    """The record of the latest day in each table, past or to come."""
    latest: dict[Table, Record] = {}
    for record in records:
        if not record.day:
            continue
        table = record.row.file, record.row.sheet, record.kind
        before = latest.get(table)
        if before is None or before.day is None or record.day > before.day:
            latest[table] = record
    return latest


def is_slip(file: str, sheet: SheetReading, latest: Mapping[Table, Record], as_of: date) -> bool:
    """Whether 数据截至 gives a day so far after all rows and the day of the run that it is most
    likely a slip, and must not be used as evidence."""
    if sheet.by != "given" or sheet.speaks_until is None:
        return False
    last = latest.get((file, sheet.sheet, sheet.kind))
    reached = max(as_of, last.day) if last and last.day else as_of
    return sheet.speaks_until > reached + _AHEAD


def hold_speech(
    files: Sequence[FileReading],
    records: Iterable[Record],
    schemas: Mapping[str, SheetSchema],
    as_of: date,
) -> Iterator[Finding]:
    """Findings on sheets whose 数据截至 lies far ahead, or before some of their rows, and on sheets
    of visits or months for a period in which none of these lies. Rows after ``as_of``, and plans,
    are still to come and do not count."""
    records = list(records)
    yield from _elsewhere(files, records, schemas)
    latest = latest_rows(records)
    past = latest_rows(one for one in records if one.day and one.day <= as_of and not one.faulty)
    for file in files:
        for sheet in file.sheets:
            if sheet.by != "given" or sheet.speaks_until is None:
                continue
            if is_slip(file.file, sheet, latest, as_of):
                place = Place(file.file, sheet.sheet)
                yield Finding("KD165", place, {"day": sheet.speaks_until})
            last = past.get((file.file, sheet.sheet, sheet.kind))
            if last and sheet.kind != VISIT_PLAN:
                yield from _beyond(last, schemas[sheet.kind].roles, sheet.speaks_until)


def _elsewhere(
    files: Sequence[FileReading], records: Iterable[Record], schemas: Mapping[str, SheetSchema]
) -> Iterator[Finding]:
    """Findings on sheets of visits, or of months, that are by a title or their name for a period in
    which none of their rows lies, whatever else is wrong with it: most likely the title is that of
    the sheet from which they were copied. Plans alone do not show that."""
    rows: dict[Table, list[Record]] = {}
    for one in records:
        if one.day and _tells_when(one, schemas[one.kind].roles):
            rows.setdefault((one.row.file, one.row.sheet, one.kind), []).append(one)
    for file in files:
        for sheet in file.sheets:
            here = rows.get((file.file, sheet.sheet, sheet.kind), ())
            since, until = sheet.speaks_from, sheet.speaks_until
            if sheet.by != "stated" or not here or since is None or until is None:
                continue
            sound = [one for one in here if not _leaves_open(one, schemas[sheet.kind])]
            if sound and not any(one.day and since <= one.day <= until for one in here):
                roles = schemas[sheet.kind].roles
                last = max(sound, key=lambda one: one.day or date.min)
                latest = last.get(roles.month) or last.day
                facts: dict[str, Fact] = {"start": since, "until": until, "latest": latest}
                yield Finding("KD169", last.place(roles.month or roles.day), facts)


def _tells_when(record: Record, roles: Roles) -> bool:
    """Whether a record is a visit, or of a month that stands in a cell of its own: one in the title
    tells what the title does."""
    if roles.month:
        return record.place(roles.month).row >= record.row.row
    return record.kind == VISIT


def _leaves_open(record: Record, schema: SheetSchema) -> bool:
    """Whether a record cannot show when its sheet is: something is wrong with it, or it tells of
    what is still to come."""
    return bool(record.faulty) or any(
        record.get(name) == value for name, value in schema.to_come.items()
    )


def _beyond(last: Record, roles: Roles, until: date) -> Iterator[Finding]:
    """The finding that the latest row of a sheet lies after its 数据截至."""
    month = last.get(roles.month) if roles.month else None
    begins = month.start if isinstance(month, Period) else last.day
    if begins and begins > until:
        facts: dict[str, Fact] = {"day": until, "latest": begins}
        yield Finding("KD166", last.place(roles.month or roles.day), facts)
