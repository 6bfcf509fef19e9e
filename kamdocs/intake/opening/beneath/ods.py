"""What lies beneath the values of an .ods: read from its content.xml."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree

from kamdocs.intake.grid import Area, Beneath, Spot, error, no_result
from kamdocs.intake.opening.beneath.seen import as_seen
from kamdocs.intake.opening.sniffing import BROKEN_XML, DAMAGED, NotOpened
from kamdocs.lazy import lazy

_SUSPECT = lazy(
    rb"-spanned=|:visibility=|:formula=|value-type=[\"'](?:percentage|currency|error)"
    rb"|<text:p>0\d|:null-date\b|<number:text\b|:currency-symbol\b|:display-factor="
)
_NULL_DATE = lazy(rb"<(?:\w+:)?null-date\b[^>]*:date-value=[\"'](1[89]\d\d-\d\d-\d\d)")
_USUAL = date(1899, 12, 30)
"""The day 0 of most workbooks, and of those that name none."""
_ERROR = lazy(r"#[A-Z/0!?]+|Err:\d+|#N/A")
_FIGURES = frozenset({"float", "percentage", "currency"})


@dataclass
class _Table:
    """A sheet while it is gone through: where we are, and what was found so far. ``held`` is what
    the row that is being read holds, by column."""

    name: str
    row: int = 1
    column: int = 1
    held: dict[int, object] = field(default_factory=dict)
    cells: dict[Spot, object] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: int = 0
    filtered: int = 0
    hidden_columns: int = 0

    def done(self) -> Beneath:
        noted = {
            "hidden-rows": self.hidden_rows,
            "hidden-columns": self.hidden_columns,
            "filter": min(self.filtered, 1),
        }
        counted = {name: count for name, count in noted.items() if count}
        return Beneath(self.cells, tuple(self.merged), counted)


def look_beneath(content: bytes) -> dict[str, Beneath]:
    """For each sheet by name what its values do not show; NotOpened where the file is broken."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            xml = package.read("content.xml")
        if not _SUSPECT.search(xml):
            return {}
        later = _later(xml)
        return {table.name: table.done()._replace(later=later) for table in _tables(xml)}
    except BROKEN_XML as fault:
        raise NotOpened("KD101", DAMAGED) from fault


def _later(xml: bytes) -> timedelta:
    """How much later the days of a workbook are than in one that counts them from 1899-12-30."""
    found = _NULL_DATE.search(xml)
    return date.fromisoformat(found[1].decode()) - _USUAL if found else timedelta()


def _tables(xml: bytes) -> Iterator[_Table]:
    table: _Table | None = None
    for event, element in ElementTree.iterparse(BytesIO(xml), ("start", "end")):
        name = _local(element)
        if event == "start" and name == "table":
            table = _Table(_get(element, "name"))
        elif table is None:
            continue
        elif event == "start" and name == "table-row":
            table.column = 1
        elif event == "end" and name in ("table-cell", "covered-table-cell"):
            _cell(table, element)
        elif event == "end" and name == "table-column":
            _column(table, element)
        elif event == "end" and name == "table-row":
            _row(table, element)
            element.clear()
        elif event == "end" and name == "table":
            yield table
            table = None


def _row(table: _Table, element: ElementTree.Element) -> None:
    many = int(_get(element, "number-rows-repeated") or 1)
    for row in range(table.row, table.row + many) if table.held else ():
        table.cells.update({(row, column): cell for column, cell in table.held.items()})
    table.held = {}
    shown = _get(element, "visibility")
    if shown in ("collapse", "filter") and any(_get(cell, "value-type") for cell in element):
        table.hidden_rows += many
        table.filtered += shown == "filter"
    table.row += many


def _column(table: _Table, element: ElementTree.Element) -> None:
    many = int(_get(element, "number-columns-repeated") or 1)
    if _get(element, "visibility") == "collapse" and many < 1024:
        table.hidden_columns += many


def _cell(table: _Table, element: ElementTree.Element) -> None:
    """A cell, or several alike that stand beside each other and are written once."""
    held = _unseen(element)
    many = int(_get(element, "number-columns-repeated") or 1)
    if held is not None:
        table.held.update(dict.fromkeys(range(table.column, table.column + many), held))
    wide = int(_get(element, "number-columns-spanned") or 1)
    tall = int(_get(element, "number-rows-spanned") or 1)
    if wide > 1 or tall > 1:
        spot = table.row, table.column
        table.merged.append(Area(*spot, table.row + tall - 1, table.column + wide - 1))
    table.column += many


def _unseen(cell: ElementTree.Element) -> object:
    """What a cell really holds, None where the reader of values shows it."""
    kinds = {value for key, value in cell.items() if key.endswith("}value-type")}
    shown = "\n".join("".join(line.itertext()) for line in cell if _local(line) == "p")
    if "error" in kinds or (_get(cell, "formula") and _ERROR.fullmatch(shown)):
        return error(shown)
    if _get(cell, "formula") and not kinds:
        return no_result()
    number = _get(cell, "value")
    return as_seen(float(number), shown) if number and kinds & _FIGURES else None


def _get(element: ElementTree.Element, name: str) -> str:
    """An attribute by its local name, empty where there is none."""
    return next((value for key, value in element.items() if key.endswith(f"}}{name}")), "")


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
