"""The sheet 读取清单: what was read, and what was not, of every file and every sheet in it."""

from collections.abc import Iterator, Sequence

from kamdocs.model import FileReading, Lang, Place, Report, SheetReading, Status, joined
from kamdocs.reports.ledger import file_words, noted_words, sheet_words
from kamdocs.reports.workbook.links import Links
from kamdocs.reports.workbook.looks import ONE_LINE
from kamdocs.reports.workbook.placing import linked
from kamdocs.reports.workbook.sheet import Cell, Column, Sheet
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import BOOK, SHEETS

_COLUMNS = (
    Column(PAGE["file"], 34),
    Column(BOOK["sheet"], 20),
    Column(BOOK["kind"], 14),
    Column(BOOK["rows"], 8),
    Column(BOOK["cells"], 9),
    Column(PAGE["through"], 12),
    Column(PAGE["read_as"], 60),
    Column(BOOK["size"], 10),
    Column(PAGE["hash"], 54),
)


def write(sheet: Sheet, report: Report, links: Links) -> None:
    """Write the sheet."""
    sheet.table(
        SHEETS["ledger"].say(sheet.lang),
        BOOK["ledger_help"].say(sheet.lang),
        _COLUMNS,
        (row for file in report.files for row in _rows(file, sheet, links)),
        sum(max(1, len(file.sheets)) for file in report.files),
        frozen=1,
    )


def _rows(file: FileReading, sheet: Sheet, links: Links) -> Iterator[Sequence[Cell]]:
    """A row for each sheet, or one for a file of which none was read."""
    begin = linked(file.file, links.to(Place(file.file)))
    end = [Cell(file.size, "number"), Cell(file.sha256, ONE_LINE)]
    if not file.sheets:
        style = "cell" if file.read else f"status {Status.FAIL.value}"
        blanks = [Cell()] * 5
        yield [begin, *blanks, Cell(file_words(file, sheet.lang), style), *end]
    for one in file.sheets:
        yield [begin, *_of_sheet(file, one, sheet.lang, links), *end]


def _of_sheet(file: FileReading, one: SheetReading, lang: Lang, links: Links) -> list[Cell]:
    kind = one.title.say(lang) if one.title else ""
    words = joined([sheet_words(one, file.file, lang), *noted_words(file.noted, lang)], lang)
    return [
        linked(one.sheet, links.to(Place(file.file, one.sheet))),
        Cell(kind),
        Cell(one.rows, "number"),
        Cell(one.cells, "number"),
        Cell(one.speaks_until, "day"),
        Cell(words if file.read else file_words(file, lang)),
    ]
