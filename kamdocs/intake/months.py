"""Months that stand in a row of a sheet."""

from collections.abc import Sequence
from typing import NamedTuple

from kamdocs.intake.cells import plain
from kamdocs.intake.days import read_month
from kamdocs.intake.grid import Numbered, Row, Spot
from kamdocs.intake.numerals import arabic
from kamdocs.intake.titles import month_shown
from kamdocs.lazy import lazy
from kamdocs.model import Period

_MONTH = lazy(
    r"(?:(20\d{2})\s*年\s*|(20\d{2})\s*[-./]\s*)?(\d{1,2})\s*(?:月份?|(?<=\d)(?=\Z))\s*(.*)"
)
"""1月, 2026年1月, 2026-01, 一月份（万元）, 1月业务量."""
FEWEST = 2
"""One month alone is no row of them."""


class Month(NamedTuple):
    """A month among headings: its columns with what heads each of them, as ``written``; of ``year``
    0 nobody says which it is."""

    columns: range
    year: int
    month: int
    written: str
    heads: tuple[str, ...]


def months_in_row(row: Row) -> bool:
    """Whether a row has so many months that these are headings."""
    return len([cell for cell in row if month_in(cell)]) >= FEWEST


def first_month(head: Sequence[Numbered], first_column: int) -> Spot | None:
    """The first month of a row among the first of a sheet that has so many that these are headings;
    None where there is no such row."""
    number, row = next((one for one in head if months_in_row(one[1])), (0, ()))
    columns = (at for at, cell in enumerate(row, first_column) if month_in(cell))
    return next(((number, at) for at in columns), None)


def month_in(cell: object) -> tuple[int, int, str] | None:
    """The year of a month (0 where it names none), its number, and what stands behind it; None for
    what begins with no month."""
    if shown := month_shown(cell):
        return int(shown[:4]), int(shown[-2:]), ""
    if not isinstance(cell, str) or not ("月" in cell or "20" in cell):
        return None
    found = _MONTH.match(arabic(plain(cell)))
    if found is None or not (found[1] or found[2] or "月" in found[0]):
        return None
    year = int(found[1] or found[2] or 0)
    known = read_month(f"{year or 2000}-{found[3]}")
    return (year, known.start.month, found[4].strip()) if isinstance(known, Period) else None
