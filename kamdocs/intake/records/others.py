"""The columns of a table that are no field's: what stands in them is counted, and told where no
heading says what it is."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from kamdocs.intake.grid import Grid, Numbered, Spot, blank, is_running
from kamdocs.intake.records.harvest import Harvest
from kamdocs.intake.tables import Table
from kamdocs.model import Fact, Finding, column_letters


@dataclass
class Others:
    """Counts what stands beside the fields of a table, whose columns are ``ours``; what there is to
    count and to tell goes into ``found``."""

    table: Table
    grid: Grid
    found: Harvest
    ours: Set[int]
    told: Set[int] = field(init=False)
    """The columns of nobody that are told of by their headings."""
    _leftmost: int = field(init=False)
    _width: int = field(init=False, default=0)
    _places: Sequence[int] = field(init=False, default=())
    """Where in a row these columns stand, as far as rows were so many cells wide."""
    _begins: dict[int, Spot] = field(init=False, default_factory=dict)
    """For the columns below no heading, the first cell that is filled in."""

    def __post_init__(self) -> None:
        match = self.table.match
        columns = frozenset(column.number for column in match.columns)
        wordless = (number for number, _ in match.wordless)
        self.told = frozenset(match.headings.keys() - columns).union(wordless)
        self._leftmost = min((*self.ours, *self.told))

    def count(self, rows: Sequence[Numbered]) -> None:
        """Cells of some rows that stand under headings of others or under none."""
        first = self.table.match.first_column
        widest = max(len(row) for _, row in rows)
        if widest > self._width:
            self._width = widest
            self._places = [at for at in range(widest) if at + first not in self.ours]
        for at in self._places:
            for number, row in rows:
                if at < len(row) and not blank(row[at]):
                    self._count((number, at + first), row[at])

    def _count(self, spot: Spot, cell: object) -> None:
        column = spot[1]
        if column in self.table.match.silent:
            self.found.skipped["numbering"] += isinstance(cell, str) and not is_running(cell)
            return
        self.found.others[column] += 1
        if column in self.told:
            self.found.skipped["unknown-column"] += 1
        else:
            self.found.skipped["no-heading"] += 1
            if self._may_be_lost(column, cell):
                self._begins.setdefault(column, spot)

    def _may_be_lost(self, column: int, cell: object) -> bool:
        """Whether a cell holds what may belong to a field: neither a mark alone (✓, —) nor, left of
        the headings, the number of its row."""
        if column < self._leftmost and is_running(cell):
            return False
        return not isinstance(cell, str) or any(map(str.isalnum, cell))

    def tell(self) -> None:
        """What is filled in under no heading belongs to no field, and is not lost in silence."""
        if not self._begins:
            return
        merged = dict(self._below_merged())
        self.found.findings += merged.values()
        if columns := [one for one in self._among_headings() if one not in merged]:
            facts: dict[str, Fact] = {
                "column": tuple(map(column_letters, columns)),
                "count": sum(self.found.others[one] for one in columns),
            }
            first = min(self._begins[one] for one in columns)
            self.found.findings.append(Finding("KD627", self.found.at(first), facts))

    def _below_merged(self) -> Iterator[tuple[int, Finding]]:
        """The columns under a heading that is merged over several, but for the first of them."""
        headings = self.table.match.headings
        for area in self.grid.beneath.merged:
            if self.table.heading(area.left) != area.anchor or area.left not in headings:
                continue
            for column in range(area.left + 1, area.right + 1):
                if column in self._begins:
                    facts: dict[str, Fact] = {
                        "heading": headings[area.left],
                        "column": column_letters(column),
                        "count": self.found.others[column],
                    }
                    yield column, Finding("KD189", self.found.at(area.anchor), facts)

    def _among_headings(self) -> Iterator[int]:
        """The columns without a heading that stand among those with one, or right of the last:
        beyond a blank column there may be a legend, which is none of the rows'."""
        last = max((*self.ours, *self.told, *self.table.match.silent))
        for column in sorted(self._begins):
            if column <= last + 1:
                last = max(last, column)
                yield column
