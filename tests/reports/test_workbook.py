"""The workbook of findings: what is in it, where its links lead, and that values stay values."""

import io
import os
import posixpath
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from kamdocs import compliance, reports, review
from kamdocs.intake import read_content
from kamdocs.model import LANGS, Lang, Level, Period, Place, Report, Status, legible
from kamdocs.reports.workbook.book import as_workbook
from kamdocs.reports.workbook.links import Links
from kamdocs.reports.workbook.sheet import Limits
from kamdocs.words import STATUSES, status_words
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import SHEETS as NAMES
from tests import desk, office

AS_OF = desk.day("2026-10-08")
QUARTER = Period.parse("2026Q3")
POLICIES = [desk.pack(name) for name in desk.FOUR]
SHEETS: dict[Lang, list[str]] = {
    "zh": ["概览", "问题清单", "客户×条款", "到期日历", "证据", "豁免", "数据问题", "读取清单"],
    "en": [
        *("Overview", "Findings", "Customers × clauses", "Due calendar", "Evidence", "Waivers"),
        *("Findings on the data", "What was read"),
    ],
}
HEAD, FIRST = 4, 5
Checked = tuple[Report, reports.Around, dict[str, Path]]


@pytest.fixture(scope="module")
def quarter() -> Checked:
    sources = review.gather([desk.example("samples/2026Q3")])
    report, book = review.check(sources, desk.SCHEMAS, POLICIES, AS_OF, QUARTER)
    around = review.around(report, book, desk.SCHEMAS, "江苏澄岚电梯部件有限公司")
    return report, around, {one.shown: one.path for one in sources}


@pytest.fixture(scope="module")
def books(quarter: Checked) -> dict[Lang, Any]:
    """The workbook of the quarter in each language, as openpyxl reads it."""
    return {lang: made(quarter, lang) for lang in LANGS}


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


def made(checked: Checked, lang: Lang = "zh", folder: Path | None = None) -> Any:
    report, around, files = checked
    where = folder or desk.example("samples")
    return opened(reports.as_workbook(report, around, where, files, lang))


def column(sheet: Any, heading: str) -> list[Any]:
    """The cells below a heading."""
    at = next(cell.column for cell in sheet[HEAD] if cell.value == heading)
    return [row[at - 1] for row in sheet.iter_rows(min_row=FIRST)]


def counted(sheet: Any) -> dict[str, Any]:
    """The figures of the overview by the words before them, those of the owners aside."""
    return {row[0].value: row[1].value for row in sheet.iter_rows(max_row=40) if row[1].value}


