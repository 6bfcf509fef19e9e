"""Where a seal stands: in the custom properties of a document, which every program keeps.

Word takes no more than 255 characters for one, so a seal is cut into several.
"""

import posixpath

from lxml import etree

from kamdocs.forms.links import TYPES, links_in
from kamdocs.forms.opening import R, written

SEAL, KEYED = "kamdocs-seal", "kamdocs-seal-key"
RELATIONSHIPS = "_rels/.rels"
_LENGTH = 240
_KIND = "custom-properties"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPED = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPING = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_ANY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Office calls properties that somebody made up."""
_FIRST = 2
"""The smallest number that a property may have."""


def part_of(links: etree._Element) -> str:
    """The part that holds the custom properties; empty where a package has none."""
    return next((one.target for one in links_in("", links) if one.kind == _KIND), "")


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
        for one in root.iter(f"{{{_PROPERTIES}}}property")
        if (name := one.get("name", "")).startswith(SEAL)
    }


def with_seal(parts: dict[str, bytes], seal: dict[str, str]) -> dict[str, bytes]:
    """The parts that change where a document gets the properties of a seal. ``parts`` are its
    relationships, its types and its custom properties, as far as it has them."""
    links, types = etree.fromstring(parts[RELATIONSHIPS]), etree.fromstring(parts[TYPES])
    name = part_of(links)
    if name in parts:
        root = etree.fromstring(parts[name])
        for one in list(root):
            if one.get("name", "").startswith(SEAL):
                root.remove(one)
        return {name: _added(root, seal)}
    name = "docProps/custom.xml"
    taken = {str(one.get("Id")) for one in links}
    link = etree.SubElement(links, f"{{{_LINKS}}}Relationship")
    link.set(
        "Id", next(id for number in range(1, 10_000) if (id := f"rIdSeal{number}") not in taken)
    )
    link.set("Type", f"{R}/{_KIND}")
    link.set("Target", posixpath.relpath(name))
    typed = etree.SubElement(types, f"{{{_TYPING}}}Override")
    typed.set("PartName", f"/{name}")
    typed.set("ContentType", _CONTENT)
    empty = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={"p": _PROPERTIES, "vt": _TYPED})
    return {RELATIONSHIPS: written(links), TYPES: written(types), name: _added(empty, seal)}


def _added(root: etree._Element, seal: dict[str, str]) -> bytes:
    taken = [int(pid) for one in root if (pid := one.get("pid", "")).isdecimal()]
    for number, (name, words) in enumerate(seal.items(), max([*taken, _FIRST - 1]) + 1):
        one = etree.SubElement(root, f"{{{_PROPERTIES}}}property")
        one.set("fmtid", _ANY)
        one.set("pid", str(number))
        one.set("name", name)
        etree.SubElement(one, f"{{{_TYPED}}}lpwstr").text = words
    return written(root)
