"""Works out once, from a template, what its documents will say.

So a filled document can be sealed without being parsed again: the template is gone through as
``saying`` goes through a document, with steps where values are printed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol, TypeAlias

from lxml import etree

from kamdocs.forms.markup import CONTROL, TEXT, W14, W15
from kamdocs.forms.part import Part, kind_is, tag_of
from kamdocs.forms.printing import Shown
from kamdocs.forms.readback.cells import WORDED
from kamdocs.forms.readback.echoes import alias_of
from kamdocs.forms.readback.slots import ON
from kamdocs.forms.sealing.saying import (
    AT_ODDS,
    MET,
    TICK,
    Counted,
    Field,
    Open,
    Piece,
    Said,
    Walk,
    counted,
    said,
    same,
)
from kamdocs.forms.steps import AtPlace, Begin, End, Group, Seen, Step, TicksEnd, each, nested


class _Unforeseen(Exception):
    """It cannot be told from this template what its documents will say."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Words that stand together, of the form or of the field at ``path``, with steps for those of
    values among the ``parts``.

    ``box`` is the state of the control of a tick, beside the box that is printed. ``begins`` is
    False where a field goes on behind another that stands within it: that counts as a piece only
    where there are words.
    """

    path: str
    alias: str
    parts: Sequence[str | Step]
    box: Sequence[str | Step] | None
    begins: bool

    @property
    def steps(self) -> list[Step]:
        """The steps among its parts."""
        return [one for one in (*self.parts, *(self.box or ())) if not isinstance(one, str)]

    def pieces(self, seen: Seen) -> Sequence[Piece]:
        """The piece that a document has here, or none."""
        told = _joined(self.parts, seen)
        words = same(told)
        if not (told if self.path else words) and not self.begins:
            return ()
        if self.box is not None and words and (_joined(self.box, seen) in ON) != (words == TICK):
            words += AT_ODDS
        return (Piece(words, self.path, self.alias),)


def _joined(parts: Sequence[str | Step], seen: Seen) -> str:
    return "".join([one if isinstance(one, str) else one.says(seen) for one in parts])


class _Unit(Protocol):
    """A cell or a paragraph."""

    def counted(self, seen: Seen) -> Counted:
        """What a document says in it, as a seal counts it."""


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A cell or a paragraph that says the same in every document."""

    told: Counted

    def counted(self, seen: Seen) -> Counted:
        return self.told


@dataclass(frozen=True, slots=True)
class _Mixed:
    """A cell or a paragraph with values of several places, and words of the form around them."""

    told: Sequence[_Told | Group[_Told]]

    def counted(self, seen: Seen) -> Counted:
        found: list[Piece] = []
        for piece in chain.from_iterable(each(self.told, seen, lambda one: one.pieces(seen))):
            if piece.path or not found or found[-1].path:
                found.append(piece)
            else:  # words of the form itself, around a group that was not printed
                found[-1] = Piece(same(found[-1].words + piece.words))
        return counted(found)


@dataclass(slots=True)
class _ByPlace:
    """A cell or a paragraph in which all values are of one place. The last result is kept, since
    most places are blank in most documents."""

    place: AtPlace
    told: _Mixed
    last: tuple[Shown | None, Counted] = (None, counted(()))

    def counted(self, seen: Seen) -> Counted:
        shown, (before, told) = self.place.shown(seen), self.last
        if shown is not before:
            told = self.told.counted(seen)
            self.last = shown, told
        return told


