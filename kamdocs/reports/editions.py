"""Which version of a policy is meant, where a report is by several of one."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kamdocs.model import Policy

Edition = tuple[str, str]
"""The id and the version of a policy."""


def told_apart(policies: Sequence[Policy]) -> Mapping[Edition, str]:
    """What stands behind the name of each policy: its version, nothing where there is but one."""
    versions = Counter(one.id for one in policies)
    return {
        (one.id, one.version): f" v{one.version}" if versions[one.id] > 1 else ""
        for one in policies
    }
