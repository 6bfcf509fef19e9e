"""The JSON report. Its shape is versioned by ``format`` and described in the guide, how-to."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import kamdocs
from kamdocs.identifiers import masked
from kamdocs.model import (
    LANGS,
    Fact,
    FileReading,
    Finding,
    Lang,
    Level,
    Moment,
    NearMiss,
    Parameter,
    Period,
    Place,
    Policy,
    Report,
    Ruling,
    Scoped,
    Status,
    Text,
    Told,
    Unread,
    YearVolume,
    ruling_of,
)
from kamdocs.words import entry_of, fact_words, mend_words, near_mend, near_words, what
from kamdocs.words.figures import amount

FORMAT = "kamdocs-report/1"
_NOT_COMPARED = frozenset({"place", "mend", "facts", "evidence", "near"})
"""The parts of a verdict that say where and why; two runs are compared without them."""


def as_json(report: Report) -> Iterator[str]:
    """The report as JSON text, part by part, with both languages, ended by a line feed. Each
    finding and each verdict takes one line.

    Amounts are strings of decimal digits (万元), days and moments are in ISO format, periods are
    written as on the command line, places as in Excel and also as file, sheet and cell.
    """
    from kamdocs.reports.json_text import json_parts

    return json_parts(_whole(report))


def as_entries(report: Report) -> dict[str, Any]:
    """The content of the JSON report, as ``read_json`` would give it."""
    return {
        name: [*map(brief, value)] if isinstance(value, Iterator) else value
        for name, value in _whole(report).items()
    }


def brief(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of a report as needed to compare two runs: a verdict without its evidence and near
    misses, which are most of it; any other entry unchanged."""
    if "rule_text" not in entry:
        return entry
    facts = entry.get("facts")
    less = {name: value for name, value in entry.items() if name not in _NOT_COMPARED}
    if isinstance(facts, Mapping) and "done" in facts:
        less["facts"] = {"done": facts["done"]}
    return less


def _whole(report: Report) -> dict[str, Any]:
    """The content of the JSON report; iterators where there may be very many entries."""
    kept, decided = report.kept
    statuses = report.statuses
    return {
        "format": FORMAT,
        "kamdocs": kamdocs.__version__,
        "as_of": report.as_of.isoformat(),
        "period": str(report.span) if report.span else None,
        "role": report.role or None,
        "policies": [
            {
                "id": policy.id,
                "version": policy.version,
                "title": text_entry(policy.title),
                "parameters": [_parameter(one, policy) for one in policy.parameters.values()],
                "rules": [_told(one) for one in report.told if _of_version(one, policy)],
            }
            for policy in report.policies
        ],
        "summary": {
            "compliant": report.compliant if report.policies else None,
            "levels": {level.value: report.levels[level] for level in Level},
            "statuses": {status.value: statuses[status] for status in Status},
            "kept": kept,
            "decided": decided,
        },
        "files": [_file(file) for file in report.files],
        "findings": map(_finding, report.findings),
        "verdicts": map(_verdict, report.verdicts),
        "customers": map(_scoped, report.scoped),
        "outside": [
            {"policy": policy.id, "clause": clause.clause, "text": text_entry(clause.text)}
            for policy in report.policies
            for clause in policy.clauses
            if clause.why == "outside"
        ],
        "documents": [
            {"form": made.form, "file": made.file, "sha256": made.sha256} for made in report.made
        ],
    }


def text_entry(text: Text) -> dict[str, str]:
    """A text in both languages, without characters that cannot be stored."""
    return {"zh": _storable(masked(text.zh)), "en": _storable(masked(text.en))}


