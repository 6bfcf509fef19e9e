"""Excerpts of worksheets: the few rows that a copy changes as XML, all others left as bytes.

Reading all rows of a large sheet into a tree, and writing them again, takes ten times as long as
everything else. An excerpt is made only of a sheet that is written as most programs write them;
where any doubt is left there is none, and the sheet is read whole.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from kamdocs.intake.copies.book import Book, local, parsed

_ROW, _END = b'<row r="', b"</sheetData>"
_DIGITS = b"0123456789"
_WORDS = re.compile(rb">[^<>\x00-\x1f]+<")
"""Words between two tags, in which XML forbids nothing where UTF-8 and references are sound."""
_NUMBER = rb"#(?:9|10|13|[3-9]\d|[1-9]\d\d\d?|[1-4]\d{4}|65[0-4]\d\d|[1-9]\d{5})"
_ODD_REFERENCE = re.compile(rb"&(?!(?:%b|amp|lt|gt|quot|apos);)" % _NUMBER)
"""What stands for a character that may be none."""
_FORBIDDEN = ("\ufffe", "\uffff")


@dataclass(frozen=True)
class Apart:
    """A worksheet taken apart: what stands before its rows, what stands behind ``<row r="`` in
    each, and what behind them all. ``frame`` is the sheet with its first row alone."""

    head: bytes
    rows: Mapping[int, bytes]
    tail: bytes
    frame: etree._Element

    def put_in_part(self, book: Book, part: str, numbers: Collection[int]) -> None:
        """Let a book, of which the sheet is a part, have the rows of some numbers only; the others
        are there again when it is saved.

        The first row is among them always, so that it is known where rows stand.
        """
        wanted = {*numbers, next(iter(self.rows))}
        seen = (row for number, row in self.rows.items() if number in wanted)
        others = {number: row for number, row in self.rows.items() if number not in wanted}

        def whole(xml: bytes) -> bytes:
            head, rows, tail = _apart(xml)
            rows |= others
            return _together(head, (rows[number] for number in sorted(rows)), tail)

        book.put(part, parsed(_together(self.head, seen, self.tail)), whole)

    def styled(self, styles: Iterable[int]) -> set[int]:
        """The rows that may have a cell in one of some styles."""
        names = b"|".join(b"%d" % style for style in styles)
        if not names:
            return set()
        cell = re.compile(rb"\ss\s*=\s*[\"'][\s+0]*(?:%b)\s*[\"']" % names)
        return {number for number, row in self.rows.items() if cell.search(row)}


def taken_apart(xml: bytes) -> Apart | None:
    """A worksheet taken apart; None where it is written in a way that leaves any doubt.

    There is none where each row is an element that begins with its number, rows stand in order,
    and the XML is sound throughout: without prefixes, in UTF-8, nothing in it cut in two.
    """
    try:
        head, rows, tail = _apart(xml)
        words = xml.decode()
        if any(one in words for one in _FORBIDDEN) or _ODD_REFERENCE.search(xml):
            return None
        frame = parsed(_together(head, [next(iter(rows.values()))], tail))
        sound = _is_plain(frame) and _are_sound(rows.values(), frame)
    except (ValueError, etree.XMLSyntaxError):
        return None
    return Apart(head, rows, tail, frame) if sound else None


def _apart(xml: bytes) -> tuple[bytes, dict[int, bytes], bytes]:
    """The XML before the rows, the rows by number, and what is behind; ValueError where they are
    not in order, or there are none."""
    head, *pieces = xml.split(_ROW)
    if not pieces:
        raise ValueError("no rows")
    pieces[-1], _, tail = pieces[-1].rpartition(_END)
    numbers = [int(piece[: piece.index(b'"')]) for piece in pieces]
    if any(one >= other for one, other in pairwise(numbers)):
        raise ValueError("rows that are not in order")
    return head, dict(zip(numbers, pieces, strict=True)), tail


def _together(head: bytes, rows: Iterable[bytes], tail: bytes) -> bytes:
    *pieces, last = head, *rows
    return _ROW.join((*pieces, b"".join((last, _END, tail))))


def _is_plain(sheet: etree._Element) -> bool:
    """Whether a sheet of one row is in UTF-8, and its elements are without a prefix and in one
    namespace."""
    about = sheet.getroottree().docinfo
    data = [one for one in sheet if local(one) == "sheetData"]
    return (
        (about.encoding or "UTF-8").upper() == "UTF-8"
        and about.internalDTD is None
        and len(data) == len(data[0]) == 1
        and sheet.prefix is data[0].prefix is None
        and list(data[0].nsmap.values()).count(data[0].nsmap.get(None, "")) == 1
    )


def _are_sound(rows: Iterable[bytes], frame: etree._Element) -> bool:
    """Whether each row is one element, closed where the next begins.

    Rows that are alike but for their numbers and words are looked at once.
    """
    without_digits = {row.translate(None, _DIGITS) for row in rows}
    shapes = {_WORDS.sub(b"><", row) for row in without_digits}
    if any(b"<!" in shape for shape in shapes):
        return False
    data = next(one for one in frame if local(one) == "sheetData")
    prefixes = {one.encode().translate(None, _DIGITS) for one in data.nsmap if one}
    spaces = b"".join(b' xmlns:%b="%b"' % (one, one) for one in sorted(prefixes))
    return len(parsed(_together(b"<sheetData%b>" % spaces, shapes, b""))) == len(shapes)
