"""The stamp of a blank: what it says, and which blanks are still read."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from kamdocs import sheets
from kamdocs.faults import SetupFault
from kamdocs.intake import read_content
from kamdocs.intake.blanks import blank
from kamdocs.intake.ours import Judgement, Stamp, concerning, judge, old_headings, read_stamp
from kamdocs.intake.ours.stamps import FORMAT, Stamped, fingerprint, stamped, written
from kamdocs.model import LANGS, Finding, Level, Place, level_of
from kamdocs.sheets import SheetSchema
from kamdocs.words import how_to_mend, what
from tests import desk

VISIT = desk.example("schemas/visit.yaml").read_text(encoding="utf-8")
MIGRATIONS = """
migrations:
  - from: "1"
    headings: {去访日期: visited_on, 结论: outcomes}
    text: {zh: 结论改名为处理结果, en: outcomes were called 结论}
  - from: "1.2"
    headings: {}
    text: {zh: 增加了拜访方式, en: the visit mode was added}
"""
NEWER = VISIT.replace('version: "1"', 'version: "2"', 1) + MIGRATIONS
WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)


def loaded(folder: Path, text: str) -> SheetSchema:
    path = folder / "visit.yaml"
    path.write_text(text, encoding="utf-8")
    return sheets.load_schema(path)


@pytest.fixture
def second(tmp_path: Path) -> Mapping[str, SheetSchema]:
    """The kinds of record where the visit report is in its second version."""
    return {**desk.SCHEMAS, "visit": loaded(tmp_path, NEWER)}


# Reading it


@given(st.lists(st.builds(Stamped, WORDS, WORDS | st.just(""), WORDS, WORDS), max_size=5))
def test_what_is_written_is_read(rows: list[Stamped]) -> None:
    assert read_stamp(written(rows)) == Stamp(FORMAT, tuple(rows))


CELLS = st.none() | st.text() | st.floats() | st.booleans() | st.dates() | st.just(FORMAT)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=6))
def test_whatever_stands_in_the_sheet_it_is_a_stamp_or_none(rows: list[list[Any]]) -> None:
    stamp = read_stamp(rows)
    if stamp:
        assert rows[0][0] == FORMAT
        judge(stamp, desk.SCHEMAS)


@pytest.mark.parametrize("rows", [[], [[]], [["客户档案", "customer", "1"]], [[None]], [[1.0]]])
def test_another_sheet_is_no_stamp(rows: list[list[object]]) -> None:
    assert read_stamp(rows) is None


def test_cells_come_as_the_reader_of_workbooks_gives_them() -> None:
    rows: list[list[object]] = [
        [FORMAT, "", "", "", ""],
        ["填写说明", "", "", ""],
        [],
        ["拜访报告", "visit", 1.0, "f"],
    ]
    stamp = read_stamp(rows)
    assert stamp == Stamp(FORMAT, (Stamped("填写说明"), Stamped("拜访报告", "visit", "1", "f")))
    assert stamp.own == {"填写说明"}


# Judging it

VERSIONS = [
    ("2", ""),
    ("1", "KD160"),
    ("1.2", "KD160"),
    ("0", "KD162"),
    ("1.1", "KD162"),
    ("3", "KD161"),
    ("2.1", "KD161"),
    ("10", "KD161"),
    ("", "KD162"),
    ("二", "KD162"),
    ("9" * 5000, "KD162"),
]


@pytest.mark.parametrize(("version", "code"), VERSIONS, ids=lambda word: word[:9])
def test_versions_are_read_or_refused(
    version: str, code: str, second: Mapping[str, SheetSchema]
) -> None:
    row = stamped("拜访报告", second["visit"])._replace(version=version)
    (judged,) = judge(Stamp(FORMAT, (Stamped("填写说明"), row)), second)
    assert (judged.stamped, judged.code) == (row, code)
    assert judged.refused == (code in ("KD161", "KD162"))
    if code:
        readable(judged)
        assert (level_of(code) is Level.ERROR) == judged.refused


def readable(judged: Judgement) -> None:
    finding = Finding(judged.code, Place("交来.xlsx", "拜访报告"), judged.facts)
    for lang in LANGS:
        for words in (what(finding, lang), how_to_mend(judged.code, judged.facts, lang)):
            assert words
            assert "{" not in words


def test_an_older_version_is_read_by_the_headings_of_then(
    second: Mapping[str, SheetSchema],
) -> None:
    judged = judge(Stamp(FORMAT, (Stamped("拜访报告", "visit", "1", "f"),)), second)
    assert old_headings(judged, "visit") == {"去访日期": "visited_on", "结论": "outcomes"}
    assert old_headings(judged, "customer") == {}
    assert judged[0].facts["change"].zh == "结论改名为处理结果"


def test_a_kind_that_is_not_ours_is_refused() -> None:
    (judged,) = judge(Stamp(FORMAT, (Stamped("车辆台账", "vehicle", "1", "f"),)), desk.SCHEMAS)
    assert (judged.code, judged.refused) == ("KD163", True)
    readable(judged)


def test_the_same_version_with_other_headings_is_read_and_said() -> None:
    row = stamped("拜访报告", desk.SCHEMAS["visit"])._replace(headings="0123456789abcdef")
    (judged,) = judge(Stamp(FORMAT, (row,)), desk.SCHEMAS)
    assert (judged.code, judged.refused) == ("KD164", False)
    readable(judged)


def test_a_stamp_of_a_later_format_is_refused() -> None:
    row = stamped("拜访报告", desk.SCHEMAS["visit"])
    stamp = read_stamp([["kamdocs-blank/2"], *written([row])[1:]])
    assert stamp is not None
    (judged,) = judge(stamp, desk.SCHEMAS)
    assert (judged.code, judged.refused) == ("KD161", True)


def test_a_sheet_is_found_by_its_name_else_by_its_kind() -> None:
    rows = [
        stamped("客户档案", desk.SCHEMAS["customer"]),
        stamped("拜访报告", desk.SCHEMAS["visit"]),
    ]
    customer, visit = judged = judge(Stamp(FORMAT, tuple(rows)), desk.SCHEMAS)
    assert concerning(judged, "拜访报告", "visit") is visit
    assert concerning(judged, "拜访报告", "") is visit
    assert concerning(judged, "九月拜访", "visit") is visit
    assert concerning(judged, "客户", "customer") is customer
    assert concerning(judged, "业务状况", "business_status") is None
    assert concerning(judged, "别的", "") is None


def test_a_fingerprint_tells_units_and_headings_apart() -> None:
    schema = desk.SCHEMAS["business_status"]
    volume = schema.fields["volume"]
    changed = [
        replace(schema, fields={**schema.fields, "volume": volume._replace(unit="元")}),
        replace(schema, fields={name: one for name, one in schema.fields.items() if one != volume}),
    ]
    prints = [fingerprint(one) for one in (schema, *changed)]
    assert len(set(prints)) == 3
    assert fingerprint(schema) == fingerprint(replace(schema, version="2"))


# Migrations in a schema


def test_a_schema_tells_which_older_versions_are_read(tmp_path: Path) -> None:
    schema = loaded(tmp_path, NEWER)
    assert [one.version for one in schema.migrations] == ["1", "1.2"]
    assert schema.migrations[0].headings == {"去访日期": "visited_on", "结论": "outcomes"}
    assert schema.migrations[1].text.en == "the visit mode was added"


BROKEN = [
    ("结论: outcomes", "结论: outcome", "KD909", "结论: outcome}"),
    ("结论: outcomes", "结论: 1", "KD906", "结论: 1"),
    ('from: "1"', 'from: "2"', "KD906", 'from: "2"'),
    ('from: "1"', 'from: "2.0.1"', "KD906", 'from: "2.0.1"'),
    ('from: "1.2"', 'from: "1"', "KD906", ""),
    ('from: "1"', 'from: "first"', "KD906", 'from: "first"'),
    ("headings: {}", "heading: {}", "KD907", "heading: {}"),
    ("en: the visit mode was added", "en: ''", "KD906", "en: ''"),
    ('version: "2"', 'version: "two"', "KD906", 'version: "two"'),
]


@pytest.mark.parametrize(("good", "bad", "code", "at"), BROKEN, ids=[one[1] for one in BROKEN])
def test_a_broken_migration_is_refused_with_its_line(
    good: str, bad: str, code: str, at: str, tmp_path: Path
) -> None:
    text = NEWER.replace(good, bad, 1)
    with pytest.raises(SetupFault) as caught:
        loaded(tmp_path, text)
    lines = text.splitlines()
    wanted = [number for number, line in enumerate(lines, 1) if at and at in line]
    assert caught.value.code == code
    assert caught.value.line == (wanted[0] if wanted else len(lines) - 2)


def test_an_entry_that_a_field_does_not_have_is_refused(tmp_path: Path) -> None:
    """A comma that nobody quoted makes two entries of one."""
    with pytest.raises(SetupFault) as caught:
        loaded(tmp_path, VISIT.replace("example: BF-2026-0715", "example: 约1,700万元"))
    assert caught.value.code == "KD992"
    assert caught.value.facts["entry"] == "fields.visit_no.meta.700万元"


# The way back: a blank of some version, filled in and read by another


def handed_in(version: Mapping[str, SheetSchema], headings: Mapping[str, str]) -> bytes:
    """A blank for visits made of a version, with one visit in it under other headings."""
    book = openpyxl.load_workbook(io.BytesIO(blank([version["visit"]], "zh")))
    sheet = book["拜访报告"]
    visit = {"客户名称": "苏州迅捷电梯有限公司", "拜访日期": "2026-07-15", "出差人员": "李晓雯"}
    fill(sheet, visit)
    for column in range(1, sheet.max_column + 1):
        said = heading(sheet, column)
        sheet.cell(4, column).value = headings.get(said, said)
    return saved(book)


def heading(sheet: Worksheet, column: int) -> str:
    return str(sheet.cell(4, column).value).strip(" *")


def fill(sheet: Worksheet, row: Mapping[str, str]) -> None:
    for column in range(1, sheet.max_column + 1):
        sheet.cell(5, column).value = row.get(heading(sheet, column))


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def codes(content: bytes, schemas: Mapping[str, SheetSchema]) -> list[str]:
    return [one.code for one in read_content("交来.xlsx", content, schemas).findings]


def test_a_blank_of_today_is_read_in_silence() -> None:
    content = handed_in(desk.SCHEMAS, {})
    file = read_content("交来.xlsx", content, desk.SCHEMAS)
    assert (len(file.records), file.findings) == (1, ())
    assert {sheet.sheet for sheet in file.sheets if "ours" in sheet.noted} >= {
        "填写说明",
        "kamdocs",
    }


def test_a_blank_of_an_older_version_is_read_by_the_headings_of_then(
    second: Mapping[str, SheetSchema],
) -> None:
    content = handed_in(desk.SCHEMAS, {"拜访日期": "去访日期"})
    assert "KD105" in codes(content, desk.SCHEMAS)  # today nobody knows that heading
    file = read_content("交来.xlsx", content, second)
    assert [one.code for one in file.findings] == ["KD160"]
    assert str(file.records[0].get("visited_on")) == "2026-07-15"


def test_a_blank_that_is_too_new_is_refused_and_no_row_of_it_is_read(
    second: Mapping[str, SheetSchema],
) -> None:
    file = read_content("交来.xlsx", handed_in(second, {}), desk.SCHEMAS)
    assert ([one.code for one in file.findings], file.records) == (["KD161"], ())
    assert not file.read


def test_of_a_blank_for_two_kinds_one_may_stay_empty() -> None:
    schemas = {kind: desk.SCHEMAS[kind] for kind in ("customer", "visit")}
    content = blank(list(schemas.values()), "zh")
    assert codes(content, desk.SCHEMAS) == ["KD123", "KD123"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    fill(book["客户档案"], {"客户编号": "KA-001", "客户名称": "苏州迅捷电梯有限公司"})
    assert codes(saved(book), desk.SCHEMAS) == []
