"""Where in a sheet tables and forms stand, and of which kind they are."""

from kamdocs.intake.tables.above import Higher, form_above, unread_above, without_titles
from kamdocs.intake.tables.blocks import Block, blocks
from kamdocs.intake.tables.further import Ahead, Headings, far_below
from kamdocs.intake.tables.given import month_in_title, year_in_title
from kamdocs.intake.tables.rivals import is_rather_a_form
from kamdocs.intake.tables.runs import walk
from kamdocs.intake.tables.table import (
    STRONG,
    Carried,
    KindUnclear,
    Table,
    find_table,
)
from kamdocs.intake.tables.upright import Form, find_form

__all__ = [
    "STRONG",
    "Ahead",
    "Block",
    "Carried",
    "Form",
    "Headings",
    "Higher",
    "KindUnclear",
    "Table",
    "blocks",
    "far_below",
    "find_form",
    "find_table",
    "form_above",
    "is_rather_a_form",
    "month_in_title",
    "unread_above",
    "walk",
    "without_titles",
    "year_in_title",
]
