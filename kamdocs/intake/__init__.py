"""Files to records. For every value it tells the cell; what was not read is part of the result."""

from kamdocs.intake.decisions import read_decisions
from kamdocs.intake.documents import document_of
from kamdocs.intake.files import Source, gather
from kamdocs.intake.filled import reading_of
from kamdocs.intake.kept_twice import each_once
from kamdocs.intake.limits import Limits
from kamdocs.intake.manner import PLAIN, Manner, not_read, read_all, read_each, read_in_parts
from kamdocs.intake.reading import read_content, read_source
from kamdocs.intake.texts import text_of

__all__ = [
    "PLAIN",
    "Limits",
    "Manner",
    "Source",
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