def _storable(words: str) -> str:
    """Words without lone surrogates, which cannot be written as UTF-8."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return words.encode("utf-8", "replace").decode("utf-8")
    return words


def _place(place: Place | None) -> dict[str, str] | None:
    if place is None:
        return None
    return {
        "file": _storable(place.file),
        "sheet": _storable(place.sheet),
        "cell": place.cell,
        "shown": _storable(str(place)),
    }


def _fact(fact: Fact) -> Any:
    match fact:
        case None | bool() | int():
            return fact
        case Text():
            return text_entry(fact)
        case Decimal():
            return masked(f"{fact:f}")
        case date():
            return fact.isoformat()
        case Moment(day, clock):
            return (datetime.combine(day, clock) if clock else day).isoformat()
        case Place():
            return _place(fact)
        case NearMiss():
            return _near(fact)
        case YearVolume():
            return {"year": fact.year, "volume": f"{fact.volume:f}", "remark": fact.remark}
        case Unread():
            return _storable(masked(fact.raw))
        case tuple():
            return [_fact(part) for part in fact]
        case Period():
            return str(fact)
    return _storable(masked(str(fact)))


def _facts(facts: Mapping[str, Fact]) -> dict[str, Any]:
    return {name: _fact(fact) for name, fact in facts.items()}


def _parameter(figure: Parameter, policy: Policy) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "clause": figure.clause,
        "default_by": figure.default_by,
        "text": text_entry(figure.text) if figure.text else None,
        "shown": _amount(figure, policy),
        "instead_of": {
            "value": before.value,
            "default_by": before.default_by,
            "shown": _amount(before, policy),
        }
        if (before := figure.instead_of)
        else None,
    }


def _amount(figure: Parameter, policy: Policy) -> dict[str, str]:
    return {lang: amount(figure, policy, lang) for lang in LANGS}


def _of_version(rule: Told, policy: Policy) -> bool:
    return (rule.policy, rule.version) == (policy.id, policy.version)


def _told(rule: Told) -> dict[str, Any]:
    """A rule in words, a text for each line."""
    return {
        "rule": rule.rule,
        "clause": rule.clause,
        "binds": _lines(rule.binds),
        "asks": _lines(rule.asks),
        "parameters": list(rule.figures),
        "scope": list(rule.scope),
    }


def _lines(told: Mapping[Lang, tuple[str, ...]]) -> list[dict[str, str]]:
    lines = zip(*(told[lang] for lang in LANGS), strict=True)
    return [dict(zip(LANGS, words, strict=True)) for words in lines]


def _file(file: FileReading) -> dict[str, Any]:
    return {
        "file": _storable(file.file),
        "sha256": file.sha256,
        "size": file.size,
        "read": file.read,
        "passed_over": file.passed,
        "format": file.format or None,
        "noted": dict(file.noted),
        "sheets": [
            {
                "sheet": _storable(sheet.sheet),
                "kind": sheet.kind or None,
                "heading_row": sheet.heading_row or None,
                "rows": sheet.rows,
                "cells": sheet.cells,
                "skipped": dict(sheet.skipped),
                "noted": dict(sheet.noted),
                "form": sheet.form,
                "hidden": sheet.hidden,
                "speaks_from": sheet.speaks_from.isoformat() if sheet.speaks_from else None,
                "speaks_until": sheet.speaks_until.isoformat() if sheet.speaks_until else None,
                "speaks_by": sheet.by or None,
            }
            for sheet in file.sheets
        ],
    }


def _both(finding: Finding) -> dict[str, Any]:
    return {
        "text": {lang: _storable(what(finding, lang)) for lang in LANGS},
        "mend": {lang: mend_words(finding, lang) for lang in LANGS},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": _storable(finding.id),
        "code": finding.code,
        "name": entry_of(finding.code).name,
        "level": finding.level.value,
        "place": _place(finding.place),
        **_both(finding),
        "facts": _facts(finding.facts),
    }


def _near(near: NearMiss) -> dict[str, Any]:
    return {
        "code": near.code,
        "place": _place(near.place),
        "text": {lang: _storable(near_words(near, lang)) for lang in LANGS},
        "mend": {lang: near_mend(near, lang) for lang in LANGS},
        "facts": _facts(near.facts),
    }


def _scoped(one: Scoped) -> dict[str, Any]:
    return {
        "customer": _storable(one.customer),
        "cells": [
            {"name": name, **(_place(place) or {}), "holds": [_held(field, value)]}
            for name, place, field, value in one.cells
        ],
    }


def _held(field: Text, value: Fact) -> dict[str, Any]:
    words = {lang: _storable(fact_words(value, lang)) for lang in LANGS}
    return {"field": text_entry(field), "value": words}


def _evidence(ruling: Ruling) -> list[dict[str, Any]]:
    """Each place of the evidence with what stands there: several fields in a row, one in a cell."""
    return [
        {
            **(_place(place) or {}),
            "holds": [_held(field, value) for field, value in held],
        }
        for place, held in ruling.cited
    ]


def _verdict(finding: Finding) -> dict[str, Any]:
    ruling = ruling_of(finding)
    owner = ruling.owner
    return {
        "id": _storable(ruling.id),
        "status": ruling.status.value,
        "policy": ruling.policy,
        "version": ruling.version,
        "clause": ruling.clause,
        "rule": ruling.rule,
        "rule_text": text_entry(ruling.text),
        "severity": ruling.severity,
        "without": ruling.without.value if ruling.without else None,
        "awaiting_approval": ruling.awaits,
        "subject": _storable(ruling.subject) or None,
        "subject_name": _storable(ruling.subject_name) or None,
        "period": str(ruling.period) if ruling.period else None,
        "period_text": (
            {lang: fact_words(ruling.period, lang) for lang in LANGS} if ruling.period else None
        ),
        "item": _storable(ruling.item) or None,
        "due": ruling.due.isoformat() if ruling.due else None,
        "owner": text_entry(owner) if isinstance(owner, Text) else _storable(owner),
        "code": finding.code,
        "place": _place(finding.place),
        **_both(finding),
        "facts": _facts(finding.facts),
        "evidence": _evidence(ruling),
        "near": [_near(near) for near in ruling.near],
    }
