"""What lies beneath the values of an .xlsx: read from the XML of its parts.

A sheet whose XML shows no sign of anything hidden is not gone through at all.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

from kamdocs.intake.beneath import xlsx_cells
from kamdocs.intake.beneath.formats import PERCENT_BUILT_IN, telling
from kamdocs.intake.beneath.xlsx_cells import PICTURE, cells_beneath
from kamdocs.intake.days import SINCE_1904
from kamdocs.intake.extents.extent import Extent
from kamdocs.intake.extents.xlsx import extent_in
from kamdocs.intake.grid import Beneath
from kamdocs.intake.sniffing import DAMAGED, NotOpened
from kamdocs.lazy import lazy

_FORMULA = lazy(rb"<(?:\w+:)?f[ >/]")
_ERROR = lazy(rb"\st=[\"']e[\"']")
_HIDDEN_ROW = lazy(rb"<(?:\w+:)?row\b[^>]*\bhidden=[\"'](?:1|true)[\"']")
_COLUMN = lazy(rb"<(?:\w+:)?col\b[^>]*>")
_HIDDEN = lazy(rb"\bhidden=[\"'](?:1|true)[\"']")
_FROM = lazy(rb"\bmin=[\"'](\d+)")
_TO = lazy(rb"\bmax=[\"'](\d+)")
_FILTER = lazy(rb"<(?:\w+:)?filterColumn\b")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(ElementTree.ParseError, LookupError, *xlsx_cells.BROKEN),
)


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
            formats = _telling_formats(package, parts)
            later = _later(_book(package, parts))
            found: dict[str, Beneath] = {}
            reach: dict[str, Extent] = {}
            for sheet, xml in _sheets(package, parts):
                if extent := extent_in(xml):
                    reach[sheet] = extent
                found[sheet] = _beneath(xml, formats)._replace(later=later)
            return Package(found, reach, _noted(parts))
    except _BROKEN as fault:
        raise NotOpened("KD101", DAMAGED) from fault


def _noted(parts: Mapping[str, str]) -> dict[str, int]:
    links = sum(name.startswith("xl/externallinks/externallink") for name in parts)
    macros = sum(name.endswith("vbaproject.bin") for name in parts)
    return {name: count for name, count in (("links", links), ("macros", macros)) if count}


def _book(package: zipfile.ZipFile, parts: Mapping[str, str]) -> ElementTree.Element:
    return ElementTree.fromstring(package.read(parts["xl/workbook.xml"]))


def _later(book: ElementTree.Element) -> timedelta:
    """How much later the days of a workbook are that counts them from 1904."""
    about = next((one for one in book if _local(one) == "workbookPr"), None)
    from_1904 = about is not None and about.get("date1904") in ("1", "true")
    return SINCE_1904 if from_1904 else timedelta()


def _parts_of(package: zipfile.ZipFile) -> dict[str, str]:
    """The names of the parts in a package, by their names in lower case."""
    return {name.casefold().lstrip("/"): name for name in package.namelist()}


def _sheets(package: zipfile.ZipFile, parts: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The name of each sheet with the XML of its part."""
    links = ElementTree.fromstring(package.read(parts["xl/_rels/workbook.xml.rels"]))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for sheet in _book(package, parts).iter():
        if _local(sheet) == "sheet":
            link = next(value for key, value in sheet.items() if key.endswith("}id"))
            target = targets.get(link, "").casefold()
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            yield sheet.get("name", ""), package.read(parts[part]) if part in parts else b""


def _telling_formats(package: zipfile.ZipFile, parts: Mapping[str, str]) -> dict[str, str]:
    """The styles of cells, as a cell names them, whose number format shows more than digits."""
    if "xl/styles.xml" not in parts:
        return {}
    root = ElementTree.fromstring(package.read(parts["xl/styles.xml"]))
    codes = {str(number): code for number, code in PERCENT_BUILT_IN.items()}
    styles: list[str] = []
    for part in root:
        if _local(part) == "numFmts":
            codes |= {one.get("numFmtId", ""): one.get("formatCode", "") for one in part}
        elif _local(part) == "cellXfs":
            styles = [one.get("numFmtId", "") for one in part]
    return {
        str(index): codes[number]
        for index, number in enumerate(styles)
        if number in codes and telling(codes[number])
    }


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
        if _HIDDEN.search(column) and first and last and int(last[1]) < 16384:
            yield int(last[1]) - int(first[1]) + 1


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
