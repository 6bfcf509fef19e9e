"""One row of headings: each goes to the field that has the best claim to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kamdocs.intake.headings.bare import Heading
from kamdocs.intake.headings.columns import Column, Match
from kamdocs.sheets import Field

if TYPE_CHECKING:
    from kamdocs.intake.headings.index import HeadingIndex

ENOUGH = 2
"""So many columns that other kinds do not have make the kind of a sheet certain."""


class Rule(NamedTuple):
    """What a heading means right of some column: a field, or None for nothing of ours."""

    means: Field | None


class _Entry(NamedTuple):
    """One heading: its column, as it is written, and as it is compared."""

    number: int
    written: str
    heading: Heading


class HeadingRow:
    """The headings of one row, entered from left to right, then settled."""

    def __init__(self, index: HeadingIndex, first_column: int) -> None:
        self._index = index
        self._first_column = first_column
        self._columns: dict[str, Column] = {}
        self._at: dict[int, Column] = {}
        self._doubled: list[tuple[int, str, Column]] = []
        self._unknown: list[tuple[int, str]] = []
        self._waiting: list[_Entry] = []
        self._taken: list[Column] = []
        self._unclear: list[tuple[int, str, tuple[Field, ...]]] = []
        self._spare: list[tuple[int, str, Column]] = []
        self._fills: list[Column] = []
        self._adding: list[_Entry] = []
        self._yearly: dict[str, list[Column]] = {}
        self._silent: set[int] = set()
        self._wordless: list[tuple[int, object]] = []

    def enter(self, number: int, written: str) -> None:
        """One heading: given to its field if it means no other, else kept waiting."""
        index = self._index
        heading = index.look_up(written)
        wanted = index.names.get(heading.name)
        one = _Entry(number, written, heading)
        if heading.name in index.adding:
            self._adding.append(one)
        elif self._by_left(one) is not None or (wanted is None and index.unsure(heading.name)):
            self._waiting.append(one)
        elif wanted is None:
            if heading.name in index.silent:
                self._silent.add(number)
            elif yearly := index.of_a_year(written):
                wanted, year, unit = yearly
                column = _column(one, wanted)._replace(year=year, unit=unit)
                self._yearly.setdefault(wanted.name, []).append(column)
            else:
                self._unknown.append((number, written))
        elif wanted.name in self._columns:
            self._doubled.append((number, written, self._columns[wanted.name]))
        else:
            self._give(one, wanted)

    def enter_wordless(self, number: int, raw: object) -> None:
        """A heading that is a number, a day, an error: it names nothing."""
        self._wordless.append((number, raw))

    def settled(self, certain: bool) -> Match:
        """What every heading came to; ``certain`` where the kind is known without them."""
        self._stand_in()
        if certain or self._kind_is_certain():
            self._take_by_kind()
            self._take_by_left()
        for one in self._waiting:
            self._leave(one)
        adding = (*self._added(), *self._years())
        return Match(
            schema=self._index.schema,
            first_column=self._first_column,
            columns=tuple(self._at[number] for number in sorted(self._at)),
            doubled=tuple(self._doubled),
            unknown=tuple(sorted(self._unknown)),
            taken=tuple(sorted(self._taken, key=lambda column: column.number)),
            unclear=tuple(self._unclear),
            spare=tuple(self._spare),
            fills=tuple(self._fills),
            adding=adding,
            silent=frozenset(self._silent),
            wordless=tuple(self._wordless),
        )

    def _kind_is_certain(self) -> bool:
        schema = self._index.schema
        telling = self._columns.keys() - set(schema.common)
        marks = set(schema.mark)
        marked = marks <= self._columns.keys() and not marks <= set(schema.common)
        return marked or len(telling) >= ENOUGH

    def _stand_in(self) -> None:
        """Give the fields that have no column one that stands in for it."""
        standing = [
            (rank, one, wanted)
            for one in self._waiting
            if self._by_left(one) is None
            for wanted, rank in self._index.stand_ins.get(one.heading.name, ())
        ]
        for _, one, wanted in sorted(standing, key=lambda claim: (claim[0], claim[1].number)):
            if wanted.name not in self._columns:
                self._give(one, wanted)

    def _take_by_kind(self) -> None:
        """Take the ambiguous headings that only one field of this kind claims."""
        names = [one.heading.name for one in self._waiting]
        alone = []
        for one in self._waiting:
            claims = self._index.ambiguous.get(one.heading.name, ())
            if len(claims) == 1 and names.count(one.heading.name) == 1:
                alone.append((claims[0][1], one, claims[0][0]))
        for _, one, wanted in sorted(alone, key=lambda claim: (claim[0], claim[1].number)):
            if self._by_left(one) is None and wanted.name not in self._columns:
                self._taken.append(self._give(one, wanted))

    def _take_by_left(self) -> None:
        """Take the headings of which the column to their left tells what they mean."""
        for one in self._waiting:
            rule = self._by_left(one) if one.number not in self._at else None
            if rule and rule.means and rule.means.name not in self._columns:
                self._taken.append(self._give(one, rule.means))

    def _leave(self, one: _Entry) -> None:
        """A heading that nothing decides: it may mean several fields, or one that has a column."""
        if one.number in self._at:
            return
        self._unknown.append((one.number, one.written))
        rule = self._by_left(one)
        if rule:
            claims = [rule.means] if rule.means else []
        else:
            claims = [wanted for wanted, _ in self._index.claims(one.heading.name)]
        free = tuple(wanted for wanted in claims if wanted.name not in self._columns)
        if free:
            self._unclear.append((one.number, one.written, free))
        elif claims:
            first = self._columns[claims[0].name]
            self._spare.append((one.number, one.written, first))
            if not rule and len(claims) == 1 and one.heading.name in self._index.stand_ins:
                self._fills.append(_column(one, first.field))

    def _added(self) -> Iterator[Column]:
        """The columns that add to one that is there; beside none, they are none of ours."""
        for one in self._adding:
            wanted = self._index.adding[one.heading.name]
            if wanted.name in self._columns:
                yield _column(one, wanted)._replace(adds=True)
            else:
                self._unknown.append((one.number, one.written))

    def _years(self) -> Iterator[Column]:
        """Of the columns of single years, all but the first, which is that of the field; none where
        the field has another, or a year has two."""
        for name, columns in self._yearly.items():
            first, *others = columns
            if name in self._columns or len({one.year for one in columns}) < len(columns):
                self._unknown += [(one.number, one.heading) for one in columns]
                continue
            self._columns[name] = self._at[first.number] = first
            yield from (one._replace(adds=True) for one in others)

    def _by_left(self, one: _Entry) -> Rule | None:
        """What the column to the left makes of a heading, or None where it has no say."""
        left = self._at.get(one.number - 1)
        if left is None:
            return None
        return self._index.rules.get((one.heading.name, left.field.name))

    def _give(self, one: _Entry, wanted: Field) -> Column:
        column = _column(one, wanted)
        self._columns[wanted.name] = self._at[one.number] = column
        return column


def _column(one: _Entry, wanted: Field) -> Column:
    heading = one.heading
    return Column(one.number, wanted, one.written, heading.unit, dict(heading.codes))
