"""Blank workbooks: what is in them, and that what is filled in by their rules is sound."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from kamdocs import review
from kamdocs.cli.main import run
from kamdocs.intake import read_content
from kamdocs.intake.blanks import blank
from kamdocs.intake.ours import Stamp, read_stamp
from kamdocs.intake.values import read
from kamdocs.model import CUSTOMER, FileReading, Finding, Lang, Level, Text, column_letters
from kamdocs.reports.ledger import file_words
from kamdocs.sheets import STAMP_SHEET, Field, SheetSchema
from tests import desk, filler, typist, writers

KINDS = tuple(desk.SCHEMAS)
FIRST, LAST = 5, 2004
"""The rows that have rules."""


@cache
def made(*kinds: str, lang: Lang = "zh") -> bytes:
    return blank([desk.SCHEMAS[kind] for kind in kinds], lang)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def stamp_of(content: bytes) -> Stamp:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)  # only the sheet asked for
    stamp = read_stamp(book[STAMP_SHEET].values)
    book.close()
    assert stamp is not None
    return stamp


def told(content: bytes) -> tuple[FileReading, list[Finding]]:
    """What is found in a workbook, the sheets of the blank itself aside."""
    file = read_content("交来.xlsx", content, desk.SCHEMAS)
    _, findings = review.validate([file], desk.SCHEMAS, filler.AS_OF)
    own = stamp_of(content).own
    return file, [one for one in findings if not (one.place and one.place.sheet in own)]


def rule(sheet: Worksheet, number: int) -> DataValidation:
    """The one rule of a column."""
    letters = column_letters(number)
    cells = f"{letters}{FIRST}:{letters}{LAST}"
    rules: list[DataValidation] = sheet.data_validations.dataValidation
    (found,) = (one for one in rules if str(one.sqref) == cells)
    return found


@cache
def as_made(lang: Lang) -> openpyxl.Workbook:
    """The blank of all kinds, to look at only."""
    return opened(made(*KINDS, lang=lang))


def rules_in(content: bytes, sheet: str) -> int:
    """How many rules a sheet has, counted without reading its thousands of rows."""
    at = 1 + openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames.index(sheet)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(f"xl/worksheets/sheet{at}.xml").count(b"<dataValidation ")


def every_column(lang: Lang = "zh") -> Iterator[tuple[Worksheet, int, Field]]:
    book = as_made(lang)
    for kind in KINDS:
        schema = desk.SCHEMAS[kind]
        for number, field in enumerate(schema.fields.values(), 1):
            yield book[schema.sheets[0]], number, field


# What is filled in comes back


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kinds", [*((kind,) for kind in KINDS), KINDS], ids="+".join)
def test_a_blank_has_nothing_wrong_but_that_it_is_blank(kinds: tuple[str, ...], lang: Lang) -> None:
    file, findings = told(made(*kinds, lang=lang))
    sheets = sorted(desk.SCHEMAS[kind].sheets[0] for kind in kinds)
    assert [desk.said(one) for one in findings] == [f"KD123 {name}!4:4" for name in sheets]
    known = {one.kind: one for one in file.sheets if one.kind}
    for kind in kinds:
        assert list(known[kind].headings) == list(desk.SCHEMAS[kind].fields)
        assert not known[kind].speaks_until


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=3)
@given(data=st.data())
def test_a_blank_filled_in_by_its_rules_is_sound(kind: str, data: st.DataObject) -> None:
    sheets = data.draw(filler.company(kind))
    typed = {name: filler.typed(rows) for name, rows in sheets.items()}
    file, findings = told(filler.fill(made(*dict.fromkeys([CUSTOMER, kind])), typed))
    # KD303: a parent's name made by chance may be like that of another of the customers
    odd = [one for one in findings if one.level is not Level.NOTE and one.code != "KD303"]
    assert [desk.said(one) for one in odd] == []
    for name, rows in sheets.items():
        read_back = [record.values for record in file.records if record.kind == name]
        assert read_back == [{field: one.meant for field, one in row.items()} for row in rows]


@pytest.mark.parametrize("kind", ["customer", "document", "visit"])
def test_every_choice_of_a_list_is_read_as_itself(kind: str) -> None:
    fields = [one for one in desk.SCHEMAS[kind].fields.values() if one.allowed]
    longest = max(len(one.allowed) for one in fields)
    rows = [
        {one.name: one.allowed[number % len(one.allowed)] for one in fields}
        for number in range(longest)
    ]
    file, _ = told(filler.fill(made(kind), {kind: rows}))
    for one in fields:
        got = [record.get(one.name) for record in file.records]
        wanted = [row[one.name] for row in rows]
        assert got == ([(word,) for word in wanted] if one.type == "items" else wanted)


def test_every_synonym_that_a_list_warns_of_is_read() -> None:
    for _, _, field in every_column():
        for spelling, meant in field.spellings.items():
            assert read(spelling, field).value == ((meant,) if field.type == "items" else meant)


def test_the_day_that_a_sheet_speaks_until_has_its_place() -> None:
    book = opened(made("visit"))
    sheet = book["拜访报告"]
    assert (sheet["A2"].value, sheet["B2"].number_format) == ("数据截至：", "yyyy-mm-dd")
    sheet["B2"] = date(2026, 9, 30)
    stream = io.BytesIO()
    book.save(stream)
    file, _ = told(stream.getvalue())
    spoken = next(one for one in file.sheets if one.kind == "visit")
    assert (spoken.speaks_until, spoken.by) == (date(2026, 9, 30), "given")


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_a_kind_make_one_sound_row(kind: str) -> None:
    schema = desk.SCHEMAS[kind]
    row = {field.name: field.example for field in schema.fields.values()}
    file = read_content("交来.xlsx", filler.fill(made(kind), {kind: [row]}), desk.SCHEMAS)
    (record,) = file.records
    assert set(record.values) == set(schema.fields)
    _, findings = review.validate([file], desk.SCHEMAS, date(2026, 12, 31))
    assert [desk.said(one) for one in findings if one.level is Level.ERROR] == []


@pytest.mark.skipif(typist.OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_what_is_typed_in_libreoffice_comes_back(tmp_path: Path) -> None:
    """The formats of the columns take what is typed for what it is, leading zeros and all."""
    entries = [
        (schema.sheets[0], f"{column_letters(number)}{FIRST}", field.example)
        for schema in desk.SCHEMAS.values()
        for number, field in enumerate(schema.fields.values(), 1)
    ]
    number = 1 + list(desk.SCHEMAS[CUSTOMER].fields).index("postcode")
    entries.append(("客户档案", f"{column_letters(number)}{FIRST}", "001234"))
    entries += [(schema.sheets[0], "B2", "2026-09-30") for schema in desk.SCHEMAS.values()]
    saved = typist.typed(tmp_path, made(*KINDS), entries)
    file, findings = told(saved)
    errors = [one for one in findings if one.level is Level.ERROR]
    assert [desk.said(one) for one in errors] == ["KD210 报告台账!L5"]  # approved in December
    assert {one.speaks_until for one in file.sheets if one.kind} == {date(2026, 9, 30)}
    for record in file.records:
        for name, field in desk.SCHEMAS[record.kind].fields.items():
            wanted = (
                "001234" if name == "postcode" else read(field.example, field, field.unit).value
            )
            assert record.get(name) == wanted, name
    assert stamp_of(saved) == stamp_of(made(*KINDS))
    assert rules_in(saved, "客户档案") > 40


# What is in it


# The page with help


def help_findings(book: openpyxl.Workbook) -> list[tuple[str, str]]:
    """What is found on sheets that are named like the page with help."""
    stream = io.BytesIO()
    book.save(stream)
    file = read_content("交来.xlsx", stream.getvalue(), desk.SCHEMAS)
    places = [(one.code, one.place) for one in file.findings]
    return [(code, place.cell) for code, place in places if place and place.sheet == "填写说明"]


def test_the_page_with_help_is_silent_as_long_as_nobody_writes_in_it(tmp_path: Path) -> None:
    assert help_findings(opened(made(*KINDS))) == []
    blank = {"a": made("customer", "visit")}
    for suffix, saved in writers.converted_to(blank, ("xlsx", "xls", "ods"), tmp_path).items():
        file = read_content(f"交来.{suffix}", saved["a"], desk.SCHEMAS)
        assert {one.code for one in file.findings} == {"KD123"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "；填写说明、kamdocs（kamdocs加的说明页，跳过）"),
        ("en", "; 填写说明, kamdocs (put in by kamdocs, passed over)"),
    ],
)
def test_the_ledger_names_the_sheets_of_the_blank_once_behind_what_was_read(
    lang: Lang, said: str
) -> None:
    assert file_words(told(made("visit"))[0], lang).endswith(said)


@pytest.mark.parametrize("cell", ["A210", "C999"])
def test_what_is_written_below_the_help_is_told_at_its_first_cell(cell: str) -> None:
    book = opened(made("customer", "visit"))
    book["填写说明"][cell] = "KA-050"
    book["填写说明"]["D1000"] = "戊有限公司"
    assert help_findings(book) == [("KD133", cell)]


def test_what_is_written_over_the_help_is_told() -> None:
    book = opened(made("customer"))
    book["填写说明"]["A2"] = "戊有限公司"
    assert help_findings(book) == [("KD133", "")]


def test_a_sheet_to_fill_in_that_was_renamed_like_the_help_is_read() -> None:
    book = opened(made("customer"))
    del book["填写说明"]
    book["客户档案"].title = "填写说明"
    book["填写说明"].cell(FIRST, 1, "KA-001")
    book["填写说明"].cell(FIRST, 2, "戊有限公司")
    assert help_findings(book) == []
    stream = io.BytesIO()
    book.save(stream)
    (record,) = read_content("交来.xlsx", stream.getvalue(), desk.SCHEMAS).records
    assert record.text("name") == "戊有限公司"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_schemas_give_the_same_bytes(lang: Lang) -> None:
    assert blank(desk.SCHEMAS.values(), lang) == blank(desk.SCHEMAS.values(), lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_passes_the_audit(lang: Lang, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    path.write_bytes(made(*KINDS, lang=lang))
    result = OpenXmlValidator().validate(path)
    assert [f"{one.part_uri} {one.description}" for one in result.errors] == []


def test_headings_say_what_is_required_and_in_which_unit() -> None:
    shown = {str(sheet.cell(4, number).value) for sheet, number, _ in every_column()}
    assert {"客户名称*", "业务量*（万元）", "盈亏情况（万元）", "客户简称"} <= shown
    for sheet, number, field in every_column():
        cell = sheet.cell(4, number)
        assert (cell.fill.start_color.rgb == "FFFFE699") == field.required
        assert cell.comment is not None
        for word in (field.help.zh, field.example, *field.allowed):
            assert word in cell.comment.text


def test_the_help_is_in_the_language_asked_for() -> None:
    headings = [sheet.cell(4, number).value for sheet, number, _ in every_column()]
    for heading, (sheet, number, field) in zip(headings, every_column("en"), strict=True):
        assert sheet.cell(4, number).value == heading
        comment = sheet.cell(4, number).comment
        assert comment is not None
        assert field.help.en in comment.text
        assert str(rule(sheet, number).prompt).startswith(field.help.en)


FORMATS = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "month": "yyyy-mm",
           "amount": "#,##0.00", "number": "General", "whole": "0"}  # fmt: skip


def test_columns_keep_numbers_days_and_words_apart() -> None:
    for sheet, number, field in every_column():
        assert filler.column_style(sheet, number).number_format == FORMATS.get(field.type, "@")


def test_lists_offer_exactly_what_is_allowed() -> None:
    for sheet, number, field in every_column():
        found = rule(sheet, number)
        if field.type == "flag":
            assert offered(found) == ["是", "否"]
        elif field.type == "text" and field.allowed:
            assert offered(found) == list(field.allowed)
        else:
            assert found.type != "list"  # several may be given in one cell
            if field.allowed:
                assert all(word in str(found.prompt) for word in field.allowed)


def offered(found: DataValidation) -> list[str]:
    assert found.type == "list"
    return str(found.formula1).strip('"').split(",")


RULES = [
    ("visit", "visited_on", "date", "17899", "73415", "stop"),
    ("business_status", "month", "date", "17899", "73415", "warning"),
    ("business_status", "satisfaction", "decimal", "0", "100", "stop"),
    ("business_status", "volume", "decimal", "0", "1000000000000", "stop"),
    ("customer", "cooperation_year", "whole", "1949", "2100", "stop"),
    ("customer", "name", "textLength", "2", "100", "stop"),
    ("customer", "contact", "textLength", "1", "40", "stop"),
    ("customer", "tier", "list", None, None, "warning"),  # 战略 will do for 战略客户
    ("customer", "market_position", "list", None, None, "stop"),
    ("visit", "remark", None, None, None, "stop"),
]


@pytest.mark.parametrize(("kind", "name", "type_", "least", "most", "style"), RULES)
def test_cells_have_the_rules_of_their_field(
    kind: str, name: str, type_: str | None, least: str | None, most: str | None, style: str
) -> None:
    sheet, number = next((s, at) for s, at, f in every_column()
                         if f is desk.SCHEMAS[kind].fields[name])  # fmt: skip
    found = rule(sheet, number)
    assert found.type == type_
    if least:
        assert (found.formula1, found.formula2) == (least, most)
    assert (found.errorStyle or "stop") == style


def test_words_of_rules_keep_within_what_excel_shows() -> None:
    for lang in ("zh", "en"):
        for sheet, number, _ in every_column(lang):
            keep_within(rule(sheet, number))


def keep_within(found: DataValidation) -> None:
    for words, most in (
        (found.promptTitle, 32), (found.prompt, 255), (found.errorTitle, 32), (found.error, 255),
        (found.formula1, 257),
    ):  # fmt: skip
        assert len((words or "").encode("utf-16-le")) <= 2 * most


def test_headings_and_names_stay_in_sight() -> None:
    book = opened(made(*KINDS))
    frozen = {kind: book[desk.SCHEMAS[kind].sheets[0]].freeze_panes for kind in KINDS}
    first = {"customer": "C5", "document": "C5", "deputy": "C5"}
    assert frozen == {kind: first.get(kind, "D5") for kind in KINDS}
    for kind in KINDS:
        sheet = book[desk.SCHEMAS[kind].sheets[0]]
        last = column_letters(len(desk.SCHEMAS[kind].fields))
        assert sheet.auto_filter.ref == f"A4:{last}{LAST}"
        assert sheet.print_title_rows == "$3:$4"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.max_row == 4  # rules and formats are ranges, no thousands of cells


def test_a_required_cell_left_blank_in_a_row_that_was_begun_shows_so() -> None:
    sheet = opened(made("document"))["报告台账"]
    shown = {
        str(cells.sqref): [str(one.formula[0]) for one in cells.rules]
        for cells in sheet.conditional_formatting
    }
    begun = "COUNTA($A5:$U5)>0"
    assert shown == {
        f"B{FIRST}:B{LAST}": [f"AND({begun},LEN(TRIM(B5))=0)"],  # 文件类型, the one required
        f"A{FIRST}:U{LAST}": [begun],
    }


def test_groups_stand_above_the_headings_without_merged_cells() -> None:
    for kind in KINDS:
        schema = desk.SCHEMAS[kind]
        sheet = opened(made(kind))[schema.sheets[0]]
        assert not sheet.merged_cells.ranges
        above = [cell.value for cell in sheet[3]]
        group = ""
        for field, words in zip(schema.fields.values(), above, strict=True):
            assert words == (None if field.group == group else schema.groups[field.group].zh)
            group = field.group


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_sheet_tells_of_every_sheet_and_column(lang: Lang) -> None:
    page = opened(made(*KINDS, lang=lang)).worksheets[0]
    shown = [[str(cell) for cell in row if cell] for row in page.values]
    for schema in desk.SCHEMAS.values():
        assert any(row and row[0] == schema.sheets[0] for row in shown)
        for number, field in enumerate(schema.fields.values(), 1):
            name = f"{column_letters(number)}  {field.label.zh}"
            told = [row[3:] for row in shown if row and row[0].startswith(name)]
            choices = [lang == "zh" and "、".join(field.allowed)] if field.allowed else []
            wanted = [field.help.say(lang), field.example, *filter(None, choices)]
            assert wanted in [row[: len(wanted)] for row in told], name
    assert page.title == ("填写说明" if lang == "zh" else "How to fill in")


def test_only_the_advice_that_is_needed_is_given() -> None:
    topics = {
        kind: {str(row[0]) for row in opened(made(kind)).worksheets[0].values} for kind in KINDS
    }
    assert "金额怎样写" in topics["customer"]
    assert "金额怎样写" not in topics["visit"]
    assert "电话怎样写" not in topics["document"]


def test_the_first_sheet_is_never_taken_for_a_table() -> None:
    book = opened(made(*KINDS))
    book.worksheets[0].title = "客户档案说明"
    for name in book.sheetnames[1:]:
        del book[name]
    stream = io.BytesIO()
    book.save(stream)
    file = read_content("交来.xlsx", stream.getvalue(), desk.SCHEMAS)
    assert file.records == ()
    assert [sheet.kind for sheet in file.sheets] == [""]


# Schemas of any kind


def changed(kind: str, name: str, **changes: object) -> SheetSchema:
    """A kind with one of its fields changed."""
    schema = desk.SCHEMAS[kind]
    field = schema.fields[name]._replace(**changes)  # type: ignore[arg-type]
    return replace(schema, fields={**schema.fields, name: field})


def choosing(words: Sequence[str]) -> SheetSchema:
    field = desk.SCHEMAS["visit"].fields["visit_mode"]
    return changed(
        "visit", "visit_mode",
        rules={**field.rules, "allowed": list(words)},
        labels={word: Text(word, word) for word in words},
        spellings={word.casefold(): word for word in words},
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        [f"第{number}种拜访方式，说明较长" for number in range(40)],
        ["一", "二,三"],
        ['"一"', "二"],
        [" 一", "二"],
    ],
    ids=["long", "comma", "quotes", "space"],
)
def test_choices_that_fit_in_no_rule_stand_in_a_hidden_sheet(words: list[str]) -> None:
    schema = choosing(words)
    content = blank([schema], "zh")
    book = opened(content)
    found = rule(book["拜访报告"], 1 + list(schema.fields).index("visit_mode"))
    assert found.formula1 == "list_visit_visit_mode"
    target = book.defined_names["list_visit_visit_mode"].attr_text
    assert target == f"'选项'!$A$1:$A${len(words)}"
    assert [row[0] for row in book["选项"].values] == words
    assert book["选项"].sheet_state == "hidden"
    assert "选项" in stamp_of(content).own


def test_a_list_that_just_fits_stays_in_its_rule() -> None:
    words = ["拜" * 127, "访" * 127]
    for more, kept in (("", True), ("访", False)):
        book = opened(blank([choosing([words[0], words[1] + more])], "zh"))
        assert ("选项" not in book.sheetnames) == kept


HOSTILE = ["=1+1", "+8612345", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "&P&D", "{=1}", "</x>&\"'"]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_schema_are_never_a_formula(words: str, tmp_path: Path) -> None:
    schema = changed(
        "customer", "short_name", label=Text(words, words), example=words, help=Text(words, words)
    )
    schema = replace(schema, title=Text(words, words))
    book = opened(blank([schema, choosing([words, "二"])], "zh"))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in cells if cell.data_type == "n" and cell.value is not None] == []
    assert words in [cell.value for cell in cells]
    at = 1 + list(desk.SCHEMAS["visit"].fields).index("visit_mode")
    in_rule = rule(book["拜访报告"], at).formula1 == f'"{words},二"'
    assert in_rule or [row[0] for row in book["选项"].values] == [words, "二"]
    path = tmp_path / "空表.xlsx"
    path.write_bytes(blank([schema], "zh"))
    assert OpenXmlValidator().validate(path).is_valid


def test_a_title_is_no_code_of_the_header() -> None:
    schema = replace(desk.SCHEMAS["visit"], title=Text("拜访&P", "Visits &P"))
    with zipfile.ZipFile(io.BytesIO(blank([schema], "zh"))) as parts:
        assert (
            "<oddHeader>&amp;C拜访&amp;&amp;P<" in parts.read("xl/worksheets/sheet2.xml").decode()
        )


def test_words_that_are_too_long_for_excel_are_cut() -> None:
    long = "很长的说明𠮷" * 100
    schema = changed("customer", "short_name", label=Text(long, long), help=Text(long, long))
    book = opened(blank([schema], "zh"))
    found = rule(book["客户档案"], 1 + list(schema.fields).index("short_name"))
    keep_within(found)
    assert str(found.prompt).endswith("…")
    assert str(found.prompt)[:20] == long[:20]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("客户/档案[2026]:*?\\", "客户 档案 2026"),
        ("长" * 40, "长" * 31),
        ("'引号'", "引号"),
        ("填写说明", "填写说明 2"),
        ("KAMDOCS", "KAMDOCS 2"),
        ("History", "History 2"),
        ("拜访报告", "拜访报告 2"),
        ("[]", "customer"),
    ],
)
def test_sheets_are_named_as_excel_takes_it(wanted: str, name: str) -> None:
    schema = replace(desk.SCHEMAS["customer"], sheets=(wanted,))
    content = blank([desk.SCHEMAS["visit"], schema], "zh")
    assert opened(content).sheetnames[2] == name
    assert [one.sheet for one in stamp_of(content).rows if one.kind == "customer"] == [name]


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("KAMDOCS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


class TestCommand:
    def test_makes_the_workbook_and_names_it(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wanted = ["客户档案", "visit", "Visit report"]
        assert run(["blank", *wanted, "-o", "发/空表.xlsx"]) == 0
        said = capsys.readouterr()
        assert said.out == f"{Path('发', '空表.xlsx')}\n"
        assert "客户档案、拜访报告" in said.err
        assert (folder / "发/空表.xlsx").read_bytes() == made("customer", "visit")
        assert run(["validate", "发/空表.xlsx"]) == 0

    def test_speaks_english(self, folder: Path) -> None:
        assert run(["blank", "visit", "-o", "blank.xlsx", "--lang", "en"]) == 0
        assert (folder / "blank.xlsx").read_bytes() == made("visit", lang="en")

    @pytest.mark.parametrize("lang", ["zh", "en"])
    @pytest.mark.parametrize(
        ("args", "word"),
        [
            ([], "business_status"),
            (["-o", "空表.xlsx"], "document"),
            (["visit"], "-o"),
            (["custmer", "-o", "空表.xlsx"], "KD915"),
            (["visit", "-o", "空表.xls"], "空表.xls"),
            (["visit", "-o", "已有.xlsx"], "已有.xlsx"),
            (["visit", "-o", "出"], "出"),
        ],
        ids=" ".join,
    )
    def test_wrong_use_is_answered_in_a_sentence(
        self,
        args: list[str],
        word: str,
        lang: Lang,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        (folder / "已有.xlsx").write_bytes(b"somebody's work")
        (folder / "出").mkdir()
        assert run(["blank", *args, "--lang", lang]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert word in said.err
        assert sorted(path.name for path in folder.iterdir()) == ["出", "已有.xlsx"]
        assert (folder / "已有.xlsx").read_bytes() == b"somebody's work"

    def test_a_place_that_cannot_be_written_is_said(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "档").write_text("in the way")
        assert run(["blank", "visit", "-o", "档/空表.xlsx"]) == 3
        assert "KD914" in capsys.readouterr().err
