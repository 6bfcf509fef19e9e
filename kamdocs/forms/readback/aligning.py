"""Lays a filled form beside its template, cell by cell.

So a form is read whose controls lost their tags (LibreOffice drops them): where the rows of both
follow each other with the same labels in the same cells, what stands in the place of a control is
its value. A form that has its tags is laid beside its template too, so that what is written outside
of its controls is reported, and never lost in silence.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from lxml import etree

from kamdocs.forms.markup import CONTROL, ROW, TABLE, W15
from kamdocs.forms.part import kind_is, tag_of
from kamdocs.forms.printing import LACKING, UNTICKED
from kamdocs.forms.readback.cells import Layout, layout_of, own_words_of, through_at, words_of
from kamdocs.forms.readback.drawn import with_boxes
from kamdocs.forms.readback.following import Following
from kamdocs.forms.readback.merged import carried, goes_on
from kamdocs.forms.readback.patterns import Cell, cell_of
from kamdocs.forms.readback.slots import Slot, filled
from kamdocs.forms.tables import cells_of, rows_of
from kamdocs.model import MASK, Place, Text

_LACKING = re.compile(rf"\s*{LACKING}")
_BEHIND_TICKS = re.compile(rf"\s*(?:{LACKING}|{MASK})")
"""What is printed behind ticks where no value is there, or where it was hidden from a role: in a
form without tags nothing else says that it was hidden."""
_NO_ROW = Text("没有这一行", "no such row")
_LONGEST = 4000
"""The most characters of a cell with several controls that is taken apart."""


class Misfit(Exception):
    """The document is laid out differently from the form: where, what the form has there
    (``wanted``), and what the document has (``found``)."""

    def __init__(self, place: Place, wanted: str | Text, found: str | Text) -> None:
        super().__init__(place, wanted, found)
        self.place, self.wanted, self.found = place, wanted, found


@dataclass(eq=False)
class _Row:
    cells: list[Cell]
    repeats: int
    """How many rows, from this one on, are repeated together; 0 for a row that is there once."""
    is_optional: bool
    """Whether it is printed on a condition, and so may be missing."""


def aligned(
    layout: Layout, template: etree._Element, odd: list[Misfit] | None = None
) -> list[Slot]:
    """The slots of a document, by the cells in which the template has its controls.

    Raises Misfit where the two differ. With ``odd``, for a form that has its tags, every place that
    differs is added to that instead, and the others are read.
    """
    wanted = layout_of(template)
    slots: list[Slot] = []
    lines = [cell_of(one) for one in wanted.paragraphs]
    for line, ours in zip(lines, wanted.paragraphs, strict=True):
        repeats = any(kind_is(one, W15, "repeatingSection") for one in ours.iterancestors(CONTROL))
        for paragraph in _likely(layout, wanted, ours, lines) if line.tags else ():
            found = _match(line, words_of(paragraph))
            if found:
                row = paragraph if repeats else None
                slots += _slots(line, found, layout.place(paragraph), row)
                if not repeats:
                    break
    tables, of_form = (
        (layout.tables, wanted.tables) if odd is None else _tables_of_form(layout, wanted)
    )
    if len(tables) != len(of_form):
        _miss(Misfit(Place(layout.file), _tables(of_form), _tables(tables)), odd)
        return slots
    for theirs, ours in zip(tables, of_form, strict=True):
        slots += _table(layout, theirs, _rows(ours), odd)
    return slots


def _likely(
    layout: Layout, wanted: Layout, ours: etree._Element, lines: Sequence[Cell]
) -> Sequence[etree._Element]:
    """The paragraphs of a document among which one of the template's (``ours``) is looked for:
    those with its controls. Where there are none, any; but one without words of its own could be
    any, and is looked for below the same table, among those that no other paragraph prints."""
    line = cell_of(ours)
    tagged = [one for one in layout.paragraphs if not _tags_at(one).isdisjoint(line.tags)]
    if tagged or line.label:
        return tagged or layout.paragraphs
    theirs, above = layout.tables_before(), wanted.tables_before()[ours]
    others = [one for one in lines if one.label]
    return [
        one
        for one in layout.paragraphs
        if theirs[one] == above
        and (words := words_of(one).strip())
        and not any(_match(other, words) for other in others)
    ]


def _tags_at(element: etree._Element) -> Set[str]:
    """The tags of the controls in an element and around it."""
    return set(map(tag_of, (*element.iter(CONTROL), *element.iterancestors(CONTROL)))) - {""}


def beyond(layout: Layout, template: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a document with words in them that the template does not have. Paragraphs
    that the template fills entirely with values are expected below the same table as there."""
    wanted = layout_of(template)
    theirs, ours = layout.tables_before(), wanted.tables_before()
    notes = Counter(ours[one] for one in wanted.paragraphs if says_only_values(one))
    for paragraph in layout.paragraphs:
        words = own_words_of(paragraph).strip()
        if not words or is_tagged(paragraph) or printed(wanted.paragraphs, words):
            continue
        if notes[theirs[paragraph]]:
            notes[theirs[paragraph]] -= 1
        else:
            yield paragraph


