"""The sheets that kamdocs itself puts into copies; on the way back they are known and skipped."""

from collections.abc import Iterable

from kamdocs.intake.grid import Grid, words
from kamdocs.model import SheetReading, Text
from kamdocs.sheets import FINDINGS_STAMP, STAMP_SHEET

RESULT = Text("校验结果", "Validation result")
CHANGES = Text("修改记录", "Changes made")

_OURS = frozenset({RESULT.zh, RESULT.en, CHANGES.zh, CHANGES.en})


def is_ours(sheet: str, first_cell: object) -> bool:
    """Whether a sheet is one of ours, by its name and the words in its first cell."""
    return sheet in _OURS and first_cell == sheet


def is_sent_back(sheet: SheetReading) -> bool:
    """Whether a sheet is one that ``is_ours`` knew, so that its file is a copy made by kamdocs."""
    return sheet.sheet in _OURS and "ours" in sheet.noted


def sheets_of_findings(grids: Iterable[Grid]) -> frozenset[str]:
    """The sheets of a workbook of findings by its stamp; none where it is another workbook."""
    stamp = next((grid for grid in grids if grid.name == STAMP_SHEET), None)
    rows = (row for _, row in stamp.rows()) if stamp else ()
    said = [words(row[0]) for row in rows if row and row[0] is not None]
    return frozenset({STAMP_SHEET, *said[1:]}) if said[:1] == [FINDINGS_STAMP] else frozenset()
