"""Annotated copies: what was submitted, with remarks on it, opens everywhere and loses nothing."""

import base64
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator, ValidationSeverity

from kamdocs import review
from kamdocs.cli.main import run
from kamdocs.intake import read_content
from kamdocs.intake.blanks import blank
from kamdocs.intake.copies import About, Made, annotated_copy
from kamdocs.intake.copies.annotating import FILLS
from kamdocs.model import Finding, Lang, Level
from tests import desk, writers
from tests.writers import Sheet

ERROR = ValidationSeverity.ERROR
AS_OF = date(2026, 10, 8)
HEADINGS = ["客户编号", "客户名称", "电子邮箱", "更新日期", "对口车间"]
GOOD = ["KA-001", "苏州迅捷电梯有限公司", "qian@xunjie-lift.cn", date(2026, 6, 30)]
BAD = ["KA-002", "", "qian#xunjie-lift.cn", "24/3/5"]
TABLE = [Sheet("客户档案", [HEADINGS, GOOD, BAD])]


def findings(content: bytes, name: str = "交来.xlsx") -> tuple[Finding, ...]:
    file = read_content(name, content, desk.SCHEMAS)
    return review.validate([file], desk.SCHEMAS, AS_OF)[1]


def annotate(content: bytes, name: str = "交来.xlsx", lang: Lang = "zh") -> Made:
    remarks = [(one, one.place) for one in findings(content, name) if one.place]
    return annotated_copy(content, remarks, About(name, "2026-10-08", lang), ())


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(sheet: Worksheet, first: int) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=first, values_only=True))


