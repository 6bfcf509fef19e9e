"""客户拜访报告."""

from kamdocs.forms import Form
from kamdocs.sheets import built_in
from templates.make.word_elements import (
    INNER,
    SIGNED,
    Controls,
    below,
    cell,
    label,
    paragraph,
    row,
    run,
    table,
)  # fmt: skip
from templates.make.word_layout import Layout, heading, ticks, watermark

Columns = tuple[tuple[str, str, int, str], ...]
"""The columns of a list: field, heading, width, alignment."""
FOUR_CENTIMETRES = 2268
WIDE = 8198
VISIT = (1440, 2200, 1240, 1378, 1040, 2340)
"""The columns of the first table and of the last."""
PEOPLE = (
    ("", "所见客户人员", 1440, ""), ("name", "姓名", 2200, ""),
    ("department", "部门", 2618, ""), ("post", "职务", 3380, ""),
)  # fmt: skip
"""Those of the people met."""
MATTERS = (
    ("", "所处理的事宜", 1440, ""), ("number", "序号", 620, "center"),
    ("matter", "事项", 2600, ""), ("outcome", "处理结果", 2438, ""),
    ("owner", "责任人", 1040, "center"), ("due", "期限", 1500, "center"),
)  # fmt: skip
"""Those of what was dealt with."""


def visit_report(form: Form) -> Layout:
    """客户拜访报告: account-manager 附件二, and the headings of strategic-account 4.2.1.3c."""
    controls = Controls(built_in(), {})
    body = heading(
        form,
        run("编号：") + controls.value("visit.visit_no"),
        run("密级：{{ form.confidentiality }}"),
        run("填表日期：") + controls.value("visit.recorded_on"),
    )
    tables = (
        table(VISIT, _visit(controls), "拜访", "客户、日期、拜访类型、我方人员", bottom=INNER),
        _listed(controls, "person", PEOPLE, "每行一人的部门与职务"),
        _listed(controls, "action", MATTERS, "每行一件事的处理结果、责任人与期限"),
        table(
            VISIT, _findings(controls), "了解到的信息", "客户经营现况、四项信息、备注与签字",
            top=INNER,
        ),
    )  # fmt: skip
    return Layout(body + paragraph(style="FormJoint").join(tables), watermark(controls))


def _visit(controls: Controls) -> tuple[str, ...]:
    """Who was visited, when, why and by whom."""
    value = controls.value
    allowed = {name: field.allowed for name, field in built_in()["visit"].fields.items()}
    kinds = ticks(controls, "visit.visit_kind", "拜访类型", allowed["visit_kind"], 2)
    modes, levels, theirs = (
        ticks(controls, f"visit.{name}", title, allowed[name])
        for name, title in (
            ("visit_mode", "拜访方式"), ("visit_level", "拜访层级"),
            ("counterpart_level", "客户方层级"),
        )
    )  # fmt: skip
    return (
        row(
            label(1440, "客户名称"), cell(4818, value("visit.customer_name"), span=3),
            label(1040, "拜访日期"), cell(2340, value("visit.visited_on")),
        ),
        row(
            label(1440, "拜访类型"), cell(2200, kinds),
            label(1240, "特别原因"), cell(4758, value("visit.special_reason"), span=3),
        ),
        row(label(1440, "拜访方式"), cell(WIDE, modes, span=5)),
        row(label(1440, "拜访层级"), cell(WIDE, levels, span=5)),
        row(
            label(1440, "出差人员"), cell(2200, value("visit.visitors")),
            label(1240, "客户方层级"), cell(4758, theirs, span=3),
        ),
    )  # fmt: skip


def _listed(controls: Controls, name: str, columns: Columns, description: str) -> str:
    """A table of its own, since Word repeats only the first rows of one: the heading comes again
    on the next page, and so does the label beside it."""
    (_, title, first, _), *others = columns
    cells = [
        cell(width, controls.value(f"{name}.{field}", words), align=align)
        for field, words, width, align in others
    ]
    rows = (
        row(*(label(width, words) for _, words, width, _ in columns), header=True),
        controls.repeated(name, title, row(below(first), *cells)),
    )
    widths = tuple(width for _, _, width, _ in columns)
    return table(widths, rows, title, description, top=INNER, bottom=INNER)


def _findings(controls: Controls) -> tuple[str, ...]:
    """What was learnt, and the signatures."""
    value = controls.value
    return (
        row(
            label(1440, "客户经营现况"),
            cell(WIDE, value("visit.operating_status"), span=5, top=True),
            height=FOUR_CENTIMETRES,
        ),
        *(
            row(
                label(1440, title), cell(WIDE, value(f"visit.{name}"), span=5), height=SIGNED,
                kept=name == "remark",  # no signatures alone on a page
            )
            for name, title in (
                ("personnel_changes", "人员变动"), ("cooperation_problems", "合作中的问题"),
                ("product_demand", "产品需求"), ("competitor_moves", "竞争对手动态"),
                ("remark", "备注"),
            )
        ),
        row(
            label(1440, "填表人"), cell(2200, value("visit.filled_by")),
            label(1240, "部门负责人"), cell(1378, value("visit.reviewed_by")),
            label(1040, "日期"), cell(2340, value("visit.recorded_on", "日期")),
            height=SIGNED,
        ),
    )  # fmt: skip
