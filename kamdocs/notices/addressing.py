"""Decides to whom a row, a finding or a customer belongs: to exactly one addressee, never by guess.

First counts the account manager whom the name of the file, the sheet or a title names: they handed
it in and can mend it. Then the account manager of the row's customer. A row of an unknown customer
belongs to the one to whom all other rows of its file belong, else to whoever handed in the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kamdocs.model import CUSTOMER, Book, Finding, Place, Record, Report, key_of, people_in
from kamdocs.sheets import Schemas

_Row = tuple[str, str, int]


@dataclass(frozen=True, slots=True, order=True)
class Addressee:
    """The account managers (``people``) to whom something belongs, several where the archive names
    several for a customer; or, where nobody is known, whoever handed in the ``file``."""

    people: tuple[str, ...] = ()
    file: str = ""


class Addressing:
    """Finds the addressee of every record, customer and finding of a report."""

    def __init__(self, report: Report, book: Book, schemas: Schemas) -> None:
        self._book = book
        self._manager = schemas[CUSTOMER].roles.manager
        self._named: dict[tuple[str, str], frozenset[str]] = {}
        for file in report.files:
            here = book.named_in(file.file)
            self._named[file.file, ""] = here
            for sheet in file.sheets:
                named = self._named.get((file.file, sheet.sheet), here)
                self._named[file.file, sheet.sheet] = named | book.named_in(sheet.names)
        self._rows: dict[_Row, list[Record]] = {}
        self._in_file: dict[str, set[Addressee]] = {}
        for kind in schemas:
            for record in book.of(kind):
                for row in _rows_of(record):
                    self._rows.setdefault((record.row.file, record.row.sheet, row), []).append(
                        record
                    )
                known = self._known(record)
                self._in_file.setdefault(record.row.file, set()).update([known] if known else ())

    def of_record(self, record: Record) -> Addressee:
        """To whom a row belongs."""
        return self._known(record) or self._of_file(record.row)

    def of_customer(self, customer: Record, day: date) -> Addressee:
        """To whom a customer belonged on a day, whoever handed in its row."""
        people = self._managers(self._book.on(customer, day))
        return Addressee(people) if people else self.of_record(customer)

    def of_finding(self, finding: Finding) -> Addressee:
        """To whom a finding goes; one about several rows goes to the one to whom its own place
        belongs."""
        place = finding.place or Place("")
        owners = {self.of_record(one) for one in self._records_at(place)}
        if len(owners) == 1:
            return owners.pop()
        return self._of_sheet(place) or self._of_file(place)

    def in_file(self, file: str) -> frozenset[Addressee]:
        """All known addressees to whom rows of a file belong."""
        return frozenset(self._in_file.get(file, ()))

    def _records_at(self, place: Place) -> list[Record]:
        """The records in a row; of several side by side only the one that has the cell."""
        found = self._rows.get((place.file, place.sheet, place.row), []) if place.row else []
        if len(found) > 1 and place.column:
            return [one for one in found if place in _cells_of(one)] or found
        return found

    def _known(self, record: Record) -> Addressee | None:
        named = self._of_sheet(record.row)
        people = () if named else self._managers(record)
        return named or (Addressee(people) if people else None)

    def _managers(self, record: Record) -> tuple[str, ...]:
        """The account managers of a row's customer on its day; a row of the archive names its
        own."""
        people = people_in(record.text(self._manager)) if record.kind == CUSTOMER else frozenset()
        key = key_of(record) if record.kind == CUSTOMER else record.subject
        known = self._book.customer(key) if key and not people else None
        if known:
            then = self._book.on(known, record.day) if record.day else known
            people = people_in(then.text(self._manager))
        return tuple(sorted(people))

    def _of_sheet(self, place: Place) -> Addressee | None:
        """The account manager whom the names and titles of a sheet name, if they name only one."""
        named = self._named.get((place.file, place.sheet)) or self._named.get((place.file, ""))
        return Addressee(tuple(named)) if named and len(named) == 1 else None

    def _of_file(self, place: Place) -> Addressee:
        owners = self.in_file(place.file)
        return next(iter(owners)) if len(owners) == 1 else Addressee(file=place.file)


def _rows_of(record: Record) -> set[int]:
    return {record.row.row, *(row for row, _ in record.cells.values())}


def _cells_of(record: Record) -> Iterator[Place]:
    names: Iterable[str] = {**record.columns, **record.cells}
    return (record.place(name) for name in names)
