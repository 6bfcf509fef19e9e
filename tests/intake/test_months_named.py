"""What stands below months across: told by a title, by the name of the sheet or of the file."""

import pytest

from kamdocs.intake import read_content
from kamdocs.model import Place, Unread
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


def test_a_sheet_of_a_month_is_held_against_one_that_is_known_by_itself() -> None:
    weak, known = ["日期", "客户名称", "人员"], ["拜访日期", "客户名称", "出差人员"]
    visit = ["2026-07-15", "苏州迅捷电梯有限公司", "李晓雯"]
    sheets = {"5月": weak, "6月": weak, "7月": known}
    made = [writers.Sheet(name, [headings, visit]) for name, headings in sheets.items()]
    found = read_content("交来.xlsx", writers.by_openpyxl(made), desk.SCHEMAS)
    told = [one for one in found.findings if one.code == "KD655"]
    assert [one.place.sheet for one in told if one.place] == ["5月", "6月"]
    assert {one.facts["other"] for one in told} == {Place("交来.xlsx", "7月")}


@pytest.mark.parametrize(
    ("sheet", "file", "read"),
    [
        ("6月", "2026年拜访记录.xlsx", "2026-06-05"),
        ("6月", "2026年6月拜访记录.xlsx", "2026-06-05"),
        ("6月", "2026年7月拜访记录.xlsx", "KD110"),
        ("6-7月", "2026年拜访记录.xlsx", "KD110"),
        ("华东6月", "2026年拜访记录.xlsx", "KD110"),
        ("华东", "2026年拜访记录.xlsx", "KD110"),
    ],
)
def test_the_number_of_a_day_is_of_the_month_that_is_named_nearest(
    sheet: str, file: str, read: str
) -> None:
    rows: list[list[object]] = [["日期", "客户名称", "拜访人", "拜访内容"]]
    rows.append([5, "苏州迅捷电梯有限公司", "李晓雯", "门机交期"])
    found = read_content(file, writers.by_openpyxl([writers.Sheet(sheet, rows)]), desk.SCHEMAS)
    (visit,) = found.records
    day = visit.values["visited_on"]
    assert (day.code if isinstance(day, Unread) else str(day)) == read
