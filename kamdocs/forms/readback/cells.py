"""Where things stand in a Word document, and their words."""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import lru_cache

from lxml import etree

from kamdocs.forms.markup import (
    CELL,
    CONTROL,
    MC,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    TEXT,
    W15,
    W,
    is_on,
)
from kamdocs.forms.part import kind_is, tag_of
from kamdocs.forms.tables import cells_of, rows_of
from kamdocs.model import Place

_BREAKS = {f"{{{W}}}br": "\n", f"{{{W}}}cr": "\n", f"{{{W}}}tab": "\t"}
_HYPHEN = f"{{{W}}}noBreakHyphen"
_CHOICE, _FALLBACK = f"{{{MC}}}Choice", f"{{{MC}}}Fallback"
_SYMBOLS = (f"{{{W}}}sym", "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx")
HOLDERS = (RUN, _FALLBACK)
"""The elements in which text stands; elsewhere elements of the same name are settings."""
WORDED = (TEXT, _HYPHEN, *_BREAKS)
"""The elements that are text: words, breaks, tabs, hyphens."""
UNSEEN = (
    f"{{{W}}}moveFrom",
    f"{{{W}}}del",
    f"{{{W}}}rt",
    _FALLBACK,
)
"""The elements around text that was deleted or moved away with changes tracked, that says how the
characters below it sound, or that is repeated for older programs (``is_unseen`` tells when)."""
LOOK = f"{{{W}}}rPr"
"""The look of a run or of a style."""
STRUCK = tuple(f"{{{W}}}{name}" for name in ("strike", "dstrike", "vanish"))
"""The marks of a look by which words are struck out or hidden."""
_NO_TICKS = str.maketrans(dict.fromkeys("☑☒√✓✔■", "☐"))
OUTSIDE = "正文"
"""The name of the place of paragraphs outside of tables."""


class Layout:
    """The tables of a document, their rows and cells, counted as people count them."""

    def __init__(self, root: etree._Element, file: str) -> None:
        self.file = file
        self.tables: list[etree._Element] = []
        self.paragraphs: list[etree._Element] = []
        self._behind: dict[etree._Element, int] = {}
        """How many tables of the whole document stand above each paragraph."""
        for one in root.iter(TABLE, PARAGRAPH):
            if _within(one, TABLE):
                continue
            if one.tag == TABLE:
                self.tables.append(one)
            else:
                self.paragraphs.append(one)
                self._behind[one] = len(self.tables)
        self._rows: dict[etree._Element, tuple[int, int]] = {}
        self._cells: dict[etree._Element, int] = {}
        for number, table in enumerate(self.tables, 1):
            for row_number, row in enumerate(rows_of(table), 1):
                self._rows[row] = number, row_number
                for cell_number, cell in enumerate(cells_of(row), 1):
                    self._cells[cell] = cell_number
        self._together: dict[etree._Element, etree._Element | None] = {}
        self._tables = {one: number for number, one in enumerate(self.tables)}
        self._paragraphs = {one: number for number, one in enumerate(self.paragraphs, 1)}

    def part(
        self, tables: Sequence[etree._Element], paragraphs: Sequence[etree._Element]
    ) -> "Layout":
        """A layout with only some of the tables and paragraphs; their places stay the same."""
        part = copy(self)
        part.tables, part.paragraphs = list(tables), list(paragraphs)
        return part

    def names(self) -> Iterator[tuple[str, int]]:
        """The names of its tables and paragraphs, as ``name_of`` gives them for places."""
        yield from ((f"表{self._tables[one] + 1}", 0) for one in self.tables)
        yield from ((OUTSIDE, self._paragraphs[one]) for one in self.paragraphs)

    def tables_before(self) -> dict[etree._Element, int]:
        """For each paragraph, how many of these tables stand above it."""
        first, many = self._tables[self.tables[0]] if self.tables else 0, len(self.tables)
        return {one: max(0, min(self._behind[one] - first, many)) for one in self.paragraphs}

    def place(self, element: etree._Element) -> Place:
        """The place of an element: 表1 row 3 column 2 for what stands in a cell or holds one, 正文
        with the number of the paragraph for all else."""
        for cell in (element, *element.iterancestors(CELL), *element.iter(CELL)):
            if cell in self._cells:
                table, row = self._rows[next(cell.iterancestors(ROW))]
                return Place(self.file, f"表{table}", row, self._cells[cell])
        for one in (element, *element.iterancestors(PARAGRAPH), *element.iter(PARAGRAPH)):
            if one in self._paragraphs:
                return Place(self.file, OUTSIDE, self._paragraphs[one])
        return Place(self.file, OUTSIDE)

    def row(self, element: etree._Element) -> etree._Element | None:
        """What stands once for each row of a list, at an element in it: the row of the table, the
        first of several that are repeated together, or the control around a repeated paragraph.
        None outside of any."""
        row = next((one for one in element.iterancestors(ROW) if one in self._rows), None)
        item = next(filter(_is_item, element.iterancestors(CONTROL)), None)
        if item is None or (row is not None and item in row.iterancestors()):
            return row if item is None else self._first_together(item, row)
        return item

    def _first_together(
        self, item: etree._Element, row: etree._Element | None
    ) -> etree._Element | None:
        """The first row of a repeated item, and the ``row`` itself where the item holds a field
        twice: then somebody put rows into it, each of which is one of its own."""
        if item not in self._together:
            rows = [one for one in item.iter(ROW) if one in self._rows]
            tags = [tag for one in item.iter(CONTROL) if (tag := tag_of(one)) and "=" not in tag]
            alone = len(rows) < 2 or len(tags) > len(set(tags))
            self._together[item] = None if alone else rows[0]
        first = self._together[item]
        return row if first is None else first