@pytest.mark.parametrize("lang", LANGS)
class TestWhatIsInIt:
    def test_its_sheets(self, books: dict[Lang, Any], lang: Lang) -> None:
        book = books[lang]
        assert book.sheetnames == [*SHEETS[lang], "kamdocs"]
        assert [one.title for one in book.worksheets if one.sheet_state != "visible"] == ["kamdocs"]

    def test_the_list_has_every_verdict_by_its_id(
        self, quarter: Checked, books: dict[Lang, Any], lang: Lang
    ) -> None:
        report, _, _ = quarter
        sheet = books[lang].worksheets[1]
        wanted = [
            (one.id, status_words(one, lang))
            for one in report.rulings
            if one.status not in (Status.PASS, Status.NOT_APPLICABLE)
        ]
        ids, statuses = ("问题编号", "结果") if lang == "zh" else ("Finding id", "Status")
        found = zip(column(sheet, ids), column(sheet, statuses), strict=True)
        assert [(one.value, status.value) for one, status in found] == wanted
        assert len(wanted) > 50

    def test_who_filters_the_list_finds_as_many_as_the_overview_counts(
        self, books: dict[Lang, Any], lang: Lang
    ) -> None:
        heading = PAGE["status"].say(lang)
        shown = Counter(cell.value for cell in column(books[lang].worksheets[1], heading))
        told = counted(books[lang].worksheets[0])
        assert STATUSES[Status.PENDING].say(lang) in shown
        assert shown == {name: told[name] for name in shown}
        late = column(books[lang]["到期日历" if lang == "zh" else "Due calendar"], heading)
        assert any(("已逾期" if lang == "zh" else "overdue") in cell.value for cell in late)

    def test_policies_are_called_by_their_titles(
        self, quarter: Checked, books: dict[Lang, Any], lang: Lang
    ) -> None:
        titles = {one.title.say(lang) for one in quarter[0].policies}
        heading = PAGE["policy"].say(lang)
        for name in ("findings", "evidence"):
            sheet = books[lang][NAMES[name].say(lang)]
            assert {cell.value for cell in column(sheet, heading)} == titles

    def test_it_is_ready_to_be_filtered_and_printed(
        self, books: dict[Lang, Any], lang: Lang
    ) -> None:
        for sheet in books[lang].worksheets[1:8]:
            assert range_boundaries(sheet.freeze_panes)[1] == FIRST
            left, top, right, bottom = range_boundaries(sheet.auto_filter.ref)
            assert (left, top, right, bottom) == (1, HEAD, sheet.max_column, sheet.max_row)
            assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.page_setup.fitToHeight == 0

    def test_the_overview_has_the_figures_and_charts_of_them(
        self, quarter: Checked, books: dict[Lang, Any], lang: Lang
    ) -> None:
        report, _, _ = quarter
        book = books[lang]
        sheet = book.worksheets[0]
        figures = counted(sheet)
        for status, count in report.statuses.items():
            assert figures[STATUSES[status].say(lang)] == count
        kept, decided = ("做到", "已到期并能判断") if lang == "zh" else ("Kept", "Due and decided")
        assert (figures[kept], figures[decided]) == report.kept
        errors = "数据错误" if lang == "zh" else "Errors in the data"
        assert figures[errors] == report.levels[Level.ERROR]
        by_status, by_owner = sheet._charts
        assert charted(book, by_status) == [[report.statuses[one] for one in report_order(report)]]
        fails = charted(book, by_owner)[0]
        assert sum(fails) > 0
        assert fails == sorted(fails, reverse=True)

    def test_the_grid_leads_to_the_list(self, books: dict[Lang, Any], lang: Lang) -> None:
        book = books[lang]
        grid, listed = book.worksheets[2], book.worksheets[1]
        links = [cell for row in grid.iter_rows(min_row=FIRST) for cell in row if cell.hyperlink]
        assert len(links) > 50
        for cell in links:
            name, _, at = cell.hyperlink.location.rpartition("!")
            assert name.strip("'") == listed.title
            customer = grid.cell(cell.row, 1).value
            assert customer in listed.cell(listed[at].row, 3).value

    def test_the_other_sheets_have_all_there_is(
        self, quarter: Checked, books: dict[Lang, Any], lang: Lang
    ) -> None:
        report, _, _ = quarter
        book = books[lang]
        rows = [sheet.max_row - HEAD for sheet in book.worksheets[1:8]]
        waiting = (Status.PENDING, Status.DUE_SOON)
        assert rows[2] == sum(
            one.status in waiting and one.due is not None for one in report.rulings
        )
        assert rows[3] == sum(
            len(one.evidence) + sum(near.place.file != "-" for near in one.near)
            for one in report.rulings
        )
        assert rows[4] == report.statuses[Status.WAIVED] > 0
        assert rows[5] == len(report.findings) > 0
        assert rows[6] == sum(len(file.sheets) for file in report.files) > 0

    def test_the_same_bytes_twice(self, quarter: Checked, lang: Lang) -> None:
        report, around, files = quarter
        one, other = (
            reports.as_workbook(report, around, desk.example("samples"), files, lang)
            for _ in range(2)
        )
        assert one == other


def report_order(report: Report) -> list[Status]:
    return [one for one in Status if report.statuses[one]]


def charted(book: Any, chart: Any) -> list[list[int]]:
    """The numbers that each series of a chart shows."""
    found = []
    for series in chart.series:
        name, _, cells = series.val.numRef.f.rpartition("!")
        sheet = book[name.strip("'")]
        found.append([row[0].value for row in sheet[cells.replace("$", "")]])
    return found


MAKE = """
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from kamdocs.cli.main import run
run(["check", sys.argv[1], "--policy", "account-manager", "--as-of", "2026-10-08",
     "--format", "xlsx", "-o", sys.argv[2]])
"""


