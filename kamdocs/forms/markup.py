"""The names in the XML of a Word document (ECMA-376) that several modules look for."""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML = "http://www.w3.org/XML/1998/namespace"
NAMES = {"w": W, "w14": W14, "w15": W15, "c": C, "r": R}
PARAGRAPH, RUN, TEXT = f"{{{W}}}p", f"{{{W}}}r", f"{{{W}}}t"
TABLE, ROW, CELL = f"{{{W}}}tbl", f"{{{W}}}tr", f"{{{W}}}tc"
CONTROL = f"{{{W}}}sdt"
"""A content control, in which a value or other elements stand."""
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
"""The element with the id by which Word tells drawings apart."""
VALUE = f"{{{W}}}val"
"""The attribute with the value of most elements."""
_OFF = ("0", "false", "off")


def is_on(mark: etree._Element) -> bool:
    """Whether a mark, such as that of words struck out, counts: it may say itself that it does
    not."""
    return mark.get(VALUE, "1") not in _OFF
