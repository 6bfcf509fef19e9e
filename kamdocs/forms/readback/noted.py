"""Reads what people wrote about a form instead of into it: comments, footnotes and endnotes,
headers and footers."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lxml import etree

from kamdocs.forms.links import parts_of_kind
from kamdocs.forms.markup import PARAGRAPH, W
from kamdocs.forms.notes import is_of_a_form
from kamdocs.forms.part import drop
from kamdocs.forms.readback.aligning import printed, says_only_values
from kamdocs.forms.readback.cells import Layout, words_of
from kamdocs.forms.readback.fields import shown_by_fields
from kamdocs.model import Finding, Place

_KINDS = {
    f"{{{W}}}{mark}Reference": kind
    for mark, kind in (("comment", "comments"), ("footnote", "footnotes"), ("endnote", "endnotes"))
}
"""The elements that stand where a note belongs, each with the kind of the part that holds it."""
_ID = f"{{{W}}}id"
_EDGES = {"header": "页眉", "footer": "页脚"}
"""The kinds of the parts above and below the pages, each with the name of its place."""


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


def told_at_edges(file: str, content: bytes, templates: Iterable[bytes]) -> Iterator[Finding]:
    """KD668 for each header and each footer of a document with paragraphs that none of the
    templates has. What a field shows, such as the number of the page, does not count, nor do as
    many paragraphs as a part of the template fills with values only."""
    ours = [part for template in templates for part in _edges_of(template)]
    known = [line for part in ours for line in part]
    values = max((sum(map(says_only_values, part)) for part in ours), default=0)
    for kind, name in _EDGES.items():
        told: dict[str, None] = {}
        for part in _parts_at(content, kind):
            words = (words_of(line).strip() for line in part)
            told |= dict.fromkeys(
                [one for one in words if one and not printed(known, one)][values:]
            )
        if told:
            yield Finding("KD668", Place(file, name), {"value": "\n".join(told)})


@lru_cache(maxsize=16)
def _edges_of(template: bytes) -> Sequence[Sequence[etree._Element]]:
    """The paragraphs of each header and footer of a template."""
    return [part for kind in _EDGES for part in _parts_at(template, kind)]


def _parts_at(content: bytes, kind: str) -> Iterator[Sequence[etree._Element]]:
    """The paragraphs of each header or each footer of a document, without what fields show."""
    for part in parts_of_kind(content, kind):
        for shown in shown_by_fields(part):
            drop(shown)
        yield list(part.iter(PARAGRAPH))


def _notes(content: bytes, kind: str) -> Iterator[tuple[str, etree._Element]]:
    """The notes of a kind in a document, each with its id."""
    notes = next(parts_of_kind(content, kind), ())
    yield from ((str(one.get(_ID, "")), one) for one in notes)
