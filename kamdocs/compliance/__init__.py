"""The book against policies, clause by clause."""

from kamdocs.compliance.check import check
from kamdocs.compliance.policy import built_in, find_policy, load_policy

__all__ = ["built_in", "check", "find_policy", "load_policy"]
