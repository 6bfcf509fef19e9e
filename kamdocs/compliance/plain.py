"""Records of which rules can be told at a glance, since nothing about them is in doubt.

Most rows are sound, and differ in what no rule looks at. All that have the same fields filled in
and the same choices in them look the same: what a selector says of one it says of all.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from kamdocs.model import Book, Record, Unread
from kamdocs.selectors import Selector
from kamdocs.sheets import Schemas, SheetSchema

_Key = TypeVar("_Key")
_Whose = TypeVar("_Whose")
_Made = TypeVar("_Made")


class Remembered(dict[_Key, _Made]):
    """Answers, each worked out when it is first asked for."""

    def __init__(self, make: Callable[[_Key], _Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: _Key) -> _Made:
        answer = self[key] = self._make(key)
        return answer


class Look:
    """How some plain records look: the fields that are ``filled``, and their ``choices``."""

    __slots__ = ("choices", "filled")

    def __init__(self, filled: frozenset[str], choices: Mapping[str, Any]) -> None:
        self.filled = filled
        self.choices = choices

    def shows(self, name: str) -> bool:
        """Whether a look tells the value of a field: a choice, or a blank."""
        return name in self.choices or name not in self.filled


Seen = tuple[Record, Look | None]
"""A record with its look; None where it is not plain, and has to be weighed with care."""


class Plain:
    """The records of a book with their looks, each looked at once for all rules.

    A plain record counts at all, is sound and no double, surely about its customer, has every cell
    read, and happened and was recorded by the day of the book.
    """

    def __init__(self, book: Book, schemas: Schemas) -> None:
        self.book = book
        self._kinds: Remembered[str, _Kind] = Remembered(lambda kind: _Kind(book, schemas[kind]))
        self._looks: dict[tuple[str, str], list[Look | None]] = {}

    def of(self, kind: str, customer: str) -> Iterator[Seen]:
        """The records of a kind that concern a customer, by day."""
        records = self.book.about(kind, customer)
        key = kind, customer
        if key not in self._looks:
            self._looks[key] = list(map(self._kinds[kind].look_of, records))
        return zip(records, self._looks[key], strict=True)


class _Kind:
    """Looks at the records of one kind."""

    def __init__(self, book: Book, schema: SheetSchema) -> None:
        self.choices = tuple(
            name for name, one in schema.fields.items() if one.allowed or one.type == "flag"
        )
        self._as_of = book.as_of
        self._counting = Selector(schema.counts)
        self._looks: dict[Any, Look | None] = {}

    def look_of(self, record: Record) -> Look | None:
        """The look of a record; None where it is not plain."""
        day, recorded = record.day, record.recorded
        if day is None or day > self._as_of or (recorded and recorded > self._as_of):
            return None
        if record.faulty or record.double_of or record.likely:
            return None
        values = record.values
        if Unread in map(type, values.values()):
            return None
        key = (*map(values.get, self.choices), *values)
        try:
            return self._looks[key]
        except KeyError:
            look = self._looks[key] = self._look(values)
            return look

    def _look(self, values: Mapping[str, Any]) -> Look | None:
        """How values look; None where they do not say for certain that the record counts."""
        if not self._counting.judge(values)[0]:
            return None
        choices = {name: values[name] for name in self.choices if name in values}
        return Look(frozenset(values), choices)


def of_last(make: Callable[[_Whose], _Made]) -> Callable[[_Whose], _Made]:
    """The same, worked out once where it is asked for several times on end of the same customer."""
    last: list[tuple[_Whose, _Made]] = []

    def made(whose: _Whose) -> _Made:
        if not last or last[0][0] is not whose:
            last[:] = [(whose, make(whose))]
        return last[0][1]

    return made
