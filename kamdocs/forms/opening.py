"""The package of a template: which of its parts a record may change."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from kamdocs.faults import SetupFault, reason

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
NAMES = {"w": W, "w14": W14, "w15": W15, "c": C, "r": R}

_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass
class Opened:
    """A template as it was opened.

    ``sha256`` is that of the whole file, ``parts`` are the bytes of every part; ``document`` and
    ``comments`` the names of those two, ``edges`` those of headers, footers and notes, ``charts``
    leads from the relationship of a chart to its part and the workbook behind it (empty where
    there is none).
    """

    file: str
    sha256: str
    parts: dict[str, bytes]
    document: str
    comments: str = ""
    edges: list[str] = field(default_factory=list)
    charts: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def wording(self) -> tuple[str, ...]:
        """The parts that hold words, the document first."""
        return (self.document, *self.edges, self.comments)


def opened(path: Path) -> Opened:
    """Open a template; SetupFault KD510 where it is not a Word document."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        content = path.read_bytes()
        main = docx.Document(io.BytesIO(content)).part
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = (name for name in archive.namelist() if not name.endswith("/"))
            parts = {name: archive.read(name) for name in files}
    except OSError as fault:
        raise SetupFault("KD510", {"reason": reason(fault)}, path.name) from fault
    except (
        PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError
    ) as fault:  # fmt: skip
        raise SetupFault("KD510", {"reason": str(fault)}, path.name) from fault
    digest = hashlib.sha256(content).hexdigest()
    found = Opened(path.name, digest, parts, str(main.partname).lstrip("/"))
    for id, link in main.rels.items():
        if link.is_external:
            continue
        target = link.target_part
        name = str(target.partname).lstrip("/")
        kind = link.reltype.rpartition("/")[2]
        if kind in ("header", "footer", "footnotes", "endnotes"):
            found.edges.append(name)
        elif kind == "comments":
            found.comments = name
        elif kind == "chart":
            behind = [one for one in target.rels.values() if not one.is_external]
            books = [str(one.target_part.partname).lstrip("/") for one in behind]
            found.charts[id] = (name, next((one for one in books if one.endswith(".xlsx")), ""))
    _with_comments(found)
    return found


def _with_comments(template: Opened) -> None:
    """Give a template the part that holds comments, where it has none yet."""
    if template.comments:
        return
    folder, _, name = template.document.rpartition("/")
    template.comments = f"{folder}/comments.xml"
    template.parts[template.comments] = written(etree.Element(f"{{{W}}}comments", nsmap={"w": W}))
    types = etree.fromstring(template.parts[_TYPES])
    etree.SubElement(
        types,
        f"{{{_TYPES_NAMESPACE}}}Override",
        {"PartName": f"/{template.comments}", "ContentType": _COMMENTS},
    )
    template.parts[_TYPES] = written(types)
    links = f"{folder}/_rels/{name}.rels"
    root = etree.fromstring(template.parts[links])
    taken = {link.get("Id") for link in root}
    etree.SubElement(
        root,
        f"{{{_LINKS_NAMESPACE}}}Relationship",
        {
            "Id": next(id for id in _numbered("rIdComments") if id not in taken),
            "Type": f"{R}/comments",
            "Target": "comments.xml",
        },
    )
    template.parts[links] = written(root)


def _numbered(stem: str) -> Iterator[str]:
    number = 1
    while True:
        yield f"{stem}{number}"
        number += 1


def parsed(template: Opened, name: str) -> etree._Element:
    """The XML of a part; SetupFault KD510 where it is none."""
    try:
        return etree.fromstring(template.parts[name])
    except etree.XMLSyntaxError as fault:
        raise SetupFault("KD510", {"reason": str(fault)}, template.file) from fault


def written(root: etree._Element) -> bytes:
    """A part with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
