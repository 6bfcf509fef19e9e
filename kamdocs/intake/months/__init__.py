"""Months or years that stand across, or customers above their months, where a kind has a row for
each."""

from kamdocs.intake.months.across import Across, Part, months_across
from kamdocs.intake.months.customers import customers_across
from kamdocs.intake.months.headings import without
from kamdocs.intake.months.items import Items
from kamdocs.intake.months.years import years_across

__all__ = [
    "Across",
    "Items",
    "Part",
    "customers_across",
    "months_across",
    "without",
    "years_across",
]
