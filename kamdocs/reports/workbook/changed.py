"""The sheet 与上次相比: how every verdict and finding changed since an earlier run."""

from collections.abc import Sequence

from kamdocs.model import Lang, Status
from kamdocs.reports.changes import Change
from kamdocs.reports.difference import since_words
from kamdocs.reports.differing import Changed, Difference
from kamdocs.reports.from_json import said_in
from kamdocs.reports.workbook.sheet import Cell, Column, Sheet, of_status
from kamdocs.words import STATUSES
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import BOOK

_COLUMNS = (
    Column(BOOK["change"], 14),
    Column(BOOK["was"], 12),
    Column(BOOK["now"], 12),
    Column(PAGE["clause"], 12),
    Column(PAGE["customer"], 30),
    Column(PAGE["period"], 15),
    Column(BOOK["what"], 50),
    Column(BOOK["id"], 40),
)


def write(sheet: Sheet, since: Difference) -> None:
    """Write the sheet."""
    those = [(change, one) for change in Change for part in since.those(change) for one in part]
    sheet.table(
        PAGE["changes"].say(sheet.lang),
        since_words(since, sheet.lang),
        _COLUMNS,
        (_row(change, one, sheet.lang) for change, one in those),
        len(those),
        frozen=1,
    )


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
