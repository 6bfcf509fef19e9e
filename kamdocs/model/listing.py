"""A plain table for people to read, which a report adds to a workbook besides the sheets of
rows."""

from datetime import date
from typing import NamedTuple

Cell = str | int | date


class Listing(NamedTuple):
    """A table with a ``name`` (that of its sheet), a ``note`` above it, and columns of a width.

    ``widths`` are in digits, a Chinese character being two of them.
    """

    name: str
    note: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
