"""Sections of a document that holds several: page numbers of their own, and ids that differ."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import cast

from lxml import etree

from kamdocs.forms.markup import DRAWN, NAMES, PARAGRAPH, VALUE, W14, W
from kamdocs.forms.opening import written

_FORMAT, _SECTION = f"{{{W}}}pPr", f"{{{W}}}sectPr"
_ID, _NAME = f"{{{W}}}id", f"{{{W}}}name"
_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
    "paperSrc", "pgBorders", "lnNumType", "pgNumType",
)  # fmt: skip
"""The order of the properties of a section, as far as it matters here."""
_MARKED = etree.XPath("//*[@w14:paraId or @w14:textId]", namespaces=NAMES)
_ON_A_NEW_PAGE = ("nextPage", "oddPage", "evenPage")


def own_pages(content: bytes) -> bytes:
    """The bytes of a header or footer changed to print the number of pages of its section, not of
    the whole document."""
    root = etree.fromstring(content)
    change_field(root, "NUMPAGES", "SECTIONPAGES")
    return written(root)


def change_field(root: etree._Element, old: str, new: str) -> bool:
    """Replace one field by another throughout a part; returns whether there was any."""
    found = False
    for words in root.iter(f"{{{W}}}instrText"):
        if words.text and old in words.text:
            words.text = words.text.replace(old, new)
            found = True
    for simple in root.iter(f"{{{W}}}fldSimple"):
        instruction = str(simple.get(f"{{{W}}}instr"))
        if old in instruction:
            simple.set(f"{{{W}}}instr", instruction.replace(old, new))
            found = True
    return found


def count_from_one(root: etree._Element) -> None:
    """Let a document begin on a new page and number its pages from 1."""
    change_field(root, "NUMPAGES", "SECTIONPAGES")
    section = next(root.iter(_SECTION), None)
    if section is None:
        return
    _property(section, "pgNumType").set(f"{{{W}}}start", "1")
    kind = section.find(f"{{{W}}}type")
    if kind is not None and kind.get(VALUE) not in _ON_A_NEW_PAGE:
        kind.set(VALUE, "nextPage")


def _property(section: etree._Element, name: str) -> etree._Element:
    found = section.find(f"{{{W}}}{name}")
    if found is None:
        found = etree.Element(f"{{{W}}}{name}")
        before = _ORDER[: _ORDER.index(name)]
        section.insert(sum(etree.QName(one).localname in before for one in section), found)
    return found


def end_section(body: etree._Element, section: etree._Element) -> None:
    """Move the last section of a body into its last paragraph, so that others can follow.

    Where the body does not end with a paragraph, or that one ends a section already, a very small
    paragraph is added for it.
    """
    body.remove(section)
    last = body[-1] if len(body) else None
    if last is None or last.tag != PARAGRAPH or last.find(f"{_FORMAT}/{_SECTION}") is not None:
        last = etree.SubElement(body, PARAGRAPH)
        spacing = etree.SubElement(etree.SubElement(last, _FORMAT), f"{{{W}}}spacing")
        for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
            spacing.set(f"{{{W}}}{name}", value)
    form = last.find(_FORMAT)
    if form is None:
        form = etree.Element(_FORMAT)
        last.insert(0, form)
    change = form.find(f"{{{W}}}pPrChange")
    if change is None:
        form.append(section)
    else:
        change.addprevious(section)


def number_anew(roots: Iterable[etree._Element]) -> None:
    """Number controls, drawings and bookmarks through all parts. Bookmarks get different names, and
    the ids of paragraphs, which nothing needs, are removed."""
    controls, drawings, marks = count(1), count(1), count(1)
    names: set[str] = set()
    for root in roots:
        for id in root.iterfind(".//w:sdtPr/w:id", NAMES):
            id.set(VALUE, str(next(controls)))
        for drawing in root.iter(DRAWN):
            drawing.set("id", str(next(drawings)))
        _number_bookmarks(root, marks, names)
        for element in cast(list[etree._Element], _MARKED(root)):
            for name in ("paraId", "textId"):
                element.attrib.pop(f"{{{W14}}}{name}", "")


def _number_bookmarks(root: etree._Element, marks: Iterator[int], names: set[str]) -> None:
    numbers: dict[str, str] = {}
    for mark in root.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"):
        old = str(mark.get(_ID))
        if mark.tag == f"{{{W}}}bookmarkEnd":
            mark.set(_ID, numbers.get(old, old))
            continue
        numbers[old] = str(next(marks))
        mark.set(_ID, numbers[old])
        name = str(mark.get(_NAME))
        mark.set(_NAME, f"{name}_{numbers[old]}" if name in names else name)
        names.add(str(mark.get(_NAME)))
