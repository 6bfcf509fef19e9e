"""The headings of a small table within a form: which words they are, and what each names."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kamdocs.intake.grid import Row, Spot, blank, cell_at
from kamdocs.intake.headings import (
    LONGEST,
    Column,
    Labels,
    Loose,
    ends_like_a_label,
    piece_of,
    pieces_in,
    takes_names,
)
from kamdocs.naming import comparable

_REACHES = frozenset({"phone", "fax", "email"})
"""The checks of fields by which the customer is reached."""


class Part(NamedTuple):
    """One field of a small table: its label at cell ``at``, and the columns that make up one line
    of it, in the order of the pieces (0 for a piece that the table has no column for)."""

    label: Column
    at: Spot
    columns: tuple[int, ...]


def groups_in(labels: Labels, number: int, row: Row) -> Iterator[list[tuple[int, str]]]:
    """The words that stand cell by cell beside each other, merged cells as one."""
    group: list[tuple[int, str]] = []
    covered = 0
    for column, cell in enumerate((*row, ""), labels.first_column):
        if column <= covered and blank(cell):
            continue
        if area := labels.merged.get((number, column)):
            covered = area.right
        if isinstance(cell, str) and not blank(cell) and not ends_like_a_label(cell):
            group.append((column, cell))
            continue
        if len(group) > 1:
            yield group
        group = []
    if len(group) > 1:
        yield group


def parts_of(
    labels: Labels,
    number: int,
    group: Sequence[tuple[int, str]],
    title: Column | None,
    over: Column | None,
) -> tuple[tuple[Part, ...], tuple[Loose, ...]]:
    """What a group of words names: fields, pieces of the lines of a field, and strange words. Below
    the ``title`` of people the names are those of them, and of nobody else; where these are
    several, what else stands there is not the customer's; nor are the telephones there below the
    title of lines (``over`` them): 主要负责人."""
    pieces = pieces_in(labels.index.schema, group, title.field if title else None)
    whose = (over or labels.label(group[0][1])) if pieces and not title else None
    of_others = whose is not None and any(wanted is whose.field for wanted, _ in pieces.values())
    parts: dict[str, Part] = {}
    strange: list[Loose] = []
    for column, cell in group:
        spot = number, column
        piece = pieces.get(column)
        label = labels.label(cell)
        if piece and title and not title.field.columns:
            part = parts.get(title.field.name)
            if part and title.field.type != "items":
                strange.append(Loose(spot, cell, spot))
            else:  # 姓名, 职务, 姓名, 职务
                names = (*(part.columns if part else ()), column)
                parts[title.field.name] = Part(title, part.at if part else spot, names)
        elif piece:
            wanted, at = piece
            named = Column(column, wanted, cell, "")
            before = parts.get(wanted.name) or Part(named, spot, (0,) * len(wanted.columns))
            columns = tuple(column if n == at else c for n, c in enumerate(before.columns))
            unit = before.label.unit or piece_of(cell, wanted)[1]
            label = before.label._replace(unit=unit)
            parts[wanted.name] = before._replace(columns=columns, label=label)
        elif label and label.field.columns and any(p[0] is label.field for p in pieces.values()):
            continue  # the title of the small table, left of its headings
        elif label and of_others and label.field.rules.get("check_with") in _REACHES:
            strange.append(Loose(spot, cell, spot))  # theirs, whose names are lines of a field
        elif label and not (title and title.field.type == "items"):
            parts.setdefault(label.field.name, Part(label, spot, (column,)))
        elif len(cell) > LONGEST or comparable(cell) not in labels.index.silent:
            strange.append(Loose(spot, cell, spot))
    return tuple(parts.values()), tuple(strange)


def title_of(labels: Labels, group: Sequence[tuple[int, str]], under: Row) -> Column | None:
    """The label of people that is the title of a small table: 联系人 left of 姓名, 电话, with
    nothing below it. None where there is none."""
    column, cell = group[0]
    label = labels.label(cell)
    if label is None or not takes_names(label.field):
        return None
    return label if blank(cell_at(under, column - labels.first_column)) else None


def side_by_side(group: Sequence[tuple[int, str]], strange: Sequence[Loose]) -> int:
    """The most labels that stand together without a strange word between them."""
    odd = {loose.spot[1] for loose in strange}
    most = here = 0
    for column, _ in group:
        here = 0 if column in odd else here + 1
        most = max(most, here)
    return most
