"""A column for each choice of a field: 现场 | 电话 | 视频 below 拜访方式, or 拜访方式(现场) beside
拜访方式(电话), with a tick in those that were chosen."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import NamedTuple

from kamdocs.intake.grid import (
    Grid,
    Numbered,
    Row,
    blank,
    first_of,
    is_total,
    plain,
    said,
    several,
    words,
)
from kamdocs.intake.headings import SAMPLES, HeadingIndex, Kinds
from kamdocs.intake.reading.in_parts import heads_another
from kamdocs.lazy import lazy
from kamdocs.sheets import Field

_FEWEST = 2
_OF_A_CHOICE = lazy(
    r"(.+?)\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]\s*\Z|(.+?)\s*[-—_:：.]\s*([^-—_:：.]+)\Z"
)
_CHOSEN = frozenset("√✓✔☑■●v") | {"1", "1.0", "是", "y", "yes", "true"}
_NOT_CHOSEN = frozenset("☐□×x") | {"0", "0.0", "否", "n", "no", "false"}


class _Choices(NamedTuple):
    """The columns, from 1, of the choices of one field, and the row of their headings. They are
    read as one column, the first of them, below a ``heading``, which is blank where a group above
    is that."""

    row: int
    words: Mapping[int, str]
    heading: str


def with_choices_joined(
    head: Sequence[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
    hints: Mapping[int, Kinds],
) -> Grid | None:
    """A sheet with the columns of the choices of a field, which stand side by side, read as one;
    None where there are none. The others are as for ``find_table``.

    Columns are choices only where nothing but ticks, 1 and 0, or 是 and 否 stand below them in the
    first rows, totals apart, and at least one of them is chosen.
    """
    for at, (number, row) in enumerate(head):
        above = head[at - 1] if at else (0, ())
        kinds = hints[number] | (hints[above[0]] if at else frozenset())
        below = [one for _, one in islice(head, at + 1, at + 1 + SAMPLES)]
        for kind in sorted(kinds):
            for choices in _side_by_side(number, row, above[1], grid, indexes[kind]):
                if _are_ticks(below, choices, grid.first_column):
                    return _joined(grid, choices, [*indexes.values()])
    return None


def _side_by_side(
    number: int, row: Row, above: Row, grid: Grid, index: HeadingIndex
) -> Iterator[_Choices]:
    """The choices that stand side by side in a row, each with its field, or below their field."""
    named = [_of_a_choice(cell, index) for cell in row]
    first = grid.first_column
    groups = [*above, *[""] * (len(row) - len(above))] if several(above) else [""] * len(row)
    place = 0
    while place < len(row):
        heading, wanted, grouped = named[place][0], named[place][1], False
        if wanted is None and not blank(groups[place]):
            heading, wanted, grouped = "", _choosing(words(groups[place]), index), True
        end = place
        found: dict[int, str] = {}
        while wanted and end < len(row):
            word = words(row[end]) if grouped else named[end][2]
            same = blank(groups[end]) or end == place if grouped else named[end][1] is wanted
            if not same or not _is_choice(word, wanted) or word in found.values():
                break
            found[end + first] = word
            end += 1
        if len(found) >= _FEWEST:
            yield _Choices(number, found, heading)
        place = max(end, place + 1)


def _of_a_choice(cell: object, index: HeadingIndex) -> tuple[str, Field | None, str]:
    """A heading that names a field and one of its choices: the name of the field, the field and the
    choice; no field where it is none."""
    found = _OF_A_CHOICE.match(plain(cell)) if isinstance(cell, str) else None
    if found is None:
        return "", None, ""
    name, word = (found[1], found[2]) if found[1] else (found[3], found[4])
    wanted = _choosing(name, index)
    return (name, wanted, word) if wanted and _is_choice(word, wanted) else ("", None, "")


def _choosing(name: str, index: HeadingIndex) -> Field | None:
    """The field that a heading names, where it is one of choices."""
    column = index.alone(name, certain=True)
    return column.field if column and column.field.spellings else None


def _is_choice(word: str, wanted: Field) -> bool:
    return plain(word).casefold() in wanted.spellings


def _are_ticks(rows: Sequence[Row], choices: _Choices, first: int) -> bool:
    """Whether nothing but ticks stands in the columns of some rows, and one at least is set."""
    cells = [_cells(row, choices, first).values() for row in rows if not is_total(first_of(row))]
    marks = [_mark(cell) for row in cells for cell in row if not blank(cell)]
    return True in marks and None not in marks


def _cells(row: Row, choices: _Choices, first: int) -> Mapping[int, object]:
    return {at: row[at - first] if at - first < len(row) else "" for at in choices.words}


def _mark(cell: object) -> bool | None:
    """Whether a cell says that its choice was chosen; None where it says something else."""
    mark = plain(said(cell)).casefold()
    return True if mark in _CHOSEN else False if mark in _NOT_CHOSEN else None


def _joined(grid: Grid, choices: _Choices, indexes: Sequence[HeadingIndex]) -> Grid:
    """The sheet with some columns as one."""
    return grid._replace(
        source=lambda: _rows(grid, choices, indexes),
        start=grid.first_column,
        beneath=grid.beneath._replace(cells={}),
        since=0,
    )


def _rows(grid: Grid, choices: _Choices, indexes: Sequence[HeadingIndex]) -> Iterator[Row]:
    first, before, ended = grid.first_column, 0, False
    headings: Mapping[int, object] = {}
    for number, row in grid.rows():
        yield from repeat((), number - before - 1)
        before = number
        cells = _cells(row, choices, first)
        headings = cells if number == choices.row else headings
        headed = number >= choices.row and cells == headings
        ended = ended or (number > choices.row and not headed and heads_another(row, indexes))
        if number < choices.row or ended:
            yield row
            continue
        whole = choices.heading if headed else _chosen(cells, choices)
        kept = [*row, *[""] * (max(choices.words) + 1 - first - len(row))]
        for at in choices.words:
            kept[at - first] = whole if at == min(choices.words) else ""
        yield kept


def _chosen(cells: Mapping[int, object], choices: _Choices) -> str:
    """The choices that are ticked, each with what else is written there."""
    told = []
    for at, cell in cells.items():
        mark = None if blank(cell) else _mark(cell)
        if mark:
            told.append(choices.words[at])
        elif mark is None and not blank(cell):
            told.append(f"{choices.words[at]}：{words(cell)}")
    return "、".join(told)
