"""A sheet as rows of raw cells with their true places; what stands in a cell, as words; and rows
that are no records, whatever the sheet is about."""

from kamdocs.intake.grid.cells import (
    LONGEST_TEXT,
    How,
    Shown,
    blank,
    cleaned,
    is_error,
    is_running,
    not_blank,
    plain,
    several,
    shown,
    visible,
    words,
)
from kamdocs.intake.grid.footers import (
    begins_a_record,
    called_after,
    is_firm,
    is_keys,
    is_total,
    why_no_record,
)
from kamdocs.intake.grid.grid import (
    Area,
    Beneath,
    Grid,
    Numbered,
    Row,
    Spot,
    as_excel,
    error,
    no_result,
)
from kamdocs.intake.grid.head import LOOKED_AT, head_of
from kamdocs.intake.grid.merging import Merging

__all__ = [
    "LONGEST_TEXT",
    "LOOKED_AT",
    "Area",
    "Beneath",
    "Grid",
    "How",
    "Merging",
    "Numbered",
    "Row",
    "Shown",
    "Spot",
    "as_excel",
    "begins_a_record",
    "blank",
    "called_after",
    "cleaned",
    "error",
    "head_of",
    "is_error",
    "is_firm",
    "is_keys",
    "is_running",
    "is_total",
    "no_result",
    "not_blank",
    "plain",
    "several",
    "shown",
    "visible",
    "why_no_record",
    "words",
]
