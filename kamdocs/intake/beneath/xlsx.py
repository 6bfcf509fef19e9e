"""What lies beneath the values of an .xlsx: read from the XML of its parts.

A sheet whose XML shows no sign of anything hidden is not gone through at all.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from kamdocs.intake.beneath.formats import PERCENT_BUILT_IN, as_shown, telling
from kamdocs.intake.grid import Beneath, Spot, error, no_result
from kamdocs.intake.sniffing import DAMAGED, NotOpened

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]|\bt=[\"']e[\"']")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=[\"'](?:1|true)[\"']")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_FROM = re.compile(rb"\bmin=[\"'](\d+)")
_TO = re.compile(rb"\bmax=[\"'](\d+)")
_FILTER = re.compile(rb"<(?:\w+:)?filterColumn\b")
_PICTURE = re.compile(rb"DISPIMG\(", re.IGNORECASE)
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})\Z")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(ElementTree.ParseError, KeyError, ValueError),
)
_PICTURE_FUNCTION = "DISPIMG"
"""The formula by which WPS puts a picture into a cell; no other program reckons it."""


@dataclass(frozen=True)
class Package:
    """What is told of the workbook as a whole, and what lies beneath each sheet by its name."""

    sheets: Mapping[str, Beneath]
    noted: Mapping[str, int]


def look_beneath(content: bytes) -> Package:
    """What the reader of values does not show of a workbook.

    NotOpened where the workbook is too broken to be looked through.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = {name.casefold().lstrip("/"): name for name in package.namelist()}
            formats = _telling_formats(package, parts)
            found = {}
            for sheet, part in _sheets(package, parts):
                xml = package.read(parts[part]) if part in parts else b""
                found[sheet] = _beneath(xml, formats)
            return Package(found, _noted(parts))
    except _BROKEN as fault:
        raise NotOpened("KD101", DAMAGED) from fault


def _noted(parts: Mapping[str, str]) -> dict[str, int]:
    links = sum(name.startswith("xl/externallinks/externallink") for name in parts)
    macros = sum(name.endswith("vbaproject.bin") for name in parts)
    return {name: count for name, count in (("links", links), ("macros", macros)) if count}


def _sheets(package: zipfile.ZipFile, parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the name of its part in lower case."""
    links = ElementTree.fromstring(package.read(parts["xl/_rels/workbook.xml.rels"]))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    book = ElementTree.fromstring(package.read(parts["xl/workbook.xml"]))
    for sheet in book.iter():
        if _local(sheet) == "sheet":
            link = next(value for key, value in sheet.items() if key.endswith("}id"))
            target = targets.get(link, "").casefold()
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            yield sheet.get("name", ""), part


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
    styled = bool(formats) and re.search(_style_of(formats), xml) is not None
    cells = dict(_cells(xml, formats)) if styled or _FORMULA.search(xml) else {}
    noted = {
        "hidden-rows": len(_HIDDEN_ROW.findall(xml)),
        "hidden-columns": sum(_hidden_columns(xml)),
        "filter": 1 if _FILTER.search(xml) else 0,
        "pictures": len(_PICTURE.findall(xml)),
    }
    return Beneath(cells, noted={name: count for name, count in noted.items() if count})


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


def _cells(xml: bytes, formats: Mapping[str, str]) -> Iterator[tuple[Spot, object]]:
    """The cells that hold more than the reader of values shows."""
    row = column = 0
    for event, element in ElementTree.iterparse(BytesIO(xml), ("start", "end")):
        name = _local(element)
        if event == "start" and name == "row":
            row, column = int(element.get("r") or row + 1), 0
        elif event == "start" and name == "c":
            at = _CELL.match(element.get("r") or "")
            column = _number(at[1]) if at else column + 1
        elif event == "end" and name == "c":
            cell = _unseen(element, formats)
            if cell is not None:
                yield (row, column), cell
        elif event == "end" and name == "row":
            element.clear()


def _unseen(cell: ElementTree.Element, formats: Mapping[str, str]) -> object:
    """What a cell really holds, None where the reader of values shows it.

    A formula whose result is an empty text (``t="str"``) does have a result.
    """
    kind = cell.get("t")
    below = {_local(child): child for child in cell}
    result = below.get("v")
    said = result.text if result is not None else None
    formula = below["f"].text or "" if "f" in below else None
    if formula and _PICTURE_FUNCTION in formula.upper():
        return ""  # a picture in the cell is counted, and is no value
    if kind == "e":
        return error(said or "")
    if formula is not None and not said and not (kind == "str" and result is not None):
        return no_result()
    code = formats.get(cell.get("s") or "")
    if code and said and kind in (None, "n"):
        return as_shown(float(said), code)
    return None


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
