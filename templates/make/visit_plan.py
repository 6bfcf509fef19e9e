"""访问计划."""

from kamdocs.forms import Form
from kamdocs.sheets import built_in
from templates.make.word_elements import (
    Controls,
    cell,
    label,
    paragraph,
    row,
    run,
    signed_across,
    tab,
    table,
)  # fmt: skip
from templates.make.word_layout import Layout, heading, watermark

VISITS = (
    ("number", "序号", 620, "center"), ("planned_for", "计划访问日期", 1800, "center"),
    ("weekday", "星期", 600, "center"),
    ("customer_name", "客户名称", 2540, ""), ("visit_level", "拜访层级", 1240, "center"),
    ("visitors", "拟去人员", 1420, "center"),
    ("counterpart_level", "拟见客户层级", 1000, "center"),
    ("visit_mode", "拜访方式", 1080, "center"), ("purpose", "访问目的", 3498, ""),
    ("remark", "备注", 1340, ""),
)  # fmt: skip
"""The columns: what account-manager 三.3① plans, who goes and whom they are to meet."""
NOTE = (
    "客户经理每季初制定本季的访问计划，按计划访问；计划的访问要在本季内完成。"
    "办法没有规定由谁批准，“审核”“批准”两栏按本单位的规定签字。"
)


def visit_plan(form: Form) -> Layout:
    """访问计划: account-manager 三.3①."""
    controls = Controls(built_in(), {"planned": "visit_plan"})
    body = heading(
        form,
        run("编号：{{ plan.number }}"),
        run("密级：{{ form.confidentiality }}"),
        run("填表日期：") + controls.value("plan.drawn_on", "填表日期"),
        number=f"{form.policy_title} {form.clause}",
    )
    body += paragraph(
        run("时间：") + controls.value("plan.name", "时间"), tab(), tab(),
        run("客户经理：") + controls.value("plan.managers", "客户经理"),
        style="FormLine",
    )  # fmt: skip
    body += _visits(controls, form.title.zh)
    load = paragraph(run("各人拜访次数：{{ plan.load }}"), style="FormNote", kept=True)
    body += controls.around("plan.load=", "各人拜访次数", load)
    body += paragraph(run(NOTE), style="FormNote", kept=True)
    return Layout(
        body + signed_across(controls.value("plan.planners", "编制")), watermark(controls), True
    )


def _visits(controls: Controls, title: str) -> str:
    grid = tuple(width for _, _, width, _ in VISITS)
    titles = row(*(label(width, words) for _, words, width, _ in VISITS), header=True)
    cells = []
    for name, words, width, align in VISITS:
        content = controls.value(f"planned.{name}", words)
        cells.append(cell(width, paragraph(content, style="FormSmall", align=align)))
    total = row(
        label(sum(grid[:4]), "合计", 4), cell(sum(grid[4:]), run("{{ plan.count }}次"), span=6)
    )
    rows = (titles, controls.repeated("planned", "计划的拜访", row(*cells)), total)
    return table(
        grid, rows, title, "每行一次计划的拜访：日期、客户、双方层级、人员与目的，末行合计"
    )
