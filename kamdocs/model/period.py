"""Calendar months, quarters, halves and years, half-open: ``[start, end)``."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Each = Literal["month", "quarter", "half-year", "year"]
MONTHS: dict[Each, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}

DAY = timedelta(days=1)
_SPELLINGS: tuple[tuple[Each, re.Pattern[str]], ...] = (
    ("month", re.compile(r"(\d{4})-(\d{2})\Z")),
    ("quarter", re.compile(r"(\d{4})Q([1-4])\Z")),
    ("half-year", re.compile(r"(\d{4})H([12])\Z")),
    ("year", re.compile(r"(\d{4})()\Z")),
)


def months_after(anchor: date, months: int, day: int | None = None) -> date:
    """The day ``months`` after ``anchor``, clamped to the month's end.

    ``day`` puts another day of that month in place of the anchor's own. Always count from the
    anchor: chaining would lose days (31 January, 28 February, 28 March).
    """
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(day or anchor.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One calendar period, the days from ``start`` up to but not including ``end``."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period must last: {self.start} to {self.end}")

    @classmethod
    def holding(cls, day: date, each: Each) -> "Period":
        """The month, quarter, half or year that ``day`` lies in."""
        size = MONTHS[each]
        start = date(day.year, (day.month - 1) // size * size + 1, 1)
        return cls(start, months_after(start, size))

    @classmethod
    def parse(cls, spelling: str) -> "Period":
        """``2026-09``, ``2026Q3``, ``2026H2`` or ``2026``; ValueError for anything else."""
        for each, pattern in _SPELLINGS:
            found = pattern.match(spelling)
            if found:
                year, number = int(found[1]), int(found[2] or 1)
                return cls.holding(date(year, (number - 1) * MONTHS[each] + 1, 1), each)
        raise ValueError(f"not a month, quarter, half-year or year: {spelling!r}")

    @classmethod
    def spelled(cls, spelling: str) -> "Period":
        """What ``str`` gives of a period, one of the calendar or ``2026-04-01..2026-09-30``;
        ValueError for anything else."""
        first, dots, last = spelling.partition("..")
        if not dots:
            return cls.parse(spelling)
        return cls(date.fromisoformat(first), date.fromisoformat(last) + DAY)

    @property
    def each(self) -> Each | None:
        """Which kind of calendar period this is, or None for any other stretch of days."""
        for each in MONTHS:
            if self == Period.holding(self.start, each):
                return each
        return None

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day that belongs to the period."""
        return self.end - DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlap(self, start: date | None, last: date | None) -> int:
        """How many days of the period lie from ``start`` to ``last``, both inclusive."""
        first = max(self.start, start) if start else self.start
        final = min(self.last, last) if last else self.last
        return max(0, (final - first).days + 1)

    def split(self, each: Each) -> Iterator["Period"]:
        """Every calendar period of that kind that shares a day with this one, in order."""
        part = Period.holding(self.start, each)
        while part.start < self.end:
            yield part
            part = Period.holding(part.end, each)

    def __str__(self) -> str:
        match self.each:
            case "month":
                return f"{self.start:%Y-%m}"
            case "quarter":
                return f"{self.start.year:04d}Q{(self.start.month + 2) // 3}"
            case "half-year":
                return f"{self.start.year:04d}H{1 if self.start.month == 1 else 2}"
            case "year":
                return f"{self.start.year:04d}"
        return f"{self.start}..{self.last}"
