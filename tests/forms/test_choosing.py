"""Documents of some customers only."""

import pytest

from kamdocs import forms
from kamdocs.faults import SetupFault
from kamdocs.forms import Choice, Form
from tests.forms import cabinet
from tests.forms.cabinet import book, customer, status, visit

KNOWN = book(
    customer(tier="战略客户", account_manager="李晓雯"),
    customer(3, code="KA-002", name="华东快梯有限公司", aliases=("快梯",), short_name="快梯",
             tier="重点客户", account_manager="李晓雯、郑文"),
    customer(4, code="KA-003", name="江南升降机厂", aliases=("迅捷",), short_name=None,
             tier="重点客户", account_manager="何伟"),
    visit(),
    visit(3, subject="KA-003", customer_name="江南升降机厂"),
    status("2026-09", "10"),
    status("2026-09", "20", subject="KA-002"),
)  # fmt: skip


def _made(form: str | Form, choice: Choice) -> list[forms.Document]:
    one = forms.form(form) if isinstance(form, str) else form
    return list(forms.documents(one, forms.Basis(KNOWN, cabinet.SCHEMAS, choice=choice)))


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        (Choice(), ["KA-001", "KA-002", "KA-003"]),
        (Choice(customers=("ka-003", "快梯")), ["KA-002", "KA-003"]),
        (Choice(customers=("ＫＡ-001 ", "苏州迅捷电梯有限责任公司")), ["KA-001"]),
        (Choice(tiers=("重点客户",)), ["KA-002", "KA-003"]),
        (Choice(managers=("郑文", "何伟")), ["KA-002", "KA-003"]),
        (Choice(tiers=("重点客户",), managers=("李晓雯",)), ["KA-002"]),
        (Choice(("KA-001",), ("重点客户",)), []),
    ],
)
def test_the_customers_that_fit_are_taken(choice: Choice, codes: list[str]) -> None:
    assert [one.name.split("_")[1] for one in _made("customer-file", choice)] == codes


def test_visits_and_months_go_by_their_customers() -> None:
    (one,) = _made("visit-report", Choice(managers=("何伟",)))
    assert "KA-003" in one.name
    report = cabinet.only(_made("status-report", Choice(customers=("KA-002",))))
    words = cabinet.text_of(report.element)
    assert "华东快梯有限公司" in words
    assert "苏州迅捷" not in words


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        (Choice(), "公司战略客户和大客户业务状况分析报告表_2026-09.docx"),
        (Choice(("KA-002",)), "公司战略客户和大客户业务状况分析报告表_2026-09_KA-002.docx"),
        (
            Choice(tiers=("重点客户",), managers=("李晓雯",)),
            "公司战略客户和大客户业务状况分析报告表_2026-09_重点客户 李晓雯.docx",
        ),
    ],
)
def test_a_list_of_some_customers_says_in_its_name_of_whom(choice: Choice, name: str) -> None:
    assert [one.name for one in _made("status-report", choice)] == [name]


@pytest.mark.parametrize(
    ("pattern", "everybody", "some"),
    [
        ("{about}", "公司战略客户和大客户业务状况分析报告表", "KA-002"),
        ("{about}_{month}", "2026-09", "KA-002_2026-09"),
        ("月报_{about}_{month}", "月报_2026-09", "月报_KA-002_2026-09"),
        ("月报（{about}） {month}", "月报 2026-09", "月报（KA-002） 2026-09"),
    ],
)
def test_a_list_of_everybody_has_no_gap_in_its_name(
    pattern: str, everybody: str, some: str
) -> None:
    form = forms.named(forms.form("status-report"), pattern, False)
    for choice, name in ((Choice(), everybody), (Choice(("KA-002",)), some)):
        (one,) = _made(form, choice)
        assert one.name == f"{name}.docx"


def test_all_that_is_not_there_is_told_at_once_with_the_nearest() -> None:
    wrong = Choice(("KA-0O1", "江南升降", "迅捷"), ("战咯客户",), ("李小雯",))
    with pytest.raises(SetupFault) as caught:
        _made("customer-file", wrong)
    told = [
        (one.code, one.facts["name"], one.facts["near"])
        for one in (caught.value, *caught.value.more)
    ]
    assert told == [
        ("KD936", "KA-0O1", "KA-001"),
        ("KD936", "江南升降", "江南升降机厂"),
        ("KD936", "迅捷", "KA-001、KA-003"),
        ("KD937", "战咯客户", "战略客户"),
        ("KD938", "李小雯", "李晓雯"),
    ]
