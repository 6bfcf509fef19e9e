"""Months that stand across, where a kind has a row for each."""

from kamdocs.intake.months.across import Across, Part, months_across
from kamdocs.intake.months.headings import without
from kamdocs.intake.months.month import first_month, months_in_row

__all__ = ["Across", "Part", "first_month", "months_across", "months_in_row", "without"]
