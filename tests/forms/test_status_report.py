"""The monthly status report: who is in it, what moved, the total and the chart."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from kamdocs import forms, paperwork
from kamdocs.compliance import find_policy
from kamdocs.forms import Document
from kamdocs.model import Book, Period, Policy, Record, Report
from tests import desk
from tests.forms.cabinet import (
    AS_OF,
    SCHEMAS,
    W,
    book,
    control,
    customer,
    full_book,
    made,
    only,
    rows_of,
    status,
    text_of,
)  # fmt: skip
from tests.forms.soundness import faults

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def _table(document: Document) -> list[list[str]]:
    """序号, 客户名称, 类别, 本月, 环比, 同比 of every row below the headings."""
    return [row[:6] for row in rows_of(only([document]))[2:-1]]


def _known(*tiers: str, **changes: Any) -> list[Record]:
    return [
        customer(number, code=f"KA-00{number}", name=f"客户{number}", tier=tier, **changes)
        for number, tier in enumerate(tiers, start=1)
    ]


def test_of_rows_that_were_handed_in_twice_the_one_that_counts_is_shown() -> None:
    counts = status("2026-09", "560", fluctuation="旺季备货")
    later = replace(counts.row, row=3)
    short = status("2026-09", "560", fluctuation=None).known(double_of=later)
    (document,) = made("status-report", book(customer(), short, counts.known(row=later)))
    assert rows_of(only([document]))[2][6] == "旺季备货"


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
        ["2", "客户2", "重点客户", "未报", "", ""],
        ["合计（2户中1户已报）", "560", "", "", ""],
    ]


def test_a_volume_that_is_wrong_is_printed_and_reckoned_with_nowhere() -> None:
    wrong = status("2026-09", "-440", "KA-002").known(faulty=frozenset({"volume"}))
    rows = [status("2026-09", "560"), status("2026-08", "500"), status("2026-08", "40", "KA-002")]
    records = book(*_known("战略客户", "重点客户"), *rows, wrong)
    (document,) = made("status-report", records, "2026-09")
    assert _table(document)[1:] == [
        ["2", "客户2", "重点客户", "-440", "", ""],
        ["合计（2户中1户已报）", "560", "", "", ""],
    ]


def test_a_customer_with_whom_dealings_ended_is_listed_only_while_it_has_rows() -> None:
    gone = _known("战略客户", "战略客户", ended_on=date(2026, 9, 1))
    rows = [status("2026-08", "5"), status("2026-09", "6"), status("2026-08", "7", "KA-002")]
    august, september = made("status-report", book(*gone, *rows), "2026Q3")
    assert [row[1] for row in _table(august)] == ["客户1", "客户2", "12"]
    assert [row[1] for row in _table(september)] == ["客户1", "6"]
    gone = _known("战略客户", "战略客户", ended_on=date(2026, 9, 2))
    (september,) = made("status-report", book(*gone, *rows), "2026-09")
    assert [row[1:4:2] for row in _table(september)[:2]] == [["客户1", "6"], ["客户2", "未报"]]


@pytest.mark.parametrize("name", ["cooperation_since", "tier_since"])
def test_a_customer_is_listed_from_the_month_in_which_it_became_one(name: str) -> None:
    rows = [status("2026-08", "5"), status("2026-09", "6")]
    late = _known("战略客户", "战略客户", **{name: date(2026, 9, 30)})
    august, september = made("status-report", book(*late, *rows), "2026Q3")
    assert [row[1:4:2] for row in _table(august)[:-1]] == [["客户1", "5"]]
    assert [row[1:4:2] for row in _table(september)[:-1]] == [["客户1", "6"], ["客户2", "未报"]]


OCTOBER = {name: date(2026, 10, 1) for name in ("tier_since", "tier_approved_on")}


def _turned(today: date, *tiers: str, **then: Any) -> Book:
    """A customer of one tier, and from a day of ``then`` on of another."""
    rows = [status(month, "7") for month in ("2026-08", "2026-09")]
    known = [
        customer(2, tier=tiers[0]),
        customer(3, tier=tiers[1], name="改名电梯有限公司", **then),
    ]
    return book(*known, *rows, as_of=today)


@pytest.mark.parametrize("today", [date(2026, 9, 30), date(2026, 10, 6)])
@pytest.mark.parametrize(
    ("tiers", "listed"),
    [
        (("战略客户", "一般客户"), ["战略客户"]),
        (("重点客户", "战略客户"), ["重点客户"]),
        (("一般客户", "战略客户"), []),
    ],
)
def test_a_month_goes_by_the_class_of_that_time(
    today: date, tiers: tuple[str, str], listed: list[str]
) -> None:
    documents = made("status-report", _turned(today, *tiers, **OCTOBER), "2026-09")
    told = [row for one in documents for row in _table(one)[:-1]]
    assert [row[1:4] for row in told] == [["苏州迅捷电梯有限公司", tier, "7"] for tier in listed]


def test_who_changes_class_within_a_month_is_listed_by_the_last_that_the_form_is_for() -> None:
    then = {name: date(2026, 9, 20) for name in ("tier_since", "tier_approved_on")}
    for tiers, listed in [
        (("重点客户", "战略客户"), "战略客户"),
        (("重点客户", "一般客户"), "重点客户"),
        (("一般客户", "重点客户"), "重点客户"),
    ]:
        (september,) = made("status-report", _turned(AS_OF, *tiers, **then), "2026-09")
        assert [row[2:4] for row in _table(september)[:-1]] == [[listed, "7"]]


def test_a_report_of_before_is_as_secret_as_its_customers_are_today() -> None:
    records = _turned(AS_OF, "战略客户", "一般客户", confidentiality="秘密", **OCTOBER)
    document = only(made("status-report", records, "2026-09"))
    assert "密级：秘密" in text_of(document.element)


RICH = {"annual_sales": Decimal("2000"), "market_position": "领先"}
MISSING: dict[str, Any] = {"annual_sales": None, "market_position": "领先"}


def _by_policies(policies: Sequence[Policy], *known: Record) -> list[list[str]]:
    """The customers of September's report where policies are looked at, each with the tier."""
    rows = [status("2026-09", "7", one.text("code")) for one in known]
    (made,) = paperwork.documents(
        [forms.form("status-report")],
        Report(AS_OF, (), policies=tuple(policies)),
        forms.Basis(book(*known, *rows), SCHEMAS, Period.parse("2026-09")),
    )
    return [row[1:3] for one in made for row in _table(one)[:-1]]


