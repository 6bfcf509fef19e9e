"""By what a workbook of kamdocs is known again: a hidden sheet, and the words in its first cell."""

STAMP_SHEET = "kamdocs"
"""What the sheet with the stamp is called."""
FINDINGS_STAMP = "kamdocs-findings/1"
"""What stands first in a workbook of findings; the names of its sheets stand below."""
