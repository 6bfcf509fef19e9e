"""The sheets that kamdocs itself puts into copies; on the way back they are known and skipped."""

from collections.abc import Iterable

from kamdocs.intake.grid import Grid, words
from kamdocs.lazy import lazy
from kamdocs.model import Text
from kamdocs.sheets import FINDINGS_STAMP, STAMP_SHEET

RESULT = Text("校验结果", "Validation result")
CHANGES = Text("修改记录", "Changes made")
_TITLES = frozenset({RESULT.zh, RESULT.en, CHANGES.zh, CHANGES.en})
_OF_FILE = lazy(r"(?:文件：(.+?)　(?:检查日|日期)：|File: (.+?)   As of: )")
"""How the words below the title of such a sheet begin, with the name of a file."""


def is_ours(sheet: str, first_cells: Iterable[object]) -> bool:
    """Whether a sheet is one of ours: by its name, which may have a number behind it, and what
    stands in the first cells of its first column. People call sheets of their own 修改记录 as well,
    and write that above them."""
    title, about, *_ = *first_cells, "", ""
    titled = title in _TITLES and sheet.startswith(str(title))
    return titled and isinstance(about, str) and bool(copied_from(about))


def copied_from(about: str) -> str:
    """The file of which a copy was made, by the words below the title of our sheet in it; empty
    where they name none."""
    said = _OF_FILE.match(about)
    return (said[1] or said[2]) if said else ""


def sheets_of_findings(grids: Iterable[Grid]) -> frozenset[str]:
    """The sheets of a workbook of findings by its stamp; none where it is another workbook."""
    stamp = next((grid for grid in grids if grid.name == STAMP_SHEET), None)
    rows = (row for _, row in stamp.rows()) if stamp else ()
    said = [words(row[0]) for row in rows if row and row[0] is not None]
    return frozenset({STAMP_SHEET, *said[1:]}) if said[:1] == [FINDINGS_STAMP] else frozenset()
