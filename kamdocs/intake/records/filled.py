"""Forms that were filled in, to records: the words of each field read as those of a cell are."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kamdocs.intake.grid import words
from kamdocs.intake.records.harvest import Harvest, record_of
from kamdocs.intake.values import read_volumes
from kamdocs.lazy import lazy
from kamdocs.model import (
    Entry,
    FileReading,
    FilledForm,
    FilledRecord,
    Finding,
    Note,
    Place,
    Record,
    SheetReading,
    Unread,
    Value,
    YearVolume,
)
from kamdocs.sheets import Field, Schemas
from kamdocs.spreadsheets import FULL_CELL

_PARTS = lazy(r"\s*\n\s*|\s*[;；]\s*")
"""What would make two lines of one."""
"""Characters that a cell of a workbook holds."""


def reading_of(form: FilledForm, content: bytes, schemas: Schemas) -> FileReading:
    """The records of a form that was filled in, with the place of every value.

    ``content`` are the bytes of the document. Nothing raises: a value that its field cannot take is
    ``Unread``, as in a sheet.
    """
    records, findings = [], [*form.findings]
    for filled in form.records:
        harvest = Harvest(filled.place)
        records.append(_record(filled, harvest, schemas))
        findings += harvest.findings
    digest = hashlib.sha256(content).hexdigest()
    size, read = len(content), bool(form.form)
    sheets = tuple(_tables(records, schemas))
    return FileReading(
        form.file, digest, size, read, sheets, tuple(records), tuple(findings), format="docx"
    )


def _tables(records: Sequence[Record], schemas: Schemas) -> Iterator[SheetReading]:
    """The lines of the ledger: one for the rows of a table, of each kind that stands in it."""
    for (table, kind), those in groupby(records, lambda one: (one.row.sheet, one.kind)):
        cells = [len(one.values) for one in those]
        title = schemas[kind].title
        yield SheetReading(table, kind, title, rows=len(cells), cells=sum(cells), form=True)


def _record(filled: FilledRecord, harvest: Harvest, schemas: Schemas) -> Record:
    schema = schemas[filled.kind]
    values: dict[str, Value] = {}
    notes: dict[str, Note] = {}
    for name, entry in filled.entries.items():
        value = _value(entry, schema.fields[name], harvest, notes)
        if value is not None:
            values[name] = value
    record = record_of(schema, values, filled.place, {}, {}, notes)
    return record.known(places={name: entry.place for name, entry in filled.entries.items()})


def _value(entry: Entry, wanted: Field, harvest: Harvest, notes: dict[str, Note]) -> Value | None:
    if entry.lines is not None and wanted.type == "volumes":
        return _volumes(entry, wanted)
    told = entry.words
    if entry.lines is not None:
        told = "\n".join(_line(one, entry.place, wanted, harvest) for one in entry.lines)
    place = entry.place
    if len(told) > FULL_CELL:
        facts = {"field": wanted.label, "count": len(told), "most": FULL_CELL}
        harvest.findings.append(Finding("KD197", place, facts))
    found = Harvest(place)
    value = found.take(told, wanted, wanted.unit, (place.row, place.column), notes)
    harvest.findings += found.findings
    return value


def _line(pieces: Iterable[str], place: Place, wanted: Field, harvest: Harvest) -> str:
    """One line of a field: its pieces, with slashes between them. A piece of several lines becomes
    one, which is told."""
    kept = []
    for piece in pieces:
        whole = words(piece).strip()
        line = _PARTS.sub("，", whole)
        if line != whole:
            facts = {"field": wanted.label, "value": whole, "read": line}
            harvest.findings.append(Finding("KD118", place, facts))
        kept.append(line)
    return "/".join(kept).rstrip("/")


def _volumes(entry: Entry, wanted: Field) -> Value | None:
    """年度, 经营数量, 备注 of each row; all of them unread where one of them cannot be read."""
    rows = [tuple(words(piece).strip() for piece in line) for line in entry.lines or ()]
    told = [row for row in rows if any(row)]
    raw = "；".join(" ".join(filter(None, row)) for row in told)
    about = {"field": wanted.label, "value": raw}
    found = [one for year, volume, remark in told if (one := _volume(year, volume, remark))]
    if len(found) < len(told):
        return Unread(raw, "KD124", about)
    times = Counter(one.year for one in found)
    twice = tuple(str(year) for year, many in times.items() if many > 1)
    if twice:
        return Unread(raw, "KD149", {"years": twice, **about})
    return tuple(found) or None


def _volume(year: str, volume: str, remark: str) -> YearVolume | None:
    found, _ = read_volumes(f"{year}：{volume}")
    if isinstance(found, Unread) or len(found) != 1:
        return None
    return YearVolume(
        found[0].year, found[0].volume, " ".join(filter(None, (found[0].remark, remark)))
    )
