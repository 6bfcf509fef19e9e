"""Joins places that Word cut into pieces.

Word splits the text of a paragraph into runs wherever it likes: at a spelling mark, at a change
of language, at an edit. A place that someone typed in one go may lie in four runs.
"""

import re
from collections.abc import Iterable

from lxml import etree

from kamdocs.forms.markup import CONTROL, PARAGRAPH, TEXT, XML

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def heal(paragraph: etree._Element) -> None:
    """Put every ``{{ … }}`` of a paragraph wholly into the run in which it begins.

    What lies inside one content control is never joined with what lies outside of it.
    """
    for texts in stretches(paragraph):
        if len(texts) > 1:
            _join(texts)


def stretches(paragraph: etree._Element) -> Iterable[list[etree._Element]]:
    """The text elements of a paragraph that may be joined: one list for each content control, one
    for those outside of any."""
    lists: dict[etree._Element | None, list[etree._Element]] = {}
    for text in paragraph.iter(TEXT):
        if next(text.iterancestors(PARAGRAPH)) is paragraph:
            control = next(text.iterancestors(CONTROL, PARAGRAPH))
            lists.setdefault(control, []).append(text)
    return lists.values()


def _join(texts: list[etree._Element]) -> None:
    """Move all characters of a tag into the run that holds its first one; all others stay in their
    run."""
    whole = "".join(text.text or "" for text in texts)
    owners = [index for index, text in enumerate(texts) for _ in text.text or ""]
    for tag in TAG.finditer(whole):
        owners[tag.start() : tag.end()] = [owners[tag.start()]] * len(tag[0])
    for index, text in enumerate(texts):
        kept = (char for char, owner in zip(whole, owners, strict=True) if owner == index)
        text.text = "".join(kept)
        text.set(f"{{{XML}}}space", "preserve")
