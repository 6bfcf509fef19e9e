"""The controls of a document, each with the path of its field and what was filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kamdocs.forms.markup import CONTROL, PARAGRAPH, W14, W15, W
from kamdocs.forms.part import kind_is, tag_of
from kamdocs.forms.printing import LACKING, UNREPORTED
from kamdocs.forms.readback.cells import Layout, words_of
from kamdocs.model import MASK, Place

ON = frozenset({"1", "true", "on"})
BOX = "[☐☑☒□√✓✔■]"
_TICK = re.compile("[☑☒√✓✔■]")
_UNDATED = re.compile(r"[\s年月日]*\Z")
_PROMPT = re.compile(
    r"(?:单击|点击|按一下)[或点击點選]*(?:此处|這裡)?[以来來]?(?:[输輸]入|插入)(?:文字|文本|日期|内容)[。.]?"
    r"|[选選][择擇]一?[个個]?[项項]目?[。.]?|[选選][择擇]日期[。.]?"
    r"|(?:Click|Tap)(?: or tap)?(?: here)? to (?:enter|insert) (?:text|a date)\.?"
    r"|Choose an? (?:item|date)\.?"
)
"""The words that Word, WPS and LibreOffice themselves put into a control whose words somebody
deleted, where its template names a placeholder."""


@dataclass(frozen=True)
class Slot:
    """What was filled in at one place: the path of the field (``customer.tier``), the words (empty
    for a control that holds nothing), and where.

    A ``tick`` has a choice (``战略客户``), whether its control says that it is ticked, and the
    ``box`` that is printed for it; its words are the mask beside it, where the value was hidden
    from a role. A tick without a choice is no control: its words stand behind a group of ticks of
    which no box has that value. ``row`` is the same for all slots of one repeated row; None outside
    of any.
    """

    path: str
    words: str
    place: Place
    choice: str = ""
    tick: bool = False
    ticked: bool = False
    row: object = None
    box: str = ""

    @property
    def shown(self) -> bool | None:
        """Whether the printed box is ticked, as people see it; None where it is no box at all."""
        if _TICK.search(self.box):
            return True
        return False if re.search(BOX, self.box) else None


def slots_of(root: etree._Element, layout: Layout) -> Iterator[Slot]:
    """Every tagged control of a document that holds a value or a tick."""
    for control in root.iter(CONTROL):
        path, equals, choice = tag_of(control).partition("=")
        if "." not in path or kind_is(control, W15, "repeatingSection"):
            continue
        tick = kind_is(control, W14, "checkbox")
        if equals and not tick:
            continue  # stands around what is printed only sometimes
        content = control.find(f"{{{W}}}sdtContent")
        words = "" if content is None else words_of(content)
        yield Slot(
            path,
            _beside(control) if tick else filled(words, _is_hollow(control)),
            layout.place(control),
            choice,
            tick,
            tick and is_ticked(control),
            layout.row(control),
            words if tick else "",
        )


def _beside(tick: etree._Element) -> str:
    """The mask beside a tick, if there is one."""
    line = next(tick.iterancestors(PARAGRAPH), None)
    return "" if line is None or MASK not in words_of(line) else MASK


def filled(words: str, hollow: bool) -> str:
    """The words of a control; empty where they are a placeholder (``hollow``), 「待补」, or
    blank. Not all words of a hollow control are a placeholder: some programs that fill in forms
    leave it marked as one."""
    said = words.strip()
    return "" if said in ("", LACKING) or (hollow and _is_prompt(said)) else words


def _is_prompt(words: str) -> bool:
    return words == UNREPORTED or bool(_UNDATED.match(words) or _PROMPT.fullmatch(words))


def _is_hollow(control: etree._Element) -> bool:
    return control.find(f"{{{W}}}sdtPr/{{{W}}}showingPlcHdr") is not None


def is_ticked(control: etree._Element) -> bool:
    """Whether the control of a tick says that it is ticked, whatever box is printed."""
    checked = next(control.iter(f"{{{W14}}}checked"), None)
    return checked is not None and checked.get(f"{{{W14}}}val", "1") in ON
