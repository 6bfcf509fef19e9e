"""Files of every format, read by what they are: real ones, by the programs that write them."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from unittest.mock import ANY

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.styles import Border, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kamdocs.intake import gather, read_content, read_source
from kamdocs.intake.opening import Door, open_workbook
from kamdocs.intake.opening.texts import rows_of
from kamdocs.model import FileReading, Level, Unread
from tests import desk, writers
from tests.intake.test_sheets import found, shown
from tests.writers import Sheet

FILES = desk.example("tests/files")
ROWS: list[list[object]] = [
    ["客户编号", "客户名称", "年销售额（万元）", "更新日期", "联系电话"],
    ["KA-001", "苏州迅捷电梯有限公司", 6800, date(2026, 6, 30), "0512-63456789"],
    ["KA-002", "云梭电梯（中国）\n有限公司", 1200.5, date(2026, 7, 1), "13800138000"],
]
TABLE = [Sheet("客户档案", ROWS)]
READ = [
    "customer 2:2: code KA-001 A2, name 苏州迅捷电梯有限公司 B2, annual_sales 6800 C2, "
    "updated_on 2026-06-30 D2, phone 0512-63456789 E2",
    "customer 3:3: code KA-002 A3, name 云梭电梯（中国）\n有限公司 B3, annual_sales 1200.5 C3, "
    "updated_on 2026-07-01 D3, phone 13800138000 E3",
]
ONE = ["customer 2:2: code KA-001 A2, name 苏州迅捷电梯有限公司 B2, contact 钱思远 C2"]


def read(content: bytes, name: str, *passwords: str) -> FileReading:
    return read_content(name, content, desk.SCHEMAS, Door(passwords))


def codes(file: FileReading) -> list[str]:
    return [finding.code for finding in file.findings]


# Text files

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_text_in_any_encoding_reads_like_a_workbook(encoding: str, separator: str) -> None:
    file = read(writers.by_csv(TABLE, encoding, separator), "客户档案.csv")
    assert shown(file) == READ
    assert (file.format, codes(file)) == ("csv", [])
    assert str(file.records[0].place("code")) == "[客户档案.csv]客户档案!A2"


def test_a_line_that_names_the_separator_is_none_of_the_rows() -> None:
    content = b"sep=;\r\n" + writers.by_csv(TABLE, "utf-8", ";")
    assert shown(read(content, "a.csv")) == READ


@pytest.mark.parametrize("line", ['"sep=;"\r\n', "SEP=;\r", "sep=;;;;;\n"])
def test_the_line_that_names_the_separator_may_be_quoted_or_saved_again(line: str) -> None:
    content = line.encode() + writers.by_csv(TABLE, "utf-8", ";")
    assert shown(read(content, "a.csv")) == READ


LONG = "门机交期，提前一周，双方已签字，供货按新合同，款到发货，另见纪要，抄送何伟"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (f"客户名称,拜访日期,处理结果\n甲,2026-07-15,{LONG}\n乙,2026-07-16,{LONG}\n", LONG),
        (f"客户名称,拜访日期,处理结果\n甲,2026-07-15,{LONG}\n乙,2026-07-16\n", LONG),
        (f"拜访，报告，七月\n客户名称,拜访日期,处理结果\n甲,2026-07-15,{LONG}\n", LONG),
        ("客户名称\t拜访日期\t处理结果\n甲\t2026-07-15\t1,200,300,400\n", "1,200,300,400"),
        ("客户名称，拜访日期，处理结果\n甲，2026-07-15，a,b,c,d,e,f\n", "a,b,c,d,e,f"),
    ],
)
def test_signs_in_the_words_of_cells_do_not_part_them(text: str, want: str) -> None:
    first = read(text.encode(), "a.csv").records[0]
    assert (first.text("customer_name"), first.get("outcomes")) == ("甲", (want,))


OF_SEVERAL_LINES: list[list[object]] = [
    ["客户名称", "拜访日期", "处理结果", "填表人"],
    ["甲", "2026-07-15", "一、交期，价格\n二、质量，服务；已定", "李晓雯"],
    ["乙", "2026-07-16", "一、交期，价格\n二、质量，服务；已定", "李晓雯"],
]


@pytest.mark.parametrize("above", [[], [["拜访报告，七月"]]], ids=["", "a title"])
@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_signs_in_cells_of_several_lines_do_not_part_them(
    separator: str, encoding: str, above: list[list[object]]
) -> None:
    content = writers.by_csv([Sheet("", above + OF_SEVERAL_LINES)], encoding, separator)
    file = read(content, "a.csv")
    assert [record.text("customer_name") for record in file.records] == ["甲", "乙"]
    outcomes = ("一、交期，价格", "二、质量，服务", "已定")
    assert [record.get("outcomes") for record in file.records] == [outcomes, outcomes]


@pytest.mark.parametrize("words", ["一，二;三\t四|五", "一，二\n三;四;五\n六|七\t八\n九，十"])
def test_the_rows_of_a_text_are_as_many_as_were_written(words: str) -> None:
    rows: list[list[object]] = [["编号", "名称", "备注"], *([[n, "甲", words] for n in range(9)])]
    for separator in ",\t;|":
        text = writers.by_csv([Sheet("", rows)], "utf-8", separator).decode()
        assert [len(row) for row in rows_of(text)] == [3] * 10


def test_a_code_that_is_kept_from_becoming_a_number_is_the_code() -> None:
    rows = [
        "客户编号,客户名称,联系电话,邮政编码,备注",
        '="001",\'云梭,\'13800138000,"=""002200""",\'A\' 类',
    ]
    content = "\n".join(rows)
    (line,) = shown(read(content.encode(), "a.csv"))
    assert line == (
        "customer 2:2: code 001 A2, name '云梭 B2, phone 13800138000 C2, postcode 002200 D2, "
        "remark 'A' 类 E2"
    )


