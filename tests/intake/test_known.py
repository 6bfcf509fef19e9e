"""What was read before in a column is known; no row is read otherwise because of others."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kamdocs.intake import read_content
from kamdocs.intake.headings import index_of
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
    *("浙江华锐电梯有限公司", "# 浙江华锐", "13800138000", "91320500MA1N0XJD7N", "KA-00012.0"),
)
_LIKE_EACH_OTHER: Sequence[Cell] = (
    *((one, "General") for one in _PLAIN),
    *((0.03, form) for form in ("0%", "0.00")),
    *((12, form) for form in ("0000", '0"万元"')),
    *((one, "yyyy-mm-dd") for one in (date(2026, 5, 31), datetime(2026, 5, 31, 9, 30))),
)
_ROWS = st.lists(st.sampled_from(_LIKE_EACH_OTHER), min_size=len(_FIELDS), max_size=len(_FIELDS))


def _read(rows: Sequence[Sequence[Cell]], remembering: bool = False) -> list[tuple[object, ...]]:
    """What each row gave: its values, how they were read, and what was said of its cells.
    ``remembering`` what sheets before this one held."""
    schema = desk.SCHEMAS["customer"]
    if not remembering:
        index_of(schema).remembered.clear()
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
            alone = _read([row])
            assert [told] == alone
            _read(rows)
            assert _read([row], remembering=True) == alone


def _amounts(title: str) -> list[tuple[object, object]]:
    """What two cells of a column without a unit are read as below a title, with their notes."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "客户档案"
    for row in (
        [title],
        ["客户编号", "客户名称", "年销售额"],
        ["A-1", "甲公司", 500.0],
        ["A-2", "乙公司", "500"],
    ):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    records = read_content("a.xlsx", stream.getvalue(), desk.SCHEMAS).records
    return [(one.values["annual_sales"], one.notes.get("annual_sales")) for one in records]


def test_a_unit_that_is_stated_in_one_sheet_holds_in_no_other() -> None:
    titles = ("客户档案", "单位：万元", "单位：元", "客户档案")
    for schema in desk.SCHEMAS.values():
        index_of(schema).remembered.clear()
    plain, tens, yuan, again = map(_amounts, titles)
    assert again == plain
    assert [value for value, _ in tens] == [500, 500]
    assert [value for value, _ in yuan] == [Decimal("0.05")] * 2
