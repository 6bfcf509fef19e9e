"""Months that stand in a row of a sheet."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kamdocs.intake.captions.titles import month_shown
from kamdocs.intake.grid import Numbered, Row, Spot, plain, shown
from kamdocs.intake.values import arabic, in_figures, month_named, read_month
from kamdocs.lazy import lazy
from kamdocs.model import Period

_MONTH = lazy(
    r"['’]?(?:((?:20)?\d{2})\s*年\s*|(20\d{2})\s*[-./]\s*)?(\d{1,2})"
    r"\s*(?:月份?|(?<=\d)(?=\Z))\s*(.*)"
)
"""1月, 2026年1月, 26年1月, 2026-01, 一月份（万元）, 1月业务量."""
_NUMBER = lazy(r"(?:(20\d{2})(?=\d\d\Z))?(0?[1-9]|1[0-2])\Z", re.ASCII)
"""A month as a bare number: 1, 202601."""
FEWEST = 2
"""One month alone is no row of them."""
_RUN = 3
"""So many numbers that follow each other may be months."""
_WHOLE = 100
"""Years below are told with two digits."""


_DECEMBER = 12


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


def with_months_spelled(row: Row) -> Row:
    """A row whose only numbers are months that follow each other (1, 2, 3 or 202601, 202602,
    202603, or Jan, Feb, Mar), with each written as a month; any other row as it is."""
    numbers = {at: found for at, cell in enumerate(row) if (found := _numbered(cell))}
    run = [year * _DECEMBER + month for year, month in numbers.values()]
    figures = [cell for cell in row if isinstance(cell, float | int)]
    if len(run) < _RUN or len(figures) > len(run) or run != [*range(run[0], run[0] + len(run))]:
        return row
    spelled = {
        at: f"{year}年{month}月" if year else f"{month}月" for at, (year, month) in numbers.items()
    }
    return [spelled.get(at, cell) for at, cell in enumerate(row)]


def _numbered(cell: object) -> tuple[int, int] | None:
    """The year (0 where there is none) and the month that a bare number may be."""
    if isinstance(cell, str) and "一" <= cell[:1] <= "龥":
        return None  # as most headings begin, which are many
    text = plain(shown(cell)) if isinstance(cell, str | float | int) else ""
    if named := month_named(text.casefold()):
        return 0, named
    found = _NUMBER.match(text)
    return (int(found[1] or 0), int(found[2])) if found else None


def one_year(short: int, years: Collection[int]) -> int:
    """The year of a month whose heading names it whole, with two digits (26) or not at all (0), by
    the ``years`` that stand above it; 0 where they do not tell it."""
    if short >= _WHOLE:
        return short
    meant = {year for year in years if short in (0, year % _WHOLE)}
    return min(meant) if len(meant) == 1 else 0


def month_in(cell: object) -> tuple[int, int, str] | None:
    """The year of a month (with two digits where it is written so, 0 where it names none), its
    number, and what stands behind it; None for what begins with no month."""
    if shown := month_shown(cell):
        return int(shown[:4]), int(shown[-2:]), ""
    if not isinstance(cell, str) or not ("月" in cell or "20" in cell):
        return None
    text = plain(cell)
    found = _MONTH.match(in_figures(text.replace(" ", "")) if text.isascii() else arabic(text))
    if found is None or not (found[1] or found[2] or "月" in found[0]):
        return None
    year = int(found[1] or found[2] or 0)
    known = read_month(f"2000-{found[3]}")
    return (year, known.start.month, found[4].strip()) if isinstance(known, Period) else None
