"""What stands above a table: titles, what is said once for all rows, and what nobody reads."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kamdocs.intake.captions import labels_a_year
from kamdocs.intake.grid import (
    Area,
    Grid,
    Numbered,
    Row,
    Spot,
    blank,
    filled,
    not_blank,
    plain,
    several,
)
from kamdocs.intake.headings import HeadingIndex, Item, Labels, Loose, Pair, Unit, kinds_by_row
from kamdocs.intake.tables.table import KindUnclear, Table
from kamdocs.intake.tables.upright import Form, find_form
from kamdocs.lazy import lazy

_ASIDE = lazy(
    r"说明|备注|注|要求|提示|第\s*\d+\s*页|共\s*\d+\s*页|截[至止]|单位|期间|周期|统计|版本|密级|编制|制表"
    r"|填报|填表|填写|审核|审批|批准|报送|报告人|部门|日期|时间"
    r"|data (?:through|up to|until)|\bas of\b|notes?\b|page"
    r"|(?:求和|计数|平均值)项|(?:sum|count|average) of ",
    re.IGNORECASE,
)
"""Words of a title: of such a cell nothing need be said."""
_FEW = 2
"""A line of titles has no more cells than these, but for the groups right above the headings."""


@dataclass
class Higher:
    """Rows so far above a table that they are only counted: those that are filled, and the cells of
    those that are no titles, with the area in which they stand."""

    rows: int = 0
    cells: int = 0
    area: Area | None = None

    def add(self, number: int, row: Row, first_column: int) -> None:
        """One more row, below the others."""
        places = [*filled(row, first_column)]
        self.rows += bool(places)
        if len(places) <= _FEW or any(map(_aside, row)):
            return
        self.cells += len(places)
        area = self.area or Area(number, places[0], number, places[-1])
        left, right = min(area.left, places[0]), max(area.right, places[-1])
        self.area = Area(area.top, left, number, right)


def form_above(table: Table | None, grid: Grid, indexes: Mapping[str, HeadingIndex]) -> Form | None:
    """A whole form of another kind above a table: a customer, and below it the visits."""
    if table is None:
        return None
    try:
        form = find_form(table.above, grid, indexes, kinds_by_row(table.above, indexes))
    except KindUnclear:
        return None
    if form is None or form.schema.kind == table.match.schema.kind:
        return None
    required = {one.name for one in form.schema.fields.values() if one.required}
    return form if required <= form.fields else None


def without_titles(above: Sequence[Numbered]) -> list[Numbered]:
    """The rows of a form above a table, without the title of the table at their end."""
    rows = list(above)
    while rows and not several(rows[-1][1]):
        rows.pop()
    return rows


def unread_above(table: Table, grid: Grid, index: HeadingIndex) -> tuple[Spot, ...]:
    """The cells above a table that are neither titles nor taken for its rows."""
    above = table.above
    labels = Labels.found_in(above, index, grid.first_column, grid.beneath.merged)
    given = {pair.spot for pair in table.given}
    groups = {area.top for area in grid.beneath.merged if area.right > area.left}
    found: list[Spot] = []
    for number, row in above:
        row = [  # the year goes to days and months that have none, or to all rows
            "" if labels_a_year(cell) and (index.schema.yearless or (number, at) in given) else cell
            for at, cell in enumerate(row, grid.first_column)
        ]
        items = list(labels.pairs(number, row))
        if number in groups or number == table.row - 1:  # groups stand beside each other
            items = [item for item in items if _in_one_cell(item)]
        found += _labelled(items, given)
        if len(not_blank(row)) > _FEW and not any(map(_says, items)):
            found += [item.spot for item in items if isinstance(item, Loose)]
            found += [item.at for item in items if isinstance(item, Pair)]
    return tuple(dict.fromkeys(found))


def _labelled(items: Sequence[Item], given: set[Spot]) -> Iterator[Spot]:
    """The values of labels that are not taken for the table."""
    for item in items:
        if isinstance(item, Pair):
            if not (blank(item.raw) or item.spot in given or _aside(item.label.heading)):
                yield item.spot
        elif isinstance(item, Loose) and item.value and not _aside(item.raw):
            yield item.value


def _in_one_cell(item: Item) -> bool:
    """Whether a label and its value stand in one cell."""
    if isinstance(item, Pair):
        return item.at == item.spot
    return isinstance(item, Loose) and item.value == item.spot


def _says(item: Item) -> bool:
    """Whether an item makes of its row a line of titles: a label with its value, a unit, a note."""
    if isinstance(item, Pair):
        return not blank(item.raw)
    return isinstance(item, Unit) or item.value is not None or _aside(item.raw)


def _aside(raw: object) -> bool:
    return isinstance(raw, str) and bool(_ASIDE.search(plain(raw)))
