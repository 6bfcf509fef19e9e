"""Sheets that reach too far to be laid out: told, left out, and the others read."""

import io
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from kamdocs.intake.opening.beneath.xlsx import look_beneath
from kamdocs.intake.opening.extents.extent import LARGEST, Extent
from tests import writers
from tests.intake.test_formats import FILES, READ, TABLE, codes, read, with_part
from tests.intake.test_sheets import shown

NAME = TABLE[0].name


def typed(slips: Mapping[str, str], styled: str = "") -> bytes:
    """The customers, and a slip of the hand far away in another sheet."""
    book = openpyxl.load_workbook(io.BytesIO(writers.by_openpyxl(TABLE)))
    sheet = book.create_sheet("手误")
    for cell, slip in slips.items():
        sheet[cell] = slip
    if styled:
        sheet[styled].number_format = "0.00"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("cell", ["XFD1048576", "XFD12000", "AZ1048576", "AF1048576"])
def test_a_sheet_with_a_cell_too_far_away_is_told_and_the_others_are_read(cell: str) -> None:
    file = read(typed({"A1": "x", cell: "1"}), "a.xlsx")
    assert shown(file) == READ
    (finding,) = file.findings
    assert (finding.code, str(finding.place)) == ("KD170", f"[a.xlsx]手误!{cell}")
    assert [(sheet.sheet, sheet.kind) for sheet in file.sheets] == [
        (NAME, "customer"),
        ("手误", ""),
    ]


def test_the_last_row_and_the_last_column_may_be_those_of_two_cells() -> None:
    (finding,) = read(typed({"A1": "x", "B1048576": "1", "XFD2": "1"}), "a.xlsx").findings
    assert finding.facts["cells"] == ("B1048576", "XFD2")


@pytest.mark.parametrize(
    ("slips", "styled"),
    [({"A1": "x", "A1048576": "1"}, ""), ({"XFD1048576": "1"}, ""), ({}, "XFD1048576")],
    ids=["many rows of one column", "one cell alone", "a format without a value"],
)
def test_a_cell_far_away_alone_makes_no_sheet_too_large(
    slips: Mapping[str, str], styled: str
) -> None:
    assert "KD170" not in codes(read(typed(slips, styled), "a.xlsx"))


def in_words(row: int, column: int) -> str:
    """A cell of an .ods that holds 1 in some row and column, behind blank ones."""
    blank_row = (
        "<table:table-row table:number-rows-repeated='{}'><table:table-cell/></table:table-row>"
    )
    blank = "<table:table-cell table:number-columns-repeated='{}'/>"
    before = blank_row.format(row - 1) if row > 1 else ""
    left = blank.format(column - 1) if column > 1 else ""
    cell = "<table:table-cell office:value-type='float' office:value='1'/>"
    return f"{before}<table:table-row>{left}{cell}</table:table-row>"


def by_hand(rows: str) -> bytes:
    """An .ods of two sheets, the second with some rows."""
    heads = "".join(
        f"<table:table-cell office:value-type='string'><text:p>{words}</text:p></table:table-cell>"
        for words in ("客户编号", "客户名称")
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    xml = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f"<table:table table:name='{NAME}'><table:table-row>{heads}</table:table-row>"
        f"<table:table-row>{heads.replace('客户编号', 'KA-001').replace('客户名称', '甲')}"
        f"</table:table-row></table:table><table:table table:name='手误'>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", xml)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
    return stream.getvalue()


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def test_an_ods_with_a_cell_too_far_away_is_told_and_the_other_sheet_is_read() -> None:
    file = read(by_hand(in_words(1_048_576, 16_384)), "a.ods")
    assert shown(file) == ["customer 2:2: code KA-001 A2, name 甲 B2"]
    assert [str(one.place) for one in file.findings] == ["[a.ods]手误!XFD1048576"]
    assert codes(file) == ["KD170"]


