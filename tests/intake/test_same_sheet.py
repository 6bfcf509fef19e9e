"""What makes no difference to a person makes none here: blanks around words, a blank row above,
a blank column at the left.

Every sheet of the cases in ``test_sheets`` is written once more with such a change; it must read as
before.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from openpyxl.utils import range_boundaries

from kamdocs import review
from kamdocs.intake import read_content
from kamdocs.model import Place, Unread
from tests import desk, writers
from tests.intake.test_sheets import AS_OF, CASES, sheets_of

Read = tuple[list[str], list[str]]
_BLANKS = (" ", "\u3000", "\u00a0", "\n", "\t")
"""What comes along where a cell is filled from a page, an e-mail or another program."""
_BARE_MARKS = ("=", "#")
"""How formulas and errors begin: with a blank before it a cell holds neither."""


def read_of(sheets: Sequence[writers.Sheet], moved: tuple[int, int] = (0, 0)) -> Read:
    """Every record with its values and cells, and all that is found; places are told as they would
    be ``moved`` back by rows and columns."""
    file = read_content("交来.xlsx", writers.by_openpyxl(sheets), desk.SCHEMAS)
    _, findings = review.validate([file], desk.SCHEMAS, AS_OF)

    def at(place: Place | None) -> str:
        if place is None or not (place.row or place.column):
            return place.sheet if place else ""
        row = max(0, place.row - moved[0])
        column = max(0, place.column - moved[1])
        return str(replace(place, row=row, column=column))

    records = [
        f"{record.kind} {at(record.row)} "
        + ", ".join(
            f"{name} {value.code if isinstance(value, Unread) else value} {at(record.place(name))}"
            for name, value in record.values.items()
        )
        for record in file.records
    ]
    return records, [f"{one.code} {at(one.place)}" for one in findings]


def changed(
    sheets: Sequence[writers.Sheet], change: Callable[[Any], Any]
) -> Sequence[writers.Sheet]:
    return [
        replace(sheet, rows=[[change(cell) for cell in row] for row in sheet.rows])
        for sheet in sheets
    ]


def between_blanks(before: str, behind: str) -> Callable[[Any], Any]:
    def change(cell: Any) -> Any:
        if not isinstance(cell, str) or not cell.strip() or cell.startswith(_BARE_MARKS):
            return cell
        return f"{before}{cell}{behind}"

    return change


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_blanks_around_words_make_no_difference(case: dict[str, Any]) -> None:
    sheets = sheets_of(case)
    as_it_stands = read_of(sheets)
    assert any(as_it_stands) or "records" not in case
    at = CASES.index(case) % len(_BLANKS)
    before, behind = _BLANKS[at], _BLANKS[at - 1]
    assert read_of(changed(sheets, between_blanks(before, behind))) == as_it_stands


def shifted(sheet: writers.Sheet, down: int, right: int) -> writers.Sheet:
    """The sheet with blank rows above and blank columns at the left, in an ordinary format."""
    merged = []
    for area in sheet.merged:
        bounds = range_boundaries(area)
        left, top, last, bottom = (one or 0 for one in bounds)
        ends = (cell_at(left + right, top + down), cell_at(last + right, bottom + down))
        merged.append(":".join(ends))
    rows = [[None]] * down + [[None] * right + [*row] for row in sheet.rows]
    return writers.Sheet(sheet.name, rows, merged, state=sheet.state)


def cell_at(column: int, row: int) -> str:
    return Place("", "", row, column).cell


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
@pytest.mark.parametrize(("down", "right"), [(1, 0), (0, 1), (2, 2)])
def test_blank_rows_and_columns_before_it_make_no_difference(
    case: dict[str, Any], down: int, right: int
) -> None:
    sheets = [shifted(sheet, 0, 0) for sheet in sheets_of(case)]
    moved = [shifted(sheet, down, right) for sheet in sheets]
    assert read_of(moved, (down, right)) == read_of(sheets)
