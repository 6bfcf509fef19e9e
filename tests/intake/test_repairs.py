"""Fixed copies: what is certain is put right and told, and nothing else."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kamdocs import packaging, review
from kamdocs.intake import read_content
from kamdocs.intake.copies import About, fixed_copy
from kamdocs.intake.copies.changing import Copy
from kamdocs.intake.copies.fixing import fixed
from kamdocs.intake.copies.repairs import CERTAIN, TO_CONFIRM, Grade, repairs
from kamdocs.intake.opening import open_workbook
from kamdocs.model import FileReading, Finding, Level
from kamdocs.words.changes import CHANGES
from tests import desk, writers
from tests.intake.test_copies import OWN, RICH, noted, opened, table
from tests.writers import Sheet

AS_OF = date(2026, 10, 8)
HEADINGS = [
    "客户编号",
    "客户名称",
    "年销售额（万元）",
    "更新日期",
    "联系电话",
    "客户分类",
    "大配套",
]


def read(content: bytes, name: str = "交来.xlsx") -> FileReading:
    return read_content(name, content, desk.SCHEMAS)


def fix(content: bytes, name: str = "交来.xlsx") -> Copy:
    found = repairs(read(content, name).records, desk.SCHEMAS)
    return fixed(open_workbook(content, name), found, About(name, "2026-10-08", "zh"))


def found_in(file: FileReading) -> tuple[Finding, ...]:
    return review.validate([file], desk.SCHEMAS, AS_OF)[1]


def sheet(*rows: Sequence[object], **more: object) -> bytes:
    return writers.by_openpyxl([Sheet("客户档案", [HEADINGS, *rows], **more)])  # type: ignore[arg-type]


SLOPPY = [
    "ＫＡ－００１",
    " 苏州迅捷电梯 有限公司\u3000",
    "6,800",
    "2026年6月30日",
    13800138000.0,
    "战略",
    "√",
]


def test_what_is_told_of_a_cell_in_traditional_characters_is_what_stands_there() -> None:
    rows = [
        ["客戶名稱", "業務量", "報送日期", "備註"],
        [" 蘇州迅捷", "560萬元", "2026年10月3號", "無 "],
    ]
    book = opened(fix(writers.by_openpyxl([Sheet("業務狀況", rows)])).content)
    told = [row[3:7] for row in book["修改记录"].iter_rows(min_row=5, values_only=True)]
    assert ("B2", "业务量", "560萬元", "560") in told
    assert ("C2", "报送日期", "2026年10月3號", "2026-10-03") in told
    kept = [cell.value for cell in book["業務狀況"][2]]
    assert kept == ["蘇州迅捷", "560萬元", datetime(2026, 10, 3), "無 "]


def test_a_tick_below_a_choice_is_nothing_to_put_right() -> None:
    rows: list[list[object]] = [
        ["客户名称", "评定年度", "评定等级(a)", "评定等级(B级)"],
        ["苏州迅捷电梯有限公司", "2026", "√", None],
        ["杭州恒达机电有限公司", "2026", None, "√"],
    ]
    content = writers.by_openpyxl([Sheet("客户分级", rows)])
    assert [one.get("grade") for one in read(content).records] == ["A", "B"]
    assert not repairs(read(content).records, desk.SCHEMAS)


def test_a_log_of_somebody_s_own_stays_beside_ours() -> None:
    once = fix(writers.by_openpyxl([Sheet("客户档案", [HEADINGS, SLOPPY]), *OWN[:1]])).content
    assert opened(once).sheetnames == ["修改记录 2", "客户档案", "修改记录"]
    assert opened(once)["修改记录"]["B3"].value == "李明"
    assert [sheet.noted for sheet in read(once).sheets] == [{"ours": 1}, {}, {}]


def test_certain_repairs_are_made_and_told() -> None:
    book = opened(fix(sheet(SLOPPY)).content)
    assert book.sheetnames == ["修改记录", "客户档案"]
    made = book["客户档案"]
    assert [cell.value for cell in made[2]] == [
        *("KA-001", "苏州迅捷电梯 有限公司", 6800, datetime(2026, 6, 30), "13800138000"),
        *("战略", "√"),
    ]
    assert made["D2"].number_format == "yyyy-mm-dd"
    assert made["E2"].number_format == "@"
    log = table(book["修改记录"], 5)
    assert [(row[1], row[3], row[6]) for row in log] == [
        ("已改", "A2", "KA-001"),
        ("已改", "B2", "苏州迅捷电梯 有限公司"),
        ("已改", "C2", "6,800 [数字]"),
        ("已改", "D2", "2026-06-30"),
        ("已改", "E2", "13800138000 [文本]"),
        ("待确认", "F2", "战略客户"),
        ("待确认", "G2", "是"),
    ]
    assert [row[5] for row in log[:5]] == [
        *("ＫＡ－００１", "␣苏州迅捷电梯 有限公司␣", "6,800 [文本]", "2026年6月30日"),
        "13800138000 [数字]",
    ]
    assert "已改5处，待确认2处，不能代改0处" in str(book["修改记录"]["A2"].value)


def test_a_line_of_the_log_never_looks_as_if_nothing_was_changed() -> None:
    names = ["乙有限公司 ", "\u3000丙公司\n", "丁\u200b公司", "戊公司\xa0", "己\xa0\xa0公司"]
    content = sheet(*([f"KA-00{number}", name] for number, name in enumerate(names)))
    log = table(opened(fix(content).content)["修改记录"], 5)
    assert [row[5] for row in log] == [
        *("乙有限公司␣", "␣丙公司␣", "丁␣公司", "戊公司␣", "己\xa0\xa0公司"),
    ]
    assert all(row[5] != row[6] for row in log)


def test_what_can_be_read_in_two_ways_is_left_alone_and_told() -> None:
    row = [" KA-001", "苏州迅捷", "六千多", "24/3/5", "同上"]
    book = opened(fix(sheet(row)).content)
    assert [cell.value for cell in book["客户档案"][2]][1:5] == row[1:5]
    log = {str(line[3]): line for line in table(book["修改记录"], 5)}
    assert {cell: line[1] for cell, line in log.items()} == {
        "A2": "已改",
        **dict.fromkeys(("C2", "D2"), "不能代改"),
        **({"E2": "不能代改"} if "E2" in log else {}),
    }
    assert "2024-03-05" in str(log["D2"][7])


def test_boxes_stay_as_they_were_ticked() -> None:
    boxes = ["☐战略 ☑重点 ☐主要", "□是 ■否"]
    book = opened(fix(sheet([" KA-001", "苏州迅捷", None, None, None, *boxes])).content)
    assert [cell.value for cell in book["客户档案"][2]][5:] == boxes
    log = table(book["修改记录"], 5)
    assert [(row[1], row[3], row[6]) for row in log] == [
        ("已改", "A2", "KA-001"),
        ("待确认", "F2", "重点客户"),
        ("待确认", "G2", "否"),
    ]


def test_a_clean_file_comes_back_as_it_is() -> None:
    content = sheet(["KA-001", "苏州迅捷", 6800, date(2026, 6, 30), "0512-63456789"])
    assert fix(content) == Copy(content, converted=False)


def test_a_figure_that_was_made_negative_is_for_somebody_to_confirm() -> None:
    label = desk.SCHEMAS["customer"].fields["profit_loss"].label.zh
    rows = [
        ["客户编号", "客户名称", f"{label}（万元）"],
        [" KA-001", "苏州迅捷", "（12.5）"],
        ["KA-002", "杭州恒达", "亏损50"],
    ]
    log = table(opened(fix(writers.by_openpyxl([Sheet("客户档案", rows)])).content)["修改记录"], 5)
    assert [(row[1], row[3], row[6]) for row in log] == [
        ("已改", "A2", "KA-001"),
        ("待确认", "C2", "-12.5"),
        ("待确认", "C3", "-50"),
    ]


def test_every_change_to_a_cell_is_certain_or_to_be_confirmed_or_leaves_it_as_it_is() -> None:
    left = {"blank", "endless", "split", "doubles", "spelling", "added", "parts"}
    left |= {"unit-stated", "title-month"}
    assert CERTAIN | TO_CONFIRM | left == CHANGES.keys()
    assert CERTAIN.isdisjoint(TO_CONFIRM)
    assert left.isdisjoint(CERTAIN | TO_CONFIRM)


def test_a_serial_is_for_somebody_to_confirm_as_its_note_says() -> None:
    content = sheet([" KA-001", "苏州迅捷", 6800, 46203])
    assert [one.code for one in found_in(read(content))] == ["KD118"]
    book = opened(fix(content).content)
    assert book["客户档案"]["D2"].value == 46203
    log = [(row[1], row[3], row[6]) for row in table(book["修改记录"], 5)]
    assert log == [("已改", "A2", "KA-001"), ("待确认", "D2", "2026-06-30")]


def test_days_of_the_1904_system_stay_the_days_they_are() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet(["KA-001", "苏州迅捷", 1, "2026.6.30"])))
    book.epoch = CALENDAR_MAC_1904
    stream = io.BytesIO()
    book.save(stream)
    (record,) = read(fix(stream.getvalue()).content).records
    assert record.get("updated_on") == date(2026, 6, 30)
    assert record.notes == {}


def test_nothing_is_written_over_a_formula(tmp_path: Path) -> None:
    content = sheet(["KA-001", '="苏州迅捷 "', " 6,800 "])
    reckoned = writers.converted({"a": content}, "xlsx", tmp_path)["a"]
    assert read(reckoned).records[0].notes.keys() == {"name", "annual_sales"}
    made = opened(fix(reckoned).content)["客户档案"]
    assert made["B2"].value == '="苏州迅捷 "'
    assert made["C2"].value == 6800


def _main(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/workbook.xml")


def test_sums_are_to_be_worked_out_anew_where_numbers_were_put_right(tmp_path: Path) -> None:
    content = sheet(["KA-001", "甲公司", "6,800"], ["合计", None, "=SUM(C2:C2)"])
    reckoned = writers.converted({"a": content}, "xlsx", tmp_path)["a"]
    bare = re.sub(rb"<calcPr[^>]*>", b"", _main(reckoned))
    for written in (reckoned, packaging.changed(reckoned, {"xl/workbook.xml": bare})):
        main = _main(fix(written).content)
        assert re.search(rb'</sheets>.*<calcPr[^>]*fullCalcOnLoad="1"', main, re.DOTALL)
    plain = sheet(["KA-001", "甲公司", "6,800"])
    reckoned = writers.converted({"a": plain}, "xlsx", tmp_path / "plain")["a"]
    assert b"fullCalcOnLoad" not in _main(fix(reckoned).content)


@pytest.mark.parametrize("suffix", ["xls", "ods", "csv"])
def test_other_formats_become_an_xlsx(suffix: str, tmp_path: Path) -> None:
    name = f"交来.{suffix}"
    content = (
        writers.by_csv([Sheet("客户档案", [HEADINGS, SLOPPY])])
        if suffix == "csv"
        else writers.converted({"a": sheet(SLOPPY)}, suffix, tmp_path)["a"]
    )
    copy = fix(content, name)
    assert copy.converted
    made, old = read(copy.content, "交来.xlsx"), read(content, name)
    assert [record.values for record in made.records] == [record.values for record in old.records]


@pytest.mark.parametrize("write", RICH.values(), ids=RICH)
def test_the_layout_stays(write: object) -> None:
    assert callable(write)
    content = write()
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["客户档案"]["A4"] = " KA-002 "
    stream = io.BytesIO()
    book.save(stream)
    old, new = (
        opened(stream.getvalue())["客户档案"],
        opened(fix(stream.getvalue()).content)["客户档案"],
    )
    assert new["A4"].value == "KA-002"
    assert new.merged_cells.ranges == old.merged_cells.ranges
    assert noted(new)["C4"] == "客户自己写的"
    assert (new.freeze_panes, new.auto_filter.ref) == ("B3", "A2:E4")


# Labels and values in one cell


def form(*cells: str) -> bytes:
    return writers.by_openpyxl([Sheet("客户档案", [["客户档案表"], *([cell] for cell in cells)])])


def test_where_a_label_shares_the_cell_only_the_value_is_put_right() -> None:
    content = form(
        "客户名称：苏州迅捷",
        "客户编号：ＫＡ－００１",
        "联系人：张三　联系电话：０５１２－６３４５６７８９　电邮：qian@xunjie－lift.cn",
    )
    copy = fix(content)
    made = opened(copy.content)
    assert [row[0].value for row in made["客户档案"]] == [
        *("客户档案表", "客户名称：苏州迅捷", "客户编号：KA-001"),
        "联系人：张三　联系电话：0512-63456789　电邮：qian@xunjie-lift.cn",
    ]
    log = [(row[1], row[3], row[5], row[6]) for row in table(made["修改记录"], 5)]
    assert log == [
        ("已改", "A3", "ＫＡ－００１", "KA-001"),
        ("已改", "A4", "qian@xunjie－lift.cn", "qian@xunjie-lift.cn"),
        ("已改", "A4", "０５１２－６３４５６７８９", "0512-63456789"),
    ]
    assert [one.values for one in read(copy.content).records] == [
        one.values for one in read(content).records
    ]
    assert fix(copy.content).content == copy.content


def test_a_number_or_day_beside_its_label_stays_as_it_is() -> None:
    content = form(
        "客户名称：苏州迅捷 客户编号：KA-001",
        "合作开始日期：2016年3月1日 年销售额（万元）：6,800 更新日期：2026.6.30",
    )
    (record,) = read(content).records
    assert record.notes.keys() == {"cooperation_since", "annual_sales", "updated_on"}
    assert fix(content) == Copy(content, converted=False)


def test_what_cannot_be_put_right_beside_its_label_is_proposed() -> None:
    words = "客户名称：苏州迅捷 合作开始日期：２０１６年３月１日"
    made = opened(fix(form(words, "客户编号： ＫＡ-１")).content)
    assert made["客户档案"]["A2"].value == words
    assert [(row[1], row[3], row[6]) for row in table(made["修改记录"], 5)] == [
        ("待确认", "A2", "2016-03-01"),
        ("已改", "A3", "KA-1"),
    ]


def test_a_repair_by_which_its_row_would_read_otherwise_is_only_proposed() -> None:
    """12 kept as text is what it says; were it a number, Excel would show 1200%."""
    content = sheet([" KA-001", "甲", "12"], [" KA-002", "乙", 5], formats={"C2": "0%"})
    before = read(content).records
    made = fixed_copy(content, before, desk.SCHEMAS, About("交来.xlsx", "2026-10-08", "zh"), ())
    book = opened(made.content)
    assert [(row[1], row[3]) for row in table(book["修改记录"], 5)] == [
        *(("待确认", "A2"), ("待确认", "C2"), ("已改", "A3")),
    ]
    assert [book["客户档案"][cell].value for cell in ("A2", "C2", "A3")] == [
        *(" KA-001", "12", "KA-002"),
    ]
    after = read(made.content).records
    assert [one.values for one in after] == [one.values for one in before]


def test_where_rows_would_come_or_go_nothing_is_put_right() -> None:
    content = sheet([" KA-001 ", "苏州迅捷"], [" KA-002 ", "杭州屿升"])
    (first, _), about = read(content).records, About("交来.xlsx", "2026-10-08", "zh")
    assert fixed_copy(content, [first], desk.SCHEMAS, about, ()).content == content


# Always


CELLS = st.one_of(
    st.text("ＫA0１２ 　\u200b-/年月日.,，万元无√是/\n战略客户", max_size=8),
    st.sampled_from(
        ["6,800", "６８００", " 2026.6.30 ", "20260630", "约500万", "是 ", "A级", "24/3/5", "同上"]
    ),
    st.integers(0, 60000),
    st.floats(0, 1e9, allow_nan=False),
    st.dates(date(1990, 1, 1), date(2026, 10, 1)),
    st.booleans(),
    st.none(),
)
NAMES = [
    "客户名称",
    "年销售额（万元）",
    "更新日期",
    "联系电话",
    "大配套",
    "客户分类",
    "产品种类",
    "客户等级",
]


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=4))
def test_fixing_twice_changes_nothing_more_and_never_makes_it_worse(
    rows: list[list[object]],
) -> None:
    whole: list[list[object]] = [
        ["客户编号", *NAMES],
        *([f"KA-{number}", *row] for number, row in enumerate(rows)),
    ]
    content = writers.by_openpyxl([Sheet("客户档案", whole)])
    once = fix(content)
    assert fix(once.content).content == once.content
    before, after = read(content), read(once.content)
    assert [one.values for one in after.records] == [one.values for one in before.records]
    old, new = found_in(before), found_in(after)
    assert {(one.code, one.place) for one in new} <= {(one.code, one.place) for one in old}
    left = repairs(after.records, desk.SCHEMAS)
    assert all(one.grade is not Grade.DONE for one in left)
    assert sum(one.level is Level.ERROR for one in new) <= sum(
        one.level is Level.ERROR for one in old
    )
