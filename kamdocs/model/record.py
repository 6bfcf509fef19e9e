"""A row that was handed in, with the cell of each of its values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from kamdocs.light import light
from kamdocs.model.moment import Moment
from kamdocs.model.period import Period
from kamdocs.model.place import Place


@dataclass(frozen=True, slots=True)
class YearVolume:
    """The volume traded in one year: 年度, 经营数量 and a remark."""

    year: int
    volume: Decimal
    remark: str = ""


@light()
class Unread:
    """The value of a cell that is filled in, but cannot be read as a value of its field.

    ``code`` and ``facts`` say why, as those of a finding do; ``raw`` is what stands in the cell.
    """

    raw: str
    code: str
    facts: Mapping[str, "Fact"] = field(default_factory=dict, hash=False)


MASK = "＊＊＊"
"""Stands for a value that a role does not see, however long the value is."""
HIDDEN = Unread(MASK, "")
"""The value of a field that the role does not see, in a record: filled in, but not readable."""

Value = (
    str | bool | int | Decimal | date | Moment | Period | tuple[str, ...] | tuple[Period, ...]
    | tuple[YearVolume, ...] | Unread
)  # fmt: skip
Fact = Any
"""A fact of a finding: str, int, Decimal, date, Moment, Text, Place, Period, or a tuple of
these."""


@light()
class Note:
    """What stood in a cell whose value is not exactly what was written: the words, and what was
    done to read them."""

    raw: str
    how: tuple[str, ...]


NOTHING: Mapping[str, Any] = {}
"""An empty mapping that most records share, to save memory."""


@light()
class Record:
    """One row of a sheet, or one filled form.

    ``values`` holds what was filled in, by field; a field that was left blank is absent.
    ``row`` is the place of the whole row and ``columns`` the column of each field of the sheet,
    so that a blank has its cell too; ``cells`` gives the row and column of fields that stand
    elsewhere: in a form, or in merged cells. ``day`` is the day of the event and ``recorded`` the
    day on which it was written down, where the kind has such. After validation, ``faulty`` names
    the fields with errors; ``subject`` is the key of the customer concerned, and ``likely`` those
    customers who may be meant; ``matched`` says by what the customer was found (``code``, ``name``
    or ``alias``), ``nameless`` that none was named; ``double_of`` is the row that tells of the same
    event, or the archive of the customer whose contacts this one only lists, ``perhaps_of`` one
    that may tell of the same event but contradicts this one. A customer of the archive may
    have a ``parent``, the key of the one to whose group it belongs, or ``likely_parents`` of whom
    one may be meant. ``notes`` tells of the cells that were not plain, by field. ``places`` are
    those of the fields of a document, which may stand in several tables. The day of a ``veiled``
    record is there to choose by, and not to be shown.
    """

    kind: str
    values: Mapping[str, Value]
    row: Place
    columns: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    day: date | None = None
    recorded: date | None = None
    faulty: frozenset[str] = frozenset()
    subject: str | None = None
    likely: tuple[str, ...] = ()
    matched: str = ""
    nameless: bool = False
    double_of: Place | None = None
    perhaps_of: Place | None = None
    parent: str | None = None
    likely_parents: tuple[str, ...] = ()
    cells: Mapping[str, tuple[int, int]] = field(default_factory=lambda: NOTHING)
    notes: Mapping[str, Note] = field(default_factory=lambda: NOTHING)
    places: Mapping[str, Place] = field(default_factory=lambda: NOTHING)
    veiled: bool = False

    def get(self, name: str) -> Value | None:
        """The value of a field, or None where it was left blank."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """The value as a string, empty where blank."""
        value = self.values.get(name)
        return "" if value is None else value.raw if isinstance(value, Unread) else str(value)

    def place(self, name: str) -> Place:
        """The cell of a field. If the sheet has no column for it, the row; in a form, whose rows
        may hold other records too, the cell with which the record begins."""
        if name in self.places:
            return self.places[name]
        begins = self.row.row, self.columns.get(name, self.row.column)
        row, column = self.cells.get(name) or begins
        return Place(self.row.file, self.row.sheet, row, column)

    @property
    def told_day(self) -> date | None:
        """The day of the event, None if it may not be shown."""
        return None if self.veiled else self.day

    def is_endless(self, name: str) -> bool:
        """Whether the cell of a last day says that there is none (长期): then it is filled in, but
        has no value."""
        return self.for_good(name) != ""

    def for_good(self, name: str) -> str:
        """The words in the cell of a last day that say that there is none; empty for any other."""
        note = self.notes.get(name)
        return note.raw if note is not None and "endless" in note.how else ""

    def hides(self, name: str) -> bool:
        """Whether a field holds a value that the role of the run does not see."""
        return self.values.get(name) == HIDDEN

    def asked(self, name: str) -> bool:
        """Whether the sheet has a place for a field, filled in or not."""
        return name in self.columns or name in self.cells or name in self.places

    def known(self, **changes: Any) -> "Record":
        """The same record with more known about it."""
        known = Record(*_PARTS(self))
        for name, value in changes.items():
            setattr(known, name, value)  # nobody has seen it yet
        return known


_PARTS = attrgetter(*(one.name for one in fields(Record)))
