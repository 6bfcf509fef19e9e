"""What a document says, line by line, in a way that does not depend on the program that saved it.

Word, WPS and LibreOffice write all XML anew, and LibreOffice drops the tags of controls. What they
keep are the words of every paragraph and of every cell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from kamdocs.forms.markup import CELL, CONTROL, PARAGRAPH, ROW, TABLE, VALUE, W14, W15, W
from kamdocs.forms.readback.cells import (
    HOLDERS,
    UNSEEN,
    WORDED,
    Layout,
    is_struck,
    is_unseen,
    said_by,
)
from kamdocs.forms.readback.echoes import without_echoes
from kamdocs.forms.readback.slots import is_ticked
from kamdocs.model import Place

_ABOUT, _TAG, _ALIAS = (f"{{{W}}}{name}" for name in ("sdtPr", "tag", "alias"))
_BOX, _SECTION = f"{{{W14}}}checkbox", f"{{{W15}}}repeatingSection"
TICK = "☑"
_ON, _OFF = "☑☒√✓✔■", "☐□"
_TICKED = re.compile(f"[{_ON}{_OFF}\ufe0f]")
_TICKS = str.maketrans(_ON + _OFF, TICK * len(_ON) + "☐" * len(_OFF), "\ufe0f")
BETWEEN = "\0"
"""Separates the path of a field from its words."""
AT_ODDS = "≠"
"""Follows a tick whose control contradicts the box that is printed."""
STRUCK, _TO_HERE = "\u0336", "\u0335"
"""Stand before and behind words that are struck out or hidden."""


class Piece(NamedTuple):
    """Words that stand together: those of a field, with its path (``customer.tier=战略客户`` for a
    tick) and the name of its control (``alias``), or, without a path, words of the form itself."""

    words: str
    path: str = ""
    alias: str = ""


class Counted(NamedTuple):
    """A cell or a paragraph as a seal counts it.

    ``told`` are its pieces, each behind its path. ``hashed`` is what gets a hash: all of its words
    and, where any piece is a field, each piece. ``sorts`` then says for each piece what it is: the
    path and the name of the control of a field or, for words of the form, -1 minus the number of
    characters.
    """

    hashed: tuple[str, ...]
    told: tuple[str, ...]
    sorts: tuple[tuple[str, str] | int, ...] = ()


def counted(pieces: Sequence[Piece]) -> Counted:
    """Pieces as a seal counts them."""
    own = BETWEEN + "".join([one.words for one in pieces])
    told = tuple([f"{path}{BETWEEN}{words}" for words, path, _ in pieces])
    if not any(one.path for one in pieces):
        return Counted((own,), told)
    sorts = tuple([(path, alias) if path else -1 - len(words) for words, path, alias in pieces])
    return Counted((own, *told), told, sorts)


Said: TypeAlias = Sequence[tuple[bool, Sequence[Counted]]]
"""What a document says, line by line: whether the line is a row of a table, and its cells; for a
paragraph, only itself."""


@dataclass(frozen=True)
class Where:
    """Where things stand in a document, worked out when it is first asked for."""

    root: etree._Element
    file: str

    @cached_property
    def layout(self) -> Layout:
        return Layout(self.root, self.file)


@dataclass(frozen=True, slots=True)
class Unit:
    """A cell of a table, or a paragraph outside of any, and where it stands."""

    element: etree._Element
    where: Where
    pieces: tuple[Piece, ...]

    @property
    def place(self) -> Place:
        return self.where.layout.place(self.element)

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
    """The paragraphs of a document outside of tables, then the rows of each table.

    Blanks and line breaks do not count. With tracked changes, added words count and deleted ones do
    not. ``root`` is changed: what LibreOffice writes twice is removed.
    """
    without_echoes(root)
    walk = Walk()
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=MET):
        (walk.begin if event == "start" else walk.end)(element)
    where = Where(root, file)
    found = [Block(False, (one.said(where),)) for one in walk.paragraphs]
    for row in walk.rows:
        if row:
            found.append(Block(True, tuple(one.said(where) for one in row)))
    return found


def said_in(root: etree._Element) -> Said:
    """What a document says, line by line. ``root`` is changed as by ``blocks_of``."""
    blocks = blocks_of(root, "")
    return [(one.of_table, [counted(unit.pieces) for unit in one.units]) for one in blocks]


@dataclass(frozen=True, slots=True)
class Field:
    """A control that holds the value of a field: its tag (``path``) and name (``alias``), and
    whether it is a tick (``box``)."""

    control: etree._Element
    path: str
    alias: str
    box: bool


@dataclass(slots=True)
class Open:
    """A cell or a paragraph whose words are being gathered, those of each owner together. The owner
    of words is the innermost control around them, inside or outside of the cell."""

    element: etree._Element
    pieces: list[Any]
    """Pairs of an owner (a field, or None for the form itself) and a list of words; in a template
    with a token and an empty list where a group begins or ends."""

    def add(self, owner: Field | None, words: object) -> None:
        if not self.pieces or self.pieces[-1][0] is not owner:
            self.pieces.append((owner, []))
        self.pieces[-1][1].append(words)

    def said(self, where: Where) -> Unit:
        return Unit(self.element, where, tuple(said(self.pieces)))


MET = (CONTROL, PARAGRAPH, TABLE, ROW, CELL, *WORDED, *UNSEEN)
"""The elements that matter on the way through a document."""


@dataclass(slots=True)
class Walk:
    """Goes once through a document, from its first element to its last, and gathers the words of
    its paragraphs and cells. ``begin`` and ``end`` are to be called for every element in
    ``MET``."""

    paragraphs: list[Any] = field(default_factory=list)
    """The paragraphs outside of tables, each ``Open``; in a template with tokens between them."""
    rows: list[Any] = field(default_factory=list)
    """The rows of tables, each a list of cells; in a template with tokens between them."""
    units: list[Open] = field(default_factory=list)
    """The cells and paragraphs around the present element."""
    owners: list[Field] = field(default_factory=list)
    rows_around: list[list[Any] | None] = field(default_factory=list)
    """The rows around the present element; None for a row of a nested table."""
    gone: int = 0
    _tables: int = 0

    def begin(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in WORDED:
            self._word(element)
        elif tag == CONTROL:
            if one := _field(element):
                self.owners.append(one)
                for unit in self.units:
                    unit.pieces.append((one, []))
        elif tag == PARAGRAPH:
            if not self._tables:
                self.paragraphs.append(self._opened(element))
        elif tag == CELL:
            if self.rows_around and (row := self.rows_around[-1]) is not None:
                row.append(self._opened(element))
        elif tag == ROW:
            row = [] if self._tables == 1 else None
            self.rows_around.append(row)
            if row is not None:
                self.rows.append(row)
        elif tag == TABLE:
            self._tables += 1
        else:
            self.gone += is_unseen(element)

    def end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == CONTROL:
            if self.owners and self.owners[-1].control is element:
                self.owners.pop()
        elif tag in (PARAGRAPH, CELL):
            if self.units and self.units[-1].element is element:
                self.units.pop()
        elif tag == ROW:
            self.rows_around.pop()
        elif tag == TABLE:
            self._tables -= 1
        elif tag in UNSEEN:
            self.gone -= is_unseen(element)

    def _opened(self, element: etree._Element) -> Open:
        one = Open(element, [(self.owners[-1], [])] if self.owners else [])
        self.units.append(one)
        return one

    def _word(self, element: etree._Element) -> None:
        parent = element.getparent()
        if not self.gone and parent is not None and parent.tag in HOLDERS:
            told = self.told_by(element)
            for words in (STRUCK, *told, _TO_HERE) if is_struck(element) else told:
                self.add(words)

    def add(self, words: object) -> None:
        """Add words to all cells and paragraphs around the present element."""
        owner = self.owners[-1] if self.owners else None
        for unit in self.units:
            unit.add(owner, words)

    def told_by(self, element: etree._Element) -> Iterable[object]:
        """The words of an element; in a template with tokens among them."""
        words = said_by(element)
        return (words,) if words else ()


def _field(control: etree._Element) -> Field | None:
    """The field whose value a control holds; None where it holds none."""
    about: dict[object, str] = {}
    for properties in control.iterchildren(_ABOUT):
        for one in properties:
            about.setdefault(one.tag, one.get(VALUE, ""))
    tag = about.get(_TAG, "")
    path, equals, _ = tag.partition("=")
    if "." not in path or _SECTION in about or (equals and _BOX not in about):
        return None
    return Field(control, tag, about.get(_ALIAS, ""), _BOX in about)


def said(pieces: Iterable[tuple[Field | None, Sequence[str]]]) -> Iterator[Piece]:
    """The pieces of a cell or a paragraph; blank words of the form itself are left out."""
    for owner, told in pieces:
        words = same("".join(told)) if told else ""
        if owner is not None:
            odd = owner.box and words and is_ticked(owner.control) != (words == TICK)
            yield Piece(words + AT_ODDS if odd else words, owner.path, owner.alias)
        elif words:
            yield Piece(words)


def same(words: str) -> str:
    """Words as they are compared: without blanks, with the same sign for every kind of tick, and
    with one line through words that are struck out in several pieces."""
    told = "".join(words.split())
    if STRUCK in told:
        told = told.replace(_TO_HERE + STRUCK, "").replace(STRUCK + _TO_HERE, "")
    return told.translate(_TICKS) if _TICKED.search(told) else told
