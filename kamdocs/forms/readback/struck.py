"""Tells what somebody struck out in a form, or hid, and what therefore was not read."""

from collections.abc import Iterator

from lxml import etree

from kamdocs.forms.readback.cells import HOLDERS, WORDED, Layout, is_struck, said_by
from kamdocs.model import Finding, Place


def told_struck(layout: Layout, template: etree._Element) -> Iterator[Finding]:
    """KD669 for each cell or paragraph with words that are struck out or hidden; those of the
    template itself are left out."""
    ours = set(_struck(Layout(template, "")).values())
    for place, words in _struck(layout).items():
        if words.strip() and words not in ours:
            yield Finding("KD669", place, {"value": words.strip()})


def _struck(layout: Layout) -> dict[Place, str]:
    """The words that are struck out, by their places."""
    found: dict[Place, str] = {}
    for part in (*layout.paragraphs, *layout.tables):
        for one in part.iter(*WORDED):
            parent = one.getparent()
            if parent is not None and parent.tag in HOLDERS and is_struck(parent):
                place = layout.place(one)
                found[place] = found.get(place, "") + said_by(one)
    return found
