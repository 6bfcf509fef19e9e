"""Reads what people wrote about a form instead of into it: comments, footnotes and endnotes."""

from collections.abc import Iterable, Iterator

from lxml import etree

from kamdocs.forms.links import links_in, rels_of
from kamdocs.forms.notes import is_of_a_form
from kamdocs.forms.opening import W
from kamdocs.forms.readback.aligning import printed
from kamdocs.forms.readback.cells import PARAGRAPH, Layout, words_of
from kamdocs.forms.unpacking import NotRead, part_in
from kamdocs.model import Finding
from kamdocs.packaging import LINKS_PART

_KINDS = {
    f"{{{W}}}{mark}Reference": kind
    for mark, kind in (("comment", "comments"), ("footnote", "footnotes"), ("endnote", "endnotes"))
}
"""The elements that stand where a note belongs, each with the kind of the part that holds it."""
_ID = f"{{{W}}}id"


def told_in_notes(
    root: etree._Element, layout: Layout, content: bytes, templates: Iterable[bytes]
) -> Iterator[Finding]:
    """KD668 for each note of a document that neither kamdocs nor one of the templates wrote;
    ``root`` is its main part. A part of notes that is damaged holds none."""
    marks = list(root.iter(*_KINDS))
    if not marks:
        return
    kinds = dict.fromkeys(_KINDS[str(one.tag)] for one in marks)
    notes = {(kind, id): note for kind in kinds for id, note in _notes(content, kind)}
    ours = [
        paragraph
        for template in templates
        for kind in kinds
        for _, note in _notes(template, kind)
        for paragraph in note.iter(PARAGRAPH)
    ]
    for mark in marks:
        note = notes.get((_KINDS[str(mark.tag)], mark.get(_ID, "")))
        told = [] if note is None else [words_of(one).strip() for one in note.iter(PARAGRAPH)]
        told = [one for one in told if one and not is_of_a_form(one) and not printed(ours, one)]
        if told:
            yield Finding("KD668", layout.place(mark), {"value": "\n".join(told)})


def _notes(content: bytes, kind: str) -> Iterator[tuple[str, etree._Element]]:
    """The notes of a kind in a document, each with its id."""
    try:
        main = _target("", part_in(content, LINKS_PART), "officeDocument")
        name = _target(main, part_in(content, rels_of(main)), kind)
        notes = part_in(content, name) if name else ()
    except NotRead:
        return
    yield from ((str(one.get(_ID, "")), one) for one in notes)


def _target(name: str, links: etree._Element, kind: str) -> str:
    """The name of the part of a kind to which a part refers; empty where it refers to none."""
    found = (one.target for one in links_in(name, links) if one.kind == kind and not one.outside)
    return next(found, "")
