"""Validates records: each row against the schema of its kind (``rows``, ``files``), then all
records against each other (``batch``)."""

from kamdocs.validation.batch import hold_batch, without_lacking
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
    "without_lacking",
]
