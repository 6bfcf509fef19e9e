"""Tables in a sheet: which kind, and where the heading row is (or the two or three of them)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from kamdocs.intake.cells import blank
from kamdocs.intake.grid import Area, Grid, Row
from kamdocs.intake.headings import SAMPLES, HeadingIndex, Match, settle
from kamdocs.intake.pairs import Labels, Pair
from kamdocs.sheets import SheetSchema

LOOKED_AT = 30
"""How many rows are looked at for a heading row, those with a single cell aside."""
_FARTHEST = 500
"""Further down no table begins."""
_STRONG = 3
"""So many recognised headings, with the marks of a kind, make a heading row wherever it stands."""
_NAMED_LIKE = 3
"""What a sheet's name is worth, in recognised headings, when its kind is decided."""

Numbered = tuple[int, Row]


@dataclass(frozen=True)
class Table:
    """Headings that were found: their first row and how many they are, how they fit, the rows
    above and below them. ``given`` are fields that stand above the table, once for all rows."""

    row: int
    match: Match
    above: tuple[Row, ...]
    rest: Iterator[Numbered]
    height: int = 1
    given: tuple[Pair, ...] = ()


class KindUnclear(Exception):
    """Several kinds fit a sheet equally well."""

    def __init__(self, matches: Sequence[Match]) -> None:
        super().__init__()
        self.matches = tuple(matches)


@dataclass(frozen=True)
class _Fit:
    """Headings that begin at a position of the head and take so many rows; ``row`` are their
    cells, of all their rows together where there are several. ``worth`` counts them, and those
    that sheets of other kinds do not have."""

    position: int
    height: int
    row: Row
    match: Match
    given: tuple[Pair, ...]
    worth: tuple[int, int]

    @property
    def strong(self) -> bool:
        return self.marked and len(self.match.fields) >= _STRONG

    @property
    def marked(self) -> bool:
        """Whether the marks of the kind are there, as headings or above the table."""
        there = self.match.fields | {pair.label.field.name for pair in self.given}
        return there.issuperset(self.match.schema.mark)


