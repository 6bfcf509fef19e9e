"""Makes a document in which LibreOffice, too, can count the pages of each section."""

import zipfile
from collections.abc import Iterator

from lxml import etree

from kamdocs.forms.links import (
    Link,
    link_like,
    links_in,
    main_part,
    rels_of,
    retargeted,
    type_like,
)
from kamdocs.forms.markup import PARAGRAPH, R, W
from kamdocs.forms.opening import written
from kamdocs.forms.sections import change_field
from kamdocs.packaging import TYPES_PART, changed, parts_in

_FIELD = "SECTIONPAGES"
_MARKS_FROM = 900_000
"""The bookmarks added here are numbered from this on."""


def countable(content: bytes) -> bytes:
    """The bytes of a document with the number of pages of each section in a field that LibreOffice
    knows too.

    LibreOffice has no field for that number, but one for the page of a bookmark: where the pages of
    a section count from 1, the page on which it ends is their number. A document without such
    fields, or one that cannot be read, comes back unchanged.
    """
    try:
        parts = parts_in(content)
        if any(_FIELD.encode() in part for part in parts.values()):
            return changed(content, _parts(parts))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, StopIteration, ValueError):
        pass  # somebody changed it by hand: it is left to LibreOffice as it is
    return content


def _parts(parts: dict[str, bytes]) -> dict[str, bytes | None]:
    """The parts that change, and a copy of each header and footer for each section."""
    name = main_part(parts)
    root, types = etree.fromstring(parts[name]), etree.fromstring(parts[TYPES_PART])
    links = etree.fromstring(parts[rels_of(name)])
    known = {link.id: link for link in links_in(name, links)}
    fresh: dict[str, bytes | None] = {}
    for number, section in enumerate(list(root.iter(f"{{{W}}}sectPr")), start=1):
        mark = f"kamdocs_end_{number}"
        _mark_end(section, mark, number)
        for edge, link in _edges(section, known):
            part = etree.fromstring(parts[link.target])
            if change_field(part, _FIELD, f"PAGEREF {mark}"):
                id = f"rIdCount{len(links)}"
                copy = f"{link.target.removesuffix('.xml')}-{id}.xml"
                fresh[copy] = written(part)
                below = parts.get(rels_of(link.target))
                fresh |= {rels_of(copy): below} if below else {}
                type_like(types, link.target, copy)
                link_like(links, link.element, id, retargeted(name, copy))
                edge.set(f"{{{R}}}id", id)
    return {**fresh, name: written(root), TYPES_PART: written(types), rels_of(name): written(links)}


def _edges(
    section: etree._Element, known: dict[str, Link]
) -> Iterator[tuple[etree._Element, Link]]:
    """The headers and footers of a section."""
    for kind in ("headerReference", "footerReference"):
        for edge in section.iterfind(f"{{{W}}}{kind}"):
            yield edge, known[str(edge.get(f"{{{R}}}id"))]


def _mark_end(section: etree._Element, name: str, number: int) -> None:
    """Put a bookmark at the end of a section: in the paragraph that ends it, else the last."""
    paragraph = next(section.iterancestors(PARAGRAPH), None)
    if paragraph is None:
        paragraph = next(section.itersiblings(PARAGRAPH, preceding=True))
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = etree.SubElement(paragraph, f"{{{W}}}{kind}")
        mark.set(f"{{{W}}}id", str(_MARKS_FROM + number))
        if kind == "bookmarkStart":
            mark.set(f"{{{W}}}name", name)
