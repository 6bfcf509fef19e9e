"""From a table, a form or a Word form to records, findings and what was not read."""

from kamdocs.intake.records.filled import reading_of
from kamdocs.intake.records.form_reading import read_form
from kamdocs.intake.records.harvest import Harvest
from kamdocs.intake.records.rows import read_rows
from kamdocs.intake.records.signed import signed_below

__all__ = ["Harvest", "read_form", "read_rows", "reading_of", "signed_below"]
