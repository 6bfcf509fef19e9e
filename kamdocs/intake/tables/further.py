"""Headings further down: of another table, or the same ones again on every page; and forms."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice, takewhile
from typing import NamedTuple

from kamdocs.intake.grid import LOOKED_AT, Grid, Numbered, Row, first_of, head_of, several
from kamdocs.intake.headings import HeadingIndex, kinds_by_row
from kamdocs.intake.tables.above import Higher
from kamdocs.intake.tables.table import STRONG, Table, table_at
from kamdocs.intake.tables.upright import find_form

_LOOKED_AHEAD = 2
_LABELS = 2
"""So many rows that begin with a label may be a form."""
_TRIES = 20
"""So often a form is looked for in the rows of somebody else."""
_LOOKED_AT = 2
"""So many words of a row are looked at before all of it is."""
_LONGEST = 24
_INITIALS = 2
"""By so many letters most words are told from headings."""
_MARKS = " \t\n\r\u00a0\u2002\u2003\u200b\u3000\ufeff*＊★:："
_AROUND = str.maketrans("", "", _MARKS)


class Ahead:
    """An iterator over rows that can look at rows to come (``next``) without taking them."""

    def __init__(self, rows: Iterable[Numbered]) -> None:
        self._rows = iter(rows)
        self._held: deque[Numbered] = deque()

    def __iter__(self) -> Iterator[Numbered]:
        return self

    def __next__(self) -> Numbered:
        return self._held.popleft() if self._held else next(self._rows)

    def next(self, many: int) -> list[Numbered]:
        """The next ``many`` rows, which are not taken."""
        self._held.extend(islice(self._rows, max(0, many - len(self._held))))
        return list(islice(self._held, many))

    def back(self, numbered: Numbered) -> None:
        """Put a row back, to come next."""
        self._held.appendleft(numbered)

    def skip(self, many: int) -> None:
        """Go past some rows."""
        for _ in islice(self, many):
            pass


@lru_cache(maxsize=4)  # the same kinds are known to every sheet of a run
def _known(
    indexes: tuple[HeadingIndex, ...],
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """All headings to the letter, as they are compared in haste, and how these begin; before them
    may stand 序号."""
    written = frozenset().union(*(one.written for one in indexes))
    names = frozenset(map(_loosely, written)).union(*(one.silent for one in indexes))
    marked = {first + mark for first in {name[:1] for name in names} for mark in _MARKS}
    return written, names, frozenset(marked | {name[:_INITIALS] for name in names})


class Headings:
    """Tells rows that are headings from records."""

    def __init__(self, grid: Grid, indexes: Mapping[str, HeadingIndex]) -> None:
        self._grid = grid
        self._indexes = indexes
        self._written, self._names, self._initials = _known(tuple(indexes.values()))
        areas = grid.beneath.merged
        self._groups = {area.top for area in areas if area.right > area.left}

    def at(
        self,
        number: int,
        row: Row,
        rows: Ahead,
        above: Iterable[Numbered] = (),
        before: Table | None = None,
    ) -> Table | None:
        """The table whose headings begin with a row, without its rows; None where the row is no
        heading. A row of groups, each merged over several columns, belongs to the headings below
        it; a single merged cell is a title.

        ``rows`` are those to come after the row, ``above`` those right above it that may be titles,
        ``before`` is the table further up.
        """
        if self._likely(row):
            head = [(number, row), *rows.next(_LOOKED_AHEAD)]
            return table_at(head, self._grid, self._indexes, [*above], before)
        groups = number in self._groups and several(row)
        under = rows.next(_LOOKED_AHEAD) if groups else []
        if under and self._likely(under[0][1]):
            with_groups = [(number, row), *under]
            whole = table_at(with_groups, self._grid, self._indexes, [*above], before)
            if whole and whole.height > 1:
                return whole
            over = [*above, (number, row)]  # it may say of whom the rows below are
            below = table_at(under, self._grid, self._indexes, over, before)
            return replace(below, row=number, height=below.height + 1) if below else None
        return None

    def may_begin_in(self, rows: Sequence[Numbered]) -> set[int]:
        """A quick look at many rows: the numbers of those in which ``at`` may find headings. It
        finds none in any other."""
        found = {number for number, row in rows if number in self._groups or self._marked(row)}
        if not self._written.isdisjoint(chain.from_iterable(row for _, row in rows)):
            found.update(number for number, row in rows if self._likely(row))
        return found

    def labelled(self, row: Row) -> bool:
        """Whether the first words of a row are a label as a form has it, told quickly."""
        first = first_of(row)
        return isinstance(first, str) and len(first) <= _LONGEST and _loosely(first) in self._names

    def _likely(self, row: Row) -> bool:
        """Whether a row may be headings, told quickly."""
        known = self._written.intersection(row)
        if known and len([cell for cell in row if cell in known]) >= STRONG:
            indexes = self._indexes.values()
            return any(one.like_headings(row, STRONG) for one in indexes) or self._marked(row)
        return self._marked(row)

    def _marked(self, row: Row) -> bool:
        """Whether the first words of a row are headings, but for the marks around them."""
        for cell in row:
            if isinstance(cell, str) and cell and not cell.isspace():
                begins = cell if cell[0] not in _MARKS else cell.strip(_MARKS)
                if begins[:_INITIALS].casefold() not in self._initials:
                    return False  # as in most rows
                break
        first = (cell for cell in row if isinstance(cell, str) and cell and not cell.isspace())
        looked_at = list(islice(first, _LOOKED_AT))
        return len(looked_at) == _LOOKED_AT and all(
            len(cell) <= _LONGEST and _loosely(cell) in self._names for cell in looked_at
        )


class Below(NamedTuple):
    """Rows from headings on that stand far down: ``head`` are the first of them with those right
    above, ``rest`` the others, ``higher`` what is above ``head``."""

    head: list[Numbered]
    rest: Iterator[Numbered]
    higher: Higher


def far_below(
    head: Sequence[Numbered],
    rest: Iterator[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
) -> Below | None:
    """The first headings or form below the rows in which they are looked for closely, None where
    there are none. Only headings and labels to the letter are found so far down: every row costs
    little. Raises KindUnclear where a form fits two kinds equally well."""
    headings = Headings(grid, indexes)
    rows = Ahead(rest)
    above = deque(head, maxlen=LOOKED_AT)
    labels: list[Numbered] = []
    tries = _TRIES
    for number, row in rows:
        if headings.at(number, row, rows, above):
            lower = head_of(chain([(number, row)], rows))
            return Below([*above, *lower], rows, _higher(grid, above[0][0]))
        labels = [*labels, (number, row)] if headings.labelled(row) else []
        if len(labels) == _LABELS and tries:
            tries -= 1
            lower = [*labels, *rows.next(LOOKED_AT)]
            if find_form(lower, grid, indexes, kinds_by_row(lower, indexes)):
                rows.skip(len(lower) - len(labels))
                return Below(lower, rows, _higher(grid, labels[0][0]))
        above.append((number, row))
    return None


def _higher(grid: Grid, end: int) -> Higher:
    """The rows of a sheet above a row; gone through again, as hardly any sheet needs them."""
    higher = Higher()
    for number, row in takewhile(lambda numbered: numbered[0] < end, grid.rows()):
        higher.add(number, row, grid.first_column)
    return higher


def _loosely(heading: str) -> str:
    """A heading without the marks and brackets around it; quick, for every row of a table."""
    return heading.translate(_AROUND).partition("（")[0].partition("(")[0].casefold()
