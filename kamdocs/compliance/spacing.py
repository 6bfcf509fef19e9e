"""Days that have to lie so far apart: 两次之间至少隔4个月. How far is told as in a pack, in
``days`` or ``months``."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from kamdocs.model import months_after

APART: dict[str, Any] = {
    "type": "dict",
    "minlength": 1,
    "schema": {
        "days": {"type": "integer", "min": 1, "max": 366, "excludes": "months"},
        "months": {"type": "integer", "min": 1, "max": 12, "excludes": "days"},
    },
    "excludes": ["distinct", "distinct_by", "covers"],
}


def from_then_on(day: date, apart: Mapping[str, int]) -> date:
    """The first day that lies far enough behind another."""
    if "months" in apart:
        return months_after(day, apart["months"])
    return day + timedelta(apart["days"])


def spaced(days: Iterable[date], apart: Mapping[str, int]) -> list[date]:
    """The days that count, the first first: as many as can lie so far apart."""
    found: list[date] = []
    for day in sorted(days):
        if not found or from_then_on(found[-1], apart) <= day:
            found.append(day)
    return found


def slots(
    days: Iterable[date], taken: Iterable[date], many: int, apart: Mapping[str, int]
) -> list[frozenset[date]]:
    """For so ``many`` further days, or as many as there is room for, the days from which each may
    be chosen: whichever they are, they lie far enough apart and from those that are ``taken``."""
    used = sorted(taken)
    free = [
        day
        for day in sorted(days)
        if all(from_then_on(min(day, one), apart) <= max(day, one) for one in used)
    ]
    begins = spaced(free, apart)[:many]
    return [
        frozenset(
            day
            for day in free
            if begin <= day and (end == date.max or from_then_on(day, apart) <= end)
        )
        for begin, end in zip_longest(begins, begins[1:], fillvalue=date.max)
    ]
