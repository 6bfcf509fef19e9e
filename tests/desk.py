"""The desk: small text tables in, findings out, by way of real workbooks and the whole road.

A table is written with field names; the workbook gets the Chinese headings. Columns that every
row must have and that a case does not care about are filled in with believable words.
"""

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from kamdocs import compliance, review, sheets, trial
from kamdocs.intake import read_content
from kamdocs.model import (
    Book,
    FileReading,
    Finding,
    Period,
    Policy,
    Report,
    Verdicts,
    ruling_of,
)
from kamdocs.sheets import Schemas

SCHEMAS = sheets.built_in()
FOUR = ("strategic-account", "account-manager", "key-account-development", "customer-grading")
"""The policies for which the sample company's sheets are made."""


@cache
def schemas_of(name: str) -> Schemas:
    """The kinds of sheet with the fields that a policy needs besides."""
    return compliance.with_required(SCHEMAS, [compliance.pack_path(name)])


@cache
def pack(name: str) -> Policy:
    """A policy by its id, or by the path of a file that stays as it is."""
    return compliance.find_policy(name, SCHEMAS)


def workbook(given: Mapping[str, str], through: Mapping[str, str]) -> bytes:
    """A workbook with one sheet a kind; ``through`` gives the day each sheet speaks until."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for kind, table in given.items():
        schema = SCHEMAS[kind]
        sheet = book.create_sheet(schema.sheets[0])
        if kind in through:
            sheet.append([f"数据截至：{through[kind]}"])
        headings, written = trial.laid_out(kind, table, SCHEMAS)
        sheet.append(headings)
        for row in written:
            sheet.append([cell or None for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def handed_in(case: Mapping[str, Any]) -> tuple[list[FileReading], tuple[Finding, ...], Book]:
    """The files of a case with what was found in them, and the book that they make.

    ``given`` are the tables of one workbook (a kind with none is not handed in), ``files`` those of
    others by file name; ``through`` says of kinds until when their sheets speak.
    """
    given = {"customer": "| code |\n| KA-001 |", **case.get("given", {})}
    given = {kind: table for kind, table in given.items() if table}
    tables = {"交来.xlsx": given, **case.get("files", {})}
    as_of = case["as_of"]
    files = [
        read_content(name, workbook(content, case.get("through", {})), SCHEMAS)
        for name, content in tables.items()
    ]
    records, findings = review.validate(files, SCHEMAS, as_of)
    files = review.settled(files, records, SCHEMAS, as_of)
    return files, findings, review.book_of(records, files, SCHEMAS, as_of)


def run(
    case: Mapping[str, Any], policy: str = "strategic-account", *further: str
) -> tuple[Report, Book]:
    """The report and the book of a case, held against a policy (and ``further`` ones)."""
    as_of = case["as_of"]
    files, findings, book = handed_in(case)
    policies = [pack(name) for name in (policy, *further)]
    period = Period.parse(str(case["period"])) if "period" in case else None
    span = review.span_for(as_of, period)
    verdicts, said = compliance.check(policies, book, SCHEMAS, span)
    told_as_counted(verdicts)
    report = Report(as_of, tuple(files), (*findings, *said), verdicts, span, tuple(policies))
    return report, book


def told_as_counted(verdicts: Sequence[Finding]) -> None:
    """As many verdicts count by each status once they are told as before any of them is."""
    assert isinstance(verdicts, Verdicts)
    weighed = verdicts.weighed
    assert Counter(ruling_of(one).weighs for one in verdicts) == weighed


def said(finding: Finding) -> str:
    """A data finding in short: code, sheet and cell."""
    place = finding.place
    return f"{finding.code} {place.sheet}!{place.cell}" if place else finding.code


def day(text: str) -> date:
    return date.fromisoformat(text)


def cases(name: str) -> Any:
    """The rows of ``tests/cases/NAME.yaml``, read by the parser in C: by that in Python all of them
    take seconds."""
    words = example(f"tests/cases/{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(words, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def example(path: str) -> Path:
    """A file of the repository."""
    return Path(__file__).parent.parent / path
