"""Sheets in traditional characters: their headings, titles, choices and days as simplified ones."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial

from kamdocs.intake.grid import (
    Grid,
    Numbered,
    blank,
    called_after,
    is_total,
    labels_who_signs,
    not_blank,
    plain,
)
from kamdocs.intake.headings import TOKEN, HeadingIndex
from kamdocs.intake.values import STAND_INS
from kamdocs.lazy import lazy
from kamdocs.naming import is_traditional, simplified

_TITLE = 2
"""A line of titles has no more cells than these."""
_LONGEST = 200
"""Longer cells tell of something, and are no headings."""
_BETWEEN = lazy(r"[、；;，,\n/／+＋\s☑☐□■√✓✔]+")
_FIGURES = lazy(
    r"[\d.,，:：/~至到年月日号时点分秒零〇一二三四五六七八九十百千万亿元约季度上下半午周星期天()（）%\s-]+"
)


def in_simplified(
    head: Sequence[Numbered], grid: Grid, indexes: Mapping[str, HeadingIndex]
) -> Grid | None:
    """A sheet whose headings are written in traditional characters, with them and what belongs to
    them simplified; None where they are not. ``head`` are its first rows.

    Titles, labels, choices, days and figures are simplified, for what they mean is ours; names and
    whatever else people wrote stays as it stands.
    """
    cells = [cell for _, row in head for cell in row if isinstance(cell, str)]
    if not is_traditional("".join(cells)):  # as hardly any sheet is
        return None
    every = tuple(indexes.values())
    if not any(_is_heading(cell, every) for cell in cells if is_traditional(cell)):
        return None
    return grid.with_rows(partial(_rows, grid, every))


def _is_heading(cell: str, indexes: Sequence[HeadingIndex]) -> bool:
    said = (cell, *(token[1] for token in TOKEN.finditer(cell)))
    return any(_knows(simplified(one), indexes) for one in said if is_traditional(one))


def _knows(words: str, indexes: Sequence[HeadingIndex]) -> bool:
    return any(one.knows(words) for one in indexes)


def _rows(grid: Grid, indexes: Sequence[HeadingIndex]) -> Iterator[Numbered]:
    for number, row in grid.rows():
        if any(isinstance(cell, str) and is_traditional(cell) for cell in row):
            title = len(not_blank(row)) <= _TITLE
            cells = [_cell(one, indexes, title) if isinstance(one, str) else one for one in row]
            yield number, cells
        else:
            yield number, row


@lru_cache(maxsize=8192)
def _cell(cell: str, indexes: tuple[HeadingIndex, ...], title: bool) -> str:
    """A cell, simplified where it is our own words."""
    if blank(cell) or len(cell) > _LONGEST or not is_traditional(cell):
        return cell
    text = simplified(cell)
    if _is_ours(text, indexes) or (title and _is_title(text, indexes)):
        return text
    return _labelled(cell, indexes)


def _labelled(cell: str, indexes: Sequence[HeadingIndex]) -> str:
    """A cell with the labels in it simplified, and those of their values that are our own words."""
    tokens = list(TOKEN.finditer(cell))
    labels = [simplified(token[1]) for token in tokens]
    if not tokens or tokens[0].start() or not all(_labels(one, indexes) for one in labels):
        return cell
    ends = [*(token.start() for token in tokens[1:]), len(cell)]
    values = [cell[token.end() : end] for token, end in zip(tokens, ends, strict=True)]
    ours = [simplified(one) if _is_ours(simplified(one), indexes) else one for one in values]
    said = (simplified(token[0]) + one for token, one in zip(tokens, ours, strict=True))
    return "".join(said)


def _labels(words: str, indexes: Sequence[HeadingIndex]) -> bool:
    """Whether words are a label of ours, or that of who signs."""
    return _knows(words, indexes) or labels_who_signs(words)


def _is_ours(text: str, indexes: Sequence[HeadingIndex]) -> bool:
    words = plain(text)
    if words in STAND_INS or _FIGURES.fullmatch(words) or is_total(words):
        return True
    choices = _choices(tuple(indexes))
    parts = [part for part in _BETWEEN.split(words) if part]
    return _knows(text, indexes) or all(part.casefold() in choices for part in parts)


def _is_title(text: str, indexes: Sequence[HeadingIndex]) -> bool:
    return any(called_after(text, one.schema.sheets) for one in indexes)


@lru_cache(maxsize=4)
def _choices(indexes: tuple[HeadingIndex, ...]) -> frozenset[str]:
    """All that may be chosen in a field of some kinds."""
    fields = [field for one in indexes for field in one.schema.fields.values()]
    return frozenset(word.casefold() for field in fields for word in field.spellings)
