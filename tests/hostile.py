"""Files that somebody made to do harm, or that a broken program made: what each is, and what is
found on it."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests import desk

FILES = desk.example("tests/files")

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = f"""<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n else str()};' * 10}'>" for n in range(9))
)
HEADING = ["客户编号", "客户名称", "联系人"]


def cell(place: str, words: str) -> str:
    """A cell with words of its own, which must be escaped already."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


TOP = row(1, *(cell(f"{letter}1", words) for letter, words in zip("ABC", HEADING, strict=True)))
FIRST = row(2, cell("A2", "KA-001"), cell("B2", "苏州迅捷电梯有限公司"), cell("C2", "钱思远"))


def sheet(rows: str = TOP + FIRST, before: str = "", after: str = "", prolog: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def book(
    inside: str = "", name: str = "客户档案", targets: tuple[str, ...] = ("worksheets/sheet1.xml",)
) -> dict[str, str]:
    """The parts that say which sheets there are."""
    sheets = "".join(
        f'<sheet name="{name}{"" if n == 1 else n}" sheetId="{n}" r:id="rId{n}"/>'
        for n in range(1, len(targets) + 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="{target}"/>'
        for n, target in enumerate(targets, 1)
    )
    return {
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{sheets}</sheets>{inside}</workbook>",
        "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns='
        f'"http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
    }


def packed(parts: Mapping[str, str | bytes], level: int = 9) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def xlsx(worksheet: str | bytes = "", **more: str | bytes) -> bytes:
    """A workbook with one sheet; ``more`` parts by their names, with __ for /."""
    given = {name.replace("__", "/"): part for name, part in more.items()}
    whole = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        **book(),
        "xl/worksheets/sheet1.xml": worksheet or sheet(),
    }
    return packed({**whole, **given})


def strings(inside: str, count: str = "1", prolog: str = "") -> dict[str, str | bytes]:
    """A workbook's part with shared strings, and the one that links to it."""
    parts = book()
    link = f'<Relationship Id="rId9" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    rels = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>", f"{link}</Relationships>"
    )
    return {
        "xl__sharedStrings.xml": f'<?xml version="1.0"?>{prolog}<sst xmlns="{_MAIN}" '
        f'count="{count}" uniqueCount="{count}">{inside}</sst>',
        "xl___rels__workbook.xml.rels": rels,
    }


def shared(index: str) -> str:
    return sheet(TOP + FIRST + row(3, f'<c r="A3" t="s"><v>{index}</v></c>'))


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(rows: str, prolog: str = "", columns: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?>{prolog}<office:document-content xmlns:office="{_ODF}office:1.0" '
        f'xmlns:table="{_ODF}table:1.0" xmlns:text="{_ODF}text:1.0" office:version="1.3">'
        f'<office:body><office:spreadsheet><table:table table:name="客户档案">{columns}{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_ODF}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_row(*words: str, repeated: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>'
        for one in words
    )
    times = f' table:number-rows-repeated="{repeated}"' if repeated else ""
    return f"<table:table-row{times}>{cells}</table:table-row>"


ODS_TOP = ods_row(*HEADING)


def lying(size: int) -> bytes:
    """A workbook whose sheet says that it is ten bytes long, and is not."""
    whole = bytearray(xlsx(sheet(TOP + FIRST + " " * size)))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as package:
        about = package.getinfo("xl/worksheets/sheet1.xml")
    name = about.filename.encode()
    struct.pack_into("<L", whole, about.header_offset + 22, 10)
    central = whole.rindex(name) - 46
    struct.pack_into("<L", whole, central + 24, 10)
    return bytes(whole)


def overlapping(times: int) -> bytes:
    """A package whose directory names one part over and over."""
    body = zlib.compress(b"0" * 100_000, 9)[2:-4]
    crc = zlib.crc32(b"0" * 100_000)
    head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(body), 100_000, 1, 0) + b"a"
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(body), 100_000, 1, 0, 0, 0, 0, 0, 0
    )
    directory = (entry + b"a") * times
    start = len(head) + len(body)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, times, times, len(directory), start, 0)
    return head + body + directory + end


def endless_spins() -> bytes:
    """A workbook whose password is checked by two thousand million rounds of hashing."""
    from msoffcrypto.format.ooxml import OOXMLFile

    closed = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx())).encrypt("1", closed)
    whole = closed.getvalue()
    assert b'spinCount="100000"' in whole
    return whole.replace(b'spinCount="100000"', b'spinCount="999999"').replace(
        b'spinCount="999999"', b'spinCount="2e9999"'
    )


