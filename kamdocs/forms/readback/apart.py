"""Divides a document that holds several forms of one kind, as when somebody copies a form for each
visit."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from lxml import etree

from kamdocs.forms.readback.aligning import printed
from kamdocs.forms.readback.cells import Layout, layout_of, name_of, words_of
from kamdocs.forms.readback.slots import Slot


def all_tables(layout: Layout) -> list[etree._Element]:
    """Every table, for documents in which no tag says which are those of the form."""
    return layout.tables


def apart(
    layout: Layout,
    template: etree._Element,
    tables_of: Callable[[Layout], list[etree._Element]],
) -> list[Layout]:
    """The layout of each form in a document; the whole where it holds only one, or where the number
    of its tables does not fit several. ``tables_of`` gives the tables that count."""
    wanted = layout_of(template)
    tables, of_form = tables_of(layout), tables_of(wanted)
    many = len(of_form)
    if not many or len(tables) <= many or len(tables) % many:
        return [layout]
    above = wanted.tables.index(of_form[0])
    firsts = [layout.tables.index(tables[at]) - above for at in range(0, len(tables), many)]
    begins = [0, *_begins(layout, wanted, firsts)]
    ends = [*begins[1:], len(layout.paragraphs)]
    bounds = [*firsts[1:], len(layout.tables)]
    return [
        layout.part(layout.tables[start:end], layout.paragraphs[first:last])
        for start, end, first, last in zip([0, *firsts[1:]], bounds, begins, ends, strict=True)
    ]


def shares(parts: Sequence[Layout], slots: Iterable[Slot]) -> list[list[Slot]]:
    """The slots in each of some parts of a document."""
    found: list[list[Slot]] = [[] for _ in parts]
    part_of = {name: number for number, part in enumerate(parts) for name in part.names()}
    for slot in slots:
        number = part_of.get(name_of(slot.place))
        if number is not None:
            found[number].append(slot)
    return found


def _begins(layout: Layout, wanted: Layout, firsts: Sequence[int]) -> Iterator[int]:
    """The position of the first paragraph of each further form: the first paragraph between two
    forms that the template has above its tables, else the one right above the table."""
    before, above = layout.tables_before(), wanted.tables_before()
    heads = [one for one in wanted.paragraphs if not above[one]]
    for first in firsts[1:]:
        between = [at for at, one in enumerate(layout.paragraphs) if before[one] == first]
        named = (at for at in between if printed(heads, words_of(layout.paragraphs[at]).strip()))
        behind = sum(before[one] < first for one in layout.paragraphs)
        yield next(named, between[-1] if between else behind)