_Units: TypeAlias = Sequence[_Unit | Group[_Unit]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table."""

    cells: _Units


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The paragraphs and table rows that the documents of a template will have."""

    paragraphs: _Units
    rows: Sequence[_Row | Group[_Row]]

    def said(self, seen: Seen) -> Said:
        """What a document says, line by line."""
        paragraphs = _told(self.paragraphs, seen)
        rows = each(self.rows, seen, lambda row: _told(row.cells, seen))
        return [*((False, [told]) for told in paragraphs), *((True, told) for told in rows if told)]


def _told(units: _Units, seen: Seen) -> list[Counted]:
    return each(units, seen, lambda one: one.counted(seen))


def foreseen(part: Part) -> Foreseen | None:
    """What the documents of a template will say, by its main part with the steps in it. None where
    each document has to be gone through instead."""
    if any(_may_echo(one) for one in part.controls()):
        return None
    walk = _Walk(part)
    try:
        walk.go_through()
    except _Unforeseen:
        return None
    rows = [one if isinstance(one, Begin | End) else _Row(walk.units_of(one)) for one in walk.rows]
    return Foreseen(walk.units_of(walk.paragraphs), nested(rows))


def _may_echo(control: etree._Element) -> bool:
    """Whether a control could be taken for a copy that LibreOffice writes beside another (see
    ``without_echoes``)."""
    alias, parent = alias_of(control), control.getparent()
    if not alias or tag_of(control) or parent is None:
        return False
    around = parent.getparent()
    repeats = around is not None and kind_is(around, W15, "repeatingSection")
    return repeats or any(
        one is not control and one.tag == CONTROL and alias_of(one) == alias for one in parent
    )


class _Walk(Walk):
    """Goes through a template as ``Walk`` does through a document; the beginnings and ends of
    groups are kept among the paragraphs, rows and words."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part

    def go_through(self) -> None:
        events = ("start", "end", "comment", "pi")
        for event, element in etree.iterwalk(self._part.root, events=events):
            if event == "start":
                if element.tag in MET:
                    self.begin(element)
                if element.text and element.tag not in WORDED:
                    self._between(element.text)
                continue
            if event == "end" and element.tag in MET:
                self.end(element)
            if element.tail:
                self._between(element.tail)

    def told_by(self, element: etree._Element) -> Iterable[object]:
        if element.tag != TEXT:
            return super().told_by(element)
        told = list(self._part.split(element.text or ""))
        if any(isinstance(one, Begin | End) for one in told):
            raise _Unforeseen
        return told

    def _between(self, text: str) -> None:
        for token in self._part.split(text):
            if isinstance(token, TicksEnd):
                if not self.gone:
                    self.add(token)
            elif isinstance(token, Begin | End):
                self._turn(token)

    def _turn(self, token: Begin | End) -> None:
        """Note that a group, printed on a condition or several times, begins or ends here."""
        if self.owners and self.units:
            raise _Unforeseen  # within the words of one field
        rows = [row for row in self.rows_around if row is not None]
        for one in (self.paragraphs, self.rows, *rows):
            one.append(token)
        for unit in self.units:
            unit.pieces.append((token, []))

    def units_of(self, met: Iterable[Any]) -> list[Any]:
        """The units of the cells of a row, or of the paragraphs outside of tables, in groups."""
        return nested(self._unit(one) if isinstance(one, Open) else one for one in met)

    def _unit(self, unit: Open) -> _Unit:
        told = list(self._pieces(unit))
        if any(isinstance(one, Begin | End) for one in told):
            return _Mixed(nested(told))
        steps = [one for part in told if isinstance(part, _Told) for one in part.steps]
        if not steps:
            return _Fixed(counted(tuple(said(unit.pieces))))
        places = {(one.root, one.name): one for one in steps if isinstance(one, AtPlace)}
        mixed = _Mixed(nested(told))
        match tuple(places.values()):
            case (only,):
                return _ByPlace(only, mixed)
        return mixed

    def _pieces(self, unit: Open) -> Iterator[_Told | Begin | End]:
        begun: set[Field] = set()
        for owner, parts in unit.pieces:
            if isinstance(owner, Begin | End):
                yield owner
            elif owner is None:
                yield _Told("", "", parts, None, False)
            else:
                box = self._box(owner.control) if owner.box else None
                yield _Told(owner.path, owner.alias, parts, box, owner not in begun)
                begun.add(owner)

    def _box(self, control: etree._Element) -> list[Any]:
        """What the control of a tick says, as ``is_ticked`` reads it."""
        checked = next(control.iter(f"{{{W14}}}checked"), None)
        if checked is None:
            return []
        return list(self._part.split(checked.get(f"{{{W14}}}val", "1")))
