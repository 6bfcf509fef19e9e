"""Headings: as people write them, beside which others, and what is said of them."""

import io
import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs import sheets
from kamdocs.faults import SetupFault
from kamdocs.intake import read_content
from kamdocs.intake.headings import (
    Column,
    HeadingIndex,
    Match,
    bare,
    heading_findings,
    index_of,
    kinds_by_row,
    settle,
)
from kamdocs.model import LANGS, Finding, Level, Place, Text
from kamdocs.naming import comparable, elsewhere
from kamdocs.sheets import Schemas
from kamdocs.words import fault_words, how_to_mend, what
from kamdocs.words.catalogue import headings as catalogue
from tests import desk

INDEXES = {kind: index_of(schema) for kind, schema in desk.SCHEMAS.items()}
ROW = Place("交来.xlsx", "Sheet1", 1)


def cases(name: str) -> Any:
    return desk.cases(name)


def indexes(schemas: Schemas) -> dict[str, HeadingIndex]:
    return {kind: index_of(schema) for kind, schema in schemas.items()}


def in_row(column: int) -> Place:
    return replace(ROW, column=column)


def found_in(match: Match, known: Mapping[str, HeadingIndex] = INDEXES) -> list[Finding]:
    return heading_findings(match, ROW, in_row, known, set())


def said(finding: Finding) -> str:
    """A finding in short: its code and the column, or the field that is lacking."""
    assert finding.place is not None
    where = finding.place.cell.rstrip("1") if finding.place.column else ""
    return f"{finding.code} {where or finding.facts['field'].zh}"


def read_as(match: Match, width: int) -> list[str | None]:
    at = {column.number: column.field.name for column in match.columns}
    return [at.get(number) for number in range(1, width + 1)]


# One heading by itself


def meaning(kind: str, heading: str) -> str:
    """What a heading is taken for where nothing stands beside it, in the words of the cases."""
    match = INDEXES[kind].match([None, heading], 4)
    if match.columns:
        return _column(match.columns[0], heading)
    if match.unclear:
        ((number, written, fields),) = match.unclear
        assert (number, written) == (5, heading)
        return "? " + ", ".join(field.name for field in fields)
    if not match.unknown:
        return "- silently"
    assert match.unknown == ((5, heading),)
    (finding,) = [one for one in found_in(match) if one.code != "KD105"]
    if finding.code == "KD153":
        return "- known"
    near = INDEXES[kind].nearest(heading)
    return f"- like {_named(kind, near)}" if near else "-"


def _column(column: Column, heading: str) -> str:
    assert (column.number, column.heading) == (5, heading)
    unit = f" in {column.unit}" if column.unit else ""
    codes = " ".join(f"{code}={word}" for code, word in column.codes.items())
    return column.field.name + unit + (f", {codes}" if codes else "")


def _named(kind: str, label: Text) -> str:
    return next(one.name for one in desk.SCHEMAS[kind].fields.values() if one.label == label)


@pytest.mark.parametrize(
    ("kind", "heading", "taken_for"),
    [
        pytest.param(one["kind"], heading, meant, id=f"{one['kind']}: {heading!r} is {meant}")
        for one in cases("headings")
        for heading, meant in one["headings"]
    ],
)
def test_what_a_heading_is_taken_for(kind: str, heading: str, taken_for: str) -> None:
    assert meaning(kind, heading) == taken_for


@pytest.mark.parametrize("kind", desk.SCHEMAS)
def test_every_heading_of_a_field_means_that_field_alone(kind: str) -> None:
    for field in desk.SCHEMAS[kind].fields.values():
        for heading in (*field.headings, *field.stands_in):
            for written in (heading, f"*{heading}", f"{heading}（必填）", f" {heading}\n"):
                (column,) = INDEXES[kind].match([written], 1).columns
                assert column.field is field, written


PUBLIC = [
    (kind, name, outcome)
    for kind, outcomes in cases("heading_names").items()
    for outcome, names in outcomes.items()
    for name in names
]


@pytest.mark.parametrize(("kind", "name", "outcome"), PUBLIC)
def test_a_name_of_public_workbooks_is_a_field_or_known_to_be_none(
    kind: str, name: str, outcome: str
) -> None:
    assert meaning(kind, name) == ("- known" if outcome == "-" else outcome)


