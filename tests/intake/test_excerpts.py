"""Annotated copies that read a sheet only in part are those that read the whole of it."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kamdocs.intake.copies import About, Made, Remark, annotated_copy, annotating
from kamdocs.intake.copies.book import parsed
from kamdocs.intake.copies.excerpts import taken_apart
from kamdocs.intake.copies.merged import merged_areas
from kamdocs.intake.opening import NotOpened, open_workbook
from kamdocs.model import Finding, Place
from tests import desk, hostile
from tests.intake.test_copies import RICH, TABLE
from tests.writers import WRITERS, Sheet

CASES = desk.cases("excerpts")
ABOUT = About("交来.xlsx", "2026-10-08", "zh")
SHEET, PART = "客户档案", "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f'<?xml version="1.0"?><styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="solid"><fgColor rgb="FFFFC7CF"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellXfs count="3"><xf/><xf numFmtId="49"/>'
    '<xf fillId="1"/></cellXfs></styleSheet>'
)
LINKS = "xl/_rels/workbook.xml.rels"
TO_STYLES = '<Relationship Id="rId9" Type="urn:of/styles" Target="styles.xml"/>'
ROWS = "".join(
    f'<row r="{row}"><c r="A{row}" s="1" t="inlineStr"><is><t>{name}公司</t></is></c>'
    f'<c r="B{row}"><v>{row}0</v></c><c r="C{row}" t="inlineStr"><is><t>x</t></is></c></row>'
    for row, name in enumerate("甲丙乙甲乙丁", 1)
)
BEFORE = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetData>'
)
BEHIND = (
    '</sheetData><mergeCells count="1"><mergeCell ref="B4:B6"/></mergeCells>'
    '<pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0" footer="0"/></worksheet>'
)


def workbook(sheet: bytes) -> bytes:
    """A workbook with one sheet, and styles of which the last has the fill of an error."""
    links = hostile.book()[LINKS].replace("</Relationships>", f"{TO_STYLES}</Relationships>")
    return hostile.xlsx(sheet, **{"xl/styles.xml": STYLES, LINKS: links})


def remarks(cells: Iterable[tuple[int, int]]) -> list[Remark]:
    places = [Place(ABOUT.file, SHEET, row, column) for row, column in cells]
    return [(Finding("KD208", place, {"field": "电邮", "value": "x"}), place) for place in places]


def copied(content: bytes, said: Sequence[Remark]) -> Made | str:
    try:
        return annotated_copy(content, said, ABOUT, ())
    except NotOpened as fault:
        return fault.code


def both(content: bytes, said: Sequence[Remark]) -> tuple[Made | str, Made | str]:
    """The copy, and that for which every sheet is read whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotating, "taken_apart", lambda xml: None)
        whole = copied(content, said)
    return copied(content, said), whole


def shown(made: Made | str) -> object:
    """All that a copy holds, as it reads: parts by name, each cell with its place written out."""
    if isinstance(made, str):
        return made
    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return made.converted, {name: _read(name, part) for name, part in parts.items()}


def _read(name: str, part: bytes) -> bytes:
    if not name.endswith((".xml", ".rels", ".vml")):
        return part
    root = etree.fromstring(part)
    if "worksheets/sheet" in name:
        _write_places(root)
    return etree.tostring(root, method="c14n")


def _write_places(sheet: etree._Element) -> None:
    row = 0
    for one in sheet.iterfind("{*}sheetData/{*}row"):
        row, column = int(one.get("r") or row + 1), 0
        for cell in one.iterfind("{*}c"):
            named = re.match("[A-Z]", cell.get("r") or "")
            column = ord(named[0]) - ord("A") + 1 if named else column + 1
            cell.set("r", f"{chr(ord('A') + column - 1)}{row}")


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_sheet_written_in_any_way_gives_the_copy_that_it_gives_read_whole(case: Any) -> None:
    sheet = BEFORE + ROWS + BEHIND
    for pattern, new in case.get("change", ()):
        sheet, times = re.subn(pattern, new, sheet, flags=re.DOTALL)
        assert times, pattern
    xml = sheet.encode(case.get("encoding", "utf-8"))
    assert ("whole" if taken_apart(xml) is None else "in part") == case["read"]
    in_part, whole = both(workbook(xml), remarks([(3, 3), (5, 2), (6, 1), (9, 4), (4, 0)]))
    assert shown(in_part) == shown(whole)


