"""The tiers of customers by their figures, for rooms that must not import policies."""

from collections.abc import Callable
from datetime import date

from kamdocs.model.record import Record

Classes = Callable[[Record, date], tuple[str, ...]]
"""A function that gives, for a row of the archive and a day, the tiers that the customer may have
by its figures, best first, each as the archive writes it. The customer is certain to have one of
them; none are given where that is not certain."""


def no_classes(customer: Record, day: date) -> tuple[str, ...]:
    """The ``Classes`` where no policy decides tiers by figures."""
    return ()
