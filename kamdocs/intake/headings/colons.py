"""Labels that are told by the colon behind them: 客户名称：苏州迅捷."""

from kamdocs.intake.grid import UNSEEN, trimmed
from kamdocs.intake.headings.signing import unfilled
from kamdocs.lazy import lazy

TOKEN = lazy(rf"(?:\A[\s{UNSEEN}]*|(?<=\s))(?!\d+[:：])([^\s:：{UNSEEN}]{{1,16}})[:：]\s*")
"""A label within a cell: at its beginning or behind a blank. 9:30 is none."""


def ends_like_a_label(cell: object) -> bool:
    """Whether a cell ends with a colon, and so is a label wherever it stands."""
    return isinstance(cell, str) and trimmed(cell)[-1:] in (":", "：")


def has_its_value(cell: object) -> bool:
    """Whether a cell holds a label with its value behind a colon, whatever the label."""
    token = TOKEN.match(trimmed(cell)) if isinstance(cell, str) else None
    return token is not None and token.end() < len(token.string)


def without_room(cell: str) -> str:
    """A label without the room behind its colon in which nobody wrote: 批准人：____."""
    token = TOKEN.match(cell)
    return token[1] if token and unfilled(cell[token.end() :]) else cell
