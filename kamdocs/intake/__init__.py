"""Files to records. For every value it tells the cell; what was not read is part of the result."""

from kamdocs.intake.decisions import read_decisions
from kamdocs.intake.files import Source, gather
from kamdocs.intake.filled import reading_of
from kamdocs.intake.limits import Limits
from kamdocs.intake.manner import PLAIN, Manner, read_all
from kamdocs.intake.reading import read_content, read_source
from kamdocs.intake.texts import text_of
from kamdocs.intake.unlocking import without_password

__all__ = [
    "PLAIN",
    "Limits",
    "Manner",
    "Source",
    "gather",
    "read_all",
    "read_content",
    "read_decisions",
    "read_source",
    "reading_of",
    "text_of",
    "without_password",
]
