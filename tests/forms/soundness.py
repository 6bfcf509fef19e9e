"""A small check of our own for what makes Word call a document unreadable and audits overlook."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def faults(content: bytes) -> list[str]:
    """What is wrong with a Word document, as short sentences; empty where nothing is."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        doubled = [name for name, times in Counter(archive.namelist()).items() if times > 1]
        dates = {entry.date_time for entry in archive.infolist()}
    found = [f"part twice: {name}" for name in doubled]
    found += [] if dates == {(1980, 1, 1, 0, 0, 0)} else [f"dates: {dates}"]
    words = {
        name: etree.fromstring(parts[name])
        for name in parts
        if name.startswith("word/") and name.endswith(".xml")
    }
    for name, root in words.items():
        found += [f"{name}: {fault}" for fault in _in_part(root)]
    found += _ids(words.values())
    found += _comments(words["word/document.xml"], words["word/comments.xml"])
    found += _links(parts)
    return found


def _in_part(root: etree._Element) -> Iterator[str]:
    for cell in root.iter(f"{W}tc"):
        last = cell[-1] if len(cell) else cell
        if last.tag == f"{W}sdt":
            last = last[-1][-1]
        if last.tag != f"{W}p":
            yield "a cell does not end with a paragraph"
    for content in root.iter(f"{W}sdtContent"):
        if not len(content):
            yield "an empty sdtContent"
    for table in root.iter(f"{W}tbl"):
        yield from _grid(table)
    for paragraph in root.iter(f"{W}p"):
        kinds = [str(mark.get(f"{W}fldCharType")) for mark in paragraph.iter(f"{W}fldChar")]
        if kinds != ["begin", "separate", "end"] * (len(kinds) // 3):
            yield f"fields are not in full: {kinds}"
    for prefix in root.get(f"{MC}Ignorable", "").split():
        if prefix not in root.nsmap:
            yield f"mc:Ignorable names an unknown prefix: {prefix}"


def _grid(table: etree._Element) -> Iterator[str]:
    widths = [int(column.get(f"{W}w", "0")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if table.find(f"{W}tblPr/{W}tblCaption") is None:
        yield "a table has no caption"
    for row in _own(table, "tr", "tbl"):
        at = 0
        for cell in _own(row, "tc", "tr"):
            about = f"{W}tcPr/{W}"
            spans = cell.iterfind(f"{about}gridSpan")
            columns = sum(int(one.get(f"{W}val", "0")) for one in spans) or 1
            wide = sum(int(one.get(f"{W}w", "0")) for one in cell.iterfind(f"{about}tcW"))
            if wide != sum(widths[at : at + columns]):
                yield f"a cell of {wide} in columns of {widths[at : at + columns]}"
            at += columns
        if at != len(widths):
            yield f"a row of {at} columns in a table of {len(widths)}"


def _own(whole: etree._Element, kind: str, of: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, without those of tables within its cells."""
    found = whole.iter(f"{W}{kind}")
    return (one for one in found if next(one.iterancestors(f"{W}{of}")) is whole)


def _ids(roots: Iterable[etree._Element]) -> Iterator[str]:
    seen: Counter[tuple[str, str]] = Counter()
    for root in roots:
        for path, attribute in (
            (f".//{W}sdtPr/{W}id", f"{W}val"),
            (f".//{WP}docPr", "id"),
            (f".//{W}bookmarkStart", f"{W}id"),
        ):
            seen.update((path, str(one.get(attribute))) for one in root.iterfind(path))
    for (path, id), times in seen.items():
        if times > 1:
            yield f"{path} {id} {times} times"
        if not -(2**31) <= int(id) < 2**31:
            yield f"{path} {id} is too large"


def _comments(document: etree._Element, comments: etree._Element) -> Iterator[str]:
    written = sorted(str(one.get(f"{W}id")) for one in comments)
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        named = sorted(str(one.get(f"{W}id")) for one in document.iter(f"{W}{kind}"))
        if named != written:
            yield f"comments {written}, but {kind} {named}"


def _links(parts: dict[str, bytes]) -> Iterator[str]:
    for name in parts:
        folder, _, file = name.rpartition("/_rels/")
        if name.endswith(".rels"):
            for link in etree.fromstring(parts[name]):
                target = posixpath.normpath(posixpath.join(folder, str(link.get("Target"))))
                if target not in parts:
                    yield f"{name}: {file} leads to {target}, which is not there"
