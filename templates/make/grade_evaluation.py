"""客户质量等级评估表."""

from kamdocs.forms import Form
from kamdocs.sheets import built_in
from templates.make.word_elements import (
    INNER,
    SIGNED,
    TALL,
    Controls,
    cell,
    label,
    paragraph,
    row,
    run,
    table,
)  # fmt: skip
from templates.make.word_layout import Layout, heading, ticks, watermark

GRADES = ("A", "B", "C")
CUSTOMER = (1440, 2260, 1240, 1459, 1240, 1999)
SCORES = (2040, 900, 3600, 1298, 1800)
SIGNS = (2000, 2238, 3200, 2200)
STEPS = (("proposed", "科长申报"), ("reviewed", "部长审核"), ("approved", "总经理批准"))
"""The steps of customer-grading 6.2.1-B; each has a name, a post and a day."""


def grade_evaluation(form: Form) -> Layout:
    """客户质量等级评估表: customer-grading 9.1, the figures of 2.0, the steps of 6.2.1-B."""
    controls = Controls(built_in(), {})
    body = heading(
        form,
        run("编号：") + controls.value("grading.customer_code"),
        run("密级：{{ form.confidentiality }}"),
        run("填表日期：") + controls.value("grading.recorded_on"),
        number=f"{form.policy_title} {form.clause}",
    )
    tables = (
        table(
            CUSTOMER, _customer(controls), "客户与等级", "客户、评估年度、原等级、申报等级",
            bottom=INNER,
        ),
        table(
            SCORES, _scores(controls), "评分", "每行一项指标的权重、评分标准、得分与依据，末行合计",
            top=INNER, bottom=INNER,
        ),
        table(
            CUSTOMER, _grade(controls), "评定", "资信等级、评定等级、支持计划、特殊条件与特殊结算",
            top=INNER, bottom=INNER,
        ),
        table(SIGNS, _signs(controls), "签字", "申报、审核、批准：姓名、职务、日期", top=INNER),
    )  # fmt: skip
    body += paragraph(style="FormJoint", kept=True).join(tables)
    return Layout(body + paragraph(run("{{ scale.note }}"), style="FormNote"), watermark(controls))


def _customer(controls: Controls) -> tuple[str, ...]:
    """Who is graded, for which year, and what the customer was before."""
    value = controls.value
    return (
        row(
            label(1440, "客户名称"), cell(4959, value("grading.customer_name"), span=3),
            label(1240, "评估年度"), cell(1999, value("grading.grading_year"), align="center"),
        ),
        row(
            label(1440, "原等级"), cell(2260, run("{{ scale.former }}")),
            label(1240, "申报等级"),
            cell(4698, _ticks(controls, "proposed_grade", "申报等级"), span=3),
        ),
    )  # fmt: skip


def _scores(controls: Controls) -> tuple[str, ...]:
    """指标, 权重, 评分标准, 得分, 依据, and the sums; then what the sum means."""
    titles = ("指标", "权重", "评分标准", "得分", "依据")
    head = row(
        *(label(width, words) for width, words in zip(SCORES, titles, strict=True)), header=True
    )
    line = row(
        cell(2040, controls.value("part.name", "指标"), align="center"),
        cell(900, run("{{ part.weight }}"), align="center"),
        cell(3600, run("{{ part.standard }}")),
        cell(1298, run("{{ part.points }}"), align="right"),
        cell(1800, controls.value("part.figure", "依据"), align="right"),
    )
    total = row(
        label(2040, "合计"), cell(900, run("{{ scale.weight }}"), align="center"),
        label(3600, "合计得分"), cell(1298, run("{{ scale.points }}"), align="right"),
        cell(1800, run("")),
    )  # fmt: skip
    meant = row(
        label(2040, "按得分"), cell(900, run("{{ scale.grade }}"), align="center"),
        cell(3600, run("{{ scale.cutoffs }}{{ scale.against }}")),
        label(1298, "综合得分"), cell(1800, controls.value("grading.score"), align="right"),
    )  # fmt: skip
    return head, controls.repeated("part", "指标", line), total, meant


def _grade(controls: Controls) -> tuple[str, ...]:
    """The credit rating, the grade, and what comes with it."""
    value = controls.value
    wide = sum(CUSTOMER[1:])
    return (
        row(label(1440, "资信等级"), cell(wide, value("grading.credit_rating"), span=5)),
        row(
            label(1440, "评定等级"), cell(2260, _ticks(controls, "grade", "评定等级")),
            label(1240, "暂定等级"), cell(1459, _yes_or_no(controls, "provisional", "暂定等级")),
            label(1240, "评定日期"), cell(1999, value("grading.graded_on"), align="center"),
            height=SIGNED,
        ),
        row(
            label(1440, "支持计划"), cell(wide, value("grading.support_plan"), span=5),
            height=TALL,
        ),
        *(
            row(
                label(1440, title), cell(2260, _yes_or_no(controls, name, title)),
                label(1240, "审查意见"), cell(4698, value(f"grading.{review}"), span=3),
            )
            for name, title, review in (
                ("special_terms", "特殊条件", "special_terms_review"),
                ("special_settlement", "特殊结算", "settlement_review"),
            )
        ),
        row(
            label(1440, "备注"), cell(wide, value("grading.remark"), span=5), height=TALL,
            kept=True,  # no signatures alone on a page
        ),
    )  # fmt: skip


def _signs(controls: Controls) -> tuple[str, ...]:
    """Who proposed, reviewed and approved the grade, and when: together on one page."""
    head = (
        label(width, words)
        for width, words in zip(SIGNS, ("", "姓名", "职务", "日期"), strict=True)
    )
    return (
        row(*head, kept=True),
        *(
            row(
                label(2000, title),
                cell(2238, controls.value(f"grading.{step}_by"), align="center"),
                cell(3200, controls.value(f"grading.{step}_by_post"), align="center"),
                cell(2200, controls.value(f"grading.{step}_on"), align="center"),
                height=SIGNED,
                kept=(step, title) != STEPS[-1],
            )
            for step, title in STEPS
        ),
    )


def _ticks(controls: Controls, name: str, title: str) -> str:
    return ticks(controls, f"grading.{name}", title, GRADES)


def _yes_or_no(controls: Controls, name: str, title: str) -> str:
    return ticks(controls, f"grading.{name}", title, ("是", "否"))
