"""Words in fields such as 批准人 that do not name a person."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from kamdocs.contract import content_of

_OF_A_DAY = "年月日号"
"""The letters of a date, such as 2026年11月4日, or of a blank one: 年 月 日."""


def names_nobody(words: str) -> bool:
    """Whether the words of a cell that should name a person name none: 待批准, 同意, ？ or only a
    date. The caller takes off posts in brackets before."""
    bare = unicodedata.normalize("NFKC", words).casefold().strip(" 。.!…")
    if not any(letter.isalpha() and letter not in _OF_A_DAY for letter in bare):
        return True
    known = _known()
    return bare in known["words"] or bare.startswith(tuple(known["begins"]))


@cache
def _known() -> Mapping[str, Any]:
    return content_of("decisions/nobody.yaml", "nobody")