def test_the_same_bytes_whatever_the_seed_of_hashes(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        path = tmp_path / seed / "findings.xlsx"
        env = {**os.environ, "PYTHONHASHSEED": seed}
        samples = str(desk.example("samples/2026Q3/客户档案-华东.xlsx"))
        subprocess.run(
            [sys.executable, "-c", MAKE, samples, str(path)],
            env=env, check=True, capture_output=True,
        )  # fmt: skip
        made.append(path.read_bytes())
    assert made[0] == made[1]


class TestLinks:
    def test_they_lead_to_the_cells_of_the_findings(self, quarter: Checked) -> None:
        report, _, _ = quarter
        folder = desk.example("samples")
        sheet = made(quarter, "zh", folder).worksheets[6]
        places = {one.id: one.place for one in report.findings}
        ids = column(sheet, "问题编号")
        for cell, number in zip(column(sheet, "位置"), ids, strict=True):
            place = places[number.value]
            assert place is not None
            target = unquote(cell.hyperlink.target).replace("\\", "/")
            assert (folder / posixpath.normpath(target)).name == place.file
            book = openpyxl.load_workbook(folder / target, read_only=True)
            name, _, at = cell.hyperlink.location.rpartition("!")
            there = book[name[1:-1].replace("''", "'")][at]
            wanted = book[place.sheet].cell(place.row or 1, place.column or 1)
            assert there.value == wanted.value
            book.close()

    @pytest.mark.parametrize(
        ("file", "sheet"),
        [
            ("客户 档案.xlsx", "客户 档案"),
            ("a#b%c%20d.xlsx", "O'Brien's"),
            ("甲'乙&丙.xlsx", "1月!#%"),
            ('x"<>[]^`{}|.xlsx', "A1"),
            ("下/层/表.xlsx", "😀"),
        ],
    )
    def test_names_of_all_sorts(self, tmp_path: Path, file: str, sheet: str) -> None:
        here = tmp_path / "出"
        links = Links.between(here, [("shown", tmp_path / "入" / file)])
        link = links.to(Place("shown", sheet, 3, 3))
        kind, _, rest = link.partition(":")
        target, _, location = rest.partition("#")
        assert kind == "external"
        assert unquote(target) == f"../入/{file}"
        assert location == "'" + sheet.replace("'", "''") + "'!C3"

    @pytest.mark.parametrize("name", ["a", "a:b.xlsx", "C:", "file:x.xlsx", "#"])
    def test_names_that_look_like_something_else(
        self, quarter: Checked, tmp_path: Path, name: str
    ) -> None:
        if Path(name).drive:
            pytest.skip("no file has such a name here")
        report, around, _ = quarter
        file = replace(report.files[0], file="shown")
        files = {"shown": tmp_path / name}
        content = reports.as_workbook(report._replace(files=(file,)), around, tmp_path, files, "zh")
        cell = opened(content).worksheets[7].cell(FIRST, 1)
        assert unquote(cell.hyperlink.target).replace("\\", "/") == name
        assert cell.value == "shown"

    def test_what_leads_nowhere_is_no_link(self) -> None:
        links = Links({"a.xlsx": "../a.xlsx", "long.xlsx": "长" * 3000, "f.docx": "f.docx"})
        assert links.to(None) == links.to(Place("-")) == links.to(Place("long.xlsx", "x", 1)) == ""
        assert links.to(Place("a.xlsx")) == "external:../a.xlsx"
        assert links.to(Place("a.xlsx", "x", 7)).endswith("#'x'!A7")
        assert links.to(Place("f.docx", "表1", 2, 2)) == "external:f.docx"


def checked_name(name: str) -> Checked:
    """A report about a customer of a name, on a sheet of that name too where it will do."""
    table = f"| code | name | tier | tier_approved_by |\n| KA-001 | {name} | 战略客户 | |"
    given = {
        "customer": table,
        "visit": f"| customer_name | visited_on |\n| {name}x | 2026-08-03 |\n| 无此客户 | 24/3/5 |",
    }
    files = [read_content("交来.xlsx", desk.workbook(given, {}), desk.SCHEMAS)]
    records, findings = review.validate(files, desk.SCHEMAS, AS_OF)
    book = review.book_of(records, files, desk.SCHEMAS, AS_OF)
    verdicts, _ = compliance.check(POLICIES[-1:], book, desk.SCHEMAS, QUARTER)
    report = Report(AS_OF, tuple(files), findings, verdicts, QUARTER, tuple(POLICIES[-1:]))
    return report, review.around(report, book, desk.SCHEMAS, name), {"交来.xlsx": Path("交来.xlsx")}


NASTY = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "http://example.com/",
    "mailto:a@b.cn",
    "internal:Sheet1!A1",
    "{=1}",
    "_x0041_甲",
    "<b>&amp;",
    "a\u202eb",
    "00123",
    "TRUE",
]
_ANY = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="|\\")
"""Letters that stand in a cell of the small tables."""


