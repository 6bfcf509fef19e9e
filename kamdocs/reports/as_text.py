"""The text report: verdicts worst first, findings by cause, and what was read of each file."""

from collections.abc import Iterable, Iterator

from kamdocs.model import COMMA, Lang, Level, Report
from kamdocs.reports.causes import causes
from kamdocs.reports.ledger import ledger_lines
from kamdocs.reports.lines import Line, plain
from kamdocs.reports.verdicts import head_lines, outside_lines, result_line, verdict_lines
from kamdocs.words import phrases


def as_text(report: Report, lang: Lang, full: bool = False) -> str:
    """The whole report as plain text, ended by a line feed."""
    return plain(as_lines(report, lang, full=full))


def as_lines(
    report: Report,
    lang: Lang,
    every: bool = False,
    full: bool = False,
    more: Iterable[Line] = (),
) -> Iterator[Line]:
    """The report line by line.

    Verdicts that passed or do not apply are only counted, unless ``every`` is set. Findings with
    one cause are put together, unless ``full`` is set. ``more`` are lines about earlier runs. They
    come before what was read, for of a long report the end is what is seen: the result.
    """
    if report.policies:
        yield from head_lines(report, lang)
        yield from verdict_lines(report, lang, every, full)
        yield from outside_lines(report, lang)
        if report.findings:
            yield Line()
            yield Line(phrases.DATA.say(lang), style="title")
    yield from _findings(report, lang, full)
    yield from more
    yield from ledger_lines(report, lang, full)
    yield Line()
    yield from _summary(report, lang)


def _findings(report: Report, lang: Lang, full: bool) -> Iterator[Line]:
    groups = causes(report.findings, lang, full)
    for told in groups:
        level = phrases.LEVELS[told.level].say(lang)
        yield Line(f"{told.code} {level} {told.where}", 0, told.level.value)
        yield Line(told.what, 1)
        if told.mend:
            yield Line(phrases.MEND.fill(lang, {"mend": told.mend}), 1, "dim")
    if len(groups) < len(report.findings):
        yield Line()
        yield Line(phrases.GROUPED.say(lang), style="dim")


def _beside(unread: int, passed: int, lang: Lang) -> str:
    """The numbers of files not read and passed over, in brackets; empty for none."""
    counts = {phrases.NOT_READ: unread, phrases.PASSED_OVER: passed}
    told = [words.fill(lang, {"count": str(many)}) for words, many in counts.items() if many]
    return phrases.BESIDE.fill(lang, {"beside": COMMA[lang].join(told)}) if told else ""


def _summary(report: Report, lang: Lang) -> Iterator[Line]:
    levels = report.levels
    passed = sum(file.passed for file in report.files)
    facts = {
        "files": len(report.files) - passed,
        "beside": _beside(len(report.unread), passed, lang),
        "rows": sum(sheet.rows for file in report.files for sheet in file.sheets),
        "errors": levels[Level.ERROR],
        "warnings": levels[Level.WARNING],
        "notes": levels[Level.NOTE],
    }
    yield Line(phrases.SUMMARY.fill(lang, {name: str(count) for name, count in facts.items()}))
    if report.made:
        made = phrases.MADE.fill(lang, {"count": str(len(report.made))})
        letters = sum("/" in one.file for one in report.made)
        told = phrases.NOTICES.fill(lang, {"count": str(letters)})
        yield Line(f"{made}{COMMA[lang]}{told}" if letters else made)
    if report.policies:
        yield result_line(report, lang)  # once more, at the end
    elif not report.recognised:
        yield Line(phrases.NOTHING_READ.say(lang), style="error")
    elif report.unread:
        yield Line(phrases.UNREAD.say(lang), style="error")
    elif levels[Level.ERROR]:
        yield Line(phrases.UNSOUND.say(lang), style="error")
    elif levels[Level.WARNING]:
        yield Line(phrases.SOUND_WARNED.say(lang), style="warning")
    else:
        yield Line(phrases.SOUND.say(lang), style="pass")
