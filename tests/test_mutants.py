"""Each rule of each pack with one thing changed in it: some case beside the pack must notice."""

from collections import defaultdict

import pytest

from kamdocs import compliance, trial
from kamdocs.model import Book, Policy
from kamdocs.sheets import Schemas
from tests import desk
from tests.mutants import mutants

PACKS = {
    **compliance.built_in(),
    "own-visits": desk.example("tests/files/own-visits.yaml"),  # words that no source asks for
}
ALIKE = {
    "visit-report-form: need without visited_on",
    "archive-basics: need without name",
}
"""What a row must have anyway: without it there is no row to judge."""


def _noticed(mutant: Policy, tried: list[tuple[trial.Case, Book]], schemas: Schemas) -> bool:
    for case, book in tried:
        try:
            found = trial.in_words(trial.verdicts_of(case, mutant, book, schemas))
        except (LookupError, StopIteration, ValueError):
            return True  # words that no pack could be loaded with
        if list(found) != sorted(case.found):
            return True
    return False


@pytest.mark.parametrize("pack", PACKS)
def test_some_case_notices_whatever_is_changed_in_a_rule(pack: str) -> None:
    schemas = compliance.with_required(desk.SCHEMAS, [PACKS[pack]])
    policy = compliance.load_policy(PACKS[pack], schemas)
    tried: dict[str, list[tuple[trial.Case, Book]]] = defaultdict(list)
    for case in trial.cases_of(PACKS[pack], schemas):
        tried[case.rule].append((case, trial.book_of(case, schemas)))
    changed = list(mutants(policy))
    alive = [
        name for name, mutant in changed if not _noticed(mutant, tried[mutant.rules[0].id], schemas)
    ]
    assert len(changed) > 2 * len(policy.rules)
    assert [name for name in alive if name not in ALIKE] == []
