"""Tables as they stand in sheets: one below the other, with footers, for certain days."""

import io
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest

from kamdocs import review
from kamdocs.intake import read_content
from kamdocs.intake.copies.repairs import repairs
from kamdocs.model import FileReading, Note, Place, Unread
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


@pytest.mark.parametrize(("rows", "told"), [(3, "KD616"), (600, "KD186")])
def test_what_is_signed_below_a_table_counts_unless_it_is_long(rows: int, told: str) -> None:
    month: list[object] = [*A_MONTH[:-1]]
    file = sheet([STATUS[:-1], *[month] * rows, ["报送日期：2026-08-03"]])
    assert [finding.code for finding in file.findings] == [told]
    signed = date(2026, 8, 3) if told == "KD616" else None
    assert {record.recorded for record in file.records} == {signed}


def test_a_sheet_that_is_formatted_far_down_is_signed_too() -> None:
    file = sheet([STATUS[:-1], A_MONTH[:-1], ["报送日期：2026-08-03"], *[[]] * 900, [" "]])
    assert [record.recorded for record in file.records] == [date(2026, 8, 3)]


@pytest.mark.parametrize(
    "footer",
    [
        ["合计", 7],
        ["本页小计：", 7],
        ["合计（3家）"],
        ["总计：7家"],
        ["平均", None, 3],
        ["以下空白"],
        ["——以下无正文——"],
        ["（接下页）"],
        ["苏州迅捷电梯有限公司 汇总", 7],
        ["华东 计数", "3", None, 3],
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
    "name",
    [
        *("Total（中国）投资有限公司", "审核：李四机械厂", "合计机电有限公司"),
        *("Sino Total", "接下页印务（无锡）有限公司"),
    ],
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


@pytest.mark.parametrize(
    ("above", "headings", "row", "field", "note"),
    [
        (
            ["单位：元"],
            ["客户编号", "客户名称", "年销售额"],
            ["KA-001", "苏州迅捷", 68000000],
            *("annual_sales", Note("68000000", ("unit-stated",))),
        ),
        (
            ["2026年7月业务状况"],
            ["客户名称", "业务量（万元）", "波动原因"],
            ["苏州迅捷", 560, "旺季"],
            *("month", Note("2026年7月业务状况", ("title-month",))),
        ),
    ],
    ids=["unit", "month"],
)
def test_what_is_taken_from_above_is_noted_and_proposes_no_repair(
    above: list[object], headings: list[object], row: list[object], field: str, note: Note
) -> None:
    (record,) = sheet([above, headings, row]).records
    assert record.notes[field] == note
    assert repairs([record], desk.SCHEMAS) == []


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("2026年9月业务状况分析", "2026-09"),
        ("业务状况（2026年9月）", "2026-09"),
        ("业务状况：2026年9月份", "2026-09"),
        ("二〇二六年九月业务状况", "2026-09"),
        ("2026-09业务状况", "2026-09"),
        ("2026年9月业务状况（2026年10月3日编制）", "2026-09"),
        ("2026年第三季度业务状况", None),
        ("2026年业务状况", None),
        ("2026年上半年业务状况", None),
        ("2026年8月至9月业务状况", None),
        ("2026年7、8月业务状况", None),
        ("2026年1-9月业务状况", None),
        ("2026年9月第2周业务状况", None),
        ("截至2026年9月业务状况", None),
        ("业务状况（2026年1月修订）", None),
        ("业务状况 KD-2026-09", None),
    ],
)
def test_a_title_gives_its_month_where_it_names_one_and_no_other_span(
    title: str, month: str | None
) -> None:
    rows: list[list[object]] = [
        [title],
        ["客户名称", "业务量（万元）", "波动原因"],
        ["苏州迅捷", 560, "旺季"],
    ]
    file = sheet(rows, "业务状况")
    (record,) = file.records
    there = record.get("month")
    assert (str(there) if there else None) == month
    assert ("KD105" in {one.code for one in file.findings}) is (month is None)


