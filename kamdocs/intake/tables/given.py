"""What is said once above a table or form, for all that stands below."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from kamdocs.intake.captions import month_above, named_after, titled, titles_above, year_above
from kamdocs.intake.grid import Grid, Numbered, blank, words
from kamdocs.intake.headings import Column, HeadingIndex, Kinds, Labels, Match, Pair
from kamdocs.sheets import SheetSchema


class Above(NamedTuple):
    """The rows of a sheet above some headings, and the kinds of which each may hold a label."""

    rows: Sequence[Numbered]
    grid: Grid
    hints: Mapping[int, Kinds]


def given_above(above: Above, match: Match, index: HeadingIndex, evident: bool) -> tuple[Pair, ...]:
    """What is said above a table once for all its rows: customer, month, manager and the like
    (never a remark), where the table has no column for it; the month also in a title, if one is
    called after the kind or the headings by themselves make the kind ``evident``."""
    rows, grid, hints = above
    kind = match.schema.kind
    wanted = match.schema.weighty.union(match.schema.once) - match.fields
    found: dict[str, Pair] = {}
    labelled = {number for number, _ in rows if kind in hints[number]}
    if labelled:
        labels = Labels.found_in(rows, index, grid.first_column, grid.beneath.merged, labelled)
        pairs = (labels.pairs(number, row) for number, row in rows if number in labelled)
        for pair in chain.from_iterable(pairs):
            if isinstance(pair, Pair) and pair.label.field.name in wanted and not blank(pair.raw):
                found.setdefault(pair.label.field.name, pair)
    month = month_in_title(rows, grid, match.schema, evident)
    if month and month.label.field.name not in match.fields:
        found.setdefault(month.label.field.name, month)
    if year := year_in_title(rows, match):
        found.setdefault(year.label.field.name, year)
    return tuple(found.values())


def year_in_title(titles: Sequence[Numbered], match: Match) -> Pair | None:
    """The year that titles name, as the value of the field that it means in a kind of sheet; None
    where it means none, where a column tells it, or where no single year is named."""
    year = match.schema.titled_year
    if not year or year in match.fields:
        return None
    named = year_above(titles, match.first_column, match.schema.sheets)
    if named is None:
        return None
    label = Column(named[0][1], match.schema.fields[year], named[1], "")
    return Pair(label, named[0], *named, titled=True)


def month_in_title(
    above: Sequence[Numbered], grid: Grid, schema: SheetSchema, evident: bool = False
) -> Pair | None:
    """The month that the titles above a table or form name, as the value of the kind's field for
    it. None where the kind is not told by months, where neither the headings (``evident``) nor the
    sheet's name nor a title tell the kind, or where no single month is named."""
    if not schema.roles.month:
        return None
    titles = titles_above(above)
    named = month_above(titles, grid.first_column, schema.sheets)
    if named is None:
        return None
    spot, month = named
    row = next(row for number, row in above if number == spot[0])
    title = words(row[spot[1] - grid.first_column])
    if not (evident or named_after(grid.name, schema) or titled(titles, schema)):
        return None
    label = Column(spot[1], schema.fields[schema.roles.month], title, "")
    return Pair(label, spot, spot, month, titled=True)
