"""How far the cells of each sheet reach, looked up before any sheet is read.

python-calamine lays a sheet out whole, every blank between its outermost cells included. One slip
of the hand in the last cell of all (XFD1048576) asks for half a terabyte, and it then gives up the
whole run, not only the sheet.
"""

from collections.abc import Collection, Mapping

from kamdocs.intake.opening.extents.extent import Extent
from kamdocs.intake.opening.sniffing import BROKEN_XML, DAMAGED, Format, NotOpened

__all__ = ["extents_of", "without"]


def extents_of(content: bytes, kind: Format) -> Mapping[str, Extent]:
    """How far the cells of each sheet reach, by its name, in a workbook of some format; that of an
    .xlsx is told by ``beneath.xlsx``, which goes through its sheets anyway.

    NotOpened where the workbook is too broken to be looked through.
    """
    try:
        return _look(content, kind)
    except BROKEN_XML as fault:
        raise NotOpened("KD101", DAMAGED) from fault


def _look(content: bytes, kind: Format) -> Mapping[str, Extent]:
    """What looks through a format comes with the first file of it."""
    if kind is Format.XLSB:
        from kamdocs.intake.opening.extents.xlsb import extents
    elif kind is Format.XLS:
        from kamdocs.intake.opening.extents.xls import extents
    else:
        from kamdocs.intake.opening.extents.ods import extents
    return extents(content)


def without(content: bytes, names: Collection[str]) -> bytes:
    """An .ods with some sheets emptied: whoever opens it lays out all of them."""
    from kamdocs.intake.opening.extents.ods import without

    return without(content, names)