SOUND = ["", "甲公司", "a &amp; b", "&lt;b&gt;", "\t", " ", "12", "&#65288;"]
WORDS = st.sampled_from([*SOUND * 9, "&#55296;", "\x01", "]]>"])
ODD = ("\n", " ", "<!-- -->", "<![CDATA[<c/>]]>", "<?a b?>", "x", "&", "<", "</row>", "<row>")


@st.composite
def cells(draw: st.DrawFn, row: int, column: str) -> str:
    place = draw(st.sampled_from([f' r="{column}{row}"'] * 6 + ["", f" r='{column}{row}'"]))
    style = draw(st.sampled_from(["", ' s="1"', ' s="2"', " s='2'", ' s = "02"']))
    words = draw(WORDS)
    kind, inside = draw(
        st.sampled_from(
            [
                (' t="inlineStr"', f"<is><t>{words}</t></is>"),
                ("", f"<v>{row}</v>"),
                (' t="str"', f'<f>A1&amp;"{row}"</f><v>{words}</v>'),
            ]
        )
    )
    return f"<c{place}{style}{kind}>{inside}</c>"


@st.composite
def rows(draw: st.DrawFn, number: int) -> str:
    usual = [f'row r="{number}"', f'row r="{number}" s="1" customFormat="1"'] * 9
    tag = draw(st.sampled_from([*usual, f'row ht="9" r="{number}"', "row"]))
    columns = sorted(draw(st.sets(st.sampled_from("ABCD"))))
    inside = "".join(draw(cells(number, column)) for column in columns)
    odd = draw(st.sampled_from(ODD)) if draw(st.integers(0, 9)) == 9 else ""
    ways = [f"<{tag}>{inside}</row>{odd}"] * 4
    return draw(st.sampled_from([*ways, f"<{tag}>{odd}{inside}</row>", f"<{tag}/>"]))


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    numbers = draw(st.lists(st.integers(1, 12), min_size=1, max_size=8, unique=True))
    ordered = numbers if draw(st.integers(0, 9)) == 9 else sorted(numbers)
    inside = "".join(draw(rows(number)) for number in ordered)
    return (BEFORE + inside + BEHIND).encode()


SPOTS = st.lists(st.tuples(st.integers(1, 13), st.integers(0, 5)), max_size=6)


@given(sheets(), SPOTS)
def test_any_sheet_gives_the_copy_that_it_gives_read_whole(
    sheet: bytes, spots: list[tuple[int, int]]
) -> None:
    in_part, whole = both(workbook(sheet), remarks(spots))
    assert shown(in_part) == shown(whole)


@pytest.mark.parametrize("write", [*WRITERS.values(), *RICH.values()])
def test_what_programs_write_is_read_in_part(write: Any) -> None:
    content = write() if write in RICH.values() else write(TABLE)
    for spots in ([(2, 2), (4, 3), (9, 1)], [(3, 2)]):  # the copy is handed in again
        assert taken_apart(part(content, PART))
        in_part, whole = both(content, remarks(spots))
        assert shown(in_part) == shown(whole)
        assert isinstance(in_part, Made)
        content = in_part.content


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


@pytest.mark.parametrize("write", WRITERS.values())
def test_merged_cells_are_those_that_the_reader_of_values_sees(write: Any) -> None:
    areas = ["A1:C1", "B3:B5", "Y2:AB4", "A7:B8"]
    content = write([Sheet(SHEET, [["甲"], ["乙"]], areas)])
    assert len(areas) == len(merged := merged_areas(parsed(part(content, PART))))
    assert tuple(merged) == open_workbook(content, "a.xlsx").grids[0].beneath.merged
