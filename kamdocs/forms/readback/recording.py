"""Puts slots together to records, by their paths."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kamdocs.forms.gradings import GRADING
from kamdocs.forms.manifest import Form
from kamdocs.forms.months import STATUS
from kamdocs.forms.places import ACTION, PERSON, PLANNED, YEAR, places
from kamdocs.forms.readback.slots import Slot
from kamdocs.model import (
    CUSTOMER,
    MASK,
    VISIT_PLAN,
    Entry,
    Fact,
    FilledRecord,
    Finding,
    Place,
    Text,
)
from kamdocs.naming import comparable
from kamdocs.sheets import Schemas

Row = dict[str, Entry]
_LISTED: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "month": (
        STATUS,
        "status",
        {
            "month": "name",
            "department": "department",
            "reporter": "reporter",
            "submitted_on": "submitted_on",
            "submitted_to": "submitted_to",
        },
    ),
    "plan": (VISIT_PLAN, PLANNED, {"planned_on": "drawn_on"}),
}
"""The forms that list records, by what they are made for: the kind of the records, the name of the
repeated row, and the fields that stand once, above or below the table, and count for every row."""
_VOLUME = tuple(name for name in YEAR if name != "change")
_LINES: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "customer": {"year": {"yearly_volumes": _VOLUME}},
    "visit": {
        "person": {"counterparts": PERSON},
        "action": {
            field: (piece,)
            for field, piece in zip(
                ("matters", "outcomes", "action_owners", "action_dues"), ACTION[1:], strict=True
            )
        },
    },
}
"""By what a form is made for: the repeated rows that hold the lines of a field, with these fields,
each with the names of the pieces of a line."""
_TICKED, _EMPTY = Text("已勾选", "ticked"), Text("没有勾选", "not ticked")


class Recording:
    """Makes the records of one document; ``findings`` are what was found meanwhile, ``lists`` the
    names of what repeats in its form."""

    def __init__(self, file: str, form: Form, schemas: Schemas) -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._form = form
        self._schemas = schemas
        self.lists = frozenset(places(form, schemas).rows)

    def records(self, slots: Iterable[Slot]) -> Iterator[FilledRecord]:
        """Every record in which anything is filled in."""
        whole: dict[str, list[Slot]] = {}
        rows: dict[str, dict[object, dict[str, list[Slot]]]] = {}
        for slot in slots:
            root, _, name = slot.path.partition(".")
            if root in self.lists:
                row = rows.setdefault(root, {}).setdefault(slot.row, {})
                row.setdefault(name, []).append(slot)
            else:
                whole.setdefault(slot.path, []).append(slot)
        single = {path: self._entry(found) for path, found in whole.items()}
        repeated = {
            name: [
                {one: self._entry(found) for one, found in row.items()} for row in by_row.values()
            ]
            for name, by_row in rows.items()
        }
        if self._form.each in _LISTED:
            yield from self._of_list(single, repeated)
            return
        main = self._main(single, repeated)
        yield from self._told(self._form.each, main)
        for name, listed in repeated.items():
            if name in self._schemas:
                yield from self._listed(name, listed, main)

    def reads(self, path: str) -> bool:
        """Whether what stands at a place goes into a record. The others are worked out."""
        root, _, name = path.partition("=")[0].partition(".")
        each = self._form.each
        kind, row, once = _LISTED.get(each, (each, each, {}))
        if root not in self.lists:
            own = once.values() if once else self._schemas[kind].fields
            return name in own if root == each else (root, name) == (CUSTOMER, "name")
        if root == row or root in self._schemas:
            return name in self._schemas[kind if root == row else root].fields
        lines = _LINES.get(each, {}).get(root, {}).values()
        return any(name in parts for parts in lines) or (root == "part" and name == "figure")

    def _entry(self, slots: Sequence[Slot]) -> Entry:
        """What the controls of one path hold together, with KD195 where two of them differ."""
        if slots[0].tick:
            words = list(dict.fromkeys(slot.choice for slot in slots if self._is_ticked(slot)))
            words += [slot.words for slot in slots if slot.words not in ("", MASK)]
            hidden = next((slot.words for slot in slots if slot.words), "")
            return Entry(slots[0].place, "、".join(words) or hidden)
        told = [slot for slot in slots if slot.words]
        if not told:
            return Entry(slots[0].place)
        for other in told[1:]:
            if other.words != told[0].words:
                facts = {"value": told[0].words, "other": other.words, "place": told[0].place}
                self.findings.append(Finding("KD195", other.place, facts))
        return Entry(told[0].place, told[0].words)

    def _is_ticked(self, slot: Slot) -> bool:
        """Whether a choice is ticked. The printed box decides, since people see nothing else and
        type over it where they cannot click on it; with KD666 where its control contradicts it."""
        if slot.shown is None:
            return slot.ticked
        if slot.shown != slot.ticked:
            facts: dict[str, Fact] = {
                "choice": slot.choice,
                "looks": _TICKED if slot.shown else _EMPTY,
            }
            self.findings.append(Finding("KD666", slot.place, facts))
        return slot.shown

    def _main(self, single: Row, repeated: Mapping[str, Sequence[Row]]) -> Row:
        """The entries of the record that the document is about, by field."""
        each = self._form.each
        fields = self._schemas[each].fields
        own = {name: single[path] for name in fields if (path := f"{each}.{name}") in single}
        name = self._schemas[each].roles.name
        if each != CUSTOMER and name not in own and f"{CUSTOMER}.name" in single:
            own[name] = single[f"{CUSTOMER}.name"]
        for row, lines in _LINES.get(each, {}).items():
            if row in repeated:
                own |= {field: _lines(repeated[row], parts) for field, parts in lines.items()}
        return own | (self._figures(repeated.get("part", ())) if each == GRADING else {})

    def _figures(self, rows: Iterable[Row]) -> Row:
        """The entries of a grading's figures: the 依据 of each 指标, which is the label of a field;
        with KD196 for one that is not."""
        labels = {comparable(one.label.zh): one for one in self._schemas[GRADING].fields.values()}
        found: Row = {}
        for row in rows:
            name, figure = row.get("name"), row.get("figure")
            if name is None or figure is None:
                continue
            field = labels.get(comparable(name.words.partition("（")[0]))
            if field:
                found[field.name] = figure
            elif figure.words:
                facts = {"name": name.words, "value": figure.words}
                self.findings.append(Finding("KD196", figure.place, facts))
        return found

    def _of_list(
        self, single: Row, repeated: Mapping[str, Sequence[Row]]
    ) -> Iterator[FilledRecord]:
        """A record for each row of a list in which more than the customer's name is filled in."""
        each = self._form.each
        kind, name, once = _LISTED[each]
        schema = self._schemas[kind]
        common = {
            field: single[path]
            for field, one in once.items()
            if (path := f"{each}.{one}") in single
        }
        for row in repeated.get(name, ()):
            own = {field: entry for field, entry in row.items() if field in schema.fields}
            if any(entry.words for field, entry in own.items() if field != schema.roles.name):
                yield from self._told(kind, {**common, **own}, own)

    def _listed(self, kind: str, rows: Iterable[Row], about: Row) -> Iterator[FilledRecord]:
        """The records in the rows of another kind on a form of customers, with the code and name of
        that customer."""
        roles, customer = self._schemas[kind].roles, self._schemas[CUSTOMER].roles
        for row in rows:
            own = {name: one for name, one in row.items() if name in self._schemas[kind].fields}
            for mine, theirs in ((roles.code, customer.code), (roles.name, customer.name)):
                if (
                    mine
                    and mine not in own
                    and theirs in about
                    and any(e.words for e in own.values())
                ):
                    own[mine] = about[theirs]
            yield from self._told(kind, own)

    def _told(self, kind: str, entries: Row, first: Row | None = None) -> Iterator[FilledRecord]:
        """The record, where anything is filled in; its place is in the table of its first entry in
        a cell."""
        if any(entry.words or entry.lines for entry in entries.values()):
            places = [entry.place for entry in (first or entries).values() if entry.place.column]
            at = places[0] if places else Place(self._file)
            row = Place(at.file, at.sheet, at.row if first else 0)
            yield FilledRecord(kind, row, entries)


def _lines(rows: Iterable[Row], pieces: Sequence[str]) -> Entry:
    """The entry of a field from the rows that hold its lines, at its first filled cell. Where any
    piece is hidden from the role, the whole field is."""
    rows = list(rows)
    for row in rows:
        for name in pieces:
            if name in row and row[name].words.strip() == MASK:
                return row[name]
    lines = tuple(tuple(row[name].words if name in row else "" for name in pieces) for row in rows)
    cells = [row[name] for row in rows for name in pieces if name in row]
    place = next(
        (cell.place for cell in cells if cell.words), cells[0].place if cells else Place("")
    )
    return Entry(place, lines=lines if any(any(line) for line in lines) else ())
