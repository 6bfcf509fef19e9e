"""Several rows of one customer beside months that stand across, each of another item: 指标 with
业务量 | 回款 | 波动原因 below it."""

import sys
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from kamdocs.intake.grid import Grid, Spot, blank, cell_at, not_blank, why_no_record, words
from kamdocs.intake.months.headings import MonthHeadings

_LOOKED_AT = 60
"""So many rows below the headings are looked at."""
_FEWEST = 2


class Items(NamedTuple):
    """The heading of a column by which the rows of one customer differ, its cell, and the items."""

    heading: str
    spot: Spot
    named: tuple[str, ...]


def items_beside(found: MonthHeadings, rest: Grid | None) -> Items | None:
    """The column of items beside some months, above another table in the ``rest`` of the sheet, or
    None. It has a heading that is none of the kind; one customer or more has several rows with
    different words in it, and these are headings of the kind (业务量), or at least half of the
    customers have such rows."""
    match = found.beside(found.index)
    last = min(found.last + _LOOKED_AT, rest.since if rest else sys.maxsize)
    for number, heading in match.unknown:
        items = _by_customer(found, number, last)
        split = [one for one in items.values() if len(one) >= _FEWEST]
        named = dict.fromkeys(item for one in split for item in one)
        if split and (found.index.knows_any([*named]) or 2 * len(split) >= len(items)):
            return Items(heading, found.spot(number), (*named,))
    return None


def _by_customer(found: MonthHeadings, column: int, last: int) -> Mapping[str, Mapping[str, None]]:
    """The different words of a column by customer."""
    items: dict[str, dict[str, None]] = {}
    for whose, item in _rows(found, column, last):
        items.setdefault(whose, {})[item] = None
    return items


def _rows(found: MonthHeadings, column: int, last: int) -> Iterator[tuple[str, str]]:
    """The customer of each row from the headings to the ``last``, and the words in a column; below
    a customer, blank cells go on with it."""
    roles, first = found.index.schema.roles, found.grid.first_column
    whose = {roles.name, roles.code}
    keys = [one.number - first for one in found.of_all_months if one.field.name in whose]
    customer = ""
    for number, row in takewhile(lambda numbered: numbered[0] <= last, found.grid.rows()):
        if number <= found.last or why_no_record(row, not_blank(row), keys[:1]):
            continue
        named = next((words(one) for at in keys if not blank(one := cell_at(row, at))), "")
        customer = named or customer
        item = cell_at(row, column - first)
        if customer and isinstance(item, str) and not blank(item):
            yield customer, words(item)
