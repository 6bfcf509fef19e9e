"""The text report: verdicts worst first, findings by cause in order of cells, the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamdocs.model import Finding, Lang, Level, Place, Report, listed
from kamdocs.reports.causes import Group, by_cause, each_alone
from kamdocs.reports.cells import cell_words
from kamdocs.reports.ledger import ledger_lines
from kamdocs.reports.lines import Line, plain
from kamdocs.reports.verdicts import head_lines, outside_lines, result_line, verdict_lines
from kamdocs.words import how_to_mend, phrases, what, what_of_many

_FILES_SHOWN = 5
_TO_CHECK = frozenset({"KD118"})
"""Notes that ask somebody to look; of the others nothing need be done."""
_TO_READ = frozenset({"KD168"})
"""Notes that tell whoever runs the command how to have more read."""


def as_text(report: Report, lang: Lang, every: bool = False, full: bool = False) -> str:
    """The whole report as plain text, ended by a line feed."""
    return plain(as_lines(report, lang, every, full))


def as_lines(report: Report, lang: Lang, every: bool = False, full: bool = False) -> Iterator[Line]:
    """The report line by line.

    Verdicts that passed or do not apply are only counted, unless ``every`` asks for them.
    Findings of one cause are told together, unless ``full`` asks for each by itself.
    """
    if report.policies:
        yield from head_lines(report, lang)
        yield from verdict_lines(report, lang, every)
        yield from outside_lines(report, lang)
        if report.findings:
            yield Line()
            yield Line(phrases.DATA.say(lang), style="title")
    yield from _findings(report, lang, full)
    yield from ledger_lines(report, lang)
    yield Line()
    yield from _summary(report, lang)


@dataclass(frozen=True, slots=True)
class Cause:
    """What is said of the findings of one cause: which, where, what, and how to mend them.

    ``count`` is how many findings they are, ``places`` are all their cells.
    """

    code: str
    level: Level
    where: str
    what: str
    mend: str
    count: int
    places: tuple[Place, ...]


def finding_groups(report: Report, lang: Lang, full: bool = False) -> list[Cause]:
    """The findings on the data in words, those of one cause together unless ``full``."""
    return causes(report.findings, lang, full)


def causes(findings: Sequence[Finding], lang: Lang, full: bool = False) -> list[Cause]:
    """Some findings in words, likewise."""
    groups = each_alone(findings) if full else by_cause(findings)
    return [_told(group, lang) for group in groups]


def _findings(report: Report, lang: Lang, full: bool) -> Iterator[Line]:
    groups = finding_groups(report, lang, full)
    for told in groups:
        level = phrases.LEVELS[told.level].say(lang)
        yield Line(f"{told.code} {level} {told.where}", 0, told.level.value)
        yield Line(told.what, 1)
        if told.mend:
            yield Line(phrases.MEND.fill(lang, {"mend": told.mend}), 1, "dim")
    if len(groups) < len(report.findings):
        yield Line()
        yield Line(phrases.GROUPED.say(lang), style="dim")


def _told(group: Group, lang: Lang) -> Cause:
    first = group.first
    alike = group.alike or len(group.findings) == 1
    asks = asks_for_something(first) or first.code in _TO_READ
    return Cause(
        code=first.code,
        level=first.level,
        where=_where(group, lang),
        what=what(first, lang) if alike else what_of_many(group.findings, lang),
        mend=how_to_mend(first.code, first.facts, lang) if asks else "",
        count=len(group.findings),
        places=group.places,
    )


def asks_for_something(finding: Finding) -> bool:
    """Whether somebody has to mend or look at something; of most notes nothing need be done."""
    return finding.level is not Level.NOTE or finding.code in _TO_CHECK


def _where(group: Group, lang: Lang) -> str:
    """The cells of a group; of one cause in many files the first few files."""
    if not group.over_files:
        return cell_words(group.places, lang)
    files = group.files
    shown = [
        cell_words([place for place in group.places if place.file == file], lang)
        for file in files[:_FILES_SHOWN]
    ]
    if len(files) > _FILES_SHOWN:
        shown.append(phrases.MORE_FILES.fill(lang, {"count": str(len(files) - _FILES_SHOWN)}))
    return phrases.IN_FILES.fill(lang, {"count": str(len(files)), "places": listed(shown, lang)})


def _beside(unread: int, passed: int, lang: Lang) -> str:
    """How many files were not read and how many passed over, in brackets; empty for none."""
    counts = {phrases.NOT_READ: unread, phrases.PASSED_OVER: passed}
    told = [words.fill(lang, {"count": str(many)}) for words, many in counts.items() if many]
    comma = "，" if lang == "zh" else ", "
    return phrases.BESIDE.fill(lang, {"beside": comma.join(told)}) if told else ""


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
        comma = "，" if lang == "zh" else ", "
        told = phrases.NOTICES.fill(lang, {"count": str(letters)})
        yield Line(f"{made}{comma}{told}" if letters else made)
    if report.policies:
        yield result_line(report, lang)  # once more, for of a long report the end is what is seen
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
