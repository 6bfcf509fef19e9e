"""What is to be told of the day from which a policy is in force: periods that it counts in have
begun by then."""

from collections.abc import Iterator
from functools import partial

from kamdocs.data import Loaded
from kamdocs.faults import SetupFault
from kamdocs.model import MONTHS, Period, Policy, Text, joined, listed
from kamdocs.words.clauses import EACH, FROM_DAY


def split_periods(policy: Policy, loaded: Loaded) -> Iterator[SetupFault]:
    """That a version comes into force within a period of some of its clauses, which it judges from
    the next one on; said once, for every length of period with its clauses and that day."""
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
    words = Text.in_each(lambda lang: listed((one.say(lang) for one in said), lang))
    at = ("policy", "effective_from")
    yield loaded.fault("KD652", at, begins=begins, clauses=words)