def find_table(
    head: Sequence[Numbered],
    rest: Iterator[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
) -> Table | None:
    """The first table of a sheet, or None where no row looks like headings that we know.

    ``head`` are the first rows, ``rest`` those below them. Raises KindUnclear where two kinds fit
    equally well.
    """
    fits = list(_fits(head, grid, indexes))
    if not fits:
        return None
    strong = [fit for fit in fits if fit.strong]
    if strong:
        position = strong[0].position
    else:
        position = max(fits, key=lambda fit: (fit.worth[0], -fit.position)).position
    here = [fit for fit in fits if fit.position == position]
    top = max(fit.worth for fit in here)
    leaders = [fit for fit in here if fit.worth == top]
    if len({fit.match.schema.kind for fit in leaders}) > 1:
        raise KindUnclear([fit.match for fit in leaders])
    best = min(leaders, key=lambda fit: fit.height)
    above = tuple(row for _, row in head[:position])
    index = indexes[best.match.schema.kind]
    match = index.match(best.row, grid.first_column, certain=True)
    below = chain(head[position + best.height :], rest)
    first = list(islice(below, SAMPLES))
    settled = settle(match, [row for _, row in first])
    return Table(head[position][0], settled, above, chain(first, below), best.height, best.given)


def head_of(rows: Iterator[Numbered]) -> list[Numbered]:
    """The first rows of a sheet, in which its headings are looked for.

    Rows with less than two filled cells, such as instructions above a table, hardly count.
    """
    head: list[Numbered] = []
    counted = 0
    for number, row in islice(rows, _FARTHEST):
        head.append((number, row))
        counted += sum(not blank(cell) for cell in row) > 1
        if counted == LOOKED_AT:
            break
    return head


def _fits(
    head: Sequence[Numbered], grid: Grid, indexes: Mapping[str, HeadingIndex]
) -> Iterator[_Fit]:
    """How each row of the head, alone or with the next ones, fits the kinds as headings."""
    for position, (_, row) in enumerate(head):
        if not _wordy(row):
            continue
        for index in indexes.values():
            most = 0
            for height, whole, under in _stacked(head, position, grid, index):
                if not index.knows_any(whole):  # as most rows are
                    continue
                match = index.match(whole, grid.first_column)
                fit = _fit(head, position, height, whole, match, grid, index)
                alone = index.match(under, grid.first_column)
                if fit and (height == 1 or len(match.fields) > max(most, len(alone.fields))):
                    yield fit
                most = max(most, len(match.fields))


def _stacked(
    head: Sequence[Numbered], position: int, grid: Grid, index: HeadingIndex
) -> Iterator[tuple[int, Row, Row]]:
    """A row by itself, with the next, and with the next two where cells are merged over all
    three: how many rows, their cells as one row, and those of the lower rows as one."""
    (number, row), *following = head[position : position + 3]
    yield 1, row, ()
    if not following:
        return
    both = _joined(number, row, following[0][1], grid, index)
    if both is not None:
        yield 2, both, following[0][1]
    tall = any(area.top == number and area.bottom > number + 1 for area in grid.beneath.merged)
    if tall and len(following) == 2:
        lower = _joined(number + 1, following[0][1], following[1][1], grid, index)
        whole = _joined(number, row, lower, grid, index) if lower else None
        if lower and whole is not None:
            yield 3, whole, lower


def _fit(
    head: Sequence[Numbered],
    position: int,
    height: int,
    row: Row,
    match: Match,
    grid: Grid,
    index: HeadingIndex,
) -> _Fit | None:
    """The fit of a match, or None where it has too few headings or lacks the marks of its kind."""
    if len(match.fields) < 2:
        return None
    named = named_after(grid.name, match.schema)
    given = _given(head[:position], match, grid, index)
    worth = len(match.fields) + (_NAMED_LIKE if named else 0), len(match.telling)
    fit = _Fit(position, height, row, match, given, worth)
    return fit if fit.marked or named else None


def _given(
    above: Sequence[Numbered], match: Match, grid: Grid, index: HeadingIndex
) -> tuple[Pair, ...]:
    """What is said above a table once for all its rows: customer, month, manager and the like
    (never a remark), where the table has no column for it."""
    wanted = match.schema.weighty - match.fields
    labels = Labels.found_in(above, index, grid.first_column, grid.beneath.merged)
    found: dict[str, Pair] = {}
    for number, row in above:
        for pair in labels.pairs(number, row):
            if isinstance(pair, Pair) and pair.label.field.name in wanted and not blank(pair.raw):
                found.setdefault(pair.label.field.name, pair)
    return tuple(found.values())


def _wordy(row: Row) -> bool:
    return sum(isinstance(cell, str) and not blank(cell) for cell in row) >= 2


def _joined(
    number: int, upper: Row, lower: Row, grid: Grid, index: HeadingIndex
) -> list[object] | None:
    """Two heading rows as one, or None where the lower is no heading row.

    A heading of the lower row is known with the group above it (联系人 over 姓名 is 联系人姓名) or
    by itself; where the lower cell is blank, the upper one heads the column. One heading that is
    known is enough where cells are merged over both rows.
    """
    words = [cell for cell in lower if not blank(cell)]
    if not words or not all(isinstance(cell, str) for cell in words):
        return None
    first = grid.first_column
    groups = _groups(number, upper, grid.beneath.merged, first)
    joined: list[object] = []
    known = 0
    for place in range(max(len(upper), len(lower))):
        above = groups.get(place + first) or _at(upper, place)
        below = _at(lower, place)
        whole = f"{above}{below}"
        if blank(below):
            joined.append(_at(upper, place))
        elif above and _known(whole, index):
            known += 1
            joined.append(whole)
        else:
            known += _known(str(below), index)
            joined.append(below)
    tall = any(area.top == number and area.bottom > number for area in grid.beneath.merged)
    return joined if known >= (1 if tall else 2) else None


def _known(words: str, index: HeadingIndex) -> bool:
    return index.alone(words) is not None


def _groups(number: int, row: Row, merged: Sequence[Area], first: int) -> dict[int, object]:
    """For each column under a merged heading of a row, that heading."""
    return {
        column: _at(row, area.left - first)
        for area in merged
        if area.top == number and area.right > area.left
        for column in range(area.left, min(area.right, first + len(row)) + 1)
    }


def _at(row: Row, place: int) -> object:
    return row[place] if place < len(row) else ""


def named_after(sheet: str, schema: SheetSchema) -> bool:
    """Whether a sheet's name is one by which a kind goes."""
    name = sheet.strip().casefold()
    return any(known.casefold() in name for known in schema.sheets)


def heading_below(row: Row, grid: Grid, indexes: Mapping[str, HeadingIndex]) -> Match | None:
    """How a row below a table's headings fits as headings itself, or None where it is none."""
    if not any(index.like_headings(row, _STRONG) for index in indexes.values()):
        return None
    matches = [index.match(row, grid.first_column) for index in indexes.values()]
    strong = [match for match in matches if match.marked and len(match.fields) >= _STRONG]
    return max(strong, key=lambda match: len(match.fields), default=None)
