"""Sheet schemas: which kinds of record there are, with their fields, headings and checks."""

from kamdocs.sheets.further import (
    files_of_fields,
    further_headings,
    together,
    what_is_in,
    with_fields,
)
from kamdocs.sheets.loading import built_in, decision_schema, load_all, load_schema
from kamdocs.sheets.marking import FINDINGS_STAMP, STAMP_SHEET
from kamdocs.sheets.money import selector_in_wan
from kamdocs.sheets.own import with_headings
from kamdocs.sheets.schema import (
    Claim,
    Field,
    Migration,
    Roles,
    RowCheck,
    Schemas,
    SheetSchema,
    version_order,
    with_as_of,
)

__all__ = [
    "FINDINGS_STAMP",
    "STAMP_SHEET",
    "Claim",
    "Field",
    "Migration",
    "Roles",
    "RowCheck",
    "Schemas",
    "SheetSchema",
    "built_in",
    "decision_schema",
    "files_of_fields",
    "further_headings",
    "load_all",
    "load_schema",
    "selector_in_wan",
    "together",
    "version_order",
    "what_is_in",
    "with_as_of",
    "with_fields",
    "with_headings",
]
