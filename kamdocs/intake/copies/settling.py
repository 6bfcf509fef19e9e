"""Repairs held against the cells in which they are to be made.

A cell may hold more than the value that was read of it: 联系人：张三 联系电话：０５１２. There
only the words of the value are replaced; where that cannot be done the repair is proposed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kamdocs.intake.copies.repairs import Grade, Repair
from kamdocs.intake.grid import Grid, Spot, words
from kamdocs.intake.opening import Workbook
from kamdocs.naming import simplified

_STAYS_TEXT = frozenset({"number-as-text", "number-as-words", "date-as-text", "separators"})
"""What need not be put right in a cell that is text whatever the value within it is."""


def settled(found: Iterable[Repair], workbook: Workbook) -> list[Repair]:
    """Some repairs, each as it can be made in the cell that it concerns."""
    wanted = list(found)
    cells = dict(_cells(workbook.grids, wanted))
    kept: list[Repair] = []
    for repair in wanted:
        at = repair.cell.sheet, _spot(repair)
        cell = cells.get(at, "")
        whole = _is_whole(words(cell), repair)
        if whole or repair.grade is not Grade.DONE:
            kept.append(replace(repair, raw=cell) if whole else repair)
            continue
        if _STAYS_TEXT.issuperset(repair.how):
            continue
        within = _within(cell, repair)
        if within is None:
            kept.append(replace(repair, grade=Grade.PROPOSED))
        else:
            cells[at] = within  # another value of the cell may be put right as well
            kept.append(replace(repair, within=within))
    return kept


def _is_whole(said: str, repair: Repair) -> bool:
    """Whether what a cell says is what was read of it. What was read simplified, 2026年10月3號, is
    the same, but a text is not rewritten in simplified characters by the way."""
    if said == repair.old:
        return True
    rewritten = repair.grade is Grade.DONE and isinstance(repair.new, str)
    return not rewritten and simplified(said) == repair.old


def _within(cell: object, repair: Repair) -> str | None:
    """What a cell is to hold where the value is only a part of its words, which must be found
    there once."""
    if not (isinstance(cell, str) and isinstance(repair.new, str) and cell.count(repair.old) == 1):
        return None
    return cell.replace(repair.old, repair.new)


def _cells(
    grids: Sequence[Grid], found: Sequence[Repair]
) -> Iterator[tuple[tuple[str, Spot], object]]:
    """What the cells hold that some repairs concern, by sheet and place."""
    wanted: dict[str, dict[int, set[int]]] = {}
    for repair in found:
        cell = repair.cell
        wanted.setdefault(cell.sheet, {}).setdefault(cell.row, set()).add(cell.column)
    for grid in (one for one in grids if one.name in wanted):
        columns = wanted[grid.name]
        for number, row in grid.rows():
            for column in columns.get(number, ()):
                index = column - grid.first_column
                if 0 <= index < len(row):
                    yield (grid.name, (number, column)), row[index]


def _spot(repair: Repair) -> Spot:
    return repair.cell.row, repair.cell.column
