"""The package of a template, with the parts in which records are printed."""

from dataclasses import dataclass, field

from lxml import etree

from kamdocs.faults import SetupFault
from kamdocs.forms.unpacking import NotRead, parsed_with_care


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
