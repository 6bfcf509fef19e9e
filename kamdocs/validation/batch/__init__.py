"""Holds all records against each other: duplicates, contradictions, whom each record is about.
``road`` runs the checks in their order."""

from kamdocs.validation.batch.contacts import without_lacking
from kamdocs.validation.batch.road import hold_batch

__all__ = ["hold_batch", "without_lacking"]
