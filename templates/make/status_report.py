"""公司战略客户和大客户业务状况分析报告表."""

from decimal import Decimal

from kamdocs.forms import Form
from kamdocs.forms.chart import Chart, Series
from kamdocs.sheets import built_in
from templates.make.word_elements import (
    Controls,
    cell,
    follow,
    label,
    paragraph,
    row,
    run,
    signed_across,
    tab,
    table,
)  # fmt: skip
from templates.make.word_layout import Layout, heading, watermark

CAPTION = "近十二个月业务量（万元）"
STATUS = (
    ("number", "序号", 620, "center"), ("customer_name", "客户名称", 1360, ""),
    ("tier", "类别", 660, "center"), ("volume", "本月", 1120, "right"),
    ("month_change", "环比", 920, "right"), ("year_change", "同比", 920, "right"),
    ("fluctuation", "波动原因", 1200, ""), ("new_business", "新业务推进", 1300, ""),
    ("quality_issues", "质量", 1040, ""), ("delivery_issues", "交货", 1040, ""),
    ("service_issues", "服务", 1040, ""), ("complaints", "严重抱怨", 1040, ""),
    ("threats", "可能影响合作的内容", 1300, ""), ("measures", "措施及责任人", 1578, ""),
)  # fmt: skip
"""The columns of strategic-account 附件一: the topics of 4.3.3, the measure and its owner."""


def status_report(form: Form) -> Layout:
    """公司战略客户和大客户业务状况分析报告表: strategic-account 附件一."""
    controls = Controls(built_in(), {"status": "business_status"})
    body = heading(
        form,
        run("编号：{{ month.number }}"),
        run("密级：{{ form.confidentiality }}"),
        run("填表日期：") + controls.value("month.submitted_on", "填表日期"),
    )
    body += paragraph(
        run("时间：") + controls.value("month.name", "时间"), tab(),
        run("报送：") + controls.value("month.submitted_to", "报送对象"), tab(),
        run("填报部门：") + controls.value("month.department", "填报部门"),
        style="FormLine",
    )  # fmt: skip
    body += _status_table(controls, form.title.zh)
    note = paragraph(run("{{ month.note }}"), style="FormNote")
    body += controls.around("month.note=", "满意度与市场份额", note)
    body += controls.around("month.volumes", "近十二个月业务量", _drawing())
    signed = signed_across(controls.value("month.reporter", "编制"))
    # without a chart between them, two tables would become one
    return Layout(
        body + paragraph(style="FormJoint", kept=True) + signed,
        watermark(controls),
        True,
        EXAMPLE,
        CAPTION,
    )


def _status_table(controls: Controls, title: str) -> str:
    grid = tuple(width for _, _, width, _ in STATUS)
    upper, lower = [], []
    for name, words, width, _ in STATUS:
        if name == "volume":
            upper.append(label(sum(grid[3:6]), "业务量（万元）", 3))
        if name in ("volume", "month_change", "year_change"):
            lower.append(label(width, words))
        else:
            upper.append(label(width, words, merge="restart"))
            lower.append(follow(width))
    cells = []
    for name, words, width, align in STATUS:
        content = controls.value(f"status.{name}", words)
        if name == "measures":
            owner = "<w:r><w:br/></w:r>" + run("责任人：") + controls.value("status.measure_owner")
            content += controls.around("status.measure_owner=", "责任人", owner)
        cells.append(cell(width, paragraph(content, style="FormSmall", align=align), top=True))
    total = row(
        label(sum(grid[:3]), "合计{{ month.reported }}", 3),
        *(
            cell(width, _figure(name))
            for name, width in zip(
                ("volume", "month_change", "year_change"), grid[3:6], strict=True
            )
        ),
        cell(sum(grid[6:]), run(""), span=8),
    )
    rows = (
        row(*upper, header=True),
        row(*lower, header=True),
        controls.repeated("status", "客户", row(*cells)),
        total,
    )
    return table(grid, rows, title, "每行一个客户当月的业务量、波动原因、各项问题与措施，末行合计")


def _figure(name: str) -> str:
    """A sum, in the letters of the rows above it: it is the longest figure of its column."""
    return paragraph(run("{{ month." + name + " }}"), style="FormSmall", align="right")


def _drawing() -> str:
    """The place of the chart: its anchor in the text."""
    width, height = 9_540_000, 1_980_000
    return paragraph(
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        '<wp:docPr id="1" name="业务量图" descr="近十二个月各客户业务量的折线图，单位万元"/>'
        "<wp:cNvGraphicFramePr/><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart r:id="rId8"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
        style="FormChart",
        kept=True,  # no signatures alone on a page
    )


EXAMPLE = Chart(("2026-08", "2026-09"), (Series("客户", (Decimal(1), Decimal(2))),))
"""What the chart of the template shows, so that Word opens it."""
