"""The rows of one file held against the schemas of their kinds, by whoever read the file."""

from dataclasses import replace
from datetime import date

from kamdocs.light import light
from kamdocs.model import FileReading, Finding, Rows
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
        rows, findings = Rows(), list[Finding]()
        for stretch in Rows.of(file.records).stretches():
            held, found = self._of(stretch.kind).hold_stretch(stretch)
            rows.append(held)
            findings += found
        return HeldFile(replace(file, records=rows), tuple(findings))

    def _of(self, kind: str) -> RowValidator:
        if kind not in self._validators:
            self._validators[kind] = RowValidator(self._schemas[kind], self.as_of)
        return self._validators[kind]
