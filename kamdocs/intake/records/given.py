"""What is said once above the rows of a table and applies to every one of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from kamdocs.intake.captions import titles_above
from kamdocs.intake.grid import Numbered, Row, Spot, filled, is_to_come, was_done, words
from kamdocs.intake.headings import Pair
from kamdocs.intake.records.anew import Said, Titles
from kamdocs.intake.records.foot import Foot
from kamdocs.intake.records.harvest import Harvest
from kamdocs.intake.tables import Carried, Table
from kamdocs.intake.values import Stated, other_unit, stated_in, unit_above
from kamdocs.model import Fact, Finding, Note, Period, Unread, Value


@dataclass
class GivenAbove:
    """The values that apply to all rows of a table, such as the customer or the month, and the unit
    of their amounts.

    It begins with what ``table`` carries on from the table before it and with what stands above its
    own headings; ``take`` adds what a row in between says. ``foot`` reports each value once a
    record follows to which it applies. The unit goes into ``found.unit``.
    """

    table: Table
    found: Harvest
    titles: Titles
    foot: Foot
    values: dict[str, tuple[Value, Spot]] = field(init=False, default_factory=dict)
    """The values by field, each with the cell that says it."""
    notes: dict[str, Note] = field(init=False, default_factory=dict)
    """How the values were read, by field."""
    against: Stated | None = field(init=False, default=None)
    """The unit that a title between the rows states."""
    ahead: set[str] = field(init=False, default_factory=set)
    """The fields of which a title tells that they are still to come."""

    def __post_init__(self) -> None:
        self._take_unit()
        if carried := self.table.carried:
            columns = self.table.match.fields
            self.values = {k: v for k, v in carried.given.items() if k not in columns}
            self.notes = {k: v for k, v in carried.notes.items() if k in self.values}
        for pair in self.table.given:
            self.take(pair)
        if self.table.match.schema.to_come:
            self._look_ahead((self.table.row, 0), self.titles.grid.name)
            for number, row in titles_above(self.table.above):
                self.look_ahead(number, row)
        self.foot.used()

    def _take_unit(self) -> None:
        """Take the unit that the titles of the table state for all amounts; where they state none,
        the one that the table before it carried on."""
        offset, carried = self.table.match.first_column, self.table.carried
        names = self.table.match.schema.sheets
        above = titles_above(self.table.above)
        stated = any(True for number, row in above for _ in stated_in(number, row, offset, names))
        unit = carried.unit.unit if carried and carried.unit else ""
        open_now = any(other_unit(cell, unit) for _, row in above for cell in row)
        if carried and not stated and not open_now:
            self.found.unit, self.against = carried.unit, carried.against
            self.found.told_unit.update(carried.told)
            return
        self.found.unit = unit_above(above, offset, names, self.table.groups)
        self.against = self.found.unit if self.table.goes_on else None

    def take(self, pair: Pair) -> None:
        """Take a label and its value for every row from here on; a blank value changes nothing."""
        wanted = pair.label.field
        value = self.found.take(pair.raw, wanted, pair.label.unit, pair.spot, self.notes)
        if pair.titled:
            self.notes[wanted.name] = Note(pair.label.heading, ("title-month",))
        if value is not None:
            self.values[wanted.name] = value, pair.spot
            self._tell(pair, value)

    def look_ahead(self, number: int, row: Row) -> None:
        """What a row of titles tells of the rows below it: whether they are still to come. What
        stands right of a title, or is merged over some of the columns, is none of all rows."""
        if not self.table.match.schema.to_come:
            return
        for column, cell in islice(filled(row, self.table.match.first_column).items(), 1):
            if isinstance(cell, str) and not self._is_of_some_columns((number, column)):
                self._look_ahead((number, column), cell)

    def _is_of_some_columns(self, spot: Spot) -> bool:
        """Whether a cell is merged over the lesser part of the columns, and not over the first of a
        field: a group, and no title."""
        if spot[1] <= min(column.number for column in self.table.match.columns):
            return False
        most = len(self.table.match.headings) / 2
        return any(
            area.anchor == spot and area.right - area.left < most
            for area in self.titles.grid.beneath.merged
        )

    def _look_ahead(self, spot: Spot, title: str) -> None:
        """Where a title tells of plans, the rows below it are told as such (KD629), unless a column
        says what they are, or up to a title that tells of what was done."""
        schema = self.table.match.schema
        if was_done(title):
            for name in self.ahead:
                del self.values[name]
            self.ahead.clear()
        elif is_to_come(title):
            for name in schema.to_come.keys() - self.table.match.fields - self.ahead:
                wanted, value = schema.fields[name], schema.to_come[name]
                self.values[name] = value, spot
                self.ahead.add(name)
                facts: dict[str, Fact] = {"heading": words(title), "field": wanted.label}
                told = {**facts, "value": wanted.labels[value]}
                self.foot.announce(Finding("KD629", self.found.at(spot), told))

    def forget_another(self, said: Iterable[Pair], now: Iterable[Numbered]) -> None:
        """Where some labels name another customer than was named above, forget the name and code of
        that one, and what was said of it beside them, unless one of the rows ``now`` at hand gave
        it: its code and its grade are not those of the other."""
        roles, rows = self.table.match.schema.roles, {number for number, _ in now}
        whose = {roles.name, roles.code}
        if self.foot.differs(
            (pair for pair in said if pair.label.field.name in whose), self.values
        ):
            for name in self._said_of(whose):
                if self.values[name][1][0] not in rows:
                    del self.values[name]
                    self.notes.pop(name, None)

    def _said_of(self, whose: set[str]) -> list[str]:
        """The fields that say which customer it is, and those beside them that tell of it: neither
        of when, nor of who filled the sheet in."""
        schema = self.table.match.schema
        beside = {self.values[name][1][0] for name in whose & self.values.keys()}
        of_all = {*schema.once, schema.roles.month, schema.titled_year}
        return [
            name
            for name, (_, spot) in self.values.items()
            if name in whose or (spot[0] in beside and name not in of_all)
        ]

    def _tell(self, pair: Pair, value: Value) -> None:
        """Have it reported that a value counts for every row (KD130; KD135 for a month without a
        year, KD155 for one from the name of the file or sheet, KD419 for what another sheet
        says, KD616 for what stands below the rows).

        Nothing is reported here of a value that cannot be read, which is an error of every row, nor
        of months that stand across the table, which are reported once for all of them.
        """
        if isinstance(value, Unread) or pair.across:
            return
        facts: dict[str, Fact] = {"field": pair.label.field.label}
        if pair.yearless or pair.from_name:
            facts |= {"value": pair.label.heading, "month": value}
        code = "KD135" if pair.yearless else "KD155" if pair.from_name else "KD130"
        code = "KD616" if pair.under else code
        if pair.stands:
            code, facts = "KD419", {**facts, "name": value, "other": pair.stands}
        self.foot.wait(pair, Finding(code, self.found.at(pair.spot), facts))

    @property
    def month(self) -> Period | None:
        """The month that stands above the rows."""
        value, _ = self.values.get(self.table.match.schema.roles.month, (None, None))
        return value if isinstance(value, Period) else None

    def is_new(self, said: Said) -> bool:
        """Whether titles say another month or unit than holds for the rows above them."""
        month = said.month is not None and said.month.raw != str(self.month or "")
        here = self.found.unit.unit if self.found.unit else ""
        return month or (said.unit is not None and said.unit.unit != here)

    def carried(self, against: Stated | None, between: Iterable[Numbered]) -> Carried:
        """What goes on to apply to the table that begins below the titles ``between``.

        Left out are values that are signed below these rows and, where a title is that of another
        table, the customer that was named above. ``against`` is the unit that a title between the
        rows states.
        """
        carried, roles = self.table.carried, self.table.match.schema.roles
        values = {
            name: (value, spot)
            for name, (value, spot) in self.values.items()
            if spot[0] not in self.table.foot and name not in self.ahead
        }
        if self.titles.another(between):
            values = {k: v for k, v in values.items() if k not in (roles.name, roles.code)}
        titles = carried.titles if carried else self.table.above
        told = frozenset(self.found.told_unit)
        return Carried(values, self.notes, self.found.unit, told, against, titles)
