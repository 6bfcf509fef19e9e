"""What became of a verdict from one run to the next."""

from enum import Enum

from kamdocs.model import RANK, Status

MINDED = (Status.FAIL, Status.UNKNOWN, Status.LATE, Status.WARN, Status.UNATTESTED)
"""What a reviewer looks into, worst first."""
SETTLED = (Status.PASS, Status.ATTESTED, Status.WAIVED)


class Change(Enum):
    """What became of a verdict or a finding, in the order in which it is told."""

    WORSE = "worse"
    NEW = "new"
    OPEN = "open"
    FIXED = "fixed"
    GONE = "gone"


def change_of(was: Status | None, now: Status | None) -> Change | None:
    """What became of a verdict between two runs; None where there was nothing to object to and is
    nothing now, and for a run that does not have it.

    What was objected to and is not looked at any more, or not due or not applicable now, is gone,
    never called fixed.
    """
    bad_then, bad_now = was in MINDED, now in MINDED
    if bad_now and not bad_then:
        return Change.NEW
    if was and now and bad_now:
        return Change.WORSE if RANK[now] < RANK[was] else Change.OPEN
    if bad_then:
        return Change.FIXED if now in SETTLED else Change.GONE
    return None
