"""Every rule of every pack, seen to hold and seen to break. The cases stand beside the packs."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kamdocs import compliance
from kamdocs.model import Status
from tests import desk

AS_OF = date(2026, 10, 31)
BROKEN = {Status.FAIL, Status.WARN}


def _cases(pack: Path) -> list[dict[str, Any]]:
    beside = pack.with_name(f"{pack.stem}.cases.yaml")
    cases: list[dict[str, Any]] = yaml.safe_load(beside.read_text(encoding="utf-8"))
    return [{"as_of": AS_OF, **case, "policy": pack.stem} for case in cases]


CASES = [case for pack in compliance.built_in().values() for case in _cases(pack)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    report, _ = desk.run(case, case["policy"])
    found = [desk.ruled(one) for one in report.rulings if one.rule == case["rule"]]
    assert sorted(found) == sorted(case["found"])


@pytest.mark.parametrize("pack", compliance.built_in())
def test_every_rule_is_seen_to_hold_and_to_break(pack: str) -> None:
    policy = compliance.find_policy(pack, desk.SCHEMAS)
    seen: dict[str, set[str]] = {}
    for case in CASES:
        if case["policy"] == pack:
            found = {words.rsplit(" ", 1)[1] for words in case["found"]}
            seen.setdefault(case["rule"], set()).update(found)
    for rule in policy.rules:
        if rule.kind == "attest":
            continue
        assert Status.PASS in seen.get(rule.id, ()), f"{rule.id} is never seen to hold"
        assert BROKEN & seen[rule.id], f"{rule.id} is never seen to break"


def test_clauses_that_people_answer_for_are_listed_until_somebody_does() -> None:
    report, _ = desk.run({"as_of": AS_OF})
    policy = compliance.find_policy("strategic-account", desk.SCHEMAS)
    attested = {rule.id for rule in policy.rules if rule.kind == "attest"}
    unattested = {one.rule for one in report.rulings if one.status is Status.UNATTESTED}
    assert attested
    assert unattested == attested
