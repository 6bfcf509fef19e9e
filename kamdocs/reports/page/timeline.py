"""Visits over time: the position of each dot on a line from the first to the last day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kamdocs.model import Period
from kamdocs.reports.around import Customer, Visit

WIDTH = 1000
"""The length of the line in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A visit and how far along the line it stands."""

    along: float
    visit: Visit


@dataclass(frozen=True, slots=True)
class Line:
    """A customer's visits within the period."""

    key: str
    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A line for each customer, and where each month begins."""

    months: tuple[tuple[float, date], ...]
    lines: tuple[Line, ...]


def timeline(customers: Sequence[Customer], span: Period) -> Timeline:
    """The visits of a period as dots; customers without any have an empty line."""
    lines = tuple(
        Line(
            one.key,
            one.name,
            tuple(Dot(_along(visit.day, span), visit) for visit in one.visits if visit.day in span),
        )
        for one in customers
    )
    months = (max(part.start, span.start) for part in span.split("month"))
    return Timeline(tuple((_along(day, span), day) for day in months), lines)


def _along(day: date, span: Period) -> float:
    return round(WIDTH * (day - span.start).days / span.days, 1)
