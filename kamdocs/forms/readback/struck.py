"""Tells what somebody struck out in a form, or hid, and what therefore was not read."""

from collections.abc import Iterator

from lxml import etree

from kamdocs.forms.readback.cells import PARAGRAPH, WORDED, Layout, struck_at
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
            if part.tag == PARAGRAPH and next(one.iterancestors(PARAGRAPH)) is not part:
                continue  # of a text box in it, which is among the paragraphs too
            if words := struck_at(one):
                place = layout.place(one)
                found[place] = found.get(place, "") + words
    return found
