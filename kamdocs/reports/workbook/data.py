"""The sheet 数据问题: every finding on data by itself, with cells to say whose an unknown name is;
and the decisions whose finding is on no sheet any more."""

from collections.abc import Iterator, Sequence

from kamdocs.identifiers import masked
from kamdocs.model import Finding, Record, Report
from kamdocs.reports.workbook.deciding import Deciding
from kamdocs.reports.workbook.links import Links
from kamdocs.reports.workbook.placing import place_columns, placed
from kamdocs.reports.workbook.sheet import A4, Cell, Column, Sheet
from kamdocs.words import how_to_mend, phrases, what
from kamdocs.words.workbook import BOOK, SHEETS

_NAMES = frozenset({"KD302", "KD303", "KD308", "KD309"})
"""The codes of findings on an unknown or uncertain name, which may be an alias."""


_COLUMNS = (
    Column(BOOK["level"], 8),
    Column(BOOK["code"], 9),
    *place_columns(22, 18),
    Column(BOOK["what"], 50),
    Column(BOOK["mend"], 36),
)


def write(sheet: Sheet, report: Report, links: Links, deciding: Deciding) -> None:
    """Write the sheet."""
    columns = [*_COLUMNS, *deciding.columns]
    count = len(report.findings) + len(deciding.left)
    first = sheet.table(
        SHEETS["data"].say(sheet.lang),
        BOOK["data_help"].say(sheet.lang),
        columns,
        _rows(report, sheet, links, deciding),
        count,
        frozen=2,
    )
    informing = len(columns) - len(deciding.columns)
    sheet.print_columns(informing, A4)
    deciding.rules(sheet, first, count, informing)


def _rows(
    report: Report, sheet: Sheet, links: Links, deciding: Deciding
) -> Iterator[Sequence[Cell]]:
    for finding in report.findings:
        yield _row(finding, sheet, links, deciding)
    for decision in deciding.left:
        yield _left(decision, sheet, links, deciding)


def _row(finding: Finding, sheet: Sheet, links: Links, deciding: Deciding) -> Sequence[Cell]:
    lang = sheet.lang
    name = masked(str(finding.facts.get("name", ""))) if finding.code in _NAMES else ""
    return [
        Cell(phrases.LEVELS[finding.level].say(lang), f"level {finding.level.value}"),
        Cell(finding.code),
        *placed(finding.place, links),
        Cell(what(finding, lang)),
        Cell(how_to_mend(finding.code, finding.facts, lang)),
        *deciding.cells(finding, name),
    ]


def _left(decision: Record, sheet: Sheet, links: Links, deciding: Deciding) -> Sequence[Cell]:
    """The row of a decision that has no finding any more."""
    lang = sheet.lang
    return [
        Cell(),
        Cell(),
        *placed(decision.place("decision"), links),
        Cell(BOOK["decided_before"].say(lang)),
        Cell(BOOK["decided_before_mend"].say(lang)),
        *deciding.cells_of(decision),
    ]
