"""Tells what somebody struck out in a form, or hid, and what therefore was not read."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from lxml import etree

from kamdocs.forms.markup import CONTROL, PARAGRAPH, W
from kamdocs.forms.part import drop, tag_of
from kamdocs.forms.readback.cells import WORDED, Layout, layout_of, struck_at, words_of
from kamdocs.model import Finding, Place

_HIDDEN = f"{{{W}}}vanish"


def uncover(root: etree._Element, templates: Iterable[etree._Element]) -> None:
    """Let the words of a document be seen in controls that one of the templates itself hides, as it
    may hide a number by which its forms are known again."""
    tags = frozenset[str]().union(*map(_hidden, templates))
    for control in root.iter(CONTROL) if tags else ():
        if tag_of(control) in tags:
            for mark in list(control.iter(_HIDDEN)):
                drop(mark)


@lru_cache(maxsize=16)
def _hidden(template: etree._Element) -> frozenset[str]:
    """The tags of the controls of a template of whose words none can be seen."""
    hidden = (one for one in template.iter(CONTROL) if next(one.iter(_HIDDEN), None) is not None)
    return frozenset(tag_of(one) for one in hidden if not words_of(one)) - {""}


def told_struck(layout: Layout, template: etree._Element) -> Iterator[Finding]:
    """KD669 for each cell or paragraph with words that are struck out or hidden; those of the
    template itself are left out."""
    for place, words in _struck(layout).items():
        if words.strip() and words not in _struck_in(template):
            yield Finding("KD669", place, {"value": words.strip()})


@lru_cache(maxsize=16)
def _struck_in(template: etree._Element) -> Collection[str]:
    return set(_struck(layout_of(template)).values())


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
