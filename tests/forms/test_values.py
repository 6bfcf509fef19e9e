"""What is in the records stands in the right cell, as the characters that were handed in."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs import forms
from kamdocs.model import Level, Text, Unread, YearVolume
from tests.forms import cabinet
from tests.forms.cabinet import beside, book, control, customer, made, only, rows_of, ticked, visit

ROW = f"{cabinet.W}tr"


def test_the_customer_file_says_what_the_archive_says() -> None:
    document = only(made("customer-file", book(customer())))
    told = {
        "客户名称": "苏州迅捷电梯有限公司", "通讯地址": "江苏省苏州市吴江区云梨路88号",
        "联系人": "钱思远", "电话": "0512-63456789", "传真": "0512-63456780",
        "电邮": "qian@xunjie-lift.cn", "法人代表": "周建明",
        "主要股东": "周建明60%、苏州迅达投资40%",
        "开始年份": "2016", "备注": "二期厂房在建", "填表人": "李晓雯", "审核人": "何伟",
        "批准人": "陈立群", "盈亏情况（万元）": "1,850.5", "优惠有效期至": "2026年12月31日",
        "主要负责人": "周建明/总经理/1968年生\n钱思远/采购总监/1975年生", "我方技术负责人": "韩冬",
        "年销售额（万元）": "6,800", "客户别名": "迅捷、苏州迅捷", "年度评定等级": "A",
        "分类批准人": "陈立群", "分类批准日期": "2024年12月20日", "团队成员": "吴志强、郑文",
        "产品种类": "门机、导轨", "统一社会信用代码": "91320500MA1N0XJD7K",
    }  # fmt: skip
    assert {label: beside(document, label) for label in told} == told
    line = document.paragraphs[2]._p
    assert cabinet.text_of(line) == "编号：KA-001\t密级：机密\t填表日期：2026年6月30日"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("战略客户", ""),
        ("潜在客户", "潜在客户"),  # has no box
        (Unread("A类", "KD203"), "A类"),
        (None, ""),
    ],
    ids=str,
)
def test_what_has_no_box_stands_behind_them(value: object, printed: str) -> None:
    document = only(made("customer-file", book(customer(tier=value))))
    boxes, _, told = beside(document, "客户等级").rpartition("一般")
    assert "战略" in boxes
    assert told.strip() == printed


def test_yearly_volumes_are_rows_with_their_change() -> None:
    volumes = (
        YearVolume(2025, Decimal("1350.50")),
        YearVolume(2022, Decimal("0")),
        YearVolume(2024, Decimal("1200"), "二期投产"),
        YearVolume(2023, Decimal("1600")),
        YearVolume(2019, Decimal("1000")),
        YearVolume(2020, Decimal("1122.5")),
    )
    rows = rows_of(only(made("customer-file", book(customer(yearly_volumes=volumes)))))
    start = rows.index(["", "年度", "经营数量", "同比", "备注"]) + 1
    assert rows[start : start + 6] == [
        ["", "2019", "1,000", "", ""],
        ["", "2020", "1,122.5", "+12.3%", ""],
        ["", "2022", "0", "", ""],
        ["", "2023", "1,600", "", ""],
        ["", "2024", "1,200", "-25.0%", "二期投产"],
        ["", "2025", "1,350.5", "+12.5%", ""],
    ]
    assert rows[start + 6][0] == "附件"


def test_boxes_are_ticked_by_their_tags() -> None:
    assert ticked(only(made("customer-file", book(customer())))) == {
        "customer.tier=战略客户",
        "customer.attachments=营业执照",
        "customer.attachments=财务报表",
        "customer.three_in_one=是",
    }
    assert ticked(only(made("visit-report", book(customer(), visit())))) == {
        "visit.visit_kind=特别访问",
        "visit.visit_level=大客户经理",
        "visit.visit_level=技术",
        "visit.visit_mode=上门拜访",
        "visit.counterpart_level=中层",
    }
    faulty = customer(tier="潜在客户", attachments=None).known(faulty=frozenset({"credit_code"}))
    assert ticked(only(made("customer-file", book(faulty)))) == set()
    uncoded = customer(tier=None, attachments=None, credit_code=None)
    assert ticked(only(made("customer-file", book(uncoded)))) == set()


def test_the_visit_report_lists_people_and_matters() -> None:
    document = only(made("visit-report", book(customer(), visit())))
    rows = rows_of(document)
    people = rows.index(["所见客户人员", "姓名", "部门", "职务"]) + 1
    assert [row[1:] for row in rows[people : people + 2]] == [
        ["钱思远", "采购部", "总监"],
        ["沈国栋", "技术部", ""],
    ]
    actions = rows.index(["所处理的事宜", "序号", "事项", "处理结果", "责任人", "期限"]) + 1
    assert [row[1:] for row in rows[actions : actions + 3]] == [
        ["1", "门机交期", "提前一周交付", "李晓雯", "2026-08-15"],
        ["2", "三季度价格", "维持原价", "", "2026-07-31"],
        ["", "", "", "", ""],
    ]
    told = {
        "客户名称": "苏州迅捷电梯有限公司", "拜访日期": "2026年7月15日", "特别原因": "批量投诉",
        "出差人员": "李晓雯、韩冬", "客户经营现况": "订单同比增长一成", "人员变动": "无",
        "合作中的问题": "两批门机包装破损", "竞争对手动态": "某厂送样试用", "部门负责人": "何伟",
        "日期": "2026年7月17日", "备注": "下次带样品",
    }  # fmt: skip
    assert {label: beside(document, label) for label in told} == told
    assert cabinet.text_of(document.paragraphs[2]._p).split("\t")[1] == "密级：机密"


def test_a_visit_that_names_its_customer_by_code_alone_is_printed_with_the_name() -> None:
    document = only(made("visit-report", book(customer(), visit(customer_name=None))))
    assert beside(document, "客户名称") == "苏州迅捷电梯有限公司"


def test_a_grading_is_of_the_span_in_which_the_grade_was_given() -> None:
    """While there is none yet, it is of the year that it grades."""
    given, open_ = cabinet.grading(), cabinet.grading(graded_on=None)
    for span, times in (("2026Q1", (1, 1)), ("2026Q3", (0, 1)), ("2025", (0, 0))):
        found = [made("grade-evaluation", book(customer(), one), span) for one in (given, open_)]
        assert tuple(map(len, found)) == times, span


def test_a_blank_line_keeps_its_place_beside_the_others() -> None:
    gaps = visit(
        matters=("门机交期", "三季度价格", "", "样品"), outcomes=("", "维持原价", "", ""),
        action_owners=("李晓雯", "", "", ""), action_dues=("", "2026-07-31"),
        counterparts=("钱思远", "", "/技术部"),
    )  # fmt: skip
    rows = rows_of(only(made("visit-report", book(customer(), gaps))))
    people = rows.index(["所见客户人员", "姓名", "部门", "职务"]) + 1
    assert rows[people : people + 2] == [["", "钱思远", "", ""], ["", "", "技术部", ""]]
    actions = rows.index(["所处理的事宜", "序号", "事项", "处理结果", "责任人", "期限"]) + 1
    assert [row[1:] for row in rows[actions : actions + 3]] == [
        ["1", "门机交期", "", "李晓雯", ""],
        ["2", "三季度价格", "维持原价", "", "2026-07-31"],
        ["3", "样品", "", "", ""],
    ]
    assert rows[actions + 3][0] == "客户经营现况"


@pytest.mark.parametrize(("table", "rows"), [(1, 2), (2, 3)], ids=["people", "matters"])
def test_the_headings_of_a_list_come_again_on_the_next_page(table: int, rows: int) -> None:
    listed = only(made("visit-report", book(customer(), visit()))).tables[table]._tbl
    heads = [row.find(f"{cabinet.W}trPr/{cabinet.W}tblHeader") for row in listed.iter(ROW)]
    assert [head is not None for head in heads] == [True, *[False] * rows]


def test_a_date_control_knows_its_day() -> None:
    both = ["2026-07-15T00:00:00Z", "2026-07-17T00:00:00Z"]
    for day, told in ((date(2026, 7, 17), both), (None, both[:1])):
        document = only(made("visit-report", book(customer(), visit(recorded_on=day))))
        days = [
            one.get(f"{cabinet.W}fullDate") for one in document.element.iter(f"{cabinet.W}date")
        ]
        assert sorted({day for day in days if day}) == told


def test_only_visits_that_were_made_to_known_customers_are_reported() -> None:
    visits = [
        visit(2, visit_no="A"),
        visit(3, visit_no="B", status="草稿"),
        visit(4, visit_no="C", status="已取消"),
        visit(5, visit_no="D", status="计划"),
        visit(6, visit_no="E", subject=None),
        visit(7, visit_no="F", subject="KA-404"),
        visit(8, visit_no="G", status=None, visited_on=date(2026, 10, 1)),
        visit(9, visit_no="H", visited_on=date(2026, 10, 2)).known(double_of=visit(8).row),
    ]
    known = book(customer(), *visits)
    numbers = [control(only([one]), "visit.visit_no") for one in made("visit-report", known)]
    assert numbers == ["A", "G"]
    assert [one.name for one in made("visit-report", known, "2026Q3")] == [
        "客户拜访报告_2026-07-15_KA-001_苏州迅捷电梯有限公司.docx"
    ]
    assert made("visit-report", known, "2025") == []


def test_a_blank_that_a_clause_asks_for_is_marked_and_commented() -> None:
    blank = customer(technical_owner=None, tier=None, fax=None)
    asked = {blank.row: {"technical_owner": "strategic-account 4.2.2.1", "tier": "x <1>"}}
    document = only(made("customer-file", book(blank), asked=asked))
    assert beside(document, "我方技术负责人") == "「待补」"
    assert beside(document, "客户等级").endswith("「待补」")
    assert beside(document, "传真") == ""
    assert control(document, "customer.technical_owner") == ""
    comments = {comment.text: comment.author for comment in document.comments}
    assert comments == {
        "x <1>要求填写「客户分类」，目前是空白。": cabinet.COMPANY,
        "strategic-account 4.2.2.1要求填写「我方技术负责人」，目前是空白。": cabinet.COMPANY,
    }
    filled = only(made("customer-file", book(customer()), asked=asked))
    assert list(filled.comments) == []


def test_the_visit_that_lacks_something_is_marked_and_no_other_record() -> None:
    bare = visit(filled_by=None, reviewed_by=None, product_demand=None)
    other = visit(3, visited_on=date(2026, 8, 1), product_demand=None)
    known = customer(filled_by=None)
    asked = {
        bare.row: {"reviewed_by": "b 2", "product_demand": "c 3"},
        known.row: {"filled_by": "a"},
    }
    first, second = made("visit-report", book(known, bare, other), asked=asked)
    document = only([first])
    assert beside(document, "填表人") == ""
    assert beside(document, "部门负责人") == "「待补」"
    assert beside(document, "产品需求") == "「待补」"
    assert [one.text for one in document.comments] == [
        "c 3要求填写「产品需求」，目前是空白。",
        "b 2要求填写「部门负责人」，目前是空白。",
    ]
    assert beside(only([second]), "产品需求") == ""


def test_a_list_of_rows_that_a_clause_asks_for_is_marked_where_nothing_is_in_it() -> None:
    blank = visit(counterparts=None, matters=None, action_owners=None, action_dues=None)
    known = customer(yearly_volumes=None)
    asked = {
        blank.row: {"counterparts": "a 1", "matters": "b 2", "action_owners": "c 3"},
        known.row: {"yearly_volumes": "d 4"},
    }
    met = only(made("visit-report", book(known, blank), asked=asked))
    rows = rows_of(met)
    assert rows[rows.index(["所见客户人员", "姓名", "部门", "职务"]) + 1][1:] == [
        "「待补」",
        "",
        "",
    ]
    matters = [row[1:] for row in rows if len(row) == 6][1:]
    assert matters[:2] == [
        ["1", "「待补」", "提前一周交付", "「待补」", ""],
        ["2", "", "维持原价", "", ""],
    ]
    assert [one.text for one in met.comments] == [
        "a 1要求填写「所见客户人员」，目前是空白。",
        "b 2要求填写「所处理的事宜」，目前是空白。",
        "c 3要求填写「责任人」，目前是空白。",
    ]
    file = rows_of(only(made("customer-file", book(known), asked=asked)))
    start = file.index(["", "年度", "经营数量", "同比", "备注"]) + 1
    assert file[start : start + 2] == [["", "「待补」", "", "", ""], ["", "", "", "", ""]]


def test_an_amount_of_which_nobody_knows_the_unit_says_so() -> None:
    refused = customer(annual_sales=Unread("3000", "KD114", {}))
    document = only(made("customer-file", book(refused)))
    assert beside(document, "年销售额（万元）") == "3000（单位未写明）"


def test_the_watermark_stands_only_where_the_matter_is_secret() -> None:
    for level, marked in (("机密", True), ("秘密", False), (None, False)):
        for form in forms.forms():
            rows = (visit(), cabinet.grading(), cabinet.planned(), cabinet.status("2026-09", "1"))
            known = book(customer(confidentiality=level), *rows)
            (document,) = made(form, known)
            with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
                header = archive.read("word/header1.xml").decode()
            assert ('string="机密"' in header) is marked, (form, level)


def test_the_properties_tell_the_form_and_the_company_and_nothing_else() -> None:
    properties = only(made("customer-file", book(customer()))).core_properties
    assert properties.title == "客户档案表 苏州迅捷电梯有限公司"
    assert properties.subject == "客户经理试行办法 附件一"
    assert (properties.author, properties.language) == (cabinet.COMPANY, "zh-CN")
    assert properties.last_modified_by == cabinet.COMPANY
    assert (properties.created, properties.modified) == (None, None)


@pytest.mark.parametrize("text", cabinet.HOSTILE[:5])
def test_values_are_never_template(text: str) -> None:
    for form in forms.forms():
        for document in made(form, cabinet.hostile_book(text)):
            opened = docx.Document(io.BytesIO(document.content))
            assert text.replace("\r\n", "\n") in cabinet.text_of(opened.element)
            assert "49" not in cabinet.text_of(opened.element)


def test_a_cell_that_could_not_be_read_prints_what_stands_in_it() -> None:
    odd = customer(profit_loss=Unread("约两千", "KD103"), updated_on=Unread("去年", "KD104"))
    document = only(made("customer-file", book(odd)))
    assert beside(document, "盈亏情况（万元）") == "约两千"
    assert control(document, "customer.updated_on") == "去年"


def test_characters_that_word_cannot_store_are_replaced_and_reported_once() -> None:
    spoilt = customer(contact="钱\x00思\ud800远", shareholders=("甲\x01", "乙"), name="迅捷\x07")
    (document,) = made("customer-file", book(spoilt))
    assert beside(only([document]), "联系人") == "钱\ufffd思\ufffd远"
    found = {str(one.place): dict(one.facts) for one in document.notes}
    archive = "[档案.xlsx]客户档案!"
    title = Text("客户档案表", "Customer file")
    labels = cabinet.SCHEMAS["customer"].label
    assert found == {
        f"{archive}{_column('contact')}2": {"form": title, "field": labels("contact"), "count": 2},
        f"{archive}{_column('shareholders')}2": {
            "form": title, "field": labels("shareholders"), "count": 1,
        },
        f"{archive}B2": {"form": title, "field": labels("name"), "count": 1},
    }  # fmt: skip
    assert {(one.code, one.level) for one in document.notes} == {("KD501", Level.WARNING)}


def test_a_grade_that_is_none_is_told_beside_the_sum_as_word_can_store_it() -> None:
    (document,) = made("grade-evaluation", book(customer(), cabinet.grading(grade="甲\x0b等")))
    assert "评定为甲\ufffd等，与得分不符" in cabinet.text_of(
        docx.Document(io.BytesIO(document.content)).element
    )


def _column(name: str) -> str:
    return customer().place(name).cell.rstrip("0123456789")


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=[]), min_size=1, max_size=60))
def test_any_text_comes_back_out_of_its_control(text: str) -> None:
    document = only(made("customer-file", book(customer(remark=text))))
    expected = re.sub(
        "[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]",
        "\ufffd",
        text.replace("\r\n", "\n").replace("\r", "\n"),
    )
    assert control(document, "customer.remark") == (expected if expected.strip() else "")