@lru_cache(maxsize=16)
def layout_of(template: etree._Element) -> Layout:
    """The layout of a template; kept, since every document is held against it."""
    return Layout(template, "")


def _is_item(control: etree._Element) -> bool:
    return kind_is(control, W15, "repeatingSectionItem")


def name_of(place: Place) -> tuple[str, int]:
    """The name of the table of a place, or 正文 with the number of its paragraph."""
    return place.sheet, place.row if place.sheet == OUTSIDE else 0


def _within(element: etree._Element, kind: str) -> bool:
    return next(element.iterancestors(kind), None) is not None


def words_at(one: etree._Element) -> str:
    """The words of one element of ``WORDED``; empty for any other element, and for text that was
    deleted, struck out or hidden."""
    return said_by(one) if _counts(one) and not is_struck(one) else ""


def struck_at(one: etree._Element) -> str:
    """The words of one element of ``WORDED`` that are struck out or hidden; empty for any other."""
    return said_by(one) if _counts(one) and is_struck(one) else ""


def through_at(one: etree._Element) -> str:
    """The words of one element of ``WORDED``, whether struck out or not; a tick that is struck out
    is none."""
    return words_at(one) or struck_at(one).translate(_NO_TICKS)


def words_of(element: etree._Element, words_at: Callable[[etree._Element], str] = words_at) -> str:
    """The words of an element: a line for each paragraph, breaks and tabs as they are."""
    pieces: list[str] = []
    first = True
    for one in element.iter(PARAGRAPH, *WORDED):
        if one.tag == PARAGRAPH:
            pieces += [] if first else ["\n"]
            first = False
        else:
            pieces.append(words_at(one))
    return "".join(pieces)


def own_words_of(paragraph: etree._Element) -> str:
    """The words of a paragraph without those of text boxes in it, which are paragraphs too."""
    return "".join(
        words_at(one)
        for one in paragraph.iter(*WORDED)
        if next(one.iterancestors(PARAGRAPH)) is paragraph
    )


def said_by(one: etree._Element) -> str:
    """The words of an element of ``WORDED``, wherever it stands."""
    return (one.text or "") if one.tag == TEXT else _BREAKS.get(str(one.tag), "-")


def is_unseen(element: etree._Element) -> bool:
    """Whether the text in an element of ``UNSEEN`` does not count. What is there for older programs
    does where newer ones have a symbol, which is no text: Word writes emoji so."""
    if element.tag != _FALLBACK:
        return True
    choice = element.getprevious()
    newer = None if choice is None or choice.tag != _CHOICE else next(iter(choice), None)
    return newer is None or newer.tag not in _SYMBOLS


def is_struck(one: etree._Element) -> bool:
    """Whether the words of an element of ``WORDED`` are struck out, or hidden: people take them for
    gone."""
    run = next(one.iterancestors(RUN), None)
    properties = None if run is None else run.find(LOOK)
    return properties is not None and any(map(is_on, properties.iterchildren(*STRUCK)))


def _counts(one: etree._Element) -> bool:
    """Whether an element is text, and was not deleted."""
    parent = one.getparent() if one.tag in WORDED else None
    return parent is not None and parent.tag in HOLDERS and not _gone(one)


def _gone(element: etree._Element) -> bool:
    return any(map(is_unseen, element.iterancestors(*UNSEEN)))
