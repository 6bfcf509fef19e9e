"""A sheet of our own in front of all others: what was found or done, line by line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from kamdocs.intake.copies.book import MAIN, SHEET_TYPE, Book, link_of, local
from kamdocs.intake.copies.cells import first_cells, safe
from kamdocs.intake.copies.styles import Styles
from kamdocs.intake.grid import as_excel
from kamdocs.intake.ours import is_ours
from kamdocs.model import Place, Text, column_letters
from kamdocs.packaging import OFFICE, escaped, quoted
from kamdocs.spreadsheets import sheet_name

_LINKED = 60_000
"""Excel takes some 65,000 links in a sheet; lines beyond are without."""
_ON_TOP = "tabSelected"
_LINE_HEIGHT, _HEADING_HEIGHT, _TALLEST = 16, 20, 400
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
    """What stands on the sheet. ``title`` is its name too, with a number where another sheet has
    that; of the columns of the table, from 0, ``link`` is the one that leads to a cell and
    ``coloured`` the one with the colour of a line."""

    title: str
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
    book.add_written(part, _sheet(styles, front), SHEET_TYPE)
    link = book.link(book.main, "worksheet", part)
    _list_first(book, sheet_name(front.title, book.sheets()), link)
    for other in book.sheets().values():
        if other != part and book.has(other) and book.says(other, _ON_TOP):
            _leave(book.root(other))


def take_away(book: Book, titles: Iterable[Text]) -> None:
    """Remove sheets of ours that an earlier copy has, by their titles. A sheet of somebody's own
    stays, whatever it is called."""
    called = tuple(title for text in titles for title in text.both.values())
    root = book.root(book.main)
    sheets = next(one for one in root if local(one) == "sheets")
    for name, part in book.worksheets().items():
        if len(sheets) == 1 or not name.startswith(called):
            continue
        if is_ours(name, first_cells(book, part)):
            _remove(book, root, sheets, name, part)


def _remove(book: Book, root: etree._Element, sheets: etree._Element, name: str, part: str) -> None:
    gone = next(at for at, one in enumerate(sheets) if one.get("name") == name)
    book.remove(part)
    book.unlink(book.main, link_of(sheets[gone]))
    sheets.remove(sheets[gone])
    _renumber(root, lambda at: None if at == gone else at - (at > gone))


def _list_first(book: Book, name: str, link: str) -> None:
    root = book.root(book.main)
    sheets = next(one for one in root if local(one) == "sheets")
    numbers = [int(one.get("sheetId", "0")) for one in sheets]
    facts = {"name": name, "sheetId": str(max(numbers, default=0) + 1)}
    sheet = etree.Element(f"{{{book.space}}}sheet", facts)
    sheet.set(f"{{{OFFICE}}}id", link)
    sheets.insert(0, sheet)
    _renumber(root, lambda at: at + 1)
    for views in root:
        if local(views) == "bookViews":
            for view in views:
                view.set("activeTab", "0")
                view.set("firstSheet", "0")


def _renumber(root: etree._Element, moved: Callable[[int], int | None]) -> None:
    """Names that belong to one sheet (print areas, filters) go with it."""
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
            view.attrib.pop(_ON_TOP, "")
        elif local(view) == "sheetData":
            return


def _sheet(styles: Styles, front: Front) -> bytes:
    """The part, written as it goes: of a hundred thousand lines, a tree takes two gigabytes."""
    first = len(front.above) + 3
    last = first - 1 + len(front.lines)
    heads = f"A{first - 1}:{as_excel((last, len(front.headings)))}"
    pieces = [_OPENING % (first - 1, first), _columns(front.widths), "<sheetData>"]
    pieces += [*_rows(styles, front, first), "</sheetData>", f'<autoFilter ref="{heads}"/>']
    links = [
        f'<hyperlink ref="{as_excel((number, front.link + 1))}" location={quoted(to)}/>'
        for number, to in _links(front, first)
    ]
    pieces += ["<hyperlinks>", *links, "</hyperlinks>"] if links else []
    return b"".join(piece.encode() for piece in (*pieces, _CLOSING))


_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
    '<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews>"
)
_CLOSING = (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)


def _columns(widths: Sequence[int]) -> str:
    columns = (
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return f"<cols>{''.join(columns)}</cols>"


def _rows(styles: Styles, front: Front, first: int) -> Iterator[str]:
    """The rows: the title, what stands above, the headings, and a row for each line."""
    look = _Look.of(styles)
    yield _row(1, [front.title], [look.title])
    for number, words in enumerate(front.above, 2):
        yield _row(number, [words], [look.plain])
    yield _row(first - 1, front.headings, [look.heading] * len(front.headings), _HEADING_HEIGHT)
    linked = {number for number, _ in _links(front, first)}
    for number, line in enumerate(front.lines, first):
        looks = [look.cell] * len(line.words)
        if line.colour:
            looks[front.coloured] = styles.derived(look.cell, fill=line.colour)
        if number in linked:
            looks[front.link] = look.link
        yield _row(number, line.words, looks, _height(line.words, front.widths))


def _links(front: Front, first: int) -> Iterator[tuple[int, str]]:
    """The rows of which a cell links to another sheet, with where it leads."""
    placed = (
        (number, location(line.place))
        for number, line in enumerate(front.lines, first)
        if line.place
    )
    return islice(placed, _LINKED)


def _row(number: int, words: Sequence[str], looks: Sequence[int], height: int = 0) -> str:
    cells = "".join(
        f'<c r="{column_letters(column)}{number}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escaped(safe(said[:_LONGEST]))}</t></is></c>'
        for column, (said, style) in enumerate(zip(words, looks, strict=True), 1)
    )
    tall = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{cells}</row>'


def _height(words: Sequence[str], widths: Sequence[int]) -> int:
    """The height of a row in which every cell shows all its lines."""
    lines = max(
        sum(1 + len(line.encode("gb18030", "replace")) // width for line in said.split("\n"))
        for said, width in zip(words, widths, strict=True)
    )
    return min(_TALLEST, lines * _LINE_HEIGHT)


def location(place: Place) -> str:
    """Where a link to a place leads: the cell, or the beginning of the row or sheet."""
    sheet = place.sheet.replace("'", "''")
    return f"'{sheet}'!{as_excel((place.row or 1, place.column or 1))}"
