"""The door: what is too large, too dense or too odd to be let in, and what reading may cost."""

import codecs
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kamdocs.intake.opening.sniffing import DAMAGED, NotOpened
from kamdocs.lazy import lazy
from kamdocs.model import Text
from kamdocs.packaging import BROKEN

_MB = 1 << 20
_SMALL = 10 * _MB
"""Parts no larger than this may be as dense as they like."""
_PROLOG = 1 << 16
"""So far into a part of XML its first element begins, at the latest."""
_GLANCE = 512
"""So many bytes of most parts come to their first element."""
_ENTITY = lazy(rb"<!ENTITY", re.IGNORECASE)
_ASIDE = (("<!--", "-->"), ("<?", "?>"))
"""What may stand before the first element, and holds whatever it likes."""
_DOCTYPE = lazy(r"<!DOCTYPE[^\[<>]*>")
"""One that declares nothing by itself."""
_ELEMENT = lazy(r"<[^\W\d]")
_NAMED = struct.Struct("<HH")
_NAME_AT, _HEADER = 26, 30
"""Where before a packed part the lengths of its name and of more stand, which follow the header."""
_XML = (".xml", ".rels", ".vml")


class Limits(NamedTuple):
    """How much one file may be and may cost, each an entry of ``[limits]`` in kamdocs.toml.

    Megabytes of the file, and of all that is packed in it; parts in its package; how many times
    larger a part may be than it is packed; seconds and megabytes that reading may take.
    """

    file_mb: int = 100
    expanded_mb: int = 1_000
    parts: int = 20_000
    ratio: int = 250
    seconds: int = 120
    memory_mb: int = 3_000


SAFE = Limits()


class Door(NamedTuple):
    """How a file is let in: ``passwords`` are tried on one that has a password, ``limits`` hold for
    what it is and what it may cost."""

    passwords: Sequence[str] = ()
    limits: Limits = SAFE


USUAL = Door()


def hold_size(size: int, limits: Limits) -> None:
    """NotOpened where a file of so many bytes is too large to be read."""
    if size > limits.file_mb * _MB:
        raise _over("file_mb", _megabytes(size), _megabytes(limits.file_mb * _MB))


def hold_package(content: bytes, limits: Limits) -> None:
    """NotOpened where what is packed in an .xlsx, .xlsb or .ods is more than is let in.

    A package that does not open, and a file that is none, are passed on: the reader says what
    they are.
    """
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _hold_measures(parts, len(content), limits)
            for part in parts:
                if part.filename.casefold().endswith(_XML) and not _begins_plainly(content, part):
                    _hold_prolog(package, part)
    except BROKEN:
        return


def _hold_measures(parts: Sequence[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(parts) > limits.parts:
        raise _over("parts", f"{len(parts):,}", f"{limits.parts:,}")
    expanded = sum(part.file_size for part in parts)
    if expanded > limits.expanded_mb * _MB:
        raise _over("expanded_mb", _megabytes(expanded), _megabytes(limits.expanded_mb * _MB))
    for part in parts:
        ratio = part.file_size / max(1, part.compress_size)
        if part.file_size > _SMALL and ratio > limits.ratio:
            raise _over("ratio", f"{ratio:,.0f}", f"{limits.ratio:,}")
    if sum(part.compress_size for part in parts) > size:
        raise NotOpened("KD101", DAMAGED)  # parts that lie over one another


def _begins_plainly(content: bytes, part: zipfile.ZipInfo) -> bool:
    """Whether a part comes to its first element without an entity, told of its packed bytes: to
    open it takes several times as long. False where it has to be opened to be told."""
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return False
    try:
        name, more = _NAMED.unpack_from(content, part.header_offset + _NAME_AT)
        start = part.header_offset + _HEADER + name + more
        packed = content[start : start + min(part.compress_size, _PROLOG)]
        return any(_is_plain(_inflated(packed, size)) for size in (_GLANCE, _PROLOG))
    except (struct.error, zlib.error):
        return False


def _inflated(packed: bytes, size: int) -> bytes:
    """The first so many bytes of what is packed."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size)


def _hold_prolog(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Entities are of no use in a workbook, and the way to make a small file endless."""
    try:
        with package.open(part) as stream:
            head = stream.read(_PROLOG)
    except BROKEN:
        return  # no reader gets further, but it may with the parts behind
    if _is_plain(head):
        return
    if _ENTITY.search(head.replace(b"\0", b"")) or part.file_size > _PROLOG:
        raise NotOpened("KD175", part.filename)


def _is_plain(head: bytes) -> bool:
    """Whether a part comes to its first element, and declares nothing before that."""
    text = _decoded(head)
    at = text.find("<")
    while at >= 0 and not _ELEMENT.match(text, at):
        end = next((_end(text, at, *pair) for pair in _ASIDE if text.startswith(pair[0], at)), -1)
        if doctype := _DOCTYPE.match(text, at):
            end = doctype.end()
        at = text.find("<", end) if end > 0 else -1
    return at >= 0


def _end(text: str, at: int, begins: str, ends: str) -> int:
    """Right behind what stands aside; -1 where it has no end."""
    found = text.find(ends, at + len(begins))
    return found + len(ends) if found >= 0 else -1


def _decoded(head: bytes) -> str:
    """The first letters of XML. Of other encodings than UTF-16 the marks are those of ASCII."""
    if head.startswith(codecs.BOM_UTF16_BE) or head[:1] == b"\0":
        return head.decode("utf-16-be", "ignore")
    if head.startswith(codecs.BOM_UTF16_LE) or head[1:2] == b"\0":
        return head.decode("utf-16-le", "ignore")
    return head.decode("latin-1")


def _megabytes(size: int) -> str:
    return f"{-(-size // _MB):,} MB"


_WHAT: Mapping[str, Text] = {
    "file_mb": Text("文件有{found}，上限{most}", "the file has {found}, the limit is {most}"),
    "expanded_mb": Text(
        "文件里压缩的内容展开后有{found}，上限{most}",
        "what is packed in the file comes to {found}, the limit is {most}",
    ),
    "parts": Text(
        "文件里有{found}个部件，上限{most}个", "the file holds {found} parts, the limit is {most}"
    ),
    "ratio": Text(
        "文件里有内容压缩到了{found}分之一，上限{most}分之一",
        "a part is packed {found} times smaller than it is, the limit is {most}",
    ),
}


def _over(entry: str, found: str, most: str) -> NotOpened:
    return NotOpened("KD171", _WHAT[entry].filled(found=found, most=most), {"entry": entry})
