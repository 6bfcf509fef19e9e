"""The people whom a cell names: several in one cell, each with a post or a number, or the @
of a platform."""

import re
from functools import lru_cache

from kamdocs.lazy import lazy

_BRACKETS = r"[(（\[【][^()（）\[\]【】]*[)）\]】]"
BRACKETS = lazy(_BRACKETS)
"""What stands beside a name in brackets: a post, a department, the account on a platform."""
_BESIDE = lazy(
    rf"{_BRACKETS}|(?<![A-Za-z0-9._-])[@＠]|20\d{{2}}\s?[年./]\s?\d{{1,2}}"
    r"(?:\s?[月./]\s?(?:\d{1,2}\s?[日号]?)?)?起?|[_-]?\+?\d[\d\s-]{3,}"
)
"""What else does, too: the @ of a platform, a day, the number of a telephone or an employee."""
_SPREAD = lazy(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]{1,2}(?![\u4e00-\u9fff]))"
)
_BETWEEN = lazy(
    r"[、，,;；/／&+|\n]+|(?<=[\u4e00-\u9fff]{2})(?:\s*[和与及]\s*|\s+)(?=[\u4e00-\u9fff]{2})"
    r"|(?<=[\u4e00-\u9fff])\s+(?=[A-Za-z])|(?<=[A-Za-z.])\s+(?=[\u4e00-\u9fff])"
    r"|\s+and\s+"
)
"""What separates the names of several people in one cell, and never stands within a name: Emma
Clarke is one person, 吴志强 李晓雯 are two."""
_WITHIN = lazy(r"(?<=[^\0-\u024f])\s+|\s+(?=[^\0-\u024f])")
"""The blanks that do not part two words in Latin letters."""


def whole_names(words: str) -> str:
    """The words of a cell without the spaces inside names of two characters, which people write to
    make them as wide as names of three (李　明): a name never has one character alone."""
    return _SPREAD.sub(r"\1", words)


def one_name(words: str) -> str:
    """A name as it is compared: without what stands beside it, and with no blanks but
    one between words in Latin letters."""
    return " ".join(_WITHIN.sub("", _BESIDE.sub(" ", words)).split())


def names_in(words: str) -> tuple[str, ...]:
    """The names in a cell, which may hold several, in their order."""
    parts = _BETWEEN.split(whole_names(_BESIDE.sub(" ", words)))
    return tuple(name for part in parts if (name := one_name(part)))


@lru_cache(maxsize=4096)  # few people look after many customers
def people_in(words: str) -> frozenset[str]:
    """The names in a cell, each of two characters or more."""
    return frozenset(name for name in names_in(words) if len(name) > 1)


@lru_cache(maxsize=4096)
def mention_of(name: str) -> re.Pattern[str]:
    """How a name stands in the name of a file or sheet: in Latin letters not within another word
    (Ann, but not Annual), of any case, its words also joined or parted by _ and the like."""
    before, after = ("(?<![a-z])", "(?![a-z])") if name.isascii() else ("", "")
    words = r"[\s_.-]*".join(map(re.escape, name.split()))
    return re.compile(f"{before}{words}{after}", re.IGNORECASE)
