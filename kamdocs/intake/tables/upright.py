"""Forms: sheets in which labels stand beside their values, one customer or visit a form."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from itertools import chain, zip_longest
from typing import NamedTuple

from kamdocs.intake.captions import months_in_row, named_after, titled
from kamdocs.intake.grid import Grid, Numbered, Row, blank, not_blank, several
from kamdocs.intake.headings import HeadingIndex, Item, Kinds, Labels, Loose, Pair, names_in
from kamdocs.intake.tables.given import month_in_title
from kamdocs.intake.tables.runs import walk
from kamdocs.intake.tables.table import KindUnclear
from kamdocs.naming import comparable, elsewhere
from kamdocs.sheets import SheetSchema

_FEWEST = 3
"""So many labels with the marks of a kind make a form."""
_NAMED_LIKE = 3
_EVIDENT = 3
"""So many labels that few other kinds have, beside a customer and below a title that is called
after a kind, tell it without its marks: 日期 is then what it means there."""


class Form(NamedTuple):
    """A form that was found: its labels, the row in which it begins, and the fields that it names,
    each with the first row that does. ``across`` is the column of the labels where each record
    stands in a column of its own beside them, else 0."""

    labels: Labels
    row: int
    rows: Mapping[str, int]
    worth: tuple[int, int]
    across: int

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.rows)

    @property
    def schema(self) -> SheetSchema:
        return self.labels.index.schema


def find_form(
    head: Sequence[Numbered],
    grid: Grid,
    indexes: Mapping[str, HeadingIndex],
    hints: Mapping[int, Kinds],
    beyond: int = 0,
) -> Form | None:
    """The kind of form that the first rows of a sheet show, or None where they show none.

    ``hints`` are the kinds that each of the rows may speak of. A form of no more fields than
    ``beyond`` need not be found. Raises KindUnclear where two kinds fit equally well.
    """
    labelled = Counter(chain.from_iterable(hints[number] for number, _ in head))
    # a table has one row of labels, and is no form
    names = {number: _names(row) for number, row in head if hints[number]}
    every = (
        _Likely.of(head, grid, one, {at: names[at] for at in names if kind in hints[at]})
        for kind, one in indexes.items()
        if labelled[kind] > 1
    )
    likely = [one for one in every if len(one.possible) > beyond]
    forms: list[Form] = []
    top = 0, 0
    for one in sorted(likely, key=_Likely.most, reverse=True):
        if one.most() < top[0]:
            break
        if form := _form(head, grid, one):
            forms.append(form)
            top = max(top, form.worth)
    leaders = [form for form in forms if form.worth == top]
    if len(leaders) > 1:
        kinds = [*indexes]
        leaders.sort(key=lambda form: kinds.index(form.schema.kind))
        raise KindUnclear([one.labels.index.match([], 1) for one in leaders])
    return leaders[0] if leaders else None


class _Likely(NamedTuple):
    """A kind of which the rows ``labelled`` may hold labels. ``possible`` are all fields that its
    form could have; ``named``: the sheet is called after it."""

    labels: Labels
    labelled: Container[int]
    possible: frozenset[str]
    named: bool

    @classmethod
    def of(
        cls,
        head: Sequence[Numbered],
        grid: Grid,
        index: HeadingIndex,
        labelled: Mapping[int, Set[str]],
    ) -> "_Likely":
        """What a quick look tells of a kind. The rows ``labelled`` have the names by which their
        cells may go."""
        areas = grid.beneath.merged
        labels = Labels.found_in(head, index, grid.first_column, areas, labelled)
        names = frozenset[str]().union(*labelled.values())
        named = named_after(grid.name, index.schema)
        return cls(labels, labelled, index.meant_beside(labels.named, names), named)

    def most(self) -> int:
        """The most that its form can be worth."""
        return len(self.possible) + (_NAMED_LIKE if self.named else 0)


def _names(row: Row) -> Set[str]:
    """All names by which the cells of a row may go as labels."""
    words = {cell for cell in row if isinstance(cell, str)}
    return {*map(comparable, words), *chain.from_iterable(map(names_in, words))}


def _form(head: Sequence[Numbered], grid: Grid, likely: _Likely) -> Form | None:
    labels, labelled, possible, called_so = likely
    index = labels.index
    schema, month = index.schema, index.schema.roles.month
    marks = possible.union((month,)).issuperset(schema.mark)
    if len(possible) < _FEWEST or not (marks or called_so or _evident(possible, schema)):
        return None
    found = list(walk(labels, head, labelled))
    below = _stacked(found, head)
    pairs = [pair for pair in found if isinstance(pair, Pair) and (below or not pair.below)]
    named = [*((pair.label.field.name, pair.at[0]) for pair in pairs), *_titles(found, labels)]
    first_rows = dict(reversed(named))
    fields, rows = frozenset(first_rows), {row for _, row in named}
    above = [numbered for numbered in head if numbered[0] < min(rows, default=0)]
    marked = _with_month(fields, above, grid, schema).issuperset(schema.mark)
    known = marked or called_so or (_evident(fields, schema) and titled(above, schema))
    if len(fields) < _FEWEST or len(rows) < 2 or not known:
        return None
    worth = len(fields) + (_NAMED_LIKE if called_so else 0), _telling(fields, schema)
    areas = grid.beneath.merged
    surely = Labels.found_in(head, index, grid.first_column, areas, labelled, certain=True)
    rows |= {
        pair.at[0]
        for pair in walk(surely, head, labelled)
        if isinstance(pair, Pair) and pair.label.field.name in schema.mark
    }
    return Form(surely, min(rows), first_rows, worth, _across(head, surely))


def _evident(fields: frozenset[str], schema: SheetSchema) -> bool:
    """Whether fields tell a kind without its marks, below a title that is called after it."""
    return schema.roles.name in fields and _telling(fields, schema) >= _EVIDENT


def _telling(fields: frozenset[str], schema: SheetSchema) -> int:
    """How many fields few other kinds have."""
    return len(fields - set(schema.common))


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
    found = [pair for number, row in head for pair in _labels_of(number, row, labels)]
    pairs = [pair for pair in found if pair.at != pair.spot]
    columns = {pair.at[1] for pair in pairs}
    between = range(pairs[0].at[0], pairs[-1].at[0]) if pairs else ()
    if len(columns) != 1 or any(one.at == one.spot and one.at[0] in between for one in found):
        return 0
    (column,) = columns
    first = column - labels.first_column + 1
    labelled = {pair.at[0] for pair in pairs}
    values = [row[first:] for number, row in head if number in labelled]
    many = sum(map(several, values))
    return column if 2 * many > len(labelled) and not _other_labels(values) else 0


def _other_labels(values: Sequence[Row]) -> bool:
    """Whether in some rows behind labels further labels stand one below the other, of which no
    sheet of ours asks for most: 客户名称 | … | 职务 | …."""
    columns = [not_blank(column) for column in zip_longest(*values, fillvalue="")]
    strange = [
        [cell for cell in column if isinstance(cell, str) and comparable(cell) in elsewhere()]
        for column in columns
    ]
    return any(
        len(odd) > 1 and 2 * len(odd) >= len(column)
        for odd, column in zip(strange, columns, strict=True)
    )


def _labels_of(number: int, row: Row, labels: Labels) -> Sequence[Pair]:
    """The labels of a row with their values. Where records have months, those that say whose these
    are may stand side by side above them, and labels right of the months head columns."""
    found = [pair for pair in labels.pairs(number, row) if isinstance(pair, Pair)]
    roles = labels.index.schema.roles
    if not roles.month:
        return found
    if months_in_row(row):
        return [pair for pair in found if not blank(pair.raw)]
    whose = all(pair.label.field.name in (roles.name, roles.code) for pair in found)
    return () if whose and (len(found) > 1 or any(one.at == one.spot for one in found)) else found