def printed(paragraphs: Iterable[etree._Element], words: str) -> bool:
    """Whether some words can be what one of the template's paragraphs prints."""
    lines = map(cell_of, paragraphs)
    return any(bool(line.label) and line.pattern.fullmatch(words) is not None for line in lines)


def says_only_values(paragraph: etree._Element) -> bool:
    """Whether a paragraph of the template prints only values, without words of its own."""
    return bool(words_of(paragraph)) and not cell_of(paragraph).label


def tagged_tables(layout: Layout) -> list[etree._Element]:
    """The tables that hold a control with a tag; a company's own template may have others."""
    return [one for one in layout.tables if is_tagged(one)]


def _tables_of_form(
    layout: Layout, wanted: Layout
) -> tuple[list[etree._Element], list[etree._Element]]:
    """The tables of a document that have tags, and those of its form. A table whose controls are
    all gone is found by its position, where the document has as many tables as the form."""
    tables, of_form = tagged_tables(layout), tagged_tables(wanted)
    if len(tables) != len(of_form) and len(layout.tables) == len(wanted.tables):
        pairs = zip(layout.tables, wanted.tables, strict=True)
        tables = [theirs for theirs, ours in pairs if is_tagged(ours)]
    return tables, of_form


def untagged(layout: Layout, template: etree._Element) -> Iterator[etree._Element]:
    """In a document that has its tags, the first cell of every table without controls that the
    template does not have."""
    wanted = layout_of(template)
    of_form, _ = _tables_of_form(layout, wanted)
    bare = [_rows(one) for one in wanted.tables if not is_tagged(one)]
    for table in layout.tables:
        if not words_of(table).strip() or table in of_form:
            continue
        if not any(_lies_like(layout, table, rows) for rows in bare):
            yield next((cell for row in rows_of(table) for cell in cells_of(row)), table)


def _lies_like(layout: Layout, table: etree._Element, wanted: Sequence[_Row]) -> bool:
    odd: list[Misfit] = []
    for _ in _table(layout, table, wanted, odd):
        pass
    return not odd


def is_tagged(element: etree._Element) -> bool:
    """Whether an element holds a control with a tag, or stands in one."""
    return any(map(tag_of, (*element.iter(CONTROL), *element.iterancestors(CONTROL))))


def _miss(fault: Misfit, odd: list[Misfit] | None) -> None:
    """Raise a misfit, or add it to ``odd`` where that is given."""
    if odd is None:
        raise fault
    odd.append(fault)


def _table(
    layout: Layout, table: etree._Element, wanted: Sequence[_Row], odd: list[Misfit] | None
) -> Iterator[Slot]:
    """The slots of a table. A repeated row of the template stands for any number of rows; rows that
    were put in or taken out are misfits, and those around them are read."""
    rows = list(rows_of(table))
    behind = _LACKING if odd is None else _BEHIND_TICKS

    @cache
    def from_above() -> Mapping[etree._Element, str]:
        return carried(rows)

    @cache
    def read(row: etree._Element, template: _Row) -> tuple[list[Slot], list[Misfit]]:
        misfits: list[Misfit] = []
        return list(_values(layout, row, template, from_above, behind, misfits)), misfits

    following = Following(
        rows,
        wanted,
        named=lambda template: any(cell.label for cell in template.cells),
        fits=lambda row, template: not read(row, template)[1],
        repeats=lambda template: template.repeats,
    )
    for pair in following.pairs():
        if pair.row is None and pair.wanted and pair.wanted.repeats:
            yield from _emptied(pair.wanted, _place(layout, rows[max(pair.at - 1, 0) :]))
            continue
        if pair.row is None and pair.wanted and pair.wanted.is_optional:
            continue
        if pair.row is None or pair.wanted is None:
            there = rows[pair.at : pair.at + 1]
            words = "".join(map(words_of, there)).strip()[:40]
            labels = _labels(pair.wanted) if pair.wanted else _NO_ROW
            _miss(Misfit(_place(layout, there or rows[-1:]), labels, words), odd)
            continue
        slots, misfits = read(pair.row, pair.wanted)
        for misfit in misfits:
            _miss(misfit, odd)
        together = rows[pair.begins]
        yield from (replace(one, row=together) if one.row is not None else one for one in slots)


