"""Headings in two or three rows, read as one row: each with the group above it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from kamdocs.intake.grid import (
    Area,
    Grid,
    Numbered,
    Row,
    blank,
    cell_at,
    filled,
    not_blank,
    several,
    trimmed,
    words,
)
from kamdocs.intake.headings.colons import has_its_value
from kamdocs.intake.headings.index import HeadingIndex
from kamdocs.intake.values import unit_alone
from kamdocs.lazy import lazy
from kamdocs.naming import comparable
from kamdocs.sheets import Field

_YEAR = lazy(r"(?:19|20)\d{2}(?:年度?)?\Z")
_WHO = frozenset({"姓名", "名称", "名字"})
"""Below a group that is a heading itself, these are that heading: 决策人 over 姓名."""
_BRACKETED = lazy(r"\s*[(（][^()（）]{1,6}[)）]\s*")
_LONGEST_UNIT = 10
_SIGNS = frozenset("元万亿(（")
"""What a unit in a row of its own is not without."""
OF_NO_MONEY = frozenset([*"%％‰台套件个吨次家人天分", "人次"])
"""What may stand beside units of money: 万元 | %."""
_SAID_OF_THEM = ("信息", "情况", "资料")
_OF_PEOPLE = lazy(r"(.*(?:人|经理|代表))(?:基本)?..\Z")
"""What is said of people, as a group: 联系人信息."""
TALLEST = 3


class Stack(NamedTuple):
    """Up to three rows of headings read as one row: ``cells``, and in ``rows`` the row number in
    which each of them stands. ``under`` are the cells of the lower rows alone. ``sure``: the lower
    rows are headings, whatever they say. ``others``: a group says that columns are somebody
    else's."""

    cells: Row
    rows: tuple[int, ...]
    height: int = 1
    under: Row = ()
    sure: bool = False
    others: bool = False


def stacks(
    head: Sequence[Numbered], position: int, grid: Grid, index: HeadingIndex
) -> Iterator[Stack]:
    """A row by itself, with the next, and with the next two where cells are merged over all three.

    Where cells are merged downwards from it, it is no heading row by itself.
    """
    (number, row), *following = head[position : position + TALLEST]
    alone = Stack(row, (number,) * len(row))
    if not following:
        yield alone
        return
    if _are_units(following[0][1]):
        yield _with_units(alone, following[0][1])
        return
    tall = _tallest(number, grid.beneath.merged)
    both = _joined(alone, Stack(following[0][1], (number + 1,) * len(following[0][1])), grid, index)
    if both is None or not both.sure:
        yield alone
    if both is not None:
        units = following[1][1] if len(following) == 2 else ()
        yield _with_units(both, units) if _are_units(units) else both
    if tall >= TALLEST and len(following) == 2:
        middle, last = (Stack(cells, (below,) * len(cells)) for below, cells in following)
        lower = _joined(middle, last, grid, index)
        whole = _joined(alone, lower, grid, index) if lower else None
        if whole is not None:
            yield whole


def _are_units(row: Row) -> bool:
    """Whether a row below headings holds nothing but their units: （万元）, （台）."""
    units = False
    for cell in row:
        if blank(cell):
            continue
        if not isinstance(cell, str) or len(cell) > _LONGEST_UNIT:
            return False  # as most rows
        if trimmed(cell) in OF_NO_MONEY:
            continue
        if _SIGNS.isdisjoint(cell):
            return False
        unit = unit_alone(cell)
        if not unit and not _BRACKETED.fullmatch(trimmed(cell)):
            return False
        units = units or bool(unit)
    return units


def _with_units(headings: Stack, units: Row) -> Stack:
    """Headings, each with the unit that stands below it."""
    cells = [
        cell if blank(unit) or blank(cell) else f"{words(cell)}({words(unit).strip('()（） ')})"
        for cell, unit in zip_longest(headings.cells, units[: len(headings.cells)], fillvalue="")
    ]
    return headings._replace(cells=cells, height=headings.height + 1, sure=True)


def _tallest(number: int, merged: Sequence[Area]) -> int:
    """Over how many rows cells are merged that begin in a row."""
    return max((a.bottom - number + 1 for a in merged if a.top == number), default=1)


