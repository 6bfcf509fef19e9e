"""How wide words are in a workbook that goes out, and how high the rows that hold them."""

import unicodedata
from functools import lru_cache

FONT, SIZE = "微软雅黑", 10
LINE_HEIGHT = 16
"""Points that one line of the font takes in a row."""


@lru_cache(maxsize=4096)
def width(words: str) -> int:
    """How many digits wide the longest line of some words is: a Chinese character takes two."""
    return max(sum(_wide(char) for char in line) for line in words.split("\n"))


def lines(words: str, columns: float) -> int:
    """How many lines some words take in a cell so wide."""
    if 2 * len(words) <= columns and "\n" not in words:
        return 1
    return sum(max(1, -(-width(line) // max(1, int(columns)))) for line in words.split("\n"))


def _wide(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1
