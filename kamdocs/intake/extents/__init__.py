"""How far the cells of each sheet reach, looked up before any sheet is read.

python-calamine lays a sheet out whole, every blank between its outermost cells included. One slip
of the hand in the last cell of all (XFD1048576) asks for half a terabyte, and it then gives up the
whole run, not only the sheet.
"""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree

from kamdocs.intake.extents import ods, xls, xlsb, xlsx
from kamdocs.intake.extents.extent import Extent
from kamdocs.intake.sniffing import DAMAGED, Format, NotOpened

_LOOKS = {
    Format.XLSX: xlsx.extents,
    Format.XLSB: xlsb.extents,
    Format.XLS: xls.extents,
    Format.ODS: ods.extents,
}
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(ElementTree.ParseError, LookupError, ValueError),
)

__all__ = ["Extent", "extents_of", "without"]

without = ods.without


def extents_of(content: bytes, kind: Format) -> Mapping[str, Extent]:
    """How far the cells of each sheet reach, by its name, in a workbook of some format.

    NotOpened where the workbook is too broken to be looked through.
    """
    try:
        return _LOOKS[kind](content)
    except _BROKEN as fault:
        raise NotOpened("KD101", DAMAGED) from fault
