"""Numbers as Excel shows them, where that is more than the number: percents, leading zeros."""

import re
from decimal import Decimal

PERCENT_BUILT_IN = {9: "0%", 10: "0.00%"}
"""The number formats of percents that no workbook spells out (ECMA-376, 18.8.30)."""

_PERCENT = re.compile(r"[#,]*0(?:\.(0+))?%")
_PADDED = re.compile(r"((?:\"[^\"]*\"|\\.|[A-Za-z_-](?![a-z]))*)(0{2,})((?:\"[^\"]*\"|\\.)*)")
_QUOTING = re.compile(r"\"([^\"]*)\"|\\(.)")


def telling(code: str) -> bool:
    """Whether a number format makes more of a number than its digits."""
    first = code.split(";")[0]
    return bool(_PERCENT.fullmatch(first) or (_padded(first) and len(first) > 1))


def as_shown(number: float, code: str) -> str | None:
    """A number as its format shows it: 0.03 in ``0%`` is 3%, 2200 in ``000000`` is 002200.

    None where the format shows no more than the digits. A percent keeps all the places that the
    number has, however few of them are shown.
    """
    first = code.split(";")[0]
    if _PERCENT.fullmatch(first):
        percent = Decimal(repr(round(number * 100, 10))).normalize()
        return f"{percent:f}%"
    padded = _padded(first)
    if padded and number >= 0 and number == int(number):
        before, zeros, after = (padded[1], padded[2], padded[3])
        return f"{_spelled(before)}{int(number):0{len(zeros)}d}{_spelled(after)}"
    return None


def _padded(first: str) -> re.Match[str] | None:
    return _PADDED.fullmatch(first)


def _spelled(literal: str) -> str:
    return _QUOTING.sub(lambda found: found[1] or found[2] or "", literal)
