"""Which kinds the cells of a row may speak of: told in one look, before each kind looks closely.

Most rows of a sheet are data, in which no kind finds a label. A hint may be wrong in that it names
a kind too many, never in that it leaves one out.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, compress

from kamdocs.intake.grid import Numbered, Row
from kamdocs.intake.headings.bare import BEFORE_A_NAME, bare, without_number
from kamdocs.intake.headings.both import in_both
from kamdocs.intake.headings.colons import TOKEN
from kamdocs.intake.headings.index import HeadingIndex
from kamdocs.lazy import lazy
from kamdocs.naming import comparable

Kinds = frozenset[str]
_NONE: Kinds = frozenset()
_INITIALS = 3
"""By so many letters most words are told from names."""
_NOT_ASCII = "\x80"
"""The first letter that is not of ASCII."""
_COLONS = ":："
_BRACKET_OR_COLON = lazy(r"[(\[【〔{:]")
_AS_WRITTEN = lazy(
    r"(?![一二三四五六七八九十]{2})[一-龥]{2,3}|[a-zA-Z]{2,3}|[0-9]{3}|[一-龥a-zA-Z]\Z"
)
"""How a cell begins that is compared as it is written, but for capitals: with no number before it,
and no mark."""


def kinds_by_row(
    rows: Iterable[Numbered], indexes: Mapping[str, HeadingIndex]
) -> Mapping[int, Kinds]:
    """For each row number the kinds of sheet of which the row may hold a heading or a label, be it
    that of a small table within a form."""
    words, rows = _vocabulary(tuple(indexes.items())), [*rows]
    cells = {cell for _, row in rows for cell in row if isinstance(cell, str)}
    kinds = {cell: named for cell in words.possible(cells) if (named := words.kinds_in(cell))}
    return {number: _kinds(row, kinds) for number, row in rows}


def _kinds(row: Row, kinds: Mapping[str, Kinds]) -> Kinds:
    if kinds.keys().isdisjoint(row):
        return _NONE
    return _NONE.union(*(kinds[cell] for cell in row if isinstance(cell, str) and cell in kinds))


def names_in(cell: str) -> Iterator[str]:
    """All that a cell may be called, alone or as labels with their values."""
    yield from _bare_names(cell)
    if ":" in cell or "：" in cell:
        for token in TOKEN.finditer(cell):
            yield from _bare_names(token[1])


def _bare_names(words: str) -> tuple[str, ...]:
    heading = bare(words)
    behind = heading.behind[0] if heading.behind else ""
    chinese, _ = in_both(words)
    if chinese:
        return heading.name, heading.stem, behind, *_bare_names(chinese)
    return heading.name, heading.stem, behind


class _Vocabulary:
    """The names that kinds know, each with these kinds."""

    def __init__(self, kinds: Mapping[str, Kinds]) -> None:
        self.kinds = kinds
        self._names = frozenset((*kinds, *BEFORE_A_NAME))
        self._initials = {name[:many] for name in self._names for many in (2, _INITIALS)}
        self._shortest = [*_shortest(sorted(self._names))]
        self._begins = lru_cache(maxsize=8192)(self._begins_one)
        self.kinds_in = lru_cache(maxsize=8192)(self._kinds_in)

    def possible(self, cells: Collection[str]) -> Collection[str]:
        """Those of some cells that may begin with a name, or hold labels: of most words three
        letters tell, for little but numbers and marks is taken from before a name. Behind a letter
        of ASCII a mark may be part of it."""
        found = {*compress(cells, map(self._begins, [cell[:_INITIALS] for cell in cells]))}
        found.update([cell for cell in cells if cell < _NOT_ASCII and not cell.isascii()])
        for colon in filter("".join(cells).__contains__, _COLONS):
            found.update([cell for cell in cells if colon in cell])
        return found

    def _begins_one(self, letters: str) -> bool:
        """Whether some name begins with the first letters of a cell, or nobody can tell."""
        found = _AS_WRITTEN.match(letters)
        if found is None:
            return bool(letters)
        begins = found[0].casefold()
        return begins in self._initials or begins[:2] in self._names or begins[:1] in self._names

    def _kinds_in(self, cell: str) -> Kinds:
        if not self._may_name(cell):
            return _NONE
        return _NONE.union(*(self.kinds.get(name, _NONE) for name in names_in(cell)))

    def _may_name(self, cell: str) -> bool:
        """Whether a cell begins with a name, which is told sooner than what exactly it is called;
        what stands in brackets may be taken from within it."""
        text = without_number(cell)
        if _BRACKET_OR_COLON.search(text):
            return True
        name = comparable(text.casefold())
        at = bisect_right(self._shortest, name)
        return at > 0 and name.startswith(self._shortest[at - 1])


def _shortest(names: Iterable[str]) -> Iterator[str]:
    """Of sorted names those that begin with no other one: of these, none but the last that sorts
    before a word can begin it."""
    last = ""
    for name in names:
        if not last or not name.startswith(last):
            last = name
            yield name


@lru_cache(maxsize=4)
def _vocabulary(indexes: tuple[tuple[str, HeadingIndex], ...]) -> _Vocabulary:
    found: dict[str, set[str]] = {}
    for kind, index in indexes:
        pieces = chain.from_iterable(index.pieces.values())
        for name in (*index.known, *index.steps, *pieces, *(name for name, _ in index.rules)):
            found.setdefault(name, set()).add(kind)
    found.pop("", None)
    return _Vocabulary({name: frozenset(kinds) for name, kinds in found.items()})
