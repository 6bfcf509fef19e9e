"""Planning: what falls due, the visits that settle it, and the days on which they are."""

from kamdocs.compliance.planning.making import plan

__all__ = ["plan"]
