"""Tables in a sheet: which kind, and where the heading row is (or the two or three of them)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

from kamdocs.intake.captions import (
    entitled,
    named_after,
    names_a_month,
    titled,
)
from kamdocs.intake.grid import Grid, Numbered, Row, Spot, filled, not_blank
from kamdocs.intake.headings import (
    SAMPLES,
    TALLEST,
    HeadingIndex,
    Kinds,
    Match,
    Pair,
    Stack,
    kinds_by_row,
    settle,
    stacks,
)
from kamdocs.intake.tables.given import Above, given_above
from kamdocs.intake.values import Stated
from kamdocs.model import Note, Value
from kamdocs.naming import comparable, elsewhere

STRONG = 3
"""So many recognised headings, with the marks of a kind, make a heading row wherever it stands."""
_NAMED_LIKE = 3
"""What a sheet's name is worth, in recognised headings, when its kind is decided."""
_EVIDENT = 3
"""So many headings that other kinds do not have, beside a customer, tell a kind without its mark;
below a title that is called after it, fewer do."""
_CLEARLY = 2
"""By so many headings a kind without its mark must be ahead of one with its own."""


class Carried(NamedTuple):
    """What was said above or between earlier rows of the same kind, and holds until something else
    is said.

    ``given`` are values with their cells, ``notes`` how they were read. ``unit`` is the unit of
    amounts, and ``told`` the fields for which it was reported. ``against`` is a unit stated below
    the headings, which may contradict that of a heading. ``titles`` are the rows above the first of
    these tables.
    """

    given: Mapping[str, tuple[Value, Spot]]
    notes: Mapping[str, Note]
    unit: Stated | None
    told: frozenset[str]
    against: Stated | None
    titles: tuple[Numbered, ...]


@dataclass(frozen=True)
class Table:
    """A table that was found: the headings, and the rows above (``above``) and below (``rest``)
    them.

    The headings take ``height`` rows from row ``row`` on; where there are several, ``rows`` has for
    each column the row in which its heading stands, and ``groups`` the upper rows. ``match`` is
    what they mean. ``given`` are values stated once above the table for all rows, ``carried`` those
    of an earlier table. A table that ``goes_on`` is the rest of the one above it, below a title
    that said something new. The rows of its ``foot`` are signed for those above.
    """

    row: int
    match: Match
    above: tuple[Numbered, ...]
    rest: Iterator[Numbered]
    height: int = 1
    given: tuple[Pair, ...] = ()
    rows: tuple[int, ...] = ()
    groups: tuple[Row, ...] = ()
    carried: Carried | None = None
    goes_on: bool = False
    foot: frozenset[int] = frozenset()

    def heading(self, column: int) -> Spot:
        """The cell in which the heading of a column stands."""
        place = column - self.match.first_column
        return (self.rows[place] if place < len(self.rows) else self.row), column


class KindUnclear(Exception):
    """Several kinds fit a sheet equally well."""

    def __init__(self, matches: Sequence[Match]) -> None:
        super().__init__()
        self.matches = tuple(matches)


@dataclass(frozen=True)
class _Fit:
    """Headings that may begin at a position of the first rows. ``worth`` is how many fields they
    name, and how many of these only some kinds have. ``known`` are fields that are known without
    headings, ``above`` the rows above these. What is told there is looked for when it is asked:
    most fits have the marks of their kind, or another fits better."""

    position: int
    stack: Stack
    match: Match
    worth: tuple[int, int]
    known: frozenset[str]
    above: Above
    index: HeadingIndex

    @cached_property
    def titled(self) -> bool:
        """Whether a title above the headings names the kind."""
        return titled(self.above.rows, self.match.schema)

    @cached_property
    def given(self) -> tuple[Pair, ...]:
        """What is said above the headings once for all rows."""
        return given_above(self.above, self.match, self.index, self.evident)

    @property
    def strong(self) -> bool:
        return self.marked and len(self.match.fields) >= STRONG

    @property
    def firm(self) -> bool:
        """Whether these rows are the headings together, though they have no more of ours so."""
        return self.stack.sure or (self.stack.others and self.marked)

    @property
    def end(self) -> int:
        """The position below its last row. Fits that end alike are of the same headings: the last
        row by itself, or with the groups above it."""
        return self.position + self.stack.height

    @property
    def marked(self) -> bool:
        """Whether the marks of the kind are there, as headings or above the table."""
        lacking = set(self.match.schema.mark) - self.match.fields - self.known
        return not lacking or lacking.issubset(pair.label.field.name for pair in self.given)

    @property
    def evident(self) -> bool:
        """Whether the headings tell the kind though one of its marks is not there: there is a
        customer, and beside it what only this kind asks of one."""
        roles = self.match.schema.roles
        if not self.match.fields & {roles.code, roles.name}:
            return False
        lacking = _EVIDENT - len(self.match.telling)
        return lacking <= 0 or (lacking == 1 and self.titled)

    @property
    def beyond_doubt(self) -> bool:
        return self.strong or self.evident

    def outdoes(self, other: "_Fit") -> bool:
        """Whether this is clearly ahead, though only the other has the marks of its kind."""
        return self.titled or self.worth[0] >= other.worth[0] + _CLEARLY


