"""The page itself, in the order in which a reviewer needs it."""

from collections.abc import Iterator

import kamdocs
from kamdocs.lettering import width
from kamdocs.model import FileReading, Lang, Level, Report, Ruling, Status
from kamdocs.reports.around import Around
from kamdocs.reports.causes import causes
from kamdocs.reports.changes import Change
from kamdocs.reports.difference import since_words
from kamdocs.reports.differing import Changed, Difference
from kamdocs.reports.editions import told_apart
from kamdocs.reports.grid import grid
from kamdocs.reports.ledger import file_words
from kamdocs.reports.page.saying import Saying, template
from kamdocs.reports.page.sections import sections
from kamdocs.reports.page.timeline import WIDTH, timeline
from kamdocs.reports.tallies import (
    SOON,
    by_month,
    dues,
    late,
    owners,
    through_words,
    waivers,
)
from kamdocs.reports.verdicts import (
    COUNTED,
    awaiting_words,
    rate_words,
    result_line,
    waits_words,
)
from kamdocs.words.figures import tried_words
from kamdocs.words.page import SYMBOLS

_ROWS, _COLUMNS, _DUES, _OWNERS = 10, 14, 5, 8
"""How many of each the first page has room for."""
_LINES, _WIDTH = 6, 48
"""The lines that the first page has for files, and their width in print."""
_CHANGES = (Change.WORSE, Change.NEW, Change.FIXED, Change.OPEN, Change.GONE)
_MENDED = (Status.FAIL, Status.WARN, Status.UNKNOWN)


def as_page(report: Report, around: Around, lang: Lang) -> Iterator[str]:
    """The report as one HTML file in a language, part by part. Reading it needs no network and no
    script.

    The first page, printed on A4, is the one to be signed; everything found comes below it.
    """
    whole = grid(report)
    worst = whole.worst(_ROWS, _COLUMNS)
    due = dues(report)
    by_id = {policy.id: policy for policy in report.policies}
    return template("report.html").generate(
        lang="zh-CN" if lang == "zh" else "en",
        say=Saying(lang),
        report=report,
        around=around,
        version=kamdocs.__version__,
        tried=tried_words(report.policies, lang),
        verdict=result_line(report, lang),
        rate=rate_words(report, lang),
        awaiting=awaiting_words(report, lang),
        waits={status: waits_words(report, status, lang) for status in report.awaiting},
        through=through_words(report, lang),
        statuses=[(status, report.weighed[status]) for status in Status],
        symbols=SYMBOLS,
        policies=by_id,
        editions=told_apart(report.policies),
        coverage=list(zip(report.policies, around.coverage, strict=True)),
        grid=whole,
        worst=worst,
        left=(whole.customers - worst.customers, whole.width - worst.width),
        dues=due[:_DUES],
        dues_left=due[_DUES:],
        since=since_words(around.since, lang) if around.since else "",
        trend=around.trend,
        changes=list(_changes(report, around.since)) if around.since else [],
        owners=owners(report),
        owners_first=_OWNERS,
        waivers=waivers(report.verdicts),
        soon=report.as_of + SOON,
        months=by_month(report),
        late=late(report),
        timeline=timeline(around.customers, report.span) if report.span else None,
        line_width=WIDTH,
        sections=list(sections(report, lang)),
        counted=COUNTED,
        mended=_MENDED,
        groups=causes(report.findings, lang),
        files=[(file, file_words(file, lang)) for file in report.files],
        files_first=_first_files(report),
        levels=list(Level),
    )


def _first_files(report: Report) -> list[FileReading]:
    """As many of the files, without those that are no sheets, as the first page has room for."""
    shown: list[FileReading] = []
    room = _LINES
    for file in report.files:
        room -= 0 if file.passed else -(-width(file.file) // _WIDTH)
        if room < 0:
            break
        shown += [] if file.passed else [file]
    return shown


Became = tuple[Change, int, list[tuple[Changed, Ruling | None]], list[Changed]]
"""A change, the number of things with it, the verdicts with their rulings in this run, and the
findings."""


def _changes(report: Report, since: Difference) -> Iterator[Became]:
    """What changed, in the order of the page."""
    known = {ruling.id: ruling for ruling in report.rulings}
    for change in _CHANGES:
        verdicts, findings = since.those(change)
        told = [(one, known.get(one.id)) for one in verdicts]
        yield change, len(verdicts) + len(findings), told, findings
