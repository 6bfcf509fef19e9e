"""Which kinds the cells of a row may speak of: told in one look, before each kind looks closely.

Most rows of a sheet are data, in which no kind finds a label. A hint may be wrong in that it names
a kind too many, never in that it leaves one out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from unicodedata import is_normalized, normalize

from kamdocs.intake.bare import LONGEST, bare
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


def _kinds(row: Row, words: "_Vocabulary") -> Kinds:
    cells = {cell for cell in row if isinstance(cell, str) and cell}
    return frozenset().union(*map(words.kinds_in, cells))


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


class _Vocabulary:
    """The names that kinds know, each with these kinds."""

    def __init__(self, kinds: Mapping[str, Kinds]) -> None:
        self.kinds = kinds
        self._by_letter: dict[str, list[frozenset[str]]] = {}
        common = Counter("".join(kinds))
        rarest_first = sorted(common, key=lambda one: (common[one], one))
        rank = {letter: at for at, letter in enumerate(rarest_first)}
        for letters in set(map(frozenset, kinds)):
            rarest = min(letters, key=rank.__getitem__)
            self._by_letter.setdefault(rarest, []).append(letters)
        self._rarest = frozenset(self._by_letter)
        self.kinds_in = lru_cache(maxsize=8192)(self._kinds_in)

    def _kinds_in(self, cell: str) -> Kinds:
        if not self._may_be_in(cell):
            return _NONE
        return _NONE.union(*(self.kinds.get(name, _NONE) for name in _names(cell)))

    def _may_be_in(self, cell: str) -> bool:
        """Whether all letters of some name are in a cell: whatever is taken from around a name,
        none is added, and most cells can be no heading for that alone."""
        if not is_normalized("NFKC", cell):
            cell = normalize("NFKC", cell)
        letters = frozenset(cell.casefold())
        for rarest in self._rarest & letters:
            for name in self._by_letter[rarest]:
                if name <= letters:
                    return True
        return False


@lru_cache(maxsize=4)
def _vocabulary(indexes: tuple[tuple[str, HeadingIndex], ...]) -> _Vocabulary:
    found: dict[str, set[str]] = {}
    for kind, index in indexes:
        columns = (names for one in index.schema.fields.values() for names in one.columns)
        pieces = {comparable(name) for names in columns for name in names if len(name) <= LONGEST}
        for name in (*index.known, *pieces, *(name for name, _ in index.rules)):
            found.setdefault(name, set()).add(kind)
    found.pop("", None)
    return _Vocabulary({name: frozenset(kinds) for name, kinds in found.items()})
