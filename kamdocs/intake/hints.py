"""Which kinds the cells of a row may speak of: told in one look, before each kind looks closely.

Most rows of a sheet are data, in which no kind finds a label. A hint may be wrong in that it names
a kind too many, never in that it leaves one out.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kamdocs.intake.bare import LONGEST, bare
from kamdocs.intake.cells import blank
from kamdocs.intake.grid import Numbered, Row
from kamdocs.intake.headings import HeadingIndex
from kamdocs.intake.pairs import TOKEN
from kamdocs.naming import comparable

Kinds = frozenset[str]
_NONE: Kinds = frozenset()


def kinds_by_row(
    rows: Iterable[Numbered], indexes: Mapping[str, HeadingIndex]
) -> Mapping[int, Kinds]:
    """For each row the kinds of which it may hold a heading, a label, or the heading of a column of
    a small table."""
    words = _vocabulary(tuple(indexes.items()))
    return {number: _kinds(row, words) for number, row in rows}


def _kinds(row: Row, words: Mapping[str, Kinds]) -> Kinds:
    found: set[str] = set()
    for cell in row:
        if isinstance(cell, str) and not blank(cell):
            for name in _names(cell):
                found |= words.get(name, _NONE)
    return frozenset(found)


def _names(cell: str) -> Iterator[str]:
    """All that a cell may be called, alone or as labels with their values."""
    yield from _bare_names(cell)
    if ":" in cell or "：" in cell:
        for token in TOKEN.finditer(cell):
            yield from _bare_names(token[1])


def _bare_names(words: str) -> tuple[str, ...]:
    heading = bare(words)
    behind = heading.behind[0] if heading.behind else ""
    return heading.name, heading.stem, behind


@lru_cache(maxsize=4)
def _vocabulary(indexes: tuple[tuple[str, HeadingIndex], ...]) -> Mapping[str, Kinds]:
    """The kinds that know a name."""
    found: dict[str, set[str]] = {}
    for kind, index in indexes:
        columns = (names for one in index.schema.fields.values() for names in one.columns)
        pieces = {comparable(name) for names in columns for name in names if len(name) <= LONGEST}
        for name in (*index.known, *pieces, *(name for name, _ in index.rules)):
            found.setdefault(name, set()).add(kind)
    found.pop("", None)
    return {name: frozenset(kinds) for name, kinds in found.items()}