@pytest.mark.parametrize(
    ("said", "sales"),
    [
        ("单位：万元", "6800"),
        ("单位:人民币万元", "6800"),
        ("（金额单位：元）", "0.68"),
        ("单位 亿元", "68000000"),
        ("本表金额单位均为万元", "6800"),
        ("2026年客户档案（单位：万元、台）", "6800"),
        ("币种：人民币 单位：万元 日期：2026-09-30", "6800"),
        ("单位：元、万元", "KD114"),
        ("单位：元/台", "KD114"),
        ("单位：台", "KD114"),
        ("填报单位：万元", "KD114"),
    ],
)
def test_a_unit_is_stated_above_in_many_ways(said: str, sales: str) -> None:
    rows: list[list[object]] = [
        [said],
        ["客户编号", "客户名称", "年销售额"],
        ["KA-001", "苏州迅捷", 6800],
    ]
    value = sheet(rows).records[0].get("annual_sales")
    assert (value.code if isinstance(value, Unread) else str(value)) == sales


@pytest.mark.parametrize(
    ("file", "titles", "month"),
    [
        ("2026年9月业务状况.xlsx", [], "2026-09"),
        ("业务状况2026-09.xlsx", [], "2026-09"),
        ("2026年9月业务状况.xlsx", [["时间：2026年8月"]], "2026-08"),
        ("2026年7-9月业务状况.xlsx", [], "None"),
        ("2026年9月业务状况.xlsx", [["2026年第三季度"]], "None"),
    ],
)
def test_the_name_of_a_file_gives_the_month_where_the_sheet_names_no_time(
    file: str, titles: list[list[object]], month: str
) -> None:
    headings: list[object] = ["客户名称", "业务量（万元）", "波动原因", "新业务"]
    read = sheet([*titles, headings, ["苏州迅捷电梯有限公司", 560, "旺季", "无"]], file=file)
    (record,) = read.records
    assert str(record.get("month")) == month
    told = {finding.code for finding in read.findings}
    assert ("KD105" in told) == (month == "None")
    assert ("KD155" in told) == (month != "None" and not titles)


@pytest.mark.parametrize(
    ("title", "name", "file", "told"),
    [
        ("2026年7月业务状况", "8月", "交来.xlsx", True),
        ("2026年7月业务状况", "2025年7月", "交来.xlsx", True),
        ("2026年7月业务状况", "业务状况", "2026年8月业务状况.xlsx", True),
        ("2025年12月业务状况", "业务状况", "2026年业务状况.xlsx", True),
        ("2026年7月业务状况", "7月", "2026年8月业务状况.xlsx", False),  # a sheet of each month
        ("2026年7月业务状况", "业务状况", "2026年7-8月业务状况.xlsx", False),
        ("2026年7月业务状况", "业务状况", "8月3日交.xlsx", False),
        ("2026年7月业务状况", "业务状况", "业务状况-8月.xlsx", True),
        ("2026年7月业务状况", "业务状况", "业务状况（8月提交）.xlsx", False),
        ("2026年7月业务状况", "近3个月", "业务状况8月例会.xlsx", False),
        ("业务状况（2026年8月更新）", "7月", "交来.xlsx", False),
        ("2026年第三季度业务状况", "8月", "交来.xlsx", False),
        ("2026年7月业务状况", "第8周", "交来.xlsx", False),
    ],
)
@pytest.mark.parametrize("upright", [False, True])
def test_a_title_that_tells_of_another_month_than_the_name_is_told(
    title: str, name: str, file: str, told: bool, upright: bool
) -> None:
    labels, values = (
        ["客户名称", "业务量（万元）", "波动原因", "新业务"],
        ["迅捷", 560, "旺季", "无"],
    )
    pairs = [list(pair) for pair in zip(labels, values, strict=True)]
    read = sheet([[title], *(pairs if upright else [labels, values])], name, file)
    assert [one.place for one in read.findings if one.code == "KD628"] == (
        [Place(file, name, 1, 1)] if told else []
    )


