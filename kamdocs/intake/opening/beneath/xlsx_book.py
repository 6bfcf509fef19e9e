"""What the parts of an .xlsx tell that its sheets have in common.

Workbooks that one program made have the same ones, byte for byte: what small ones tell is
remembered from file to file.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from kamdocs.intake.opening.beneath.formats import PERCENT_BUILT_IN, telling
from kamdocs.intake.values import SINCE_1904

_SMALL = 1 << 16
_KEPT = 32


class Book(NamedTuple):
    """The names of the sheets, each with that of its part in lower case, and how much ``later``
    their days are than where they count from 1899-12-30."""

    sheets: tuple[tuple[str, str], ...]
    later: timedelta


def book_of(workbook: bytes, links: bytes) -> Book:
    """What the part of the workbook and that of its links tell."""
    small = len(workbook) + len(links) <= _SMALL
    return (_book if small else _book.__wrapped__)(workbook, links)


def telling_formats(styles: bytes) -> Mapping[str, str]:
    """The styles of cells, as a cell names them, whose number format shows more than digits."""
    return (_formats if len(styles) <= _SMALL else _formats.__wrapped__)(styles)


@lru_cache(maxsize=_KEPT)
def _book(workbook: bytes, links: bytes) -> Book:
    root = ElementTree.fromstring(workbook)
    return Book(tuple(_sheets(root, ElementTree.fromstring(links))), _later(root))


@lru_cache(maxsize=_KEPT)
def _formats(styles: bytes) -> Mapping[str, str]:
    codes = {str(number): code for number, code in PERCENT_BUILT_IN.items()}
    numbers: list[str] = []
    for part in ElementTree.fromstring(styles):
        if _local(part) == "numFmts":
            codes |= {one.get("numFmtId", ""): one.get("formatCode", "") for one in part}
        elif _local(part) == "cellXfs":
            numbers = [one.get("numFmtId", "") for one in part]
    return {
        str(index): codes[number]
        for index, number in enumerate(numbers)
        if number in codes and telling(codes[number])
    }


def _sheets(root: ElementTree.Element, links: ElementTree.Element) -> Iterator[tuple[str, str]]:
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for sheet in root.iter():
        if _local(sheet) == "sheet":
            link = next(value for key, value in sheet.items() if key.endswith("}id"))
            target = targets.get(link, "").casefold()
            yield sheet.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def _later(root: ElementTree.Element) -> timedelta:
    about = next((one for one in root if _local(one) == "workbookPr"), None)
    from_1904 = about is not None and about.get("date1904") in ("1", "true")
    return SINCE_1904 if from_1904 else timedelta()


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
