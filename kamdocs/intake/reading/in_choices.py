"""A column for each choice of a field: 现场 | 电话 | 视频 below 拜访方式, or 拜访方式(现场) beside
拜访方式(电话), with a tick in those that were chosen."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kamdocs.intake.grid import (
    Grid,
    Numbered,
    Row,
    Ticked,
    blank,
    filled,
    not_blank,
    plain,
    said,
    several,
    why_no_record,
    words,
)
from kamdocs.intake.headings import SAMPLES, HeadingIndex, Kinds
from kamdocs.intake.reading.in_parts import heads_another
from kamdocs.lazy import lazy
from kamdocs.sheets import Field

_FEWEST = 2
_FIGURE = lazy(r"\d")
_OF_A_CHOICE = lazy(
    r"(.+?)\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]\s*\Z|(.+?)\s*[-—_:：.]\s*([^-—_:：.]+)\Z"
)
_BETWEEN = frozenset("()（）[]【】-—_:：.")
"""What stands between a field and a choice; most headings have none of it."""
_CHOSEN = frozenset("√✓✔☑■●v") | {"1", "1.0", "是", "有", "y", "yes", "true"}
_NOT_CHOSEN = frozenset("☐□×x") | {"0", "0.0", "否", "无", "n", "no", "false"}


_Found = tuple[str, Mapping[int, str]]
"""The heading of a field, blank where a group above is that, and the choices by column."""


class _Choices(NamedTuple):
    """The columns, from 1, of the choices of one field, each as the schema calls it, and the row of
    their headings. They are read as one column, the first of them, below a ``heading``, which is
    blank where a group above is that."""

    row: int
    named: Mapping[int, str]
    heading: str


class _OfAChoice(NamedTuple):
    name: str = ""
    field: Field | None = None
    choice: str = ""


_NONE = _OfAChoice()


def with_choices_joined(
    head: Sequence[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
    hints: Mapping[int, Kinds],
) -> Grid | None:
    """A sheet with the columns of the choices of a field, which stand side by side, read as one;
    None where there are none. The others are as for ``find_table``.

    Columns are choices only where most of what stands below them in the first rows, totals and
    signatures apart, is ticks, 1 and 0, or 是 and 否, and at least one of them is chosen.
    """
    for at, (number, row) in enumerate(head):
        above = head[at - 1] if at else (0, ())
        kinds = hints[number] | (hints[above[0]] if at else frozenset())
        if not kinds:
            continue
        groups = filled(above[1], grid.first_column) if several(above[1]) else {}
        cells = filled(row, grid.first_column)
        texts = {place: cell for place, cell in cells.items() if isinstance(cell, str)}
        parted, under = _in_two_parts(texts), _below(groups, texts, indexes)
        if not parted and not under:
            continue  # as nearly all rows
        below = [*_records(head[at + 1 : at + 1 + SAMPLES], [*indexes.values()])]
        for kind in sorted(kinds):
            every = (
                *_with_their_field(parted, indexes[kind]),
                *_below_their_field(under, groups, indexes[kind]),
            )
            for heading, chosen in every:
                choices = _Choices(number, chosen, heading)
                if _are_ticks(below, choices, grid.first_column):
                    return _joined(grid, choices, [*indexes.values()])
    return None


def _in_two_parts(texts: Mapping[int, str]) -> Mapping[int, re.Match[str]]:
    """The headings that may be a field and one of its choices; none where no two side by side begin
    alike."""
    parted = {
        place: found
        for place, one in texts.items()
        if not _BETWEEN.isdisjoint(one) and (found := _OF_A_CHOICE.match(plain(one)))
    }
    names = {place: _name(one) for place, one in parted.items()}
    return parted if any(names.get(place + 1) == name for place, name in names.items()) else {}


def _below(
    groups: Mapping[int, object], texts: Mapping[int, str], indexes: Mapping[str, HeadingIndex]
) -> Mapping[int, str]:
    """The headings that are choices of any kind, as they are compared; none where no two stand side
    by side below one group."""
    if not groups:
        return {}
    every = _choices_of_all(tuple(indexes.values()))
    compared = {place: plain(one).casefold() for place, one in texts.items()}
    under = {place: one for place, one in compared.items() if one in every}
    return under if any(place - 1 in under for place in under.keys() - groups.keys()) else {}


def _records(rows: Iterable[Numbered], indexes: Sequence[HeadingIndex]) -> Iterator[Row]:
    """Those of some rows that are records, down to the headings of another table."""
    for _, row in rows:
        if heads_another(row, indexes):
            return
        if not why_no_record(row, not_blank(row), (0,)):
            yield row


def _with_their_field(parted: Mapping[int, re.Match[str]], index: HeadingIndex) -> Iterator[_Found]:
    """The choices that stand side by side, each with the name of its field."""
    named = {at: _of_a_choice(one, index) for at, one in parted.items()}
    for at, one in named.items():
        if one.field and named.get(at - 1, _NONE).field is not one.field:
            chosen = {k: each.choice for k, each in named.items() if each.field is one.field}
            if len(run := _run(at, chosen)) >= _FEWEST:
                yield one.name, run


def _below_their_field(
    under: Mapping[int, str], groups: Mapping[int, object], index: HeadingIndex
) -> Iterator[_Found]:
    """The choices that stand side by side below the name of their field; ``under`` are the headings
    that are choices of any kind, as they are compared."""
    for at in under:
        wanted = _choosing(words(groups[at]), index) if at in groups else None
        if wanted:
            chosen = {
                k: wanted.spellings[word]
                for k, word in under.items()
                if word in wanted.spellings and (k == at or k not in groups)
            }
            if len(run := _run(at, chosen)) >= _FEWEST:
                yield "", run


@lru_cache(maxsize=4)
def _choices_of_all(indexes: tuple[HeadingIndex, ...]) -> frozenset[str]:
    fields = (field for one in indexes for field in one.schema.fields.values())
    return frozenset(word for field in fields for word in field.spellings)


def _run(begins: int, choices: Mapping[int, str]) -> Mapping[int, str]:
    """The choices in columns side by side from one on, down to one that was there already."""
    found: dict[int, str] = {}
    while begins in choices and choices[begins] not in found.values():
        found[begins] = choices[begins]
        begins += 1
    return found


def _name(parts: re.Match[str] | None) -> str:
    return (parts[1] or parts[3]) if parts else ""


def _of_a_choice(parts: re.Match[str], index: HeadingIndex) -> _OfAChoice:
    """What a heading in two parts says that names a field and one of its choices; no field where it
    is none."""
    name, word = _name(parts), plain(parts[2] or parts[4]).casefold()
    wanted = _choosing(name, index)
    choice = wanted.spellings.get(word) if wanted else None
    return _OfAChoice(name, wanted, choice) if choice else _NONE


def _choosing(name: str, index: HeadingIndex) -> Field | None:
    """The field that a heading names, where it is one of choices."""
    column = index.alone(name, certain=True)
    return column.field if column and column.field.spellings else None


def _are_ticks(rows: Sequence[Row], choices: _Choices, first: int) -> bool:
    """Whether most of what stands in the columns of some rows is ticks, one of them set, and what
    else stands there is words: figures are counts."""
    cells = [cell for row in rows for cell in _cells(row, choices, first).values()]
    marks = [(cell, _mark(cell)) for cell in cells if not blank(cell)]
    odd = [plain(said(cell)) for cell, mark in marks if mark is None]
    any_set = any(mark for _, mark in marks)
    return any_set and 2 * len(odd) < len(marks) and not any(_FIGURE.search(one) for one in odd)


def _cells(row: Row, choices: _Choices, first: int) -> Mapping[int, object]:
    return {at: row[at - first] if at - first < len(row) else "" for at in choices.named}


def _mark(cell: object) -> bool | None:
    """Whether a cell says that its choice was chosen; None where it says something else."""
    mark = plain(said(cell)).casefold()
    return True if mark in _CHOSEN else False if mark in _NOT_CHOSEN else None


def _joined(grid: Grid, choices: _Choices, indexes: Sequence[HeadingIndex]) -> Grid:
    """The sheet with some columns as one."""
    return grid.with_rows(lambda: _rows(grid, choices, indexes))


def _rows(grid: Grid, choices: _Choices, indexes: Sequence[HeadingIndex]) -> Iterator[Numbered]:
    first, ended = grid.first_column, False
    headings: Mapping[int, object] = {}
    for number, row in grid.rows():
        cells = _cells(row, choices, first)
        headings = cells if number == choices.row else headings
        headed = number >= choices.row and cells == headings
        ended = ended or (number > choices.row and not headed and heads_another(row, indexes))
        aside = not headed and why_no_record(row, not_blank(row), (0,))
        if number < choices.row or ended or aside:
            yield number, row
            continue
        whole = choices.heading if headed else _chosen(cells, choices)
        kept = [*row, *[""] * (max(choices.named) + 1 - first - len(row))]
        for at in choices.named:
            kept[at - first] = whole if at == min(choices.named) else ""
        yield number, kept


def _chosen(cells: Mapping[int, object], choices: _Choices) -> str:
    """The choices that are ticked, each with what else is written there."""
    told: dict[int, str] = {}
    for at, cell in cells.items():
        mark = None if blank(cell) else _mark(cell)
        if mark:
            told[at] = choices.named[at]
        elif mark is None and not blank(cell):
            told[at] = f"{choices.named[at]}：{words(cell)}"
    whole, first = "、".join(told.values()), min(told, default=0)
    return whole if first in (0, min(choices.named)) else Ticked(whole, first)
