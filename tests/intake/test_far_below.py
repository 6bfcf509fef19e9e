"""Headings far down in a sheet: below introductions, or below rows of somebody else."""

import pytest

from kamdocs.intake import read_content
from kamdocs.model import FileReading
from tests import desk
from tests.writers import WRITERS, Rows, Sheet

HEADINGS = ["客户编号", "客户名称", "年销售额（万元）", "联系人"]
RECORD = ["KA-001", "苏州迅捷电梯有限公司", 6800, "钱思远"]


def read(above: Rows, writer: str = "openpyxl", name: str = "Sheet1") -> FileReading:
    content = WRITERS[writer]([Sheet(name, [*above, HEADINGS, RECORD])])
    return read_content("交来.xlsx", content, desk.SCHEMAS)


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    "line",
    [["一、填表说明"], ["填表说明", "由各部门填写"], ["说明", "第一条", "请逐项填写"]],
    ids=["one cell", "two cells", "three cells"],
)
@pytest.mark.parametrize("many", [29, 30, 31, 40, 600])
def test_headings_below_many_lines_of_introduction_are_found(
    writer: str, line: list[object], many: int
) -> None:
    file = read([line] * many, writer)
    assert [(one.row.row, one.text("code")) for one in file.records] == [(many + 2, "KA-001")]
    assert file.findings == ()
    assert file.sheets[0].skipped == {"title": many}


def test_rows_of_somebody_else_above_are_told_with_their_area() -> None:
    others = [["KX-7", "门机总成", number, "二号仓"] for number in range(50)]
    file = read([*others, ["客户档案"]])
    assert len(file.records) == 1
    (told,) = file.findings
    assert told.code == "KD185"
    assert told.facts["count"] == 200
    cells = told.facts["cells"]
    assert isinstance(cells, tuple)
    assert cells[:2] == ("A1:D21", "A22")


def test_what_stands_right_above_headings_far_down_counts_for_them() -> None:
    rows = [["说明", "第一条", "请填写"]] * 40
    content = WRITERS["openpyxl"](
        [Sheet("客户档案", [*rows, ["单位：元"], ["客户编号", "客户名称", "年销售额"], RECORD])]
    )
    (record,) = read_content("交来.xlsx", content, desk.SCHEMAS).records
    assert str(record.get("annual_sales")) == "0.68"


def test_headings_again_far_down_are_one_table_with_what_follows() -> None:
    rows = [["说明", "第一条", "请填写"]] * 40
    file = read([*rows, HEADINGS, ["KA-002", "杭州屿升电梯股份有限公司", 1200, "周建明"]])
    assert [one.text("code") for one in file.records] == ["KA-002", "KA-001"]
    assert len(file.sheets) == 1


def test_a_sheet_without_headings_is_still_not_recognised() -> None:
    rows = [["KA-001", "客户一", number, "联系人甲"] for number in range(2000)]
    content = WRITERS["openpyxl"]([Sheet("Sheet1", rows)])
    file = read_content("交来.xlsx", content, desk.SCHEMAS)
    assert [one.code for one in file.findings] == ["KD102"]


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    "form",
    [
        [["客户编号", "KA-001", "客户名称", "苏州迅捷电梯有限公司"], ["联系人", "钱思远"]],
        [["客户编号：", "KA-001"], ["客户名称：", "苏州迅捷电梯有限公司"], ["联系人：", "钱思远"]],
    ],
    ids=["two pairs a row", "one pair a row"],
)
def test_a_form_below_many_rows_of_somebody_else_is_found(writer: str, form: Rows) -> None:
    others = [["KX-7", "门机总成", number, "二号仓"] for number in range(50)]
    content = WRITERS[writer]([Sheet("Sheet1", [*others, ["客户档案表"], *form])])
    file = read_content("交来.xlsx", content, desk.SCHEMAS)
    (record,) = file.records
    assert (record.text("code"), record.place("code").cell) == ("KA-001", "B52")
    assert record.text("contact") == "钱思远"
    assert [one.code for one in file.findings] == ["KD185"]
    assert file.sheets[0].form


@pytest.mark.parametrize("writer", WRITERS)
def test_months_across_are_found_however_many_such_tables_stand_above(writer: str) -> None:
    rows: list[list[object]] = []
    for number in range(400):
        title = f"{2001 + number % 90}年业务状况（万元）"
        rows += [[title], ["客户名称", "1月", "2月", f"附{number}"], [f"客户{number}", number, 2]]
    file = read_content("交来.xlsx", WRITERS[writer]([Sheet("业务状况", rows)]), desk.SCHEMAS)
    assert len(file.records) == 800
    assert [str(one.place("volume").cell) for one in file.records][-2:] == ["B1200", "C1200"]
    assert [str(one.get("month")) for one in file.records][-2:] == ["2040-01", "2040-02"]
    assert {one.code for one in file.findings} == {"KD104", "KD139"}
