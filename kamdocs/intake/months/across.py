"""Months that stand across, where a kind has a row for each: the sheet taken apart by months."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kamdocs.intake.captions import (
    Month,
    labels_a_year,
    month_in,
    months_in,
    months_in_row,
    named_after,
    says_something,
    with_months_spelled,
    years_in,
)
from kamdocs.intake.grid import (
    Area,
    Grid,
    Numbered,
    Row,
    Spot,
    blank,
    from_row_one,
    not_blank,
    plain,
    several,
    why_no_record,
    words,
)
from kamdocs.intake.headings import Column, HeadingIndex, Kinds, Pair
from kamdocs.intake.months.headings import MonthHeadings, month_headings, without
from kamdocs.intake.months.items import Items, items_beside
from kamdocs.intake.months.telling import is_of_others, names_it
from kamdocs.intake.tables import STRONG, Ahead, Headings
from kamdocs.intake.values import stands_for, unit_behind, units_stated
from kamdocs.lazy import lazy
from kamdocs.model import Unread
from kamdocs.sheets import Field

_FEW = 2
"""A row that is a title has no more cells than these."""
_ONE_MONTH = lazy(r"(?<![\d~至到-])\d{1,2}月(?!份?[~至到-])|20\d{2}[-./]\d{1,2}")


@dataclass(frozen=True)
class Part:
    """The table of one month, or of one customer: the columns that all share and its own, and what
    the heading of these says for all rows."""

    grid: Grid
    said: Pair


class Across(NamedTuple):
    """Months that stand across in a sheet, below nothing but titles.

    ``indexes`` have the headings of the kind, ``wanted`` is what stands below the months, and
    ``begins`` is the cell of the first. ``of_no_month`` are the headings beside them of which
    nobody can tell what month they speak of, each with its cell. Of ``parts`` there are those of
    which anything is filled in, or the first; none where nobody says of which year they are.
    ``cells`` counts those that are read, ``rest`` are the rows below, where there is another table;
    ``code`` is that of the finding that tells how the sheet was read. Where the rows of a customer
    are of different ``items``, there are no parts, for nobody can tell which is read.
    """

    grid: Grid
    indexes: Mapping[str, HeadingIndex]
    wanted: Field
    begins: Spot
    of_no_month: Mapping[str, Spot]
    parts: Sequence[Part]
    cells: int
    rest: Grid | None
    code: str = "KD139"
    items: Items | None = None


def months_across(
    head: Sequence[Numbered],
    grid: Grid,
    file: str,
    indexes: Mapping[str, HeadingIndex],
    hints: Mapping[int, Kinds],
) -> Across | None:
    """The months that stand across in a sheet, below nothing but titles, or None.

    They are those of a kind where the sheet, its file or a title is called after the kind or what
    stands in their columns, or the headings themselves name that. The other arguments are as for
    ``find_table``.
    """
    across = {kind for kind, index in indexes.items() if index.schema.across}
    for at, (number, row) in enumerate(head):
        near = (hints.get(one, frozenset()) for one in (number - 1, number, number + 1))
        kinds = across & frozenset().union(*near)
        if not kinds:
            continue
        spelled = with_months_spelled(row)
        if spelled is not row and _are_days(head[:at], grid.name):
            continue
        spelt = [*head[:at], (number, spelled), *head[at + 1 :]]
        for kind in sorted(kinds) if months_in_row(spelled) else ():
            found = month_headings(spelt, at, grid, file, indexes[kind])
            if found and not _anothers(found, indexes):
                whole = _Apart(found, indexes).across()
                items = items_beside(found, whole.rest)
                return whole._replace(items=items, parts=()) if items else whole
    return None


def _are_days(above: Sequence[Numbered], sheet: str) -> bool:
    """Whether numbers among headings are rather days, for a title or the sheet names a month."""
    cells = (cell for _, row in above for cell in row if isinstance(cell, str))
    return any(_ONE_MONTH.search(plain(text)) for text in (sheet, *cells))


def _anothers(found: MonthHeadings, indexes: Mapping[str, HeadingIndex]) -> bool:
    """Whether the headings beside the months are those of another kind beyond doubt, in a sheet
    that is not called after this one alone."""
    others = [one for one in indexes.values() if one is not found.index]
    if named_after(found.grid.name, found.index.schema) and not any(
        named_after(found.grid.name, one.schema) for one in others
    ):
        return False
    matches = map(found.beside, others)
    return any(one.marked and len(one.fields) >= STRONG for one in matches)


class _Apart:
    """Takes a sheet with months across apart, month by month."""

    def __init__(self, found: MonthHeadings, indexes: Mapping[str, HeadingIndex]) -> None:
        self._found, self._grid = found, found.grid
        self._keys = [one.number for one in found.of_all_months]
        self._filled: set[Month] = set()
        self._last = found.last
        self._goes_on = False
        self._titles = 0
        """How many of the titles above stand for further months below, too."""
        self._cells = 0
        self._again: list[list[object]] = []
        """The headings as they may stand again on the next page."""
        self._units: set[str] = set()
        """The units that stand above the rows."""
        lower = [area for area in found.grid.beneath.merged if area.top > found.last]
        self._several = {area.anchor for area in lower if self._are_several(area)}
        """The first cells of those that are merged over several months."""
        self._down = {area.anchor: area for area in lower if area.bottom > area.top}
        self._served: dict[Month, set[int]] = {one: set() for one in found.months}
        """The rows of each month that cells merged with some above them serve."""
        self._go_through(Headings(found.grid, indexes))

    def across(self) -> Across:
        """All that was found."""
        schema, months = self._found.index.schema, self._found.months
        known = all(one.year for one in months)
        told = [one for one in months if one in self._filled] or months[:1]
        return Across(
            self._grid,
            {schema.kind: self._found.index},
            schema.fields[schema.across],
            self._spot(months[0]),
            {one.heading: self._found.spot(one.number) for one in self._found.of_no_month},
            [Part(self._of(one), self._said(one)) for one in told if known],
            self._cells,
            self._grid.below(self._last, self._titles) if self._goes_on else None,
        )

    def _are_several(self, area: Area) -> bool:
        """Whether cells are merged over several months."""
        over = range(area.left, area.right + 1)
        return len([one for one in self._found.months if not {*over}.isdisjoint(one.columns)]) > 1

    def _go_through(self, headings: Headings) -> None:
        """Look what is filled in below the headings, down to where other headings stand."""
        rows, titled, otherwise = Ahead(self._grid.rows()), False, False
        between: list[list[object]] = []
        for number, row in rows:
            if number <= self._found.last:
                self._again += [not_blank(row)] if number >= self._found.top else []
                self._units.update(_units(row))
                continue
            filled = not_blank(row)
            if filled in self._again and not titled:
                continue
            group = self._is_group(row, rows)
            if group or self._are_months(row) or headings.at(number, row, rows):
                self._goes_on = True
                self._titles = self._shared_titles(rows.next(1)[0][1] if group else row, between)
                return
            between += [filled] if filled else []
            titled = titled or self._is_title(filled)
            if self._says_otherwise(filled):
                otherwise = True
                continue
            if self._down:
                self._serve(number, row)
            told = [one for one in self._found.months if self._tells(number, row, one)]
            if told and otherwise:
                self._goes_on = True
                return
            if told:
                self._last, titled, between = number, False, []
                self._filled.update(told)
                columns = [*self._keys, *(column for one in told for column in one.columns)]
                self._cells += len(self._in(row, columns))

    def _are_months(self, row: Row) -> bool:
        """Whether a row has further months as headings; where they are bare numbers, they may be
        volumes, unless headings stand where the customers do."""
        if months_in_row(row):
            return True
        keys, index = self._in(row, self._keys), self._found.index
        headed = bool(keys) and all(index.knows_any([one]) for one in keys)
        return headed and with_months_spelled(row) is not row

    def _shared_titles(self, row: Row, between: Sequence[Sequence[object]]) -> int:
        """How many rows above these months are titles of those in a further row of headings, too:
        where nothing stands between but years, and no month comes again without one."""
        schema, grid = self._found.index.schema, self._grid
        for filled in between:
            said = " ".join(str(cell) for cell in filled)
            if is_of_others(schema, said) or not years_in(said, schema.sheets):
                return 0
        again = {one[1] for cell in with_months_spelled(row) if (one := month_in(cell))}
        if not between and not again.isdisjoint(one.month for one in self._found.months):
            return 0
        return grid.titles if grid.since else self._found.top - 1

    def _is_group(self, row: Row, rows: Ahead) -> bool:
        """Whether a row is one of groups above further months, with no customer in it."""
        if not any(months_in_row(under) for _, under in rows.next(1)):
            return False
        index = self._found.index
        roles, heads = index.schema.roles, index.match(row, self._grid.first_column).fields
        headed = bool(heads & {roles.name, roles.code})
        return headed or bool(not_blank(row) and not self._in(row, self._keys))

    def _is_title(self, filled: Sequence[object]) -> bool:
        """Whether a row that has nothing else may be the title of another table, if headings stand
        below it."""
        schema = self._found.index.schema
        said = [plain(cell) for cell in filled if isinstance(cell, str)]
        return len(filled) <= _FEW and any(
            names_it(schema, one) or is_of_others(schema, one) or years_in(one, schema.sheets)
            for one in said
        )

    def _says_otherwise(self, filled: Sequence[object]) -> bool:
        """Whether a row that has nothing else is a title by which the rows below are of another
        year, of one month, or in another unit."""
        if len(filled) > _FEW or not all(isinstance(cell, str) for cell in filled):
            return False
        names = self._found.index.schema.sheets
        years = {year for cell in filled for year in years_in(str(cell), names)}
        months = [month for cell in filled for month in months_in(cell, names)]
        units = _units(filled)
        return bool(
            months or years - {one.year for one in self._found.months} or units - self._units
        )

    def _in(self, row: Row, columns: Iterable[int]) -> list[object]:
        """What stands in some columns of a row."""
        first = self._grid.first_column
        return not_blank(row[at - first] for at in columns if at - first < len(row))

    def _serve(self, number: int, row: Row) -> None:
        """Keep what rows the cells serve that are merged with some in this row."""
        for month in self._found.months:
            for at in month.columns:
                area = self._down.get((number, at))
                if area and self._in(row, [at]):
                    self._served[month].update(range(area.top + 1, area.bottom + 1))

    def _tells(self, number: int, row: Row, month: Month) -> bool:
        """Whether a row tells anything of a month."""
        if number in self._served[month]:
            return True
        return not all(map(_stands_for_blank, self._in(row, month.columns)))

    def _spot(self, month: Month) -> Spot:
        """The cell of its heading."""
        return self._found.row, month.columns[0]

    def _of(self, month: Month) -> Grid:
        """The sheet with the columns of one month only, and of the rows those that tell of it. The
        headings stand in their last row."""
        grid, found = self._grid, self._found
        away = found.columns.difference(month.columns)
        merged = tuple(
            area
            for area in grid.beneath.merged
            if not found.top <= area.top <= found.last
            and area.left not in (away if area.top > found.last else found.columns)
        )
        return grid._replace(
            source=lambda: from_row_one(self._rows(month)),
            start=grid.first_column,
            beneath=grid.beneath._replace(cells={}, merged=merged),
            part=month.columns[0],
        )

    def _rows(self, month: Month) -> Iterator[Numbered]:
        for number, row in self._grid.rows():
            if self._goes_on and number > self._last:
                return
            yield number, self._row(number, row, month)

    def _row(self, number: int, row: Row, month: Month) -> Row:
        found = self._found
        if number < found.top:
            return self._without_what_was_used(row, number == found.row - 1)
        if number <= found.last:
            return found.of(month) if number == found.last else ()
        filled, keyed = not_blank(row), self._in(row, self._keys)
        if filled and why_no_record(row, filled, (0,)) == "note":
            return row  # what is signed there counts for all months
        if filled in self._again or (keyed and not self._tells(number, row, month)):
            return ()
        kept = found.without(row, month.columns)
        return self._told_several(number, kept, month) if self._several else kept

    def _told_several(self, number: int, row: Row, month: Month) -> Row:
        """A row in which what is merged over several months is told as unread, at its cell."""
        at = [one for one in month.columns if (number, one) in self._several]
        if not self._in(row, at):
            return row
        cells = enumerate(row, self._grid.first_column)
        return [
            Unread(words(cell), "KD178") if one in at and not blank(cell) else cell
            for one, cell in cells
        ]

    def _without_what_was_used(self, row: Row, right_above: bool) -> Row:
        """A row above the headings without labels of a year and, where it is ``right_above``,
        without the groups of months in it."""
        first, columns = self._grid.first_column, self._found.columns
        grouped = right_above and several(row)
        used = [
            at
            for at, cell in enumerate(row, first)
            if labels_a_year(cell) or (grouped and at in columns and not says_something(cell))
        ]
        return without(row, first, used) if used else row

    def _said(self, month: Month) -> Pair:
        """What the heading of a month says for all rows."""
        spot, schema = self._spot(month), self._found.index.schema
        label = Column(0, schema.fields[schema.roles.month], month.written, "")
        raw = f"{month.year}-{month.month:02}"
        return Pair(label, spot, spot, raw, titled=True, across=True)


def _units(row: Row) -> set[str]:
    """The units that the cells of a row state, or that stand in brackets behind them."""
    return {unit for cell in row for unit in (*units_stated(cell), *unit_behind(cell))}


def _stands_for_blank(cell: object) -> bool:
    return isinstance(cell, str) and stands_for(cell) == "blank"
