"""What a cell among headings or labels asks for: the field that it names, its unit, and what is to
be said of it."""

from kamdocs.intake.headings.bare import LONGEST, bare
from kamdocs.intake.headings.colons import TOKEN, ends_like_a_label
from kamdocs.intake.headings.columns import Column, Match
from kamdocs.intake.headings.findings import (
    beyond_a_gap,
    heading_findings,
    is_new,
    other_records,
    strange_headings,
)
from kamdocs.intake.headings.hints import Kinds, kinds_by_row, names_in
from kamdocs.intake.headings.index import HeadingIndex, index_of
from kamdocs.intake.headings.known import ASK, PLAIN, Known, Memory
from kamdocs.intake.headings.lines import takes_names
from kamdocs.intake.headings.pairs import Item, Labels, Loose, Pair, Unit
from kamdocs.intake.headings.pieces import piece_of, pieces_in
from kamdocs.intake.headings.settling import SAMPLES, field_by_value, settle
from kamdocs.intake.headings.signing import signs
from kamdocs.intake.headings.stacked import OF_NO_MONEY, TALLEST, Stack, groups_above, stacks

__all__ = [
    "ASK",
    "LONGEST",
    "OF_NO_MONEY",
    "PLAIN",
    "SAMPLES",
    "TALLEST",
    "TOKEN",
    "Column",
    "HeadingIndex",
    "Item",
    "Kinds",
    "Known",
    "Labels",
    "Loose",
    "Match",
    "Memory",
    "Pair",
    "Stack",
    "Unit",
    "bare",
    "beyond_a_gap",
    "ends_like_a_label",
    "field_by_value",
    "groups_above",
    "heading_findings",
    "index_of",
    "is_new",
    "kinds_by_row",
    "names_in",
    "other_records",
    "piece_of",
    "pieces_in",
    "settle",
    "signs",
    "stacks",
    "strange_headings",
    "takes_names",
]
