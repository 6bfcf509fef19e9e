"""The sheet 与上次相比: how every verdict and finding changed since an earlier run."""

from collections.abc import Iterator, Sequence

from kamdocs.model import Lang, Status
from kamdocs.reports.changes import Change
from kamdocs.reports.difference import since_words
from kamdocs.reports.differing import Changed, Difference
from kamdocs.reports.from_json import said_in
from kamdocs.reports.workbook.sheet import Cell, Column, Sheet, of_status
from kamdocs.words import STATUSES
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import BOOK


def write(sheet: Sheet, since: Difference) -> None:
    """Write the sheet."""
    those = [(change, one) for change in Change for part in since.those(change) for one in part]
    sheet.table(
        PAGE["changes"].say(sheet.lang),
        since_words(since, sheet.lang),
        list(_columns(sheet.lang)),
        (_row(change, one, sheet.lang) for change, one in those),
        len(those),
        frozen=1,
    )


def _columns(lang: Lang) -> Iterator[Column]:
    yield Column(BOOK["change"].say(lang), 14)
    yield Column(BOOK["was"].say(lang), 12)
    yield Column(BOOK["now"].say(lang), 12)
    yield Column(PAGE["clause"].say(lang), 12)
    yield Column(PAGE["customer"].say(lang), 30)
    yield Column(PAGE["period"].say(lang), 15)
    yield Column(BOOK["what"].say(lang), 50)
    yield Column(BOOK["id"].say(lang), 40)


def _row(change: Change, one: Changed, lang: Lang) -> Sequence[Cell]:
    entry = one.entry
    item = entry.get("item") or ""
    return [
        Cell(PAGE[change.value].say(lang)),
        _status(one.was, lang),
        _status(one.now, lang),
        Cell(str(entry.get("clause") or "")),
        Cell(str(entry.get("subject_name") or entry.get("subject") or "")),
        Cell(f"{said_in(entry.get('period_text'), lang)} {item}".strip()),
        Cell(said_in(entry.get("text"), lang)),
        Cell(one.id),
    ]


def _status(status: Status | None, lang: Lang) -> Cell:
    return of_status(status, STATUSES[status].say(lang)) if status else Cell("")