def old(at: int, value: bytes) -> bytes:
    """An .xls with some bytes in another place's stead."""
    whole = bytearray((FILES / "plain.xls").read_bytes())
    whole[at : at + len(value)] = value
    return bytes(whole)


def circle() -> bytes:
    """An .xls in which every sector leads to itself."""
    whole = bytearray((FILES / "plain.xls").read_bytes())
    (first,) = struct.unpack_from("<L", whole, 76)
    start = 512 * (first + 1)
    struct.pack_into("<128L", whole, start, *range(128))
    return bytes(whole)


def record(kind: int, length: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, length) + body


def in_old(before: bytes, after: bytes) -> bytes:
    whole = (FILES / "plain.xls").read_bytes()
    assert before in whole
    return whole.replace(before, after[: len(before)].ljust(len(before), b"\0"), 1)


@dataclass(frozen=True)
class Hostile:
    """``name`` is the file's; ``codes`` are those of which at least one is found, empty where it is
    read as if nothing were odd."""

    name: str
    make: Callable[[], bytes]
    codes: frozenset[str]


def _one(name: str, make: Callable[[], bytes], *codes: str) -> Hostile:
    return Hostile(name, make, frozenset(codes))


BROKEN = ("KD101", "KD102", "KD174", "KD176")
MANY = "<c/>" * 1000


def _packages() -> dict[str, Hostile]:
    big = 12 << 20
    return {
        "a part of nothing but blanks": _one(
            "a.xlsx", lambda: xlsx(sheet(TOP + " " * big)), "KD171"
        ),
        "a picture that unpacks to much": _one(
            "a.xlsx", lambda: xlsx(xl__media__a__png=b"\0" * big), "KD171"
        ),
        "parts that come to too much": _one(
            "a.xlsx",
            lambda: xlsx(**{f"xl__media__{n}": b"ab" * (4 << 20) for n in range(6)}),
            "KD171",
        ),
        "a thousand parts": _one(
            "a.xlsx", lambda: xlsx(**{f"xl__media__{n}": b"a" for n in range(1000)}), "KD171"
        ),
        "a file that is too large": _one("a.csv", lambda: b"a,b\n" * (3 << 20), "KD171"),
        "a part that lies about its size": _one("a.xlsx", lambda: lying(1 << 20), *BROKEN),
        "parts over one another": _one("a.xlsx", lambda: overlapping(300), "KD101"),
        "a directory without parts": _one("a.xlsx", lambda: overlapping(0), "KD101"),
        "a package in a package": _one("a.xlsx", lambda: packed({"a.xlsx": xlsx()}), "KD101"),
        "a gzip": _one("a.xlsx", lambda: gzip.compress(xlsx()), "KD101", "KD102"),
        "a package behind a program": _one("a.xlsx", lambda: b"MZ" + b"\0" * 99 + xlsx(), *BROKEN),
        "parts packed another way, and damaged": _one("a.xlsx", lambda: damaged(LZMA), "KD101"),
        "parts that are damaged": _one("a.xlsx", lambda: damaged(zipfile.ZIP_DEFLATED), "KD101"),
        "a part's name that climbs": _one(
            "a.xlsx", lambda: packed({"../../../../tmp/kamdocs-climbed": "x"}), "KD101"
        ),
        "a remark as long as one can be": _one("a.xlsx", _remarked),
    }


def _remarked() -> bytes:
    stream = io.BytesIO(xlsx())
    with zipfile.ZipFile(stream, "a") as package:
        package.comment = b"x" * 65_535
    return stream.getvalue()


LZMA = zipfile.ZIP_LZMA


