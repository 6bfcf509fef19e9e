"""What a visit plan says beside its rows (clause 三.3① of its policy)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kamdocs.forms.printing import JOINT, day_name, period_name
from kamdocs.forms.source import Source
from kamdocs.model import Period, Record, day_in, people_in
from kamdocs.packaging import cleaned
from kamdocs.words.planning import WEEKDAYS


def period_of(rows: Sequence[Record], span: Period | None) -> Period | None:
    """The period of a plan: ``span``, else the latest quarter with rows; None without any rows in
    it."""
    days = [row.day for row in rows if row.day and (span is None or row.day in span)]
    if not days:
        return None
    return span or Period.holding(max(days), "quarter")


def weekday(row: Record) -> str:
    """The weekday of a planned visit, such as 周三; empty where its day is not told."""
    return WEEKDAYS[row.told_day.weekday()].zh if row.told_day else ""


def heading_of(rows: Sequence[Source], customers: Iterable[Record], manager: str, period: Period,
               ) -> dict[str, str]:  # fmt: skip
    """The places of ``PLAN``: the period, the account managers of the customers, the number of
    visits, who goes how often, who drew up the plan and when."""
    managers = (customer.text(manager) for customer in customers)
    drawn_up = [day for row in rows if (day := day_in(row["planned_on"].value))]
    planners = (row["planned_by"].text for row in rows)
    return {
        "name": period_name(period),
        "number": str(period),
        "managers": JOINT.join(dict.fromkeys(cleaned(one)[0] for one in managers if one)),
        "count": str(len(rows)),
        "load": _load(rows),
        "drawn_on": day_name(max(drawn_up)) if drawn_up else "",
        "planners": JOINT.join(dict.fromkeys(one for one in planners if one)),
    }


def _load(rows: Iterable[Source]) -> str:
    """How often each person goes, most first: 沈知行 6次、程雨桐 3次."""
    named = (people_in(line) for row in rows for line in row.lines("visitors"))
    times = Counter(person for people in named for person in sorted(people))
    told = sorted(times.items(), key=lambda one: (-one[1], one[0]))
    return JOINT.join(f"{person} {count}次" for person, count in told)
