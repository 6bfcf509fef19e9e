"""Days on which a system made its entries: 创建时间 stands in for the day of the report, but not
where it lies before the event itself, as with visits that were planned or jobs that were ordered
first. What applies from a day on, as a deputy or a waiver does, may be entered before."""

from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field

from kamdocs.intake.grid import Spot
from kamdocs.intake.headings import HeadingIndex
from kamdocs.intake.records.harvest import Harvest
from kamdocs.intake.tables import Table
from kamdocs.model import Column, Finding, Note, Value, day_in


@dataclass
class Entered:
    """Leaves out such days, and counts in how many rows, by column."""

    table: Table
    index: HeadingIndex
    early: Counter[int] = field(default_factory=Counter)
    _columns: Mapping[int, str] = field(init=False)
    """The headings of the columns that stand in, by number."""

    def __post_init__(self) -> None:
        match, roles = self.table.match, self.index.schema.roles
        self._recorded, self._day = roles.recorded, roles.day
        self._columns = {
            one.number: one.heading
            for one in (*match.columns, *match.fills)
            if self.index.schema.recorded_last
            and one.field.name == roles.recorded
            and self.index.look_up(one.heading).name in self.index.stand_ins
        }
        own = [one.number for one in match.columns if one.field.name == roles.recorded]
        self._own = own[0] if own and own[0] in self._columns else 0

    def rows(self, values: Mapping[str, Column]) -> Iterator[int]:
        """The positions of the rows in which the day lies before the event."""
        if self._own and self._day in values:
            pairs = zip(values[self._recorded], values[self._day], strict=True)
            yield from (at for at, (entry, day) in enumerate(pairs) if _is_before(entry, day))

    def leave_out(
        self,
        values: MutableMapping[str, Value],
        filled: MutableMapping[str, Spot],
        notes: MutableMapping[str, Note],
    ) -> None:
        """Take the day out of the values of a row where it lies before the event; ``filled`` has
        the cells of further columns that served a field."""
        _, column = filled.get(self._recorded, (0, self._own))
        if column in self._columns and _is_before(
            values.get(self._recorded), values.get(self._day)
        ):
            self.early[column] += 1
            for told in (values, filled, notes):
                told.pop(self._recorded, None)

    def tell(self, found: Harvest) -> None:
        """Report in how many rows a column was left out."""
        for column, count in sorted(self.early.items()):
            fields = self.index.schema.fields
            facts = {
                "heading": self._columns[column],
                "field": fields[self._recorded].label,
                "after": fields[self._day].label,
                "count": count,
            }
            found.findings.append(Finding("KD417", found.at(self.table.heading(column)), facts))


def _is_before(entry: object, day: object) -> bool:
    first, then = day_in(entry), day_in(day)
    return first is not None and then is not None and first < then
