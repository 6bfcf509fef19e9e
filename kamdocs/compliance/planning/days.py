"""On which day each visit is proposed: the visits of a person are spread over the weeks.

Visits get their day in the order in which their time ends, the most pressing first. Of the working
days on which a visit serves it takes the one on which those who go have the fewest other visits; of
equal days the one in the week with the fewest of theirs, then the one with the fewest visits of
anybody, then the earliest, which leaves time if something comes between.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kamdocs.compliance.planning.joining import Draft
from kamdocs.compliance.planning.needs import Need
from kamdocs.model import key_of


class Diary:
    """Counts how many visits each person has on each day and in each week."""

    def __init__(self) -> None:
        self._days: Counter[tuple[str, date]] = Counter()
        self._weeks: Counter[tuple[str, date]] = Counter()
        self._all: Counter[date] = Counter()

    def enter(self, people: Iterable[str], day: date) -> None:
        """Enter a visit that ``people`` make on a day."""
        self._all[day] += 1
        for person in people:
            self._days[person, day] += 1
            self._weeks[person, monday(day)] += 1

    def best(self, people: Sequence[str], days: Iterable[date]) -> date:
        """The day, of those given, on which ``people`` are the least busy."""
        return min(days, key=lambda day: self._busy(people, day))

    def _busy(self, people: Sequence[str], day: date) -> tuple[int, int, int, date]:
        """What days are compared by: the visits of ``people`` on that day and in its week, the
        visits of everybody on that day, and the day."""
        return (
            sum(self._days[person, day] for person in people),
            sum(self._weeks[person, monday(day)] for person in people),
            self._all[day],
            day,
        )


def given_days(drafts: Iterable[Draft], diary: Diary) -> list[tuple[Draft, date]]:
    """Every draft with the day it gets, in the order of days; they are entered in the ``diary``."""
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
    """What drafts are sorted by: the last day, how many days there are, the length of the
    period."""
    first = draft.units[0]
    return max(draft.days), len(draft.days), first.need.period.days, first.id


def monday(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())
