"""Keeps a seal in the custom properties of a document, which every program preserves.

Word allows no more than 255 characters in a property, so a seal is cut into several.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from lxml import etree

from kamdocs.forms.links import fresh_id, links_in
from kamdocs.forms.markup import R
from kamdocs.forms.opening import written
from kamdocs.packaging import LINKS, LINKS_PART, TYPES, TYPES_PART

SEAL, KEYED = "kamdocs-seal", "kamdocs-seal-key"
_LENGTH = 240
_KIND, _STRICT = "custom-properties", "customProperties"
"""The kind of the relationship to the custom properties; the second one in Strict Open XML, which
has other names for everything."""
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPED = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_ANY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The id (fmtid) that Office gives to custom properties."""
_FIRST = 2
"""The smallest number (pid) that a custom property may have."""


def part_of(links: etree._Element) -> str:
    """The name of the part with the custom properties, by the relationships of a package; empty
    where it has none."""
    return next((one.target for one in links_in("", links) if one.kind in (_KIND, _STRICT)), "")


def cut(letters: str, mark: str) -> dict[str, str]:
    """The custom properties, by name, that hold a seal: the number of pieces, the mark of a key if
    there is one, and the pieces of the seal's ``letters``."""
    pieces = [letters[at : at + _LENGTH] for at in range(0, len(letters), _LENGTH)]
    numbered = {f"{SEAL}-{number:04}": one for number, one in enumerate(pieces, 1)}
    return {SEAL: str(len(pieces)), **({KEYED: mark} if mark else {}), **numbered}


def joined(properties: dict[str, str]) -> str | None:
    """The letters of a seal from its properties; None where a piece is missing or there is one too
    many."""
    pieces = sorted(one for one in properties if one.startswith(SEAL) and one[-4:].isdigit())
    if properties.get(SEAL) != str(len(pieces)):
        return None
    return "".join(properties[one] for one in pieces)


def read(root: etree._Element) -> dict[str, str]:
    """The custom properties that belong to a seal, by name."""
    return {
        name: "".join(map(str, one.itertext())).strip()
        for one in root.iter("{*}property")
        if (name := one.get("name", "")).startswith(SEAL)
    }


@dataclass(frozen=True)
class Holder:
    """The part of a package that holds seals (``name``), and the changed parts that refer to it
    (``lead``); empty where the package referred to it already.

    ``pieces`` are the text of the part: up to the number of the first property, from there to its
    name, from there to its words, between two properties, and after the last. ``first`` is the
    number of the first property of a seal.
    """

    name: str
    lead: Mapping[str, bytes]
    pieces: tuple[str, str, str, str, str]
    first: int

    def holding(self, seal: Mapping[str, str]) -> bytes:
        """The bytes of the part with the properties of a seal, which are at least two."""
        before, named, worded, between, after = self.pieces
        told = [
            f"{number}{named}{name}{worded}{words}"
            for number, (name, words) in enumerate(seal.items(), self.first)
        ]
        return f"{before}{between.join(told)}{after}".encode()


def holder(parts: Mapping[str, bytes]) -> Holder:
    """The holder for a seal in a package. ``parts`` are its relationships, its list of types and,
    if it has any, its custom properties; a seal that is already there is left out."""
    name = part_of(etree.fromstring(parts[LINKS_PART]))
    if name in parts:
        root, lead = etree.fromstring(parts[name]), {}
        for one in list(root):
            if one.get("name", "").startswith(SEAL):
                root.remove(one)
    else:
        name = "docProps/custom.xml"
        root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={"p": _PROPERTIES, "vt": _TYPED})
        lead = _leading(parts, name)
    taken = [int(pid) for one in root if (pid := one.get("pid", "")).isdecimal()]
    return Holder(name, lead, _pieces(root), max([*taken, _FIRST - 1]) + 1)


def _leading(parts: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The relationships and the list of types of a package that gets a part for custom
    properties."""
    links, types = etree.fromstring(parts[LINKS_PART]), etree.fromstring(parts[TYPES_PART])
    id = fresh_id(links, "rIdSeal")
    link = etree.SubElement(links, f"{{{LINKS}}}Relationship")
    link.set("Id", id)
    link.set("Type", f"{R}/{_KIND}")
    link.set("Target", posixpath.relpath(name))
    typed = etree.SubElement(types, f"{{{TYPES}}}Override")
    typed.set("PartName", f"/{name}")
    typed.set("ContentType", _CONTENT)
    return {LINKS_PART: written(links), TYPES_PART: written(types)}


def _pieces(root: etree._Element) -> tuple[str, str, str, str, str]:
    """The text around the number, name and words of two properties, cut at a probe word. Those of a
    seal need no escaping, so that they can be put there as they are."""
    there = written(root).decode()
    probe = next(word for length in count(1) if (word := "x" * length) not in there)
    for _ in range(2):
        one = etree.SubElement(root, f"{{{_PROPERTIES}}}property")
        one.set("fmtid", _ANY)
        one.set("pid", probe)
        one.set("name", probe)
        etree.SubElement(one, f"{{{_TYPED}}}lpwstr").text = probe
    before, named, worded, between, _, _, after = written(root).decode().split(probe)
    return before, named, worded, between, after
