"""The relationships by which the parts of a Word package refer to each other (ECMA-376 Part 2)."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import cast

from lxml import etree

from kamdocs.forms.markup import NAMES, R
from kamdocs.forms.unpacking import NotRead, part_in
from kamdocs.packaging import LINKS_PART, TYPES

KINDS_ONCE = frozenset(
    {
        *("styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme"),
        *("numbering", "glossaryDocument", "customXml", "people", "keyMapCustomizations"),
        *("commentsExtended", "commentsIds", "commentsExtensible", "attachedTemplate"),
    }
)
"""Kinds of parts of which a document has one, the same in all documents of a template."""
CORE = "core-properties"
"""The kind of the part with title and author."""
_USING = etree.XPath("//*[@r:*]", namespaces=NAMES)


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship: its id, the last word of its type (``kind``), its target as written
    (``aim``) and as the name of a part (``target``), and whether that lies outside the package."""

    element: etree._Element
    id: str
    kind: str
    aim: str
    target: str
    outside: bool


def links_in(name: str, links: etree._Element) -> Iterator[Link]:
    """The relationships of the part ``name``, whose relationships part is ``links``."""
    for one in list(links):
        aim = str(one.get("Target"))
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), aim)).lstrip("/")
        kind = str(one.get("Type")).rpartition("/")[2]
        outside = one.get("TargetMode") == "External"
        yield Link(one, str(one.get("Id")), kind, aim, target, outside)


def using_links(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """The elements of a part that use relationships: each with the attribute and the id in it."""
    for element in cast(list[etree._Element], _USING(root)):
        for name, value in element.attrib.items():
            if str(name).startswith(f"{{{R}}}"):
                yield element, str(name), str(value)


def rels_of(name: str) -> str:
    """The name of the part that holds the relationships of a part."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def retargeted(name: str, target: str) -> str:
    """The target to be written into a relationship of the part ``name`` to the part ``target``."""
    return posixpath.relpath(target, posixpath.dirname(name) or ".")


def ids_of(parts: Mapping[str, bytes], name: str) -> tuple[str, ...]:
    """The ids of the relationships of a part."""
    there = parts.get(rels_of(name))
    return () if there is None else tuple(str(one.get("Id")) for one in etree.fromstring(there))


def type_like(types: etree._Element, name: str, fresh: str) -> None:
    """Add to the list of types that a part ``fresh`` is of the type of the part ``name``, unless
    that one's type follows from its ending."""
    for one in list(types):
        if one.get("PartName") == f"/{name}":
            attributes = {"PartName": f"/{fresh}", "ContentType": str(one.get("ContentType"))}
            etree.SubElement(types, f"{{{TYPES}}}Override", attributes)


def fresh_id(links: etree._Element, stem: str) -> str:
    """An id for one more relationship among ``links``: the stem with the first free number."""
    taken = {one.get("Id") for one in links}
    return next(id for number in count(1) if (id := f"{stem}{number}") not in taken)


def link_like(links: etree._Element, like: etree._Element, id: str, aim: str) -> None:
    """Add a relationship like another, with an ``id`` and a target (``aim``) of its own."""
    added = etree.SubElement(links, like.tag)
    for name, value in like.attrib.items():
        added.set(name, value)
    added.set("Id", id)
    added.set("Target", aim)


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the main part of a document; ValueError where there is none."""
    for link in links_in("", etree.fromstring(parts["_rels/.rels"])):
        if link.kind == "officeDocument":
            return link.target
    raise ValueError("no document")


def parts_of_kind(content: bytes, kind: str) -> Iterator[etree._Element]:
    """The parts of a kind to which the main part of a document refers; none where one is damaged,
    from there on."""
    try:
        main = next(_targets("", part_in(content, LINKS_PART), "officeDocument"), "")
        for name in _targets(main, part_in(content, rels_of(main)), kind):
            yield part_in(content, name)
    except NotRead:
        return


def _targets(name: str, links: etree._Element, kind: str) -> Iterator[str]:
    """The names of the parts of a kind to which a part refers."""
    return (one.target for one in links_in(name, links) if one.kind == kind and not one.outside)