def test_the_mark_of_old_programs_behind_a_text_is_none_of_it() -> None:
    content = "客户编号,客户名称\nKA-001,苏州迅捷\n\x1a".encode("gb18030")
    assert len(read(content, "a.csv").records) == 1


@pytest.mark.parametrize(
    ("before", "line"), [("", 3), ("sep=,\n", 4)], ids=["plain", "the separator said"]
)
def test_a_quotation_mark_that_is_never_closed_is_told_with_its_line(
    before: str, line: int
) -> None:
    text = before + '客户编号,备注\nKA-001,"一\nKA-002,二\nKA-003,三\n'
    for content, where in ((text, line - 1), (text.replace("一\n", '一"\n"'), line)):
        (finding,) = read(content.encode(), "a.csv").findings
        assert finding.code == "KD101"
        assert f"第{where}行" in finding.facts["reason"].zh


def test_text_with_line_feeds_alone_and_blank_lines_keeps_its_rows() -> None:
    content = "\n\n客户编号,客户名称\n\nKA-001,苏州迅捷\n".encode()
    (record,) = read(content, "a.csv").records
    assert str(record.place("name")) == "[a.csv]a!B5"


AS_TYPED = "\r\n".join(
    [
        "客户编号,客户名称,更新日期,联系电话,邮政编码,年销售额（万元）,备注",
        'KA-001,苏州迅捷电梯有限公司,2026/6/30,013800138000,002200,"6,800",',
        'KA-002,杭州屿升电梯股份有限公司,2026年7月1日,13800138000,310000,#N/A,"一、交期\r\n二、价格，含""税"""',
        "KA-003,广州岭阶电梯有限公司,26/7/1,1.38E+10,510000,约500,",
        "合计,,,,,7300,",
        "",
    ]
)
"""As Excel saves text: lines ended as on Windows, quoted where there are commas and lines."""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_text_as_excel_saves_it_on_windows(encoding: str) -> None:
    file = read(AS_TYPED.encode(encoding), "客户档案.csv")
    assert shown(file) == [
        "customer 2:2: code KA-001 A2, name 苏州迅捷电梯有限公司 B2, updated_on 2026-06-30 C2, "
        "phone 013800138000 D2, postcode 002200 E2, annual_sales 6800 F2",
        "customer 3:3: code KA-002 A3, name 杭州屿升电梯股份有限公司 B3, updated_on 2026-07-01 C3, "
        "phone 13800138000 D3, postcode 310000 E3, annual_sales KD120 F3, "
        'remark 一、交期\n二、价格，含"税" G3',
        "customer 4:4: code KA-003 A4, name 广州岭阶电梯有限公司 B4, updated_on KD111 C4, "
        "phone KD117 D4, postcode 510000 E4, annual_sales 500 F4",
    ]
    assert found(file) == [
        *("KD120 客户档案!F3", "KD111 客户档案!C4", "KD117 客户档案!D4", "KD118 客户档案!F4"),
    ]
    assert file.sheets[0].skipped == {"total": 1}


