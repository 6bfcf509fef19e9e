"""Tables as they stand in sheets: one below the other, with footers, for certain days."""

import io
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest

from kamdocs.intake import read_content
from kamdocs.model import FileReading
from tests import desk

VISITS: list[object] = ["客户名称", "拜访日期", "拜访层级", "出差人员"]
STATUS: list[object] = ["客户名称", "月份", "业务量（万元）", "报送日期"]
A_VISIT: list[object] = ["苏州迅捷电梯有限公司", "2026-07-10", "大客户经理", "李晓雯"]
A_MONTH: list[object] = ["苏州迅捷电梯有限公司", "2026-07", 560, "2026-08-03"]


def sheet(
    rows: Sequence[Sequence[object]], name: str = "Sheet1", file: str = "交来.xlsx"
) -> FileReading:
    """A workbook of one sheet, read."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = name
    for row in rows:
        book.worksheets[0].append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return read_content(file, stream.getvalue(), desk.SCHEMAS)


def test_two_tables_on_one_sheet_are_both_read() -> None:
    rows: list[list[object]] = [
        ["七月拜访"],
        VISITS,
        A_VISIT,
        [],
        ["七月业务"],
        STATUS,
        A_MONTH,
        A_MONTH,
    ]
    file = sheet(rows)
    assert [(one.kind, one.heading_row, one.rows) for one in file.sheets] == [
        ("visit", 2, 1),
        ("business_status", 6, 2),
    ]
    assert [record.row.row for record in file.records if record.kind == "business_status"] == [7, 8]


def test_a_heading_row_repeated_on_every_page_is_passed_over() -> None:
    file = sheet([VISITS, A_VISIT, VISITS, A_VISIT])
    assert [record.row.row for record in file.records] == [2, 4]
    assert file.sheets[0].skipped == {"heading": 1}


@pytest.mark.parametrize(
    "footer",
    [
        ["合计", 7],
        ["本页小计：", 7],
        ["合计（3家）"],
        ["总计：7家"],
        ["平均", None, 3],
        ["以下空白"],
        ["备注：数据来自ERP"],
        ["制表：王芳"],
        ["制表人：王芳", "审核人：李四", "日期：2026-10-08"],
        ["填报单位：市场部（盖章）"],
        ["主管领导签字："],
        ["共2家客户"],
    ],
    ids=lambda row: " ".join(str(cell or "") for cell in row),
)
def test_a_footer_is_no_record(footer: list[object]) -> None:
    file = sheet([VISITS, A_VISIT, footer])
    assert [record.row.row for record in file.records] == [2]
    assert sum(file.sheets[0].skipped.values()) == 1


def test_a_row_of_dashes_is_no_record_and_its_cells_are_counted() -> None:
    file = sheet([VISITS, A_VISIT, ["—", "—", "—"]])
    assert [record.row.row for record in file.records] == [2]
    assert file.sheets[0].skipped == {"blank": 1, "stand-in": 3}


@pytest.mark.parametrize(
    "name", ["Total（中国）投资有限公司", "审核：李四机械厂", "合计机电有限公司"]
)
def test_a_customer_that_is_called_like_a_footer_is_a_record(name: str) -> None:
    file = sheet([VISITS, [name, "2026-07-10", "技术", "韩冬"]])
    assert [record.text("customer_name") for record in file.records] == [name]


@pytest.mark.parametrize(
    ("above", "name", "file", "start", "last", "by"),
    [
        (["数据截至：2026-09-30"], "Sheet1", "a.xlsx", None, date(2026, 9, 30), "given"),
        (["数据截至：2026年9月底"], "Sheet1", "a.xlsx", None, date(2026, 9, 30), "given"),
        (["数据截至：2026年9月30日（含）"], "Sheet1", "a.xlsx", None, date(2026, 9, 30), "given"),
        (["数据截止2026/9/30止"], "Sheet1", "a.xlsx", None, date(2026, 9, 30), "given"),
        (["数据截至：", date(2026, 9, 30)], "Sheet1", "a.xlsx", None, date(2026, 9, 30), "given"),
        (
            ["统计期间：2026年7月1日至2026年9月30日"],
            *("Sheet1", "a.xlsx", date(2026, 7, 1), date(2026, 9, 30), "stated"),
        ),
        (["2026年9月拜访报告"], "Sheet1", "a.xlsx", date(2026, 9, 1), date(2026, 9, 30), "stated"),
        (["时间：2026年9月"], "Sheet1", "a.xlsx", date(2026, 9, 1), date(2026, 9, 30), "stated"),
        (["数据截至：", None, "填报部门"], "Sheet1", "a.xlsx", None, None, ""),
        (["本表自2026年1月起启用"], "Sheet1", "a.xlsx", None, None, ""),
        (["客户拜访报告"], "2026年9月", "a.xlsx", date(2026, 9, 1), date(2026, 9, 30), "stated"),
        (
            ["客户拜访报告"],
            *("Sheet1", "拜访-2026Q3.xlsx", date(2026, 7, 1), date(2026, 9, 30), "stated"),
        ),
        (["客户拜访报告"], "Sheet1", "a.xlsx", None, None, ""),
    ],
)
def test_a_sheet_says_which_days_it_speaks_for(
    above: list[object], name: str, file: str, start: date | None, last: date | None, by: str
) -> None:
    (read,) = sheet([above, VISITS, A_VISIT], name, file).sheets
    assert (read.speaks_from, read.speaks_until, read.by) == (start, last, by)


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("年销售额（万元）", "2000"),
        ("年销售额（万）", "2000"),
        ("年销售额万元", "2000"),
        ("年销售额（人民币元）", "20000000"),
        ("年销售额（亿元）", "0.2"),
        ("年销售额（千元）", "20000"),
        ("年销售额（百万元）", "20"),
        ("年销售额\n单位：万元", "2000"),
    ],
)
def test_a_heading_names_its_unit_in_many_ways(heading: str, value: str) -> None:
    file = sheet([["客户编号", "客户名称", heading], ["KA-001", "苏州迅捷电梯有限公司", value]])
    assert str(file.records[0].get("annual_sales")) == "2000"
