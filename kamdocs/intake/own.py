"""The sheets that kamdocs itself puts into copies; on the way back they are known and skipped."""

from kamdocs.model import Text

RESULT = Text("校验结果", "Validation result")
CHANGES = Text("修改记录", "Changes made")

_OURS = frozenset({RESULT.zh, RESULT.en, CHANGES.zh, CHANGES.en})


def is_ours(sheet: str, first_cell: object) -> bool:
    """Whether a sheet is one of ours, by its name and the words in its first cell."""
    return sheet in _OURS and first_cell == sheet
