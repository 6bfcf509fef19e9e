"""Kinds of rule on their own: one rule of a small pack. The rules: cases/rule_kinds.yaml."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kamdocs import compliance, trial
from kamdocs.model import Period
from kamdocs.words import what
from tests import desk

CASES = desk.cases("rule_kinds")
PACK = yaml.safe_load(
    desk.example("schemas/policies/key-account-development.yaml").read_text(encoding="utf-8")
)
WORDS = {"zh": "规则", "en": "the rule"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    words = {"owner": {**WORDS}, "text": {**WORDS}}
    about = {"id": "ours", "clause": "1", "severity": "low", **words}
    tiers = case.get("tiers", PACK["tiers"])
    pack = {**PACK, "tiers": tiers, "rules": [{**about, **case["rule"]}], "informs": []}
    path = tmp_path / "ours.yaml"
    path.write_text(yaml.safe_dump(pack, allow_unicode=True), encoding="utf-8")
    report, _ = desk.run({"as_of": date(2026, 10, 31), "period": "2026Q3", **case}, str(path))
    assert sorted(trial.in_short(one) for one in report.rulings) == sorted(case["found"])
    near = [one.code for ruling in report.rulings for one in ruling.near]
    assert set(near).issuperset(case.get("near", ()))
    if "only_near" in case:
        assert near == case["only_near"]
    if "near_at" in case:
        places = [one.place for ruling in report.rulings for one in ruling.near]
        assert [f"{one.sheet}!{one.cell}" for one in places] == case["near_at"]
    if "due" in case:
        assert [one.due for one in report.rulings] == case["due"]
    if "owner" in case:
        assert [str(one.owner) for one in report.rulings] == [case["owner"]]
    if "holds" in case:
        cells = [held for one in report.rulings for seen in one.seen for held in seen]
        assert {label.zh for label, _ in cells}.issuperset(case["holds"])
    if "shows" in case:
        assert [
            str(one) for ruling in report.rulings for seen in ruling.seen for _, one in seen
        ] == case["shows"]
    if "says" in case:
        assert [what(one, "zh") for one in report.verdicts] == [case["says"]]
    if "says_in_english" in case:
        assert [what(one, "en") for one in report.verdicts] == [case["says_in_english"]]


def test_a_planned_visit_rests_on_the_visit_that_is_most_like_it() -> None:
    plans = "| planned_for | visit_level |\n| 2026-07-10 | 技术 |\n| 2026-07-10 | 质量 |\n"
    visits = "| visited_on | visit_level | visitors |\n| 2026-07-05 | 技术 | 韩冬 |\n"
    visits += (
        "| 2026-07-10 | 质量 | 苏洁 |\n| 2026-07-12 | 技术 | 韩冬 |\n| 2026-08-11 | 质量 | 苏洁 |"
    )
    case = {
        "as_of": desk.day("2026-10-31"),
        "given": {
            "customer": "| technical_owner | quality_engineer |\n| 韩冬 | 苏洁 |",
            "visit_plan": f"{plans}| 2026-08-10 | 质量 |",
            "visit": visits,
        },
    }
    _, _, book = desk.handed_in(case)
    policy = desk.pack("account-manager")
    rules = tuple(one for one in policy.rules if one.id == "planned-visit-made")
    quarter = Period.parse("2026Q3")
    found, _ = compliance.check([policy._replace(rules=rules)], book, desk.SCHEMAS, quarter)
    assert [one.ruling.evidence[0].row for one in found if one.ruling] == [4, 3, 5]


def test_who_is_left_over_is_so_by_the_figures_for_which_the_others_did_not_take_it() -> None:
    case = {
        "as_of": desk.day("2026-10-31"),
        "given": {
            "customer": "| tier | annual_sales | market_position |\n| 一般客户 | 400 | 领先 |"
        },
    }
    report, _ = desk.run(case, "strategic-account")
    (ruling,) = (one for one in report.rulings if one.rule == "general-tier-agrees")
    held = [label.zh for seen in ruling.seen for label, _ in seen]
    assert held == ["客户分类", "年销售额", "市场地位"]
