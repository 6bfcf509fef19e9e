"""Cells that python-calamine shows as blank though they hold something.

Formula errors (#N/A) and formulas without a saved result come out empty there. Only a sheet
whose XML mentions either is gone through a second time, here.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from kamdocs.intake.opening import DAMAGED, NotOpened

_SUSPECT = re.compile(rb"<(?:\w+:)?f[ >/]|\bt=[\"']e[\"']")
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})\Z")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(ElementTree.ParseError, KeyError, ValueError),
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A cell that is not blank: ``error`` is its text, or empty for a formula without a result."""

    row: int
    column: int
    error: str


def hidden_cells(content: bytes) -> dict[str, list[Hidden]]:
    """For each sheet by name the cells that show an error or a formula without a result.

    NotOpened where the workbook is too broken to be looked through.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name.casefold(): name for name in package.namelist()}
            found = {}
            for sheet, part in _sheets(package, parts):
                xml = package.read(parts[part]) if part in parts else b""
                found[sheet] = list(_hidden(xml)) if _SUSPECT.search(xml) else []
            return found
    except _BROKEN as fault:
        raise NotOpened("KD101", DAMAGED) from fault


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


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _hidden(xml: bytes) -> Iterator[Hidden]:
    row = column = 0
    for event, element in ElementTree.iterparse(io.BytesIO(xml), ("start", "end")):
        name = _local(element)
        if event == "start" and name == "row":
            row, column = int(element.get("r") or row + 1), 0
        elif event == "start" and name == "c":
            at = _CELL.match(element.get("r") or "")
            column = _number(at[1]) if at else column + 1
        elif event == "end" and name == "c":
            error = _unseen(element)
            if error is not None:
                yield Hidden(row, column, error)
        elif event == "end" and name == "row":
            element.clear()


def _unseen(cell: ElementTree.Element) -> str | None:
    """The text of an error, empty for a formula without a result, None where all is to be seen.

    A formula whose result is an empty text (``t="str"``) does have a result.
    """
    kind = cell.get("t")
    below = {_local(child): child for child in cell}
    result = below.get("v")
    said = result.text if result is not None else None
    if kind == "e":
        return said or "#"
    if "f" not in below or said or (kind == "str" and result is not None):
        return None
    return ""


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
