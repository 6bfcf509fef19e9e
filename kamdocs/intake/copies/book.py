"""A workbook (.xlsx, .xlsm) opened as a package, to be changed part by part."""

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from kamdocs import packaging
from kamdocs.packaging import LINKS, LINKS_PART, OFFICE, TYPES, TYPES_PART, changed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

BROKEN = (*packaging.BROKEN, etree.XMLSyntaxError, KeyError, IndexError, StopIteration)
"""What a package raises that is no sound workbook."""
_CODES = ("utf-8", "utf-16-le", "utf-16-be")


def parsed(content: bytes, forgiving: bool = False) -> etree._Element:
    """The root of a part; entities are not followed, and nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, recover=forgiving
    )
    return etree.fromstring(content, parser)


def _is_drawing(part: str) -> bool:
    """Whether a part is a drawing of old, which is XML only more or less."""
    return part.casefold().endswith(".vml")


def written(part: str, root: etree._Element) -> bytes:
    """The bytes of a part, with the declaration that its kind has."""
    if _is_drawing(part):
        return etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


@dataclass
class Book:
    """The parts of a workbook. What is asked for is parsed once and written with ``saved``."""

    content: bytes
    _names: dict[str, str] = field(init=False)
    _package: zipfile.ZipFile = field(init=False)
    _roots: dict[str, etree._Element] = field(init=False, default_factory=dict)
    _raw: dict[str, bytes | None] = field(init=False, default_factory=dict)
    _finish: dict[str, Callable[[bytes], bytes]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(self.content))
        self._names = {name.casefold(): name for name in self._package.namelist()}

    # Parts

    def has(self, part: str) -> bool:
        return (
            part in self._roots or self._raw.get(part) is not None or part.casefold() in self._names
        )

    def root(self, part: str) -> etree._Element:
        """The XML of a part, to be changed in place; KeyError where there is none."""
        if part not in self._roots:
            self._roots[part] = parsed(self.read(part), _is_drawing(part))
        return self._roots[part]

    def read(self, part: str) -> bytes:
        """A part as it was handed in; KeyError where there is none."""
        return self._package.read(self._names[part.casefold()])

    def says(self, part: str, word: str) -> bool:
        """Whether a word may stand in a part, as it is now or was handed in."""
        if part in self._roots:
            return True
        content = self.read(part)
        return any(word.encode(code) in content for code in _CODES)

    def put(self, part: str, root: etree._Element, finish: Callable[[bytes], bytes]) -> None:
        """Take some XML for that of a part; of what is written of it, ``finish`` makes the part."""
        self._roots[part] = root
        self._finish[part] = finish

    def add(self, part: str, root: etree._Element, content_type: str) -> None:
        """A new part with its content type."""
        self._roots[part] = root
        self._list(part, content_type)

    def add_written(self, part: str, content: bytes, content_type: str) -> None:
        """A new part that is written already, and is not changed any more."""
        self._raw[part] = content
        self._list(part, content_type)

    def _list(self, part: str, content_type: str) -> None:
        types = self.root(TYPES_PART)
        etree.SubElement(
            types, f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": content_type}
        )

    def add_unlisted(self, part: str, root: etree._Element) -> None:
        """A new part whose content type goes by its ending."""
        self._roots[part] = root

    def names(self, ending: str) -> list[str]:
        """The parts with an ending, in order."""
        everything = {*self._roots, *self._names.values()}
        return sorted(name for name in everything if name.casefold().endswith(ending))

    def add_default(self, suffix: str, content_type: str) -> None:
        """The content type of all parts with an ending, where none is said yet."""
        types = self.root(TYPES_PART)
        known = {one.get("Extension", "").casefold() for one in types if local(one) == "Default"}
        if suffix not in known:
            facts = {"Extension": suffix, "ContentType": content_type}
            types.insert(0, etree.Element(f"{{{TYPES}}}Default", facts))

    def remove(self, part: str) -> None:
        """Take a part away, with its links and its content type."""
        self._roots.pop(part, None)
        for name in (part, links_part(part)):
            if name.casefold() in self._names:
                self._raw[self._names.pop(name.casefold())] = None
            self._roots.pop(name, None)
        types = self.root(TYPES_PART)
        for one in list(types):
            if one.get("PartName", "").lstrip("/").casefold() == part.casefold():
                types.remove(one)

    def free(self, pattern: str) -> str:
        """The name of a new part: ``xl/comments{}.xml`` with the first number that is free."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def saved(self) -> bytes:
        """The bytes of the workbook as it is now; the same changes give the same bytes."""
        parts: dict[str, bytes | None] = dict(self._raw)
        for part, root in self._roots.items():
            content = written(part, root)
            finish = self._finish.get(part)
            name = self._names.get(part.casefold(), part)
            parts[name] = finish(content) if finish else content
        return changed(self.content, parts)

    # Links between parts

    def links(self, part: str) -> etree._Element:
        """The links of a part; made where it has none yet."""
        name = links_part(part)
        if not self.has(name):
            self._roots[name] = etree.fromstring(f'<Relationships xmlns="{LINKS}"/>')
        return self.root(name)

    def target(self, part: str, link: str) -> str:
        """The part that a link of a part leads to, by its id; empty where there is none."""
        for one in self.links(part) if self.has(links_part(part)) else ():
            if one.get("Id") == link and one.get("TargetMode") != "External":
                return resolved(part, one.get("Target", ""))
        return ""

    def linked(self, part: str, kind: str) -> str:
        """The first part that a part is linked to by a kind of link (``comments``)."""
        for one in self.links(part) if self.has(links_part(part)) else ():
            if one.get("Type", "").rpartition("/")[2] == kind:
                return resolved(part, one.get("Target", ""))
        return ""

    def link(self, part: str, kind: str, target: str) -> str:
        """Link a part to another; the id of the link."""
        links = self.links(part)
        taken = {one.get("Id") for one in links}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        etree.SubElement(
            links,
            f"{{{LINKS}}}Relationship",
            {"Id": f"rId{number}", "Type": f"{OFFICE}/{kind}", "Target": f"/{target}"},
        )
        return f"rId{number}"

    def unlink(self, part: str, link: str) -> None:
        links = self.links(part)
        for one in list(links):
            if one.get("Id") == link:
                links.remove(one)

    # The workbook

    @property
    def main(self) -> str:
        """The name of the workbook's own part."""
        for one in self.root(LINKS_PART):
            if one.get("Type", "").endswith("/officeDocument"):
                return resolved("", one.get("Target", ""))
        return "xl/workbook.xml"

    def sheets(self) -> dict[str, str]:
        """The part of each sheet by the sheet's name."""
        return {
            one.get("name", ""): self.target(self.main, link_of(one))
            for one in self.root(self.main).iter()
            if local(one) == "sheet"
        }

    def worksheets(self) -> dict[str, str]:
        """The same without the sheets that hold a chart and no cells."""
        links = self.links(self.main)
        with_cells = {
            resolved(self.main, one.get("Target", ""))
            for one in links
            if one.get("Type", "").endswith("/worksheet")
        }
        return {name: part for name, part in self.sheets().items() if part in with_cells}

    @property
    def space(self) -> str:
        """The namespace that this workbook writes in."""
        return etree.QName(self.root(self.main).tag).namespace or MAIN

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904."""
        about = self.root(self.main).find(f"{{{self.space}}}workbookPr")
        return about is not None and about.get("date1904") in ("1", "true")


def links_part(part: str) -> str:
    """Where the links of a part are kept."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolved(part: str, target: str) -> str:
    """The name of the part that a target means, seen from a part."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def link_of(element: etree._Element) -> str:
    """The id of the link that an element carries."""
    return element.get(f"{{{OFFICE}}}id") or element.get(f"{{{STRICT_REL}}}id") or ""
