"""What lies beneath the values of an .xlsb: read from the records of its parts (MS-XLSB).

A record is its kind (one or two bytes), its length (one to four bytes, seven bits in each), and
so many bytes.
"""

import struct
import zipfile
from collections.abc import Iterator, Mapping
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree

from kamdocs.intake.grid import Area, Beneath, Spot, error
from kamdocs.intake.opening.beneath.formats import PERCENT_BUILT_IN, as_shown, telling
from kamdocs.intake.opening.sniffing import BROKEN_XML, DAMAGED, NotOpened
from kamdocs.intake.values import SINCE_1904
from kamdocs.model import Text

_ROW, _COLUMNS, _MERGED, _SHEET, _FORMAT, _STYLE, _ABOUT = 0, 60, 176, 156, 44, 47, 153
_ROUNDED, _NUMBER, _FORMULA_NUMBER = 2, 5, 9
_ERRONEOUS = (3, 11)
_SHORT = range(12, 19)
"""Cells without a column of their own, which python-calamine passes over."""
_STYLES_OF_CELLS = 617, 618
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
_NOT_FOUND = "#N/A"
_UNTOLD = Text("一种少见的.xlsb，单元格读不全", "an .xlsb of a rare kind whose cells would be lost")

Record = tuple[int, bytes]


def look_beneath(content: bytes) -> dict[str, Beneath]:
    """For each sheet by name what its values do not show.

    NotOpened where the workbook is broken, or holds cells that would be lost.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            formats, later = _telling_formats(package), _later(package)
            return {
                name: _beneath(package.read(part), formats)._replace(later=later)
                for name, part in sheets(package)
                if part in package.namelist()
            }
    except BROKEN_XML as fault:
        raise NotOpened("KD101", DAMAGED) from fault


def records(content: bytes) -> Iterator[Record]:
    """The records of a part: the kind of each, and its bytes."""
    at = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (content[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while True:
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift == 28:
                break
        yield kind, content[at : at + length]
        at += length


def _string(body: bytes, at: int) -> tuple[str, int]:
    """A string with its length before it, and where it ends."""
    (many,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * many
    return body[at + 4 : end].decode("utf-16-le"), end


def sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the name of its part."""
    links = ElementTree.fromstring(package.read("xl/_rels/workbook.bin.rels"))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for kind, body in records(package.read("xl/workbook.bin")):
        if kind == _SHEET:
            link, end = _string(body, 8)
            name, _ = _string(body, end)
            target = targets.get(link, "")
            yield name, target[1:] if target.startswith("/") else f"xl/{target}"


def _later(package: zipfile.ZipFile) -> timedelta:
    """How much later the days of a workbook are that counts them from 1904."""
    book = package.read("xl/workbook.bin")
    from_1904 = any(bool(body[0] & 1) for kind, body in records(book) if kind == _ABOUT)
    return SINCE_1904 if from_1904 else timedelta()


def _telling_formats(package: zipfile.ZipFile) -> dict[int, str]:
    if "xl/styles.bin" not in package.namelist():
        return {}
    codes = dict(PERCENT_BUILT_IN)
    numbers: list[int] = []
    among = False
    for kind, body in records(package.read("xl/styles.bin")):
        if kind == _FORMAT:
            (number,) = struct.unpack_from("<H", body)
            codes[number] = _string(body, 2)[0]
        elif kind in _STYLES_OF_CELLS:
            among = kind == _STYLES_OF_CELLS[0]
        elif kind == _STYLE and among:
            numbers.append(struct.unpack_from("<H", body, 2)[0])
    return {
        index: codes[number]
        for index, number in enumerate(numbers)
        if number in codes and telling(codes[number])
    }


def _beneath(content: bytes, formats: Mapping[int, str]) -> Beneath:
    cells: dict[Spot, object] = {}
    merged: list[Area] = []
    rows = columns = row = 0
    for kind, body in records(content):
        if kind in _SHORT:
            raise NotOpened("KD107", _UNTOLD)
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0] + 1
            rows += bool(body[11] & 0x10)
        elif kind == _COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<IIIIH", body)
            columns += (last - first + 1) if flags & 1 and last < 16383 else 0
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            merged.append(Area(top + 1, left + 1, bottom + 1, right + 1))
        elif kind in _ERRONEOUS or (formats and kind in (_ROUNDED, _NUMBER, _FORMULA_NUMBER)):
            column, style = struct.unpack_from("<II", body)
            held = _held(kind, body, formats.get(style & 0xFFFFFF, ""))
            if held is not None:
                cells[(row, column + 1)] = held
    noted = {"hidden-rows": rows, "hidden-columns": columns}
    return Beneath(cells, tuple(merged), {name: many for name, many in noted.items() if many})


def _held(kind: int, body: bytes, code: str) -> object:
    if kind in _ERRONEOUS:
        return error(_ERRORS.get(body[8], _NOT_FOUND))
    return as_shown(_rounded(body) if kind == _ROUNDED else _double(body), code) if code else None


def _double(body: bytes) -> float:
    return float(struct.unpack_from("<d", body, 8)[0])


def _rounded(body: bytes) -> float:
    """A number kept in 30 bits: whole or the upper half of a double, perhaps in hundredths."""
    (raw,) = struct.unpack_from("<i", body, 8)
    if raw & 2:
        number = float(raw >> 2)
    else:
        (number,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", raw & ~3))
    return number / 100 if raw & 1 else number
