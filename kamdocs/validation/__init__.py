"""Records against their schemas, one row at a time, and then the batch as a whole."""

from kamdocs.validation.batch import hold_batch
from kamdocs.validation.differences import Difference, differences
from kamdocs.validation.rows import RowValidator

__all__ = ["Difference", "RowValidator", "differences", "hold_batch"]
