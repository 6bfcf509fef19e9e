"""Whether the cells of an old .xls are where cells can be, by the records of its stream (MS-XLS).

No sheet of an .xls is too large, for each of them ends at IV65536. A record that speaks of cells
beyond is damaged, and python-calamine would lay out as many.
"""

import io
import struct
from collections.abc import Iterator, Mapping

import olefile

from kamdocs.intake.opening.extents.extent import Extent

_ROWS, _COLUMNS = 65_536, 256
_SIZE = 0x200
"""The record that says how far the cells of a sheet reach, in two ways of writing."""
_SIZES = {10: "<HHHH", 14: "<IIHH"}
_SEVERAL = 0xBD
"""The record of several cells beside each other; its last two bytes are their last column."""
_CELLS = frozenset({0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406, _SEVERAL})


def extents(content: bytes) -> Mapping[str, Extent]:
    """Nothing, for no sheet is too large. ValueError where a record speaks of cells beyond."""
    with olefile.OleFileIO(io.BytesIO(content)) as streams:
        name = "Workbook" if streams.exists("Workbook") else "Book"
        for kind, body in _records(streams.openstream(name).read()):
            if kind == _SIZE and len(body) in _SIZES:
                _, rows, _, columns = struct.unpack_from(_SIZES[len(body)], body)
                if rows > _ROWS or columns > _COLUMNS:
                    raise ValueError(rows, columns)
            elif kind in _CELLS:
                (column,) = struct.unpack_from("<H", body, len(body) - 2 if kind == _SEVERAL else 2)
                if column >= _COLUMNS:
                    raise ValueError(column)
    return {}


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a stream: the kind of each, and its bytes."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
