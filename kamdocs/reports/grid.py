"""The grid of customers by clauses, with the worst result in each cell and the worst rows first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kamdocs.model import RANK, Report, Ruling, Status, Text
from kamdocs.reports.changes import MINDED


@dataclass(frozen=True, slots=True)
class Column:
    """A clause of a policy; ``text`` is that of its first rule."""

    policy: str
    clause: str
    text: Text


@dataclass(frozen=True, slots=True)
class Cell:
    """The worst result of a customer for a clause, how many of it there are, and the first of them;
    ``awaits``: a waiver of one of them awaits approval."""

    status: Status
    count: int
    first: Ruling
    awaits: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A customer, or the company where ``subject`` is empty."""

    subject: str
    name: str
    cells: tuple[Cell | None, ...]

    @property
    def weight(self) -> tuple[int, ...]:
        """The numbers of cells with each status that a reviewer looks into, the worst first."""
        return weight(self.cells)

    def of(self, numbers: Sequence[int]) -> "Row":
        """The row cut down to the columns with these numbers."""
        return Row(self.subject, self.name, tuple(self.cells[number] for number in numbers))


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows worst first, columns in the order of the policies and their clauses."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def customers(self) -> int:
        """The number of rows of customers, without that of the company."""
        return sum(bool(row.subject) for row in self.rows)

    def worst(self, rows: int, columns: int) -> "Grid":
        """The grid cut down to the worst rows and, of the columns in which something is wrong in
        those, to the ones in which most is wrong in the whole grid, in their order. A row in which
        nothing is wrong in these is left out."""
        kept = [row for row in self.rows if any(row.weight)][:rows]
        bad = [number for number in range(self.width) if any(_down(kept, number))]
        bad.sort(key=lambda number: _down(self.rows, number), reverse=True)
        bad = sorted(bad[:columns])
        cut = (row.of(bad) for row in kept)
        shown = tuple(row for row in cut if any(row.weight))
        return Grid(tuple(self.columns[number] for number in bad), shown)

    def of(self, policy: str) -> "Grid":
        """The grid cut down to the columns of one policy, and to the rows with anything in them."""
        numbers = [number for number, one in enumerate(self.columns) if one.policy == policy]
        cut = (row.of(numbers) for row in self.rows)
        columns = tuple(self.columns[number] for number in numbers)
        return Grid(columns, tuple(row for row in cut if any(row.cells)))

    @property
    def policies(self) -> list[tuple[str, int]]:
        """The policies of the columns in their order, with the number of columns of each."""
        parts = groupby(self.columns, key=lambda one: one.policy)
        return [(policy, len(list(those))) for policy, those in parts]

    @property
    def width(self) -> int:
        return len(self.columns)


def _down(rows: Iterable[Row], number: int) -> tuple[int, ...]:
    """The weight of a column, as far as these rows go."""
    return weight(row.cells[number] for row in rows)


def weight(cells: Iterable[Cell | None]) -> tuple[int, ...]:
    """The numbers of cells with each status that a reviewer looks into, the worst first."""
    count = Counter(cell.status for cell in cells if cell)
    return tuple(count[status] for status in MINDED)


def grid(report: Report) -> Grid:
    """The verdicts of a report as a grid."""
    columns: dict[tuple[str, str], Column] = {}
    for policy in report.policies:
        for rule in policy.rules:
            columns.setdefault((policy.id, rule.clause), Column(policy.id, rule.clause, rule.text))
    found: dict[str, dict[tuple[str, str], list[Ruling]]] = {}
    names: dict[str, str] = {}
    for ruling in report.rulings:
        names.setdefault(ruling.subject, ruling.subject_name)
        cell = found.setdefault(ruling.subject, {}).setdefault((ruling.policy, ruling.clause), [])
        cell.append(ruling)
    used = [key for key in columns if any(key in cells for cells in found.values())]
    rows = [
        Row(subject, names[subject], tuple(_cell(cells, key) for key in used))
        for subject, cells in found.items()
    ]
    rows.sort(key=lambda row: (tuple(-many for many in row.weight), row.subject))
    return Grid(tuple(columns[key] for key in used), tuple(rows))


def _cell(cells: Mapping[tuple[str, str], Sequence[Ruling]], key: tuple[str, str]) -> Cell | None:
    rulings = cells.get(key)
    if not rulings:
        return None
    worst = min((one.weighs for one in rulings), key=RANK.__getitem__)
    alike = [one for one in rulings if one.weighs is worst]
    return Cell(worst, len(alike), alike[0], any(one.awaits for one in alike))
