"""Reads what people wrote outside of the controls: into rows that they added, into cells whose
control they deleted, around a control."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from kamdocs.forms.markup import TABLE
from kamdocs.forms.readback.aligning import Misfit, aligned, beyond, untagged
from kamdocs.forms.readback.cells import Layout, layout_of, own_words_of, words_of
from kamdocs.forms.readback.slots import Slot, slots_of
from kamdocs.model import Finding, Place, Text


class Beside:
    """The ``slots`` of a document with tags, completed by what stands in its cells; the
    ``findings`` say what was read so."""

    def __init__(self, layout: Layout, title: Text, slots: list[Slot]) -> None:
        self.slots = slots
        self.findings: list[Finding] = []
        self._layout = layout
        self._title = title

    def look(self, template: etree._Element) -> None:
        """Lay the document beside its template, and add slots and findings: KD198 for what was read
        by its place, KD199 for words around a control, which are not read, KD667 for a place that
        differs from the form (KD192 where controls are gone as well), KD668 for what the form has
        no place for."""
        odd: list[Misfit] = []
        seen = self._of_their_rows(aligned(self._layout, template, odd), odd)
        held = {(slot.place, slot.path, slot.choice): slot for slot in self.slots}
        for slot in seen:
            control = held.get((slot.place, slot.path, slot.choice))
            if slot.tick and not slot.choice:  # printed behind a group, where no control is
                self.slots.append(slot)
            elif control is None:
                self._take(slot)
            elif slot.tick and slot.shown != control.shown:
                self.slots[self.slots.index(control)] = replace(control, box=slot.box)
        for place, together in _by_place(seen, held).items():
            self._compare(place, together)
        self._tell("KD192" if odd and self._gone(template, seen) else "KD667", odd)
        self.findings += told_beyond(self._layout, template)
        for cell in untagged(self._layout, template):
            words = words_of(next(cell.iterancestors(TABLE), cell)).strip()
            self.findings.append(Finding("KD668", self._layout.place(cell), {"value": words}))
        self.slots.sort(key=lambda slot: (slot.place.sheet, slot.place.row, slot.place.column))

    def _of_their_rows(self, seen: list[Slot], odd: Iterable[Misfit]) -> list[Slot]:
        """What was seen, but for places in rows with other labels that hold a control for something
        else: those are rows of another template, such as that of an earlier version."""
        rows = {(one.place.sheet, one.place.row) for one in odd}
        paths: dict[Place, set[str]] = {}
        for slot in seen:
            if (slot.place.sheet, slot.place.row) in rows:
                paths.setdefault(slot.place, set()).add(slot.path)
        held = [slot for slot in self.slots if slot.place in paths]
        others = {slot.place for slot in held if slot.path not in paths[slot.place]}
        return [slot for slot in seen if slot.place not in others]

    def _gone(self, template: etree._Element, seen: list[Slot]) -> bool:
        """Whether controls are gone and nothing was read in their place."""
        wanted = {(one.path, one.choice) for one in slots_of(template, layout_of(template))}
        return bool(wanted - {(one.path, one.choice) for one in (*self.slots, *seen)})

    def _tell(self, code: str, odd: list[Misfit]) -> None:
        for one in odd:
            facts = {"form": self._title, "wanted": one.wanted, "found": one.found}
            self.findings.append(Finding(code, one.place, facts))

    def _take(self, slot: Slot) -> None:
        self.slots.append(slot)
        if slot.words or slot.ticked:
            facts = {"value": slot.words or slot.choice}
            self.findings.append(Finding("KD198", slot.place, facts))

    def _compare(self, place: Place, together: list[tuple[Slot, Slot]]) -> None:
        """Add KD199 where a cell holds more than its controls. The order does not count: what was
        seen is parted elsewhere where a value has a label of the cell in it. Nothing hides behind
        that, since what stands in the controls is among what was seen."""
        whole = " ".join(filter(None, (seen.words for seen, _ in together)))
        held = " ".join(filter(None, (control.words for _, control in together)))
        if sorted("".join(whole.split())) != sorted("".join(held.split())):
            self.findings.append(Finding("KD199", place, {"value": whole, "held": held}))


def told_beyond(layout: Layout, template: etree._Element) -> Iterator[Finding]:
    """KD668 for each paragraph that the form does not have."""
    for paragraph in beyond(layout, template):
        words = own_words_of(paragraph).strip()
        yield Finding("KD668", layout.place(paragraph), {"value": words})


def _by_place(
    seen: list[Slot], held: Mapping[tuple[Place, str, str], Slot]
) -> dict[Place, list[tuple[Slot, Slot]]]:
    """By cell, what was seen there with the slot of each control. They are compared by cell since
    in one with several controls it is not certain where one ends and the next begins. Ticks are
    left out."""
    pairs: dict[Place, list[tuple[Slot, Slot]]] = {}
    for slot in seen:
        control = held.get((slot.place, slot.path, slot.choice))
        if control is not None and not slot.tick:
            pairs.setdefault(slot.place, []).append((slot, control))
    return pairs
