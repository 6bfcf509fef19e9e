"""From workbooks to records: real files by several writers, sound, sloppy and hostile."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kamdocs import review
from kamdocs.intake import Source, gather, read_all, read_content, read_source
from kamdocs.intake.ours.stamps import page, written
from kamdocs.model import LANGS, FileReading, Level, Place, Report
from kamdocs.reports import as_json, as_text
from kamdocs.words import how_to_mend, what
from kamdocs.words.codes import READING
from tests import desk, office

Rows = Sequence[Sequence[Any]]
Writer = Callable[..., bytes]
AS_OF = date(2026, 10, 8)


def by_openpyxl(sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_xlsxwriter(sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy/m/d"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(number, column, cell, None, "")
                elif cell is not None:
                    sheet.write(number, column, cell)
        if name in hidden:
            sheet.hide()
    book.close()
    return stream.getvalue()


WRITERS = {"openpyxl": by_openpyxl, "XlsxWriter": by_xlsxwriter}


@pytest.fixture(params=WRITERS)
def write(request: pytest.FixtureRequest) -> Writer:
    """Each test that asks for it runs once with the workbooks of every writer."""
    return WRITERS[request.param]


def read(content: bytes, name: str = "交来.xlsx") -> FileReading:
    return read_content(name, content, desk.SCHEMAS)


def found_in(file: FileReading) -> list[str]:
    return [desk.said(finding) for finding in file.findings]


def values(file: FileReading, field: str) -> list[object]:
    return [record.get(field) for record in file.records]


HEADINGS = ["客户编号", "客户名称", "年销售额（万元）", "合作开始日期", "联系电话"]
XUNJIE = ["KA-001", "苏州迅捷电梯有限公司", 6800, date(2016, 3, 1), "0512-63456789"]
YUNSUO = ["KA-002", "云梭电梯（中国）有限公司", "1,200", "2019年5月6日", 13800138000]
VISITS = ["客户名称", "拜访日期", "出差人员"]
VISIT = ["苏州迅捷电梯有限公司", date(2026, 7, 15), "李晓雯、韩冬"]


# Tables


def test_a_sheet_is_read_with_the_cell_of_every_value(write: Writer) -> None:
    file = read(write({"客户档案": [HEADINGS, XUNJIE, YUNSUO]}))
    assert file.read
    assert found_in(file) == []
    first, second = file.records
    assert first.values == {
        "code": "KA-001",
        "name": "苏州迅捷电梯有限公司",
        "annual_sales": 6800,
        "cooperation_since": date(2016, 3, 1),
        "phone": "0512-63456789",
    }
    assert second.values["annual_sales"] == 1200
    assert second.values["cooperation_since"] == date(2019, 5, 6)
    assert second.values["phone"] == "13800138000"
    assert str(second.place("phone")) == "[交来.xlsx]客户档案!E3"
    (sheet,) = file.sheets
    assert (sheet.kind, sheet.heading_row, sheet.rows, sheet.cells) == ("customer", 1, 2, 10)
    assert sheet.headings["phone"] == 5


def test_columns_may_stand_in_any_order_and_by_any_name(write: Writer) -> None:
    headings = ["电话*", "客户\n全称", "ＩＤ", "客户ID（必填）", "年度销售额(元)"]
    file = read(
        write({"客户档案": [headings, [13800138000, "云梭电梯", None, "KA-002", 12000000]]})
    )
    (record,) = file.records
    assert record.values == {
        "phone": "13800138000",
        "name": "云梭电梯",
        "code": "KA-002",
        "annual_sales": 1200,
    }
    assert str(record.place("annual_sales")) == "[交来.xlsx]客户档案!E2"


def test_titles_and_blanks_before_the_table_leave_the_cells_true(write: Writer) -> None:
    blank = [None, None]
    rows = [
        [],
        [*blank, "客户档案登记表"],
        [*blank, "填表说明：带*的必填", None, "第1页"],
        [],
        [*blank, *HEADINGS],
        [*blank, *XUNJIE],
    ]
    file = read(write({"客户档案": rows}))
    (record,) = file.records
    assert str(record.place("code")) == "[交来.xlsx]客户档案!C6"
    assert str(record.place("phone")) == "[交来.xlsx]客户档案!G6"
    assert file.sheets[0].heading_row == 5
    assert found_in(file) == []


def test_a_blank_first_column_counts(write: Writer) -> None:
    file = read(write({"客户档案": [[None, *HEADINGS], [None, *XUNJIE]]}))
    assert str(file.records[0].place("code")) == "[交来.xlsx]客户档案!B2"


def test_several_kinds_in_one_workbook_are_told_apart(write: Writer) -> None:
    file = read(
        write(
            {
                "客户": [HEADINGS, XUNJIE],
                "Sheet2": [VISITS, VISIT],
                "九月": [["客户名称", "月份", "业务量（万元）"], ["苏州迅捷", "2026-09", 560]],
                "台账": [["文件类型", "提交日期"], ["服务承诺书", date(2026, 1, 8)]],
            }
        )
    )
    assert [sheet.kind for sheet in file.sheets] == [
        *("customer", "visit", "business_status", "document"),
    ]
    assert [record.kind for record in file.records] == [sheet.kind for sheet in file.sheets]
    assert [record.day for record in file.records] == [
        *(None, date(2026, 7, 15), date(2026, 9, 30), date(2026, 1, 8)),
    ]


def test_the_name_of_a_sheet_decides_where_headings_fit_two_kinds(write: Writer) -> None:
    rows = [["客户编号", "客户名称", "备注"], ["KA-001", "苏州迅捷", "无"]]
    assert [sheet.kind for sheet in read(write({"客户档案": rows})).sheets] == ["customer"]
    assert [sheet.kind for sheet in read(write({"拜访记录": rows})).sheets] == ["visit"]


def test_a_sheet_that_fits_two_kinds_equally_is_not_guessed(write: Writer) -> None:
    rows = [["拜访日期", "客户名称", "文件类型"], [date(2026, 7, 15), "苏州迅捷", "其他"]]
    file = read(write({"Sheet1": rows}))
    assert found_in(file) == ["KD108 Sheet1!"]
    assert {str(kind.zh) for kind in file.findings[0].facts["kinds"]} == {"拜访报告", "报告台账"}
    assert not file.read


def test_an_unknown_heading_is_said_with_what_it_may_mean(write: Writer) -> None:
    file = read(
        write({"客户档案": [[*HEADINGS, "客户名城", "对口车间"], [*XUNJIE, "x", "y"], YUNSUO]})
    )
    assert found_in(file) == ["KD104 客户档案!F1", "KD104 客户档案!G1"]
    assert [finding.facts["near"] and finding.facts["near"].en for finding in file.findings] == [
        "; did you mean “Customer name”?",
        "",
    ]
    assert {finding.level for finding in file.findings} == {Level.NOTE}
    assert file.sheets[0].skipped == {"unknown-column": 2}


def test_of_two_columns_for_one_field_the_first_is_read(write: Writer) -> None:
    rows = [["客户编号", "客户名称", "公司名称"], ["KA-001", "苏州迅捷", "别的"]]
    file = read(write({"客户档案": rows}))
    assert found_in(file) == ["KD106 客户档案!C1"]
    assert file.findings[0].facts["other"] == Place("交来.xlsx", "客户档案", 1, 2)
    assert values(file, "name") == ["苏州迅捷"]


def test_a_missing_column_is_said_once_however_many_rows_there_are(write: Writer) -> None:
    rows = [["客户名称", "联系人"], *([f"客户{number}", "钱思远"] for number in range(20))]
    file = read(write({"客户档案": rows}))
    _, findings = review.validate([file], desk.SCHEMAS, AS_OF)
    assert [desk.said(finding) for finding in findings] == ["KD105 客户档案!1:1"]


def test_totals_notes_and_blank_rows_are_skipped_and_counted(write: Writer) -> None:
    rows = [
        HEADINGS,
        XUNJIE,
        [" ", None, "\u00a0"],
        YUNSUO,
        [],
        ["合计", None, 8000],
        [None, "小 计：", 8000],
        ["备注：金额含税"],
        ["填表说明: 略"],
        ["\u200b"],
    ]
    file = read(write({"客户档案": rows}))
    assert values(file, "code") == ["KA-001", "KA-002"]
    assert file.sheets[0].skipped == {"blank": 3, "note": 2, "total": 2}
    assert found_in(file) == []


def test_a_row_that_only_begins_like_a_note_is_a_record(write: Writer) -> None:
    file = read(write({"客户档案": [HEADINGS, ["备注：", "苏州迅捷", 1]]}))
    assert values(file, "name") == ["苏州迅捷"]


@pytest.mark.parametrize(
    ("name", "above", "wanted"),
    [
        ("拜访报告", ["数据截至：2026-04-30"], []),
        ("拜访报告", ["2026年4月拜访报告"], ["KD123 拜访报告!2:2"]),
        ("客户档案", ["数据截至：2026-04-30"], ["KD123 客户档案!2:2"]),
    ],
    ids=[
        "up to a day there was nothing",
        "nobody says so",
        "an archive is never without customers",
    ],
)
def test_a_month_in_which_nothing_happened(
    name: str, above: list[str], wanted: list[str], write: Writer
) -> None:
    visits = ["客户名称", "拜访日期", "出差人员", "拜访内容"]
    file = read(write({name: [above, HEADINGS if name == "客户档案" else visits]}))
    assert found_in(file) == wanted


def test_headings_without_rows_are_a_warning(write: Writer) -> None:
    file = read(write({"客户档案": [HEADINGS]}))
    assert found_in(file) == ["KD123 客户档案!1:1"]
    assert file.findings[0].level is Level.WARNING


def test_sheets_that_are_none_of_ours_are_said(write: Writer) -> None:
    file = read(write({"封面": [["2026年"]], "客户档案": [HEADINGS, XUNJIE], "空": []}))
    assert found_in(file) == ["KD103 封面!"]
    assert file.findings[0].level is Level.NOTE
    assert [sheet.kind for sheet in file.sheets] == ["", "customer", ""]


def test_a_workbook_without_any_sheet_of_ours_is_not_read(write: Writer) -> None:
    file = read(write({"菜单": [["星期", "主菜"], ["周一", "红烧肉"]], "空": []}))
    assert [str(finding.place) for finding in file.findings] == ["[交来.xlsx]"]
    assert [finding.code for finding in file.findings] == ["KD102"]
    assert not file.read


def test_a_hidden_sheet_is_read_and_said_to_be_hidden(write: Writer) -> None:
    content = write({"客户档案": [HEADINGS, XUNJIE], "拜访": [VISITS, VISIT]}, hidden=["拜访"])
    file = read(content)
    assert [(sheet.sheet, sheet.hidden) for sheet in file.sheets] == [
        ("客户档案", False),
        ("拜访", True),
    ]
    assert len(file.records) == 2


def test_a_very_hidden_sheet_is_said_to_be_hidden() -> None:
    book = openpyxl.load_workbook(io.BytesIO(by_openpyxl({"空": [], "拜访": [VISITS, VISIT]})))
    book["拜访"].sheet_state = "veryHidden"
    assert read(saved(book)).sheets[1].hidden


# What stands in the cells


def test_a_formula_without_a_result_is_never_a_blank(write: Writer) -> None:
    rows = [HEADINGS, ["KA-001", '="苏州"&"迅捷"', 1], ["=A1", "苏州迅捷", None]]
    file = read(write({"客户档案": rows}))
    _, findings = review.validate([file], desk.SCHEMAS, AS_OF)
    assert [desk.said(one) for one in findings] == ["KD121 客户档案!B2", "KD121 客户档案!A3"]


def test_a_row_of_nothing_but_a_formula_is_no_blank_row(write: Writer) -> None:
    file = read(write({"客户档案": [HEADINGS, XUNJIE, [None, None, "=C2"]]}))
    _, findings = review.validate([file], desk.SCHEMAS, AS_OF)
    assert [desk.said(one) for one in findings] == [
        *("KD201 客户档案!A3", "KD201 客户档案!B3", "KD121 客户档案!C3"),
    ]


def test_the_saved_result_of_a_formula_is_read() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("客户档案")
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ["KA-001"])
    sheet.write_formula(1, 1, '="苏州"&"迅捷"', None, "苏州迅捷")
    sheet.write_formula(1, 2, "=3400*2", None, 6800)
    book.close()
    file = read(stream.getvalue())
    assert (values(file, "name"), values(file, "annual_sales")) == (["苏州迅捷"], [6800])
    assert found_in(file) == []


def test_a_formula_whose_result_is_empty_is_a_blank() -> None:
    content = by_openpyxl({"客户档案": [HEADINGS, ["KA-001", "苏州迅捷", '=IF(A1="","",1)']]})
    content = with_cell(content, "C2", '<c r="C2" t="str"><f>IF(A1="","",1)</f><v></v></c>')
    file = read(content)
    assert values(file, "annual_sales") == [None]
    _, findings = review.validate([file], desk.SCHEMAS, AS_OF)
    assert findings == ()


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#NAME?"])
def test_an_error_cell_is_never_a_blank(write: Writer, error: str) -> None:
    content = write({"客户档案": [HEADINGS, ["KA-001", "苏州迅捷", 6800], YUNSUO]})
    content = with_cell(content, "C2", f'<c r="C2" t="e"><v>{error}</v></c>')
    file = read(content)
    _, findings = review.validate([file], desk.SCHEMAS, AS_OF)
    assert [desk.said(one) for one in findings] == ["KD120 客户档案!C2"]
    assert findings[0].facts["value"] == error


def test_a_row_of_totals_may_hold_formulas_and_errors(write: Writer) -> None:
    rows = [HEADINGS, XUNJIE, ["合计", None, "=SUM(C2:C2)"]]
    file = read(write({"客户档案": rows}))
    assert values(file, "code") == ["KA-001"]
    assert file.sheets[0].skipped == {"total": 1}


def test_what_stands_only_in_columns_that_are_none_of_ours_makes_no_rows(write: Writer) -> None:
    legend = [None] * 7
    rows = [
        ["序号", *HEADINGS],
        [1, *XUNJIE, *legend, "图例"],
        [2, *[None] * 5, *legend, "=ROW()"],
        ["=A3+1", *[None] * 5, *legend, "红：必填"],
    ]
    file = read(write({"客户档案": rows}))
    assert values(file, "code") == ["KA-001"]
    assert file.sheets[0].skipped == {"blank": 2, "no-heading": 3}
    assert found_in(file) == []


def with_cell(content: bytes, cell: str, xml: str) -> bytes:
    """The workbook with the XML of one cell of its first sheet put in place of what is there."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                before, start, rest = part.partition(f'<c r="{cell}"'.encode())
                assert start
                end = rest.index(b"/>") + 2 if b"/>" in rest.split(b">")[0] + b">" else None
                after = rest[end:] if end else rest.partition(b"</c>")[2]
                part = before + xml.encode() + after
            new.writestr(name, part)
    return stream.getvalue()