@pytest.mark.parametrize("kind", desk.SCHEMAS)
def test_in_no_kind_of_sheet_is_such_a_name_unknown(kind: str) -> None:
    outcomes = {name: meaning(kind, name) for _, name, _ in PUBLIC}
    assert [name for name, one in outcomes.items() if one == "-" or "- like" in one] == []


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        pytest.param(kind, heading, field, id=f"{kind}: {heading} is {field.name}")
        for kind, index in INDEXES.items()
        for schema in [index.schema]
        for field in schema.fields.values()
        for heading in field.ambiguous
        if sum(heading in one.ambiguous for one in schema.fields.values()) == 1
    ],
)
def test_a_short_name_is_taken_where_the_kind_is_certain_and_never_in_silence(
    kind: str, heading: str, field: sheets.Field
) -> None:
    match = INDEXES[kind].match([heading], 1, certain=True)
    (taken,) = match.taken
    assert match.columns == (taken,)
    assert (taken.field, taken.heading) == (field, heading)
    noted = [one for one in found_in(match) if one.level is Level.NOTE]
    assert [(one.code, one.facts["field"]) for one in noted] == [("KD150", field.label)]
    assert INDEXES[kind].match([heading], 1).columns == ()


MARKS = st.text(alphabet="*＊/／\\-_:：、 \t\n\u3000\u200b\ufeff★", max_size=3)
AROUND = st.sampled_from(["", "（必填）", "(选填)", "【必填】", " (required)", "（请填写）"])
BEFORE = st.sampled_from(["", "1.", "12、", "一、", "（二）", "③"])
KNOWN = [
    (kind, field.name, heading)
    for kind, schema in desk.SCHEMAS.items()
    for field in schema.fields.values()
    for heading in field.headings
]


@given(st.sampled_from(KNOWN), BEFORE, MARKS, MARKS, AROUND)
def test_marks_numbers_and_remarks_around_a_heading_change_nothing(
    known: tuple[str, str, str], number: str, before: str, behind: str, remark: str
) -> None:
    kind, name, heading = known
    (column,) = INDEXES[kind].match([f"{number}{before}{heading}{behind}{remark}"], 1).columns
    assert column.field.name == name


CELLS = st.lists(
    st.one_of(
        st.none(),
        st.text(max_size=12),
        st.floats(allow_nan=False),
        st.sampled_from([heading for _, _, heading in KNOWN]),
        st.sampled_from([name for _, name, _ in PUBLIC]),
        st.sampled_from(["序号", "No.", "行次"]),
        st.text(alphabet="()（）【】[]12 、元万亿必填A" + string.punctuation, max_size=20),
    ),
    max_size=12,
)


@given(st.sampled_from(sorted(desk.SCHEMAS)), CELLS, st.booleans())
def test_every_heading_has_one_outcome(kind: str, row: Sequence[object], certain: bool) -> None:
    index = INDEXES[kind]
    match = index.match(row, 1, certain)
    read = [column.number for column in match.columns]
    told = [number for number, *_ in (*match.doubled, *match.unknown)]
    assert len({*read, *told}) == len(read) + len(told)
    assert len(match.fields) == len(match.columns)
    assert all(column in match.columns for column in match.taken)
    assert {number for number, *_ in (*match.unclear, *match.spare)} <= set(told)
    silent = {
        number
        for number, cell in enumerate(row, 1)
        if isinstance(cell, str) and index.look_up(cell).name in index.silent
    }
    words = {number for number, cell in enumerate(row, 1) if isinstance(cell, str) and cell.strip()}
    assert {*read, *told} <= words
    assert all(not bare(str(row[at - 1])).name or at in silent for at in words - {*read, *told})
    found_in(match)


def test_a_long_text_is_no_heading() -> None:
    match = INDEXES["customer"].match(["客户名称（" + "请填写全称" * 40 + "）", "客户编号"], 1)
    assert match.fields == {"code"}


# A row of headings


@pytest.mark.parametrize("case", cases("heading_rows"), ids=lambda case: case["about"])
def test_headings_beside_each_other(case: Mapping[str, Any]) -> None:
    match = INDEXES[case["kind"]].match(case["row"], 1, case.get("certain", False))
    assert read_as(match, len(case["row"])) == case["read"]
    findings = sorted(found_in(match), key=lambda one: one.place.column if one.place else 0)
    assert [said(one) for one in findings] == case["said"]


def test_the_fields_that_tell_the_kind_are_said_by_their_headings() -> None:
    row = ["客户编号", "客户名称", "联系人", "电话", "编号", "备注", "状态"]
    match = INDEXES["customer"].match(row, 1)
    assert match.fields == {"code", "name", "contact", "phone", "remark", "status"}
    assert match.telling == {"contact", "phone"}


