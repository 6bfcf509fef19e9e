"""The words for codes and verdicts, in Chinese and in English."""

from kamdocs.words import phrases
from kamdocs.words.saying import (
    entry_of,
    fact_words,
    facts_joined,
    fault_words,
    grace_words,
    how_to_mend,
    mend_words,
    near_at,
    near_mend,
    near_words,
    place_words,
    spot_words,
    status_words,
    what,
)
from kamdocs.words.together import what_of_many
from kamdocs.words.verdicts import AWAITING, IN_GRACE, STATUSES, VERDICTS

__all__ = [
    "AWAITING",
    "IN_GRACE",
    "STATUSES",
    "VERDICTS",
    "entry_of",
    "fact_words",
    "facts_joined",
    "fault_words",
    "grace_words",
    "how_to_mend",
    "mend_words",
    "near_at",
    "near_mend",
    "near_words",
    "phrases",
    "place_words",
    "spot_words",
    "status_words",
    "what",
    "what_of_many",
]
