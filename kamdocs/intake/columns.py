"""Columns that were recognised, and how a row of cells fits as a heading row."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kamdocs.sheets import Field, SheetSchema


class Column(NamedTuple):
    """A column that was recognised; ``number`` counts from 1.

    ``codes`` are those that the heading explains, each with its word: ``拜访方式, 1 上门, 2 电话``.
    One that ``adds`` holds more of what the column of its field holds: 同行人员 beside 出差人员.
    One of a ``year`` holds the volume of that: 2025年经营数量.
    """

    number: int
    field: Field
    heading: str
    unit: str
    codes: Mapping[str, str] = {}
    adds: bool = False
    year: int = 0


@dataclass(frozen=True)
class Match:
    """How a row of cells, the first of which is ``first_column``, fits as a heading row.

    ``unknown`` are all columns that are not read and of which something is to be said. Among them
    are the ``unclear``, whose heading may mean any of some fields, and the ``spare``, whose field
    has another column already; those that surely mean it ``fill`` the rows in which the other is
    blank. ``adding`` are columns that add to that of their field. ``taken`` are the columns that
    were recognised by their neighbours or by their values, not by their heading alone. ``silent``
    are the columns of which nothing need be said (a running number), ``wordless`` those whose
    heading is no words but a number, a day or an error, with what stands there.
    """

    schema: SheetSchema
    first_column: int
    columns: tuple[Column, ...]
    doubled: tuple[tuple[int, str, Column], ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()
    taken: tuple[Column, ...] = ()
    unclear: tuple[tuple[int, str, tuple[Field, ...]], ...] = ()
    spare: tuple[tuple[int, str, Column], ...] = ()
    fills: tuple[Column, ...] = ()
    adding: tuple[Column, ...] = ()
    silent: frozenset[int] = frozenset()
    wordless: tuple[tuple[int, object], ...] = ()

    @cached_property
    def headings(self) -> Mapping[int, str]:
        """The columns over which words stand that are told of, and these words."""
        doubled = {number: heading for number, heading, _ in self.doubled}
        return {
            **doubled,
            **dict(self.unknown),
            **{column.number: column.heading for column in self.columns},
        }

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field.name for column in self.columns)

    @cached_property
    def places(self) -> frozenset[tuple[int, str]]:
        """The fields with their columns, in whatever words they are headed."""
        return frozenset((column.number, column.field.name) for column in self.columns)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The fields that sheets of other kinds do not have, where the heading itself says so."""
        taken = {column.field.name for column in self.taken}
        return self.fields - taken - set(self.schema.common)

    @property
    def marked(self) -> bool:
        """Whether every heading is there without which a sheet is not of this kind."""
        return self.fields.issuperset(self.schema.mark)

    def repeats(self, other: "Match") -> bool:
        """Whether these are the headings of another row again, whatever was made of them since."""
        mine, others = (
            {(column.number, column.heading) for column in match.columns} for match in (self, other)
        )
        return self.schema is other.schema and mine == others

    def names_the_same(self, other: "Match") -> bool:
        """Whether these are the headings of another row again, or name its fields in other words.
        Where an amount is told in another unit, they are headings of another table."""
        units = {column.number: column.unit for column in other.columns if column.unit}
        if any(column.unit not in ("", units.get(column.number, "")) for column in self.columns):
            return False
        return self.repeats(other) or self.places == other.places

    @property
    def missing(self) -> tuple[Field, ...]:
        """The required fields that have no column."""
        present = self.fields
        return tuple(
            one for one in self.schema.fields.values() if one.required and one.name not in present
        )
