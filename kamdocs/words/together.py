"""Puts many findings with one cause into one sentence that still shows the values in the cells."""

from collections.abc import Sequence

from kamdocs.model import Finding, Lang, Text, column_letters, listed
from kamdocs.words.saying import fact_words, facts_in, place_words, spot_words, what

_SHOWN = 5
"""The number of different cases that are shown; the others are counted."""
_COLUMN = Text("列{letters}", "column {letters}")
_FIELD = Text("列{letters}「{field}」", "column {letters} “{field}”")
_NO_COLUMN = Text("「{field}」", "“{field}”")
_SHEET = Text("本表", "the sheet")
_OFTEN = Text("{count}处，{cell}起", "{count:time|times}, from {cell}")
_ALL = Text("全部", "all of them")
_MORE = Text("另有{times}处", "{times} more")
_MORE_KINDS = Text("另有{count}种、{times}处", "{count} more of {times:cell|cells}")


def what_of_many(findings: Sequence[Finding], lang: Lang) -> str:
    """What is wrong with several findings, in one sentence without a full stop.

    They have one code and are of one field or column, or in the rows of one sheet.
    """
    from kamdocs.words.catalogue.many import MANY, OTHERS

    first = findings[0]
    words = MANY.get(first.code, OTHERS)
    facts = {
        **facts_in(first.facts, lang),
        "count": str(len(findings)),
        "where": _where(findings, lang),
        "shown": _cases(findings, words.item, lang) if words.item else "",
    }
    return words.what.fill(lang, facts)


def _where(findings: Sequence[Finding], lang: Lang) -> str:
    """The words for the field and, if all findings are in one column, that column."""
    columns = {one.place.column if one.place else 0 for one in findings}
    column = columns.pop() if len(columns) == 1 else 0
    field = findings[0].facts.get("field")
    if isinstance(field, Text):
        words = _FIELD if column else _NO_COLUMN
    else:
        words = _COLUMN if column else _SHEET
    facts = {"letters": column_letters(column), "field": fact_words(field, lang)}
    return words.fill(lang, facts)


def _cases(findings: Sequence[Finding], item: Text, lang: Lang) -> str:
    """The different cases, the most frequent first, each with its cell or the number of cells."""
    names = sorted(item.places)
    cases: dict[str, list[Finding]] = {}
    for finding in findings:
        told = finding.facts if "said" in names else [finding.facts.get(name) for name in names]
        cases.setdefault(repr(told), []).append(finding)
    often = sorted(cases.values(), key=lambda same: -len(same))
    shown = [
        _case(same[0], item, _ALL.say(lang) if len(often) == 1 else _cells(same, lang), lang)
        for same in often[:_SHOWN]
    ]
    left = often[_SHOWN:]
    if left:
        times = sum(len(same) for same in left)
        words = _MORE if times == len(left) else _MORE_KINDS
        shown.append(words.fill(lang, {"count": str(len(left)), "times": str(times)}))
    return listed(shown, lang)


def _case(finding: Finding, item: Text, cells: str, lang: Lang) -> str:
    facts = {**facts_in(finding.facts, lang), "said": what(finding, lang), "cells": cells}
    return item.fill(lang, facts)


def _cells(same: Sequence[Finding], lang: Lang) -> str:
    place = same[0].place
    cell = spot_words(place, lang) or place_words(place, lang) if place else ""
    if len(same) == 1:
        return cell
    return _OFTEN.fill(lang, {"count": str(len(same)), "cell": cell})
