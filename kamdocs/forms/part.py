"""One part of a template on its way to becoming the steps that print it.

The author of a template writes places, ``{{ customer.phone }}``, and tags controls with such paths.
What a control needs beside its text (the state of a tick, the day of a date control, a comment, the
rows of a repeated one) follows from its tag, so that a template holds no logic.

While the part is still XML, tokens stand where something will be printed: characters of no
language around a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kamdocs.forms.markup import CONTROL, PARAGRAPH, VALUE, W15, W
from kamdocs.forms.places import Places
from kamdocs.forms.steps import Steps, Token, joined, nested
from kamdocs.packaging import DECLARATION

_ABOUT = f"{{{W}}}sdtPr"
_TAG = f"{_ABOUT}/{{{W}}}tag"

_OPEN, _SHUT = "\ufdd0", "\ufdd1"
_TOKEN = re.compile(f"{_OPEN}(\\d+){_SHUT}")
_DATED = re.compile(f' w:fullDate="({_OPEN}\\d+{_SHUT})"')


@dataclass
class Part:
    """The XML of a part, the names that it may use (``places``), and the steps that print it.

    Only the document itself may be ``commented``: Word allows no comments in headers.
    """

    root: etree._Element
    places: Places
    commented: bool = False
    _tokens: list[Token] = field(default_factory=list)

    def token(self, token: Token) -> str:
        """The text that stands for a step in the XML; the step is kept."""
        self._tokens.append(token)
        return f"{_OPEN}{len(self._tokens) - 1}{_SHUT}"

    def is_marked(self, text: str | None) -> bool:
        """Whether a text has a token in it."""
        return bool(text and _TOKEN.search(text))

    def controls(self) -> list[etree._Element]:
        return list(self.root.iter(CONTROL))

    def split(self, text: str) -> Iterator[str | Token]:
        """The steps whose tokens stand in a text, and the literal text between them."""
        if _OPEN not in text:
            yield from (text,) if text else ()
            return
        for at, piece in enumerate(_TOKEN.split(text)):
            if at % 2:
                yield self._tokens[int(piece)]
            elif piece:
                yield piece

    def steps(self) -> Steps:
        """The steps that print the part."""
        xml = _DATED.sub(r"\1", etree.tostring(self.root, encoding="unicode"))
        return nested(joined(self.split(DECLARATION + xml)))


def tag_of(control: etree._Element | None) -> str:
    """The tag of a content control; empty where it has none, or is None."""
    tag = None if control is None else control.find(_TAG)
    return "" if tag is None else tag.get(VALUE, "")


def kind_is(control: etree._Element, namespace: str, kind: str) -> bool:
    """Whether a content control is of a kind, such as ``w14:checkbox``."""
    return control.find(f"{_ABOUT}/{{{namespace}}}{kind}") is not None


def line_of(control: etree._Element) -> etree._Element | None:
    """The paragraph in which a control stands, or the last one that it holds."""
    held = [*control.iterancestors(PARAGRAPH)][:1] or [*control.iter(PARAGRAPH)]
    return held[-1] if held else None


def row_of(element: etree._Element) -> str:
    """The name of the repeated row in which an element stands; empty outside of any."""
    for control in element.iterancestors(CONTROL):
        if kind_is(control, W15, "repeatingSection"):
            return tag_of(control)
    return ""


def put_before(element: etree._Element, text: str) -> None:
    """Put text right before an element."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def put_after(element: etree._Element, text: str) -> None:
    """Put text right after an element."""
    element.tail = text + (element.tail or "")


def put_last(parent: etree._Element, text: str) -> None:
    """Put text at the end of what an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def drop(element: etree._Element) -> None:
    """Remove an element, but keep the text around it."""
    parent = element.getparent()
    if parent is not None:
        put_before(element, element.tail or "")
        element.tail = None
        parent.remove(element)
