"""Stages that follow each other: what one of them says of the others; slips in a pack."""

from datetime import date
from pathlib import Path

import pytest

from kamdocs import compliance
from kamdocs.faults import SetupFault
from tests import desk

ID = "key-account-development"
PACK = desk.example(f"schemas/policies/{ID}.yaml").read_text(encoding="utf-8")
RULES = {
    "一般调查": "general-survey",
    "实地调查": "site-survey",
    "认证申请表": "certification-request",
    "认定申请": "application-report",
    "供货协议": "supply-agreement",
    "质量保证协议": "quality-agreement",
    "登记编码": "code-registered",
}
STAGES = list(RULES)
AGREEMENTS = {"供货协议", "质量保证协议"}
"""They are signed together: whoever has one lacks the other."""


def statuses(*stages: str, policy: str = ID) -> dict[str, str]:
    """The status by rule of a customer of whom these stages are on record, all on one day."""
    rows = "".join(f"\n| {stage} | 2026-06-10 | DKH-1 |" for stage in stages)
    given = {"development": f"| stage | done_on | registered_code |{rows}"}
    report, _ = desk.run({"as_of": date(2026, 10, 31), "given": given}, policy)
    return {one.rule: str(one.status) for one in report.rulings if one.rule in RULES.values()}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_asks_for_all_before_it_and_for_none_after_it(stage: str) -> None:
    found = statuses(stage)
    for other, rule in RULES.items():
        if other == stage:
            continue
        before = STAGES.index(other) < STAGES.index(stage) or {other, stage} == AGREEMENTS
        assert found[rule] == ("fail" if before else "pending"), other


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    step: 一般调查", "    step: 初步调查", "KD909"),
        ("    after: [一般调查]", "    after: [初步调查]", "KD909"),
        ("    same_day: 供货协议", "    same_day: 供货合同", "KD909"),
        ("    once: [供货协议,", "    once: [供货合同,", "KD909"),
        ("    steps: [一般调查,", "    steps: [初步调查,", "KD909"),
        ("    warns: [equals]", "    warns: [need]", "KD906"),
        ("equals: {signatory:", "equals: {signatry:", "KD909"),
        ("signatory: legal_representative}", "signatory: legal_rep}", "KD909"),
        ("unless: {authorised:", "unless: {authorized:", "KD909"),
        ("    equals: {signatory: legal_representative}\n", "", "KD906"),
        ("dated: payment_due", "dated: due_on", "KD909"),
        ("    done: paid_on\n", "", "KD648"),
        ("fresh: {updated_on:", "fresh: {updated:", "KD909"),
        ('"on": approved_on}', '"on": approved}', "KD909"),
        ("    ended: true\n", "    ended: 1\n", "KD906"),
    ],
)
def test_a_slip_in_a_pack_is_named(old: str, new: str, code: str, tmp_path: Path) -> None:
    assert old in PACK
    path = tmp_path / "ours.yaml"
    path.write_text(PACK.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SetupFault) as raised:
        compliance.load_policy(path, desk.SCHEMAS)
    assert raised.value.code == code
    line = PACK[: PACK.index(old)].count("\n") + 1
    assert line - 25 <= raised.value.line <= line + 3


def test_a_stage_that_is_not_among_the_steps_is_named(tmp_path: Path) -> None:
    steps = "steps: [一般调查, 实地调查,"
    path = tmp_path / "ours.yaml"
    path.write_text(PACK.replace(steps, "steps: [实地调查,"), encoding="utf-8")
    with pytest.raises(SetupFault) as raised:
        compliance.load_policy(path, desk.SCHEMAS)
    assert raised.value.facts["name"] == "一般调查"
