"""The records of a kind about one customer, as they look to all rules."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kamdocs.compliance.looks import Look
from kamdocs.model import Record


class Pile:
    """The records of a kind about one customer, by day, each with its look; None where it is not
    plain.

    ``lag`` is how long after its day a plain one was recorded, at most. ``columns`` has what stands
    in some cells of the plain ones, by field.
    """

    __slots__ = ("_cuts", "_days", "columns", "lag", "looks", "records")

    def __init__(
        self,
        records: Sequence[Record],
        looks: Sequence[Look | None],
        lag: timedelta,
        columns: Mapping[str, Sequence[object]],
    ) -> None:
        self.records = records
        self.looks = looks
        self.lag = lag
        self.columns = columns
        self._days = [record.day or date.max for record in records]
        self._cuts: dict[tuple[date, ...], tuple[int, ...]] = {}

    def column(self, name: str) -> Sequence[object]:
        """What stands in the cells of a field of the plain ones; of others it may be anything."""
        known = self.columns.get(name)
        return [one.values.get(name) for one in self.records] if known is None else known

    def cuts(self, days: tuple[date, ...]) -> tuple[int, ...]:
        """For each of some days the number of the first record that is not before it. What has no
        day comes last."""
        known = self._cuts.get(days)
        if known is None:
            known = self._cuts[days] = tuple(bisect_left(self._days, day) for day in days)
        return known