def test_dates_of_the_1904_system_are_the_days_that_excel_shows() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    for row in (VISITS, ["苏州迅捷", datetime(2026, 7, 15, 9, 30), "李晓雯"]):
        sheet.append(row)
    assert values(read(saved(book)), "visited_on") == [date(2026, 7, 15)]


def test_a_bare_serial_of_the_1904_system_may_be_a_moment_or_a_month_as_well() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for kind, name, serial in (
        ("issue", "received_at", 44756.375),
        ("business_status", "month", 44756),
    ):
        schema = desk.SCHEMAS[kind]
        sheet = book.create_sheet(schema.sheets[0])
        sheet.append(["客户名称", schema.fields[name].label.zh])
        sheet.append(["苏州迅捷", serial])
    records = {one.kind: one for one in read(saved(book)).records}
    assert str(records["issue"].get("received_at")) == "2026-07-15 09:00"
    assert str(records["business_status"].get("month")) == "2026-07"


def test_a_serial_in_a_general_cell_is_taken_with_a_note(write: Writer) -> None:
    file = read(write({"拜访": [VISITS, ["苏州迅捷", 46218, "李晓雯"]]}))
    assert values(file, "visited_on") == [date(2026, 7, 15)]
    assert found_in(file) == ["KD118 拜访!B2"]
    assert file.findings[0].level is Level.NOTE


