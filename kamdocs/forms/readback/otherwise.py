"""Tells by labels and controls from which template a form was made: one of a company's own may have
a title of its own, or be read where its settings are not."""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from lxml import etree

from kamdocs.forms.markup import CONTROL, W15
from kamdocs.forms.part import kind_is, tag_of
from kamdocs.forms.readback.aligning import is_tagged
from kamdocs.forms.readback.cells import Layout, layout_of, through_at, words_of
from kamdocs.forms.readback.slots import Slot, slots_of
from kamdocs.forms.tables import cells_of, rows_of

_FEW = 3
"""So many labels do not tell: somebody may have changed them."""
_HALF = 0.5


def made_otherwise(layout: Layout, slots: Sequence[Slot], template: etree._Element) -> bool:
    """Whether a document that has its tags has controls for fields for which the template has none,
    or other labels beside most of its controls.

    Nobody does either who fills in a form, and held against the template nearly all would differ.
    """
    known, lists, labels = _made_of(template)
    roots = {_root(path) for path in known}
    if any(slot.path not in known and _root(slot.path) in roots for slot in slots):
        return True
    beside = [one for row in _rows(layout) for one in _beside_controls(row, lists)]
    return len(beside) > _FEW and 2 * sum(one in labels for one in beside) < len(beside)


@lru_cache(maxsize=16)
def _made_of(template: etree._Element) -> tuple[Set[str], Set[str], Set[str]]:
    """The paths of the controls of a template, the names of what repeats in it, and the words of
    its cells."""
    wanted = layout_of(template)
    known = {slot.path for slot in slots_of(template, wanted)}
    lists = {tag_of(one) for one in template.iter(CONTROL) if kind_is(one, W15, "repeatingSection")}
    return known, lists, _words(wanted)


def likeliest(layout: Layout, templates: Mapping[str, etree._Element]) -> str:
    """The name of the template of whose labels most stand in the cells of a document; empty where
    not even half of those of any do."""
    found = _words(layout)
    shares = {name: _share(_labels(template), found) for name, template in templates.items()}
    best = max(shares, key=lambda name: shares[name], default="")
    return best if shares.get(best, 0) >= _HALF else ""


def _share(labels: Set[str], found: Set[str]) -> float:
    return len(labels & found) / len(labels) if labels else 0


@lru_cache(maxsize=16)
def _labels(template: etree._Element) -> Set[str]:
    """The words of the cells of a template that hold no value."""
    cells = (cell for row in _rows(layout_of(template)) for cell in cells_of(row))
    words = {_plain(cell) for cell in cells if not is_tagged(cell)}
    return {one for one in words if one and "{{" not in one}


def _words(layout: Layout) -> set[str]:
    """The words of each cell."""
    return {_plain(cell) for row in _rows(layout) for cell in cells_of(row)}


def _beside_controls(row: etree._Element, lists: Set[str]) -> Iterator[str]:
    """The words of the cells without a control in a row that has some; none of a row of a list."""
    roots = {_root(tag) for tag in map(tag_of, row.iter(CONTROL)) if tag}
    if not roots or roots & lists:
        return
    for cell in cells_of(row):
        if not is_tagged(cell) and (words := _plain(cell)):
            yield words


def _root(path: str) -> str:
    return path.partition(".")[0]


def _rows(layout: Layout) -> Iterator[etree._Element]:
    return (row for table in layout.tables for row in rows_of(table))


def _plain(cell: etree._Element) -> str:
    return "".join(words_of(cell, through_at).split())
