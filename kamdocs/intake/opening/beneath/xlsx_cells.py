"""The cells of an .xlsx sheet that hold more than the reader of values shows.

The XML is listened to, never built up as a tree, and of most cells nothing but the opening tag is
heard: that takes a quarter of the time.
"""

from collections.abc import Mapping
from functools import cache
from xml.parsers import expat

from kamdocs.intake.grid import Spot, error, no_result
from kamdocs.intake.opening.beneath.formats import as_shown
from kamdocs.lazy import lazy
from kamdocs.model import column_number

BROKEN = (expat.ExpatError, ValueError)
"""What is raised over XML that is none, or that counts rows in words."""

_REFERENCE = lazy(r"([A-Za-z]{1,3})\d{1,7}\Z")
PICTURE = ""
"""What stands for a picture in a cell: it is counted, and is no value."""
_PICTURE_FUNCTION = "DISPIMG"
"""The formula by which WPS puts a picture into a cell; no other program reckons it."""


def cells_beneath(xml: bytes, formats: Mapping[str, str]) -> dict[Spot, object]:
    """What stands in for cells of a sheet: errors, formulas without a result, numbers as shown.

    ``formats`` are the number formats, by style, that show more than digits. One of ``BROKEN``
    where the XML cannot be read.
    """
    parser = expat.ParserCreate()
    listener = _Listener(parser, formats)
    parser.StartElementHandler = listener.opens
    parser.Parse(xml, True)
    return listener.found


class _Listener:
    """Hears where each cell begins, and all of those cells that may hold more than is shown.

    A formula stands before its result; only so is it heard in time.
    """

    def __init__(self, parser: expat.XMLParserType, formats: Mapping[str, str]) -> None:
        self.found: dict[Spot, object] = {}
        self._parser = parser
        self._formats = formats
        self._row = 0
        self._reference = ""
        self._further = 0  # cells without a reference since the last with one
        self._cell: Mapping[str, str] = {}
        self._heard: dict[str, str] | None = None
        self._part = ""

    def opens(self, name: str, attributes: Mapping[str, str]) -> None:
        part = _local(name)
        if part == "c":
            self._cell = attributes
            reference = attributes.get("r")
            if reference:
                self._reference, self._further = reference, 0
            else:
                self._further += 1
            if attributes.get("t") == "e" or attributes.get("s") in self._formats:
                self._listen()
        elif part == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._reference, self._further = "", 0
        elif part == "f" and self._heard is None:
            self._listen()
        if self._heard is not None:
            self._heard[part], self._part = "", part

    def _listen(self) -> None:
        self._heard = {}
        self._parser.CharacterDataHandler = self._hears
        self._parser.EndElementHandler = self._closes

    def _hears(self, words: str) -> None:
        if self._heard is not None and self._part:
            self._heard[self._part] += words

    def _closes(self, name: str) -> None:
        self._part = ""
        if self._heard is not None and _local(name) == "c":
            cell = _unseen(self._cell, self._heard, self._formats)
            if cell is not None:
                self.found[self._row, _column(self._reference) + self._further] = cell
            self._heard = None
            self._parser.CharacterDataHandler = None
            self._parser.EndElementHandler = None


@cache
def _local(name: str) -> str:
    """The name of a tag without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _unseen(
    cell: Mapping[str, str], parts: Mapping[str, str], formats: Mapping[str, str]
) -> object:
    """What a cell really holds, None where the reader of values shows it.

    ``cell`` are its attributes, ``parts`` the words of its parts. A formula whose result is an
    empty text (``t="str"``) does have a result.
    """
    kind = cell.get("t")
    formula, result = parts.get("f"), parts.get("v")
    if formula and _PICTURE_FUNCTION in formula.upper():
        return PICTURE
    if kind == "e":
        return error(result or "")
    if formula is not None and not result and not (kind == "str" and result is not None):
        return no_result()
    code = formats.get(cell.get("s") or "")
    if code and result and kind in (None, "n"):
        return as_shown(float(result), code)
    return None


def _column(reference: str) -> int:
    """The number of the column that a reference such as C7 names; 0 where there is none."""
    found = _REFERENCE.match(reference)
    return column_number(found[1]) if found else 0
