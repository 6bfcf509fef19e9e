"""On which day each visit is: the days of a person are spread over the weeks.

Visits are given their day by the end of their time, the most pressing first. A visit takes, of the
working days on which it serves, one on which nobody who goes has another visit (where there is
such a day), in the week in which they have the fewest; then the day with the fewest visits of
anybody; then the earliest, so that there is time left when something comes between.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kamdocs.compliance.planning.joining import Draft
from kamdocs.compliance.planning.needs import Need
from kamdocs.model import key_of


class Diary:
    """Who goes on which day."""

    def __init__(self) -> None:
        self._days: Counter[tuple[str, date]] = Counter()
        self._weeks: Counter[tuple[str, date]] = Counter()
        self._all: Counter[date] = Counter()

    def enter(self, people: Iterable[str], day: date) -> None:
        """A visit on a day."""
        self._all[day] += 1
        for person in people:
            self._days[person, day] += 1
            self._weeks[person, monday(day)] += 1

    def best(self, people: Sequence[str], days: Iterable[date]) -> date:
        """The day of some on which people are the least busy."""
        return min(days, key=lambda day: self._busy(people, day))

    def _busy(self, people: Sequence[str], day: date) -> tuple[int, int, int, date]:
        """How busy people are on a day, in its week, and everybody on that day."""
        return (
            sum(self._days[person, day] for person in people),
            sum(self._weeks[person, monday(day)] for person in people),
            self._all[day],
            day,
        )


def given_days(drafts: Iterable[Draft], diary: Diary) -> list[tuple[Draft, date]]:
    """Every draft with its day, in the order of days."""
    found: list[tuple[Draft, date]] = []
    counted: dict[Need, set[date]] = {}
    for draft in sorted(drafts, key=_pressing):
        needs = {unit.need for unit in draft.units if not unit.value}
        # A second visit on a day on which there is one would not count for the same need.
        taken = {day for need in needs for day in (*need.taken, *counted.get(need, ()))}
        day = diary.best(draft.people, draft.days - taken or draft.days)
        diary.enter(draft.people, day)
        for need in needs:
            counted.setdefault(need, set()).add(day)
        found.append((draft, day))
    return sorted(found, key=lambda one: (one[1], key_of(one[0].units[0].need.customer)))


def _pressing(draft: Draft) -> tuple[date, int, int, str]:
    first = draft.units[0]
    return max(draft.days), len(draft.days), first.need.period.days, first.id


def monday(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())
