"""The monthly status report: who is in it, what moved, the total and the chart."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from lxml import etree

from kamdocs.forms import Document
from kamdocs.model import Book, Record
from tests.forms.cabinet import book, customer, full_book, made, only, rows_of, status, text_of

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def _table(document: Document) -> list[list[str]]:
    """序号, 客户名称, 类别, 本月, 环比, 同比 of every row below the headings."""
    return [row[:6] for row in rows_of(only([document]))[2:-1]]


def _known(*tiers: str, **changes: str) -> list[Record]:
    return [
        customer(number, code=f"KA-00{number}", name=f"客户{number}", tier=tier, **changes)
        for number, tier in enumerate(tiers, start=1)
    ]


def test_strategic_customers_come_first_then_key_ones_and_no_others() -> None:
    tiers = ("重点客户", "战略客户", "一般客户", "潜在客户")
    rows = [status("2026-09", "10", f"KA-00{number}") for number in (1, 2, 3, 4)]
    (document,) = made("status-report", book(*_known(*tiers), *rows))
    assert _table(document) == [
        ["1", "客户2", "战略客户", "10", "", ""],
        ["2", "客户1", "重点客户", "10", "", ""],
        ["合计", "20", "", "", ""],
    ]


def test_change_is_held_against_last_month_and_the_same_month_last_year() -> None:
    rows = [
        status("2026-09", "560"), status("2026-08", "500"), status("2025-09", "640"),
        status("2026-09", "440", "KA-002"), status("2026-08", "0", "KA-002"),
    ]  # fmt: skip
    records = book(*_known("战略客户", "战略客户"), *rows)
    (document,) = made("status-report", records, "2026-09")
    assert _table(document) == [
        ["1", "客户1", "战略客户", "560", "+12.0%", "-12.5%"],
        ["2", "客户2", "战略客户", "440", "", ""],
        ["合计", "1,000", "+100.0%", "", ""],
    ]


def test_a_total_that_would_not_compare_is_left_blank_and_says_who_reported() -> None:
    rows = [status("2026-09", "560"), status("2026-08", "500"), status("2026-08", "40", "KA-002")]
    records = book(*_known("战略客户", "重点客户"), *rows)
    (document,) = made("status-report", records, "2026-09")
    assert _table(document) == [
        ["1", "客户1", "战略客户", "560", "+12.0%", ""],
        ["2", "客户2", "重点客户", "", "", ""],
        ["合计（2户中1户已报）", "560", "", "", ""],
    ]


def test_a_customer_with_whom_dealings_ended_is_listed_only_while_it_has_rows() -> None:
    gone = _known("战略客户", "战略客户", status="终止")
    rows = [status("2026-08", "5"), status("2026-09", "6"), status("2026-08", "7", "KA-002")]
    august, september = made("status-report", book(*gone, *rows), "2026Q3")
    assert [row[1] for row in _table(august)] == ["客户1", "客户2", "12"]
    assert [row[1] for row in _table(september)] == ["客户1", "6"]


@pytest.mark.parametrize(
    ("span", "months"),
    [
        (None, ["2026-09"]),
        ("2026Q3", ["2026-07", "2026-08", "2026-09"]),
        ("2026-02", ["2026-02"]),
        ("2024", []),
    ],
)
def test_one_document_for_each_month_with_rows(span: str | None, months: list[str]) -> None:
    title = "公司战略客户和大客户业务状况分析报告表"
    documents = made("status-report", full_book(), span)
    assert [one.name for one in documents] == [f"{title}_{month}.docx" for month in months]


def test_the_latest_month_is_never_one_that_has_not_begun() -> None:
    records = book(customer(), status("2026-08", "1"), status("2026-11", "2"))
    assert [one.name[-12:-5] for one in made("status-report", records)] == ["2026-08"]


def test_the_lines_above_the_table_are_drawn_from_the_rows() -> None:
    document = only(made("status-report", full_book()))
    lines = [text_of(paragraph._p) for paragraph in document.paragraphs[2:4]]
    assert lines == [
        "编号：2026-09\t密级：机密\t填表日期：2026年10月3日",
        "时间：2026年9月\t\t填报部门：市场部",
    ]


def _chart(records: Book) -> tuple[dict[str, dict[str, str]], list[list[Any]]]:
    """The points of each series by month, and the cells of the workbook behind the chart."""
    (document,) = made("status-report", records)
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        root = etree.fromstring(archive.read("word/charts/chart1.xml"))
        behind = openpyxl.load_workbook(io.BytesIO(archive.read("word/embeddings/chart1.xlsx")))
    drawn = {}
    for series in root.iter(f"{C}ser"):
        months = {
            one.get("idx"): one.findtext(f"{C}v") for one in series.iterfind(f"{C}cat//{C}pt")
        }
        points = series.iterfind(f"{C}val//{C}pt")
        name = series.findtext(f"{C}tx//{C}v")
        drawn[str(name)] = {
            str(months[one.get("idx")]): str(one.findtext(f"{C}v")) for one in points
        }
    return drawn, [list(row) for row in behind["Sheet1"].iter_rows(values_only=True)]


def test_the_chart_shows_twelve_months_and_leaves_gaps_open() -> None:
    drawn, cells = _chart(full_book())
    assert list(drawn) == ["苏州迅捷电梯有限公司", "华东快梯有限公司"]
    first, second = drawn.values()
    assert list(first) == [
        *(f"2025-{m}" for m in (10, 11, 12)),
        *(f"2026-0{m}" for m in range(1, 10)),
    ]
    assert (first["2025-10"], first["2026-09"]) == ("607", "684")
    assert set(first) - set(second) == {"2026-02"}
    assert cells[0] == [None, "苏州迅捷电梯有限公司", "华东快梯有限公司"]
    assert cells[1] == ["2025-10", 607, 707]
    assert cells[5] == ["2026-02", 635, None]
    assert len(cells) == 13


def test_a_month_without_business_is_a_point_at_nought_and_no_gap() -> None:
    drawn, _ = _chart(book(customer(), status("2026-09", "0"), status("2026-07", "3")))
    assert drawn == {"苏州迅捷电梯有限公司": {"2026-07": "3", "2026-09": "0"}}


def test_a_customer_named_like_a_formula_stays_a_name_in_the_workbook() -> None:
    _, cells = _chart(book(customer(name="=1+1"), status("2026-09", str(Decimal("5.5")))))
    assert cells[0] == [None, "=1+1"]
    assert cells[12] == ["2026-09", 5.5]