def test_an_archive_needs_no_title_to_tell_when_it_is() -> None:
    rows = [["客户档案（2026年7月）"], ["客户编号", "客户名称"], ["KA-001", "苏州迅捷电梯有限公司"]]
    codes = {one.code for one in sheet(rows, "2025年建档", "客户档案2025.xlsx").findings}
    assert "KD628" not in codes


@pytest.mark.parametrize(
    ("title", "name", "days", "told"),
    [
        ("2026年第2季度拜访", "三季度", ["2026-07-05", "2026-09-20"], ["KD169"]),
        ("2026年第3季度拜访", "二季度", ["2026-07-05", "2026-09-20"], []),
        ("2026年第2季度拜访", "三季度", ["2026-06-30", "2026-07-05"], []),  # one of them is late
        ("2026年第2季度拜访", "三季度", ["26.7.5"], []),  # nobody knows its day
        ("拜访", "三季度", ["2026-07-05"], []),
    ],
)
def test_a_title_of_the_quarter_before_is_told_where_no_visit_is_of_that_quarter(
    title: str, name: str, days: list[str], told: list[str]
) -> None:
    rows = [[*A_VISIT[:1], day, *A_VISIT[2:]] for day in days]
    files = [sheet([[title], VISITS, *rows], name)]
    _, findings = review.validate(files, desk.SCHEMAS, date(2026, 10, 8))
    assert [one.code for one in findings if one.code == "KD169"] == told


@pytest.mark.parametrize(
    "below",
    [
        [["杭州恒达", "2026-08-10", "大客户经理", "李晓雯"]],
        [["八月拜访计划"], VISITS, ["苏州迅捷电梯有限公司", "2026-08-10", "大客户经理", "李晓雯"]],
    ],
)
def test_visits_with_faults_and_plans_do_not_show_a_title_to_be_of_another_month(
    below: list[list[object]],
) -> None:
    faulty = [*A_VISIT[:2], "亲自", "李晓雯"]
    files = [sheet([["2026年7月拜访记录"], VISITS, faulty, *below], "拜访记录")]
    _, findings = review.validate(files, desk.SCHEMAS, date(2026, 10, 8))
    codes = {one.code for one in findings}
    assert "KD203" in codes
    assert "KD169" not in codes


@pytest.mark.parametrize(
    ("said", "days", "codes", "until"),
    [
        ("2026-09-30", ["2026-09-05"], set(), date(2026, 9, 30)),
        ("2026-10-31", ["2026-09-05"], set(), date(2026, 10, 31)),
        ("2027-09-30", ["2026-09-05", "2026-09-20"], {"KD165"}, date(2026, 9, 20)),
        ("2026-12-31", ["2026-09-05", "2026-12-20"], set(), date(2026, 12, 31)),  # an old run again
        ("2026-08-30", ["2026-08-05", "2026-09-01"], {"KD166"}, date(2026, 8, 30)),
        ("2026-08-30", ["2026-08-05", "2026-10-20"], set(), date(2026, 8, 30)),  # still to come
    ],
)
def test_what_a_sheet_says_of_its_days_is_held_against_its_rows_and_today(
    said: str, days: list[str], codes: set[str], until: date
) -> None:
    as_of = date(2026, 10, 8)
    rows = [[*A_VISIT[:1], day, *A_VISIT[2:]] for day in days]
    files = [sheet([[f"数据截至：{said}"], VISITS, *rows])]
    records, findings = review.validate(files, desk.SCHEMAS, as_of)
    assert {one.code for one in findings} & {"KD165", "KD166"} == codes
    (file,) = review.settled(files, records, desk.SCHEMAS, as_of)
    assert file.sheets[0].speaks_until == until
