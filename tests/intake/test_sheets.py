"""Sheets as people fill them: what is read of them, cell by cell, whoever wrote the file.

Each case of ``tests/cases/sheets.yaml`` and of the files beside it (``register_sheets``,
``office_sheets``, ``months_across``, ``years_across``) is written by openpyxl, by XlsxWriter, and
by LibreOffice as .xlsx, .xls and .ods; all must read alike.
``by`` names the writers of a case that only some can write.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kamdocs import review
from kamdocs.intake import read_content
from kamdocs.model import FileReading, Period, SheetReading, Unread, YearVolume
from tests import desk, writers

AS_OF = date(2026, 10, 8)
CASES: list[dict[str, Any]] = [
    case
    for name in ("sheets", "register_sheets", "office_sheets", "months_across", "years_across")
    for case in desk.cases(name)
]
OFFICE = {"LibreOffice .xlsx": "xlsx", "LibreOffice .xls": "xls", "LibreOffice .ods": "ods"}
EVERYBODY = [*writers.WRITERS, *OFFICE]


def sheets_of(case: Mapping[str, Any]) -> list[writers.Sheet]:
    return [writers.Sheet(**sheet) for sheet in case["sheets"]]


@pytest.fixture(scope="session")
def by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Every case as LibreOffice saves it, by format and title."""
    made = {case["case"]: writers.by_openpyxl(sheets_of(case)) for case in CASES}
    folder = tmp_path_factory.mktemp("office")
    return writers.converted_to(made, tuple(OFFICE.values()), folder)


def written(case: Mapping[str, Any], writer: str, request: pytest.FixtureRequest) -> bytes:
    if writer in writers.WRITERS:
        return writers.WRITERS[writer](sheets_of(case))
    office: dict[str, dict[str, bytes]] = request.getfixturevalue("by_office")
    return office[OFFICE[writer]][case["case"]]


@pytest.mark.parametrize(
    ("case", "writer"),
    [
        pytest.param(case, writer, id=f"{case['case']} ({writer})")
        for case in CASES
        for writer in case.get("by", EVERYBODY)
    ],
)
def test_a_sheet_reads_as_it_stands(
    case: dict[str, Any], writer: str, request: pytest.FixtureRequest
) -> None:
    name = f"交来.{OFFICE.get(writer, 'xlsx')}"
    file = read_content(name, written(case, writer, request), desk.SCHEMAS)
    assert shown(file) == case.get("records", [])
    assert found(file) == case.get("found", [])
    wanted = case.get("ledger", [{}] * len(file.sheets))
    assert [counted(sheet, only) for sheet, only in zip(file.sheets, wanted, strict=True)] == wanted


def counted(sheet: SheetReading, only: Iterable[str]) -> dict[str, object]:
    """What the ledger counts of a sheet, of some names."""
    about = {"kind": sheet.kind, "rows": sheet.rows, "form": sheet.form, "hidden": sheet.hidden}
    whole = {**about, **sheet.skipped, **sheet.noted}
    return {name: whole.get(name) for name in only}


def shown(file: FileReading) -> list[str]:
    """Every record in one line: its values by field, each with its cell where that differs from
    the row of the record."""
    return [
        f"{record.kind} {record.row.cell}: "
        + ", ".join(
            f"{name} {_said(value)} {record.place(name).cell}"
            for name, value in record.values.items()
        )
        for record in file.records
    ]


def _said(value: object) -> str:
    match value:
        case Unread():
            return value.code
        case Decimal():
            return f"{value:f}"
        case Period() | date() | datetime():
            return str(value)
        case YearVolume():
            return f"{value.year} {value.volume} {value.remark}".strip()
        case tuple():
            return "、".join(_said(one) for one in value)
    return str(value)


def found(file: FileReading) -> list[str]:
    """What reading and validation find, in short."""
    _, findings = review.validate([file], desk.SCHEMAS, AS_OF)
    return [desk.said(finding) for finding in findings]


def test_every_case_has_another_title() -> None:
    titles = [case["case"] for case in CASES]
    assert len(set(titles)) == len(titles)
