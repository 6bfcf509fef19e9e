"""Many cells in few words: H2:H15, H17."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kamdocs.model import Lang, Place, joined, listed
from kamdocs.words import phrases, place_words, spot_words

_MOST = 12
"""The most cells or ranges that are named; the rest is counted."""


def cell_words(places: Iterable[Place], lang: Lang) -> str:
    """Places as Excel spells them, sheet by sheet, with neighbours joined to ranges."""
    spelled: list[str] = []
    documents = False
    for found in _sheets(places):
        if found[0].in_document:  # its tables have no ranges
            documents = True
            top, *below = sorted(set(found))
            spelled += [place_words(top, lang), *(spot_words(one, lang) for one in below)]
            continue
        first, *others = [_spelled(*ends) for ends in _ranges(found)]
        spelled += [first, *(one.rpartition("!")[2] for one in others)]
    if len(spelled) > _MOST:
        more = phrases.MORE.fill(lang, {"count": str(len(spelled) - _MOST)})
        spelled = [*spelled[:_MOST], more]
    return (listed if documents and lang == "en" else joined)(spelled, lang)


def cells_by_sheet(places: Iterable[Place]) -> Iterator[tuple[Place, list[str]]]:
    """The sheets in which some places lie, each with its cells, neighbours joined to ranges; a
    whole sheet or file has none."""
    for found in _sheets(places):
        cells = [_range(*ends) for ends in _ranges(found)]
        yield Place(found[0].file, found[0].sheet), [one for one in cells if one]


def _sheets(places: Iterable[Place]) -> list[list[Place]]:
    sheets: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        sheets.setdefault((place.file, place.sheet), []).append(place)
    return list(sheets.values())


def _ranges(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """The first and last cell of each range in one sheet.

    Ranges go along the row where all cells stand in one row, else down the columns.
    """
    if len({place.row for place in places}) == 1:
        for first, last in _runs(sorted({place.column for place in places})):
            yield replace(places[0], column=first), replace(places[0], column=last)
        return
    columns: dict[int, set[int]] = {}
    for place in places:
        columns.setdefault(place.column, set()).add(place.row)
    for column, rows in sorted(columns.items()):
        for first, last in _runs(sorted(rows)):
            top = replace(places[0], row=first, column=column)
            yield top, replace(top, row=last)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers in order, as runs of neighbours: 2, 3, 4, 7 are 2 to 4 and 7 to 7."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number > last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def _spelled(first: Place, last: Place) -> str:
    if first == last:
        return str(first)
    return f"{str(first).rpartition('!')[0]}!{_range(first, last)}"


def _range(first: Place, last: Place) -> str:
    if first == last:
        return first.cell
    if first.row and first.column:
        return f"{first.cell}:{last.cell}"
    return f"{first.cell.rpartition(':')[0]}:{last.cell.partition(':')[0]}"