def test_cells_of_an_ods_that_stand_for_many_alike_reach_as_far() -> None:
    many = in_words(5, 1).replace("float'", "float' table:number-columns-repeated='16384'")
    many = many.replace("<table:table-row>", "<table:table-row table:number-rows-repeated='2000'>")
    assert codes(read(by_hand(many), "a.ods")) == ["KD170"]


def test_a_binary_workbook_with_a_cell_too_far_away_is_told() -> None:
    row, last_row = (b"\0\x19" + number.to_bytes(4, "little") for number in (5, 1_048_575))
    cell, last_cell = (
        b"\x06\x0e" + number.to_bytes(4, "little") + bytes(4) + b"\x01\0\0\0YN"
        for number in (2, 16_383)
    )

    def change(part: bytes) -> bytes:
        assert (part.count(row), part.count(cell)) == (1, 1)
        return part.replace(row, last_row).replace(cell, last_cell)

    content = (FILES / "sheetjs.xlsb").read_bytes()
    file = read(with_part(content, "xl/worksheets/sheet1.bin", change), "a.xlsb")
    assert codes(file) == ["KD170"]
    assert file.findings[0].facts["cells"] == ("XFD1048576",)


@pytest.mark.parametrize(
    ("record", "damaged"),
    [
        (
            "0002 0e00 00000000 02000000 0000 0300 0000",
            "0002 0e00 00000000 02000040 0000 0300 0000",
        ),
        ("fd00 0a00 0100 0200 0f00 05000000", "fd00 0a00 0100 ffff 0f00 05000000"),
    ],
    ids=["the size of the sheet", "a cell"],
)
def test_an_old_workbook_that_speaks_of_cells_where_none_can_be_is_damaged(
    record: str, damaged: str
) -> None:
    content = (FILES / "plain.xls").read_bytes()
    old = bytes.fromhex(record)
    assert content.count(old) == 1
    assert codes(read(content.replace(old, bytes.fromhex(damaged)), "a.xls")) == ["KD101"]


@st.composite
def cells(draw: st.DrawFn) -> list[tuple[int, int]]:
    """The rows and columns of some cells in their order, many of them at the borders."""
    row = st.one_of(*(st.integers(1, most) for most in (9, 1_220, 20_000, 100_000, 1_048_576)))
    column = st.one_of(*(st.integers(1, most) for most in (9, 32, 185, 703, 16_384)))
    return sorted(draw(st.sets(st.tuples(row, column), min_size=1, max_size=4)))


WAYS = {
    "as Excel": '<c r="{name}"><v>1</v></c>',
    "the style first": '<c s="0" r="{name}"><v>1</v></c>',
    "single quotes": "<c r='{name}'><v>1</v></c>",
    "in small letters": '<c r="{small}"><v>1</v></c>',
    "with a prefix": '<x:c r="{name}"><x:v>1</x:v></x:c>',
}


@given(cells(), st.sampled_from(sorted(WAYS)))
@settings(max_examples=300)
def test_no_sheet_is_thought_smaller_than_it_is(spots: list[tuple[int, int]], way: str) -> None:
    names = [f"{get_column_letter(column)}{row}" for row, column in spots]
    xml = "".join(WAYS[way].format(name=name, small=name.lower()) for name in names)
    content = with_part(
        EMPTY, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"<cells/>", xml.encode())
    )
    rows, columns = zip(*spots, strict=True)
    extent = look_beneath(content).reach.get("手误", Extent())
    large = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > LARGEST
    assert extent.too_large == large


EMPTY = with_part(
    writers.by_openpyxl([writers.Sheet("手误", [["x"]])]),
    "xl/worksheets/sheet1.xml",
    lambda part: (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        b'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
        b"<cells/></row></sheetData></worksheet>"
    ),
)


def test_cells_without_a_name_stand_one_behind_the_other() -> None:
    unnamed = b'<c r="B1048576"><v>1</v></c>' + b"<c><v>1</v></c>" * 30
    content = with_part(
        EMPTY,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<cells/>", b'<c r="A1"><v>1</v></c></row><row>' + unnamed),
    )
    assert look_beneath(content).reach["手误"].too_large