def damaged(method: int, content: bytes = b"") -> bytes:
    """A package with its parts packed by a method, of each the first half of what was packed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or xlsx())) as sound,
        zipfile.ZipFile(stream, "w", method) as package,
    ):
        for name in sound.namelist():
            package.writestr(name, sound.read(name))
        parts = package.infolist()
    whole = bytearray(stream.getvalue())
    for part in parts:
        start = part.header_offset + 30 + len(part.filename.encode())
        end = start + part.compress_size
        half = (start + end) // 2
        whole[half:end] = b"\xff" * (end - half)
    return bytes(whole)


def locked_in_front(content: bytes) -> bytes:
    """A package whose first part says that it has a password."""
    whole = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        about = package.infolist()[0]
    struct.pack_into("<H", whole, about.header_offset + 6, 1)
    struct.pack_into("<H", whole, content.rindex(about.filename.encode()) - 46 + 8, 1)
    return bytes(whole)


def _entities() -> dict[str, Hostile]:
    def outside(target: str) -> str:
        return f'<!DOCTYPE a [<!ENTITY x SYSTEM "{target}">]>'

    told = row(3, cell("A3", "&x;"))
    late = f"<!--{' ' * 70_000}-->{outside('file:///etc/passwd')}"
    wide = sheet(TOP + told, prolog=outside("file:///etc/passwd")).replace(
        '"1.0"?', '"1.0" encoding="UTF-16"?', 1
    )
    inner = sheet(TOP + FIRST + row(3, cell("A3", "&a8;")), prolog=_LAUGHS)
    return {
        "an entity behind a part with a password": _one(
            "a.xlsx",
            lambda: locked_in_front(xlsx(sheet(TOP + told, prolog=outside("file:///etc/passwd")))),
            "KD175",
        ),
        "entities of entities": _one("a.xlsx", lambda: xlsx(inner), "KD175"),
        "entities in shared strings": _one(
            "a.xlsx",
            lambda: xlsx(shared("0"), **strings("<si><t>&a8;</t></si>", prolog=_LAUGHS)),
            "KD175",
        ),
        "a file of this machine": _one(
            "a.xlsx", lambda: xlsx(sheet(TOP + told, prolog=outside("file:///etc/passwd"))), "KD175"
        ),
        "a page of the network": _one(
            "a.xlsx",
            lambda: xlsx(sheet(TOP + told, prolog=outside("http://127.0.0.1:9/"))),
            "KD175",
        ),
        "a parameter entity": _one(
            "a.xlsx",
            lambda: xlsx(
                sheet(prolog="<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]>")
            ),
            "KD175",
        ),
        "an entity behind a long remark": _one(
            "a.xlsx", lambda: xlsx(sheet(TOP + told, prolog=late)), "KD175"
        ),
        "an entity behind a remark with an element": _one(
            "a.xlsx",
            lambda: xlsx(sheet(TOP + told, prolog=f"<!--<a-->{outside('file:///etc/passwd')}")),
            "KD175",
        ),
        "an entity behind a name with an element": _one(
            "a.xlsx",
            lambda: xlsx(
                sheet(
                    TOP + told,
                    prolog="<!DOCTYPE a SYSTEM '<a' [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                )
            ),
            "KD175",
        ),
        "an entity in UTF-16 behind a letter that looks like an element": _one(
            "a.xlsx",
            lambda: xlsx(
                wide.replace("<!DOCTYPE", "<!--\u2d2d\u3e00\u613c\u3c61--><!DOCTYPE").encode(
                    "utf-16"
                )
            ),
            "KD175",
        ),
        "an entity in UTF-16": _one("a.xlsx", lambda: xlsx(wide.encode("utf-16")), "KD175"),
        "an entity in the links": _one(
            "a.xlsx",
            lambda: xlsx(_rels__x="", **{"_rels__.rels": outside("a") + _RELS[21:]}),
            "KD175",
        ),
        "an entity in an .ods": _one(
            "a.ods", lambda: ods(ODS_TOP + ods_row("&a8;"), prolog=_LAUGHS), "KD175"
        ),
        "a doctype without entities": _one("a.xlsx", lambda: xlsx(sheet(prolog="<!DOCTYPE a>"))),
    }


def _sheets() -> dict[str, Hostile]:
    deep = "<a>" * 300_000 + "</a>" * 300_000
    long = "壹" * 40_000
    numbers = ("1E400", "-1E400", "NaN", "INF", "1E-400", "0x10", "９" * 400, "", "1_000", "--1")
    odd = "".join(f"<row><c><v>{one}</v></c></row>" for one in numbers)

    def place(where: str) -> str:
        return sheet(TOP + f'<row r="2">{cell(where, "KA-001")}</row>')

    return {
        "elements within elements": _one("a.xlsx", lambda: xlsx(sheet(after=deep))),
        "elements within a cell": _one(
            "a.xlsx",
            lambda: xlsx(sheet(TOP + FIRST + row(3, f'<c r="A3">{deep}</c>'))),
            *BROKEN,
            "",
        ),
        "a cell with forty thousand characters": _one(
            "a.xlsx",
            lambda: xlsx(sheet(TOP + row(2, cell("A2", "KA-1"), cell("B2", long)))),
            "KD172",
        ),
        "a million characters under no heading": _one(
            "a.xlsx", lambda: xlsx(sheet(TOP + FIRST + row(3, cell("F3", "x" * 1_000_000))))
        ),
        "an attribute of a million characters": _one(
            "a.xlsx",
            lambda: xlsx(sheet(before=f'<dimension ref="{"A" * 1_000_000}"/>')),
            *BROKEN,
            "",
        ),
        "a dimension that lies": _one(
            "a.xlsx", lambda: xlsx(sheet(before='<dimension ref="A1:XFD1048576"/>'))
        ),
        "a cell at the end of the sheet": _one(
            "a.xlsx", lambda: xlsx(sheet(TOP + row(1048576, cell("XFD1048576", "x")))), "KD170"
        ),
        "a cell beyond the sheet": _one(
            "a.xlsx", lambda: xlsx(place("ZZZZZZ99999999")), *BROKEN, "KD170"
        ),
        "a row without end": _one(
            "a.xlsx",
            lambda: xlsx(
                sheet(TOP + row(99999999999999999999, cell("A99999999999999999999", "x")))
            ),
            *BROKEN,
            "KD170",
        ),
        "a row before the first": _one("a.xlsx", lambda: xlsx(sheet(TOP + row(-1))), *BROKEN, ""),
        "a cell in no place": _one("a.xlsx", lambda: xlsx(place("")), *BROKEN, ""),
        "a cell whose place is a path": _one("a.xlsx", lambda: xlsx(place("../A1")), *BROKEN, ""),
        "numbers that are none": _one(
            "a.xlsx", lambda: xlsx(sheet(TOP + FIRST + odd)), *BROKEN, ""
        ),
        "a style that is not there": _one(
            "a.xlsx",
            lambda: xlsx(sheet(TOP + FIRST + row(3, '<c r="A3" s="4294967295"><v>1</v></c>'))),
        ),
        "a string that is not there": _one("a.xlsx", lambda: xlsx(shared("0")), *BROKEN, ""),
        "the string before the first": _one(
            "a.xlsx", lambda: xlsx(shared("-1"), **strings("<si><t>x</t></si>")), *BROKEN, ""
        ),
        "the string at 2^64": _one(
            "a.xlsx", lambda: xlsx(shared("18446744073709551616"), **strings("")), *BROKEN, ""
        ),
        "four thousand million strings": _one(
            "a.xlsx",
            lambda: xlsx(shared("0"), **strings("<si><t>x</t></si>", "4294967295")),
            *BROKEN,
            "",
        ),
        "strings by the quintillion": _one(
            "a.xlsx",
            lambda: xlsx(shared("0"), **strings("<si><t>x</t></si>", "9223372036854775807")),
            *BROKEN,
            "",
        ),
        "a merged cell as large as the sheet": _one(
            "a.xlsx", lambda: xlsx(sheet(after=_merges("A3:XFD1048576")))
        ),
        "twenty thousand merged cells": _one(
            "a.xlsx", lambda: xlsx(sheet(after=_merges(*(f"A{n}:B{n}" for n in range(5, 20_005)))))
        ),
        "merged cells that are no range": _one(
            "a.xlsx",
            lambda: xlsx(sheet(after=_merges("A1", "ZZZZ1:A9", ":", "B9:A1"))),
            *BROKEN,
            "",
        ),
        "cells without names by the thousand": _one(
            "a.xlsx", lambda: xlsx(sheet(TOP + FIRST + f"<row>{MANY * 30}</row>")), ""
        ),
        "one name for all columns": _one(
            "a.xlsx",
            lambda: xlsx(sheet(row(1, *(cell("A1", "客户名称") for _ in range(500))))),
            "KD125",
        ),
        "five hundred columns of one name": _one(
            "a.xlsx",
            lambda: xlsx(
                sheet(row(1, *(cell(f"{_letters(n)}1", "客户名称") for n in range(500))) + FIRST)
            ),
            "KD125",
        ),
    }


def _letters(number: int) -> str:
    first, second = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _merges(*areas: str) -> str:
    return f'<mergeCells>{"".join(f"""<mergeCell ref="{area}"/>""" for area in areas)}</mergeCells>'


def _books() -> dict[str, Hostile]:
    def with_book(**given: object) -> bytes:
        parts = {name.replace("/", "__"): part for name, part in book(**given).items()}  # type: ignore[arg-type]
        return xlsx(**parts)

    format_bomb = "[" * 5000 + "&quot;" + "#" * 5000 + ";" * 5000
    styles = (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode='
        f'"{format_bomb}"/></numFmts><cellXfs count="1"><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    link = f'<Relationship Id="rId8" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    rels = book()["xl/_rels/workbook.xml.rels"].replace("</Relationships>", link)
    figures = sheet(TOP + FIRST + row(3, '<c r="A3" s="0"><v>1</v></c>'))
    return {
        "a sheet's name of a hundred thousand characters": _one(
            "a.xlsx", lambda: with_book(name="表" * 100_000)
        ),
        "a sheet's name that climbs": _one("a.xlsx", lambda: with_book(name="../../a")),
        "a sheet's name with commands for a terminal": _one(
            "a.xlsx", lambda: with_book(name="&#x9b;31m&#x202e;表"), *BROKEN, ""
        ),
        "two thousand sheets of one part": _one(
            "a.xlsx",
            lambda: with_book(targets=("worksheets/sheet1.xml",) * 2000),
            *BROKEN,
            "KD173",
            "",
        ),
        "a sheet outside the package": _one(
            "a.xlsx", lambda: with_book(targets=("../../../../../etc/passwd",)), *BROKEN
        ),
        "a sheet on this machine": _one(
            "a.xlsx", lambda: with_book(targets=("file:///etc/passwd",)), *BROKEN
        ),
        "a sheet on the network": _one(
            "a.xlsx", lambda: with_book(targets=("http://127.0.0.1:9/a.xml",)), *BROKEN
        ),
        "a sheet that is the workbook itself": _one(
            "a.xlsx", lambda: with_book(targets=("workbook.xml",)), *BROKEN, "KD182"
        ),
        "a number format without end": _one(
            "a.xlsx",
            lambda: xlsx(
                figures,
                xl__styles__xml="",
                **{"xl__styles.xml": styles, "xl___rels__workbook.xml.rels": rels},
            ),
            *BROKEN,
            "",
        ),
        "a workbook without sheets": _one(
            "a.xlsx", lambda: with_book(targets=()), *BROKEN, "KD182"
        ),
        "a workbook that is no XML": _one(
            "a.xlsx", lambda: xlsx(**{"xl__workbook.xml": b"\0\xff<<<"}), *BROKEN, "KD182"
        ),
        "a sheet of bytes that are no text": _one(
            "a.xlsx",
            lambda: xlsx(sheet().encode().replace("迅".encode(), b"\xff\xfe\xfa")),
            *BROKEN,
        ),
        "a sheet in a mistaken encoding": _one(
            "a.xlsx",
            lambda: xlsx(sheet().replace('"1.0"?', '"1.0" encoding="x-none"?', 1)),
            *BROKEN,
            "",
        ),
        "a sheet that stops": _one("a.xlsx", lambda: xlsx(sheet()[:-40]), *BROKEN),
    }


def _ods() -> dict[str, Hostile]:
    return {
        "blanks by the thousand million": _one(
            "a.ods",
            lambda: ods(ODS_TOP + ods_row("KA-1", 'a<text:s text:c="2147483647"/>b')),
            "KD172",
            "KD173",
            "KD174",
        ),
        "a filled row a thousand million times": _one(
            "a.ods",
            lambda: ods(ODS_TOP + ods_row("KA-1", "甲", "乙", repeated="1000000000")),
            *BROKEN,
            "KD170",
        ),
        "a filled row minus one time": _one(
            "a.ods", lambda: ods(ODS_TOP + ods_row("KA-1", "甲", repeated="-1")), *BROKEN, ""
        ),
        "rows beyond every number": _one(
            "a.ods",
            lambda: ods(ODS_TOP + ods_row("", repeated="9" * 40) + ods_row("KA-1")),
            *BROKEN,
            "KD170",
            "KD123",
        ),
        "a cell a thousand million times": _one(
            "a.ods",
            lambda: ods(
                ODS_TOP
                + '<table:table-row><table:table-cell table:number-columns-repeated="1000000000" '
                'office:value-type="string"><text:p>甲</text:p></table:table-cell></table:table-row>'
            ),
            *BROKEN,
            "KD170",
        ),
        "elements within elements (.ods)": _one(
            "a.ods",
            lambda: ods(ODS_TOP + ods_row("<text:span>" * 100_000 + "</text:span>" * 100_000)),
            *BROKEN,
            "KD123",
            "",
        ),
        "an .ods of nothing": _one(
            "a.ods",
            lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "KD101",
        ),
        "a mimetype that unpacks to much": _one(
            "a.ods", lambda: packed({"mimetype": b"a" * (12 << 20)}), "KD171"
        ),
    }


def _old() -> dict[str, Hostile]:
    rows: dict[str, Hostile] = {
        "sectors that lead to themselves": _one("a.xls", circle, *BROKEN, "KD173"),
        "a sector size beyond every number": _one("a.xls", lambda: old(30, b"\xff\xff"), *BROKEN),
        "a directory outside the file": _one(
            "a.xls", lambda: old(48, b"\xf0\xff\xff\x7f"), *BROKEN
        ),
        "four thousand million sectors": _one(
            "a.xls", lambda: old(44, b"\xff\xff\xff\xff"), *BROKEN, ""
        ),
        "a second table without end": _one(
            "a.xls", lambda: old(72, b"\xff\xff\xff\x7f"), *BROKEN, ""
        ),
        "an .xls that stops": _one(
            "a.xls", lambda: (FILES / "plain.xls").read_bytes()[:3000], *BROKEN
        ),
        "nothing but the first sector": _one("a.xls", lambda: old(0, b"")[:512], "KD101"),
    }
    return {
        **rows,
        **{
            f"a record longer than the file: {name}": _too_long(mark)
            for name, mark in _MARKS.items()
        },
    }


_MARKS = {"bounds": 0x0200, "strings": 0x00FC, "a row": 0x0208, "the end": 0x000A}


def _too_long(mark: int) -> Hostile:
    return _one("a.xls", lambda: _longer(mark), *BROKEN, "KD182", "KD132", "")


def _longer(kind: int) -> bytes:
    """An .xls of which one record says that it is as long as a record can be."""
    whole = bytearray((FILES / "plain.xls").read_bytes())
    at = whole.find(struct.pack("<H", kind), 512)
    struct.pack_into("<H", whole, at + 2, 0xFFFF)
    return bytes(whole)


def _binary() -> dict[str, Hostile]:
    def changed(find: bytes, put: bytes) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(FILES / "sheetjs.xlsb") as whole, zipfile.ZipFile(stream, "w") as new:
            for name in whole.namelist():
                part = whole.read(name)
                new.writestr(name, part.replace(find, put) if name.endswith("sheet1.bin") else part)
        return stream.getvalue()

    return {
        "an .xlsb with a record longer than the file": _one(
            "a.xlsb",
            lambda: changed(b"\x91\x01\x00", b"\x91\x01\xff\xff\xff\x7f"),
            *BROKEN,
            "KD182",
            "",
        ),
        "an .xlsb of noughts": _one(
            "a.xlsb", lambda: packed({"xl/workbook.bin": b"\0" * 999}), *BROKEN, "KD182"
        ),
        "an .xlsb of ones": _one(
            "a.xlsb", lambda: packed({"xl/workbook.bin": b"\xff" * 999}), *BROKEN, "KD182"
        ),
    }


def _texts() -> dict[str, Hostile]:
    top = ",".join(HEADING).encode() + b"\n"
    return {
        "a text with noughts": _one("a.csv", lambda: top + b"KA-1,\0\0,x\n", "KD101", "KD102"),
        "a quotation mark that stays open": _one(
            "a.csv", lambda: top + b'KA-1,"' + b"x" * 99_999, "KD101"
        ),
        "a field of forty thousand characters": _one(
            "a.csv", lambda: top + b"KA-1," + b"x" * 40_000 + b",y\n", "KD172"
        ),
        "two hundred thousand columns": _one(
            "a.csv", lambda: top + b"KA-1," + b"," * 200_000 + b"\n"
        ),
        "two hundred thousand headings": _one(
            "a.csv", lambda: "客户名称,".encode() * 200_000, "KD170"
        ),
        "a million blank lines": _one("a.csv", lambda: top + b"\n" * 1_000_000 + b"KA-1,x,y\n"),
        "a mark and nothing more": _one("a.csv", lambda: b"\xef\xbb\xbf", "KD182", "KD102"),
        "half a character of UTF-16": _one(
            "a.csv", lambda: b"\xff\xfe\x00\xd8,\x00", "KD101", "KD102", "KD183"
        ),
        "commands for a terminal": _one(
            "a.csv", lambda: top + b"KA-1,\x1b]0;x\x07\x1b[2J,y\n", "KD101"
        ),
        "separators alone": _one("a.csv", lambda: b",;\t|" * 20_000, "KD170"),
        "quotation marks alone": _one("a.csv", lambda: b'"' * 200_001, "KD101", "KD102", "KD182"),
        "a separator of its own": _one("a.csv", lambda: b"sep=\x00\n" + top, "KD101", "KD102"),
    }


def _locked() -> dict[str, Hostile]:
    def stream_of(info: bytes) -> bytes:
        whole = bytearray(endless_spins())
        at = whole.find(b"<?xml")
        whole[at : at + len(info)] = info
        return bytes(whole)

    return {
        "a password checked without end": _one("a.xlsx", endless_spins, "KD122", "KD173", "KD101"),
        "a lock described by an entity": _one(
            "a.xlsx",
            lambda: stream_of(b"<!DOCTYPE a [<!ENTITY a 'b'>]><a>&a;</a>"),
            "KD122",
            "KD101",
        ),
        "a lock described by nothing": _one(
            "a.xlsx", lambda: stream_of(b" " * 300), "KD122", "KD101"
        ),
    }


HOSTILE: dict[str, Hostile] = {
    **_packages(),
    **_entities(),
    **_sheets(),
    **_books(),
    **_ods(),
    **_old(),
    **_binary(),
    **_texts(),
    **_locked(),
}


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def document(
    body: str = "", prolog: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A form as it was filled in, with more in its text, before its text, or beside it."""
    with zipfile.ZipFile(desk.example("templates/customer-file.docx")) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    text = bytes(parts["word/document.xml"]).decode()  # type: ignore[arg-type]
    start = text.index("<w:document")
    text = f"{text[:start]}{prolog}{text[start:]}".replace("</w:body>", f"{body}</w:body>")
    return packed({**parts, "word/document.xml": text, **(more or {})})


