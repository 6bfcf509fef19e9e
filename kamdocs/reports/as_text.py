"""The text report: findings in order of file and cell, verdicts worst first, the ledger."""

from collections.abc import Iterator
from itertools import groupby

from kamdocs.model import (
    FileReading,
    Finding,
    Lang,
    Level,
    Place,
    Report,
    Ruling,
    SheetReading,
    Status,
    joined,
)
from kamdocs.reports.lines import Line, plain
from kamdocs.words import STATUSES, VERDICTS, fact_words, how_to_mend, near_words, phrases, what

_PLACES_SHOWN = 6
_MENDED = (Status.FAIL, Status.UNKNOWN, Status.WARN)
_PROVEN = (Status.LATE, Status.WARN, Status.FAIL)
_COUNTED = (Status.PASS, Status.NOT_APPLICABLE)
_LISTED_BARE = (Status.UNATTESTED,)


def as_text(report: Report, lang: Lang, every: bool = False) -> str:
    """The whole report as plain text, ended by a line feed."""
    return plain(as_lines(report, lang, every))


def as_lines(report: Report, lang: Lang, every: bool = False) -> Iterator[Line]:
    """The report line by line.

    Verdicts that passed or do not apply are only counted, unless ``every`` asks for them.
    """
    if report.policies:
        yield from _head(report, lang)
        yield from _verdicts(report, lang, every)
        yield from _outside(report, lang)
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


def ledger_lines(report: Report, lang: Lang) -> Iterator[Line]:
    """What was read of every file, and what was not."""
    yield Line()
    yield Line(phrases.READ.say(lang), style="title")
    for file in report.files:
        yield Line(_file_words(file, lang), 1, "" if file.read else "error")


def _file_words(file: FileReading, lang: Lang) -> str:
    facts = {"file": str(Place(file.file))}
    if not file.read:
        return phrases.FILE_UNREAD.fill(lang, facts)
    if file.passed:
        return phrases.FILE_PASSED.fill(lang, facts)
    sheets = ("；" if lang == "zh" else "; ").join(_sheet_words(one, lang) for one in file.sheets)
    return phrases.FILE_READ.fill(lang, {**facts, "sheets": sheets})


def _sheet_words(sheet: SheetReading, lang: Lang) -> str:
    if sheet.title is None:
        return phrases.SHEET_UNKNOWN.fill(lang, {"sheet": sheet.sheet})
    more = [
        phrases.SKIPPED[reason].fill(lang, {"count": str(count)})
        for reason, count in sheet.skipped.items()
    ]
    if sheet.hidden:
        more.append(phrases.HIDDEN.say(lang))
    if sheet.speaks_until:
        by = phrases.BY[sheet.by].say(lang)
        until = fact_words(sheet.speaks_until, lang)
        since = fact_words(sheet.speaks_from, lang)
        spoken = phrases.SINCE if sheet.speaks_from else phrases.UNTIL
        more.append(spoken.fill(lang, {"since": since, "until": until, "by": by}))
    comma = "，" if lang == "zh" else ", "
    return phrases.SHEET.fill(
        lang,
        {
            "sheet": sheet.sheet,
            "kind": sheet.title.say(lang),
            "rows": str(sheet.rows),
            "cells": str(sheet.cells),
            "more": "".join(comma + words for words in more),
        },
    )


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


def _head(report: Report, lang: Lang) -> Iterator[Line]:
    policies = joined(
        (f"{policy.title.say(lang)} {policy.id} v{policy.version}" for policy in report.policies),
        lang,
    )
    facts = {
        "policies": policies,
        "as_of": fact_words(report.as_of, lang),
        "span": fact_words(report.span, lang),
    }
    yield Line(phrases.VERDICTS_ON.fill(lang, facts), style="title")
    count = report.statuses
    if not report.verdicts or not any(ruling.subject for ruling in report.rulings):
        yield Line(phrases.NOT_CHECKED.say(lang), style="error")
    elif report.compliant:
        yield Line(phrases.COMPLIANT.say(lang), style="pass")
    elif count[Status.FAIL] or count[Status.UNKNOWN]:
        facts = {
            "fails": str(count[Status.FAIL]),
            "unknowns": str(count[Status.UNKNOWN]),
            "errors": str(report.levels[Level.ERROR]),
        }
        yield Line(phrases.NOT_COMPLIANT.fill(lang, facts), style="error")
    else:
        yield Line(phrases.NOT_COMPLIANT_DATA.say(lang), style="error")
    kept, decided = report.kept
    yield Line(phrases.RATE.fill(lang, {"kept": str(kept), "decided": str(decided)}))
    shown = [f"{STATUSES[status].say(lang)} {count[status]}" for status in Status if count[status]]
    yield Line(joined(shown, lang))


