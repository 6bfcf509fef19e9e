"""Columns that were recognised, and how a row of cells fits as a heading row."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kamdocs.intake.headings.bare import bare
from kamdocs.naming import Elsewhere, elsewhere
from kamdocs.sheets import Field, SheetSchema


class Column(NamedTuple):
    """A column whose heading names a field; ``number`` counts from 1.

    ``unit`` is the unit in the heading. ``codes`` are those that the heading explains, each with
    its word: ``拜访方式, 1 上门, 2 电话``. A column that ``adds`` holds further values of a field
    that has a column of its own: 同行人员 beside 出差人员. A column of a ``year`` holds the volume
    of that year: 2025年经营数量.
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
    """What the cells of a row mean as the headings of one kind of sheet. Columns are given by
    number.

    ``columns`` are those that are read as a field; of these ``taken`` were recognised by their
    neighbours or values, not by their heading alone. ``doubled`` have the heading of another column
    once more. ``unknown`` are all that are not read and are reported, among them the ``unclear``,
    which may mean one of several fields, and the ``spare``, whose field has a column already.
    ``fills`` are spare columns that supply a value where the column of their field is blank;
    ``adding`` are columns that ``add`` to their field. ``silent`` are not read and not reported
    (running numbers). ``wordless`` have a number, a day or an error in place of a heading.
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
        """The heading of every column that is read or reported, by the column's number."""
        doubled = {number: heading for number, heading, _ in self.doubled}
        return {
            **doubled,
            **dict(self.unknown),
            **{column.number: column.heading for column in self.columns},
        }

    @cached_property
    def standing(self) -> Mapping[int, frozenset[str]]:
        """The columns, none of ours, that tell whether their rows stand, each with the words that
        say of a row that it does not."""
        return {number: one.void for number, one in self._elsewhere.items() if one.void}

    @cached_property
    def once(self) -> frozenset[int]:
        """The columns, none of ours, that of a record in several lines only the first fills in."""
        return self.silent.union(number for number, one in self._elsewhere.items() if one.once)

    @cached_property
    def _elsewhere(self) -> Mapping[int, Elsewhere]:
        """The columns, none of ours, of which it is known what they are."""
        known = elsewhere()
        told = ((number, known.get(bare(heading).name)) for number, heading in self.unknown)
        return {number: one for number, one in told if one}

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field.name for column in self.columns)

    @cached_property
    def places(self) -> frozenset[tuple[int, str]]:
        """Each column with its field, however the heading words it."""
        return frozenset((column.number, column.field.name) for column in self.columns)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The fields that only some kinds of sheet have, and whose heading alone names them."""
        taken = {column.field.name for column in self.taken}
        return self.fields - taken - set(self.schema.common)

    @property
    def marked(self) -> bool:
        """Whether all the headings are there that every sheet of this kind must have."""
        return self.fields.issuperset(self.schema.mark)

    def repeats(self, other: "Match") -> bool:
        """Whether the other match has the same headings in the same columns, as at the top of a
        further page."""
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
    def whole(self) -> bool:
        """Whether all is there that the kind requires, and more of the headings are of it than
        not."""
        return not self.missing and self._mostly_of_it

    @property
    def whole_but_whose(self) -> bool:
        """The same, but nothing says of which customer the rows are, as in a workbook of one."""
        return [one.name for one in self.missing] == [self.schema.roles.name] and self._mostly_of_it

    @property
    def _mostly_of_it(self) -> bool:
        return len(self.columns) > max(1, len(self.unknown) + len(self.wordless))

    @property
    def missing(self) -> tuple[Field, ...]:
        """The required fields that have no column."""
        present = self.fields
        return tuple(
            one for one in self.schema.fields.values() if one.required and one.name not in present
        )