def spinning() -> bytes:
    """A document whose password is checked by nine thousand million rounds of hashing."""
    from msoffcrypto.format.ooxml import OOXMLFile

    closed = io.BytesIO()
    OOXMLFile(io.BytesIO(document())).encrypt("1", closed)
    whole = closed.getvalue()
    start, mark = whole.index(b"<?xml"), b'spinCount="100000"'
    end = whole.index(mark) + len(mark)
    told = whole[start:end].replace(mark, b'spinCount="9000000000"')
    told = told.replace(_PROLOG.encode(), b'<?xml version="1.0"?>')
    return whole[:start] + told.ljust(end - start) + whole[end:]


def tabled(row: str, times: int = 1) -> str:
    return f"<w:tbl>{row * times}</w:tbl>"


def controlled(words: str, tag: str = "customer.name") -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{words}'
        "</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )


_OUTSIDE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
ROW = "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"
DOCUMENTS: dict[str, Hostile] = {
    "a part of thirty megabytes of nothing": _one(
        "a.docx",
        lambda: document(more={"word/more.xml": b" " * 30_000_000}),
        "KD171",
    ),
    "fifty megabytes in all": _one(
        "a.docx", lambda: document(more={f"a{n}.bin": b"x" * 9_000_000 for n in range(6)}), "KD171"
    ),
    "parts without end": _one(
        "a.docx", lambda: document(more={f"a{n}.xml": "<a/>" for n in range(600)}), "KD171"
    ),
    "parts that lie over one another": _one("a.docx", lambda: overlapping(300), "KD101"),
    "laughs": _one("a.docx", lambda: document("<w:p>&a8;</w:p>", _LAUGHS), "KD175"),
    "a file of this machine": _one("a.docx", lambda: document("<w:p>&e;</w:p>", _OUTSIDE), "KD175"),
    "elements in elements": _one(
        "a.docx", lambda: document("<w:p>" * 90_000 + "</w:p>" * 90_000), "KD190"
    ),
    "tables in tables": _one(
        "a.docx",
        lambda: document("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80),
    ),
    "a password checked without end": _one("a.docx", spinning, "KD122"),
    "controls without end": _one(
        "a.docx", lambda: document(controlled("x") * 30_000), "KD173", "KD198", ""
    ),
    "rows without end": _one("a.docx", lambda: document(tabled(ROW, 60_000)), "KD173", ""),
    "words without end": _one(
        "a.docx", lambda: document(controlled("很" * 3_000_000, "customer.remarks")), ""
    ),
    "a cell as wide as the world": _one(
        "a.docx",
        lambda: document(
            tabled(
                '<w:tr><w:trPr><w:gridBefore w:val="4294967295"/></w:trPr><w:tc><w:tcPr>'
                '<w:gridSpan w:val="4294967295"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>'
            )
        ),
        "",
    ),
    "a control for a field that is none": _one(
        "a.docx", lambda: document(controlled("x", "customer.__class__.__mro__")), ""
    ),
    "a text on this machine": _one(
        "a.docx",
        lambda: document(
            more={"_rels/.rels": _RELS.replace("xl/workbook.xml", "../../../../etc/passwd")}
        ),
        "KD190",
    ),
    "a text that is the list of parts": _one(
        "a.docx",
        lambda: document(more={"_rels/.rels": _RELS.replace("xl/workbook.xml", "_rels/.rels")}),
        "KD191",
        "KD190",
    ),
    "a text in a mistaken encoding": _one(
        "a.docx",
        lambda: document(more={"word/document.xml": b"\xff\xfe<\0a\0>"}),
        "KD190",
    ),
    "an archive that stops": _one("a.docx", lambda: document()[:-500], "KD190", "KD101"),
    "an old .doc that leads in a circle": _one("a.docx", circle, "KD190", "KD122"),
}


VALUES: dict[str, str] = {
    "a sum in braces": "{{7*7}}",
    "a block in braces": "{% for x in range(9999999) %}x{% endfor %}",
    "the way to a class": "{{''.__class__.__mro__[1].__subclasses__()}}",
    "a place of ours": "{name} {0} {} %s %(x)s $x",
    "a command": "=cmd|'/c calc'!A0",
    "a formula": '=HYPERLINK("http://127.0.0.1:9/?"&A1,"x")',
    "a sum": "+1+1",
    "a difference": "-2+3",
    "a function": "@SUM(1+1)",
    "a formula behind a tab": "\t=1+1",
    "a formula behind a return": "\r=1+1",
    "a formula in full width": "＝1＋1",
    "DDE in full": '=DDE("cmd";"/C calc";"x")',
    "a path upwards": "../../../kamdocs-climbed",
    "a path upwards on Windows": "..\\..\\kamdocs-climbed",
    "a path from the root": "/tmp/kamdocs-climbed",
    "a drive": "C:\\kamdocs-climbed",
    "a device": "CON",
    "a device with an ending": "nul.docx",
    "a stream": "a.docx:stream",
    "dots at the end": "甲公司...",
    "a blank at the end of a name": "甲公司 .",
    "nothing but dots": "..",
    "a home": "~root",
    "an option": "--output",
    "a name of three hundred characters": "很" * 300,
    "a name of many bytes": "😀" * 120,
    "words from right to left": "甲\u202exslx.gnp",
    "isolated words": "\u2066甲\u2069\u200f",
    "unseen blanks": "甲\u200b\u200d\ufeff公司",
    "a line of its own": "甲\u2028乙\u2029丙\x85丁",
    "a thousand marks on one letter": "a" + "\u0301" * 1000,
    "markup of a document": "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "the end of a section": "]]><w:br/>",
    "an entity": "&lt;b&gt; &amp; &#0; &x;",
    "a script": "<script>document.title='x'</script>",
    "a picture that fails": "<img src=x onerror=\"document.title='x'\">",
    "the end of an attribute": '" onmouseover="document.title=\'x\'" x="',
    "a link that is a script": "javascript:document.title='x'",
    "a field of Word": '{ INCLUDETEXT "C:\\\\a.txt" }',
    "an appointment": "甲\nEND:VEVENT\nBEGIN:VEVENT\nX-EVIL:1",
    "an appointment's parameters": '甲;X-EVIL=1:"',
    "commands for a terminal": "_x001B_]0;x_x0007__x001B_[2J",
    "a nought": "甲_x0000_乙",
    "half a character": "甲_xD800_乙",
    "a delete and a bell": "甲_x007F__x0008__x0007_",
    "colours for a terminal": "[red]甲[/red] [link=http://127.0.0.1:9]x[/link]",
    "SQL": "'; DROP TABLE customers; --",
    "a number without end": "9" * 400,
    "a number too large": "1E400",
    "no number": "-Infinity",
    "a regular expression": "(a+)+$" + "a" * 60 + "!",
    "a date beyond days": "9999-99-99",
    "words for nothing": "null",
}
"""What people and programs write into cells; Excel's own way of writing a control character
(``_x001B_``) comes out as that character."""