def _emptied(template: _Row, place: Place) -> Iterator[Slot]:
    """The slots, all empty, of a list from which every row was taken out, at the row above it: an
    empty list says something else than a form without one."""
    paths = (tag.partition("=")[0] for cell in template.cells for tag in cell.tags)
    return (Slot(path, "", place) for path in paths if not path.endswith(UNTICKED))


def _place(layout: Layout, rows: list[etree._Element]) -> Place:
    """The place of the first cell of some rows; that of the document where they have none."""
    cells = (layout.place(cell) for row in rows for cell in cells_of(row))
    return next(cells, Place(layout.file))


def _values(
    layout: Layout,
    row: etree._Element,
    template: _Row,
    from_above: Callable[[], Mapping[etree._Element, str]],
    behind: re.Pattern[str],
    odd: list[Misfit],
) -> Iterator[Slot]:
    """The slots of a row; ``odd`` gets the cells that differ. Cells for values may have their words
    ``from_above``, and what fits ``behind`` may be printed in any of them."""
    cells = list(cells_of(row))
    if len(cells) != len(template.cells):
        odd.append(Misfit(_place(layout, [row]), _labels(template), words_of(row).strip()[:40]))
        return
    for cell, wanted in zip(cells, template.cells, strict=True):
        words = with_boxes(cell)
        if wanted.tags and goes_on(cell):
            words = from_above().get(cell, words)
        found = _match(wanted, words) or _match(wanted, behind.sub("", words))
        if found is None and wanted.is_printed:  # a label that is struck out still is that label
            found = _match(wanted, with_boxes(cell, through_at))
        if found is None:
            odd.append(Misfit(layout.place(cell), wanted.label, words.strip()[:40]))
            continue
        yield from _slots(wanted, found, layout.place(cell), row if template.repeats else None)


def _slots(cell: Cell, found: re.Match[str], place: Place, row: object) -> Iterator[Slot]:
    for tag, words in zip(cell.tags, found.groups(), strict=True):
        path, equals, choice = tag.partition("=")
        if path.endswith(UNTICKED):
            if told := filled(words or "", True):
                yield Slot(path.removesuffix(UNTICKED), told, place, tick=True, row=row)
        elif equals:
            slot = Slot(path, "", place, choice, True, row=row, box=words)
            yield replace(slot, ticked=bool(slot.shown))
        else:
            yield Slot(path, filled((words or "").strip(" \u3000"), True), place, row=row)


def _match(cell: Cell, words: str) -> re.Match[str] | None:
    if len(cell.tags) > 1 and len(words) > _LONGEST:
        return None
    return cell.pattern.fullmatch(words)


def _tables(tables: Sequence[etree._Element]) -> Text:
    many = len(tables)
    return Text(f"{many}张表", f"{many} tables")


def _labels(row: _Row) -> str:
    return " ".join(cell.label for cell in row.cells if cell.label)


@lru_cache(maxsize=128)
def _rows(table: etree._Element) -> Sequence[_Row]:
    """The rows of a table of a template; kept, since every document is held against them."""
    return [_row(one) for one in rows_of(table)]


def _row(row: etree._Element) -> _Row:
    around = list(row.iterancestors(CONTROL))
    section = next((one for one in around if kind_is(one, W15, "repeatingSection")), None)
    together = [] if section is None else [one for one in section.iter(ROW) if _beside(one, row)]
    repeats = len(together) - together.index(row) if together else 0
    optional = any("=" in tag_of(one) for one in around)
    return _Row([cell_of(one) for one in cells_of(row)], repeats, optional)


def _beside(one: etree._Element, row: etree._Element) -> bool:
    """Whether two rows are of the same table."""
    return next(one.iterancestors(TABLE), None) is next(row.iterancestors(TABLE), None)