@pytest.mark.parametrize(
    "serial", ["NaN", "inf", "1e999", "-1", "0", "60", "2958466", "99999999999", "1e-300"]
)
@pytest.mark.parametrize("cell", ["C2", "D2"])
def test_numbers_that_no_excel_writes_are_survived(cell: str, serial: str) -> None:
    content = by_openpyxl({"客户档案": [HEADINGS, XUNJIE]})
    style = ' s="1"' if cell == "D2" else ""
    content = with_cell(content, cell, f'<c r="{cell}"{style}><v>{serial}</v></c>')
    assert survived(read(content)).files[0].read


HOSTILE = {
    "the longest text": "长" * 32767,
    "the longest number": "9" * 32767,
    "emoji": "👨\u200d👩\u200d👧" * 20,
    "right to left": "\u202e有限公司\u202c",
    "an unseen mark": "\u200b",
    "a line feed": "一\n二\r\n三",
    "an escape of Excel": "_x0000__x001F_",
    "braces": "{field} {0} {",
    "a format": "%s %d",
    "mark-up": "<b>&amp;</b>",
    "an impossible quarter": "0000Q1",
    "the last year": "9999Q4",
    "a month that cannot be": "2024.13",
    "a number as a word": "nan",
    "another digit": "٣",
    "a great number": 1e300,
    "a number with too many digits": 123456789012345678,
    "a truth": True,
    "the last day": datetime(9999, 12, 31),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_whatever_is_typed_is_survived(write: Writer, what: str) -> None:
    kinds = ("visit", "grading") if what.startswith("the longest") else desk.SCHEMAS
    for kind in kinds:
        schema = desk.SCHEMAS[kind]
        fields = list(schema.fields.values())
        rows = [[field.label.zh for field in fields], [HOSTILE[what]] * len(fields)]
        file = read(write({schema.title.zh: rows}))
        assert [sheet.kind for sheet in file.sheets] == [kind]
        survived(file)


def survived(*files: FileReading) -> Report:
    """The report of files, said in both languages and as JSON."""
    _, findings = review.validate(files, desk.SCHEMAS, AS_OF)
    report = Report(AS_OF, files, findings)
    for lang in LANGS:
        for line in as_text(report, lang).splitlines():
            assert len(line) < 1000
    assert json.loads("".join(as_json(report)))["files"]
    return report


@pytest.mark.parametrize(
    "name", ["Joe's", "（华东）", "Q3", "2026-13", "2026年9月", "😀", "R1C1", " 客户 ", "a" * 31]
)
def test_any_name_of_a_sheet_will_do(write: Writer, name: str) -> None:
    file = read(write({name: [HEADINGS, ["KA-001", "=A1"]]}))
    report = survived(file)
    assert [finding.code for finding in report.findings] == ["KD121"]
    assert file.records[0].row.sheet == name


def test_a_style_down_to_the_last_row_makes_no_rows() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, XUNJIE):
        sheet.append(row)
    sheet["A1048576"].number_format = "0.00"
    sheet.column_dimensions["B"].hidden = True
    file = read(saved(book))
    assert len(file.records) == 1
    assert found_in(file) == []


