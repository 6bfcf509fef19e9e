"""What is signed once below the rows of a table: who drew it up, and when it was handed in."""

from collections.abc import Sequence
from dataclasses import replace

from kamdocs.intake.captions import titled
from kamdocs.intake.grid import Grid, Numbered, blank, not_blank, why_no_record
from kamdocs.intake.headings import HeadingIndex, Labels, Pair
from kamdocs.intake.tables import Ahead, Headings, Table

LOOKED_AT = 500
"""So many rows below the headings are looked at; what stands below a longer table is told, and not
read."""
_BLANK = 50


def signed_below(table: Table, grid: Grid, index: HeadingIndex, headings: Headings) -> Table:
    """A table with what is said once below its rows for all of them, of the fields that may be said
    so and that nothing else tells.

    Above another table this is only what stands right below the rows, and is parted from that table
    by a blank row, or by its title where nobody signed above this one. The rows that say it are the
    foot of the table, and no titles of the other.
    """
    rows = table.rest if isinstance(table.rest, Ahead) else Ahead(table.rest)
    table, once = replace(table, rest=rows), frozenset(table.match.schema.once)
    below = rows.next(LOOKED_AT + 1) if once else []
    end = _next_headings(below, headings, table)
    if end == len(below) and not _ends(below):
        return table
    last = _foot(below) if end == len(below) else _right_below(below[:end], table)
    labels = Labels(
        index, grid.first_column, {area.anchor: area for area in grid.beneath.merged}, certain=True
    )
    foot = [one for one in last if _signs(_pairs(labels, [one]), table)]
    first = foot[0][0] if foot else 0
    inside = _pairs(labels, [one for one in below[:end] if one[0] < first and _is_note(one)])
    there = {pair.label.field.name for pair in (*table.given, *inside)} | table.match.fields
    found = {one.label.field.name: one for one in reversed(_pairs(labels, foot))}
    pairs = [found[name]._replace(under=True) for name in reversed(found) if name in once - there]
    numbers = frozenset(number for number, _ in foot)
    return replace(table, given=(*table.given, *pairs), foot=numbers)


def _signs(pairs: Sequence[Pair], table: Table) -> bool:
    """Whether labels say who signs, and nothing of a customer or month: that is said for the rows
    of the next table."""
    once = frozenset(table.match.schema.once)
    names = {pair.label.field.name for pair in pairs}
    return not names.isdisjoint(once) and names.isdisjoint(table.match.schema.weighty - once)


def _ends(rows: Sequence[Numbered]) -> bool:
    """Whether a sheet ends in the rows that were looked at: there are no more, or the last of them
    are blank, as where a sheet is formatted far down."""
    return len(rows) <= LOOKED_AT or not any(not_blank(row) for _, row in rows[-_BLANK:])


def _next_headings(rows: Sequence[Numbered], headings: Headings, table: Table) -> int:
    """The place of the first headings of another table among some rows, behind the last where there
    are none. Those of this table again on the next page stand right below its rows."""
    likely = headings.may_begin_in(rows)
    for at, (number, row) in enumerate(rows):
        found = number in likely and headings.at(number, row, Ahead(rows[at + 1 :]), before=table)
        if found and not (found.match.names_the_same(table.match) and _ends_a_page(rows[:at])):
            return at
    return len(rows)


def _ends_a_page(rows: Sequence[Numbered]) -> bool:
    """Whether the last of some rows is a record or a total, and neither a title nor a signature."""
    last = next((row for _, row in reversed(rows) if not_blank(row)), ())
    filled = not_blank(last)
    return why_no_record(last, filled, (0,)) in ("", "total") and len(filled) > 1


def _foot(rows: Sequence[Numbered]) -> Sequence[Numbered]:
    """The last rows, down from where nothing but notes and signatures stand."""
    end = len(rows)
    while end and (_is_note(rows[end - 1]) or not not_blank(rows[end - 1][1])):
        end -= 1
    return [one for one in rows[end:] if not_blank(one[1])]


def _right_below(rows: Sequence[Numbered], table: Table) -> Sequence[Numbered]:
    """The notes and signatures that stand right below other rows, above the last blank ones or the
    title of the next table."""
    end = max((at for at, (_, row) in enumerate(rows, 1) if not not_blank(row)), default=0)
    if not end and _is_title(rows[-1:], table):
        end = len(rows) - 1
    while end and not not_blank(rows[end - 1][1]):
        end -= 1
    start = end
    while start and _is_note(rows[start - 1]):
        start -= 1
    return rows[start:end] if start and not_blank(rows[start - 1][1]) else ()


def _is_title(rows: Sequence[Numbered], table: Table) -> bool:
    """Whether the last row above a table is the title of that, and nothing is signed above the one
    before it: there they sign below the rows."""
    schema = table.match.schema
    above = {pair.label.field.name for pair in table.given}
    return above.isdisjoint(schema.once) and titled(rows, schema)


def _is_note(numbered: Numbered) -> bool:
    filled = not_blank(numbered[1])
    return bool(filled) and why_no_record(numbered[1], filled, (0,)) == "note"


def _pairs(labels: Labels, rows: Sequence[Numbered]) -> list[Pair]:
    """The labels in some rows that have a value."""
    items = (item for number, row in rows for item in labels.pairs(number, row))
    return [item for item in items if isinstance(item, Pair) and not blank(item.raw)]