def test_a_workbook_with_short_headings_is_read() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(
        ["1.编号*", "2.名称（必填）", "3.联系人", "4.手机", "5.年销售额/万元", "序号"]
    )
    book.worksheets[0].append(["KA-001", "苏州迅捷电梯有限公司", "钱思远", 13800138000, 6800, 1])
    stream = io.BytesIO()
    book.save(stream)
    file = read_content("交来.xlsx", stream.getvalue(), desk.SCHEMAS)
    (record,) = file.records
    assert (record.kind, record.values) == (
        "customer",
        {
            "code": "KA-001",
            "name": "苏州迅捷电梯有限公司",
            "contact": "钱思远",
            "phone": "13800138000",
            "annual_sales": 6800,
        },
    )
    assert str(record.place("phone")) == "[交来.xlsx]Sheet!D2"


def test_what_is_not_read_is_counted_whatever_is_known_of_it() -> None:
    row = ["编号", "客户名称", "拜访日期", "微信", "对口车间", "序号", "名称"]
    match = INDEXES["visit"].match(row, 1)
    assert [number for number, _ in match.unknown] == [1, 4, 5, 7]


def test_the_facts_name_what_a_heading_may_be() -> None:
    match = INDEXES["visit"].match(["编号", "客户名称", "拜访日期", "名称"], 1)
    unclear, spare = [one for one in found_in(match) if one.code in ("KD151", "KD152")]
    assert [label.zh for label in unclear.facts["fields"]] == ["拜访编号", "客户编号"]
    assert spare.facts["other"] == Place("交来.xlsx", "Sheet1", 1, 2)


def test_a_heading_is_noted_once_a_file() -> None:
    row = ["编号", "客户名称", "拜访日期", "微信", "QQ", "对口车间", "名称", "时间"]
    first = INDEXES["visit"].match(row, 1)
    seen: set[str] = set()
    once = heading_findings(first, ROW, in_row, INDEXES, seen)
    assert len([one for one in once if one.level is Level.NOTE]) == 5
    again = heading_findings(first, Place("交来.xlsx", "Sheet2", 1), in_row, INDEXES, seen)
    assert [one.code for one in again] == ["KD105"]  # of every sheet that lacks the column
    more = INDEXES["visit"].match([*row, "旺旺"], 1)
    others = heading_findings(more, ROW, in_row, INDEXES, seen)
    (finding,) = [one for one in others if one.code != "KD105"]
    assert (finding.code, finding.facts["headings"]) == ("KD153", ("旺旺",))


def test_a_suggestion_is_said_in_both_languages() -> None:
    (finding,) = [
        one
        for one in found_in(INDEXES["customer"].match(["客户编号", "客户名称", "年销售颔"], 1))
        if one.code == "KD104"
    ]
    assert what(finding, "zh").endswith("；是不是「年销售额」？")
    assert what(finding, "en").endswith("; did you mean “Yearly sales”?")


NOTED = {
    "KD150": INDEXES["customer"].match(["客户编号", "客户名称", "姓名", "电话", "邮箱"], 1),
    "KD151": INDEXES["visit"].match(["编号", "客户名称", "拜访日期", "拜访人"], 1),
    "KD152": INDEXES["customer"].match(["客户编号", "客户名称", "手机", "联系电话"], 1),
    "KD153": INDEXES["customer"].match(["客户编号", "客户名称", "微信", "QQ"], 1),
    "KD158": INDEXES["visit"].match(["客户名称", "拜访日期", "拜访人", "同行人员"], 1),
    "KD159": INDEXES["customer"].match(["客户编号", "客户名称", "2025年经营数量"], 1),
    "KD416": INDEXES["visit"].match(["客户名称", "拜访日期", "拜访人", "审批状态", "审批结果"], 1),
}


def test_all_codes_of_headings_are_notes_that_fire() -> None:
    assert set(NOTED) == set(catalogue.HEADINGS)


@pytest.mark.parametrize("code", NOTED)
def test_a_code_of_headings_is_said_well(code: str) -> None:
    (finding,) = found_in(NOTED[code])
    assert (finding.code, finding.level) == (code, Level.NOTE)
    for lang in LANGS:
        for words in (what(finding, lang), how_to_mend(code, finding.facts, lang)):
            assert not re.search(r"[{}]|None|Text\(|\('|\['", words)


# Rows like headings


