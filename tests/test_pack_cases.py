"""Every rule of every pack, seen to hold and seen to break. The cases stand beside the packs."""

from datetime import date

import pytest

from kamdocs import compliance, trial
from kamdocs.model import Status
from tests import desk

AS_OF = date(2026, 10, 31)
PACKS = compliance.built_in()
CASES = [
    (pack, case) for pack in PACKS for case in trial.cases_of(PACKS[pack], desk.schemas_of(pack))
]


@pytest.mark.parametrize(
    ("pack", "case"), CASES, ids=[f"{one.rule}: {one.name}" for _, one in CASES]
)
def test_case(pack: str, case: trial.Case) -> None:
    policy = desk.pack(pack)
    schemas = desk.schemas_of(pack)
    verdicts = trial.verdicts_of(case, policy, trial.book_of(case, schemas), schemas)
    desk.told_as_counted(verdicts)
    assert list(trial.in_words(verdicts)) == sorted(case.found)


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_is_seen_to_hold_and_to_break(pack: str) -> None:
    policy = desk.pack(pack)
    assert trial.untried(policy, [case for name, case in CASES if name == pack]) == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_clause_that_the_source_prints_is_looked_after(pack: str) -> None:
    policy = desk.pack(pack)
    covered = list(compliance.coverage(policy))
    assert [one.clause for one in covered] == list(policy.printed)
    assert [one.clause for one in covered if one.covered is compliance.Covered.NOT_COVERED] == []


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_in_a_pack_is_odd(pack: str) -> None:
    faults = compliance.lint(PACKS[pack], desk.SCHEMAS, AS_OF)
    assert [(one.where, one.code) for one in faults if one.code != "KD924"] == []


def test_clauses_that_people_answer_for_are_listed_until_somebody_does() -> None:
    report, _ = desk.run({"as_of": AS_OF})
    policy = desk.pack("strategic-account")
    attested = {rule.id for rule in policy.rules if rule.kind == "attest"}
    unattested = {one.rule for one in report.rulings if one.status is Status.UNATTESTED}
    assert attested
    assert unattested == attested
