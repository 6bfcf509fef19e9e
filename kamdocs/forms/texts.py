"""The places that the author of a template wrote into text, joined and turned into steps."""

import re

from lxml import etree

from kamdocs.forms.healing import heal
from kamdocs.forms.markup import CONTROL, PARAGRAPH, TEXT, XML
from kamdocs.forms.part import Part, tag_of
from kamdocs.forms.steps import Held, Printed

PLACE = re.compile(r"\{\{\s*(\w+\.\w+)\s*\}\}")
"""The only thing in braces that is printed: a path of two names."""


def mark_texts(part: Part) -> None:
    """Turn every ``{{ customer.phone }}`` of a part into the step that prints that place. The
    template was surveyed: nothing else stands between braces."""
    for paragraph in part.root.iter(PARAGRAPH):
        heal(paragraph)
        for text in paragraph.iter(TEXT):
            own = next(text.iterancestors(PARAGRAPH)) is paragraph
            if own and text.text and PLACE.search(text.text):
                text.text = _marked(part, text, text.text)
                text.set(f"{{{XML}}}space", "preserve")


def _marked(part: Part, text: etree._Element, words: str) -> str:
    held = tag_of(next(text.iterancestors(CONTROL), None))

    def printing(place: re.Match[str]) -> str:
        step = Held if place[1] == held else Printed
        return part.token(step.of(place[1]))

    return PLACE.sub(printing, words)
