"""Ticks that a company's own template draws with letters of a symbol font, such as R and £ of
Wingdings 2: people see boxes, but the document has letters."""

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from kamdocs.forms.markup import CONTROL, RUN, TEXT, W14, W
from kamdocs.forms.part import tag_of
from kamdocs.forms.readback.cells import words_at, words_of
from kamdocs.forms.readback.slots import BOX, is_ticked

_HEX = re.compile("[0-9A-Fa-f]{1,4}")
_CONTENT, _SYMBOL = f"{{{W}}}sdtContent", f"{{{W}}}sym"


def with_boxes(cell: etree._Element, words_at: Callable[[etree._Element], str] = words_at) -> str:
    """The words of a cell, as ``words_of`` gives them, with a box in place of each tick that is
    drawn with a letter, ticked as its control says."""
    if not any(map(_is_drawn, cell.iter(CONTROL))):
        return words_of(cell, words_at)
    cell = deepcopy(cell)
    for control in filter(_is_drawn, cell.iter(CONTROL)):
        run = etree.Element(RUN)
        etree.SubElement(run, TEXT).text = "☑" if is_ticked(control) else "☐"
        for content in control.iterchildren(_CONTENT):
            content[:] = [run]
    return words_of(cell, words_at)


def _is_drawn(control: etree._Element) -> bool:
    """Whether a tick shows one of the letters of its control, or a symbol (``w:sym``), which is no
    text: programs draw boxes so, whatever signs the control names."""
    states = _states(control)
    content = control.find(_CONTENT)
    if not states or not tag_of(control) or content is None:
        return False
    letters = [sign for sign in states if not re.fullmatch(BOX, sign)]
    symbol = next(content.iter(_SYMBOL), None) is not None
    if not letters and not symbol:
        return False
    words = words_of(content)
    return words in letters or (symbol and not words)


def _states(control: etree._Element) -> list[str]:
    """The signs of a tick that its control names for ticked and not ticked."""
    names = (f"{{{W14}}}checkedState", f"{{{W14}}}uncheckedState")
    properties = control.find(f"{{{W}}}sdtPr")
    found = () if properties is None else properties.iter(*names)
    values = (one.get(f"{{{W14}}}val", "") for one in found)
    return [chr(int(one, 16)) for one in values if _HEX.fullmatch(one)]