@pytest.mark.parametrize(
    ("row", "alike"),
    [
        (["客户编号", "客户名称", "联系电话"], True),
        (["code", "name", "annual_sales", 1], True),
        (["编号", "名称", "手机"], True),
        (["客户编号", "客户名称", "苏州迅捷电梯有限公司"], False),
        (["KA-001", "苏州迅捷电梯有限公司", 6800, None], False),
    ],
)
def test_a_row_of_headings_is_known_at_a_glance(row: Sequence[object], alike: bool) -> None:
    assert INDEXES["customer"].like_headings(row, 3) is alike


# Values decide


def settled(kind: str, row: Sequence[str], rows: Sequence[Sequence[object]]) -> Match:
    return settle(INDEXES[kind].match(row, 1), rows)


TIERS = [["战略客户"], ["重点"], [None], ["一般客户"]]


@pytest.mark.parametrize(
    ("headings", "rows", "read"),
    [
        (["客户等级"], [["A"], ["B级"]], ["grade"]),
        (["客户等级"], TIERS, ["tier"]),
        (["客户级别"], [["  "], ["待补"], *TIERS], ["tier"]),
        (["客户类型"], TIERS, ["tier"]),
        (["客户类型"], [["整梯厂"], ["经销商"], ["一般"]], ["customer_type"]),
        (["客户分类"], [["A类"], ["B类"]], ["grade"]),
        (["客户等级"], [["VIP"], ["普通"]], ["grade"]),
        (["客户等级"], [], ["grade"]),
        (["客户等级"], [["A"], *TIERS], ["grade"]),
        (["客户等级", "客户分类"], [["战略", "A"], ["重点", "B"]], ["tier", "grade"]),
        (["客户等级", "客户分类"], [["战略", "战略"]], ["grade", "tier"]),
        (["客户等级", "客户分类"], [["战略", None], ["重点"]], ["grade", "tier"]),
    ],
)
def test_what_stands_in_a_column_tells_grade_from_tier(
    headings: list[str], rows: list[list[object]], read: list[str]
) -> None:
    match = settled("customer", ["客户名称", *headings], [["迅捷", *row] for row in rows])
    assert read_as(match, 1 + len(headings)) == ["name", *read]


def test_a_column_that_went_by_its_values_is_told() -> None:
    match = settled(
        "customer", ["客户编号", "客户名称", "客户等级"], [["KA-001", "迅捷", "战略客户"]]
    )
    assert [said(one) for one in found_in(match)] == ["KD150 C"]
    assert match.taken[0].field.name == "tier"


def test_the_same_headings_again_are_known_though_their_values_decided() -> None:
    row = ["客户编号", "客户名称", "客户等级"]
    plain = INDEXES["customer"].match(row, 1)
    match = settle(plain, [["KA-001", "迅捷", "战略客户"]])
    assert match.columns != plain.columns
    assert match.repeats(plain)
    assert not match.repeats(INDEXES["customer"].match(row, 2))
    assert not match.repeats(INDEXES["customer"].match([*row, "备注"], 1))


def test_kinds_and_modes_of_visits_are_told_apart() -> None:
    row = ["拜访日期", "客户名称", "拜访人", "拜访类型"]
    assert "visit_mode" in settled("visit", row, [["2026-07-15", "迅捷", "李", "电话拜访"]]).fields
    assert "visit_kind" in settled("visit", row, [["2026-07-15", "迅捷", "李", "计划拜访"]]).fields


def test_only_the_first_cells_are_looked_at() -> None:
    def endless() -> Any:
        while True:
            yield ["迅捷", "战略客户"]

    match = settle(INDEXES["customer"].match(["客户名称", "客户等级"], 1), endless())
    assert "tier" in match.fields
    plain = INDEXES["customer"].match(["客户名称"], 1)
    assert settle(plain, endless()) is plain


# What a company says of its own headings


def with_headings(**headings: dict[str, str]) -> Schemas:
    return sheets.with_headings(desk.SCHEMAS, headings)


def test_a_heading_of_the_company_is_read_without_a_word() -> None:
    own = indexes(
        with_headings(customer={"甲方": "name", "合同额": "annual_sales", "名称": "short_name"})
    )
    row = ["客户编号", "甲方（必填）", "合同额（万元）", "名称"]
    match = own["customer"].match(row, 1)
    assert read_as(match, 4) == ["code", "name", "annual_sales", "short_name"]
    assert match.columns[2].unit == "万元"
    assert found_in(match, own) == []
    assert own["customer"].like_headings(["客户编号", "甲方", "合同额"], 3)


