"""Columns whose heading may mean several fields: which it is, their values decide."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from kamdocs.intake.grid import blank, not_blank, plain, said, several, why_no_record
from kamdocs.intake.headings.columns import Column, Match
from kamdocs.intake.values import ticked
from kamdocs.lazy import lazy
from kamdocs.sheets import Field, SheetSchema

SAMPLES = 20
"""So many filled cells of a column are looked at whose values decide."""
_CODE = lazy(
    r"(?!\d+\.\d+\Z|\d{4}([.-])\d{1,2}\1\d{1,2}\Z|1[3-9]\d{9}\Z|0\d{2,3}-?\d{7,8}\Z)"
    r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9_.\-]+"
)
"""A code, which is no figure, no day and no telephone, and longer than most serial numbers."""


def settle(match: Match, rows: Iterable[Sequence[object]]) -> Match:
    """The match with those columns put right whose heading is used for several fields.

    ``rows`` are the rows below the headings, of which the first are looked at. A column goes to
    another field of its set (``values_decide``) where most of its values are of that field and
    none is of its own. Where no column is that of the customer's code and two are that of its name,
    the one with nothing but codes is, if the other has none: 客户 beside 客户名称. Such columns are
    among the ``taken``.
    """
    looked_at = list(islice(rows, SAMPLES)) if match.doubled or match.schema.values_decide else []
    match = _with_code(match, looked_at)
    sets = [set(names) for names in match.schema.values_decide]
    decided = [one for one in match.columns if any(one.field.name in names for names in sets)]
    if not decided:
        return match
    moved = {}
    for column in decided:
        wanted = _by_values(column, match, looked_at)
        if wanted:
            moved[column.number] = column._replace(field=wanted)
    return _with(match, moved)


def _with_code(match: Match, rows: Sequence[Sequence[object]]) -> Match:
    """The match with that of two columns of the customer's name as its code that holds codes."""
    roles, first = match.schema.roles, match.first_column
    twice = [one for one in match.doubled if one[2].field.name == roles.name]
    if len(twice) != 1 or not roles.code or roles.code in match.fields:
        return match
    number, heading, other = twice[0]
    both = {other.number: other, number: other._replace(number=number, heading=heading)}
    records = [row for row in rows if several(row) and not why_no_record(row, not_blank(row), ())]
    coded = [at for at in both if _are_codes([row[at - first :][:1] for row in records])]
    if len(coded) != 1:
        return match
    code = both[coded[0]]._replace(field=match.schema.fields[roles.code])
    both[code.number] = code
    rest = [one for one in match.columns if one is not other]
    return replace(
        match,
        columns=tuple(sorted([*rest, *both.values()], key=lambda one: one.number)),
        doubled=tuple(one for one in match.doubled if one not in twice),
        taken=tuple(sorted([*match.taken, code], key=lambda one: one.number)),
    )


def _are_codes(cells: Iterable[Sequence[object]]) -> bool:
    """Whether cells hold nothing but codes, and there are any."""
    filled = [plain(said(cell[0])) for cell in cells if cell and not blank(cell[0])]
    return bool(filled) and all(map(_CODE.fullmatch, filled))


def field_by_value(schema: SheetSchema, wanted: Field, raw: object) -> Field:
    """The field of a label whose value decides it (``values_decide``): 客户等级 with 战略客户 is
    the tier, with A the grade. Where the value is of none or of several, the field stays."""
    if not isinstance(raw, str) or blank(raw):
        return wanted
    chosen = _choices_in(raw)
    names = [name for names in schema.values_decide if wanted.name in names for name in names]
    fitting = [
        name
        for name in names
        if chosen and all(one in schema.fields[name].spellings for one in chosen)
    ]
    return schema.fields[fitting[0]] if len(fitting) == 1 else wanted


def _by_values(column: Column, match: Match, rows: Sequence[Sequence[object]]) -> Field | None:
    """The other field of which the values of a column are, or None where it stays what it is."""
    at, own = column.number - match.first_column, column.field
    words: list[str] = []
    for cell in (row[at] for row in rows if at < len(row)):
        if isinstance(cell, str) and not blank(cell):
            said = _choices_in(cell)
            if any(word in own.spellings for word in said):
                return None
            words += said
    fields = match.schema.fields
    found = Counter(
        name
        for names in match.schema.values_decide
        if own.name in names
        for name in names
        for word in words
        if word in fields[name].spellings
    )
    if not found:
        return None
    first, many = found.most_common(1)[0]
    return fields[first] if many * 2 > len(words) else None


def _choices_in(cell: str) -> list[str]:
    """What a cell says, or what is ticked in it."""
    chosen = ticked(cell)
    return [word.casefold() for word in ((plain(cell),) if chosen is None else chosen)]


def _with(match: Match, moved: Mapping[int, Column]) -> Match:
    """The match with some columns moved, unless two would then be one field."""
    columns = tuple(moved.get(one.number, one) for one in match.columns)
    if not moved or len({one.field.name for one in columns}) < len(columns):
        return match
    staying = [one for one in match.taken if one.number not in moved]
    taken = sorted([*staying, *moved.values()], key=lambda one: one.number)
    return replace(match, columns=columns, taken=tuple(taken))