def _joined(upper: Stack, lower: Stack, grid: Grid, index: HeadingIndex) -> Stack | None:
    """Heading rows as one, or None where the lower is no heading row.

    Where the lower cell is blank, the upper one heads the column. The lower is a heading row where
    cells are merged over both, where two of its headings are known, or where it names only years or
    units; one known heading will do where all stand below groups that are merged over them.
    """
    number = upper.rows[0] if upper.rows else 0
    if not all(isinstance(cell, str) or cell is None or _is_year(cell) for cell in lower.cells):
        return None
    filled = not_blank(lower.cells)
    if not filled:
        return None
    years = [cell for cell in filled if _is_year(cell)]
    groups = groups_above(number, upper.cells, lower.cells, grid)
    cells: list[object] = []
    rows: list[int] = []
    known = 0
    others = False
    joined: set[str] = set()
    for place in range(max(len(upper.cells), len(lower.cells))):
        below = cell_at(lower.cells, place)
        if blank(below):
            cells.append(cell_at(upper.cells, place))
            rows.append(number)
            continue
        named = _named(groups.get(place, ""), words(below), index)
        cells.append(named.heading)
        rows.append(lower.rows[place])
        known += named.known or named.others
        others = others or named.others
        if not named.known or named.heading != words(below):
            joined.add(groups.get(place, ""))
    sure = _tallest(number, grid.beneath.merged) > 1 or len(filled) == len(years) >= 2
    sure = sure or all(unit_alone(cell) for cell in filled)
    sure = sure or (
        known > 0
        and _only_below_groups(number, lower.cells, grid)
        and not _says_something(groups.values(), joined, index)
    )
    if not sure and known < 2:
        return None
    height = upper.height + lower.height
    return Stack(cells, tuple(rows), height, lower.cells, sure, others and several(upper.cells))


def _only_below_groups(number: int, lower: Row, grid: Grid) -> bool:
    """Whether a row holds something only below cells that are merged across in the row above."""
    places = filled(lower, grid.first_column)
    wide = [a for a in grid.beneath.merged if a.top == number and a.right > a.left]
    return all(any(area.left <= place <= area.right for area in wide) for place in places)


def _says_something(groups: Iterable[str], joined: set[str], index: HeadingIndex) -> bool:
    """Whether a row says something of the whole table: 填报人：李晓雯, or 客户名称 beside a name.
    The headings below such a label are not ``joined`` with it, but known by themselves. Where two
    labels are neighbours (客户, 联系人), neither has a value: they are groups."""
    cells = [one for one in dict.fromkeys(groups) if one]
    if any(map(has_its_value, cells)):
        return True
    known = [_known(one, index) for one in cells]
    labels = (one for one, is_label in zip(cells[:-1], known, strict=False) if is_label)
    return any(one not in joined for one in labels) and (True, True) not in pairwise(known)


def _is_year(cell: object) -> bool:
    return isinstance(cell, str | int | float) and _YEAR.match(words(cell)) is not None


class _Named(NamedTuple):
    heading: str
    known: bool = False
    others: bool = False


def _named(group: str, below: str, index: HeadingIndex) -> _Named:
    """A heading with the group above it: 联系人 over 姓名 is 联系人姓名, 收货信息 over 联系人 is
    nothing of ours; where the group says nothing, the heading by itself."""
    whole = f"{group}{below}"
    if group and _known(whole, index):
        return _Named(whole, known=True)
    turned = f"{below}{group}"  # 业务量 over 本月
    if group and not index.knows(below) and _known(turned, index):
        return _Named(turned, known=True)
    people = _OF_PEOPLE.match(group) if group.endswith(_SAID_OF_THEM) else None
    if people and _known(f"{people[1]}{below}", index):
        return _Named(f"{people[1]}{below}", known=True)
    above = index.alone(group) if group else None
    name = index.look_up(below).name
    if above and (name in _WHO or _is_all_of(name, above.field)):
        return _Named(group, known=True)
    rule = index.rules.get((name, above.field.name)) if above else None
    if rule and rule.means:
        return _Named(rule.means.label.zh, known=True)
    if rule or (group and _of_others(group, below, index)):
        return _Named(whole, others=True)
    if group and _YEAR.match(below):
        return _Named(whole)
    return _Named(below, known=_known(below, index))


def _is_all_of(name: str, wanted: Field) -> bool:
    """Whether a heading names the only piece of the lines of a field: 事项 below 所处理的事宜."""
    return len(wanted.columns) == 1 and name in map(comparable, wanted.columns[0])


def _of_others(group: str, below: str, index: HeadingIndex) -> bool:
    """Whether a group says that a heading of ours below it is somebody else's."""
    if not index.knows(below):
        return False
    column = index.alone(below, certain=True)
    ours = column.field.group if column else ""
    name = comparable(group)
    return any(
        any(word in name for word in other.words) and ours not in other.but
        for other in index.schema.others
    )


def _known(heading: str, index: HeadingIndex) -> bool:
    return index.alone(heading) is not None


def groups_above(number: int, upper: Row, lower: Row, grid: Grid) -> Mapping[int, str]:
    """For each place of the lower row, the group above it: the cell right above, the one merged
    over it, or the last one to the left that has blank cells behind it."""
    first = grid.first_column
    groups: dict[int, str] = {}
    last = ""
    for place in range(len(lower)):
        cell = cell_at(upper, place)
        if not blank(cell):
            last = words(cell) if not blank(lower[place]) else ""
        elif blank(lower[place]):
            last = ""
        groups[place] = last
    for area in grid.beneath.merged:
        if area.top == number and area.right > area.left:
            cell = cell_at(upper, area.left - first)
            for place in range(area.left - first, min(area.right - first + 1, len(lower))):
                groups[place] = "" if blank(cell) else words(cell)
    return groups
