"""The sheet 证据: the cells on which each result rests, and those that did not count."""

from collections.abc import Iterator, Mapping, Sequence

from kamdocs.model import Finding, NearMiss, Place, Report, listed, ruling_of
from kamdocs.reports.editions import Edition
from kamdocs.reports.workbook.findings import titles_of, when, who
from kamdocs.reports.workbook.links import Links
from kamdocs.reports.workbook.placing import place_columns, placed
from kamdocs.reports.workbook.sheet import Cell, Column, Sheet, of_status
from kamdocs.words import fact_words, near_words, status_words
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import BOOK, SHEETS

_COLUMNS = (
    Column(PAGE["status"], 12),
    Column(PAGE["clause"], 12),
    Column(PAGE["customer"], 28),
    Column(PAGE["period"], 15),
    Column(BOOK["role"], 12),
    *place_columns(24, 20),
    Column(BOOK["holds"], 70),
    Column(PAGE["policy"], 20),
)


def write(sheet: Sheet, report: Report, links: Links) -> None:
    """Write the sheet."""
    count = sum(
        len(ruling.evidence) + sum(one.place.somewhere for one in ruling.near)
        for ruling in report.rulings
    )
    titles = titles_of(report, sheet)
    sheet.table(
        SHEETS["evidence"].say(sheet.lang),
        BOOK["evidence_help"].say(sheet.lang),
        _COLUMNS,
        (row for one in report.verdicts for row in _rows(one, sheet, links, titles)),
        count,
        frozen=3,
    )


def _rows(
    verdict: Finding, sheet: Sheet, links: Links, titles: Mapping[Edition, str]
) -> Iterator[Sequence[Cell]]:
    """A row for each piece of evidence, and for each near miss that has a place."""
    ruling, lang = ruling_of(verdict), sheet.lang
    policy = titles[ruling.policy, ruling.version]
    begin = [
        of_status(ruling.weighs, status_words(ruling, lang)),
        Cell(ruling.clause),
        Cell(who(verdict, sheet)),
        Cell(when(verdict, sheet)),
    ]
    for place, held in ruling.cited:
        told = (f"{field.say(lang)} {fact_words(value, lang)}" for field, value in held)
        yield [*begin, *_told("evidence", place, listed(told, lang), policy, sheet, links)]
    because = verdict.facts.get("because")
    for near in ruling.near:
        if near.place.somewhere:
            role = "because" if near == because and isinstance(because, NearMiss) else "near"
            words = near_words(near, lang)
            yield [*begin, *_told(role, near.place, words, policy, sheet, links)]


def _told(
    role: str, place: Place, words: str, policy: str, sheet: Sheet, links: Links
) -> list[Cell]:
    return [
        Cell(BOOK[role].say(sheet.lang)),
        *placed(place, links),
        Cell(words),
        Cell(policy),
    ]
