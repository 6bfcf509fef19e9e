"""What was read before in a column is known; no row is read otherwise because of others."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kamdocs.intake import read_content
from kamdocs.model import Finding, Record
from tests import desk

_FIELDS = (
    *("code", "full_set", "annual_sales", "status", "updated_on", "phone", "team_members"),
    *("short_name", "yearly_volumes", "credit_code"),
)
Cell = tuple[Any, str]
"""What is typed, and the number format of the cell."""
_PLAIN = (
    *(True, False, 1, 1.0, 0, "1", "是", "否", "TRUE", "1.0", "无", "同上"),
    *("3%", "0012", "12", "12万元", "0.03", 0.03, "2026-05-31", 46173),
    *("合作中", "暂停中", "王芳、李雷", "王芳", "  ", "甲\n"),
)
_LIKE_EACH_OTHER: Sequence[Cell] = (
    *((one, "General") for one in _PLAIN),
    *((0.03, form) for form in ("0%", "0.00")),
    *((12, form) for form in ("0000", '0"万元"')),
    *((one, "yyyy-mm-dd") for one in (date(2026, 5, 31), datetime(2026, 5, 31, 9, 30))),
)
_ROWS = st.lists(st.sampled_from(_LIKE_EACH_OTHER), min_size=len(_FIELDS), max_size=len(_FIELDS))


def _read(rows: Sequence[Sequence[Cell]]) -> list[tuple[object, ...]]:
    """What each row gave: its values, how they were read, and what was said of its cells."""
    schema = desk.SCHEMAS["customer"]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "客户档案"
    sheet.append(["客户名称", *(schema.label(name).zh for name in _FIELDS)])
    for number, row in enumerate(rows, 2):
        sheet.cell(number, 1, "苏州迅捷电梯有限公司")
        for column, (value, form) in enumerate(row, 2):
            sheet.cell(number, column, value).number_format = form
    stream = io.BytesIO()
    book.save(stream)
    found = read_content("a.xlsx", stream.getvalue(), desk.SCHEMAS)
    return [_told(record, found.findings) for record in found.records]


def _told(record: Record, findings: Sequence[Finding]) -> tuple[object, ...]:
    said = [
        (one.code, one.place.column, dict(one.facts))
        for one in findings
        if one.place and one.place.row == record.row.row and one.code != "KD187"  # told once
    ]
    values = {name: (type(value), value) for name, value in record.values.items()}
    return values, dict(record.notes), said


@settings(max_examples=30)
@given(rows=st.lists(_ROWS, min_size=2, max_size=5))
@example(rows=[[(True, "General")] * len(_FIELDS), [(1.0, "General")] * len(_FIELDS)])
@example(rows=[[(12, "0000")] * len(_FIELDS), [("0012", "General")] * len(_FIELDS)])
def test_a_row_is_read_alike_whatever_stands_above_it(rows: list[list[Cell]]) -> None:
    together = _read(rows)
    assert len(together) == len(rows)
    for row, told in zip(rows, together, strict=True):
        if not any(value == "同上" for value, _ in row):  # which names the cell that it means
            assert [told] == _read([row])
