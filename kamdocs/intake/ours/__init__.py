"""What kamdocs itself puts into workbooks, known again when they come back."""

from kamdocs.intake.ours.sheets import CHANGES, RESULT, copied_from, is_ours, sheets_of_findings
from kamdocs.intake.ours.stamps import (
    Judgement,
    Stamp,
    added,
    as_made,
    concerning,
    judge,
    old_headings,
    read_stamp,
)

__all__ = [
    "CHANGES",
    "RESULT",
    "Judgement",
    "Stamp",
    "added",
    "as_made",
    "concerning",
    "copied_from",
    "is_ours",
    "judge",
    "old_headings",
    "read_stamp",
    "sheets_of_findings",
]