def test_a_form_as_text_is_a_form() -> None:
    content = "客户名称,苏州迅捷,客户编号,KA-001\r\n联系人,钱思远,联系电话,0512-63456789\r\n"
    file = read(content.encode("gb18030"), "a.csv")
    assert shown(file) == [
        "customer B1: name 苏州迅捷 B1, code KA-001 D1, contact 钱思远 B2, phone 0512-63456789 D2"
    ]
    assert file.sheets[0].form


def test_rare_characters_of_gb18030_are_read() -> None:
    content = "客户编号,客户名称\nKA-001,㐂𠮷电梯有限公司\n".encode("gb18030")
    assert read(content, "a.csv").records[0].text("name") == "㐂𠮷电梯有限公司"


# Workbooks by their content


def a_filter(book: openpyxl.Workbook) -> None:
    sheet = book["客户档案"]
    sheet.auto_filter.ref = "A1:E3"
    sheet.auto_filter.add_filter_column(0, ["KA-002"])
    sheet.row_dimensions[2].hidden = True


def days_of_1904(book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904


def borders(book: openpyxl.Workbook) -> None:
    line = Border(bottom=Side("thin"))
    for row in range(4, 5000):
        for column in range(1, 6):
            book["客户档案"].cell(row, column).border = line


BARE = [
    Sheet("客户档案", [["客户编号", "客户名称", "更新日期"], ["KA-001", "苏州迅捷", 44756]]),
    Sheet("客户", [
        ["客户编号", "KA-002", "客户名称", "云梭电梯"],
        ["联系人", "钱思远", "更新日期", 44756],
    ]),
]  # fmt: skip
BOTH_DAYS = [
    Sheet("客户档案", [
        ["客户编号", "客户名称", "更新日期", "合作起始日期"],
        ["KA-001", "苏州迅捷", 44756, date(2024, 3, 5)],
    ]),
]  # fmt: skip
BOOKS: Mapping[str, tuple[Sequence[Sheet], Callable[[openpyxl.Workbook], None] | None]] = {
    "plain": (TABLE, None),
    "filter": (TABLE, a_filter),
    "1904": (TABLE, days_of_1904),
    "borders": (TABLE, borders),
    "bare": (BARE, None),
    "bare 1904": (BARE, days_of_1904),
    "both days": (BOTH_DAYS, None),
}
"""What stands in workbooks that are saved in several formats, and what is done to them."""
SAVED_AS = ["openpyxl", "xlsx", "xls", "ods"]


def by_openpyxl(name: str) -> bytes:
    sheets, change = BOOKS[name]
    content = writers.by_openpyxl(sheets)
    if change is None:
        return content
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """All of them as LibreOffice saves them, by format and name."""
    made = {name: by_openpyxl(name) for name in BOOKS}
    folder = tmp_path_factory.mktemp("office")
    return writers.converted_to(made, SAVED_AS[1:], folder)


def saved(name: str, kind: str, request: pytest.FixtureRequest) -> tuple[bytes, str]:
    """A workbook by openpyxl, or as LibreOffice saves it in a format; with a name that fits."""
    if kind == "openpyxl":
        return by_openpyxl(name), "a.xlsx"
    return request.getfixturevalue("by_office")[kind][name], f"a.{kind}"


FORMATS: Mapping[str, Callable[[pytest.FixtureRequest], bytes]] = {
    "xlsx": lambda request: writers.by_xlsxwriter(TABLE),
    "xls": lambda request: saved("plain", "xls", request)[0],
    "ods": lambda request: saved("plain", "ods", request)[0],
    "csv": lambda request: writers.by_csv(TABLE),
}
NAMES = {
    "a.xlsx": "xlsx",
    "a.XLSM": "xlsx",
    "a.xltx": "xlsx",
    "a.xls": "xls",
    "a.et": "xls",
    "a.ett": "xls",
    "a.ods": "ods",
    "a.csv": "csv",
    "a.tsv": "csv",
    "a.doc": "a document",
    "a.PDF": "a document",
    "a": "",
    "a.dat": "",
}
"""Names of files, and the format that each promises."""


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_is_read_by_what_it_is_and_a_name_that_lies_is_told(
    kind: str, request: pytest.FixtureRequest
) -> None:
    content = FORMATS[kind](request)
    for name, promised in NAMES.items():
        file = read(content, name)
        assert (shown(file), file.format) == (READ, kind)
        lies = promised not in ("", kind)
        assert [(one.code, one.level) for one in file.findings] == [("KD131", Level.NOTE)] * lies


def test_an_old_workbook_of_another_program_is_read() -> None:
    content = (FILES / "plain.xls").read_bytes()
    for name in ("a.xls", "a.et"):
        assert (shown(read(content, name)), codes(read(content, name))) == (ONE, [])


def test_an_old_workbook_that_cannot_be_looked_beneath_is_read_with_a_warning() -> None:
    content = bytearray((FILES / "plain.xls").read_bytes())
    content[578] = 0  # what kind of entry the workbook is in its container: only xlrd minds
    file = read(bytes(content), "a.xls")
    assert (shown(file), codes(file)) == (ONE, ["KD132"])
    assert file.findings[0].level is Level.WARNING


def test_a_binary_workbook_is_read_with_what_lies_beneath() -> None:
    file = read((FILES / "sheetjs.xlsb").read_bytes(), "a.xlsb")
    assert shown(file) == [
        "customer 4:4: code KA-001 B4, name 苏州 C4, favour_ratio 3% D4, updated_on 2026-07-15 E4, "
        "postcode 002200 F4",
        "customer 5:5: code KA-002 B5, name KA-002x C5",
        "customer 6:6: code KA-002 B5, name 乙 C6",
    ]
    assert file.sheets[0].noted == {"hidden-columns": 1, "merged": 1}


def test_a_binary_workbook_says_from_when_it_counts_its_days() -> None:
    content = (FILES / "sheetjs.xlsb").read_bytes()
    begins = b"\x99\x01\x24"  # what it says of itself
    mac = with_part(
        content, "xl/workbook.bin", lambda part: part.replace(begins + b"\0", begins + b"\1")
    )
    for one, told in ((content, False), (mac, True)):
        (grid,) = open_workbook(one, "a.xlsb").grids
        assert bool(grid.beneath.later) is told


def test_an_error_in_a_binary_workbook_is_no_blank() -> None:
    number = re.compile(rb"\x05\x10(\x03\0\0\0.{4}).{8}", re.DOTALL)  # D4, a number
    content = with_part(
        (FILES / "sheetjs.xlsb").read_bytes(),
        "xl/worksheets/sheet1.bin",
        lambda part: number.sub(b"\x03\x09\\1\x2a", part, count=1),  # the error #N/A
    )
    record = read(content, "a.xlsb").records[0]
    assert record.get("favour_ratio") == Unread("#N/A", "KD120", ANY)


def test_a_binary_workbook_of_which_cells_would_be_lost_is_refused() -> None:
    file = read((FILES / "sheetjs-short.xlsb").read_bytes(), "a.xlsb")
    assert (codes(file), file.read) == (["KD107"], False)


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            held = old.read(part)
            new.writestr(part, change(held) if part == name else held)
    return stream.getvalue()


# Passwords


def encrypted(content: bytes, password: str) -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (encrypted(writers.by_xlsxwriter(TABLE), "秘密123"), "a.xlsx"),
        ((FILES / "password.xls").read_bytes(), "a.xls"),
    ],
    ids=["xlsx", "xls"],
)
def test_a_password_opens_a_workbook_and_no_other_does(content: bytes, name: str) -> None:
    reasons = []
    for passwords in ((), ("别的",)):
        file = read(content, name, *passwords)
        assert (codes(file), file.read) == (["KD122"], False)
        reasons.append(file.findings[0].facts["reason"].en)
    assert reasons == ["no password was given", "none of the passwords given is right"]
    file = read(content, name, "别的", "秘密123")
    assert [record.text("code") for record in file.records][:1] == ["KA-001"]
    assert file.noted == {"password": 1}


