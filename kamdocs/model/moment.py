"""A day with the time of day, if that was written down."""

import datetime
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and, where it is known, the time of day, both as the clocks of China show them.

    Moments have no order: of two on one day, one of them without a time, nobody knows which is
    earlier.
    """

    day: datetime.date
    time: datetime.time | None = None

    @classmethod
    def of(cls, value: "datetime.date | Moment") -> "Moment":
        """The same as a moment: a bare day is one without a time."""
        return value if isinstance(value, cls) else cls(value)  # type: ignore[arg-type]

    def before(self, other: "Moment") -> bool | None:
        """Whether it lies before another; None where nobody can tell."""
        if self.day != other.day:
            return self.day < other.day
        if self.time is None or other.time is None:
            return None
        return self.time < other.time

    def __str__(self) -> str:
        if self.time is None:
            return f"{self.day:%Y-%m-%d}"
        seconds = "seconds" if self.time.second else "minutes"
        return f"{self.day:%Y-%m-%d} {self.time.isoformat(seconds)}"


def moment_in(value: Any) -> Moment | None:
    """A day or a moment as a moment; None for anything else."""
    if isinstance(value, Moment):
        return value
    return Moment(value) if isinstance(value, datetime.date) else None


def day_in(value: Any) -> datetime.date | None:
    """The day that a value is or lies on; None where it is no day and no moment."""
    if isinstance(value, Moment):
        return value.day
    return value if isinstance(value, datetime.date) else None
