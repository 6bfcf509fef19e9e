"""What was read of each file and sheet: which were opened, what was skipped, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, fields
from datetime import date
from typing import Any

from kamdocs.light import light
from kamdocs.model.finding import Finding
from kamdocs.model.parcels import packed, unpacked
from kamdocs.model.record import Record
from kamdocs.text import Text


@light()
class SheetReading:
    """One sheet. ``kind`` is empty where the sheet was not recognised.

    ``headings`` gives the column of each field; ``rows`` were read as records and ``skipped``
    counts the rows passed over, by reason. The sheet covers the days from ``speaks_from`` (None:
    from the beginning of time) to ``speaks_until``, and ``by`` says how that is known: ``given``
    (数据截至), ``stated`` (a period in a name) or ``latest`` (the latest day of a sound row).
    ``names`` are the words of its file, name and titles, where an account manager may be named; of
    a sheet that kamdocs put into a copy what it says of the file.
    ``form`` is True if labels stand beside their values, one record after the other. ``noted``
    counts harmless things that are reported: hidden-rows, hidden-columns, filter, pictures, merged.
    """

    sheet: str
    kind: str = ""
    title: Text | None = None
    heading_row: int = 0
    rows: int = 0
    cells: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    headings: Mapping[str, int] = field(default_factory=dict)
    speaks_from: date | None = None
    speaks_until: date | None = None
    by: str = ""
    names: str = ""
    hidden: bool = False
    form: bool = False
    noted: Mapping[str, int] = field(default_factory=dict)


@light()
class FileReading:
    """One file: its sheets, the records in it, and what was found while reading.

    ``read`` is False where nothing of the file could be used; such a file never counts as sound.
    ``passed`` files are no sheets (a text, a picture) and were passed over. ``format`` is that of
    the bytes, whatever the name says. ``noted`` counts what is reported of the whole file: macros
    and links to other files (neither is run or followed), password (one was needed to open it).
    """

    file: str
    sha256: str
    size: int
    read: bool
    sheets: tuple[SheetReading, ...] = ()
    records: Sequence[Record] = ()
    findings: tuple[Finding, ...] = ()
    passed: bool = False
    format: str = ""
    noted: Mapping[str, int] = field(default_factory=dict)

    def __reduce__(self) -> tuple[object, ...]:
        parts = tuple(getattr(self, name) for name in _PARTS)
        return _made, (parts, packed(self.findings))


_PARTS = tuple(one.name for one in fields(FileReading) if one.name != "findings")


def _made(parts: Iterable[Any], findings: Iterable[bytes]) -> FileReading:
    return FileReading(**dict(zip(_PARTS, parts, strict=True)), findings=unpacked(findings))
