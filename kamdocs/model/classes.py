"""Of which classes customers are by their figures, asked by those who know no policy."""

from collections.abc import Callable
from datetime import date

from kamdocs.model.record import Record

Classes = Callable[[Record, date], tuple[str, ...]]
"""Gives for a row of the archive and a day the classes of which the customer is one for certain, as
the archive would declare them, best first: it is of the last unless it is of one before."""


def no_classes(customer: Record, day: date) -> tuple[str, ...]:
    """No policy tells of any."""
    return ()
