"""The ledger of reading: lines that say what was read of every file, and what was not."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import PurePosixPath

from kamdocs.filenames import OURS
from kamdocs.model import (
    COMMA,
    FileReading,
    Lang,
    Place,
    Report,
    SheetReading,
    Text,
    joined,
    listed,
)
from kamdocs.reports.lines import Line
from kamdocs.words import fact_words, phrases, spot_words

_MANY = 6
"""The number of files in a folder that are no sheets from which on they are put together, such as
photographs, or a desktop that was given by mistake."""


def ledger_lines(report: Report, lang: Lang, full: bool) -> Iterator[Line]:
    """What was read of every file, and what was not; with ``full`` also files that are no sheets
    are listed one by one, however many there are."""
    yield Line()
    yield Line(phrases.READ.say(lang), style="title")
    for folder, files in groupby(report.files, _passed_in):
        together = list(files)
        if folder is not None and len(together) >= _MANY and not full:
            facts = {
                "file": str(Place(together[0].file)),
                "last": str(Place(together[-1].file)),
                "count": str(len(together)),
            }
            yield Line(phrases.FILES_PASSED.fill(lang, facts), 1)
            continue
        for file in together:
            yield Line(file_words(file, lang), 1, "" if file.read else "error")


def _passed_in(file: FileReading) -> str | None:
    """The folder of a file that is just no sheet; None for a file with more to say about it."""
    plain = file.passed and not file.findings and _passed_over(file) is phrases.FILE_PASSED
    return str(PurePosixPath(file.file).parent) if plain else None


def file_words(file: FileReading, lang: Lang) -> str:
    """What was read of one file, in one line."""
    facts = {"file": str(Place(file.file))}
    if not file.read:
        return phrases.FILE_UNREAD.fill(lang, facts)
    if file.passed:
        return _passed_over(file).fill(lang, facts)
    parts = [sheet_words(one, file.file, lang) for one in file.sheets if not _is_ours(one)]
    ours = [one.sheet for one in file.sheets if _is_ours(one)]
    if ours:
        parts.append(_ours_words(joined(ours, lang), lang))
    parts += noted_words(file.noted, lang)
    if not parts:
        return phrases.FILE_EMPTY.fill(lang, facts)
    return phrases.FILE_READ.fill(lang, {**facts, "sheets": listed(parts, lang)})


def _passed_over(file: FileReading) -> Text:
    if "same" in file.noted:
        return phrases.FILE_SAME
    ours = PurePosixPath(file.file).name in OURS
    return phrases.FILE_OURS if ours else phrases.FILE_PASSED


def noted_words(noted: Mapping[str, int], lang: Lang) -> list[str]:
    """What else is to be said about a file or sheet, such as macros and hidden rows."""
    return [_counted(phrases.NOTED, name, many, lang) for name, many in noted.items()]


def _counted(said: Mapping[str, Text], name: str, many: int, lang: Lang) -> str:
    """A number of things in words."""
    return said[name].fill(lang, {"count": str(many)})


def sheet_words(sheet: SheetReading, file: str, lang: Lang) -> str:
    """What was read of one sheet of a file, in words."""
    if sheet.title is None:
        return _unknown_words(sheet, lang)
    more = [
        _counted(phrases.SKIPPED, reason, count, lang) for reason, count in sheet.skipped.items()
    ]
    more += noted_words(sheet.noted, lang)
    if sheet.form:
        more.insert(0, phrases.FORM.say(lang))
    if sheet.hidden:
        more.append(phrases.HIDDEN.say(lang))
    if sheet.speaks_until:
        by = phrases.BY[sheet.by].say(lang)
        until = fact_words(sheet.speaks_until, lang)
        since = fact_words(sheet.speaks_from, lang)
        spoken = phrases.SINCE if sheet.speaks_from else phrases.UNTIL
        more.append(spoken.fill(lang, {"since": since, "until": until, "by": by}))
    return phrases.SHEET.fill(
        lang,
        {
            "sheet": spot_words(Place(file, sheet.sheet), lang) or sheet.sheet,
            "kind": sheet.title.say(lang),
            "rows": _counted(phrases.READ_FROM, "rows", sheet.rows, lang),
            "cells": _counted(phrases.READ_FROM, "cells", sheet.cells, lang),
            "more": "".join(COMMA[lang] + words for words in more),
        },
    )


def _is_ours(sheet: SheetReading) -> bool:
    return "ours" in sheet.noted


def _ours_words(names: str, lang: Lang) -> str:
    return phrases.SHEET_OURS.fill(lang, {"sheet": names})


def _unknown_words(sheet: SheetReading, lang: Lang) -> str:
    if _is_ours(sheet):
        return _ours_words(sheet.sheet, lang)
    more = noted_words(sheet.noted, lang)
    if sheet.hidden:
        more.append(phrases.HIDDEN.say(lang))
    facts = {"sheet": sheet.sheet, "more": "".join(COMMA[lang] + words for words in more)}
    return phrases.SHEET_UNKNOWN.fill(lang, facts)
