"""What lies beneath the values of an .xlsx: read from the XML of its parts.

A sheet whose XML shows no sign of anything hidden is not gone through at all.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from kamdocs.intake.grid import Beneath
from kamdocs.intake.opening.beneath import xlsx_cells
from kamdocs.intake.opening.beneath.xlsx_book import book_of, telling_formats
from kamdocs.intake.opening.beneath.xlsx_cells import PICTURE, cells_beneath
from kamdocs.intake.opening.extents.extent import Extent
from kamdocs.intake.opening.extents.xlsx import extent_in
from kamdocs.intake.opening.sniffing import BROKEN_XML, DAMAGED, NotOpened
from kamdocs.lazy import lazy
from kamdocs.spreadsheets import COLUMNS

_FORMULA = lazy(rb"<(?:\w+:)?f[ >/]")
_ERROR = lazy(rb"\st=[\"']e[\"']")
_HIDDEN_ROW = lazy(rb"<(?:\w+:)?row\b[^>]*\bhidden=[\"'](?:1|true)[\"']")
_COLUMN = lazy(rb"<(?:\w+:)?col\b[^>]*>")
_HIDDEN = lazy(rb"\bhidden=[\"'](?:1|true)[\"']")
_FROM = lazy(rb"\bmin=[\"'](\d+)")
_TO = lazy(rb"\bmax=[\"'](\d+)")
_FILTER = lazy(rb"<(?:\w+:)?filterColumn\b")
_BROKEN = (*BROKEN_XML, *xlsx_cells.BROKEN)


class Package(NamedTuple):
    """What is told of the workbook as a whole, what lies beneath each sheet by its name, and how
    far (``reach``) those go that are not small at a glance."""

    sheets: Mapping[str, Beneath]
    reach: Mapping[str, Extent]
    noted: Mapping[str, int]


def look_beneath(content: bytes) -> Package:
    """What the reader of values does not show of a workbook.

    NotOpened where the workbook is too broken to be looked through.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = _parts_of(package)
            book = book_of(
                package.read(parts["xl/workbook.xml"]),
                package.read(parts["xl/_rels/workbook.xml.rels"]),
            )
            styles = parts.get("xl/styles.xml")
            formats = telling_formats(package.read(styles)) if styles else {}
            found: dict[str, Beneath] = {}
            reach: dict[str, Extent] = {}
            for sheet, part in book.sheets:
                xml = package.read(parts[part]) if part in parts else b""
                if extent := extent_in(xml):
                    reach[sheet] = extent
                found[sheet] = _beneath(xml, formats)._replace(later=book.later)
            return Package(found, reach, _noted(parts))
    except _BROKEN as fault:
        raise NotOpened("KD101", DAMAGED) from fault


def _noted(parts: Mapping[str, str]) -> dict[str, int]:
    links = sum(name.startswith("xl/externallinks/externallink") for name in parts)
    macros = sum(name.endswith("vbaproject.bin") for name in parts)
    return {name: count for name, count in (("links", links), ("macros", macros)) if count}


def _parts_of(package: zipfile.ZipFile) -> dict[str, str]:
    """The names of the parts in a package, by their names in lower case."""
    return {name.casefold().lstrip("/"): name for name in package.namelist()}


def _beneath(xml: bytes, formats: Mapping[str, str]) -> Beneath:
    """What lies beneath a sheet. Plain bytes are looked for before any pattern: in most sheets
    they are not there, and looking for them takes a tenth of the time."""
    cells = cells_beneath(xml, formats) if _has_more(xml, formats) else {}
    hidden = b"hidden=" in xml
    noted = {
        "hidden-rows": len(_HIDDEN_ROW.findall(xml)) if hidden else 0,
        "hidden-columns": sum(_hidden_columns(xml)) if hidden else 0,
        "filter": 1 if b"filterColumn" in xml and _FILTER.search(xml) else 0,
        "pictures": sum(cell == PICTURE for cell in cells.values()),
    }
    return Beneath(cells, noted={name: count for name, count in noted.items() if count})


def _has_more(xml: bytes, formats: Mapping[str, str]) -> bool:
    """Whether some cell may hold more than its value: a formula, an error, a telling style."""
    formulas = (b"<f" in xml or b":f" in xml) and _FORMULA.search(xml)
    errors = (b't="e"' in xml or b"t='e'" in xml) and _ERROR.search(xml)
    return bool(formulas or errors or (formats and re.search(_style_of(formats), xml)))


def _style_of(formats: Mapping[str, str]) -> bytes:
    """The pattern of a cell in one of some styles."""
    return rb"\bs=[\"'](?:%b)[\"']" % b"|".join(style.encode() for style in formats)


def _hidden_columns(xml: bytes) -> Iterator[int]:
    """How many columns each hidden stretch of them holds; those to the end are nobody's."""
    for column in _COLUMN.findall(xml):
        first, last = _FROM.search(column), _TO.search(column)
        if _HIDDEN.search(column) and first and last and int(last[1]) < COLUMNS:
            yield int(last[1]) - int(first[1]) + 1
