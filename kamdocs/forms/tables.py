"""The rows and cells of a table in a Word document, without those of tables nested in it."""

from collections.abc import Iterator

from lxml import etree

from kamdocs.forms.markup import CELL, ROW, TABLE


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, without those of nested tables."""
    return (row for row in table.iter(ROW) if next(row.iterancestors(TABLE)) is table)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, without those of nested tables."""
    return (cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW)) is row)
