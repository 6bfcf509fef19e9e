"""What stands below months across: told by a title, by the name of the sheet or of the file."""

import pytest

from kamdocs.intake import read_content
from tests import desk, writers

TABLE = [["客户名称", "1月", "2月"], ["苏州迅捷电梯有限公司", "5万元", "6万元"]]


@pytest.mark.parametrize(
    ("title", "sheet", "file", "read"),
    [
        ("2026年业务状况", "Sheet1", "交来.xlsx", 2),
        ("", "2026年业务状况", "交来.xlsx", 2),
        ("", "Sheet1", "2026年业务状况.xlsx", 2),
        ("2026年", "表2", "各客户业务状况.xlsx", 2),
        ("填报单位：市场部", "2026年", "业务状况.xlsx", 2),
        # what is nearer says that it is something else, or may say so
        ("2026年回款情况", "Sheet1", "2026年业务状况.xlsx", 0),
        ("", "毛利率", "2026年业务状况.xlsx", 0),
        ("", "拜访次数", "2026年业务状况.xlsx", 0),
        ("2026年业务量计划", "业务状况", "2026年业务状况.xlsx", 0),
        ("2026年业务状况", "2026年计划", "交来.xlsx", 0),
    ],
)
def test_the_nearest_says_what_it_is(title: str, sheet: str, file: str, read: int) -> None:
    rows = [[title], *TABLE] if title else TABLE
    found = read_content(file, writers.by_openpyxl([writers.Sheet(sheet, rows)]), desk.SCHEMAS)
    assert len(found.records) == read
    if not read:
        assert {one.code for one in found.findings} & {"KD102", "KD103", "KD125", "KD179"}
