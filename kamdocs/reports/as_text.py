"""The text report: verdicts worst first, findings in order of file and cell, the ledger."""

from collections.abc import Iterator

from kamdocs.model import Lang, Level, Report
from kamdocs.reports.ledger import ledger_lines
from kamdocs.reports.lines import Line, plain
from kamdocs.reports.verdicts import head_lines, outside_lines, verdict_lines
from kamdocs.words import how_to_mend, phrases, what


def as_text(report: Report, lang: Lang, every: bool = False) -> str:
    """The whole report as plain text, ended by a line feed."""
    return plain(as_lines(report, lang, every))


def as_lines(report: Report, lang: Lang, every: bool = False) -> Iterator[Line]:
    """The report line by line.

    Verdicts that passed or do not apply are only counted, unless ``every`` asks for them.
    """
    if report.policies:
        yield from head_lines(report, lang)
        yield from verdict_lines(report, lang, every)
        yield from outside_lines(report, lang)
        if report.findings:
            yield Line()
            yield Line(phrases.DATA.say(lang), style="title")
    yield from _findings(report, lang)
    yield from ledger_lines(report, lang)
    yield Line()
    yield from _summary(report, lang)


def _findings(report: Report, lang: Lang) -> Iterator[Line]:
    for finding in report.findings:
        level = phrases.LEVELS[finding.level].say(lang)
        yield Line(f"{finding.code} {level} {finding.place}", 0, finding.level.value)
        yield Line(what(finding, lang), 1)
        if finding.level is not Level.NOTE:
            mend = how_to_mend(finding.code, finding.facts, lang)
            yield Line(phrases.MEND.fill(lang, {"mend": mend}), 1, "dim")


def _summary(report: Report, lang: Lang) -> Iterator[Line]:
    levels = report.levels
    facts = {
        "files": len(report.files),
        "rows": sum(sheet.rows for file in report.files for sheet in file.sheets),
        "errors": levels[Level.ERROR],
        "warnings": levels[Level.WARNING],
        "notes": levels[Level.NOTE],
    }
    yield Line(phrases.SUMMARY.fill(lang, {name: str(count) for name, count in facts.items()}))
    if report.made:
        yield Line(phrases.MADE.fill(lang, {"count": str(len(report.made))}))
    if report.policies:
        return
    if not any(sheet.kind for file in report.files for sheet in file.sheets):
        yield Line(phrases.NOTHING_READ.say(lang), style="error")
    elif report.unread:
        yield Line(phrases.UNREAD.say(lang), style="error")
    elif levels[Level.ERROR]:
        yield Line(phrases.UNSOUND.say(lang), style="error")
    elif levels[Level.WARNING]:
        yield Line(phrases.SOUND_WARNED.say(lang), style="warning")
    else:
        yield Line(phrases.SOUND.say(lang), style="pass")
