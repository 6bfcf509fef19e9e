"""What a verdict means, case by case. The tables stand in cases/semantics.yaml."""

from datetime import date
from typing import Any

import pytest

from kamdocs import compliance, review, trial
from kamdocs.model import Status, Text
from kamdocs.reports import as_text
from kamdocs.reports.verdicts import result_line
from kamdocs.words import phrases, what
from tests import desk

CASES = desk.cases("semantics")
SHORT = {
    "customer": "| code |\n| KA-001 |",
    "visit": "| visited_on |\n| 2026-07-10 |",
    "meeting": "| meeting_no | meeting_date |\n| HY-1 | 2026-07-08 |",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['case']}: {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    names = (case.get("policy", "strategic-account"), *case.get("versions", ()))
    own = (str(desk.example(name)) if name.endswith(".yaml") else name for name in names)
    report, _ = desk.run(case, *own)
    verdicts = [one for one in report.verdicts if one.ruling and one.ruling.rule == case["rule"]]
    rulings = [one.ruling for one in verdicts if one.ruling]
    assert sorted(trial.in_short(ruling) for ruling in rulings) == sorted(case["found"])
    near = {f"{one.code} {one.place.sheet}!{one.place.cell}" for r in rulings for one in r.near}
    assert near.issuperset(case.get("near", ()))
    if "because" in case:
        unknown = [one for one in verdicts if one.ruling and one.ruling.status is Status.UNKNOWN]
        assert {one.facts["because"].code for one in unknown} == {case["because"]}
    if "due" in case:
        assert {ruling.due for ruling in rulings} == {case["due"]}
    if "owners" in case:
        owners = {ruling.item or str(ruling.period): ruling.owner for ruling in rulings}
        assert owners == {str(day): owner for day, owner in case["owners"].items()}
    if "data" in case:
        assert [desk.said(finding) for finding in report.findings] == case["data"]


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        ("account-manager-visit", "覆盖这家客户的2026-09-01", "speaks for this customer on"),
        ("leading-group-meets", "覆盖全公司的2026-09-01", "speaks for the company on 2026-09-01"),
    ],
)
def test_whom_no_sheet_speaks_for_is_named(rule: str, zh: str, en: str) -> None:
    """A meeting is the company's, and no customer's."""
    report, _ = desk.run({"as_of": date(2026, 10, 31), "period": "2026-09", "given": SHORT})
    (verdict,) = (one for one in report.verdicts if one.ruling and one.ruling.rule == rule)
    assert zh in what(verdict, "zh")
    assert en in what(verdict, "en")


def test_a_document_of_another_sort_did_not_almost_count() -> None:
    documents = """
        | customer_code | document_type | signed_on  | status |
        | KA-001        | 年度服务方案    | 2026-01-15 |        |
        | KA-001        | 服务承诺书      | 2026-01-20 | 草稿    |
    """
    given = {"customer": SHORT["customer"], "document": documents}
    case = {"as_of": date(2026, 10, 31), "given": given}
    report, _ = desk.run(case, "strategic-account")
    (ruling,) = (one for one in report.rulings if one.rule == "service-commitment")
    assert ruling.status is Status.FAIL
    assert [one.place.row for one in ruling.near] == [3]


def test_many_classes_written_over_are_told_at_once() -> None:
    rows = "".join(
        f"\n| KA-00{at} | {name}川电梯有限公司 | 2018-03-01 | 2026-09-0{at} |"
        for at, name in enumerate("甲乙丙丁", 1)
    )
    archive = f"| code | name | cooperation_since | tier_since |{rows}"
    case = {"as_of": date(2026, 10, 31), "period": "2026Q3", "given": {"customer": archive}}
    said = as_text(desk.run(case)[0], "zh")
    assert "4家客户之前是什么分类，档案里没有一行写明" in said
    assert "「甲川电梯有限公司」从2026-09-01起（" in said


def test_classes_that_need_no_day_leave_days_before_it_open_where_it_is_given() -> None:
    archive = "| tier | cooperation_since | tier_since |\n| 潜在客户 | 2018-03-01 | 2026-11-10 |"
    case = {"as_of": date(2027, 1, 31), "period": "2026H2", "given": {"customer": archive}}
    report, _ = desk.run(case, "notice")
    assert [desk.said(finding) for finding in report.findings] == ["KD415 客户档案!D2"]


def test_who_kept_all_else_is_told_that_days_before_a_class_are_not_in_it() -> None:
    archive = "| cooperation_since | tier_since |\n| 2018-03-01 | 2026-11-10 |"
    case = {"as_of": date(2027, 1, 31), "period": "2026H1", "given": {"customer": archive}}
    report, _ = desk.run(case)
    none = (Status.FAIL, Status.UNKNOWN)
    rest = (one for one in report.verdicts if one.ruling and one.ruling.status not in none)
    kept = report._replace(verdicts=tuple(rest))
    assert kept.compliant
    assert result_line(kept, "zh").words == phrases.COMPLIANT_IN_PART.say("zh")


def test_an_attestation_of_either_of_two_policies_attests_neither() -> None:
    ours = desk.pack(str(desk.example("samples/own/small.yaml")))
    theirs = ours._replace(id="theirs", title=Text("分公司办法", "Rules of the branch"))
    attested = "| policy | clause | attested_on |\n|  | 5 | 2026-07-02 |"
    today = date(2026, 10, 31)
    *_, book = desk.handed_in({"as_of": today, "given": {"attestation": attested}})
    for policies, status in ((ours,), Status.ATTESTED), ((ours, theirs), Status.UNATTESTED):
        span = review.span_for(today, None)
        verdicts, said = compliance.check(policies, book, desk.SCHEMAS, span)
        rulings = [one.ruling for one in verdicts if one.ruling and one.ruling.clause == "5"]
        assert {one.status for one in rulings} == {status}
    assert [finding.code for finding in said] == ["KD626"]
    assert f"{ours.title.zh}、分公司办法里都有" in what(said[0], "zh")


def test_an_attestation_of_a_chapter_is_told_what_people_attest_in_it() -> None:
    attested = "| policy | clause | attested_on |\n| strategic-account | 4.2.1 | 2026-07-02 |"
    report, _ = desk.run({"as_of": date(2026, 10, 31), "given": {"attestation": attested}})
    (found,) = (one for one in report.findings if one.code == "KD433")
    assert found.facts["clauses"] == ("4.2.1.4a",)


def test_plans_are_written_down_before_their_day() -> None:
    """So what nobody can read of a plan's day is not told by when it was written down."""
    last = {kind for kind, schema in desk.SCHEMAS.items() if schema.recorded_last}
    assert {"visit", "issue", "service", "meeting", "grading", "development"} == last