def find_table(
    head: Sequence[Numbered],
    rest: Iterator[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
    hints: Mapping[int, Kinds],
    known: frozenset[str] | None = None,
) -> Table | None:
    """The first table of a sheet, or None where no row looks like headings that we know.

    ``head`` are the first rows, each with the kinds that it may speak of in ``hints``, ``rest``
    those below them. ``known`` are fields that are known without headings. Raises KindUnclear where
    two kinds fit equally well.
    """
    fits = list(_fits(head, grid, indexes, hints, known))
    fits = fits or list(_fits(head, grid, indexes, hints, known, by_name=True))
    if not fits:
        return None
    strong = [fit for fit in fits if fit.beyond_doubt]
    if strong:
        position = _small_above(fits, strong[0], head)
    else:
        position = max(fits, key=lambda fit: (fit.worth[0], -fit.position)).position
    ends = {fit.end for fit in fits if fit.position == position}
    here = [fit for fit in fits if fit.position == position or fit.end in ends]
    leaders = _leaders(here)
    if len({fit.match.schema.kind for fit in leaders}) > 1:
        raise KindUnclear([fit.match for fit in leaders])
    best = min(leaders, key=lambda fit: (not fit.firm, fit.stack.height))
    above = tuple(head[: best.position])
    index = indexes[best.match.schema.kind]
    match = index.match(best.stack.cells, grid.first_column, certain=True)
    height = best.stack.height
    below = chain(head[best.position + height :], rest)
    first = list(islice(below, SAMPLES))
    settled = settle(match, [row for _, row in first])
    rows = best.stack.rows
    upper = tuple(row for _, row in head[best.position : best.position + height - 1])
    return Table(
        head[best.position][0], settled, above, chain(first, below), height, best.given, rows, upper
    )


def _leaders(fits: Sequence[_Fit]) -> Sequence[_Fit]:
    """The fits of the most worth. One that lacks a mark of its kind leads alone only where it
    clearly outdoes those that have theirs; where it is only just ahead, both lead."""
    top = max(fit.worth for fit in fits)
    leaders = [fit for fit in fits if fit.worth == top]
    marked = [fit for fit in fits if fit.marked]
    if not marked or any(fit.marked for fit in leaders):
        return [fit for fit in leaders if fit.marked] or leaders
    best = max(marked, key=lambda fit: fit.worth)
    kind = best.match.schema.kind
    if any(fit.outdoes(best) or fit.match.schema.kind == kind for fit in leaders):
        return leaders
    return [*leaders, best]


def _small_above(fits: Sequence[_Fit], first: _Fit, head: Sequence[Numbered]) -> int:
    """The position of the first table: that of the first whose headings are beyond doubt, or of one
    above it with the same headings (whose month is in doubt), or of a small one, of which every
    heading is known and below which something stands."""
    for fit in fits:
        if fit.position >= first.position:
            break
        under = head[fit.position + fit.stack.height]
        headings = len(not_blank(fit.stack.cells))
        columns = {column.number for column in fit.match.columns}
        values = filled(under[1], fit.match.first_column).keys()
        if fit.match.places == first.match.places:  # the same table, above it
            return fit.position
        if fit.marked and headings == len(columns) and values and values <= columns:
            return fit.position
    return first.position


def _fits(
    head: Sequence[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
    hints: Mapping[int, Kinds],
    known: frozenset[str] | None,
    by_name: bool = False,
) -> Iterator[_Fit]:
    """How each row of the head, alone or with the next ones, fits the kinds as headings; further
    down than those that are beyond doubt could be, nothing matters. ``by_name`` is as for
    ``_fits_at``."""
    grouped = {area.top for area in grid.beneath.merged}
    within = 0  # down to here rows are the lower ones of headings that are sure
    end = len(head)
    for position, (number, row) in enumerate(head):
        if position == end:
            break
        hinted = set().union(*(hints[one] for one, _ in head[position : position + TALLEST]))
        if position < within or not (hinted or number in grouped) or not _wordy(row):
            continue
        above = Above(head[:position], grid, hints)
        for kind, index in indexes.items():
            if kind not in hinted and number not in grouped:
                continue
            for fit in _fits_at(head, above, index, known, by_name):
                if fit.firm:
                    within = max(within, position + fit.stack.height)
                if fit.beyond_doubt:
                    end = min(end, position + TALLEST)
                yield fit


def _fits_at(
    head: Sequence[Numbered],
    above: Above,
    index: HeadingIndex,
    known: frozenset[str] | None,
    by_name: bool,
) -> Iterator[_Fit]:
    """How rows from a position on fit one kind; several only where that gives more headings than
    fewer of them, where cells are merged over all, or where a group tells whose columns are.

    ``by_name``: headings that may mean anything do so no more in a sheet that is named after the
    kind, where all is there that it requires, or all but the customer."""
    most, grid = 0, above.grid
    for stack in stacks(head, len(above.rows), grid, index):
        if not index.knows_any(stack.cells):  # as most rows are
            continue
        named = named_after(grid.name, index.schema)
        certain = (named and stack.sure) or entitled(above.rows, index.schema)
        match = index.match(stack.cells, grid.first_column, certain=certain)
        if by_name and named and not certain:
            whole = index.match(stack.cells, grid.first_column, certain=True)
            match = whole if whole.whole or whole.whole_but_whose else match
        alone = index.match(stack.under, grid.first_column)
        more = len(match.fields) > max(most, len(alone.fields))
        most = max(most, len(match.fields))
        fit = _fit(above, stack, match, index, known)
        if fit is None:
            continue
        if stack.height == 1 or more or fit.firm:
            yield fit


def _fit(
    above: Above, stack: Stack, match: Match, index: HeadingIndex, known: frozenset[str] | None
) -> _Fit | None:
    """The fit of a match, or None where it has too few headings, or lacks the marks of its kind and
    nothing else tells it. Of a further table (whose ``known`` fields are not None) a title may."""
    if len(match.fields) < 2:
        return None
    named = named_after(above.grid.name, match.schema)
    worth = len(match.fields) + (_NAMED_LIKE if named else 0), len(match.telling)
    there = known or frozenset()
    if _tells_of_a_month(match, above.grid):
        there |= {match.schema.roles.month}
    fit = _Fit(len(above.rows), stack, match, worth, there, above, index)
    further = known is not None
    return fit if named or fit.evident or (further and fit.titled) or fit.marked else None


def _tells_of_a_month(match: Match, grid: Grid) -> bool:
    """Whether a sheet is that of a month by its name, and has what is told of every month."""
    return match.schema.across in match.fields and names_a_month(grid.name)


def _wordy(row: Row) -> bool:
    return len([cell for cell in not_blank(row) if isinstance(cell, str)]) >= 2


def table_at(
    rows: Sequence[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
    above: Sequence[Numbered],
    before: Table | None,
) -> Table | None:
    """The table whose headings begin with the first of some rows, without its rows; None where
    these are no headings.

    ``above`` are the rows right above, which may be titles. ``before`` is the table further up: its
    headings count as headings again, however few they are, and what was said above them need not be
    said again.
    """
    higher = Above(above, grid, kinds_by_row(above, indexes))
    fits = [
        fit
        for kind, index in indexes.items()
        for fit in _fits_at([*above, *rows], higher, index, _known(before, kind), by_name=True)
        if fit.strong
        or _again(fit.match, before)
        or _many_titled(fit, above)
        or _nothing_but_headings(fit)
    ]
    if not fits:
        return None
    best = max(fits, key=lambda fit: (len(fit.match.fields), fit.firm))
    index = indexes[best.match.schema.kind]
    match = index.match(best.stack.cells, grid.first_column, certain=True)
    stack = best.stack
    upper = tuple(row for _, row in rows[: stack.height - 1])
    return Table(
        rows[0][0], match, tuple(above), iter(()), stack.height, best.given, stack.rows, upper
    )


def _many_titled(fit: _Fit, above: Sequence[Numbered]) -> bool:
    """Whether these are several headings below a title that is called after their kind."""
    return len(fit.match.fields) >= STRONG and titled(above, fit.match.schema)


def _nothing_but_headings(fit: _Fit) -> bool:
    """Whether several cells are all headings, of this kind or of none, with the marks of this."""
    cells = not_blank(fit.stack.cells)
    return (
        fit.marked
        and len(cells) >= STRONG
        and all(isinstance(cell, str) and _is_heading(cell, fit.index) for cell in cells)
    )


def _is_heading(cell: str, index: HeadingIndex) -> bool:
    return index.knows(cell) or comparable(cell) in elsewhere()


def _known(before: Table | None, kind: str) -> frozenset[str]:
    """What was said above the table further up, where that is of the kind."""
    if before is None or before.match.schema.kind != kind:
        return frozenset()
    carried = before.carried.given.keys() if before.carried else ()
    return frozenset((*(pair.label.field.name for pair in before.given), *carried))


def _again(match: Match, before: Table | None) -> bool:
    """Whether these are the fields of the table further up, column by column."""
    return before is not None and match.places == before.match.places
