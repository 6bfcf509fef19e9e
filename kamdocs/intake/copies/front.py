"""A sheet of our own in front of all others: what was found or done, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from kamdocs.intake.copies.book import MAIN, REL, SHEET_TYPE, Book, link_of, local
from kamdocs.intake.copies.cells import name_of, safe
from kamdocs.intake.copies.styles import Styles
from kamdocs.model import Place

_LINKED = 60_000
"""Excel takes some 65,000 links in a sheet; lines beyond are without."""
_LINE_HEIGHT, _TALLEST = 16, 400
_LONGEST = 32_000
"""Excel takes 32,767 characters in a cell."""


@dataclass(frozen=True)
class Line:
    """A line of the table: its words by column, the place that one of them links to, and the
    colour of another."""

    words: tuple[str, ...]
    place: Place | None = None
    colour: str = ""


@dataclass(frozen=True)
class Front:
    """What stands on the sheet. ``name`` is its name and stands in A1 too, by which it is known
    again; of the columns of the table, from 0, ``link`` is the one that leads to a cell and
    ``coloured`` the one with the colour of a line."""

    name: str
    above: Sequence[str]
    headings: Sequence[str]
    widths: Sequence[int]
    lines: Sequence[Line]
    link: int
    coloured: int


@dataclass(frozen=True)
class _Look:
    """The styles of the sheet."""

    title: int
    plain: int
    heading: int
    cell: int
    link: int

    @classmethod
    def of(cls, styles: Styles) -> "_Look":
        return cls(
            title=styles.own(bold=True, size=16),
            plain=styles.own(),
            heading=styles.own(bold=True, colour="FFFFFF", fill="1F4E79", framed=True),
            cell=styles.own(framed=True),
            link=styles.own(framed=True, colour="0563C1", underlined=True),
        )


def put_in_front(book: Book, styles: Styles, front: Front) -> None:
    """The sheet as the first of the workbook, which is shown when it is opened."""
    part = book.free("xl/worksheets/sheet{}.xml")
    book.add(part, _sheet(styles, front), SHEET_TYPE)
    link = book.link(book.main, "worksheet", part)
    _list_first(book, front.name, link)
    for other in book.sheets().values():
        if other != part and book.has(other):
            _leave(book.root(other))


def take_away(book: Book, names: Sequence[str]) -> None:
    """Remove sheets of ours that an earlier copy has, by their names."""
    root = book.root(book.main)
    sheets = next(one for one in root if local(one) == "sheets")
    for name in names:
        place = next((at for at, one in enumerate(sheets) if one.get("name") == name), None)
        if place is None or len(sheets) == 1:
            continue
        link = link_of(sheets[place])
        book.remove(book.target(book.main, link))
        book.unlink(book.main, link)
        sheets.remove(sheets[place])
        _renumber(root, lambda at, gone=place: None if at == gone else at - (at > gone))


def _list_first(book: Book, name: str, link: str) -> None:
    root = book.root(book.main)
    sheets = next(one for one in root if local(one) == "sheets")
    numbers = [int(one.get("sheetId", "0")) for one in sheets]
    facts = {"name": name, "sheetId": str(max(numbers, default=0) + 1)}
    sheet = etree.Element(f"{{{book.space}}}sheet", facts)
    sheet.set(f"{{{REL}}}id", link)
    sheets.insert(0, sheet)
    _renumber(root, lambda at: at + 1)
    for views in root:
        if local(views) == "bookViews":
            for view in views:
                view.set("activeTab", "0")
                view.set("firstSheet", "0")


def _renumber(root: etree._Element, moved: object) -> None:
    """Names that belong to one sheet (print areas, filters) go with it."""
    assert callable(moved)
    for names in root:
        if local(names) != "definedNames":
            continue
        for name in list(names):
            if name.get("localSheetId") is None:
                continue
            at = moved(int(name.get("localSheetId", "0")))
            if at is None:
                names.remove(name)
            else:
                name.set("localSheetId", str(at))


def _leave(sheet: etree._Element) -> None:
    """A sheet that was on top is so no more: two such would both be typed into."""
    for view in sheet.iter():
        if local(view) == "sheetView":
            view.attrib.pop("tabSelected", "")
        elif local(view) == "sheetData":
            return


def _sheet(styles: Styles, front: Front) -> etree._Element:
    look = _Look.of(styles)
    root = etree.fromstring(f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}"/>')
    first = len(front.above) + 3
    _view(root, first)
    columns = _in(root, "cols")
    for number, width in enumerate(front.widths, 1):
        _in(columns, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    data = _in(root, "sheetData")
    _row(data, 1, [front.name], [look.title])
    for number, words in enumerate(front.above, 2):
        _row(data, number, [words], [look.plain])
    looks = [look.heading] * len(front.headings)
    _row(data, first - 1, front.headings, looks, ht="20", customHeight="1")
    links: list[tuple[str, Place]] = []
    for number, line in enumerate(front.lines, first):
        looks = [look.cell] * len(line.words)
        if line.colour:
            looks[front.coloured] = styles.derived(look.cell, fill=line.colour)
        if line.place and len(links) < _LINKED:
            looks[front.link] = look.link
            links.append((name_of((number, front.link + 1)), line.place))
        _row(data, number, line.words, looks, **_height(line.words, front.widths))
    last = first - 1 + len(front.lines)
    _in(root, "autoFilter", ref=f"A{first - 1}:{name_of((last, len(front.headings)))}")
    if links:
        hyperlinks = _in(root, "hyperlinks")
        for cell, place in links:
            _in(hyperlinks, "hyperlink", ref=cell, location=location(place))
    _in(
        root,
        "pageMargins",
        left="0.5",
        right="0.5",
        top="0.6",
        bottom="0.6",
        header="0.3",
        footer="0.3",
    )
    _in(root, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return root


def _view(root: etree._Element, first: int) -> None:
    properties = _in(root, "sheetPr")
    _in(properties, "pageSetUpPr", fitToPage="1")
    view = _in(_in(root, "sheetViews"), "sheetView", tabSelected="1", workbookViewId="0")
    _in(
        view,
        "pane",
        ySplit=str(first - 1),
        topLeftCell=f"A{first}",
        activePane="bottomLeft",
        state="frozen",
    )


def _in(parent: etree._Element, name: str, **facts: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{MAIN}}}{name}", facts)


def _row(
    data: etree._Element,
    number: int,
    words: Sequence[str],
    looks: Sequence[int],
    **height: str,
) -> None:
    row = _in(data, "row", r=str(number), **height)
    for column, (said, style) in enumerate(zip(words, looks, strict=True), 1):
        cell = _in(row, "c", r=name_of((number, column)), s=str(style), t="inlineStr")
        text = _in(_in(cell, "is"), "t")
        text.text = safe(said[:_LONGEST])
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _height(words: Sequence[str], widths: Sequence[int]) -> dict[str, str]:
    """The height of a row in which every cell shows all its lines."""
    lines = max(
        sum(1 + len(line.encode("gb18030", "replace")) // width for line in said.split("\n"))
        for said, width in zip(words, widths, strict=True)
    )
    return {"ht": str(min(_TALLEST, lines * _LINE_HEIGHT)), "customHeight": "1"}


def location(place: Place) -> str:
    """Where a link to a place leads: the cell, or the beginning of the row or sheet."""
    sheet = place.sheet.replace("'", "''")
    return f"'{sheet}'!{name_of((place.row or 1, place.column or 1))}"