def test_a_password_of_an_ods_is_told_and_cannot_be_used() -> None:
    for passwords in ((), ("secret",)):
        file = read((FILES / "password.ods").read_bytes(), "a.ods", *passwords)
        assert (codes(file), file.read) == (["KD122"], False)
        assert "密码" in file.findings[0].facts["reason"].zh


def test_a_workbook_that_is_only_protected_opens_by_itself() -> None:
    for content, name in (
        (encrypted(writers.by_xlsxwriter(TABLE), "VelvetSweatshop"), "a.xlsx"),
        ((FILES / "protected.xls").read_bytes(), "a.xls"),
    ):
        file = read(content, name)
        assert (codes(file), file.noted, file.read) == ([], {}, True)


def test_protected_sheets_and_structures_are_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(writers.by_openpyxl(TABLE)))
    book["客户档案"].protection.set_password("x")
    book.security.workbookPassword = "x"
    book.security.lockStructure = True
    stream = io.BytesIO()
    book.save(stream)
    assert shown(read(stream.getvalue(), "a.xlsx")) == READ


def test_a_workbook_with_a_password_to_change_it_is_read() -> None:
    content = with_part(
        writers.by_xlsxwriter(TABLE),
        "xl/workbook.xml",
        lambda part: part.replace(
            b"<workbookPr",
            b'<fileSharing readOnlyRecommended="1" userName="x" reservationPassword="CC1A"/>'
            b"<workbookPr",
        ),
    )
    file = read(content, "a.xlsx")
    assert (shown(file), codes(file), file.noted) == (READ, [], {})


