"""How far the cells of the sheets of an .xlsb reach, by the records of their parts (MS-XLSB)."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

from kamdocs.intake.opening.beneath.xlsb import records, sheets
from kamdocs.intake.opening.extents.extent import Extent

_ROW = 0
_FILLED = range(2, 12)
"""The kinds of cells that hold something; 1 is a blank one."""


def extents(content: bytes) -> Mapping[str, Extent]:
    """How far the filled cells of each sheet reach, by the sheet's name."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = package.namelist()
        return {
            name: _extent(package.read(part)) for name, part in sheets(package) if part in parts
        }


def _extent(part: bytes) -> Extent:
    extent = Extent()
    row = 0
    for kind, body in records(part):
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0] + 1
        elif kind in _FILLED:
            extent.add(row, struct.unpack_from("<I", body)[0] + 1)
    return extent