def test_a_key_customer_by_figures_is_listed_as_the_rule_binds_it() -> None:
    known = [
        *_known("主要客户", "重点客户", "战略客户", **RICH),
        customer(5, code="KA-004", name="客户4", tier="主要客户", **{**RICH, "annual_sales": 1999}),
        customer(6, code="KA-005", name="客户5", tier="主要客户", **MISSING),
        customer(7, code="KA-006", name="客户6", tier=None, **RICH),
        customer(8, code="KA-007", name="客户7", tier="重点客户", **MISSING),
    ]
    assert _by_policies([desk.pack("strategic-account")], *known) == [
        ["客户3", "战略客户"],
        ["客户1", "主要客户（按数据是重点客户）"],
        ["客户2", "重点客户"],
        ["客户6", "按数据是重点客户"],
        ["客户7", "重点客户"],
    ]
    assert _by_policies([desk.pack("account-manager")], *known) == [
        ["客户3", "战略客户"],
        ["客户2", "重点客户"],
        ["客户7", "重点客户"],
    ]


def test_figures_count_by_the_version_of_the_policy_that_the_month_goes_by() -> None:
    known = _known("主要客户", **RICH)
    first = desk.pack("strategic-account")
    asked = find_policy("strategic-account", SCHEMAS, {"key_sales": 3000})
    later, sooner = (
        asked._replace(version="2", effective_from=date(2026, month, 1)) for month in (10, 9)
    )
    own = find_policy(str(desk.example("samples/own/ours.yaml")), SCHEMAS, {"key_sales": 2000})
    listed = [["客户1", "主要客户（按数据是重点客户）"]]
    assert _by_policies([first, later], *known) == listed
    assert _by_policies([first, sooner], *known) == []
    assert _by_policies([later], *known) == []
    assert _by_policies([own], *known) == listed


def test_rows_of_before_are_compared_with_whatever_class_the_customer_had() -> None:
    then = {name: date(2026, 9, 1) for name in ("tier_since", "tier_approved_on")}
    records = _turned(AS_OF, "一般客户", "重点客户", **then)
    (september,) = made("status-report", records, "2026Q3")
    assert [row[2:5] for row in _table(september)[:-1]] == [["重点客户", "7", "0.0%"]]


