"""客户档案表."""

from kamdocs.forms import Form
from kamdocs.sheets import Field, built_in
from templates.make.word_elements import (
    SIGNED,
    TALL,
    Controls,
    cell,
    follow,
    label,
    paragraph,
    row,
    run,
    table,
)  # fmt: skip
from templates.make.word_layout import Layout, heading, ticks, watermark

PAPERS = ("营业执照", "组织机构证", "税务登记证", "财务报表")


def customer_file(form: Form) -> Layout:
    """客户档案表: account-manager 附件一, and the archive of key-account-development 第十七条."""
    controls = Controls(built_in(), {})
    body = heading(
        form,
        run("编号：") + controls.value("customer.code"),
        run("密级：") + controls.value("customer.confidentiality"),
        run("填表日期：") + controls.value("customer.updated_on"),
    )
    body += _customer_table(controls)
    note = run("（客户名称、等级、法人代表和联系方式见上表）", style='<w:sz w:val="18"/>')
    body += paragraph(run("档案资料"), note, style="FormHeading")
    body += _archive_table(controls)
    joint = paragraph(style="FormJoint")  # where the table fills its page, no line goes over it
    return Layout(body + joint, watermark(controls))


def _customer_table(controls: Controls) -> str:
    value = controls.value
    grid = (1240, 2138, 820, 1202, 1080, 418, 820, 1920)
    wide = sum(grid[1:])
    tiers = ticks(
        controls, "customer.tier", "客户等级", ("战略客户", "重点客户", "主要客户", "一般客户"), 2
    )
    papers = ticks(controls, "customer.attachments", "附件", PAPERS)
    papers += run("\u2002（") + controls.tick(
        "customer.three_in_one", "是", "已三证合一）", "已三证合一"
    )
    years = ("年度", "经营数量", "同比", "备注")
    widths = (2138, 2022, 1498, 2740)
    spans = (1, 2, 2, 2)
    year = row(
        follow(1240),
        *(
            cell(width, value(f"year.{name}", title), span=span, align=align)
            for width, span, name, title, align in zip(
                widths, spans, ("year", "volume", "change", "remark"), years,
                ("center", "right", "right", ""), strict=True,
            )
        ),
        kept=True,  # the label beside them is cut where they go on over the page
    )  # fmt: skip
    rows = (
        row(
            label(1240, "客户名称"), cell(4160, value("customer.name"), span=3),
            label(1080, "客户等级"), cell(3158, tiers, span=3),
        ),
        row(label(1240, "通讯地址"), cell(wide, value("customer.address"), span=7)),
        row(
            label(1240, "联系人"), cell(2138, value("customer.contact")),
            label(820, "电话"), cell(2700, value("customer.phone"), span=3),
            label(820, "传真"), cell(1920, value("customer.fax")),
        ),
        row(
            label(1240, "电邮"), cell(4160, value("customer.email"), span=3),
            label(1080, "法人代表"), cell(3158, value("customer.legal_representative"), span=3),
        ),
        row(
            label(1240, "主要股东"), cell(wide, value("customer.shareholders"), span=7),
            height=TALL,
        ),
        row(
            label(1240, "与我司合作记录", merge="restart", upright=True),
            label(2138, "开始年份"),
            cell(wide - 2138, value("customer.cooperation_year"), span=6),
            kept=True,
        ),
        row(
            follow(1240),
            *(
                label(width, title, span)
                for width, title, span in zip(widths, years, spans, strict=True)
            ),
            kept=True,
        ),
        controls.repeated("year", "年度经营数量", year),
        row(label(1240, "附件"), cell(wide, papers, span=7)),
        row(
            label(1240, "备注"), cell(wide, value("customer.remark"), span=7), height=TALL,
            kept=True,  # no signatures alone on a page
        ),
        row(
            label(1240, "填表人"), cell(2138, value("customer.filled_by")),
            label(820, "审核人"), cell(2700, value("customer.reviewed_by"), span=3),
            label(820, "批准人"), cell(1920, value("customer.approved_by")),
            height=SIGNED,
        ),
    )  # fmt: skip
    description = "客户的名称、等级、联系方式、股东、历年合作记录、附件与签字"
    return table(grid, rows, "客户档案表", description)


ARCHIVE = (
    ("基础资料", (
        ("credit_code", "tier_since"), ("short_name", "aliases"), ("customer_type", "industry"),
        ("product_kinds", "core_products"), ("service_form", "articles"),
        ("yearly_output", "annual_sales"), ("profit_loss", "market_position"),
        ("credit_rating", "grade"), ("tier_approved_by", "tier_approved_on"),
    )),
    ("联系方式", (("postcode",),)),
    ("主要人员", (("management",), ("key_people",), ("decision_maker", "technical_contact"))),
    ("服务情况", (
        ("account_manager", "account_manager_post"), ("appointed_on", "executive_sponsor"),
        ("team_members", "service_staff"), ("on_site_rep", "technical_owner"),
        ("quality_engineer", "after_sales_owner"), ("service_way",),
    )),
    ("产品使用", (("product_use", "next_product"), ("transfer_records",))),
    ("其他资料", (("other_papers",), ("development_plan",))),
    ("优惠政策", (("favour_ratio", "favour_form"), ("favour_until",))),
)  # fmt: skip
"""The seven groups of 第十七条, two fields to a row; one alone takes the whole width."""
TITLES = {"grade": "年度评定等级"}
"""What stands before a field in place of its heading; 客户等级 is the tier, in the table above."""


def _archive_table(controls: Controls) -> str:
    grid = (1240, 1860, 2339, 1860, 2339)
    fields = built_in()["customer"].fields
    rows = []
    for number, (group, lines) in enumerate(ARCHIVE, start=1):
        for index, names in enumerate(lines):
            first = label(1240, f"{number} {group}", merge="restart")
            cells = [follow(1240) if index else first]
            for name in names:
                width, span = (2339, 1) if len(names) == 2 else (6538, 3)
                cells.append(label(1860, _title(fields[name])))
                cells.append(cell(width, controls.value(f"customer.{name}"), span=span))
            rows.append(row(*cells, kept=names is not lines[-1]))  # beside the name of the group
    return table(grid, rows, "档案资料", "客户档案的七组资料，左列是组名，其后是项目和内容")


def _title(field: Field) -> str:
    unit = f"（{field.unit}）" if field.unit else ""
    return TITLES.get(field.name, field.label.zh) + unit
