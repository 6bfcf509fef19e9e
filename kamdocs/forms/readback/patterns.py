"""The patterns that filled cells and paragraphs of a form have to fit, made from its template."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from kamdocs.forms.markup import CELL, CONTROL, PARAGRAPH, ROW, RUN, W14, W
from kamdocs.forms.part import kind_is, line_of, tag_of
from kamdocs.forms.printing import UNTICKED
from kamdocs.forms.readback.cells import words_at, words_of
from kamdocs.forms.readback.slots import BOX
from kamdocs.model import MASK

_PLACE = re.compile(r"\{\{.*?\}\}", re.DOTALL)


@dataclass(eq=False)
class Cell:
    """A cell or paragraph of the template: the pattern that a filled one has to fit, the tags of
    its controls in their order, and its own words (``label``)."""

    pattern: re.Pattern[str]
    tags: list[str] = field(default_factory=list)
    label: str = ""

    @property
    def is_printed(self) -> bool:
        """Whether it holds nothing but labels and boxes, and so nothing that people write."""
        return all("=" in tag or tag.endswith(UNTICKED) for tag in self.tags)


@lru_cache(maxsize=4096)
def cell_of(element: etree._Element) -> Cell:
    """The pattern of a cell of the template: its labels as they are, blanks aside, and for each
    control what it may hold, also one that holds the whole cell. A control that is printed on a
    condition may be missing with all that is in it."""
    tags: list[str] = []
    first = next(element.iter(PARAGRAPH), None)
    around = list(element.iterancestors(CONTROL, ROW))[:1] if element.tag == CELL else []
    held = around and around[0].tag == CONTROL
    pattern = _control(around[0], tags, first) if held else _pattern(element, tags, first)
    label = _PLACE.sub("", words_of(element, _own_at)).strip()
    return Cell(re.compile(pattern, re.DOTALL), tags, label)


def _own_at(one: etree._Element) -> str:
    """As ``words_at``, but empty within a control for a value: a prompt such as 单击输入 is none of
    the template's own words."""
    tags = [tag_of(around) for around in one.iterancestors(CONTROL) if not _is_tick(around)]
    return "" if any("." in tag and "=" not in tag for tag in tags) else words_at(one)


def _pattern(element: etree._Element, tags: list[str], first: etree._Element | None) -> str:
    """The pattern of an element; every paragraph but the ``first`` of its cell begins a line, those
    of a table or a text box in the cell too."""
    pieces: list[str] = [r"\n"] if element.tag == PARAGRAPH and element is not first else []
    for one in element:
        if one.tag == CONTROL:
            pieces.append(_control(one, tags, first))
        elif one.tag == RUN:
            within = next(one.iter(PARAGRAPH), first)
            pieces.append(("" if within is first else r"\n") + _literal(words_of(one)))
        else:
            pieces.append(_pattern(one, tags, first))
    if element.tag == PARAGRAPH:
        pieces.append(_behind_groups(element, tags))
    return "".join(pieces)


def _behind_groups(paragraph: etree._Element, tags: list[str]) -> str:
    """The pattern of what may be printed behind a group of ticks that ends in a paragraph."""
    path = _group_that_ends_in(paragraph)
    if not path:
        return ""
    tags.append(path + UNTICKED)
    return f"(?:{UNTICKED}(.*?))?"


def _group_that_ends_in(paragraph: etree._Element) -> str:
    """The path of the group of ticks of which a value without a box may be printed at the end of a
    paragraph (``Unticked``); empty where no group ends there, or several do."""
    if not any(map(_is_tick, (*paragraph.iter(CONTROL), *paragraph.iterancestors(CONTROL)))):
        return ""
    several = {path: ticks for path, ticks in _groups(paragraph).items() if len(ticks) > 1}
    ends = [path for path, ticks in several.items() if line_of(ticks[-1]) is paragraph]
    return ends[0] if len(ends) == 1 else ""


def _groups(within: etree._Element) -> dict[str, list[etree._Element]]:
    """The ticks of a template by the path of their field; ``within`` is any element of it."""
    groups: dict[str, list[etree._Element]] = {}
    for one in within.getroottree().getroot().iter(CONTROL):
        if _is_tick(one):
            groups.setdefault(tag_of(one).partition("=")[0], []).append(one)
    return groups


def _is_tick(control: etree._Element) -> bool:
    return kind_is(control, W14, "checkbox")


def _control(control: etree._Element, tags: list[str], first: etree._Element | None) -> str:
    tag = tag_of(control)
    path, equals, _ = tag.partition("=")
    if _is_tick(control):
        tags.append(tag)
        box = rf"\s*({BOX}[√✓✔]?)\ufe0f?[ \u3000\u00a0]*"
        if len(_groups(control)[path]) > 1:
            around = next(control.iter(PARAGRAPH), None)
            return box if around is None else box + _behind_groups(around, tags)
        tags.append(path + UNTICKED)  # right behind a single box, as others may follow it
        return f"{box}(?:{UNTICKED}({MASK}))?"
    content = control.find(f"{{{W}}}sdtContent")
    if content is None:
        return ""
    if equals or "." not in path:
        inner = _pattern(content, tags, first)
        return f"(?:{inner})?" if equals else inner
    tags.append(tag)
    within = next(control.iter(PARAGRAPH), first)
    return "(.*?)" if within is first else r"\n(.*?)"


def _literal(words: str) -> str:
    """The pattern of literal words: blanks may differ, and places may hold anything."""
    pieces = _PLACE.split(words)
    return ".*?".join(
        r"\s*".join(map(re.escape, re.findall(r"\S", piece))) + (r"\s*" if piece else "")
        for piece in pieces
    )
