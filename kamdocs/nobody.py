"""Words under 批准人 and the like that name nobody."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from kamdocs import data
from kamdocs.contract import contract_of, hold

_OF_A_DAY = "年月日号"
"""What is left of a day without its figures: 2026年11月4日, or 年 月 日 to be filled in."""


def names_nobody(words: str) -> bool:
    """Whether a cell that should name a person does not: 待批准, 同意, ？; posts in brackets are
    taken off before."""
    bare = unicodedata.normalize("NFKC", words).casefold().strip(" 。.!…")
    if not any(letter.isalpha() and letter not in _OF_A_DAY for letter in bare):
        return True
    known = _known()
    return bare in known["words"] or bare.startswith(tuple(known["begins"]))


@cache
def _known() -> Mapping[str, Any]:
    path = data.folder("schemas") / "decisions" / "nobody.yaml"
    return hold(data.load(path), contract_of("nobody"))
