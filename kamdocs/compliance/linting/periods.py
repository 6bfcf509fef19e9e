"""Policies that come into force in the middle of a period in which they count."""

from collections.abc import Iterator
from functools import partial

from kamdocs.data import Loaded
from kamdocs.faults import SetupFault
from kamdocs.model import MONTHS, Period, Policy, Text, in_a_list, joined, listed
from kamdocs.words.clauses import EACH, FROM_DAY


def split_periods(policy: Policy, loaded: Loaded) -> Iterator[SetupFault]:
    """A fault (KD652) where a version comes into force within a period of some of its rules, which
    it judges only from the next period on. It says for every length of period the clauses and that
    first day."""
    begins = policy.effective_from
    clauses: dict[str, dict[str, None]] = {}
    for rule in policy.rules:
        each = rule.terms.get("each")
        if each and Period.holding(begins, each).start < begins:
            clauses.setdefault(each, {})[rule.clause] = None
    if not clauses:
        return
    said = [
        FROM_DAY.filled(
            each=EACH[each],
            clauses=Text.in_each(partial(joined, clauses[each])),
            first=str(Period.holding(begins, each).end),
        )
        for each in MONTHS
        if each in clauses
    ]
    at = ("policy", "effective_from")
    yield loaded.fault("KD652", at, begins=begins, clauses=in_a_list(said, listed))