# For which days a sheet speaks

QUARTER = (date(2026, 7, 1), date(2026, 9, 30), "stated")
AUGUST = (date(2026, 8, 1), date(2026, 8, 31), "stated")
GIVEN = (None, date(2026, 9, 30), "given")
LATEST = (date(2026, 7, 1), date(2026, 7, 15), "latest")
SPEAKS: dict[str, tuple[str, Rows, str, tuple[date | None, date, str]]] = {
    "a line says until when": ("拜访", [["数据截至：2026-09-30"]], "a.xlsx", GIVEN),
    "the line in other words": ("拜访", [["数据截止: 2026年9月30日"]], "a.xlsx", GIVEN),
    "the line in English": ("拜访", [["Data through: 2026-09-30"]], "a.xlsx", GIVEN),
    "the line as offices write it": ("拜访", [["Data up to 2026-09-30"]], "a.xlsx", GIVEN),
    "as of a day": ("拜访", [["Visits as of: 2026-09-30"]], "a.xlsx", GIVEN),
    "as of a day beside it": ("拜访", [["Data as of", "2026-09-30"]], "a.xlsx", GIVEN),
    "as of a day in words": ("拜访", [["Visits as of 30 September 2026"]], "a.xlsx", GIVEN),
    "the month first": ("拜访", [["Data through September 30, 2026 (draft)"]], "a.xlsx", GIVEN),
    "the day in the next cell": ("拜访", [["数据截至", date(2026, 9, 30)]], "a.xlsx", GIVEN),
    "from what its name says until what the line says": (
        "拜访2026-08",
        [["数据截至：2026-09-30"]],
        "a.xlsx",
        (date(2026, 8, 1), date(2026, 9, 30), "given"),
    ),
    "a title with the line in brackets": (
        "拜访",
        [["2026年三季度拜访（数据截至2026-09-28）"]],
        "a.xlsx",
        (date(2026, 7, 1), date(2026, 9, 28), "given"),
    ),
    "a line before the name's days": (
        "拜访2026-10",
        [["数据截至：2026-09-30"]],
        "a.xlsx",
        GIVEN,
    ),
    "a line without a day": ("拜访", [["数据截至：九月底"]], "a.xlsx", LATEST),
    "the sheet's name": ("拜访2026年8月", [], "2026-09.xlsx", AUGUST),
    "a quarter": ("拜访2026Q3", [], "a.xlsx", QUARTER),
    "a title": ("拜访", [["2026年第三季度拜访报告"]], "2026-08.xlsx", QUARTER),
    "a sheet's name before a title": ("拜访2026-08", [["2026年三季度"]], "a.xlsx", AUGUST),
    "the file's name": ("拜访", [], "华东/拜访-2026-08.xlsx", AUGUST),
    "a month without a hyphen": ("拜访", [], "拜访202608.xlsx", AUGUST),
    "from a month to a month": ("拜访", [], "拜访2026-07至2026-09-张三.xlsx", QUARTER),
    "the same with points": ("拜访", [], "拜访2026.07-2026.09.xlsx", QUARTER),
    "the same without a hyphen": ("拜访", [], "拜访202607-202609.xlsx", QUARTER),
    "the same in words": ("拜访2026年7月至2026年9月", [], "a.xlsx", QUARTER),
    "the year said once": ("拜访", [], "拜访2026-07至09.xlsx", QUARTER),
    "over the turn of a year": (
        *("拜访", [["2025年12月至2026年9月拜访报告"]], "a.xlsx"),
        (date(2025, 12, 1), date(2026, 9, 30), "stated"),
    ),
    "a month behind a day is none": ("拜访2026-08-11", [], "a.xlsx", LATEST),
    "a folder says nothing": ("拜访", [], "2026-08/拜访.xlsx", LATEST),
    "a month that cannot be": ("拜访", [], "拜访2026.13.xlsx", LATEST),
    "a day is no month": ("拜访", [], "拜访20260815.xlsx", LATEST),
    "nothing is said": ("拜访", [], "a.xlsx", LATEST),
}


@pytest.mark.parametrize("what", SPEAKS)
def test_for_which_days_a_sheet_speaks(write: Writer, what: str) -> None:
    sheet, above, name, speaks = SPEAKS[what]
    early, late = ["苏州迅捷", date(2026, 7, 1), "甲"], ["苏州迅捷", date(2027, 7, 1), "乙"]
    file = read(write({sheet: [*above, VISITS, VISIT, early, late]}), name)
    records, _ = review.validate([file], desk.SCHEMAS, AS_OF)
    (found,) = review.settled([file], records, desk.SCHEMAS, AS_OF)[0].sheets
    assert (found.speaks_from, found.speaks_until, found.by) == speaks