def noted(sheet: Worksheet) -> dict[str, str]:
    """The notes of a sheet by cell."""
    return {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def colour(sheet: Worksheet, cell: str) -> str:
    fill = sheet[cell].fill
    return str(fill.fgColor.rgb)[2:] if fill.patternType == "solid" else ""


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_what_is_found_in_merged_cells_is_noted_where_they_are_shown(
    suffix: str, tmp_path: Path
) -> None:
    blank = [[f"KA-00{number}", "", "qian@xunjie-lift.cn"] for number in (2, 3, 4)]
    content = writers.by_openpyxl([Sheet("客户档案", [HEADINGS[:3], GOOD[:3], *blank], ["B3:B5"])])
    if suffix != "xlsx":
        content = writers.converted({"a": content}, suffix, tmp_path)["a"]
    cells = [one.place.cell for one in findings(content, f"交来.{suffix}") if one.place]
    assert cells == ["B3", "B4", "B5"]
    book = opened(annotate(content, f"交来.{suffix}").content)
    sheet = book["客户档案"]
    assert {cell: words.count("KD201") for cell, words in noted(sheet).items()} == {"B3": 1}
    assert [colour(sheet, cell) != "" for cell in ("B3", "B4", "B5")] == [True, False, False]
    assert [row[3] for row in table(book["校验结果"], 1)][-3:] == cells


@pytest.mark.parametrize("write", writers.WRITERS.values(), ids=writers.WRITERS)
def test_every_finding_is_at_its_cell_and_on_the_first_sheet(write: object) -> None:
    assert callable(write)
    book = opened(annotate(write(TABLE)).content)
    assert book.sheetnames == ["校验结果", "客户档案"]
    assert book.active is book["校验结果"]
    sheet = book["客户档案"]
    assert {cell: words.split("：")[0] for cell, words in noted(sheet).items()} == {
        "B3": "错误 KD201",
        "C3": "错误 KD208",
        "D3": "错误 KD111",
        "E1": "提示 KD104",
    }
    assert colour(sheet, "C3") == FILLS[Level.ERROR]
    assert colour(sheet, "E1") == FILLS[Level.NOTE]
    assert colour(sheet, "C2") == ""
    front = book["校验结果"]
    assert front["A1"].value == "校验结果"
    assert "错误3，警告0，提示1" in str(front["A2"].value)
    assert [row[1:4] for row in table(front, 5)] == [
        ("提示", "客户档案", "E1"),
        ("错误", "客户档案", "B3"),
        ("错误", "客户档案", "C3"),
        ("错误", "客户档案", "D3"),
    ]
    links = [front.cell(row, 4).hyperlink for row in range(5, 9)]
    assert [link.location for link in links if link] == [
        f"'客户档案'!{cell}" for cell in ("E1", "B3", "C3", "D3")
    ]
    assert not sheet.sheet_view.tabSelected


def test_what_is_said_of_several_cells_is_listed_once_and_filled_at_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two of three customers have no visit."""
    monkeypatch.chdir(tmp_path)
    archive = "| code | name |\n| KA-001 | 甲川电梯 |\n| KA-002 | 乙山电梯 |\n| KA-003 | 丙河电梯 |"
    visits = "| customer_code | customer_name | visited_on |\n| KA-002 | 乙山电梯 | 后天 |"
    Path("交来.xlsx").write_bytes(desk.workbook({"customer": archive, "visit": visits}, {}))
    run(["validate", "交来.xlsx", "--as-of", "2026-10-08", "--annotate", "退回", "--lang", "zh"])
    assert "（错误1，警告0，提示1）" in capsys.readouterr().err
    book = openpyxl.load_workbook("退回/交来.xlsx")
    assert "错误1，警告0，提示1" in str(book["校验结果"]["A2"].value)
    listed = [(row[3], row[6]) for row in table(book["校验结果"], 5)]
    assert ("B2等2格", "KD317") in listed
    assert len(listed) == 2
    assert sorted(noted(book["客户档案"])) == ["B2", "B4"]


def test_the_copy_speaks_english_where_asked() -> None:
    book = opened(annotate(writers.by_openpyxl(TABLE), lang="en").content)
    assert book.sheetnames[0] == "Validation result"
    assert noted(book["客户档案"])["B3"].startswith("error KD201: “Customer name” is blank\n→ ")


def test_the_same_gives_the_same_bytes_and_the_original_is_not_touched() -> None:
    content = writers.by_openpyxl(TABLE)
    before = bytes(content)
    assert annotate(content) == annotate(content)
    assert content == before


def test_values_stay_what_they_are() -> None:
    content = writers.by_openpyxl(TABLE)
    first, second = opened(content)["客户档案"], opened(annotate(content).content)["客户档案"]
    assert table(first, 1) == table(second, 1)


def rich_by_openpyxl() -> bytes:
    """A workbook with all that an account manager may have put into it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "客户档案"
    for row in (["客户档案登记表"], HEADINGS, GOOD, BAD):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet["C4"].number_format = "@"
    sheet["C4"].fill = PatternFill("solid", fgColor="FFCCFFCC")
    sheet["A3"].comment = Comment("问过客户", "李晓雯")
    sheet["C4"].comment = Comment("客户自己写的", "李晓雯")
    sheet.column_dimensions["B"].width = 33
    sheet.freeze_panes = "B3"
    sheet.auto_filter.ref = "A2:E4"
    sheet.print_title_rows = "2:2"
    sheet.conditional_formatting.add("A3:A9", FormulaRule(["A3=1"]))  # type: ignore[no-untyped-call]
    rule = DataValidation("list", formula1="选项!$A$1:$A$2")
    rule.add("E3:E9")
    sheet.add_data_validation(rule)
    book.create_sheet("选项")["A1"] = "一车间"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rich_by_xlsxwriter() -> bytes:
    """The same, with a picture and a chart."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy/m/d"})
    sheet, other = book.add_worksheet("客户档案"), book.add_worksheet("选项")
    sheet.merge_range("A1:E1", "客户档案登记表")
    for number, row in enumerate((HEADINGS, GOOD, BAD), 1):
        sheet.write_row(number, 0, row)
    green = book.add_format({"num_format": "@", "bg_color": "#CCFFCC"})
    sheet.write("C4", BAD[2], green)
    sheet.write_comment("A3", "问过客户", {"author": "李晓雯"})
    sheet.write_comment("C4", "客户自己写的", {"author": "李晓雯"})
    sheet.set_column("B:B", 33)
    sheet.freeze_panes("B3")
    sheet.autofilter("A2:E4")
    sheet.repeat_rows(1)
    sheet.conditional_format("A3:A9", {"type": "formula", "criteria": "=A3=1"})
    sheet.data_validation("E3:E9", {"validate": "list", "source": "=选项!$A$1:$A$2"})
    other.write("A1", "一车间")
    other.insert_image("C3", "红.png", {"image_data": io.BytesIO(PICTURE)})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=选项!$A$1:$A$2"})
    other.insert_chart("C9", chart)
    book.close()
    return stream.getvalue()


PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
RICH = {"openpyxl": rich_by_openpyxl, "XlsxWriter": rich_by_xlsxwriter}


@pytest.fixture(params=RICH)
def rich(request: pytest.FixtureRequest) -> bytes:
    """A workbook with notes, rules, filters and much else, by each writer."""
    return RICH[request.param]()


def test_the_layout_and_all_that_is_in_it_stay(rich: bytes) -> None:
    before, after = opened(rich), opened(annotate(rich).content)
    old, new = before["客户档案"], after["客户档案"]
    assert after.sheetnames == ["校验结果", "客户档案", "选项"]
    assert new.merged_cells.ranges == old.merged_cells.ranges
    assert new.column_dimensions["B"].width == old.column_dimensions["B"].width
    assert (new.freeze_panes, new.auto_filter.ref) == ("B3", "A2:E4")
    assert new.print_title_rows == old.print_title_rows
    assert new.data_validations.dataValidation == old.data_validations.dataValidation
    assert [str(one.sqref) for one in new.conditional_formatting] == ["A3:A9"]
    assert new["C4"].number_format == "@"


def test_parts_that_nobody_remarks_on_are_the_same_bytes() -> None:
    content = rich_by_xlsxwriter()
    one, two = parts(content), parts(annotate(content).content)
    apart = ("media/image1.png", "charts/chart1.xml", "sharedStrings.xml", "sheets/sheet2.xml")
    kept = {name for name in one if name.endswith(apart)}
    assert len(kept) == 4
    assert {name: two[name] for name in kept} == {name: one[name] for name in kept}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_sheet_that_holds_a_chart_alone_stays() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=客户档案!$A$1:$A$2"})
    book.add_chartsheet("图").set_chart(chart)
    sheet = book.add_worksheet("客户档案")
    for number, row in enumerate(TABLE[0].rows):
        sheet.write_row(number, 0, [str(cell) for cell in row])
    book.close()
    twice = annotate(annotate(stream.getvalue()).content)
    assert opened(twice.content).sheetnames == ["校验结果", "图", "客户档案"]
    assert "D3" in noted(opened(twice.content)["客户档案"])


def test_a_note_that_was_there_is_kept(rich: bytes) -> None:
    sheet = opened(annotate(rich).content)["客户档案"]
    notes = noted(sheet)
    assert notes["A3"] == "问过客户"
    assert re.match(r"客户自己写的\n—+ kamdocs —+\n错误 KD208：", notes["C4"])
    assert colour(sheet, "C4") == FILLS[Level.ERROR]


def test_a_copy_that_is_annotated_again_says_only_what_still_holds(rich: bytes) -> None:
    once = annotate(rich).content
    book = opened(once)
    book["客户档案"]["C4"] = "qian@xunjie-lift.cn"  # put right by the account manager
    stream = io.BytesIO()
    book.save(stream)
    file = read_content("交来.xlsx", stream.getvalue(), desk.SCHEMAS)
    assert [(sheet.sheet, sheet.kind, dict(sheet.noted)) for sheet in file.sheets][:2] == [
        ("校验结果", "", {"ours": 1}),
        ("客户档案", "customer", {"merged": 1}),
    ]
    again = opened(annotate(stream.getvalue()).content)
    assert again.sheetnames == ["校验结果", "客户档案", "选项"]
    notes = noted(again["客户档案"])
    assert notes["C4"] == "客户自己写的"
    assert colour(again["客户档案"], "C4") == ""
    assert set(notes) == {"A3", "B4", "C4", "D4", "E2"}
    assert [row[3] for row in table(again["校验结果"], 5)] == ["E2", "B4", "D4", "—"]


OWN = [
    Sheet("修改记录", [["修改记录"], ["日期", "修改人"], ["2026-09-01", "李明"]]),
    Sheet("校验结果", [["校验结果"], ["本表由销售部自查"]]),
]
"""Sheets that somebody called as we call ours."""


def test_sheets_of_somebody_s_own_stay_though_ours_are_called_like_them() -> None:
    content = writers.by_openpyxl([*TABLE, *OWN])
    told = [(one.code, one.place.sheet) for one in findings(content) if one.place]
    assert [sheet for code, sheet in told if code == "KD103"] == ["修改记录", "校验结果"]
    book = opened(annotate(annotate(content).content).content)
    assert book.sheetnames == ["校验结果 2", "客户档案", "修改记录", "校验结果"]
    assert book["校验结果 2"]["A1"].value == "校验结果"
    for sheet in OWN:
        kept = [tuple(cell for cell in row if cell) for row in table(book[sheet.name], 1)]
        assert kept == [tuple(row) for row in sheet.rows]


def test_a_blank_that_comes_back_keeps_the_help_at_its_headings() -> None:
    schema = desk.SCHEMAS["customer"]
    book = opened(blank([schema], "zh"))
    helped = noted(book["客户档案"])
    for column, field in enumerate(schema.fields.values(), 1):
        filled = "qian#xunjie-lift.cn" if field.name == "email" else field.example
        book["客户档案"].cell(5, column, filled)
    stream = io.BytesIO()
    book.save(stream)
    again = noted(opened(annotate(annotate(stream.getvalue()).content).content)["客户档案"])
    assert {cell: again.pop(cell) for cell in helped} == helped
    assert "".join(again.values()).count("KD208") == 1


def test_annotating_twice_adds_nothing(rich: bytes) -> None:
    once = annotate(rich).content
    assert findings(once) == findings(rich)
    twice = annotate(once).content
    first, second = opened(once), opened(twice)
    assert noted(first["客户档案"]) == noted(second["客户档案"])
    assert table(first["校验结果"], 1) == table(second["校验结果"], 1)


@pytest.mark.parametrize("suffix", ["xls", "ods", "csv"])
def test_other_formats_become_an_xlsx(suffix: str, tmp_path: Path) -> None:
    name = f"交来.{suffix}"
    if suffix == "csv":
        content = writers.by_csv(TABLE)
    else:
        made = {"a": writers.by_openpyxl(TABLE)}
        content = writers.converted(made, suffix, tmp_path)["a"]
    copy = annotate(content, name)
    assert copy.converted
    book = opened(copy.content)
    sheet = book.worksheets[1]
    assert "这是内容相同的.xlsx副本" in str(book["校验结果"]["A4"].value)
    assert set(noted(sheet)) == {"B3", "C3", "D3", "E1"}
    file, old = (
        read_content(one, held, desk.SCHEMAS)
        for one, held in (("a.xlsx", copy.content), (name, content))
    )
    assert [record.values for record in file.records] == [record.values for record in old.records]


@pytest.mark.parametrize(
    ("named", "name"),
    [
        ("客户[一]", "客户 一"),
        ("History", "History 2"),
        (f"{'长' * 30}'短", "长" * 30),
        ("[]", "_"),
    ],
)
def test_the_sheet_of_a_text_file_is_named_as_excel_takes_it(named: str, name: str) -> None:
    content = writers.by_csv([Sheet("客户档案", [["客户编号", "客户名称"], ["KA-001", "甲厂"]])])
    assert name in opened(annotate(content, f"{named}.csv").content).sheetnames


HOSTILE = [
    "=1+1",
    "=cmd|'/c calc'!A1",
    "+1",
    "-1",
    "@x",
    "<b>&amp;</b>",
    "_x0041_",
    "a\tb",
    "{{7*7}}",
]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_values_are_words_and_never_formulas(words: str, suffix: str) -> None:
    rows: list[Sequence[object]] = [["客户编号", "客户名称", "电子邮箱"], ["KA-001", words, words]]
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("客户档案")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, str(cell))
    book.close()
    content = writers.by_csv([Sheet("客户档案", rows)]) if suffix == "csv" else stream.getvalue()
    copy = opened(annotate(content, f"交来.{suffix}").content)
    for one in copy.worksheets:
        for line in one.iter_rows():
            for cell in line:
                assert cell.data_type != "f", cell.coordinate
    read = read_content("a.xlsx", annotate(content, f"交来.{suffix}").content, desk.SCHEMAS)
    assert read.records[0].text("name") == read_content(
        f"交来.{suffix}", content, desk.SCHEMAS
    ).records[0].text("name")


def test_a_sheet_with_more_errors_than_notes_is_filled_and_listed() -> None:
    rows: list[Sequence[object]] = [HEADINGS, *([f"KA-{n}", f"甲{n}", "x"] for n in range(1200))]
    book = opened(annotate(writers.by_xlsxwriter([Sheet("客户档案", rows)])).content)
    sheet = book["客户档案"]
    assert len(noted(sheet)) == 1000
    assert colour(sheet, "C1201") == FILLS[Level.ERROR]
    front = book["校验结果"]
    assert front.max_row == 5 + 1201
    assert "每张表只加了前1000个" in str(front["A4"].value)


def test_the_copy_opens_in_libreoffice_with_its_notes(rich: bytes, tmp_path: Path) -> None:
    made = {"a": annotate(rich).content}
    book = opened(writers.converted(made, "xlsx", tmp_path)["a"])
    assert book.sheetnames == ["校验结果", "客户档案", "选项"]
    assert set(noted(book["客户档案"])) == {"A3", "B4", "C4", "D4", "E2"}
    assert colour(book["客户档案"], "D4") == FILLS[Level.ERROR]


def test_every_part_of_a_copy_is_listed_with_its_type(rich: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(annotate(rich).content)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(set(names)) == len(names)
        types = package.read("[Content_Types].xml").decode()
        for name in names:
            suffix = name.rpartition(".")[2]
            assert f'PartName="/{name}"' in types or f'Extension="{suffix}"' in types, name


def test_the_copy_passes_the_audit_of_office_documents(rich: bytes, tmp_path: Path) -> None:
    found = []
    for name, content in (("before", rich), ("after", annotate(rich).content)):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(content)
        errors = OpenXmlValidator().validate(path).errors
        found.append({one.description for one in errors if one.severity is ERROR})
    assert found[1] <= found[0]
