"""The numbers by which Word tells controls and drawings apart."""

from collections.abc import Iterator, Sequence
from itertools import count

from lxml import etree

from kamdocs.forms.markup import DRAWN, VALUE, W
from kamdocs.forms.opening import Opened, parsed, written

IDS: tuple[tuple[str, str], ...] = (
    (f"{{{W}}}sdtPr/{{{W}}}id", VALUE),
    (DRAWN, "id"),
)
"""The elements with such a number, each with its attribute."""


def renumber(template: Opened) -> None:
    """Give a number of its own to each control and each drawing of a template that shares one with
    another.

    Copying makes such doubles, also in files that Word itself saved, and nobody can see or change
    the numbers in Word.
    """
    roots = {name: parsed(template, name) for name in template.wording}
    changed: set[etree._Element] = set()
    for path, attribute in IDS:
        numbered = [one for root in roots.values() for one in root.iterfind(f".//{path}")]
        changed |= {one.getroottree().getroot() for one in _apart(numbered, attribute)}
    for name, root in roots.items():
        if root in changed:
            template.parts[name] = written(root)


def _apart(numbered: Sequence[etree._Element], attribute: str) -> Iterator[etree._Element]:
    """Number elements anew whose number another one before them has; gives those elements."""
    taken = {one.get(attribute) for one in numbered}
    fresh = (str(number) for number in count(1) if str(number) not in taken)
    seen: set[str | None] = set()
    for one in numbered:
        if one.get(attribute) in seen:
            one.set(attribute, next(fresh))
            yield one
        seen.add(one.get(attribute))
