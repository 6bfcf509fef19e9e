"""How a verdict changed from one run to the next."""

from enum import Enum

from kamdocs.model import RANK, Status

MINDED = (Status.FAIL, Status.UNKNOWN, Status.LATE, Status.WARN, Status.UNATTESTED)
"""The statuses that a reviewer looks into, worst first."""
SETTLED = (Status.PASS, Status.ATTESTED, Status.WAIVED)


class Change(Enum):
    """How a verdict or finding changed, in the order in which changes are shown."""

    WORSE = "worse"
    NEW = "new"
    OPEN = "open"
    FIXED = "fixed"
    GONE = "gone"


def change_of(was: Status | None, now: Status | None) -> Change | None:
    """How a verdict changed from status ``was`` to ``now`` (None: that run does not have it); None
    where there was nothing to object to and still is not.

    What was objected to and is not looked at any more, not due or not applicable now counts as
    gone, never as fixed.
    """
    bad_then, bad_now = was in MINDED, now in MINDED
    if bad_now and not bad_then:
        return Change.NEW
    if was and now and bad_now:
        return Change.WORSE if RANK[now] < RANK[was] else Change.OPEN
    if bad_then:
        return Change.FIXED if now in SETTLED else Change.GONE
    return None
