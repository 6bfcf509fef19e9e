"""The package of an office document: a zip with its parts in fixed order and fixed dates.

The same parts give the same bytes. Parts that nothing changes are packed once and copied.
"""

import io
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from kamdocs.lazy import lazy

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_DEFLATED = 8
_UTF_8 = 0x800
_MIDNIGHT = 0
_NEW_YEAR_1980 = (0 << 9) | (1 << 5) | 1
_LEVEL = 2
"""Takes a quarter of the time of the usual level 6, or less; a document grows by a fourteenth."""
_PIECE = 1 << 19
"""Content that is longer is deflated in pieces of so many bytes."""
_WINDOW = 1 << 15
"""So far back deflated content refers to what stands before it."""
_NO_MORE = (0, 0, 0, 0, 0)
"""Of a part: no extra fields, no remark, one disk, no attributes."""
_HEAD = struct.Struct("<4s22x2H")
"""The head of a part in a zip: its mark, and how long its name and its extra fields are."""
_ILLEGAL = lazy("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
TYPES_PART, LINKS_PART, CORE_PART = "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"
"""The parts of every package: what kind each part is of, what the package is about, by whom."""
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""The namespaces of such parts, and of what Office itself links with."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old Office begin, and those of today that have a password."""
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError),
)
"""What is raised over a package that does not open, or a part of it, however that is packed."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One part as it stands in the package: its name, its deflated bytes, and their measure."""

    name: bytes
    deflated: bytes
    crc: int
    size: int


def packed(name: str, content: bytes) -> Packed:
    """A part, made ready for the package."""
    return Packed(name.encode(), _deflated(content), zlib.crc32(content), len(content))


def _deflated(content: bytes) -> bytes:
    """The content deflated; a long one piece by piece at once, for zlib lets other threads run. How
    it is cut depends on nothing but its length, so the same content gives the same bytes."""
    if len(content) <= _PIECE:
        return _piece(content, 0)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return b"".join(threads.map(partial(_piece, content), range(0, len(content), _PIECE)))


def _piece(content: bytes, start: int) -> bytes:
    """The piece of a deflated content that begins somewhere in it; it may refer to what stands
    before it there, and ends with a whole byte."""
    end = start + _PIECE
    before = content[max(0, start - _WINDOW) : start]
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=before)
    body = deflate.compress(memoryview(content)[start:end])
    return body + deflate.flush(zlib.Z_FINISH if end >= len(content) else zlib.Z_SYNC_FLUSH)


def package(parts: Iterable[Packed]) -> bytes:
    """The bytes of a package that holds the parts in the order given."""
    bodies: list[bytes] = []
    index: list[bytes] = []
    offset = 0
    for part in parts:
        measure = (_MIDNIGHT, _NEW_YEAR_1980, part.crc, len(part.deflated), part.size)
        named = len(part.name)
        flags = 0 if part.name.isascii() else _UTF_8
        head = _LOCAL.pack(b"PK\3\4", _VERSION, flags, _DEFLATED, *measure, named, 0)
        entry = _CENTRAL.pack(
            b"PK\1\2", _VERSION, _VERSION, flags, _DEFLATED, *measure, named, *_NO_MORE, offset
        )
        bodies += (head, part.name, part.deflated)
        index += (entry, part.name)
        offset += len(head) + named + len(part.deflated)
    directory = b"".join(index)
    count = len(index) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), offset, 0)
    return b"".join((*bodies, directory, end))


def package_of(parts: Mapping[str, str | bytes]) -> bytes:
    """The bytes of a package that holds the named parts; text is written as UTF-8."""
    return package(
        packed(name, part.encode() if isinstance(part, str) else part)
        for name, part in parts.items()
    )


def without_system(content: bytes) -> bytes:
    """A package as it is, but for what tells on which system it was made: Windows and Linux give
    the same bytes."""
    return changed(content, {})


def changed(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A package with some parts put in place of those of their names or added behind them; None
    takes one away. All other parts are copied as they are packed.

    zipfile.BadZipFile where the content is no package.
    """
    new = {name: part for name, part in parts.items() if part is not None}
    kept: list[Packed] = []
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        for about in old.infolist():
            if about.is_dir() or (about.filename in parts and about.filename not in new):
                continue
            if about.filename in new:
                kept.append(packed(about.filename, new.pop(about.filename)))
            else:
                kept.append(_copied(content, old, about))
    return package([*kept, *(packed(name, part) for name, part in new.items())])


def _copied(content: bytes, old: zipfile.ZipFile, about: zipfile.ZipInfo) -> Packed:
    if about.compress_type != zipfile.ZIP_DEFLATED:
        return packed(about.filename, old.read(about))
    mark, named, extra = _HEAD.unpack_from(content, about.header_offset)
    start = about.header_offset + _HEAD.size + named + extra
    if mark != b"PK\3\4":
        raise zipfile.BadZipFile(about.filename)
    body = content[start : start + about.compress_size]
    return Packed(about.filename.encode(), body, about.CRC, about.file_size)


def cleaned(text: str) -> tuple[str, int]:
    """The text with every character that XML forbids replaced by U+FFFD, and how many those were.

    The line ends of Windows and old Macs become plain ones.
    """
    return _ILLEGAL.subn(_REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


_IN_AN_ATTRIBUTE = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escaped(words: str) -> str:
    """Words as they stand between two tags. What the standard library has for that (``xml.sax``)
    loads all that speaks to servers, which takes longer than to make twenty documents."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(words: str) -> str:
    """Words as the value of an attribute, with its quotes."""
    return f'"{escaped(words).translate(_IN_AN_ATTRIBUTE)}"'
