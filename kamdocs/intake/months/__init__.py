"""Months that stand across, or customers above their months, where a kind has a row for each."""

from kamdocs.intake.months.across import Across, Part, months_across
from kamdocs.intake.months.customers import customers_across
from kamdocs.intake.months.headings import without
from kamdocs.intake.months.month import first_month, months_in_row

__all__ = [
    "Across",
    "Part",
    "customers_across",
    "first_month",
    "months_across",
    "months_in_row",
    "without",
]
