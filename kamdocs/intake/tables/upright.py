"""Forms: sheets in which labels stand beside their values, one customer or visit a form."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from kamdocs.intake.captions import named_after, titled
from kamdocs.intake.grid import Grid, Numbered, not_blank, several
from kamdocs.intake.headings import HeadingIndex, Item, Kinds, Labels, Loose, Pair
from kamdocs.intake.tables.given import month_in_title
from kamdocs.intake.tables.runs import walk
from kamdocs.intake.tables.table import KindUnclear
from kamdocs.sheets import SheetSchema

_FEWEST = 3
"""So many labels with the marks of a kind make a form."""
_NAMED_LIKE = 3
_EVIDENT = 3
"""So many labels that few other kinds have, beside a customer and below a title that is called
after a kind, tell it without its marks: 日期 is then what it means there."""


class Form(NamedTuple):
    """A form that was found: its labels, the row in which it begins, and the fields that it names.
    ``across`` is the column of the labels where each record stands in a column of its own beside
    them, else 0."""

    labels: Labels
    row: int
    fields: frozenset[str]
    worth: tuple[int, int]
    across: int

    @property
    def schema(self) -> SheetSchema:
        return self.labels.index.schema


def find_form(
    head: Sequence[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
    hints: Mapping[int, Kinds],
) -> Form | None:
    """The kind of form that the first rows of a sheet show, or None where they show none.

    ``hints`` are the kinds that each of the rows may speak of. Raises KindUnclear where two kinds
    fit equally well.
    """
    labelled = Counter(chain.from_iterable(hints[number] for number, _ in head))
    forms = [
        form
        for kind, index in indexes.items()
        # a table has one row of labels, and is no form
        if labelled[kind] > 1 and (form := _form(head, grid, index, hints))
    ]
    top = max((form.worth for form in forms), default=(0, 0))
    leaders = [form for form in forms if form.worth == top]
    if len(leaders) > 1:
        raise KindUnclear([one.labels.index.match([], 1) for one in leaders])
    return leaders[0] if leaders else None


def _form(
    head: Sequence[Numbered], grid: Grid, index: HeadingIndex, hints: Mapping[int, Kinds]
) -> Form | None:
    areas = grid.beneath.merged
    labelled = {number for number, _ in head if index.schema.kind in hints[number]}
    labels = Labels.found_in(head, index, grid.first_column, areas, labelled)
    found = list(walk(labels, head, labelled))
    below = _stacked(found, head)
    pairs = [pair for pair in found if isinstance(pair, Pair) and (below or not pair.below)]
    titles = dict(_titles(found, labels))
    fields = frozenset((*(pair.label.field.name for pair in pairs), *titles))
    named = named_after(grid.name, index.schema)
    rows = {pair.at[0] for pair in pairs}.union(titles.values())
    above = [numbered for numbered in head if numbered[0] < min(rows, default=0)]
    marked = _with_month(fields, above, grid, index.schema).issuperset(index.schema.mark)
    telling = len(fields - set(index.schema.common))
    evident = telling >= _EVIDENT and index.schema.roles.name in fields
    known = marked or named or (evident and titled(above, index.schema))
    if len(fields) < _FEWEST or len(rows) < 2 or not known:
        return None
    worth = len(fields) + (_NAMED_LIKE if named else 0), telling
    surely = Labels.found_in(head, index, grid.first_column, areas, labelled, certain=True)
    rows |= {
        pair.at[0]
        for pair in walk(surely, head, labelled)
        if isinstance(pair, Pair) and pair.label.field.name in index.schema.mark
    }
    return Form(surely, min(rows), fields, worth, _across(head, surely))


def _titles(found: Sequence[Item], labels: Labels) -> Iterator[tuple[str, int]]:
    """The fields that are the titles of small tables, each with its row: 所见客户人员 above 姓名,
    部门, 职务."""
    for one in found:
        if isinstance(one, Loose) and one.silent and (label := labels.label(one.raw)):
            yield label.field.name, one.spot[0]


def _with_month(
    fields: frozenset[str], above: Sequence[Numbered], grid: Grid, schema: SheetSchema
) -> frozenset[str]:
    """The fields, with the month where the title of the form names it."""
    month = month_in_title(above, grid, schema)
    return fields | {month.label.field.name} if month else fields


def _stacked(found: Sequence[Item], head: Sequence[Numbered]) -> bool:
    """Whether labels stand above their values, one row of these below each row of those."""
    rows: dict[int, set[str]] = {}
    for pair in found:
        if isinstance(pair, Pair) and pair.below:
            rows.setdefault(pair.at[0], set()).add(pair.label.field.name)
    names = [name for fields in rows.values() for name in fields]
    filled = [number for number, row in head if not_blank(row)]
    under = {number + 1 for number in rows}
    others = {pair.at[0] for pair in found if isinstance(pair, Pair) and not pair.below}
    told = len(rows) > 1 and len(set(names)) == len(names)
    first = min(rows, default=0)
    return told and {number for number in filled if number >= first} <= under | others | set(rows)


def _across(head: Sequence[Numbered], labels: Labels) -> int:
    """The column of all labels, where beside most of them stand several values; else 0."""
    pairs = [
        pair for number, row in head for pair in labels.pairs(number, row) if isinstance(pair, Pair)
    ]
    columns = {pair.at[1] for pair in pairs}
    if len(columns) != 1 or any(pair.at == pair.spot for pair in pairs):
        return 0
    (column,) = columns
    first = column - labels.first_column + 1
    labelled = {pair.at[0] for pair in pairs}
    many = sum(number in labelled and several(row[first:]) for number, row in head)
    return column if 2 * many > len(labelled) else 0
