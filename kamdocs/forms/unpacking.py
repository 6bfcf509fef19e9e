"""Opens documents that somebody handed in with caution, or refuses them with a reason."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from lxml import etree

from kamdocs.model import Text
from kamdocs.packaging import BROKEN, COMPOUND_FILE, LINKS_PART, TYPES_PART

_LARGEST = 64 * 2**20
"""The most bytes of one part, unpacked; a form of a thousand rows has two million."""
_LARGEST_WHOLE = 256 * 2**20
"""The most bytes of a whole template, unpacked."""
_MOST_PARTS = 2_000
_DOCUMENT = "/officeDocument"
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of the same elements in files saved as Strict Open XML."""

EMPTY = Text("文件是空的", "the file is empty")
OLE = Text(
    "是有密码的文档，或旧的.doc格式；用Word或WPS去掉密码，另存为.docx",
    "it has a password or is an old .doc; save it as .docx without one",
)
_NO_ZIP = Text("不是.docx文档，或文件已损坏", "it is no .docx document, or damaged")
NO_WORD = Text("里面没有Word文档的正文", "there is no text of a Word document in it")
_TOO_LARGE = Text("有一部分太大，不像表单", "a part of it is too large for a form")
_DECLARES = Text("含有不允许的XML声明（DTD）", "it declares an XML DTD, which is not allowed")
_BAD_XML = Text("正文已损坏", "its text is damaged")


class NotRead(Exception):
    """A document that cannot be read; ``reason`` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason


def text_of(content: bytes) -> etree._Element:
    """The main part of a Word document, parsed. Nothing in it is fetched, expanded or run. NotRead
    for what is no such document or may be malicious."""
    with _opened(content) as archive:
        text = _part(archive, _main(archive))
    return parsed_with_care(text.replace(_STRICT, _USUAL))


def part_in(content: bytes, name: str) -> etree._Element:
    """The part ``name`` of a document, parsed as ``text_of`` does; NotRead also where there is no
    such part."""
    with _opened(content) as archive:
        return parsed_with_care(_part(archive, name).replace(_STRICT, _USUAL))


def parts_of(content: bytes) -> tuple[str, dict[str, bytes]]:
    """The name of the main part of a Word document, and every part; NotRead for what is no such
    document, lacks its list of types, or is too large."""
    with _opened(content) as archive:
        parts: dict[str, bytes] = {}
        left = _LARGEST_WHOLE
        for name in archive.namelist():
            if not name.endswith("/"):
                parts[name] = _part(archive, name)
                left -= len(parts[name])
            if left < 0:
                raise NotRead(_TOO_LARGE)
        document = _main(archive)
    if document not in parts or TYPES_PART not in parts:
        raise NotRead(NO_WORD)
    return document, parts


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    if not content:
        raise NotRead(EMPTY)
    if content.startswith(COMPOUND_FILE):
        raise NotRead(OLE)
    try:
        archive = _archive(content)
        if len(archive.infolist()) > _MOST_PARTS:
            raise NotRead(_TOO_LARGE)
        yield archive
    except (*BROKEN, OverflowError) as fault:  # or a part of it has a password
        raise NotRead(_NO_ZIP) from fault


@lru_cache(maxsize=2)
def _archive(content: bytes) -> zipfile.ZipFile:
    """A document with the list of its parts; kept, since its parts are asked for one by one."""
    return zipfile.ZipFile(io.BytesIO(content))


def _main(archive: zipfile.ZipFile) -> str:
    """The name of the main part, by the relationships of the package."""
    for link in parsed_with_care(_part(archive, LINKS_PART)):
        if str(link.get("Type", "")).endswith(_DOCUMENT):
            return posixpath.normpath(str(link.get("Target", ""))).lstrip("/")
    raise NotRead(NO_WORD)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as part:
            content = part.read(_LARGEST + 1)
    except KeyError as fault:
        raise NotRead(NO_WORD) from fault
    if len(content) > _LARGEST:
        raise NotRead(_TOO_LARGE)
    return content


def parsed_with_care(content: bytes) -> etree._Element:
    """The parsed XML of a part; NotRead where it is no XML, or has a document type declaration."""
    if any(words in content for words in _DECLARED):
        raise NotRead(_DECLARES)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise NotRead(_BAD_XML) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotRead(_DECLARES)
    return root
