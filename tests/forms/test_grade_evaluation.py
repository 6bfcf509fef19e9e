"""客户质量等级评估表: its points are those of the check, the grade before one that is known."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kamdocs import compliance, forms, paperwork, review
from kamdocs.grading import Part, Scale, scale_of
from kamdocs.model import Period, Unread
from tests import desk
from tests.forms import cabinet
from tests.forms.cabinet import beside, book, customer, grading, only, rows_of, ticked

FORM = "grade-evaluation"


def _rows(*records: Any) -> list[list[str]]:
    return rows_of(only(cabinet.made(FORM, book(customer(), *records))))


def _scores(*records: Any) -> list[list[str]]:
    """From the headings of the points down to what they mean."""
    rows = _rows(*records)
    start = rows.index(["指标", "权重", "评分标准", "得分", "依据"]) + 1
    return rows[start : start + 5]


def test_each_figure_has_its_weight_its_points_and_the_value_behind_them() -> None:
    assert _scores(grading()) == [
        ["年销售额（万元）", "50分", "满2,000万元得50分，不足的按比例", "37", "1,480"],
        ["价格指数", "20分", "满100得20分，不足的按比例", "18.4", "92"],
        ["回款率", "30分", "满100得30分，不足的按比例", "22.5", "75"],
        ["合计", "100分", "合计得分", "77.9", ""],
        ["按得分", "B", "A 80分以上，B 60分以上，C 不足60分", "综合得分", "78"],
    ]


@pytest.mark.parametrize(
    ("changes", "points", "grade", "against"),
    [
        ({"grade": "A"}, "77.9", "B", "。评定为A，与得分不符"),
        ({"grade": "A", "provisional": True}, "77.9", "B", ""),
        ({"grade": None}, "77.9", "B", ""),
        ({"score": Decimal("90")}, "77.9", "B", "。填写的综合得分是90，与合计不符"),
        ({"price_index": None}, "", "", ""),
        ({"price_index": Unread("约九成", "KD103")}, "", "", ""),
        ({"annual_sales": Decimal("1E+40")}, "90.9", "A", "。评定为B，与得分不符"),
    ],
)
def test_the_sum_is_told_with_what_speaks_against_the_declared_grade(
    changes: dict[str, Any], points: str, grade: str, against: str
) -> None:
    *_, total, meant = _scores(grading(**{"score": None, **changes}))
    assert (total[3], meant[1]) == (points, grade)
    assert meant[2].removeprefix("A 80分以上，B 60分以上，C 不足60分") == against


@pytest.mark.parametrize(
    ("sales", "parts", "total", "remark"),
    [
        ("1199.99", ["29.99", "13.33", "16.66"], "59.99", "各项得分只写两位小数"),
        ("1200", ["30", "13.33", "16.66"], "59.99", ""),
    ],
)
def test_where_the_points_do_not_add_up_as_told_the_form_says_why(
    sales: str, parts: list[str], total: str, remark: str
) -> None:
    figures: dict[str, Any] = {
        "annual_sales": Decimal(sales),
        "price_index": Decimal("66.66"),
        "collection_rate": Decimal("55.54"),
    }
    document = only(cabinet.made(FORM, book(customer(), grading(**figures))))
    start = (rows := rows_of(document)).index(["指标", "权重", "评分标准", "得分", "依据"]) + 1
    assert [row[3] for row in rows[start : start + 4]] == [*parts, total]
    (note,) = (one.text for one in document.paragraphs if one.text.startswith("评分依据"))
    assert (remark in note) if remark else note.endswith("默认值。")


def test_a_figure_with_an_error_makes_no_points() -> None:
    faulty = grading().known(faulty=frozenset({"collection_rate"}))
    assert [row[3] for row in _scores(faulty)[:4]] == ["37", "18.4", "", ""]


def test_the_form_and_the_check_reckon_alike() -> None:
    schemas = cabinet.SCHEMAS
    policy = compliance.find_policy("customer-grading", schemas)
    sources = review.gather([desk.example("samples/2026Q3")])
    span = Period.parse("2026")
    report, known = review.check(sources, schemas, [policy], date(2026, 10, 8), span)
    facts = [one.facts for one in report.verdicts if one.code == "KD410"]
    checked = sorted((f"{one['points'].normalize():f}", str(one["computed"])) for one in facts)
    (documents,) = paperwork.documents([forms.form(FORM)], report, forms.Basis(known, schemas))
    printed = []
    for document in documents:
        rows = rows_of(only([document]))
        total = next(row for row in rows if row[0] == "合计")
        meant = next(row for row in rows if row[0] == "按得分")
        printed.append((total[3], meant[1]))
    assert sorted(printed) == checked
    assert len(checked) == 14


def test_a_company_s_own_scale_is_the_one_that_is_printed() -> None:
    own = scale_of(
        {
            "parts": [{"field": "price_index", "weight": 40, "full": 80}],
            "cutoffs": [{"grade": "A", "at_least": 40}, {"grade": "B", "at_least": 10}],
        },
        "本公司办法 3",
        frozenset({"company"}),
    )
    form, known = forms.form(FORM), book(customer(), grading())
    documents = forms.documents(form, forms.Basis(known, cabinet.SCHEMAS), scale=own)
    document = only(list(documents))
    rows = rows_of(document)
    assert ["价格指数", "40分", "满80得40分，不足的按比例", "40", "92"] in rows
    told = [one.text for one in document.paragraphs if one.text.startswith("评分依据")]
    assert told == ["评分依据本公司办法 3；权重、满分值和分数线是本公司所定。"]


def test_points_are_bounded_and_a_grade_needs_its_cutoff() -> None:
    part = Part("x", Decimal(50), Decimal(2000))
    assert [part.points(figure) for figure in (-1, 0, 1000, 5000)] == [0, 0, 25, 50]
    scale = Scale((part,), (("A", Decimal(40)), ("B", Decimal("25.0"))))
    assert scale.points({"x": Decimal("1333.333")}) == Decimal("33.33")
    assert [scale.grade(Decimal(points)) for points in ("40", "25", "24.9")] == ["A", "B", "-"]


def test_points_are_cut_off_and_thirds_add_up() -> None:
    part = Part("x", Decimal(50), Decimal(2000))
    scale = Scale((part, part._replace(field="y")), (("A", Decimal(80)), ("B", Decimal(0))))
    short = scale.points({"x": 2000, "y": Decimal("1199.99")})
    assert (short, scale.grade(short)) == (Decimal("79.99"), "B")
    thirds = tuple(
        Part(name, Decimal(weight), Decimal(3))
        for name, weight in zip("xyz", (20, 40, 60), strict=True)
    )
    assert Scale(thirds, ()).points(dict.fromkeys("xyz", 1)) == 40


YEAR = (Period.parse("2025"),)
OLD = (Period.parse("2023"),)


@pytest.mark.parametrize(
    ("about", "earlier", "told"),
    [
        ({}, [{"grading_year": YEAR, "graded_on": date(2025, 3, 28), "grade": "C"}], "C"),
        ({}, [{"grading_year": OLD, "graded_on": date(2023, 3, 28), "grade": "A"}], "A（2023年）"),
        ({}, [{"graded_on": date(2026, 1, 8), "grade": "C", "provisional": True}], "C（暂定）"),
        ({}, [{"graded_on": date(2026, 9, 8), "grade": "C"}], ""),
        ({"updated_on": date(2026, 1, 5), "grade": "A"}, [], "A"),
        ({"updated_on": date(2026, 6, 30), "grade": "A"}, [], ""),
        ({"cooperation_since": date(2026, 1, 5), "grade": "A"}, [], "无（新客户）"),
        ({"grade": None}, [], ""),
    ],
)
def test_the_former_grade_is_the_one_that_somebody_told(
    about: dict[str, Any], earlier: list[dict[str, Any]], told: str
) -> None:
    rows = [grading(3 + number, **one) for number, one in enumerate(earlier)]
    (*_, document) = [
        one
        for one in cabinet.made(FORM, book(customer(**about), grading(remark="这份"), *rows))
        if "这份" in str(rows_of(only([one])))
    ]
    assert beside(only([document]), "原等级") == told


def test_boxes_names_posts_and_days() -> None:
    document = only(cabinet.made(FORM, book(customer(), grading())))
    assert ticked(document) == {
        "grading.proposed_grade=A", "grading.grade=B", "grading.provisional=否",
        "grading.special_terms=是", "grading.special_settlement=否",
    }  # fmt: skip
    assert rows_of(document)[-3:] == [
        ["科长申报", "吴志强", "销售科科长", "2026年3月25日"],
        ["部长审核", "何伟", "销售部部长", "2026年3月27日"],
        ["总经理批准", "陈立群", "总经理", "2026年3月30日"],
    ]
    assert (beside(document, "资信等级"), beside(document, "评估年度")) == ("AA", "2026年")


def test_one_document_for_each_row_of_the_period() -> None:
    proposed = grading(4, grading_year=YEAR, graded_on=None)
    earlier = grading(3, grading_year=YEAR, graded_on=date(2025, 3, 28))
    known = book(customer(), grading(), earlier, proposed, grading(5, subject="KA-404"))
    names = {
        span: [one.name for one in cabinet.made(FORM, known, span)] for span in ("2025", "2026Q1")
    }
    stem = "客户质量等级评估表_{}_KA-001_苏州迅捷电梯有限公司"
    assert names["2026Q1"] == [f"{stem.format(2026)}.docx"]
    assert len(names["2025"]) == 2
    assert names["2025"][0] == f"{stem.format(2025)}.docx"
    assert len(cabinet.made(FORM, known)) == 3


def test_the_rating_stands_between_the_points_and_the_grade() -> None:
    """The order of the paper form: the customer, the points, the rating, the grade, who signed."""
    document = only(cabinet.made(FORM, book(customer(), grading())))
    first = [row[0] for row in rows_of(document)]
    wanted = ["客户名称", "原等级", "指标", "合计", "资信等级", "评定等级", "支持计划", "科长申报"]
    assert [one for one in first if one in wanted] == wanted
