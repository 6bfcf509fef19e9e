"""Records of which rules can be told at a glance, since nothing about them is in doubt.

Most rows are sound, and differ in what no rule looks at. All that have the same fields filled in
and the same choices in them look the same: what a selector says of one it says of all.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kamdocs.model import Book, Record, Unread
from kamdocs.selectors import Selector
from kamdocs.sheets import Schemas


class Look:
    """How some plain records look: the fields that are ``filled``, and their ``choices``."""

    __slots__ = ("choices", "filled")

    def __init__(self, filled: frozenset[str], choices: Mapping[str, Any]) -> None:
        self.filled = filled
        self.choices = choices


Seen = tuple[Record, Look | None]
"""A record with its look; None where it is not plain, and has to be weighed with care."""


class Plain:
    """The records of a book with their looks, each looked at once for all rules.

    A plain record counts at all, is sound and no double, surely about its customer, has every cell
    read, and happened and was recorded by the day of the book.
    """

    def __init__(self, book: Book, schemas: Schemas) -> None:
        self._book = book
        self._schemas = schemas
        self._kinds: dict[str, _Kind] = {}
        self._seen: dict[tuple[str, str], list[Seen]] = {}

    def of(self, kind: str, customer: str) -> Sequence[Seen]:
        """The records of a kind that concern a customer, by day."""
        key = kind, customer
        if key not in self._seen:
            self._seen[key] = list(self._kind(kind).seen(self._book.about(kind, customer)))
        return self._seen[key]

    def choices(self, kind: str) -> frozenset[str]:
        """The fields of a kind whose values make out a look."""
        return frozenset(self._kind(kind).choices)

    def _kind(self, kind: str) -> "_Kind":
        if kind not in self._kinds:
            self._kinds[kind] = _Kind(self._book, self._schemas, kind)
        return self._kinds[kind]


class _Kind:
    """Looks at the records of one kind."""

    def __init__(self, book: Book, schemas: Schemas, kind: str) -> None:
        schema = schemas[kind]
        self.choices = tuple(
            name for name, one in schema.fields.items() if one.allowed or one.type == "flag"
        )
        self._as_of = book.as_of
        self._counting = Selector(schema.counts)
        self._looks: dict[Any, Look | None] = {}

    def seen(self, records: Sequence[Record]) -> Iterator[Seen]:
        """Records with their looks."""
        looks, as_of = self._looks, self._as_of
        for record in records:
            day, recorded = record.day, record.recorded
            if (
                day is None
                or day > as_of
                or (recorded and recorded > as_of)
                or record.faulty
                or record.double_of
                or record.likely
            ):
                yield record, None
            else:
                values = record.values
                key = *map(values.get, self.choices), *values, *map(type, values.values())
                if key not in looks:
                    looks[key] = self._look(record)
                yield record, looks[key]

    def _look(self, record: Record) -> Look | None:
        """The look of a record; None for one that has a cell which could not be read, and where
        nobody can tell whether it counts."""
        values = record.values
        unread = any(isinstance(one, Unread) for one in values.values())
        if unread or not self._counting.judge(values)[0]:
            return None
        choices = {name: values[name] for name in self.choices if name in values}
        return Look(frozenset(values), choices)
