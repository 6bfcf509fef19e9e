"""The desk: small text tables in, findings out, by way of real workbooks and the whole road.

A table is written with field names; the workbook gets the Chinese headings. Columns that every
row must have and that a case does not care about are filled in with believable words.
"""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from kamdocs import compliance, review, sheets
from kamdocs.intake import read_content
from kamdocs.model import Book, Finding, Period, Report, Ruling

SCHEMAS = sheets.built_in()
FILLED: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent.parent / "schemas/policies/usual.rows.yaml").read_text(encoding="utf-8")
)
"""What a row holds where a case's table has no such column."""


def rows(table: str) -> list[dict[str, str]]:
    """``| a | b |`` lines as dictionaries; the first line names the fields."""
    lines = [line.strip().strip("|").split("|") for line in table.strip().splitlines()]
    cells = [[cell.strip().replace("\\n", "\n") for cell in line] for line in lines]
    return [dict(zip(cells[0], line, strict=True)) for line in cells[1:]]


def workbook(given: Mapping[str, str], through: Mapping[str, str]) -> bytes:
    """A workbook with one sheet a kind; ``through`` gives the day each sheet speaks until."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for kind, table in given.items():
        schema = SCHEMAS[kind]
        sheet = book.create_sheet(schema.sheets[0])
        if kind in through:
            sheet.append([f"数据截至：{through[kind]}"])
        filled = [{**FILLED[kind], **row} for row in rows(table)]
        names = list(dict.fromkeys(name for row in filled for name in row))
        sheet.append([_heading(kind, name) for name in names])
        for row in filled:
            sheet.append([row.get(name) or None for name in names])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _heading(kind: str, name: str) -> str:
    if name not in SCHEMAS[kind].fields:  # a heading that is none of ours, on purpose
        return name
    field = SCHEMAS[kind].fields[name]
    return f"{field.label.zh}（{field.unit}）" if field.unit else field.label.zh


def run(case: Mapping[str, Any], policy: str = "strategic-account") -> tuple[Report, Book]:
    """The report and the book of a case.

    ``given`` are the tables of one workbook, ``files`` those of others by file name; ``through``
    says of kinds until when their sheets speak.
    """
    given = {"customer": "| code |\n| KA-001 |", **case.get("given", {})}
    tables = {"交来.xlsx": given, **case.get("files", {})}
    as_of = case["as_of"]
    files = [
        read_content(name, workbook(content, case.get("through", {})), SCHEMAS)
        for name, content in tables.items()
    ]
    records, findings = review.validate(files, SCHEMAS, as_of)
    files = review.settled(files, records, as_of)
    book = review.book_of(records, files, SCHEMAS, as_of)
    policies = [compliance.find_policy(policy, SCHEMAS)]
    period = Period.parse(str(case["period"])) if "period" in case else None
    span = review.span_for(as_of, period)
    verdicts, said = compliance.check(policies, book, SCHEMAS, span)
    report = Report(as_of, tuple(files), (*findings, *said), verdicts, span, tuple(policies))
    return report, book


def said(finding: Finding) -> str:
    """A data finding in short: code, sheet and cell."""
    place = finding.place
    return f"{finding.code} {place.sheet}!{place.cell}" if place else finding.code


def ruled(ruling: Ruling) -> str:
    """A verdict in short: customer, period, status."""
    parts = [ruling.subject or "company", str(ruling.period or ""), ruling.item, ruling.status]
    return " ".join(part for part in parts if part)


def day(text: str) -> date:
    return date.fromisoformat(text)


def example(path: str) -> Path:
    """A file of the repository."""
    return Path(__file__).parent.parent / path
