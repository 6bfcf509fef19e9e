"""Forms as records: each label with its value, and what is to be said of all other cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from kamdocs.intake.grid import Numbered, Spot, as_excel, blank, words
from kamdocs.intake.headings import (
    Column,
    HeadingIndex,
    Item,
    Loose,
    Pair,
    Unit,
    field_by_value,
    is_new,
    strange_headings,
)
from kamdocs.intake.records.anew import month_said
from kamdocs.intake.records.by_columns import by_columns
from kamdocs.intake.records.harvest import Harvest, added, record_of
from kamdocs.intake.tables import Block, Form, blocks, walk
from kamdocs.intake.values import Stated, agreed
from kamdocs.model import Fact, Finding, Note, Unread, Value


def read_form(
    form: Form,
    found: Harvest,
    rows: Iterator[Numbered],
    indexes: Mapping[str, HeadingIndex],
    seen: set[str],
    month: Pair | None,
    whose: Callable[[], Pair | None],
) -> None:
    """All forms of a sheet, of which ``rows`` are all rows; what they give goes into ``found``.
    ``seen`` are the labels of the file of which something was said already, ``month`` is that of
    the titles above the form, and ``whose`` says of which customer forms are that name none."""
    reader = _Reader(form, found, indexes, seen, whose, month)
    items = by_columns(form, rows, found) if form.across else walk(form.labels, rows)
    keys = frozenset((*form.schema.mark, *(one for key in form.schema.unique for one in key)))
    for block in blocks(reader.pairs(_in_full(items, keys)), keys):
        reader.record(block)
    reader.tell_loose()


def _in_full(items: Iterable[Item], keys: frozenset[str]) -> Iterator[Item]:
    """The items, without the short labels of keys that stand in full elsewhere on the sheet: beside
    客户编号, 编号 is the number of the form, and no customer begins with it."""
    held = list(items)
    named = {one.label.field.name for one in held if isinstance(one, Pair) and not one.by_kind}
    for item in held:
        if isinstance(item, Pair) and item.by_kind and item.label.field.name in keys & named:
            yield Loose(item.at, item.label.heading, None if blank(item.raw) else item.spot)
        else:
            yield item


@dataclass
class _Reader:
    form: Form
    found: Harvest
    indexes: Mapping[str, HeadingIndex]
    seen: set[str]
    whose: Callable[[], Pair | None]
    month: Pair | None = None
    stated: list[Stated] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    unknown: dict[str, Spot] = field(default_factory=dict)
    titles: list[Pair] = field(default_factory=list)
    """What titles between the forms say of the month of those below."""
    above: set[str] = field(default_factory=set)
    """The words above the first form: its titles, which may come again above each of the others."""

    def pairs(self, items: Iterator[Item]) -> Iterator[Pair]:
        """The pairs among some items; the others are kept, to be told at the end."""
        for item in items:
            if isinstance(item, Pair):
                yield item
            elif isinstance(item, Unit):
                self.stated.append(Stated(item.unit, item.spot))
            elif item.spot[0] < self.form.row:  # above it are the titles of the form
                self.above.add(words(item.raw))
            elif self._is_title(item):
                self.found.skipped["title"] += 1
            else:
                self._keep(item)

    def _is_title(self, loose: Loose) -> bool:
        """Whether a cell is a title between two forms: that of the first again, or with a month."""
        again = loose.value is None and words(loose.raw) in self.above
        return again or self._names_month(loose)

    def _names_month(self, loose: Loose) -> bool:
        """Whether a cell is a title between two forms that names the month of the second. What has
        a value in a column of its own is none: 2025年, with the figures of then."""
        schema = self.form.schema
        if self.form.across and loose.value is not None:
            return False
        said = month_said(loose.raw, schema.sheets, lone=False) if schema.roles.month else None
        if said is None:
            return False
        clear = said and not said.isdigit()
        raw = said if clear else Unread(words(loose.raw), "KD134")
        label = Column(loose.spot[1], schema.fields[schema.roles.month], words(loose.raw), "")
        self.titles.append(Pair(label, loose.spot, loose.spot, raw, titled=True))
        return True

    def _month_of(self, block: Block) -> Pair | None:
        """The month that the last title above a form names."""
        first = min(pair.at[0] for pair in block)
        above = [title for title in self.titles if title.at[0] <= first]
        return above[-1] if above else self.month

    def _keep(self, loose: Loose) -> None:
        """A label that is none of ours is told once, and captions are none."""
        area = self.form.labels.merged.get(loose.spot)
        if loose.silent:
            self.found.skipped["note"] += 1
        elif loose.value is not None:
            self.unknown.setdefault(words(loose.raw), loose.spot)
            self.found.skipped["unknown-column"] += 1
        elif isinstance(loose.raw, str) and area is not None:
            self.found.skipped["title"] += 1
        else:
            self.loose.append(loose)

    def record(self, block: Block) -> None:
        """One form as a record. A label that comes twice in it is read once, and told; where a
        field has its own label none stands in for it, and that goes before what stands behind a
        name, which is told if it says something else."""
        values: dict[str, Value] = {}
        cells: dict[str, Spot] = {}
        notes: dict[str, Note] = {}
        self.found.unit = agreed(self.stated)
        further = [pair for pair in block if pair.label.adds]
        own = (one for one in block if not (one.behind or blank(one.raw) or self._stands_in(one)))
        named = {pair.label.field.name for pair in own}
        for pair in sorted(block, key=attrgetter("behind")):
            if pair.label.adds:
                continue
            if self._stands_in(pair) and pair.label.field.name in named:
                self._keep(Loose(pair.at, pair.label.heading, pair.spot))
                continue
            wanted = field_by_value(self.form.schema, pair.label.field, pair.raw)
            if wanted.name in cells and (wanted.name in values or blank(pair.raw)):
                self._double(pair, cells[wanted.name], values.get(wanted.name))
                continue
            cells[wanted.name] = pair.spot
            if pair.by_kind or wanted is not pair.label.field:
                self._tell_taken(pair._replace(label=pair.label._replace(field=wanted)))
            value = self.found.take(pair.raw, wanted, pair.label.unit, pair.spot, notes)
            if value is not None:
                values[wanted.name] = value
        for pair in further:
            self._add(pair, values, notes)
        if not values:
            self.found.skipped["empty-form"] += 1
            return
        self.found.cells += len(values)
        self._take_month(self._month_of(block), values, cells, notes)
        self._take_customer(values, cells, notes)
        self._tell_missing(cells, block)
        row = self.found.at(block[0].spot)
        self.found.records.append(record_of(self.form.schema, values, row, {}, cells, notes))

    def _stands_in(self, pair: Pair) -> bool:
        """Whether a label means its field only where that has none of its own: 填表日期."""
        index = self.form.labels.index
        return index.look_up(pair.label.heading).name in index.stand_ins

    def _add(self, pair: Pair, values: dict[str, Value], notes: dict[str, Note]) -> None:
        """Add what stands beside a further label of a field to what stands beside its own."""
        wanted, first = pair.label.field, values.get(pair.label.field.name)
        if first is None:
            if not blank(pair.raw):
                self._keep(Loose(pair.at, pair.label.heading, pair.spot))
            return
        more = self.found.take(pair.raw, wanted, "", pair.spot, {})
        values[wanted.name] = added(first, more, wanted, notes)
        if more is not None and is_new(pair.label.heading, self.seen):
            facts: dict[str, Fact] = {"heading": pair.label.heading, "field": wanted.label}
            self.found.findings.append(Finding("KD158", self.found.at(pair.at), facts))

    def _take_month(
        self,
        month: Pair | None,
        values: dict[str, Value],
        cells: dict[str, Spot],
        notes: dict[str, Note],
    ) -> None:
        """The month that the title names, where the form has no place for it."""
        if month is None or month.label.field.name in cells:
            return
        wanted = month.label.field
        value = self.found.take(month.raw, wanted, "", month.spot, notes)
        if value is not None:
            values[wanted.name], cells[wanted.name] = value, month.spot
            notes[wanted.name] = Note(month.label.heading, ("title-month",))
            if not isinstance(value, Unread):
                cell = self.found.at(month.spot)
                self.found.findings.append(Finding("KD130", cell, {"field": wanted.label}))

    def _take_customer(
        self, values: dict[str, Value], cells: dict[str, Spot], notes: dict[str, Note]
    ) -> None:
        """The customer whom the whole file is about, where the form has no place for any."""
        roles = self.form.schema.roles
        pair = None if {roles.name, roles.code} & cells.keys() else self.whose()
        if pair is None or pair.stands is None:
            return
        wanted = pair.label.field
        value = self.found.take(pair.raw, wanted, "", pair.spot, notes)
        if value is not None:
            values[wanted.name], cells[wanted.name] = value, pair.spot
            facts: dict[str, Fact] = {"field": wanted.label, "name": value, "other": pair.stands}
            told = Finding("KD419", self.found.at(pair.spot), facts)
            self.found.findings += [] if told in self.found.findings else [told]

    def _tell_taken(self, pair: Pair) -> None:
        """A label that the kind of form or its value gave its meaning is told once a file."""
        heading = pair.label.heading
        if is_new(heading, self.seen):
            facts: dict[str, Fact] = {"heading": heading, "field": pair.label.field.label}
            self.found.findings.append(Finding("KD150", self.found.at(pair.at), facts))

    def _double(self, pair: Pair, first: Spot, said: Value | None) -> None:
        """A label that comes again is told, and of what stands behind a name that it says something
        else than was ``said`` in the cell ``first`` of its own label."""
        if blank(pair.raw):
            return
        if pair.behind:
            read = self.found.quietly(pair.raw, pair.label.field, pair.label.unit)
            if read is None or read.value != said:
                self.loose.append(Loose(pair.spot, pair.raw))
            return
        self.found.skipped["unknown-column"] += 1
        facts: dict[str, Fact] = {
            "heading": pair.label.heading,
            "other": self.found.at(first),
            "field": pair.label.field.label,
        }
        self.found.findings.append(Finding("KD180", self.found.at(pair.at), facts))

    def _tell_missing(self, cells: Mapping[str, Spot], block: Block) -> None:
        for wanted in self.form.schema.fields.values():
            if wanted.required and wanted.name not in cells:
                place = self.found.at((block[0].at[0], 0))
                self.found.findings.append(Finding("KD128", place, {"field": wanted.label}))

    def tell_loose(self) -> None:
        """Labels that are none of ours, and cells that belong to no label."""
        silent = self.form.labels.index.silent
        strange = [
            (self.found.at(spot), heading)
            for heading, spot in self.unknown.items()
            if self.form.labels.index.look_up(heading).name not in silent
        ]
        kind = self.form.schema.kind
        self.found.findings += strange_headings(
            strange, kind, self.indexes, self.seen, self.form.fields
        )
        if self.loose:
            self.found.skipped["no-label"] += len(self.loose)
            cells = tuple(as_excel(one.spot) for one in self.loose)
            facts: dict[str, Fact] = {"count": len(cells), "cells": cells}
            self.found.findings.append(Finding("KD129", self.found.sheet, facts))
