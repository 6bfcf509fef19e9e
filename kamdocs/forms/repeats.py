"""Rows that repeat: ``w15:repeatingSection`` controls, tagged with the name of what repeats."""

from collections.abc import Iterator
from itertools import count

from lxml import etree

from kamdocs.forms.markup import NAMES, W14, W15, W
from kamdocs.forms.numbering import IDS
from kamdocs.forms.part import Part, drop, kind_is, put_after, put_before, tag_of
from kamdocs.forms.steps import END, Each, Mark

_ROOM = 100_000


def free_blocks(roots: list[etree._Element]) -> Iterator[int]:
    """Numbers from which on a hundred thousand ids are used by no control and no drawing of a
    template."""
    taken = {
        int(one.get(attribute, "0")) // _ROOM
        for root in roots
        for path, attribute in IDS
        for one in root.iterfind(f".//{path}")
    }
    return (block * _ROOM for block in count(1) if block not in taken)


def mark_repeats(part: Part, blocks: Iterator[int]) -> None:
    """Mark every repeated row of a part so that it is printed once for each row of its name.
    ``blocks`` are ids from ``free_blocks``."""
    for section in part.controls():
        if kind_is(section, W15, "repeatingSection"):
            _repeat(part, section, blocks)


def _repeat(part: Part, section: etree._Element, blocks: Iterator[int]) -> None:
    name = tag_of(section)
    first, *others = section.findall("w:sdtContent/w:sdt", NAMES)
    for surplus in others:
        drop(surplus)
    for path, attribute in IDS:
        for one in first.iterfind(f".//{path}"):
            one.set(attribute, part.token(_numbered(next(blocks))))
    _drop_what_cannot_repeat(first)
    put_before(first, part.token(Each(name)))
    put_after(first, part.token(END))


def _numbered(block: int) -> Mark:
    """An id that differs from row to row."""
    return Mark(lambda seen: str(seen.number + block))


def _drop_what_cannot_repeat(item: etree._Element) -> None:
    """Drop bookmarks and the ids of paragraphs, which would have to differ from row to row; nothing
    needs them."""
    for kind in ("bookmarkStart", "bookmarkEnd"):
        for bookmark in list(item.iter(f"{{{W}}}{kind}")):
            drop(bookmark)
    for element in item.iter():
        for attribute in (f"{{{W14}}}paraId", f"{{{W14}}}textId"):
            if attribute in element.attrib:
                del element.attrib[attribute]
