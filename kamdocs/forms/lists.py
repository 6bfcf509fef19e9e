"""Numbered lists of a document that holds several: they begin anew in each of these."""

from lxml import etree

from kamdocs.forms.markup import NAMES, VALUE, W

_ID, _NUMBER = f"{{{W}}}numId", f"{{{W}}}num"


def lists_anew(root: etree._Element, numbering: etree._Element) -> None:
    """Let the lists of a document begin anew: each gets an id of its own in the ``numbering`` part,
    with the same look."""
    known = {str(one.get(_ID)): one for one in numbering.iterfind("w:num", NAMES)}
    fresh: dict[str, str] = {}
    for used in root.iterfind(".//w:numPr/w:numId", NAMES):
        old = str(used.get(VALUE))
        if old in known:
            if old not in fresh:
                fresh[old] = _begun(numbering, known[old])
            used.set(VALUE, fresh[old])


def _begun(numbering: etree._Element, like: etree._Element) -> str:
    """Add a list to the ``numbering`` part that looks like another and begins where that one does;
    returns its id."""
    listed = numbering.findall("w:num", NAMES)
    id = str(max(int(one.get(_ID, "0")) for one in listed) + 1)
    look = like.find("w:abstractNumId", NAMES)
    whose = "" if look is None else look.get(VALUE, "")
    begun = etree.Element(_NUMBER)
    begun.set(_ID, id)
    etree.SubElement(begun, f"{{{W}}}abstractNumId").set(VALUE, whose)
    for abstract in numbering.iterfind("w:abstractNum", NAMES):
        if abstract.get(f"{{{W}}}abstractNumId") == whose:
            for level in abstract.iterfind("w:lvl", NAMES):
                _begin(begun, level)
    listed[-1].addnext(begun)
    return id


def _begin(begun: etree._Element, level: etree._Element) -> None:
    start = level.find("w:start", NAMES)
    override = etree.SubElement(begun, f"{{{W}}}lvlOverride")
    override.set(f"{{{W}}}ilvl", level.get(f"{{{W}}}ilvl", "0"))
    first = "0" if start is None else start.get(VALUE, "0")
    etree.SubElement(override, f"{{{W}}}startOverride").set(VALUE, first)
