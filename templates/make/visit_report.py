"""客户拜访报告."""

from collections.abc import Iterable

from kamdocs.forms import Form
from kamdocs.sheets import built_in
from templates.make.word_elements import SIGNED, Controls, cell, follow, label, row, run, table
from templates.make.word_layout import Layout, heading, ticks, watermark

FOUR_CENTIMETRES = 2268


def visit_report(form: Form) -> Layout:
    """客户拜访报告: account-manager 附件二, and the headings of strategic-account 4.2.1.3c."""
    controls = Controls(built_in(), {})
    value = controls.value
    body = heading(
        form,
        run("编号：") + value("visit.visit_no"),
        run("密级：{{ form.confidentiality }}"),
        run("填表日期：") + value("visit.recorded_on"),
    )
    grid = (1440, 620, 1580, 740, 500, 1818, 1040, 1900)
    wide = sum(grid[1:])
    levels = built_in()["visit"].fields["visit_level"].allowed
    kinds = ticks(controls, "visit.visit_kind", "拜访类型", ("计划拜访", "特别访问"), 2)
    rows = (
        row(
            label(1440, "客户名称"), cell(5258, value("visit.customer_name"), span=5),
            label(1040, "拜访日期"), cell(1900, value("visit.visited_on")),
        ),
        row(
            label(1440, "拜访类型"), cell(2200, kinds, span=2),
            label(1240, "特别原因", 2), cell(4758, value("visit.special_reason"), span=3),
        ),
        row(
            label(1440, "拜访层级"),
            cell(wide, ticks(controls, "visit.visit_level", "拜访层级", levels), span=7),
        ),
        row(label(1440, "出差人员"), cell(wide, value("visit.visitors"), span=7)),
        *_listed(controls, "person", "所见客户人员", PERSON),
        *_listed(controls, "action", "所处理的事宜", ACTION),
        row(
            label(1440, "客户经营现况"),
            cell(wide, value("visit.operating_status"), span=7, top=True),
            height=FOUR_CENTIMETRES,
        ),
        *(
            row(label(1440, title), cell(wide, value(f"visit.{name}"), span=7), height=SIGNED)
            for name, title in (
                ("personnel_changes", "人员变动"), ("cooperation_problems", "合作中的问题"),
                ("product_demand", "产品需求"), ("competitor_moves", "竞争对手动态"),
            )
        ),
        row(
            label(1440, "填表人"), cell(2200, value("visit.filled_by"), span=2),
            label(1240, "部门负责人", 2), cell(1818, value("visit.reviewed_by")),
            label(1040, "日期"), cell(1900, run("{{ visit.recorded_on }}")),
            height=SIGNED,
        ),
    )  # fmt: skip
    description = "一次拜访的客户、日期、人员、所处理的事宜、了解到的信息与签字"
    return Layout(body + table(grid, rows, form.title.zh, description), watermark(controls))


PERSON = (
    ("name", "姓名", 2200, 2, ""), ("department", "部门", 3058, 3, ""),
    ("post", "职务", 2940, 2, ""),
)  # fmt: skip
ACTION = (
    ("number", "序号", 620, 1, "center"), ("matter", "事项", 2320, 2, ""),
    ("outcome", "处理结果", 2318, 2, ""), ("owner", "责任人", 1040, 1, "center"),
    ("due", "期限", 1900, 1, "center"),
)  # fmt: skip


def _listed(
    controls: Controls, name: str, title: str, columns: Iterable[tuple[str, str, int, int, str]]
) -> tuple[str, str]:
    """A list beside its label: a row of headings, and a row that repeats."""
    cells = [
        cell(width, controls.value(f"{name}.{field}", words), span=span, align=align)
        for field, words, width, span, align in columns
    ]
    titles = [label(width, words, span) for _, words, width, span, _ in columns]
    return (
        row(label(1440, title, merge="restart"), *titles),
        controls.repeated(name, title, row(follow(1440), *cells)),
    )
