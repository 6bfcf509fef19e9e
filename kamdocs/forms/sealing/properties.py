"""Where a seal stands: in the custom properties of a document, which every program keeps.

Word takes no more than 255 characters for one, so a seal is cut into several.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from lxml import etree

from kamdocs.forms.links import links_in
from kamdocs.forms.opening import R, written
from kamdocs.packaging import LINKS, LINKS_PART, TYPES, TYPES_PART

SEAL, KEYED = "kamdocs-seal", "kamdocs-seal-key"
_LENGTH = 240
_KIND, _STRICT = "custom-properties", "customProperties"
"""The second is what Word calls it in Strict Open XML, where all names of elements are others."""
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPED = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_ANY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Office calls properties that somebody made up."""
_FIRST = 2
"""The smallest number that a property may have."""


def part_of(links: etree._Element) -> str:
    """The part that holds the custom properties; empty where a package has none."""
    return next((one.target for one in links_in("", links) if one.kind in (_KIND, _STRICT)), "")


def cut(letters: str, mark: str) -> dict[str, str]:
    """The properties of a seal: how many pieces there are, the pieces, the mark of a key."""
    pieces = [letters[at : at + _LENGTH] for at in range(0, len(letters), _LENGTH)]
    numbered = {f"{SEAL}-{number:04}": one for number, one in enumerate(pieces, 1)}
    return {SEAL: str(len(pieces)), **({KEYED: mark} if mark else {}), **numbered}


def joined(properties: dict[str, str]) -> str | None:
    """The letters of a seal from its properties; None where a piece is missing or one too many."""
    pieces = sorted(one for one in properties if one.startswith(SEAL) and one[-4:].isdigit())
    if properties.get(SEAL) != str(len(pieces)):
        return None
    return "".join(properties[one] for one in pieces)


def read(root: etree._Element) -> dict[str, str]:
    """The properties of a seal, of all that there are."""
    return {
        name: "".join(map(str, one.itertext())).strip()
        for one in root.iter("{*}property")
        if (name := one.get("name", "")).startswith(SEAL)
    }


@dataclass(frozen=True)
class Holder:
    """The part of a package that holds seals, and the parts that ``lead`` to it, as they then are;
    none where they led to it already.

    ``pieces`` are the text of the part: up to the number of the first property, from there to its
    name, from there to its words, between two properties, and after the last.
    """

    name: str
    lead: Mapping[str, bytes]
    pieces: tuple[str, str, str, str, str]
    first: int

    def holding(self, seal: Mapping[str, str]) -> bytes:
        """The part with the properties of a seal, of which there are two at least."""
        before, named, worded, between, after = self.pieces
        told = [
            f"{number}{named}{name}{worded}{words}"
            for number, (name, words) in enumerate(seal.items(), self.first)
        ]
        return f"{before}{between.join(told)}{after}".encode()


def holder(parts: Mapping[str, bytes]) -> Holder:
    """What holds a seal in a package. ``parts`` are its relationships, its types and its custom
    properties, as far as it has them; of a seal that it has already nothing is left."""
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
    """The relationships and the types of a package that gets a part for custom properties."""
    links, types = etree.fromstring(parts[LINKS_PART]), etree.fromstring(parts[TYPES_PART])
    taken = {str(one.get("Id")) for one in links}
    link = etree.SubElement(links, f"{{{LINKS}}}Relationship")
    link.set(
        "Id", next(id for number in range(1, 10_000) if (id := f"rIdSeal{number}") not in taken)
    )
    link.set("Type", f"{R}/{_KIND}")
    link.set("Target", posixpath.relpath(name))
    typed = etree.SubElement(types, f"{{{TYPES}}}Override")
    typed.set("PartName", f"/{name}")
    typed.set("ContentType", _CONTENT)
    return {LINKS_PART: written(links), TYPES_PART: written(types)}


def _pieces(root: etree._Element) -> tuple[str, str, str, str, str]:
    """The text around what two properties say: the numbers, names and words of a seal need no
    escaping, so that they can stand in it as they are."""
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
