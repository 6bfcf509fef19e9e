"""The records of a kind about one customer, as they look to all rules."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from kamdocs.compliance.glance.looks import Look
from kamdocs.model import Record


class Pile:
    """The records of a kind about one customer, by day, each with its look (None for a record that
    is not plain: it has to be weighed).

    ``days`` are their days, ``date.max`` for a record without one. ``lag`` is the longest time from
    the day of a plain record to when it was recorded.
    """

    __slots__ = ("_cuts", "days", "lag", "looks", "records")

    def __init__(
        self, records: Sequence[Record], looks: Sequence[Look | None], lag: timedelta
    ) -> None:
        self.records = records
        self.looks = looks
        self.lag = lag
        self.days = [record.day or date.max for record in records]
        self._cuts: dict[tuple[date, ...], tuple[int, ...]] = {}

    def cuts(self, days: tuple[date, ...]) -> tuple[int, ...]:
        """For each day the position of the first record on or after it."""
        known = self._cuts.get(days)
        if known is None:
            known = self._cuts[days] = tuple(bisect_left(self.days, day) for day in days)
        return known
