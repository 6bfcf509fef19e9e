"""Words that stand in a cell instead of a value."""

from functools import lru_cache

from kamdocs.intake.grid import plain
from kamdocs.lazy import lazy
from kamdocs.model import MASK

_BLANKS = (
    "/", "-", "--", "—", "——", "待补", "n/a", "na", "暂缺", "待定", "未定", "不详", "未知",
    "请选择", "请填写", "请输入", "点击选择", "未填写", "(跳过)", "(空)", "[]",
)  # fmt: skip
_OF_PROGRAMS = frozenset({"nan", "NaN", "NaT", "null", "NULL", "<NA>"})
"""What programs write for nothing, spelled so; Nan and Nat are people."""
_NONE = ("无", "没有", "暂无", "none")
_SAME = ("同上", "同前", "同左", "〃", '"', "”", "“", "″", "''", "ditto")
_INSTEAD: dict[str, str] = {
    "": "blank",
    **dict.fromkeys(_BLANKS, "blank"),
    **dict.fromkeys(_NONE, "none"),
    **dict.fromkeys(map(plain, _SAME), "same"),
    plain(MASK): "hidden",
}
"""By the words of a cell, what they stand for."""
STAND_INS = frozenset(_INSTEAD) | _OF_PROGRAMS
LONGEST_STAND_IN = max(map(len, STAND_INS))
ELSEWHERE = lazy(r"[详请另]?见|[请可]?参[见照看考阅]|[详另]附|附[件表后]|同(?![意事行学])")
"""Words that send the reader elsewhere: 见附件, 详见合同, 同去年."""


def stands_for(raw: str) -> str:
    """What a text stands for instead of a value: ``blank``, ``none``, ``same``, ``hidden``; empty
    for a value, as anything longer than those words is."""
    if len(raw) > LONGEST_STAND_IN and raw.isprintable() and len(raw.strip()) > LONGEST_STAND_IN:
        return ""
    return _instead_of(raw)


@lru_cache(maxsize=4096)
def _instead_of(short: str) -> str:
    """The same for a short text, of which a column mostly holds a few again and again."""
    said = plain(short)
    return "blank" if said in _OF_PROGRAMS else _INSTEAD.get(said.casefold(), "")
