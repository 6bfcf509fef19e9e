"""Whether a sheet in which both a form and a table can be seen is the one or the other."""

from collections.abc import Sequence

from kamdocs.intake.grid import Numbered, filled, not_blank
from kamdocs.intake.tables.table import Table
from kamdocs.intake.tables.upright import Form

_FEWEST = 2
"""So many cells filled in below headings are a record."""


def is_rather_a_form(form: Form, table: Table, head: Sequence[Numbered]) -> bool:
    """Whether a sheet, of which ``head`` are the first rows, is rather a form: it has more labels
    than the table has headings. Where the customers stand in a column of the table, labels above
    and below are what holds for all."""
    roles = table.match.schema.roles
    whose = {roles.name, roles.code} if form.schema is table.match.schema else set()
    if whose & table.match.fields and not whose & form.fields:
        return False
    if len(form.fields) <= len(table.match.fields):
        return False
    return not (_only_ends(form, table) and _has_a_record(form, table, head))


def _only_ends(form: Form, table: Table) -> bool:
    """Whether the labels outside of the headings of a table are those of who drew it up, and below
    it those that end any table, such as a remark."""
    schema, headings = form.schema, range(table.row, table.row + table.height)
    ends = {*schema.common} - {schema.roles.code, schema.roles.name}
    outside = ((name, row) for name, row in form.rows.items() if row not in headings)
    return all(name in schema.once or (name in ends and row > table.row) for name, row in outside)


def _has_a_record(form: Form, table: Table, head: Sequence[Numbered]) -> bool:
    """Whether the first filled row below the headings of a table has values below them, and no
    label."""
    below = (row for number, row in head if number >= table.row + table.height and not_blank(row))
    row = next(below, ())
    below_it = filled(row, table.match.first_column)
    values = below_it.keys() & {column.number for column in table.match.columns}
    return len(values) >= _FEWEST and not any(map(form.labels.is_one, row))
