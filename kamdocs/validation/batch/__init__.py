"""All records together: what is wrong with them held against each other."""

from kamdocs.validation.batch.road import hold_batch

__all__ = ["hold_batch"]
