"""The marks by which kamdocs recognises its own workbooks: a hidden sheet, and the words in its
first cell."""

STAMP_SHEET = "kamdocs"
"""The name of the sheet with the stamp."""
FINDINGS_STAMP = "kamdocs-findings/1"
"""The stamp of a workbook of findings; the names of its sheets stand in the cells below."""
