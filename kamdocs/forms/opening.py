"""The package of a template, with the parts in which records are printed."""

from dataclasses import dataclass, field

from lxml import etree

from kamdocs.faults import SetupFault
from kamdocs.forms.unpacking import NotRead, parsed_with_care

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
"""The element with the id by which Word tells drawings apart."""
XML = "http://www.w3.org/XML/1998/namespace"
NAMES = {"w": W, "w14": W14, "w15": W15, "c": C, "r": R}


@dataclass
class Opened:
    """A template as it was opened.

    ``sha256`` is that of the whole file, ``parts`` are the bytes of every part by name.
    ``document`` and ``comments`` are the names of these two parts, ``edges`` those of headers,
    footers and notes. ``charts`` has, by the id of the relationship of a chart, the name of its
    part and that of the workbook behind it (empty where there is none).
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
        """The names of the parts that hold words, the document first."""
        return (self.document, *self.edges, self.comments)


def parsed(template: Opened, name: str) -> etree._Element:
    """The XML of a part; SetupFault KD510 where it is none."""
    try:
        return parsed_with_care(template.parts[name])
    except NotRead as fault:
        raise SetupFault("KD510", {"reason": fault.reason}, template.file) from fault


def written(root: etree._Element) -> bytes:
    """The bytes of a part, with the XML declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
