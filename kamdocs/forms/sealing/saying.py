"""What a document says, line by line: what stays the same however a program saves it again.

Word, WPS and LibreOffice write all XML anew, and LibreOffice drops the tags of controls. What
stays are the words of every paragraph and of every cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kamdocs.forms.opening import W14, W15, W
from kamdocs.forms.part import CONTROL, kind_is, tag_of
from kamdocs.forms.readback.aligning import without_echoes
from kamdocs.forms.readback.cells import WORDED, Layout, words_at
from kamdocs.forms.readback.slots import is_ticked
from kamdocs.forms.tables import cells_of, rows_of
from kamdocs.model import Place

_ON, _OFF = "☑☒√✓✔■", "☐□"
_TICKS = str.maketrans(_ON + _OFF, "☑" * len(_ON) + "☐" * len(_OFF), "\ufe0f")
_AT_ODDS = "≠"
"""Follows a tick whose control says otherwise than the box that is printed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together: those of a field (with its path, ``customer.tier=战略客户`` for a
    tick, and what its control is called), or (without a path) those of the form itself."""

    words: str
    path: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A cell of a table, or a paragraph outside of any, and where it stands."""

    element: etree._Element
    layout: Layout
    pieces: tuple[Piece, ...]

    @property
    def place(self) -> Place:
        return self.layout.place(self.element)

    @property
    def words(self) -> str:
        return "".join([piece.words for piece in self.pieces])

    @property
    def fields(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.path)


@dataclass(frozen=True, slots=True)
class Block:
    """A row of a table with its cells, or a paragraph."""

    of_table: bool
    units: tuple[Unit, ...]

    @property
    def place(self) -> Place:
        return self.units[0].place

    @property
    def words(self) -> str:
        return "".join(unit.words for unit in self.units)

    @property
    def fields(self) -> tuple[Piece, ...]:
        return tuple(piece for unit in self.units for piece in unit.fields)


def blocks_of(root: etree._Element, file: str) -> list[Block]:
    """The paragraphs of a document outside of tables, then the rows of each table. Blanks and line
    breaks do not count, nor does what was deleted with changes tracked, and what was so added
    does. ``root`` is changed: what LibreOffice says twice is taken out."""
    without_echoes(root)
    layout = Layout(root, file)
    fields = {one: path for one in root.iter(CONTROL) if (path := _path(one))}
    found = [Block(False, (_unit(one, layout, fields),)) for one in layout.paragraphs]
    for table in layout.tables:
        for row in rows_of(table):
            units = tuple(_unit(cell, layout, fields) for cell in cells_of(row))
            if units:
                found.append(Block(True, units))
    return found


def _path(control: etree._Element) -> str:
    """The path of the field whose value a control holds; empty where it holds none."""
    tag = tag_of(control)
    path, equals, _ = tag.partition("=")
    if "." not in path or kind_is(control, W15, "repeatingSection"):
        return ""
    return "" if equals and not kind_is(control, W14, "checkbox") else tag


def _unit(element: etree._Element, layout: Layout, fields: dict[etree._Element, str]) -> Unit:
    """A control around a cell or a paragraph holds what is in it, as one within it does."""
    pieces: list[tuple[etree._Element | None, list[str]]] = []
    around = _owner(element, fields)
    if around is not None:
        pieces.append((around, []))
    within = False
    for one in element.iter(CONTROL, *WORDED):
        if one in fields:
            pieces.append((one, []))
            within = True
        elif words := words_at(one):
            owner = _owner(one, fields) if within else around
            if not pieces or pieces[-1][0] is not owner:
                pieces.append((owner, []))
            pieces[-1][1].append(words)
    return Unit(element, layout, tuple(_said(pieces, fields)))


def _said(
    pieces: list[tuple[etree._Element | None, list[str]]], fields: dict[etree._Element, str]
) -> Iterator[Piece]:
    for control, told in pieces:
        words = same("".join(told)) if told else ""
        if control is None:
            if words:
                yield Piece(words)
            continue
        if kind_is(control, W14, "checkbox") and words and is_ticked(control) != (words == "☑"):
            words += _AT_ODDS
        yield Piece(words, fields[control], _alias(control))


def _owner(element: etree._Element, fields: dict[etree._Element, str]) -> etree._Element | None:
    return next((one for one in element.iterancestors(CONTROL) if one in fields), None)


def _alias(control: etree._Element) -> str:
    found = control.find(f"{{{W}}}sdtPr/{{{W}}}alias")
    return "" if found is None else found.get(f"{{{W}}}val", "")


def same(words: str) -> str:
    """Words as they are compared: without blanks, and a tick as one sign, whichever is printed."""
    return "".join(words.split()).translate(_TICKS)
