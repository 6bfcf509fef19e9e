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
"""The level of compression: at most a quarter of the time of the usual level 6, and documents are
larger by a fourteenth."""
_PIECE = 1 << 19
"""Longer content is deflated in pieces of this many bytes."""
_WINDOW = 1 << 15
"""How many bytes back deflated content may refer to."""
_NO_MORE = (0, 0, 0, 0, 0)
"""Fields of the zip's directory that are 0 for every part: the lengths of extra fields and remark,
the disk, the attributes."""
_HEAD = struct.Struct("<4s22x2H")
"""The header of a part in a zip: its signature, the length of its name, and that of its extra
fields."""
_ILLEGAL = lazy("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
TYPES_PART, LINKS_PART, CORE_PART = "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"
"""The names of the parts that every package has: the content types, the relations of the package,
and its properties."""
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""The namespaces of these parts, and of the relations in Office documents."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of files of old Office (.doc, .xls), and of new ones with a password."""
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError),
)
"""The exceptions that a broken package, or a broken part of it, can raise."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One part as it is written into a package: its name, its deflated bytes, and the checksum and
    the size of its content."""

    name: bytes
    deflated: bytes
    crc: int
    size: int


def packed(name: str, content: bytes) -> Packed:
    """A part with its content deflated, ready for ``package``."""
    return Packed(name.encode(), _deflated(content), zlib.crc32(content), len(content))


def _deflated(content: bytes) -> bytes:
    """The content deflated; the pieces of a long one in several threads at once. The pieces depend
    only on the length, so the same content always gives the same bytes."""
    if len(content) <= _PIECE:
        return _piece(content, 0)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return b"".join(threads.map(partial(_piece, content), range(0, len(content), _PIECE)))


def _piece(content: bytes, start: int) -> bytes:
    """The deflated piece of the content from ``start`` on. It may refer to the bytes before it, and
    ends with a whole byte, so that pieces can be joined."""
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


def parts_in(content: bytes) -> dict[str, bytes]:
    """Every part of a package of ours by its name; zipfile.BadZipFile where it is no package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without_system(content: bytes) -> bytes:
    """The package without the marks of the system on which it was made, so that Windows and Linux
    give the same bytes."""
    return changed(content, {})


def changed(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A package with some parts changed: each of ``parts`` replaces that of its name, is added at
    the end, or is removed where its content is None. Other parts are copied without unpacking.

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
    """The text with every character that XML forbids replaced by U+FFFD, and the number of these.

    The line ends of Windows and old Macs become single newlines.
    """
    return _ILLEGAL.subn(_REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


_IN_AN_ATTRIBUTE = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escaped(words: str) -> str:
    """Words escaped for the text of an XML element. ``xml.sax`` of the standard library has this
    too, but its import takes longer than making twenty documents."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(words: str) -> str:
    """Words escaped as the value of an XML attribute, with quotes around them."""
    return f'"{escaped(words).translate(_IN_AN_ATTRIBUTE)}"'
