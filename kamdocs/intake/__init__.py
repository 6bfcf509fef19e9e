"""Files to records. For every value it tells the cell; what was not read is part of the result."""

from kamdocs.intake.opening import Door, Limits, Source, document_of, gather, text_of
from kamdocs.intake.reading import read_content, read_source
from kamdocs.intake.records import reading_of
from kamdocs.intake.workers import (
    PLAIN,
    Manner,
    beside_their_copies,
    each_once,
    not_read,
    read_all,
    read_decisions,
    read_each,
    read_in_parts,
)

__all__ = [
    "PLAIN",
    "Door",
    "Limits",
    "Manner",
    "Source",
    "beside_their_copies",
    "document_of",
    "each_once",
    "gather",
    "not_read",
    "read_all",
    "read_content",
    "read_decisions",
    "read_each",
    "read_in_parts",
    "read_source",
    "reading_of",
    "text_of",
]
