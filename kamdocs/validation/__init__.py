"""Records against their schemas, one row at a time, and then the batch as a whole."""

from kamdocs.validation.batch import hold_batch
from kamdocs.validation.differences import Difference, differences
from kamdocs.validation.files import Arriving, FileHolder, HeldFile, Holding
from kamdocs.validation.rows import RowValidator
from kamdocs.validation.speaking import hold_speech, is_slip, latest_rows

__all__ = [
    "Arriving",
    "Difference",
    "FileHolder",
    "HeldFile",
    "Holding",
    "RowValidator",
    "differences",
    "hold_batch",
    "hold_speech",
    "is_slip",
    "latest_rows",
]
