"""What people wrote beside the controls: into rows that they added, into cells whose control they
deleted, around a control."""

from collections import Counter

from lxml import etree

from kamdocs.forms.readback.aligning import Misfit, aligned
from kamdocs.forms.readback.cells import Layout
from kamdocs.forms.readback.slots import Slot, slots_of
from kamdocs.model import Finding, Place, Text


class Beside:
    """The slots of a document with tags, completed by those that its cells tell of."""

    def __init__(self, layout: Layout, title: Text, slots: list[Slot]) -> None:
        self.slots = slots
        self.findings: list[Finding] = []
        self._layout = layout
        self._title = title

    def look(self, template: etree._Element) -> None:
        """Lay the document beside its template. KD198 for what was read by its place, KD199 for
        what stands around a control and was not read, KD192 where controls are gone and the two do
        not lie alike."""
        try:
            seen = aligned(self._layout, template)
        except Misfit as fault:
            if self._gone(template):
                facts = {"form": self._title, "wanted": fault.wanted, "found": fault.found}
                self.findings.append(Finding("KD192", fault.place, facts))
            return
        held = {(slot.place, slot.path, slot.choice): slot for slot in self.slots}
        several = _shared(seen)
        for slot in seen:
            control = held.get((slot.place, slot.path, slot.choice))
            if control is None:
                self._take(slot)
            elif slot.place not in several and not slot.tick:
                self._compare(slot, control)
        self.slots.sort(key=lambda slot: (slot.place.sheet, slot.place.row, slot.place.column))

    def _gone(self, template: etree._Element) -> bool:
        wanted = {(one.path, one.choice) for one in slots_of(template, Layout(template, ""))}
        return bool(wanted - {(one.path, one.choice) for one in self.slots})

    def _take(self, slot: Slot) -> None:
        self.slots.append(slot)
        if slot.words or slot.ticked:
            facts = {"value": slot.words or slot.choice}
            self.findings.append(Finding("KD198", slot.place, facts))

    def _compare(self, slot: Slot, control: Slot) -> None:
        if "".join(slot.words.split()) != "".join(control.words.split()):
            facts = {"value": slot.words, "held": control.words}
            self.findings.append(Finding("KD199", slot.place, facts))


def _shared(slots: list[Slot]) -> set[Place]:
    """The cells that hold more than one control."""
    times = Counter(slot.place for slot in slots)
    return {place for place, many in times.items() if many > 1}
