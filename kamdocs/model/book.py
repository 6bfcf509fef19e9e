"""All sound records, indexed by kind, customer and day, as of one day. It is what rules ask."""

from collections.abc import Iterable, Mapping
from datetime import date

from kamdocs.model.record import Record

CUSTOMER = "customer"


def key_of(customer: Record) -> str:
    """What a customer goes by: the code, else the name, else the place of the row."""
    return customer.text("code") or customer.text("name") or str(customer.row)


def _in_order(record: Record) -> tuple[date, str, int, str]:
    return (record.day or date.max, record.row.file, record.row.row, record.row.sheet)


class Book:
    """Everything that is known about the company's customers.

    ``speaks_until`` gives for each kind of record the last day that its sheets vouch for, None
    where they do not say; a kind that nobody handed in is not among its keys.
    """

    def __init__(
        self, records: Iterable[Record], as_of: date, speaks_until: Mapping[str, date | None]
    ) -> None:
        self.as_of = as_of
        self.speaks_until = dict(speaks_until)
        self._kinds: dict[str, list[Record]] = {}
        self._about: dict[tuple[str, str], list[Record]] = {}
        self._likely: dict[tuple[str, str], list[Record]] = {}
        self._customers: dict[str, Record] = {}
        for record in sorted(records, key=_in_order):
            self._kinds.setdefault(record.kind, []).append(record)
            if record.kind == CUSTOMER:
                self._customers.setdefault(key_of(record), record)
            if record.subject:
                self._about.setdefault((record.kind, record.subject), []).append(record)
            for key in record.likely:
                self._likely.setdefault((record.kind, key), []).append(record)

    @property
    def customers(self) -> tuple[Record, ...]:
        """One record a customer, in the order of their keys; of a doubled one the first."""
        return tuple(self._customers[key] for key in sorted(self._customers))

    def customer(self, key: str) -> Record | None:
        return self._customers.get(key)

    def of(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind, by day."""
        return tuple(self._kinds.get(kind, ()))

    def about(self, kind: str, customer: str) -> tuple[Record, ...]:
        """The records of a kind that concern a customer, by day."""
        return tuple(self._about.get((kind, customer), ()))

    def likely(self, kind: str, customer: str) -> tuple[Record, ...]:
        """The records that may concern a customer: the name is similar, no more."""
        return tuple(self._likely.get((kind, customer), ()))
