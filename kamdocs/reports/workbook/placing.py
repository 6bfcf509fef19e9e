"""Shows a place in two cells: the file, and the sheet and cell in it, with a link."""

from collections.abc import Iterator

from kamdocs.model import Place
from kamdocs.reports.workbook.links import Links
from kamdocs.reports.workbook.sheet import Cell, Column
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import BOOK


def place_columns(file: float = 18, spot: float = 18) -> tuple[Column, Column]:
    """The two columns of a place, with their widths."""
    return Column(PAGE["file"], file), Column(BOOK["place"], spot)


def placed(place: Place | None, links: Links) -> Iterator[Cell]:
    """The two cells of a place. The link is in the second one, or in the first for a whole file."""
    if place is None:
        yield from (Cell(), Cell())
        return
    file, spot = place.file, _spot(place)
    link = links.to(place)
    yield Cell(file) if spot else linked(file, link)
    yield linked(spot, link) if spot else Cell()


def linked(words: str, link: str) -> Cell:
    """A cell with words, and with a link unless that is empty."""
    return Cell(words, "link" if link else "cell", link)


def _spot(place: Place) -> str:
    """``客户档案!C3``; the words of a place in a document."""
    if place.in_document:
        return " ".join(part for part in (place.sheet, place.cell) if part)
    return f"{place.sheet}!{place.cell}" if place.cell else place.sheet
