"""How the rows of one customer in the archive follow each other in time.

A customer's tier changes, or dealings end and begin anew, or somebody else takes it over: each
time a row is added, and the former stays for the days before.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kamdocs.model.record import Record


class Turn(NamedTuple):
    """A row of the archive and the first day on which it holds; date.min where none is written."""

    since: date
    record: Record


class Succession(NamedTuple):
    """The fields of the archive that tell from when on a row holds.

    ``tier_since`` and ``since`` say when the tier and the dealings began, ``manager`` names who
    looks after the customer, and ``appointed`` the day on which that person was appointed.
    """

    tier_since: str = ""
    since: str = ""
    manager: str = ""
    appointed: str = ""

    def begin(self, row: Record) -> date:
        """The latest day of the tier and the dealings of a row that is filled in and sound."""
        return max(self.tier_begun(row), _day(row, self.since) or date.min)

    def tier_begun(self, row: Record) -> date:
        """The day on which a row's tier began, maybe before the dealings; date.min where blank."""
        return _day(row, self.tier_since) or date.min

    def handed_over(self, row: Record) -> date:
        """The day on which a row's account manager was appointed; date.min where it is blank."""
        return _day(row, self.appointed) or date.min

    def order(self, row: Record) -> tuple[date, date, date]:
        """By what the rows of one customer are put in turn."""
        return self.begin(row), self.tier_begun(row), self.handed_over(row)

    def in_turn(self, rows: Iterable[Record]) -> list[Turn]:
        """The rows of one customer in the order of their first days.

        Of rows that begin on one day the first to be appointed holds from that day, another from
        its appointment on; a tier that was another by then never counted. Of rows that hold from
        the same day the one that was given first counts.
        """
        rows = sorted(rows, key=self.order)
        if len(rows) == 1:
            return [Turn(self.begin(rows[0]), rows[0])]
        first: dict[date, Record] = {}
        begun: set[date] = set()
        latest = {self.begin(row): self.tier_begun(row) for row in rows}
        for row in rows:
            begin, tier_begun, handed_over = self.order(row)
            if date.min < tier_begun < latest[begin]:
                continue
            day = max(begin, handed_over) if begin in begun else begin
            begun.add(begin)
            first.setdefault(day, row)
        return [Turn(day, first[day]) for day in sorted(first)]


def _day(row: Record, name: str) -> date | None:
    day = row.get(name) if name and name not in row.faulty else None
    return day if isinstance(day, date) else None
