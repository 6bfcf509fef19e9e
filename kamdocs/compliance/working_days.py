"""Working days in China: weekdays without the holidays, and the Saturdays and Sundays made up."""

from datetime import date
from functools import cache

from kamdocs.model import DAY

_FRIDAY = 4
_EVERY_YEAR = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""元旦, 劳动节 and 国庆节: holidays of a fixed date (全国年节及纪念日放假办法, 2024, 第二条)."""


def nth_working_day(after: date, count: int) -> tuple[date, bool]:
    """The ``count``-th working day after a day, and whether that is provisional.

    It is provisional if it depends on a year whose calendar is not published: there weekdays are
    counted, without the holidays of a fixed date.
    """
    day, provisional = after, False
    while count:
        day += DAY
        works, published = _works(day)
        provisional = provisional or not published
        count -= works
    return day, provisional


@cache
def _works(day: date) -> tuple[bool, bool]:
    """Whether people work on a day, and whether its calendar is published."""
    import chinese_calendar

    try:
        return chinese_calendar.is_workday(day), True
    except NotImplementedError:  # how the library says that a year is beyond it
        return day.weekday() <= _FRIDAY and (day.month, day.day) not in _EVERY_YEAR, False


@cache
def working_days(first: date, last: date) -> tuple[tuple[date, ...], bool]:
    """The working days from one day to another, both inclusive, and whether they are provisional,
    as with ``nth_working_day``."""
    days = [first + DAY * number for number in range((last - first).days + 1)]
    known = [(day, *_works(day)) for day in days]
    return tuple(day for day, works, _ in known if works), not all(told for _, _, told in known)


def published(year: int) -> bool:
    """Whether the working days of a year are known."""
    return _works(date(year, 1, 1))[1]
