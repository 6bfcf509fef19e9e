"""Where a printed form is signed: what it leaves to be written by hand, and the day beside it."""

from datetime import date

from kamdocs.intake.grid import plain
from kamdocs.intake.values import read_day
from kamdocs.lazy import lazy

_LONGEST = 40
_UNFILLED = lazy(
    r"[_\s]+|[_\s]*年[_\s]*月(?:[_\s]*[日号])?[_\s]*"
    r"|[(\[]?请?(?:签\s*[字名章](?:盖章)?|盖\s*章|公\s*章)(?:处|栏)?[)\]]?\s*:?"
)
"""Nothing but a line to write on, 年 月 日 with room between, or that here is to be signed."""
_DAY = lazy(r"(?:签\s*[字名章])?(?:日\s*期|时\s*间)\s*(?::.*|\Z)")

_SIGNS = lazy(r"(?:审[核批查定]|[批核]准)(?!状态|[单编文]?号)|会签|签[字名章]|盖章|意见\s*:?\Z")


def unfilled(cell: object) -> bool:
    """Whether a cell holds only what a form prints for who fills it in by hand: ____, （签字）."""
    return _short(cell) and bool(_UNFILLED.fullmatch(plain(str(cell))))


def labels_a_day(cell: object) -> bool:
    """Whether a cell is the label of the day of a signature, alone or with that day behind it."""
    return _short(cell) and bool(_DAY.match(plain(str(cell))))


def signs(cell: object) -> bool:
    """Whether a cell is words for who signs, or for what is said then: 部长审核, 领导意见."""
    return _short(cell) and bool(_SIGNS.search(plain(str(cell))))


def is_day(cell: object) -> bool:
    """Whether a cell holds a day and nothing else."""
    return isinstance(read_day(plain(cell) if isinstance(cell, str) else cell), date)


def _short(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST
