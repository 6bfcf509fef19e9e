"""Writes beside the words of a document what its styles say of them: that they are struck out, or
hidden."""

from collections.abc import Mapping

from lxml import etree

from kamdocs.forms.links import parts_of_kind
from kamdocs.forms.markup import PARAGRAPH, RUN, VALUE, W, is_on
from kamdocs.forms.readback.cells import LOOK, STRUCK
from kamdocs.forms.unpacking import text_of

_STYLE, _BASE, _ID = (f"{{{W}}}{name}" for name in ("style", "basedOn", "styleId"))
_USES = (f"{{{W}}}rStyle", f"{{{W}}}pPr/{{{W}}}pStyle")
_DEEPEST = 20
"""So many styles may be based on each other."""

Marks = Mapping[str, bool]
"""For the marks that a style has of its own, whether each is on."""


def text_as_styled(content: bytes) -> etree._Element:
    """The main part of a document, as ``text_of`` gives it, with the marks that its styles give to
    runs put into the runs themselves. What somebody pastes from a page of the web brings such
    styles with it. NotRead as with ``text_of``."""
    root = text_of(content)
    styles = next(parts_of_kind(content, "styles"), None)
    marks = {} if styles is None else _marks(styles)
    for run in root.iter(RUN) if marks else ():
        _put(run, [mark for style in _styles_of(run) for mark in marks.get(style, ())])
    return root


def _styles_of(run: etree._Element) -> list[str]:
    """The ids of the styles of a run and of its paragraph."""
    look = run.find(LOOK)
    line = next(run.iterancestors(PARAGRAPH), None)
    places = ((look, _USES[0]), (line, _USES[1]))
    found = (None if one is None else one.find(path) for one, path in places)
    return [one.get(VALUE, "") for one in found if one is not None]


def _put(run: etree._Element, marks: list[str]) -> None:
    """Give marks to a run that says nothing else of them."""
    look = run.find(LOOK)
    if marks and look is None:
        look = etree.Element(LOOK)
        run.insert(0, look)
    for mark in marks:
        if look is not None and look.find(mark) is None:
            etree.SubElement(look, mark)


def _marks(styles: etree._Element) -> dict[str, list[str]]:
    """The marks of each style that has any, its own or of those on which it is based."""
    known = {one.get(_ID, ""): one for one in styles.iter(_STYLE)}
    own = {id: _own(one) for id, one in known.items()}
    if not any(own.values()):
        return {}
    found: dict[str, list[str]] = {}
    for id in known:
        told: dict[str, bool] = {}
        base = id
        for _ in range(_DEEPEST):
            if base not in known:
                break
            told = {**own[base], **told}
            based = known[base].find(_BASE)
            base = "" if based is None else based.get(VALUE, "")
        if any(told.values()):
            found[id] = [mark for mark, on in told.items() if on]
    return found


def _own(style: etree._Element) -> Marks:
    look = style.find(LOOK)
    marks = () if look is None else [one for one in look if one.tag in STRUCK]
    return {str(one.tag): is_on(one) for one in marks}
