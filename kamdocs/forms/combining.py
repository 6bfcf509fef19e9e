"""Many documents of one form as one: a section for each, with its own header, footer and pages."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import cast

from lxml import etree

from kamdocs.forms.links import (
    KINDS_ONCE,
    Link,
    fresh_id,
    link_like,
    links_in,
    main_part,
    rels_of,
    retargeted,
    type_like,
    using_links,
)
from kamdocs.forms.lists import lists_anew
from kamdocs.forms.markup import W
from kamdocs.forms.opening import written
from kamdocs.forms.sections import count_from_one, end_section, number_anew, own_pages
from kamdocs.packaging import CORE_PART, LINKS_PART, TYPES_PART, package_of, parts_in

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BODY, _SECTION, _ID = f"{{{W}}}body", f"{{{W}}}sectPr", f"{{{W}}}id"
_EDGES = ("header", "footer")
_NOTES: dict[str, tuple[str, ...]] = {
    "comments": ("commentRangeStart", "commentRangeEnd", "commentReference"),
    "footnotes": ("footnoteReference",),
    "endnotes": ("endnoteReference",),
}
"""Kinds of notes: a document has one part for each, into which these elements point by number."""
_THREADS = ("commentsExtended", "commentsIds", "commentsExtensible")
"""Kinds of parts that refer to comments by the ids of their paragraphs, which are not kept."""


def combined(contents: Iterable[bytes], title: str) -> bytes:
    """The bytes of one Word document that holds several, made from one template, in their order.

    Each begins on a new page and keeps its header and footer; its pages count from 1, and the
    number of all pages becomes the number of its own. Ids are given out anew, comments and notes
    are numbered through, lists begin anew, styles are there once. ``title`` goes into the
    properties of the document. The same documents give the same bytes. ValueError where there are
    none.
    """
    whole: Whole | None = None
    for content in contents:
        parts = parts_in(content)
        if whole is None:
            whole = Whole(parts)
        else:
            whole.add(parts)
    if whole is None:
        raise ValueError("nothing to combine")
    return package_of(whole.package(title))


class Whole:
    """The document that is being put together: the parts of the first, and what others add."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self.document = main_part(parts)
        self.root = etree.fromstring(parts[self.document])
        self.links = etree.fromstring(parts[rels_of(self.document)])
        self.types = etree.fromstring(parts[TYPES_PART])
        self.notes: dict[str, tuple[str, etree._Element]] = {}
        self.lists: dict[str, etree._Element] = {}
        self._known: dict[tuple[str, bytes], str] = {}
        for link in links_in(self.document, self.links):
            if link.kind in _THREADS:
                self.links.remove(link.element)
                self._drop(link.target)
            elif link.kind in _NOTES:
                self.notes[link.kind] = (link.target, etree.fromstring(parts[link.target]))
            elif link.kind == "numbering":
                self.lists[link.target] = etree.fromstring(parts[link.target])
            elif link.kind in _EDGES:
                self.parts[link.target] = own_pages(parts[link.target])
        count_from_one(self.root)

    def add(self, parts: Mapping[str, bytes]) -> None:
        """Append another document of the same template."""
        root = etree.fromstring(parts[self.document])
        renamed: dict[str, str] = {}
        links = etree.fromstring(parts[rels_of(self.document)])
        for link in links_in(self.document, links):
            if link.kind in _NOTES:
                self._add_notes(link, etree.fromstring(parts[link.target]), root)
            elif link.kind not in KINDS_ONCE:
                renamed[link.id] = self._linked(parts, link)
        for element, name, value in using_links(root):
            if value in renamed:
                element.set(name, renamed[value])
        for numbering in self.lists.values():
            lists_anew(root, numbering)
        count_from_one(root)
        body, more = (cast(etree._Element, one.find(_BODY)) for one in (self.root, root))
        section = body.find(_SECTION)
        if section is not None:
            end_section(body, section)
        body.extend(list(more))

    def _add_notes(self, link: Link, more: etree._Element, root: etree._Element) -> None:
        """Add the notes of a document, numbered on from those that are there already."""
        _, there = self.notes[link.kind]
        start = max((int(one.get(_ID, "0")) for one in there), default=-1) + 1
        own = [one for one in more if one.get(f"{{{W}}}type") is None]
        numbers = {str(one.get(_ID)): str(start + index) for index, one in enumerate(own)}
        for pointer in _NOTES[link.kind]:
            for one in root.iter(f"{{{W}}}{pointer}"):
                one.set(_ID, numbers[str(one.get(_ID))])
        for one in own:
            one.set(_ID, numbers[str(one.get(_ID))])
            there.append(one)

    def _linked(self, parts: Mapping[str, bytes], link: Link) -> str:
        """The id of the relationship by which the whole refers to what a relationship of a document
        refers to; both are added where they are new."""
        aim = link.aim
        if not link.outside:
            edge = link.kind in _EDGES
            aim = retargeted(self.document, self._taken_in(parts, link.target, edge))
        for known in links_in(self.document, self.links):
            if (known.kind, known.aim) == (link.kind, aim):
                return known.id
        id = fresh_id(self.links, "rIdMore")
        link_like(self.links, link.element, id, aim)
        return id

    def _taken_in(self, parts: Mapping[str, bytes], name: str, edge: bool = False) -> str:
        """The name that a part of a document has in the whole. A part without relationships shares
        the name of an equal one; any other is added under a new name, with all parts it refers to.
        ``edge``: it is a header or footer."""
        content = own_pages(parts[name]) if edge else parts[name]
        below = parts.get(rels_of(name))
        if below is None:
            if self.parts.get(name) == content:
                return name
            if (name, content) in self._known:
                return self._known[name, content]
        stem, dot, ending = name.rpartition(".")
        names = (f"{stem}-{number}{dot}{ending}" for number in count(2))
        fresh = next(one for one in names if one not in self.parts)
        self.parts[fresh] = content
        type_like(self.types, name, fresh)
        if below is None:
            self._known[name, content] = fresh
            return fresh
        links = etree.fromstring(below)
        for link in links_in(name, links):
            if not link.outside:
                inner = self._taken_in(parts, link.target)
                link.element.set("Target", retargeted(fresh, inner))
        self.parts[rels_of(fresh)] = written(links)
        return fresh

    def _drop(self, name: str) -> None:
        self.parts.pop(name, None)
        for one in list(self.types):
            if one.get("PartName") == f"/{name}":
                self.types.remove(one)

    def package(self, title: str) -> dict[str, bytes]:
        """All parts in the order of the package, with ids given out anew."""
        words = {self.document: self.root, **dict(self.notes.values())}
        for link in links_in(self.document, self.links):
            if link.kind in _EDGES:
                words[link.target] = etree.fromstring(self.parts[link.target])
        number_anew(words.values())
        properties = etree.fromstring(self.parts[CORE_PART])
        for named in properties.iter(_TITLE):
            named.text = title
        changed = {
            **words,
            **self.lists,
            rels_of(self.document): self.links,
            TYPES_PART: self.types,
            CORE_PART: properties,
        }
        self.parts |= {name: written(root) for name, root in changed.items()}
        first = (TYPES_PART, LINKS_PART, self.document)
        rest = sorted(name for name in self.parts if name not in first)
        return {name: self.parts[name] for name in (*first, *rest)}