class TestValues:
    @pytest.mark.parametrize("name", NASTY)
    def test_they_stay_what_they_are(self, name: str) -> None:
        self.hold(name)

    @settings(max_examples=15, deadline=None)
    @given(st.text(_ANY, min_size=2, max_size=40).map(str.strip).filter(lambda name: len(name) > 1))
    def test_whatever_they_are(self, name: str) -> None:
        self.hold(name)

    def hold(self, name: str) -> None:
        checked = checked_name(name)
        book = made(checked)
        links = 0
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f"
                    if cell.hyperlink and cell.hyperlink.target:
                        links += 1
                        assert cell.hyperlink.target.endswith("交来.xlsx")
        assert links
        shown = legible(name)
        company = book.worksheets[0]["A1"].value
        assert company == shown

    def test_what_is_too_long_for_a_cell_is_cut_and_said_to_be(self, quarter: Checked) -> None:
        report, around, files = quarter
        long = reports.Around("甲😀" * 20_000, around.coverage, around.customers)
        value = made((report, long, files)).worksheets[0]["A1"].value
        assert len(value.encode("utf-16-le")) // 2 <= 32_767
        assert value.startswith("甲😀甲😀")
        assert value.endswith("（太长，全文见findings.json）")

    @pytest.mark.parametrize("lang", LANGS)
    def test_what_a_sheet_has_no_room_for_is_told(self, quarter: Checked, lang: Lang) -> None:
        report, around, files = quarter
        links = Links.between(Path(), files.items())
        content = as_workbook(report, around, links, lang, Limits(rows=14, links=4))
        for sheet in opened(content).worksheets[1:8]:
            linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
            assert sheet.max_row <= 14
            assert len(linked) <= 4
        sheet = opened(content).worksheets[4]
        count = sum(len(one.evidence) + len(one.near) for one in report.rulings)
        figures = re.findall(r"\d[\d,]*", sheet["A3"].value)
        assert figures[0] == "14"
        assert int(figures[1].replace(",", "")) <= count - 10
        assert figures[2:] == ["4", "6"]


def test_nothing_to_tell_is_said() -> None:
    book = made((Report(AS_OF, ()), reports.Around(), {}))
    assert [sheet.cell(FIRST, 1).value for sheet in book.worksheets[1:8]] == ["没有"] * 7


@pytest.mark.skipif(office.OFFICE is None, reason="no LibreOffice here")
class TestLibreOffice:
    def converted(self, path: Path, ending: str) -> Path:
        folder = path.parent / "converted"
        office.convert([path], ending, folder)
        return folder / f"{path.stem}.{ending}"

    def test_it_opens_and_shows_the_same(self, quarter: Checked, tmp_path: Path) -> None:
        report, around, files = quarter
        path = tmp_path / "findings.xlsx"
        path.write_bytes(reports.as_workbook(report, around, tmp_path, files, "zh"))
        before = openpyxl.load_workbook(path)
        after: Any = openpyxl.load_workbook(self.converted(path, "xlsx"))
        assert after.sheetnames == before.sheetnames
        assert len(after.worksheets[0]._charts) == 2
        for one, other in zip(before.worksheets, after.worksheets, strict=True):
            for row in one.iter_rows():
                for cell in row:
                    assert other[cell.coordinate].value == cell.value, cell.coordinate

    def test_its_links_lead_where_they_should(self, quarter: Checked, tmp_path: Path) -> None:
        report, around, files = quarter
        moved = {name: tmp_path / "入 #1%" / name for name in files}
        path = tmp_path / "出" / "findings.xlsx"
        path.parent.mkdir()
        path.write_bytes(reports.as_workbook(report, around, path.parent, moved, "zh"))
        words = self.converted(path, "fods").read_text(encoding="utf-8")
        hrefs = {unquote(one) for one in re.findall(r'xlink:href="([^"#]*\.xlsx)', words)}
        assert hrefs
        assert {posixpath.basename(one) for one in hrefs} <= set(files)
        assert {posixpath.dirname(one) for one in hrefs} == {"../../入 #1%"}
