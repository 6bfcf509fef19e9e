"""The rows of one file held against the schemas of their kinds, by whoever read the file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kamdocs.light import light
from kamdocs.model import FileReading, Finding, Record
from kamdocs.sheets import Schemas
from kamdocs.validation.rows import RowValidator


@light()
class HeldFile:
    """``file`` as it was read, its records with their faulty fields named, and the ``findings`` on
    its rows; those of reading are the file's own."""

    file: FileReading
    findings: tuple[Finding, ...] = ()


class FileHolder:
    """Holds the rows of files against ``schemas``, as of one day. It goes to other processes."""

    def __init__(self, schemas: Schemas, as_of: date) -> None:
        self._schemas, self.as_of = schemas, as_of
        self._validators: dict[str, RowValidator] = {}

    def __reduce__(self) -> tuple[type["FileHolder"], tuple[Schemas, date]]:
        return FileHolder, (self._schemas, self.as_of)

    def hold(self, file: FileReading) -> HeldFile:
        """The file with each of its rows held against the schema of its kind."""
        held = [*self._rows(file.records)]
        findings = tuple(finding for _, found in held for finding in found)
        return HeldFile(replace(file, records=tuple(record for record, _ in held)), findings)

    def _rows(self, records: Sequence[Record]) -> Iterator[tuple[Record, list[Finding]]]:
        kinds: dict[str, list[Record]] = {}
        for record in records:
            kinds.setdefault(record.kind, []).append(record)
        held = {kind: iter(self._of(kind).hold_all(those)) for kind, those in kinds.items()}
        return (next(held[record.kind]) for record in records)

    def _of(self, kind: str) -> RowValidator:
        if kind not in self._validators:
            self._validators[kind] = RowValidator(self._schemas[kind], self.as_of)
        return self._validators[kind]