# What does no harm, and is told


def with_parts(content: bytes, **more: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as package:
        for name, part in more.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return stream.getvalue()


def test_macros_and_links_to_other_files_are_told() -> None:
    content = with_parts(
        writers.by_openpyxl(TABLE),
        xl__vbaProject_dot_bin=b"\xd0\xcf",
        xl__externalLinks__externalLink1_dot_xml=b"<externalLink/>",
    )
    file = read(content, "a.xlsm")
    assert file.noted == {"links": 1, "macros": 1}
    assert shown(file) == READ


@pytest.mark.parametrize("function", ["DISPIMG", "_xlfn.DISPIMG"])
def test_a_picture_in_a_cell_is_no_value_and_counts_once(function: str) -> None:
    rows = [["客户编号", "客户名称", "备注"], ["KA-001", "苏州迅捷", f'={function}("ID_1",1)']]
    content = with_part(
        writers.by_openpyxl([Sheet("客户档案", rows)]),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(
            b"<v />",
            b'<v>=DISPIMG("ID_1",1)</v>',  # as WPS saves it
        ).replace(b'<c r="C2">', b'<c r="C2" t="str">'),
    )
    file = read(content, "a.xlsx")
    assert shown(file) == ["customer 2:2: code KA-001 A2, name 苏州迅捷 B2"]
    assert file.sheets[0].noted == {"pictures": 1}


def _prefixed(part: bytes) -> bytes:
    return re.sub(rb"<(/?)(?=\w)", rb"<\1x:", part).replace(b" xmlns=", b" xmlns:x=")


def _without_references(part: bytes) -> bytes:
    return re.sub(rb' r="[A-Z]*\d+"', b"", part)


@pytest.mark.parametrize("change", [_prefixed, _without_references])
def test_formulas_without_results_are_found_however_the_tags_are_written(
    change: Callable[[bytes], bytes],
) -> None:
    rows: list[list[object]] = [
        ["客户编号", "客户名称", "联系人", "备注"],
        ["KA-001", "苏州迅捷", "=X1&Y1", "二期"],
        ["KA-002", "云梭电梯", "周建明", "=A1&B1"],
    ]
    content = writers.by_openpyxl([Sheet("客户档案", rows)])
    file = read(with_part(content, "xl/worksheets/sheet1.xml", change), "a.xlsx")
    assert shown(file) == [
        "customer 2:2: code KA-001 A2, name 苏州迅捷 B2, contact KD121 C2, remark 二期 D2",
        "customer 3:3: code KA-002 A3, name 云梭电梯 B3, contact 周建明 C3, remark KD121 D3",
    ]


@pytest.mark.parametrize("kind", SAVED_AS)
def test_an_active_filter_hides_nothing_from_us(kind: str, request: pytest.FixtureRequest) -> None:
    file = read(*saved("filter", kind, request))
    assert shown(file) == READ
    told = {"hidden-rows": 1} if kind == "xls" else {"hidden-rows": 1, "filter": 1}
    assert file.sheets[0].noted == told


@pytest.mark.parametrize("kind", SAVED_AS)
def test_days_of_the_1904_system_are_those_that_are_shown(
    kind: str, request: pytest.FixtureRequest
) -> None:
    assert shown(read(*saved("1904", kind, request))) == READ


@pytest.mark.parametrize("kind", SAVED_AS)
def test_a_bare_number_is_a_day_by_the_system_of_its_workbook(
    kind: str, request: pytest.FixtureRequest
) -> None:
    for name, day in (("bare", "2022-07-14"), ("bare 1904", "2026-07-15")):
        file = read(*saved(name, kind, request))
        assert [str(record.get("updated_on")) for record in file.records] == [day, day]
        assert codes(file) == ["KD118", "KD118"]


@pytest.mark.parametrize(
    ("zero", "day"),
    [
        ("1899-12-30", "2022-07-14"),
        ("1900-01-01", "2022-07-16"),
        ("1904-01-01", "2026-07-15"),
        ("9999-12-31", "2022-07-14"),
    ],
)
def test_an_open_document_says_which_day_is_its_first(
    zero: str, day: str, request: pytest.FixtureRequest
) -> None:
    content, _ = saved("both days", "ods", request)
    said = f'<table:null-date table:date-value="{zero}"/>'.encode()
    begins = b"<office:spreadsheet>"
    settings = b"<table:calculation-settings>" + said + b"</table:calculation-settings>"
    other = rb"<table:(calculation-settings)(?:[^>]*/>|.*?</table:\1>)"
    told = with_part(
        content,
        "content.xml",
        lambda part: re.sub(other, b"", part).replace(begins, begins + settings),
    )
    file = read(told, "a.ods")
    (record,) = file.records
    assert str(record.get("updated_on")) == day
    assert codes(file) == ["KD118"]
    assert str(record.get("cooperation_since")) == "2024-03-05"


@pytest.mark.parametrize("held", [False, True], ids=["a style", "a value"])
def test_a_cell_in_the_last_row_of_all_costs_no_records(held: bool) -> None:
    book = openpyxl.load_workbook(io.BytesIO(writers.by_openpyxl(TABLE)))
    sheet = book["客户档案"]
    sheet["A1048576"].number_format = "0.00"
    if held:
        sheet["C1048576"] = 1
    stream = io.BytesIO()
    book.save(stream)
    file = read(stream.getvalue(), "a.xlsx")
    wanted = [*READ, "customer 1048576:1048576: annual_sales 1 C1048576"] if held else READ
    assert shown(file) == wanted
    assert file.sheets[0].skipped == ({"blank": 1048572} if held else {})


@pytest.mark.parametrize("kind", SAVED_AS)
def test_thousands_of_rows_with_borders_and_nothing_in_them_are_no_rows(
    kind: str, request: pytest.FixtureRequest
) -> None:
    file = read(*saved("borders", kind, request))
    assert (shown(file), codes(file)) == (READ, [])
    assert file.sheets[0].skipped == {}


# Which files are read


def test_workbooks_are_found_whatever_they_are_called(tmp_path: Path) -> None:
    held = {
        "客户档案.xlsx": writers.by_openpyxl(TABLE),
        "没有后缀": writers.by_openpyxl(TABLE),
        "客户档案.dat": (FILES / "plain.xls").read_bytes(),
        "加密的": encrypted(writers.by_openpyxl(TABLE), "x"),
        "加密的.dat": (FILES / "password.ods").read_bytes(),
        "客户.CSV": writers.by_csv(TABLE),
        "照片.png": b"\x89PNG\r\n\x1a\n",
        "表单.docx": with_parts(empty_package(), word__document_dot_xml=b"<w/>"),
        "资料.zip": empty_package(),
        "说明.txt": "请于月底前交回".encode(),
        "~$客户档案.xlsx": b"x",
        ".DS_Store": b"\0\0\0\1Bud1",
    }
    for name, content in held.items():
        (tmp_path / name).write_bytes(content)
    files = [read_source(source, desk.SCHEMAS) for source in gather([tmp_path])]
    assert {file.file for file in files} == set(held)
    assert {file.file for file in files if file.records} == {
        *("客户档案.xlsx", "没有后缀", "客户档案.dat", "客户.CSV"),
    }
    assert {file.file for file in files if not file.read} == {"加密的", "加密的.dat"}
    assert {file.file for file in files if file.passed} == {
        *("照片.png", "表单.docx", "资料.zip", "说明.txt", "~$客户档案.xlsx", ".DS_Store"),
    }


def empty_package() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.txt", b"")
    return stream.getvalue()
