"""Which version of a policy is meant, where a report is by several of one."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kamdocs.model import Policy

Edition = tuple[str, str]
"""The id and the version of a policy."""


def told_apart(policies: Sequence[Policy]) -> Mapping[Edition, str]:
    """The version to be told beside the name of a policy, for those of which there are several."""
    versions = Counter(one.id for one in policies)
    return {(one.id, one.version): f"v{one.version}" for one in policies if versions[one.id] > 1}
