"""A column of units between labels and the months right of them: 项目 | 单位 | 1月 | 2月."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kamdocs.intake.captions import months_in_row
from kamdocs.intake.grid import Grid, Numbered, blank, cell_at, plain, words
from kamdocs.intake.headings import OF_NO_MONEY, HeadingIndex
from kamdocs.intake.reading.in_parts import heads_another
from kamdocs.intake.values import unit_alone
from kamdocs.naming import comparable

_UNITS = frozenset({"单位", "计量单位"})


def with_units_joined(
    head: Sequence[Numbered], grid: Grid, indexes: Mapping[str, HeadingIndex]
) -> Grid | None:
    """A sheet in which each label has the unit right of it in brackets, where units stand in a
    column between labels of ours and months; None where they do not. What else stands in that
    column stays."""
    for at, (number, row) in enumerate(head):
        likely = [at for at, cell in enumerate(row) if isinstance(cell, str) and "位" in cell]
        place = next((at for at in likely if _heads_units(row[at])), 0)
        if not place or not months_in_row(row[place + 1 :]):
            continue
        below = [one for _, one in head[at + 1 :] if _is_unit(cell_at(one, place))]
        labels = [cell_at(one, place - 1) for one in below]
        if any(index.knows_any(labels) for index in indexes.values()):
            return grid.with_rows(partial(_rows, grid, number, place, [*indexes.values()]))
    return None


def _heads_units(cell: object) -> bool:
    return isinstance(cell, str) and comparable(cell) in _UNITS


def _is_unit(cell: object) -> bool:
    return isinstance(cell, str) and (plain(cell) in OF_NO_MONEY or bool(unit_alone(words(cell))))


def _rows(
    grid: Grid, headings: int, place: int, indexes: Sequence[HeadingIndex]
) -> Iterator[Numbered]:
    ended = False
    for number, row in grid.rows():
        unit, label = cell_at(row, place), cell_at(row, place - 1)
        again = _heads_units(unit) and bool(months_in_row(row[place + 1 :]))
        ended = not again and (ended or (number > headings and heads_another(row, indexes)))
        if number < headings or ended or not (again or _is_unit(unit)):
            yield number, row
            continue
        kept = [*row]
        kept[place] = ""
        if isinstance(label, str) and not blank(label) and unit_alone(words(unit)):
            kept[place - 1] = f"{words(label)}({words(unit)})"
        yield number, kept