def test_a_month_without_a_row_is_said_not_to_be_reported_and_the_rest_is_blank() -> None:
    records = book(*_known("战略客户", "战略客户"), status("2026-09", "6", "KA-002"))
    document = only(made("status-report", records))
    rows = rows_of(document)
    assert rows[2][3:] == ["未报", *[""] * 10]
    assert rows[3][12:] == ["客户计划自产导轨", "十月上旬高层拜访\n责任人：李晓雯"]
    assert control(document, "status.volume") == ""  # a stand-in, no value


def test_a_measure_without_an_owner_says_nothing_of_one_unless_a_clause_asks() -> None:
    row = status("2026-09", "6", measure_owner=None)
    records = book(customer(), row)
    assert rows_of(only(made("status-report", records)))[2][-1] == "十月上旬高层拜访"
    asked = {row.row: {"measure_owner": "own 1", "threats": "own 2"}}
    document = only(made("status-report", records, asked=asked))
    assert rows_of(document)[2][-1] == "十月上旬高层拜访\n责任人：「待补」"
    assert [one.text for one in document.comments] == ["own 1要求填写「措施责任人」，目前是空白。"]


def test_satisfaction_and_market_share_are_told_below_the_table_where_a_row_has_them() -> None:
    rows = [
        status("2026-09", "6", satisfaction=Decimal("92"), market_share="35%"),
        status("2026-09", "6", "KA-002", satisfaction=Decimal("88.5")),
    ]
    records = book(*_known("战略客户", "战略客户"), *rows)
    told = [one.text for one in only(made("status-report", records)).paragraphs]
    assert "满意度：客户1 92、客户2 88.5；市场份额：客户1 35%" in told
    plain = text_of(only(made("status-report", full_book())).element)
    assert "满意度" not in plain


def test_every_customer_is_listed_where_the_form_names_no_tiers() -> None:
    tiers = ("重点客户", "一般客户")
    rows = [status("2026-09", "10", f"KA-00{number}") for number in (1, 2)]
    form = replace(forms.form("status-report"), tiers=())
    records = book(*_known(*tiers), *rows)
    documents = list(forms.documents(form, forms.Basis(records, SCHEMAS)))
    assert [row[2] for row in _table(documents[0])[:-1]] == ["重点客户", "一般客户"]


def test_nothing_but_small_headings_waits_for_the_next_page_with_what_follows() -> None:
    document = only(made("status-report", full_book()))
    kept = [one for one in document.styles if one.element.find(f".//{W}keepNext") is not None]
    assert {one.name for one in kept} == {"表单小标题"}


def test_the_signatures_are_on_the_page_of_the_chart() -> None:
    document = only(made("status-report", full_book()))
    signed = document.tables[-1]._tbl
    chart, joint = [*signed.itersiblings(preceding=True)][1::-1]
    assert joint.find(f"{W}pPr/{W}keepNext") is not None
    assert chart.xpath("string(.//w:pStyle/@w:val)", namespaces={"w": W[1:-1]}) == "FormChart"
    assert [one.get(f"{W}val") for one in chart.iter(f"{W}keepNext")] == ["1"]


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
        "时间：2026年9月\t报送：\u3000\u3000\t填报部门：市场部",
    ]


def test_to_whom_the_month_is_reported_is_told_once_for_all_rows() -> None:
    told = ("总经理", "营销副总经理"), ("总经理", "财务总监")
    rows = [
        status("2026-09", "9", one.text("code"), submitted_to=names)
        for one, names in zip(full_book().customers, told, strict=False)
    ]
    document = only(made("status-report", book(*full_book().customers, *rows)))
    line = text_of(document.paragraphs[3]._p)
    assert line.split("\t")[1] == "报送：总经理、营销副总经理、财务总监"


def test_the_sums_stand_in_the_letters_of_the_figures_above_them() -> None:
    """In larger ones a sum of eight figures is broken in its middle."""
    document = only(made("status-report", full_book()))
    *_, above, total = document.tables[0]._tbl.iter(f"{W}tr")
    (figure, total_of) = (list(row.iter(f"{W}tc"))[at] for row, at in ((above, 3), (total, 1)))
    styles = [one.get(f"{W}val") for cell in (figure, total_of) for one in cell.iter(f"{W}pStyle")]
    assert styles == ["FormSmall", "FormSmall"]


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