def test_a_sheet_without_any_day_does_not_say(write: Writer) -> None:
    file = read(write({"客户档案": [HEADINGS, XUNJIE]}))
    (found,) = review.settled([file], file.records, desk.SCHEMAS, AS_OF)[0].sheets
    assert (found.speaks_from, found.speaks_until, found.by) == (None, None, "")


# Files that are no workbooks


def locked(content: bytes, password: str = "秘密") -> bytes:
    """The workbook with a password to open it."""
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, stream)
    return stream.getvalue()


def slipped(content: bytes, cell: str) -> bytes:
    """The workbook with something in one more cell of its first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0][cell] = "1"
    return saved(book)


def merged(content: bytes, cells: str) -> bytes:
    """The workbook with some cells of its first sheet merged."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0].merge_cells(cells)
    return saved(book)


def an_archive(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


REFUSED = {
    "a letter": ("此致 敬礼".encode(), "KD102"),
    "an empty file": (b"", "KD182"),
    "a zip without a workbook": (b"PK\x05\x06" + b"\0" * 18, "KD101"),
    "a zip cut short": (by_openpyxl({"客户档案": [HEADINGS, XUNJIE]})[:2000], "KD101"),
    "a Word document": (an_archive(**{"word__document.xml": b"<w/>"}), "KD101"),
    "the beginning of an old .xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "KD101"),
    "a workbook with a password": (locked(by_openpyxl({"客户档案": [HEADINGS, XUNJIE]})), "KD122"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "KD101"),
    "a PDF": (b"%PDF-1.7\n", "KD101"),
    "a program": (bytes(range(256)), "KD101"),
    "a web page": ("<html><table><tr><td>客户编号</td></tr></table>".encode(), "KD107"),
    "a web page in UTF-16": ("<html><table><tr><td>客户编号".encode("utf-16"), "KD107"),
    "an XML Spreadsheet 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "KD107",
    ),
    "a text with an open quotation mark": ('客户编号,客户名称\nKA-001,"苏州\n'.encode(), "KD101"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_workbook_is_said_and_never_sound(what: str) -> None:
    content, code = REFUSED[what]
    file = read(content, "交来.csv")
    assert [(one.code, str(one.place)) for one in file.findings] == [(code, "[交来.csv]")]
    assert not file.read
    assert not survived(file).compliant


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("damage", ["gone", "cut", "not XML"])
def test_a_workbook_with_a_broken_part_is_not_read(part: str, damage: str) -> None:
    whole = by_openpyxl({"客户档案": [HEADINGS, [*XUNJIE[:2], "=1+1"]]})
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = {"gone": b"", "cut": content[:-150], "not XML": b"\0<<>"}[damage]
                if damage == "gone":
                    continue
            new.writestr(name, content)
    file = read(stream.getvalue())
    assert {finding.code for finding in file.findings} <= {"KD101", "KD102", "KD182"}
    assert not file.read


def test_random_damage_is_survived() -> None:
    whole = bytearray(by_openpyxl({"客户档案": [HEADINGS, XUNJIE, ["KA-003", "=A1"]]}))
    for position in range(0, len(whole), 61):
        broken = bytearray(whole)
        broken[position] ^= 0xFF
        assert len(survived(read(bytes(broken))).files) == 1


@pytest.mark.parametrize(
    "name",
    [
        *("~$客户档案.xlsx", ".~客户档案.xlsx", "._客户档案.xlsx"),
        *("照片.png", ".DS_Store", "说明.docx"),
    ],
)
def test_what_is_no_sheet_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"anything")
    (source,) = gather([tmp_path])
    file = read_source(source, desk.SCHEMAS)
    assert (source.passed, file.passed, file.findings) == (True, True, ())


# Every code of reading

CELLS: dict[str, tuple[str, object]] = {
    "KD110": ("分类生效日期", "九月中旬"),
    "KD111": ("分类生效日期", "3/5/24"),
    "KD112": ("分类生效日期", "2024年3月"),
    "KD113": ("年销售额（万元）", "很多"),
    "KD114": ("年销售额", 6800),
    "KD154": ("年销售额（万元）", "五千"),
    "KD156": ("年销售额（万元）", "¥12,000,000"),
    "KD115": ("大配套", "部分"),
    "KD116": ("大客户经理", "同上"),
    "KD117": ("联系电话", 1380013800013800138),
    "KD118": ("分类生效日期", 45356),
    "KD137": ("大客户经理", "＊＊＊"),
    "KD120": ("年销售额（万元）", "#N/A"),
    "KD121": ("备注", "=A1"),
    "KD124": ("年度经营数量", "很多"),
    "KD140": ("分类生效日期", "2024年3月5日（周三）"),
    "KD141": ("年销售额（万元）", "六千多"),
    "KD142": ("年销售额（万元）", "500-600"),
    "KD143": ("年销售额（万元）", "500（预计）"),
    "KD144": ("分类生效日期", "见合同"),
    "KD145": ("年销售额（万元）", "30%"),
    "KD146": ("分类生效日期", "去年"),
    "KD147": ("年销售额（万元）", "500万美元"),
    "KD148": ("联系人", date(2026, 1, 2)),
    "KD149": ("年度经营数量", "2024：1,200；2024：1,300"),
    "KD184": ("联系电话（手机）", "13800138000"),
    "KD104": ("对口车间", "门机一车间"),
    "KD106": ("公司名称", "苏州迅捷"),
}
MONTHLY: list[list[Any]] = [["2026年7月业务状况"], ["客户名称", "业务量（万元）"], ["迅捷", 1]]
WORKBOOKS: dict[str, bytes] = {
    **{
        code: by_openpyxl({"客户": [["客户编号", "客户名称", heading], ["KA-001", "迅捷", cell]]})
        for code, (heading, cell) in CELLS.items()
    },
    "KD101": REFUSED["a picture"][0],
    "KD102": by_openpyxl({"菜单": [["星期", "主菜"]]}),
    "KD103": by_openpyxl({"封面": [["2026年"]], "客户": [HEADINGS, XUNJIE]}),
    "KD105": by_openpyxl({"客户": [["客户名称", "联系人"], ["迅捷", "钱思远"]]}),
    "KD107": REFUSED["a web page"][0],
    "KD108": by_openpyxl({"一": [["客户名称", "拜访日期", "文件类型"], ["迅捷"]]}),
    "KD157": by_openpyxl(
        {"状况": [["客户名称", "月份", "业务量（万元）", "满意度"], ["迅捷", "2026-09", 1, 0.92]]}
    ),
    "KD119": by_openpyxl({"状况": [["客户名称", "月份", "业务量（万元）"], ["迅捷", "九月", 1]]}),
    "KD125": by_openpyxl({"客户档案": [["名", "址"]], "客户": [HEADINGS, XUNJIE]}),
    "KD654": by_openpyxl({"8月": [VISITS, VISIT], "9月": [["何时", "何人"], ["九月", "李晓雯"]]}),
    "KD655": by_openpyxl(
        {
            "8月": [VISITS, VISIT],
            "9月": [
                ["日期", "单位", "人员", "事项", "结果"],
                ["2026-09-15", "迅捷", "李晓雯", "交期", "已催"],
            ],
        }
    ),
    "KD656": by_openpyxl({"拜访": [VISITS, VISIT], "作废": [VISITS, VISIT]}),
    "KD657": by_openpyxl(
        {
            "计划": [
                ["客户名称", "计划拜访日期", "拜访目的", "实际拜访日期", "拜访人"],
                ["迅捷", "2026-09-15", "交期", "2026-09-16", "李晓雯"],
            ]
        }
    ),
    "KD658": by_openpyxl(
        {"客户": [[*HEADINGS, None, "竞争对手", "主要产品"], [*XUNJIE, None, "甲公司", "门机"]]}
    ),
    "KD676": by_openpyxl(
        {"客户": [[*HEADINGS, "竞争对手", "主要产品"], [*XUNJIE, "甲公司", "门机"]]}
    ),
    "KD127": by_openpyxl({"客户": [["数据截至：九月底"], HEADINGS, XUNJIE]}),
    "KD165": by_openpyxl({"拜访": [["数据截至：2027-09-30"], VISITS, VISIT]}),
    "KD166": by_openpyxl({"拜访": [["数据截至：2026-06-30"], VISITS, VISIT]}),
    "KD169": by_openpyxl({"拜访": [["2025年第2季度拜访"], VISITS, VISIT]}),
    "KD122": REFUSED["a workbook with a password"][0],
    "KD128": by_openpyxl(
        {"一": [["客户名称", "迅捷"], ["联系人", "钱"], ["传真", "0512-63456780"]]}
    ),
    "KD129": by_openpyxl(
        {"一": [["客户编号", "KA-001"], ["客户名称", "迅捷"], ["联系人", "钱"], [None, "急"]]}
    ),
    "KD130": by_openpyxl(
        {"状况": [["月份：2026-09"], ["客户名称", "业务量（万元）"], ["迅捷", 1], ["云梭", 2]]}
    ),
    "KD677": by_openpyxl(
        {
            "业务状况2026": [
                ["客户名称", "指标", "1月", "2月"],
                ["迅捷", "业务量", 1, 2],
                [None, "回款", 1, 2],
            ]
        }
    ),
    "KD138": by_openpyxl({"业务状况": [["客户名称", "1月", "2月"], ["迅捷", 1, 2]]}),
    "KD139": by_openpyxl({"业务状况2026": [["客户名称", "1月", "2月"], ["迅捷", 1, 2]]}),
    "KD678": by_openpyxl({"客户分级": [["客户名称", "2025级别", "2026级别"], ["迅捷", "A", "B"]]}),
    "KD617": by_openpyxl(
        {"业务状况2026": [["月份", "迅捷公司", "云梭公司"], ["1月", 1, 2], ["2月", 3, 4]]}
    ),
    "KD179": by_openpyxl({"业务状况2026": [["客户名称", "1月计划", "2月计划"], ["迅捷", 1, 2]]}),
    "KD177": by_openpyxl({"业务状况2026": [["客户名称", "1月", "2月", "措施"], ["迅捷", 1, 2]]}),
    "KD134": by_openpyxl({"业务状况": [*MONTHLY, ["2026年第三季度"], ["云梭", 2]]}),
    "KD135": by_openpyxl({"业务状况": [*MONTHLY, ["8月"], ["云梭", 2]]}),
    "KD155": by_openpyxl(
        {
            "2026年8月": [
                ["业务状况"],
                ["客户名称", "业务量（万元）", "波动原因"],
                ["迅捷", 1, "旺季"],
            ]
        }
    ),
    "KD419": by_openpyxl(
        {
            "档案": [["客户编号", "客户名称"], ["KA-001", "迅捷"]],
            "业务状况": [["月份", "业务量（万元）"], ["2026年8月", 1]],
        }
    ),
    "KD136": by_openpyxl({"业务状况": [*MONTHLY, ["单位：元"], ["云梭", 2]]}),
    "KD180": by_openpyxl(
        {"一": [["客户编号", "KA-001"], ["客户名称", "迅捷"], ["备注", "一"], ["备注", "二"]]}
    ),
    "KD181": merged(
        by_openpyxl({"客户": [["客户编号", "客户名称", "联系人", "备注"], ["KA-1", "迅捷", "钱"]]}),
        "C2:D2",
    ),
    "KD178": merged(
        by_openpyxl({"业务状况2026": [["客户名称", "1月", "2月"], ["迅捷", "5万元"]]}),
        "B2:C2",
    ),
    "KD185": by_openpyxl({"客户": [["对口车间：门机一车间"], HEADINGS, XUNJIE]}),
    "KD186": by_openpyxl({"业务状况": [["编制：韩冬"], *MONTHLY, ["编制：李晓雯"]]}),
    "KD616": by_openpyxl({"业务状况": [*MONTHLY, ["编制：李晓雯", "审核：何伟"]]}),
    "KD188": by_openpyxl({"客户": [["客户编号", "客户名称", 2025], ["KA-001", "迅捷", 6800]]}),
    "KD629": by_openpyxl({"拜访": [["下周拜访计划"], VISITS, VISIT]}),
    "KD628": by_openpyxl({"8月": MONTHLY}),
    "KD627": by_openpyxl({"客户档案": [HEADINGS, [*XUNJIE, "待核实"]]}),
    "KD189": merged(
        by_openpyxl({"客户": [["客户编号", "客户名称", "联系人"], ["KA-1", "迅捷", "钱", "周"]]}),
        "C1:D1",
    ),
    "KD417": by_openpyxl({"拜访": [[*VISITS, "创建时间"], [*VISIT, date(2026, 7, 1)]]}),
    "KD619": by_openpyxl({"拜访": [[*VISITS, "审批状态"], [*VISIT, "已撤销"], [*VISIT, "同意"]]}),
    "KD187": by_openpyxl(
        {"客户": [["单位：万元"], ["客户编号", "客户名称", "年销售额"], ["KA-001", "迅捷", 6800]]}
    ),
    "KD182": by_openpyxl({"一": [], "二": []}),
    "KD183": "客户编号,客户名称\nKA-001,甲公司\n".encode() + "KA-002,乙公司\n".encode("gb18030"),
    "KD131": "客户编号,客户名称\nKA-001,迅捷\n".encode(),
    "KD170": slipped(by_openpyxl({"客户": [HEADINGS]}), "XFD1048576"),
    "KD133": by_openpyxl(
        {
            "kamdocs": written([page("填写说明", [["填写说明"]])]),
            "填写说明": [["填写说明"], ["迅捷"]],
        }
    ),
    "KD123": by_openpyxl({"客户": [HEADINGS]}),
}


ELSEWHERE = {
    *("KD126", "KD132", "KD167", "KD168", "KD622", "KD653", "KD671"),
    *("KD171", "KD172", "KD173", "KD174", "KD175", "KD176"),
}
"""What is found before there are bytes to read, or beside other files, or in an old .xls, or of a
file that means harm; tested with these."""


@pytest.mark.parametrize("code", sorted(set(READING) - ELSEWHERE))
def test_every_code_of_reading_fires_and_is_said_well(code: str) -> None:
    report = survived(read(WORKBOOKS[code]))
    found = [finding for finding in report.findings if finding.code == code]
    assert len(found) == 1
    for lang in LANGS:
        for words in (what(found[0], lang), how_to_mend(code, found[0].facts, lang)):
            assert not re.search(r"[{}]|None|True|Decimal|datetime|Text\(|\('|\['", words)


def test_the_codes_of_reading_are_all_there_is_to_find_while_reading() -> None:
    assert set(WORKBOOKS) == set(READING) - ELSEWHERE


# Files and folders


def folders(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"PK")
    return root


def shown(*paths: Path) -> list[str]:
    return [source.shown for source in gather(paths)]


def test_files_of_folders_are_shown_by_their_path_from_there(tmp_path: Path) -> None:
    root = folders(tmp_path, "客户.xlsx", "华东/拜访.xlsx", "华东/九月/拜访.xlsx")
    assert shown(root) == ["华东/九月/拜访.xlsx", "华东/拜访.xlsx", "客户.xlsx"]
    assert shown(root / "华东") == ["九月/拜访.xlsx", "拜访.xlsx"]
    assert shown(root / "华东" / "拜访.xlsx") == ["拜访.xlsx"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    root = folders(tmp_path, "华东/客户.xlsx", "华南/客户.xlsx", "华南/拜访.xlsx")
    apart = ["华东/客户.xlsx", "华南/客户.xlsx"]
    assert shown(root / "华东", root / "华南") == [*apart, "拜访.xlsx"]
    assert shown(root / "华东" / "客户.xlsx", root / "华南" / "客户.xlsx") == apart


def test_folders_of_one_name_are_told_apart_by_those_above(tmp_path: Path) -> None:
    root = folders(tmp_path, "华东/九月/客户.xlsx", "华南/九月/客户.xlsx")
    assert shown(root / "华东" / "九月", root / "华南" / "九月") == [
        "华东/九月/客户.xlsx",
        "华南/九月/客户.xlsx",
    ]


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    root = folders(tmp_path, "华东/客户.xlsx")
    file = root / "华东" / "客户.xlsx"
    assert shown(file, file) == ["客户.xlsx"]
    assert shown(file, root, root / "华东" / ".." / "华东") == ["华东/客户.xlsx"]


def test_the_order_of_the_paths_changes_nothing(tmp_path: Path) -> None:
    root = folders(tmp_path, "华东/九月/客户.xlsx", "华东/拜访.xlsx", "华南/客户.xlsx")
    paths = [
        root / "华东" / "九月" / "客户.xlsx",
        root / "华东",
        root / "华南",
        root / "华东" / "九月",
    ]
    assert shown(*paths) == shown(*reversed(paths))
    assert shown(*paths) == ["九月/客户.xlsx", "客户.xlsx", "拜访.xlsx"]


def link(path: Path, aim: Path) -> None:
    with suppress(OSError):
        path.symlink_to(aim)
    if not path.is_symlink():
        pytest.skip("the system lets nobody make links, as Windows mostly does")


def test_a_link_to_a_file_elsewhere_is_followed(tmp_path: Path) -> None:
    root = folders(tmp_path, "别处/客户.xlsx", "交来/拜访.xlsx")
    link(root / "交来" / "链接.xlsx", root / "别处" / "客户.xlsx")
    assert shown(root / "交来") == ["拜访.xlsx", "链接.xlsx"]
    assert len(gather([root / "交来", root / "别处"])) == 2


@pytest.mark.parametrize("aim", ["没有了.xlsx", ""], ids=["gone", "a circle"])
@pytest.mark.parametrize("name", ["断链.xlsx", "断链"])
def test_a_link_that_leads_nowhere_is_told(name: str, aim: str, tmp_path: Path) -> None:
    root = folders(tmp_path, "客户.xlsx")
    link(root / name, Path(aim or name))
    (broken,) = (source for source in gather([root]) if source.shown == name)
    file = read_source(broken, desk.SCHEMAS)
    assert ([one.code for one in file.findings], file.read) == (["KD126"], False)


def test_a_text_with_tabs_is_read_where_it_is_named_outright(tmp_path: Path) -> None:
    for encoding in ("gb18030", "utf-16"):  # as Excel saves 文本文件 and Unicode文本
        path = tmp_path / f"客户.{encoding}.txt"
        path.write_bytes("客户编号\t客户名称\r\nKA-001\t迅捷\r\n".encode(encoding))
        assert [source.passed for source in gather([path])] == [False]
        (file,) = read_all(gather([tmp_path, path]), desk.SCHEMAS)
        assert [record.text("name") for record in file.records] == ["迅捷"]
        assert [source.passed for source in gather([tmp_path])] == [True]
        path.unlink()


def test_words_without_tabs_are_no_sheet_though_named_outright(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("请于月底前交回", encoding="utf-8")
    assert [source.passed for source in gather([tmp_path / "说明.txt"])] == [True]


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert shown(tmp_path) == []


def test_reading_changes_no_file_and_gives_the_same_every_time(
    write: Writer, tmp_path: Path
) -> None:
    for name in ("一.xlsx", "二.xlsx"):
        (tmp_path / name).write_bytes(
            write({"客户档案": [HEADINGS, XUNJIE], "拜访": [VISITS, VISIT]})
        )
    paths = [tmp_path / "一.xlsx", tmp_path / "二.xlsx"]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths]
    first = [*read_all(gather(paths), desk.SCHEMAS)]
    second = [*read_all(gather(reversed(paths)), desk.SCHEMAS)]
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths] == before
    assert first == second
    one = review.validate(first, desk.SCHEMAS, AS_OF)
    assert one == review.validate(second, desk.SCHEMAS, AS_OF)


# Another writer


@pytest.fixture(scope="module")
def from_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> FileReading:
    """A workbook that LibreOffice opened, reckoned and saved."""
    if office.OFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    rows: list[list[Any]] = [["客户档案登记表"], [], HEADINGS, XUNJIE, YUNSUO]
    rows += [["KA-003", '="长风"&"电梯"', "=3400*2", "=NA()"], ["合计", None, "=SUM(C4:C6)"]]
    (folder / "手工.xlsx").write_bytes(by_openpyxl({"客户档案": rows, "Joe's": [VISITS, VISIT]}))
    office.convert([folder / "手工.xlsx"], "xlsx:Calc MS Excel 2007 XML", folder / "out")
    return read((folder / "out" / "手工.xlsx").read_bytes())


def test_a_workbook_saved_by_libreoffice_is_read(from_libreoffice: FileReading) -> None:
    file = from_libreoffice
    customers = [record for record in file.records if record.kind == "customer"]
    assert [record.text("name") for record in customers] == [
        *("苏州迅捷电梯有限公司", "云梭电梯（中国）有限公司", "长风电梯"),
    ]
    assert [record.get("annual_sales") for record in customers] == [6800, 1200, 6800]
    assert customers[0].get("cooperation_since") == date(2016, 3, 1)
    assert str(customers[2].place("annual_sales")) == "[交来.xlsx]客户档案!C6"
    assert [sheet.kind for sheet in file.sheets] == ["customer", "visit"]
    assert file.sheets[0].skipped["total"] == 1


def test_an_error_that_libreoffice_reckoned_is_never_a_blank(from_libreoffice: FileReading) -> None:
    _, findings = review.validate([from_libreoffice], desk.SCHEMAS, AS_OF)
    wrong = [one for one in findings if one.level is Level.ERROR]
    assert [desk.said(one) for one in wrong] == ["KD120 客户档案!D6"]
    assert wrong[0].facts["value"] == "#N/A"


def test_a_file_that_cannot_be_opened_is_said_to_be(tmp_path: Path) -> None:
    missing = Source(tmp_path / "没有了.xlsx", "没有了.xlsx")
    file = read_source(missing, desk.SCHEMAS)
    assert not file.read
    assert [finding.code for finding in file.findings] == ["KD126"]
    assert what(file.findings[0], "zh") == "打不开（文件不存在）"


FORM = b'<w:document xmlns:w="w"><w:sdtPr><w:tag w:val="visit.visited_on"/></w:sdtPr></w:document>'
LETTER = b"<w:document/>"
MAIL = b"Subject: =?utf-8?B?5LiD5pyI?=\r\n" + b"x" * 5000 + b"\r\nContent-disposition:  Attachment;"
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("九月.zip", packed(**{"交来/拜访.XLSX": b"", "封面.txt": b""}), ["KD167"]),
        ("九月.zip", packed(**{"照片/1.jpg": b""}), []),
        ("九月.rar", b"Rar!\x1a\x07\x01\x00", ["KD167"]),
        ("九月.7z", b"7z\xbc\xaf\x27\x1c", ["KD167"]),
        ("拜访.docx", packed(**{"[Content_Types].xml": b"", "word/document.xml": FORM}), ["KD168"]),
        ("信.docx", packed(**{"[Content_Types].xml": b"", "word/document.xml": LETTER}), []),
        ("信.docx", b"PK\x03\x04 cut off", []),
        ("七月.eml", MAIL, ["KD622"]),
        ("七月.EML", b"Subject: thanks\r\n\r\nthanks", []),
        ("七月.msg", OUTLOOK + "__attach_version1.0_#0".encode("utf-16-le"), ["KD622"]),
        ("七月.msg", OUTLOOK, []),
    ],
)
def test_what_is_no_sheet_but_may_hold_data_is_told(
    tmp_path: Path, name: str, content: bytes, codes: list[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    (source,) = gather([tmp_path])
    file = read_source(source, desk.SCHEMAS)
    assert (file.passed, [one.code for one in file.findings]) == (True, codes)
    survived(file)