def _verdicts(report: Report, lang: Lang, every: bool) -> Iterator[Line]:
    for status, found in groupby(report.verdicts, key=_status):
        verdicts = list(found)
        if status in _COUNTED and not every:
            continue
        yield Line()
        title = STATUSES[status].say(lang) + _bracketed(len(verdicts), lang)
        yield Line(title, 0, status.value)
        for (_, clause), same in groupby(verdicts, key=_rule):
            rulings = list(same)
            first = _of(rulings[0])
            yield Line(f"{clause} {first.text.say(lang)}", 1, "clause")
            if status in _LISTED_BARE:
                yield Line(_tail(first, lang), 2)
                continue
            for verdict in rulings:
                yield from _verdict(verdict, lang, every)
            if status in (Status.FAIL, Status.WARN):
                mend = how_to_mend(rulings[0].code, rulings[0].facts, lang)
                yield Line(phrases.MEND.fill(lang, {"mend": mend}), 2, "dim")
    counted = report.statuses
    if not every and any(counted[status] for status in _COUNTED):
        facts = {
            "passed": str(counted[Status.PASS]),
            "others": str(counted[Status.NOT_APPLICABLE]),
        }
        yield Line()
        yield Line(phrases.ONLY_COUNTED.fill(lang, facts), 0, "dim")


def _bracketed(words: object, lang: Lang) -> str:
    return f"（{words}）" if lang == "zh" else f" ({words})"


def _of(verdict: Finding) -> Ruling:
    assert verdict.ruling is not None  # a verdict is a finding with a ruling
    return verdict.ruling


def _status(verdict: Finding) -> Status:
    return _of(verdict).status


def _rule(verdict: Finding) -> tuple[str, str]:
    ruling = _of(verdict)
    return f"{ruling.policy}/{ruling.rule}", ruling.clause


def _verdict(verdict: Finding, lang: Lang, every: bool) -> Iterator[Line]:
    ruling = _of(verdict)
    shown = phrases.COMPANY.say(lang)
    if ruling.subject:
        shown = ruling.subject_name + _bracketed(ruling.subject, lang)
    day = f" {ruling.item}" if ruling.item else ""
    said = what(verdict, lang)
    colon = "：" if lang == "zh" else ": "
    if ruling.period and not ruling.item and "period" not in _open(verdict):
        shown += f" {fact_words(ruling.period, lang)}"
    tail = _tail(ruling, lang)
    semicolon = "；" if lang == "zh" else "; "
    yield Line(f"{shown}{day}{colon}{said}{semicolon}{tail}", 2)
    if ruling.status in _MENDED or every:
        because = verdict.facts.get("because")
        if because:
            mend = how_to_mend(because.code, because.facts, lang)
            yield Line(f"{because.place} {phrases.MEND.fill(lang, {'mend': mend})}", 3, "dim")
        for near in ruling.near:
            if near != because:
                yield Line(f"{near.place} {near_words(near, lang)}", 3, "dim")
    if ruling.evidence and (every or ruling.status in _PROVEN):
        places = [str(place) for place in ruling.evidence[:_PLACES_SHOWN]]
        left = len(ruling.evidence) - len(places)
        if left:
            places.append(phrases.MORE.fill(lang, {"count": str(left)}))
        yield Line(phrases.EVIDENCE.fill(lang, {"places": joined(places, lang)}), 3, "dim")


def _tail(ruling: Ruling, lang: Lang) -> str:
    """The due day and who answers for it."""
    owner = phrases.OWNER.fill(lang, {"owner": fact_words(ruling.owner, lang)})
    if ruling.due is None:
        return owner
    due = phrases.DUE.fill(lang, {"due": fact_words(ruling.due, lang)})
    return f"{due}{'；' if lang == 'zh' else '; '}{owner}"


def _open(verdict: Finding) -> set[str]:
    """The facts that the sentence of a verdict tells."""
    return VERDICTS[verdict.code][_of(verdict).status].places


def _outside(report: Report, lang: Lang) -> Iterator[Line]:
    outside = [
        clause for policy in report.policies for clause in policy.clauses if clause.why == "outside"
    ]
    if not outside:
        return
    yield Line()
    yield Line(phrases.OUTSIDE.say(lang), style="title")
    for clause in outside:
        yield Line(f"{clause.clause} {clause.text.say(lang)}", 1)