def test_a_long_name_leaves_room_for_the_lines_unless_it_would_be_taken_for_another() -> None:
    long = "江苏长三角一体化示范区虹桥国际中央商务区电梯股份有限公司"
    names = [f"{long}苏州分公司", f"{long}常熟分公司", f"广东{long}"]
    known = [customer(at, code=f"K{at}", name=name) for at, name in enumerate(names, start=1)]
    rows = [status("2026-09", str(at), subject=f"K{at}") for at in (1, 2, 3)]
    drawn, _ = _chart(book(*known, *rows))
    assert list(drawn) == [*names[:2], "广东江苏长三角一体化示范区虹桥国际中央商务区电…"]


def test_of_many_customers_there_are_several_charts_with_a_colour_for_each_line() -> None:
    many = [customer(at, code=f"K{at}", short_name=f"客户{at}") for at in range(11, 30)]
    months = [status("2026-09", str(at), subject=f"K{at}") for at in range(11, 30)]
    (document,) = made("status-report", book(*many, *months))
    lines = []
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        assert sum(name.startswith("word/charts/chart") for name in archive.namelist()) == 3
        for more in ("", "_2", "_3"):
            root = etree.fromstring(archive.read(f"word/charts/chart1{more}.xml"))
            behind = archive.read(f"word/embeddings/chart1{more}.xlsx")
            drawn = [str(one.findtext(f".//{C}v")) for one in root.iter(f"{C}ser")]
            looks = [one.find(f"{C}spPr") for one in root.iter(f"{C}ser")]
            assert len({etree.tostring(one) for one in looks if one is not None}) == len(drawn)
            cells = openpyxl.load_workbook(io.BytesIO(behind))["Sheet1"]
            assert [cell.value for cell in cells[1]] == [None, *drawn]
            lines.append(drawn)
    assert [len(drawn) for drawn in lines] == [6, 6, 7]
    assert [name for drawn in lines for name in drawn] == [f"客户{at}" for at in range(11, 30)]
    body = only([document]).element.body
    assert faults(document.content) == []
    last = [one.get(f"{W}val") for one in body.iter(f"{W}keepNext") if one.get(f"{W}val")]
    assert last == ["0", "0", "1"]  # the signatures are on the page of the last


def _of_many(count: int) -> Book:
    known = [customer(at, code=f"K{at}") for at in range(2, 2 + count)]
    months = [status("2026-09", str(at), subject=f"K{at}") for at in range(2, 2 + count)]
    return book(*known, *months)


@pytest.mark.parametrize("count", [3, 10, 30])
def test_a_report_of_many_customers_may_be_the_template_of_others(
    count: int, tmp_path: Path
) -> None:
    (printed,) = made("status-report", _of_many(19))
    path = tmp_path / "own.docx"
    path.write_bytes(printed.content)
    form = replace(forms.form("status-report"), template=path)
    (document,) = forms.documents(form, forms.Basis(_of_many(count), SCHEMAS))
    assert faults(document.content) == []
    charts = [one.get(f"{R}id") for one in only([document]).element.iter(f"{C}chart")]
    assert len(charts) == len(set(charts)) == -(-count // 8)


def test_many_charts_are_sealed_as_one_is() -> None:
    records, form = _of_many(10), forms.form("status-report")
    (made_sealed,) = forms.documents(form, forms.Basis(records, SCHEMAS)).made(b"k")
    (plain,) = forms.documents(form, forms.Basis(records, SCHEMAS))
    assert forms.sealed(plain.content, "status-report", b"k") == made_sealed.content


def test_a_month_without_business_is_a_point_at_nought_and_no_gap() -> None:
    drawn, _ = _chart(book(customer(), status("2026-09", "0"), status("2026-07", "3")))
    assert drawn == {"迅捷电梯": {"2026-07": "3", "2026-09": "0"}}


def test_a_customer_named_like_a_formula_stays_a_name_in_the_workbook() -> None:
    _, cells = _chart(book(customer(short_name="=1+1"), status("2026-09", str(Decimal("5.5")))))
    assert cells[0] == [None, "=1+1"]
    assert cells[12] == ["2026-09", 5.5]