@pytest.mark.parametrize("meaning", ["name", "客户名称", "Customer name", " 客户名称 "])
def test_a_field_goes_by_its_name_or_its_labels(meaning: str) -> None:
    own = index_of(with_headings(customer={"甲方": meaning})["customer"])
    assert own.match(["甲方"], 1).fields == {"name"}


def test_the_company_goes_before_what_is_built_in() -> None:
    schemas = with_headings(
        customer={"备注": "development_plan", "简称": "-", "序号": "code", "职务": "management"}
    )
    own = indexes(schemas)
    row = ["客户名称", "备注", "简称", "序号", "大客户经理", "职务"]
    match = own["customer"].match(row, 1)
    assert read_as(match, 6) == [
        *("name", "development_plan", None, "code", "account_manager", "management"),
    ]
    assert match.unknown == ()
    assert INDEXES["customer"].match(["备注"], 1).fields == {"remark"}


def test_a_heading_that_the_company_does_not_read_is_passed_in_silence() -> None:
    own = indexes(with_headings(客户档案={"对口车间": "-", "微信": "-"}))
    match = own["customer"].match(["客户编号", "客户名称", "对口车间*", "微信"], 1)
    assert (match.unknown, found_in(match, own)) == ((), [])


@pytest.mark.parametrize(
    ("headings", "code", "facts"),
    [
        ({"customers": {}}, "KD909", {"name": "customers", "near": "customer"}),
        ({"customer": {"甲方": "nam"}}, "KD909", {"name": "nam", "near": "客户名称"}),
        ({"customer": {"甲方": "客户名"}}, "KD909", {"name": "客户名", "near": "客户名称"}),
        ({"customer": {"甲方": ""}}, "KD909", {"name": "", "near": "-"}),
        ({"customer": {"甲方": "name", "甲 方": "code"}}, "KD905", {"key": "甲 方"}),
        ({"customer": {"***": "name"}}, "KD912", {"entry": "headings.customer.***"}),
        (
            {"customer": {"甲方": "name"}, "客户档案": {"甲方": "-"}},
            "KD905",
            {"key": "甲方"},
        ),
    ],
)
def test_a_heading_of_the_company_that_will_not_do_is_refused(
    headings: Mapping[str, Mapping[str, str]], code: str, facts: Mapping[str, str]
) -> None:
    with pytest.raises(SetupFault) as caught:
        sheets.with_headings(desk.SCHEMAS, headings)
    assert caught.value.code == code
    assert facts.items() <= caught.value.facts.items()
    for lang in LANGS:
        assert "{" not in fault_words(caught.value, lang)


# One heading, one field


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("aliases: [拜访单号,", "aliases: [拜访日期,"),
        ("aliases: [拜访单号,", "aliases: [拜 访-日期,"),
        ("aliases: [拜访单号,", "aliases: [visited_on,"),
        ("aliases: [拜访单号,", "stands_in: [拜访日期], aliases: [拜访单号,"),
        ("ambiguous: [编号, 编码, 回访编号]", "ambiguous: [编号, 拜访时间]"),
        ("ambiguous: [编号, 编码, 回访编号]", "ambiguous: [拜访记录]"),
    ],
)
def test_a_heading_that_two_fields_claim_is_refused_with_its_line(
    tmp_path: Path, good: str, bad: str
) -> None:
    text = desk.example("schemas/visit.yaml").read_text(encoding="utf-8")
    assert good in text
    path = tmp_path / "visit.yaml"
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(SetupFault) as caught:
        sheets.load_schema(path)
    assert (caught.value.code, caught.value.file) == ("KD906", "visit.yaml")
    assert caught.value.line > 1
    for lang in LANGS:
        assert "{" not in fault_words(caught.value, lang)


def test_what_is_none_of_ours_is_no_field_of_the_same_sheet_in_silence() -> None:
    for name, group in elsewhere().items():
        assert name == comparable(name)
        if group.silent:
            assert not any(name in index.names for index in INDEXES.values())


def test_a_hint_never_leaves_a_kind_out() -> None:
    indexes = {kind: index_of(schema) for kind, schema in desk.SCHEMAS.items()}
    for kind, index in indexes.items():
        columns = (names for one in index.schema.fields.values() for names in one.columns)
        cells = [*index.written, *(name for names in columns for name in names)]
        short = [name for name in index.written if re.fullmatch(r"[^\s:：]{1,16}", name)]
        cells += [f"编号：7 {name}：甲" for name in short]
        hints = kinds_by_row(((number, ["甲", cell]) for number, cell in enumerate(cells)), indexes)
        assert [cells[number] for number, kinds in hints.items() if kind not in kinds] == []
