"""Holds the rows of a file against the schemas of their kinds, in the process that read the
file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from kamdocs.light import light
from kamdocs.model import FileReading, Finding, Rows, Stretch
from kamdocs.model.parcels import packed, unpacked
from kamdocs.sheets import Schemas
from kamdocs.validation.rows import RowValidator


@light()
class HeldFile:
    """A ``file`` whose records have their faulty fields named, and the ``findings`` on its rows.
    Findings from reading the file are in ``file`` itself."""

    file: FileReading
    findings: tuple[Finding, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return _arrived, (self.file, packed(self.findings))


def _arrived(file: FileReading, findings: Iterable[bytes]) -> HeldFile:
    return HeldFile(file, unpacked(findings))


class FileHolder:
    """Holds the rows of files against ``schemas``, as of one day. It can be pickled for other
    processes."""

    def __init__(self, schemas: Schemas, as_of: date) -> None:
        self.schemas, self.as_of = schemas, as_of
        self._validators: dict[str, RowValidator] = {}

    def __reduce__(self) -> tuple[type["FileHolder"], tuple[Schemas, date]]:
        return FileHolder, (self.schemas, self.as_of)

    def hold(self, file: FileReading) -> HeldFile:
        """The file with each of its rows held against the schema of its kind."""
        holding = Holding(self.of)
        read = file.records
        rows = Rows(read.stretches() if isinstance(read, Rows) else read, holding.hold)
        rows.stretches()  # the last of them, too
        return HeldFile(replace(file, records=rows), tuple(holding.findings))

    def of(self, kind: str) -> RowValidator:
        """The validator for rows of a kind."""
        if kind not in self._validators:
            self._validators[kind] = RowValidator(self.schemas[kind], self.as_of)
        return self._validators[kind]


@dataclass
class Holding:
    """Holds the rows of one file, part by part, some while others are still being read. ``of``
    gives the validator for a kind; what is wrong goes into ``findings``."""

    of: Callable[[str], RowValidator]
    findings: list[Finding] = field(default_factory=list)

    def hold(self, stretch: Stretch) -> Stretch:
        """The same rows with their faulty fields named. Their values are folded to save memory,
        since most are never asked for again."""
        return self._held(stretch).folded()

    def _held(self, stretch: Stretch) -> Stretch:
        held, found = self.of(stretch.kind).hold_stretch(stretch)
        self.findings += found
        return held


@dataclass
class Arriving(Holding):
    """Holds the rows of a file while another process still reads it."""

    _rows: list[Stretch] = field(default_factory=list)

    def take(self, stretch: Stretch) -> None:
        """Hold rows that have arrived; their values stay folded, as they came."""
        opened = stretch._replace(values=stretch.values.copy())
        self._rows.append(self._held(opened)._replace(values=stretch.values))

    def whole(self, file: FileReading) -> HeldFile:
        """The held file, once all its rows have arrived, or without any where it was lost."""
        rows = Rows.of(self._rows if file.records else ())
        assert len(rows) == len(file.records)
        return HeldFile(replace(file, records=rows), tuple(self.findings) if file.records else ())
