"""Days that have to lie so far apart: 两次之间至少隔4个月. How far is told as in a pack, in
``days`` or ``months``."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest
from typing import Any

from kamdocs.compliance.lapses import after, time_terms

APART: dict[str, Any] = {
    **time_terms(1, 366, 12),
    "excludes": ["distinct", "distinct_by", "covers"],
}


def spaced(days: Iterable[date], apart: Mapping[str, int]) -> list[date]:
    """The days that count, the first first: as many as can lie so far apart."""
    found: list[date] = []
    for day in sorted(days):
        if not found or after(found[-1], apart) <= day:
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
        if all(after(min(day, one), apart) <= max(day, one) for one in used)
    ]
    begins = spaced(free, apart)[:many]
    return [
        frozenset(
            day for day in free if begin <= day and (end == date.max or after(day, apart) <= end)
        )
        for begin, end in zip_longest(begins, begins[1:], fillvalue=date.max)
    ]
