"""Kinds of rule on their own: one rule of a small pack. The rules: cases/rule_kinds.yaml."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kamdocs import trial
from kamdocs.words import what
from tests import desk

CASES = yaml.safe_load(desk.example("tests/cases/rule_kinds.yaml").read_text(encoding="utf-8"))
PACK = yaml.safe_load(
    desk.example("schemas/policies/key-account-development.yaml").read_text(encoding="utf-8")
)
WORDS = {"zh": "规则", "en": "the rule"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    words = {"owner": {**WORDS}, "text": {**WORDS}}
    about = {"id": "ours", "clause": "1", "severity": "low", **words}
    pack = {**PACK, "rules": [{**about, **case["rule"]}], "informs": []}
    path = tmp_path / "ours.yaml"
    path.write_text(yaml.safe_dump(pack, allow_unicode=True), encoding="utf-8")
    report, _ = desk.run({"as_of": date(2026, 10, 31), "period": "2026Q3", **case}, str(path))
    assert sorted(trial.in_short(one) for one in report.rulings) == sorted(case["found"])
    near = {one.code for ruling in report.rulings for one in ruling.near}
    assert near.issuperset(case.get("near", ()))
    if "says" in case:
        assert [what(one, "zh") for one in report.verdicts] == [case["says"]]
