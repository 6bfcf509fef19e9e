"""Removes what LibreOffice writes more than once when it saves a document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kamdocs.forms.markup import CONTROL, PARAGRAPH, VALUE, W
from kamdocs.forms.part import drop, tag_of
from kamdocs.forms.readback.cells import WORDED, said_by

_MARK, _INSTRUCTION = f"{{{W}}}fldChar", f"{{{W}}}instrText"
_DELETED = f"{{{W}}}delText"
_ASKS = ("FILLIN", "FORMTEXT")
"""The beginnings of the instruction of a field that asks for words: the first are made of controls
by way of .odt, the second by way of .doc."""

_ZERO = "0"
"""What is written before the last repeat by way of .rtf."""


def without_echoes(root: etree._Element) -> None:
    """Remove from a document copies of controls, which follow the original with its name but
    without its tag, and repeated words of fields that ask for words."""
    copies = [
        control
        for control in root.iter(CONTROL)
        if (before := control.getprevious()) is not None
        and before.tag == CONTROL
        and alias_of(control)
        and not tag_of(control)
        and alias_of(control) == alias_of(before)
    ]
    for copy in copies:
        drop(copy)
    asking = (one for one in root.iter(_INSTRUCTION) if (one.text or "").strip().startswith(_ASKS))
    lines = dict.fromkeys(next(one.iterancestors(PARAGRAPH), None) for one in asking)
    for line in lines:
        if line is not None:
            _without_repeats(line)


def alias_of(control: etree._Element) -> str:
    """The name (alias) of a content control; empty where it has none."""
    found = control.find(f"{{{W}}}sdtPr/{{{W}}}alias")
    return "" if found is None else found.get(VALUE, "")


@dataclass
class _Piece:
    """Words that stand together in a line, and whether a field asks for them."""

    asked: bool = False
    elements: list[etree._Element] = field(default_factory=list)

    @property
    def words(self) -> str:
        """They count where they are deleted too: by way of .doc some repeats are marked so, at a
        place where LibreOffice divides its text."""
        said = (one.text or "" if one.tag == _DELETED else said_by(one) for one in self.elements)
        return "".join(said)


def _without_repeats(line: etree._Element) -> None:
    """Remove the repeats from a line. A control that went through .odt or .doc comes back as a
    field with its words, then each piece of them once more, with the same field behind it."""
    pieces = list(_pieces(line))
    at = 0
    while at < len(pieces):
        end = _end_of_repeats(pieces, at) if pieces[at].asked else at + 1
        for piece in pieces[at + 1 : end]:
            for element in piece.elements:
                drop(element)
        at = end


def _end_of_repeats(pieces: Sequence[_Piece], at: int) -> int:
    """The position behind the last repeat of the field at position ``at``: a field with the same
    words, before which the end of these words stands once more. It need not be all of the words:
    the first piece is not written again where it has no Chinese characters."""
    words, told = pieces[at].words, ""
    end = at + 1
    for number in range(at + 1, len(pieces)):
        piece = pieces[number]
        if not piece.asked:
            said = told + piece.words
            told = said if said in words else said.removesuffix(_ZERO)
        if len(told) > len(words) or (piece.asked and piece.words != words):
            break
        if piece.asked and words.endswith(told):
            end = number + 1
    return end


def _pieces(line: etree._Element) -> Iterator[_Piece]:
    """The pieces of a line in their order; only fields that ask are told from other words."""
    piece = _Piece()
    for one in line.iter(_MARK, _INSTRUCTION, _DELETED, *WORDED):
        kind = one.get(f"{{{W}}}fldCharType")
        if kind in ("begin", "end"):
            yield from [piece] if piece.elements else []
            piece = _Piece()
        elif one.tag == _INSTRUCTION:
            piece.asked = piece.asked or (one.text or "").strip().startswith(_ASKS)
        elif one.tag != _MARK and (one.tag != _DELETED or piece.asked):
            piece.elements.append(one)
    if piece.elements:
        yield piece
