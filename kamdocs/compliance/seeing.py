"""What stands in the cells that a verdict cites, so that a report can show it without the
workbooks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial
from typing import overload

from kamdocs.clauses import fields_of
from kamdocs.model import Book, Fact, Place, Record, Rule, Text, Unread
from kamdocs.sheets import Schemas
from kamdocs.words.figures import measure

Held = tuple[tuple[Text, Fact], ...]


class Seeing:
    """Looks up what a book holds at a place."""

    def __init__(self, book: Book, schemas: Schemas) -> None:
        self._book = book
        self._schemas = schemas
        self._fields: dict[tuple[str, str], tuple[str, ...]] = {}

    def at(self, places: Sequence[Place], rule: Rule) -> Sequence[Held]:
        """For each place the fields there with their values. A place that is a whole row gives the
        fields that the rule looks at, its day, and the people who bear a level out."""
        return _Seen(self, places, rule) if places else ()

    def held(self, place: Place, rule: Rule) -> Iterator[tuple[Text, Fact]]:
        """The fields at one place with their values."""
        row = self._rows.get(place)
        if row:
            for name in self._looked_at(row.kind, rule):
                if row.get(name) is not None or row.is_endless(name):
                    yield self.told(row, name)
            return
        record, names = self._cell(place)
        if record:
            for name in names:
                yield self.told(record, name)

    def told(self, record: Record, name: str) -> tuple[Text, Fact]:
        """The label of a field and its value for people; an amount with its unit, such as 万元."""
        field, value = self._schemas[record.kind].fields[name], record.get(name)
        if isinstance(value, Unread):
            return field.label, value.raw
        if isinstance(value, Decimal) and field.unit:
            shown = field.in_its_unit(value)
            return field.label, Text.in_each(partial(measure, shown, field.unit))
        return field.label, record.for_good(name) or field.shown(value)

    def _cell(self, place: Place) -> tuple[Record | None, tuple[str, ...]]:
        """The record to which a cell belongs, with the field; None and () where there is none."""
        if place in self._apart:
            record, name = self._apart[place]
            return record, (name,)
        found = self._rows.get(replace(place, column=0))
        names = (name for name, at in found.columns.items() if at == place.column) if found else ()
        return found, tuple(names)[:1]

    def _looked_at(self, kind: str, rule: Rule) -> tuple[str, ...]:
        """The fields of a kind that are shown for a row, worked out once for each rule."""
        key = (kind, rule.id)
        if key not in self._fields:
            schema = self._schemas[kind]
            days = [name for name in (schema.roles.day or schema.roles.month,) if name]
            decisive = fields_of(rule, kind)
            # The people who went prove a level: whoever sees the level wants to see them.
            people = [claim.people for level, claim in schema.claims.items() if level in decisive]
            self._fields[key] = tuple(dict.fromkeys([*days, *decisive, *people]))
        return self._fields[key]

    @cached_property
    def _rows(self) -> dict[Place, Record]:
        return {record.row: record for kind in self._schemas for record in self._book.of(kind)}

    @cached_property
    def _apart(self) -> dict[Place, tuple[Record, str]]:
        """The cells of forms and merged cells, which stand elsewhere than in their row."""
        return {
            record.place(name): (record, name)
            for record in self._rows.values()
            for name in record.cells
        }


@dataclass(frozen=True, slots=True, eq=False)
class _Seen(Sequence[Held]):
    """What stands at some places, looked up only when somebody wants to see it."""

    seeing: Seeing
    places: Sequence[Place]
    rule: Rule

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> Held: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Held]: ...
    def __getitem__(self, index: int | slice) -> Held | Sequence[Held]:
        places = self.places[index]
        if isinstance(places, Place):
            return tuple(self.seeing.held(places, self.rule))
        return _Seen(self.seeing, places, self.rule)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))
