"""Sheet schemas: which kinds of record there are, with their fields, headings and checks."""

from kamdocs.sheets.loading import NAMED_CHECKS, built_in, load_all, load_schema
from kamdocs.sheets.own import with_headings
from kamdocs.sheets.schema import (
    Claim,
    Field,
    Migration,
    Neighbour,
    Roles,
    RowCheck,
    Schemas,
    SheetSchema,
    version_order,
    with_as_of,
)

__all__ = [
    "NAMED_CHECKS",
    "Claim",
    "Field",
    "Migration",
    "Neighbour",
    "Roles",
    "RowCheck",
    "Schemas",
    "SheetSchema",
    "built_in",
    "load_all",
    "load_schema",
    "version_order",
    "with_as_of",
    "with_headings",
]
