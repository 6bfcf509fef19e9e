"""Records to fill forms with: believable ones, and ones that mean harm."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import docx
from docx.document import Document as Opened
from lxml import etree

from kamdocs import forms, notices
from kamdocs.compliance import find_policy, scale_for
from kamdocs.forms import Asked, Document
from kamdocs.model import (
    Book,
    FileReading,
    Finding,
    Period,
    Place,
    Record,
    Report,
    Ruling,
    SheetReading,
    Status,
    Text,
    Unread,
    Value,
    YearVolume,
    key_of,
)
from kamdocs.sheets import Field, built_in

AS_OF = date(2026, 10, 10)
COMPANY = "申江电梯部件有限公司"
SCHEMAS = built_in()
SCALE = scale_for([find_policy("customer-grading", SCHEMAS)], "grading")
HOSTILE = (
    "& < > \" ' &amp; ]]>",
    "{{7*7}} {{ customer.name }}",
    "{% for x in y %} {# c #} {%",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "</w:t></w:r></w:p><w:p>",
    "\x00\x01\x0b\x1f\ufffe\uffff\ud800",
    "😀👩‍👩‍👧 𠮷",
    "\u202eabc\u202c\u200f",
    "第一行\n第二行\r\n第三行\t制表",
    "\ufdd00\ufdd1",
    "长" * 32_767,
)

CUSTOMER: dict[str, Value] = {
    "code": "KA-001", "name": "苏州迅捷电梯有限公司", "short_name": "迅捷电梯", "tier": "战略客户",
    "credit_code": "91320500MA1N0XJD7K", "customer_type": "整梯厂", "industry": "电梯制造",
    "aliases": ("迅捷", "苏州迅捷"), "annual_sales": Decimal("6800"), "grade": "A",
    "tier_approved_by": "陈立群", "tier_approved_on": date(2024, 12, 20),
    "team_members": ("吴志强", "郑文"), "product_kinds": ("门机", "导轨"),
    "core_products": ("乘客电梯", "货梯"),
    "yearly_output": "12000台", "legal_representative": "周建明", "articles": "已存档（2024版）",
    "credit_rating": "AA", "profit_loss": Decimal("1850.50"), "service_form": "驻厂服务",
    "address": "江苏省苏州市吴江区云梨路88号", "postcode": "215200", "contact": "钱思远",
    "phone": "0512-63456789", "fax": "0512-63456780", "email": "qian@xunjie-lift.cn",
    "shareholders": ("周建明60%", "苏州迅达投资40%"),
    "management": ("总经理周建明", "采购总监钱思远"),
    "key_people": ("周建明/总经理/1968年生", "钱思远/采购总监/1975年生"),
    "decision_maker": "周建明（总经理）", "technical_contact": "沈国栋",
    "service_staff": ("李晓雯", "吴志强"), "service_way": "每周驻厂两天，电话随时响应",
    "product_use": ("门机总成", "导轨支架"), "transfer_records": "见ERP发货台账",
    "other_papers": "拜访、投诉与处理记录见台账", "favour_ratio": "3%", "favour_form": "年终返利",
    "favour_until": date(2026, 12, 31), "cooperation_year": 2016,
    "yearly_volumes": (
        YearVolume(2023, Decimal("1080")), YearVolume(2024, Decimal("1200"), "二期投产"),
        YearVolume(2025, Decimal("1350.5")),
    ),
    "attachments": ("营业执照", "财务报表"), "market_position": "领先",
    "development_plan": "2027年投产二期，需高速门机", "next_product": "高速门机",
    "account_manager": "李晓雯", "executive_sponsor": "陈立群", "on_site_rep": "冯涛",
    "technical_owner": "韩冬", "quality_engineer": "罗静", "after_sales_owner": "曹阳",
    "updated_on": date(2026, 6, 30), "confidentiality": "机密", "filled_by": "李晓雯",
    "reviewed_by": "何伟", "approved_by": "陈立群", "remark": "二期厂房在建",
}  # fmt: skip
VISIT: dict[str, Value] = {
    "visit_no": "BF-2026-0715", "customer_code": "KA-001", "customer_name": "苏州迅捷电梯有限公司",
    "visited_on": date(2026, 7, 15), "visit_kind": "特别访问", "special_reason": "批量投诉",
    "visit_mode": "上门拜访", "counterpart_level": ("中层",), "remark": "下次带样品",
    "visit_level": ("大客户经理", "技术"), "visitors": ("李晓雯", "韩冬"),
    "counterparts": ("钱思远/采购部/总监", "沈国栋/技术部"),
    "matters": ("门机交期", "三季度价格"), "outcomes": ("提前一周交付", "维持原价"),
    "action_owners": ("李晓雯",), "action_dues": ("2026-08-15", "2026-07-31"),
    "operating_status": "订单同比增长一成", "personnel_changes": "无",
    "cooperation_problems": "两批门机包装破损", "product_demand": "四季度需门机800套",
    "competitor_moves": "某厂送样试用", "recorded_on": date(2026, 7, 17), "filled_by": "李晓雯",
    "reviewed_by": "何伟", "status": "已完成",
}  # fmt: skip
STATUS: dict[str, Value] = {
    "month": Period.parse("2026-09"), "volume": Decimal("560"), "fluctuation": "旺季备货",
    "new_business": "高速门机小批试用", "quality_issues": "无", "delivery_issues": "延迟一批，两天",
    "service_issues": "无", "complaints": "无", "threats": "客户计划自产导轨",
    "measures": "十月上旬高层拜访", "measure_owner": "李晓雯", "reporter": "李晓雯",
    "department": "市场部", "submitted_on": date(2026, 10, 3),
}  # fmt: skip
GRADING: dict[str, Value] = {
    "customer_code": "KA-001", "customer_name": "苏州迅捷电梯有限公司",
    "grading_year": (Period.parse("2026"),), "annual_sales": Decimal("1480"),
    "price_index": Decimal("92"), "collection_rate": Decimal("75"), "credit_rating": "AA",
    "score": Decimal("78"), "proposed_grade": "A", "grade": "B", "provisional": False,
    "graded_on": date(2026, 3, 30), "proposed_by": "吴志强", "proposed_by_post": "销售科科长",
    "proposed_on": date(2026, 3, 25), "reviewed_by": "何伟", "reviewed_by_post": "销售部部长",
    "reviewed_on": date(2026, 3, 27), "approved_by": "陈立群", "approved_by_post": "总经理",
    "approved_on": date(2026, 3, 30), "support_plan": "小批优先排产", "special_terms": True,
    "special_terms_review": "条件稳定，维持不变", "special_settlement": False,
    "settlement_review": "无", "recorded_on": date(2026, 3, 31), "remark": "评估表存销售部",
}  # fmt: skip
PLANNED: dict[str, Value] = {
    "plan_no": "JH-2026-Q4-003", "customer_code": "KA-001",
    "customer_name": "苏州迅捷电梯有限公司", "planned_for": date(2026, 11, 12),
    "visit_level": ("大客户经理", "技术"), "visit_mode": "上门拜访", "visitors": ("李晓雯", "韩冬"),
    "counterpart_level": ("中层",), "purpose": ("四季度交期", "高速门机试用"),
    "planned_by": "李晓雯", "planned_on": date(2026, 10, 8), "status": "计划", "remark": "同行",
}  # fmt: skip


def customer(row: int = 2, **changes: Any) -> Record:
    """A customer; a field changed to None is left blank."""
    return _record("customer", CUSTOMER, changes, Place("档案.xlsx", "客户档案", row))


def visit(row: int = 2, subject: str | None = "KA-001", **changes: Any) -> Record:
    values = {**VISIT, **changes}
    record = _record("visit", VISIT, changes, Place("拜访.xlsx", "拜访报告", row))
    return record.known(day=values["visited_on"], subject=subject)


def status(month: str, volume: str | None, subject: str = "KA-001", **changes: Any) -> Record:
    changes |= {"month": Period.parse(month), "volume": None if volume is None else Decimal(volume)}
    record = _record("business_status", STATUS, changes, Place("状况.xlsx", "业务状况", 2))
    return record.known(day=Period.parse(month).last, subject=subject)


def grading(row: int = 2, subject: str | None = "KA-001", **changes: Any) -> Record:
    record = _record("grading", GRADING, changes, Place("分级.xlsx", "客户分级", row))
    return record.known(day=record.get("graded_on"), subject=subject)


def planned(row: int = 2, subject: str | None = "KA-001", **changes: Any) -> Record:
    values = {**PLANNED, **changes}
    record = _record("visit_plan", PLANNED, changes, Place("登记.xlsx", "访问计划", row))
    return record.known(day=values["planned_for"], subject=subject)


def _record(
    kind: str, usual: Mapping[str, Value], changes: Mapping[str, Any], row: Place
) -> Record:
    columns = {name: number for number, name in enumerate(SCHEMAS[kind].fields, start=1)}
    values = {name: value for name, value in {**usual, **changes}.items() if value is not None}
    return Record(kind, values, row, columns)


def filled_with(kind: str, text: str) -> dict[str, Value]:
    """Every field of a kind holding the same text, in the shape that the field takes."""
    return {name: shaped(field, text) for name, field in SCHEMAS[kind].fields.items()}


def shaped(field: Field, text: str) -> Value:
    if field.type == "text":
        return text
    if field.type in ("items", "lines"):
        return (text, text)
    if field.type == "volumes":
        return (YearVolume(2025, Decimal("1E+40"), text),)
    return Unread(text, "KD101")


def hostile_book(text: str) -> Book:
    """One customer, one visit and one month, every field of them holding ``text``."""
    known = Record("customer", filled_with("customer", text), Place("a.xlsx", "客户档案", 2))
    known = known.known(values={**known.values, "code": "KA-001", "tier": "战略客户"})
    met = Record("visit", filled_with("visit", text), Place("a.xlsx", "拜访报告", 2))
    month = {**filled_with("business_status", text), "month": Period.parse("2026-09")}
    reported = Record("business_status", month, Place("a.xlsx", "业务状况", 2))
    graded = Record("grading", filled_with("grading", text), Place("a.xlsx", "客户分级", 2))
    plan = Record("visit_plan", filled_with("visit_plan", text), Place("a.xlsx", "访问计划", 2))
    return book(
        known,
        graded.known(day=date(2026, 3, 30), subject="KA-001"),
        met.known(day=date(2026, 7, 1), subject="KA-001"),
        plan.known(day=date(2026, 9, 8), subject="KA-001"),
        reported.known(day=date(2026, 9, 30), subject="KA-001"),
    )


def full_book() -> Book:
    """Three customers with a year and more of months, one missing; two visits, grades and plans."""
    months = [f"2025-{month:02}" for month in range(9, 13)]
    months += [f"2026-{month:02}" for month in range(1, 10)]
    plain = {"confidentiality": "内部", "tier": "重点客户"}
    known = [
        customer(),
        customer(
            3,
            code="KA-002",
            name="华东快梯有限公司",
            technical_owner=None,
            account_manager="程雨桐",
            **plain,
        ),
        customer(4, code="KA-003", name="江南升降机厂", tier="一般客户", confidentiality=None),
    ]
    reported = [
        status(month, str(500 + 100 * number + 7 * index), subject=f"KA-00{number}")
        for number in (1, 2, 3)
        for index, month in enumerate(months)
        if (number, month) != (2, "2026-02")
    ]
    graded = grading(), grading(3, "KA-002", customer_code="KA-002", customer_name=None)
    plans = planned(), planned(3, "KA-002", customer_name=None, planned_for=date(2026, 12, 1))
    met = visit(), visit(3, visited_on=date(2026, 4, 1))
    return book(*known, *met, *graded, *reported, *plans)


def letters(records: Book) -> list[forms.Letter]:
    """The letters on a book of whose every row something is wrong, with customers that failed."""
    report = Report(
        AS_OF,
        tuple(_readings(records)),
        tuple(_wrong(one) for kind in SCHEMAS for one in records.of(kind)),
        tuple(verdict for one in records.customers for verdict in _verdicts(one)),
    )
    return notices.letters(notices.notices(report, records, SCHEMAS), report)


def _readings(records: Book) -> Iterable[FileReading]:
    rows = [one for kind in SCHEMAS for one in records.of(kind)]
    for file in sorted({one.row.file for one in rows}):
        sheets = tuple(
            SheetReading(one.row.sheet, one.kind, SCHEMAS[one.kind].title, rows=1)
            for one in rows
            if one.row.file == file
        )
        yield FileReading(file, "", 0, True, sheets, format="xlsx")


def _wrong(record: Record) -> Finding:
    field = next(iter(SCHEMAS[record.kind].fields.values()))
    facts = {"field": field.label, "value": record.text(field.name)}
    return Finding("KD208", record.place(field.name), facts)


def _verdicts(customer: Record) -> Iterable[Finding]:
    for status, due in ((Status.FAIL, None), (Status.DUE_SOON, date(2026, 10, 15))):
        ruling = Ruling(
            "strategic-account", "visit", "4.2.1", status, Text("按月拜访", "Visit each month"),
            "high", key_of(customer), customer.text("name"), Period.parse("2026-10"), due,
            customer.text("account_manager"),
        )  # fmt: skip
        facts = {"period": ruling.period, "due": ruling.due}
        yield Finding("KD403", customer.row, facts, ruling)


def empty_book() -> Book:
    """A customer, a visit and a month about which nothing else is known."""
    return book(
        Record("customer", {"tier": "战略客户"}, Place("a.xlsx", "客户档案", 9)),
        Record("visit", {}, Place("a.xlsx", "拜访报告", 3), subject="[a.xlsx]客户档案!9:9"),
        Record("grading", {}, Place("a.xlsx", "客户分级", 3), subject="[a.xlsx]客户档案!9:9"),
        Record(
            "business_status", {}, Place("a.xlsx", "业务状况", 3),
            day=date(2026, 9, 30), subject="[a.xlsx]客户档案!9:9",
        ),
        Record(
            "visit_plan", {}, Place("a.xlsx", "访问计划", 3),
            day=date(2026, 11, 12), subject="[a.xlsx]客户档案!9:9",
        ),
    )  # fmt: skip


def book(*records: Record, as_of: date = AS_OF) -> Book:
    return Book(records, as_of, (), SCHEMAS["customer"].roles.succession)


READ_BACK = tuple(id for id, one in forms.forms().items() if one.each != forms.LETTER)
"""The forms that can be read back; letters cannot."""


def made(
    form: str,
    records: Book,
    span: str | None = None,
    asked: Asked | None = None,
) -> list[Document]:
    """The documents of a form, by the public door."""
    period = Period.parse(span) if span else None
    one = forms.form(form)
    told = letters(records) if one.each == forms.LETTER else []
    basis = forms.Basis(records, SCHEMAS, period, asked=asked or {}, letters=told, company=COMPANY)
    return list(forms.documents(one, basis, scale=SCALE))


def only(documents: Iterable[Document]) -> Opened:
    """The one document that there is, as python-docx opens it."""
    (document,) = documents
    return docx.Document(io.BytesIO(document.content))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(element: etree._Element) -> str:
    """The words of an element, with its tabs and line breaks."""
    pieces = []
    for one in element.iter(f"{W}t", f"{W}br", f"{W}tab"):
        parent = one.getparent()
        if one.tag == f"{W}t":
            pieces.append(one.text or "")
        elif parent is not None and parent.tag == f"{W}r":
            pieces.append("\n" if one.tag == f"{W}br" else "\t")
    return "".join(pieces)


def rows_of(document: Opened) -> list[list[str]]:
    """The words of every cell, row by row through all tables, repeated rows too."""
    return [
        [text_of(cell).strip("\u3000") for cell in row.iter(f"{W}tc")]
        for table in document.tables
        for row in table._tbl.iter(f"{W}tr")
    ]


def beside(document: Opened, label: str) -> str:
    """What stands in the cell after the one that holds the label."""
    for row in rows_of(document):
        if label in row[:-1]:
            return row[row.index(label) + 1]
    raise AssertionError(f"no cell says {label}")


def control(document: Opened, tag: str) -> str:
    """The value of the content control with that tag, empty where it only holds a stand-in."""
    for one in document.element.iter(f"{W}sdt"):
        found = one.find(f"{W}sdtPr/{W}tag")
        if found is not None and found.get(f"{W}val") == tag:
            hollow = one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
            return "" if hollow else text_of(one.find(f"{W}sdtContent"))
    raise AssertionError(f"no control is tagged {tag}")


def ticked(document: Opened) -> set[str]:
    """The tags of all boxes that are ticked, each shown as it is stored."""
    w14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
    found = set()
    for box in document.element.iter(f"{w14}checkbox"):
        one = next(box.iterancestors(f"{W}sdt"))
        on = box.find(f"{w14}checked").get(f"{w14}val") == "1"
        assert text_of(one.find(f"{W}sdtContent")) == ("☑" if on else "☐")
        if on:
            found.add(one.find(f"{W}sdtPr/{W}tag").get(f"{W}val"))
    return found
