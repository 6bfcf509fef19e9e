"""What is known of the cells and rows that findings cite: which are hidden from a role, and which
customer they are about."""

from collections.abc import Iterable, Iterator, Sequence

from kamdocs.masking.view import View
from kamdocs.model import CUSTOMER, Fact, FileReading, Place, Record, Text, key_of
from kamdocs.sheets import Schemas

_Row = tuple[str, str, int]


def customer_of(record: Record) -> str:
    """The key of the customer whom a record is about; empty where it is unknown."""
    return key_of(record) if record.kind == CUSTOMER else record.subject or ""


class Cells:
    """The cells and rows of all records and files of a run, as a view lets a role see them."""

    def __init__(
        self,
        view: View,
        schemas: Schemas,
        records: Sequence[Record],
        files: Iterable[FileReading],
    ) -> None:
        self._view, self._schemas = view, schemas
        self._hidden: dict[Place, set[bool]] = {}
        self._shared: set[Place] = set()
        self._kinds: dict[_Row, set[str]] = {}
        self._whose: dict[_Row, str] = {}
        self._customers: dict[_Row, set[str]] = {}
        for record in records:
            self._enter(record)
        self._columns: dict[_Row, set[bool]] = {}
        self._headings: dict[tuple[str, str], set[int]] = {}
        for file in files:
            self._enter_headings(file)
        self._labels = {
            kind: frozenset(schema.label(name).zh for name in view.hidden[kind])
            for kind, schema in schemas.items()
        }

    def _enter(self, record: Record) -> None:
        row = _row_of(record.row)
        self._kinds.setdefault(row, set()).add(record.kind)
        self._whose[row] = customer_of(record)
        self._customers.setdefault(row, set()).update(_named(record, self._schemas))
        own: dict[Place, set[bool]] = {}
        for name in {**record.columns, **record.cells, **record.places}:
            hidden = self._view.hides(record.kind, name)
            own.setdefault(record.place(name), set()).add(hidden)
        self._shared |= own.keys() & self._hidden.keys()
        for place, both in own.items():
            self._hidden.setdefault(place, set()).update(both)

    def _enter_headings(self, file: FileReading) -> None:
        for sheet in file.sheets:
            here = (file.file, sheet.sheet)
            self._headings.setdefault(here, set()).add(sheet.heading_row)
            for name, column in sheet.headings.items():
                hidden = self._view.hides(sheet.kind, name)
                self._columns.setdefault((*here, column), set()).add(hidden)

    def hides(self, place: Place | None) -> bool:
        """Whether a place is a cell of a hidden field, or one that is not known to be visible."""
        if place is None or not (place.row and place.column):
            return False
        if place in self._hidden:
            return True in self._hidden[place]
        if place.row in self._headings.get((place.file, place.sheet), ()):
            return False
        of_column = self._columns.get((place.file, place.sheet, place.column))
        return of_column is None or True in of_column

    def hides_label(self, label: object, place: Place | None) -> bool:
        """Whether a label is that of a hidden field of the row at a place; of any kind of row where
        it is unknown what stands there."""
        if not isinstance(label, Text):
            return False
        row = _row_of(place) if place else ("", "", 0)
        return self.hides_label_of(self._kinds.get(row, self._labels.keys()), label)

    def hides_label_of(self, kinds: Iterable[str], label: Text) -> bool:
        """Whether a label is that of a hidden field of some kinds of record."""
        return any(label.zh in self._labels.get(kind, ()) for kind in kinds)

    def hides_a_day(self, place: Place) -> bool:
        """Whether the day of the row at a place, or the day of its recording, is hidden."""
        kinds = self._kinds.get(_row_of(place), set()) & self._schemas.keys()
        roles = ((kind, self._schemas[kind].roles) for kind in kinds)
        return any(
            self._view.hides(kind, name)
            for kind, those in roles
            for name in (those.day, those.recorded)
        )

    def shares(self, place: Place) -> bool:
        """Whether several records share a cell, as they do a merged one."""
        return place in self._shared

    def customer_at(self, place: Place | None) -> str:
        """The key of the customer whom the row at a place is about; empty where it is unknown."""
        return self._whose.get(_row_of(place), "") if place else ""

    def named_at(self, *cited: Fact) -> set[str]:
        """The names and codes of customers in the rows of those facts that are places."""
        rows = {_row_of(one) for one in cited if isinstance(one, Place)}
        return {name for row in rows for name in self._customers.get(row, ())}


def _row_of(place: Place) -> _Row:
    return place.file, place.sheet, place.row


def _named(record: Record, schemas: Schemas) -> Iterator[str]:
    """The name and the code of the customer in a row, which every role may see."""
    if schema := schemas.get(record.kind):
        yield from (record.text(name) for name in (schema.roles.name, schema.roles.code) if name)
