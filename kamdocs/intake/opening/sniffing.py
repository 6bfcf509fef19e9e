"""What a file is, by its content: the ending of its name may lie."""

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath
from types import MappingProxyType
from xml.etree import ElementTree

from kamdocs.lazy import lazy
from kamdocs.model import Fact, Text
from kamdocs.packaging import BROKEN, COMPOUND_FILE

BROKEN_XML = (*BROKEN, ElementTree.ParseError, LookupError)
"""What is raised over a workbook of packed XML that is broken."""
DAMAGED = Text("文件已损坏或不完整", "the file is damaged or incomplete")
EMPTY = Text("文件是空的", "the file is empty")
OTHER = Text("只有文件名像工作簿", "only its name is that of one")


class Format(StrEnum):
    """A format that is read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"


ENDINGS: dict[str, Format] = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), Format.XLSX),
    ".xlsb": Format.XLSB,
    **dict.fromkeys((".xls", ".xlt", ".et", ".ett"), Format.XLS),
    **dict.fromkeys((".ods", ".ots"), Format.ODS),
    **dict.fromkeys((".csv", ".tsv"), Format.TEXT),
}
"""The formats that go by an ending. WPS keeps in .et what Excel keeps in .xls."""
_OF_NO_SHEET = frozenset({".doc", ".docx", ".wps", ".rtf", ".ppt", ".pptx", ".pdf", ".zip"})
"""Endings that promise something else than a sheet, and open another program."""

_ZIP = b"PK"
_MARKS: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", Text("PDF文件", "a PDF file")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
    (b"GIF8", Text("图片", "a picture")),
    (b"{\\rtf", Text("RTF文档", "an RTF document")),
    (b"Rar!", Text("压缩包", "an archive of files")),
    (b"7z\xbc\xaf", Text("压缩包", "an archive of files")),
)
_NUMBERS = Text(
    "Numbers表格，先在Numbers里导出为Excel", "a Numbers sheet; first export it to Excel there"
)
_WITHIN: tuple[tuple[str, Text], ...] = (
    ("word/document.xml", Text("Word文档", "a Word document")),
    ("ppt/presentation.xml", Text("PowerPoint文档", "a PowerPoint document")),
    ("Index/Document.iwa", _NUMBERS),
    ("index.apxl", _NUMBERS),
)
_STREAMS: tuple[tuple[str, Text], ...] = (
    ("WordDocument", Text("Word文档", "a Word document")),
    ("PowerPoint Document", Text("PowerPoint文档", "a PowerPoint document")),
)
_PAGE = lazy(rb"<(?:!doctype html|html|head|body|table|meta)(?![:\w-])", re.IGNORECASE)
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_WEB_PAGE = Text("网页（HTML）", "a web page (HTML)")
_XML_SHEET = Text("XML表格2003", "an XML Spreadsheet 2003")
_PARTS = "META-INF/manifest.xml"
_LOCKED_ODS = Text(".ods的密码在这里用不了", "the password of an .ods cannot be used here")
_LOOKED_AT = 4096


_NONE: Mapping[str, Fact] = MappingProxyType({})


class NotOpened(Exception):
    """The bytes are no workbook that opens; ``code`` says which finding that makes, ``facts`` what
    it tells beside the reason."""

    def __init__(self, code: str, reason: Text | str, facts: Mapping[str, Fact] = _NONE) -> None:
        super().__init__(code, reason)
        self.code = code
        self.facts: Mapping[str, Fact] = {"reason": reason, **facts}


def is_office(head: bytes) -> bool:
    """Whether a file may be a workbook whatever its name, by its first bytes."""
    return head.startswith((_ZIP, COMPOUND_FILE))


def format_of(content: bytes) -> Format:
    """The format of a file; NotOpened with what it is where it is none that is read."""
    if not content:
        raise NotOpened("KD182", EMPTY)
    if content.startswith(COMPOUND_FILE):
        return _in_streams(content)
    if content.startswith(_ZIP):
        return _in_package(content)
    for mark, reason in _MARKS:
        if content.startswith(mark):
            raise NotOpened("KD101", reason)
    head = content[:_LOOKED_AT]
    if _XML_2003 in head:
        raise NotOpened("KD107", _XML_SHEET)
    if _PAGE.search(head.replace(b"\0", b"")):
        raise NotOpened("KD107", _WEB_PAGE)
    return Format.TEXT


def _in_package(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = {name.replace("\\", "/").lstrip("/") for name in package.namelist()}
            kind = package.read("mimetype") if "mimetype" in names else b""
            parts = package.read(_PARTS) if _PARTS in names else b""
    except BROKEN as fault:
        raise NotOpened("KD101", DAMAGED) from fault
    small = {name.casefold() for name in names}
    if "xl/workbook.bin" in small:
        return Format.XLSB
    if any(name.startswith("xl/workbook") for name in small):
        return Format.XLSX
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if b"encryption-data" in parts:
            raise NotOpened("KD122", _LOCKED_ODS)
        return Format.ODS
    reason = next((what for name, what in _WITHIN if name.casefold() in small), OTHER)
    raise NotOpened("KD101", reason)


def _in_streams(content: bytes) -> Format:
    """An old .xls, or what Excel wraps around a workbook with a password."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as streams:
            if streams.exists("EncryptedPackage"):
                raise NotOpened("KD122", DAMAGED)
            if streams.exists("Workbook") or streams.exists("Book"):
                return Format.XLS
            reason = next((what for name, what in _STREAMS if streams.exists(name)), OTHER)
    except (OSError, ValueError, IndexError, TypeError, struct.error) as fault:
        raise NotOpened("KD101", DAMAGED) from fault
    raise NotOpened("KD101", reason)


def lies(name: str, found: Format) -> bool:
    """Whether the ending of a file's name promises another format than the one found."""
    suffix = PurePath(name).suffix.casefold()
    return suffix in _OF_NO_SHEET or ENDINGS.get(suffix, found) != found
