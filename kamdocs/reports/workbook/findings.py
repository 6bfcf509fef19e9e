"""The sheet 问题清单: every listed result, the worst first, with cells for decisions on it."""

from collections.abc import Mapping, Sequence

from kamdocs.identifiers import masked
from kamdocs.model import Fact, Finding, NearMiss, Place, Report, ruling_of
from kamdocs.reports.editions import Edition, told_apart
from kamdocs.reports.verdicts import COUNTED
from kamdocs.reports.workbook.deciding import PRINTED, Deciding
from kamdocs.reports.workbook.links import Links
from kamdocs.reports.workbook.placing import place_columns, placed
from kamdocs.reports.workbook.sheet import A3, Cell, Column, Sheet, of_status
from kamdocs.words import fact_words, mend_words, phrases, status_words, what
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import BOOK, SHEETS

_NAMES = frozenset({"KD454", "KD470"})
"""The codes of names that leave a verdict open: only similar, or shared by several customers."""


_COLUMNS = (
    Column(PAGE["status"], 11),
    Column(PAGE["clause"], 10),
    Column(PAGE["customer"], 22),
    Column(PAGE["severity"], 10),
    Column(PAGE["period"], 12),
    Column(PAGE["due"], 11),
    Column(PAGE["owner"], 11),
    Column(BOOK["clause_text"], 28),
    Column(BOOK["what"], 32),
    Column(PAGE["mend"], 24),
    *place_columns(),
    Column(PAGE["policy"], 18),
)


def listed(report: Report) -> list[Finding]:
    """The verdicts that are listed one by one, in the order of the report."""
    return [one for one in report.verdicts if ruling_of(one).status not in COUNTED]


def write(sheet: Sheet, report: Report, links: Links, deciding: Deciding) -> dict[str, int]:
    """Write the sheet; returns the row (from 0) of each verdict, by id."""
    verdicts = listed(report)
    columns = [*_COLUMNS, *deciding.columns]
    titles = titles_of(report, sheet)
    first = sheet.table(
        SHEETS["findings"].say(sheet.lang),
        BOOK["findings_help"].say(sheet.lang),
        columns,
        (_row(one, report, sheet, links, deciding, titles) for one in verdicts),
        len(verdicts),
        frozen=3,
    )
    informing = len(columns) - len(deciding.columns)
    sheet.print_columns(informing + PRINTED, A3)
    deciding.rules(sheet, first, len(verdicts), informing)
    room = range(first, sheet.limits.rows)
    return {one.id: row for row, one in zip(room, verdicts, strict=False)}


def _row(
    verdict: Finding,
    report: Report,
    sheet: Sheet,
    links: Links,
    deciding: Deciding,
    titles: Mapping[Edition, str],
) -> Sequence[Cell]:
    ruling, lang = ruling_of(verdict), sheet.lang
    because = verdict.facts.get("because")
    return [
        of_status(ruling.weighs, status_words(ruling, lang)),
        Cell(ruling.clause),
        Cell(who(verdict, sheet)),
        Cell(phrases.SEVERITIES[ruling.severity].say(lang)),
        Cell(when(verdict, sheet)),
        Cell(ruling.due, "day"),
        Cell(fact_words(ruling.owner, lang)),
        Cell(ruling.text.say(lang)),
        Cell(what(verdict, lang)),
        Cell(mend_words(verdict, lang)),
        *placed(_place_of(verdict), links),
        Cell(titles[ruling.policy, ruling.version]),
        *deciding.cells(verdict, _name_in(because), ruling.due or ruling.day or report.as_of),
    ]


def titles_of(report: Report, sheet: Sheet) -> Mapping[Edition, str]:
    """The titles of the policies, with the version where there are several of one."""
    edition = told_apart(report.policies)
    titles = {(one.id, one.version): one.title.say(sheet.lang) for one in report.policies}
    return {name: f"{title} {edition.get(name, '')}".strip() for name, title in titles.items()}


def _place_of(verdict: Finding) -> Place | None:
    """The cell to look at: the one that leaves an unknown verdict open, else its own."""
    because = verdict.facts.get("because")
    if isinstance(because, NearMiss) and because.place.somewhere:
        return because.place
    return verdict.place


def _name_in(because: Fact) -> str:
    """The name of a customer that leaves a verdict open."""
    if isinstance(because, NearMiss) and because.code in _NAMES:
        return masked(str(because.facts.get("name", "")))
    return ""


def who(verdict: Finding, sheet: Sheet) -> str:
    """The customer with its code, or the company."""
    ruling = ruling_of(verdict)
    parts = [part for part in (ruling.subject_name, ruling.subject) if part]
    return " ".join(dict.fromkeys(parts)) or PAGE["company"].say(sheet.lang)


def when(verdict: Finding, sheet: Sheet) -> str:
    """The period, and the item in it."""
    ruling = ruling_of(verdict)
    period = fact_words(ruling.period, sheet.lang) if ruling.period else ""
    return " ".join(part for part in (period, ruling.item) if part)
