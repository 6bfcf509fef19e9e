"""Small tables within forms: labels side by side, with their values in the rows below.

姓名, 部门, 职务 with one person a row make the lines of 所见客户人员; 事项, 处理结果 and 责任人 are
fields of their own, each with a line a row.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kamdocs.intake.grid import Numbered, Row, Spot, blank, cell_at, several, words
from kamdocs.intake.headings import (
    LONGEST,
    Column,
    Item,
    Labels,
    Loose,
    Pair,
    ends_like_a_label,
    piece_of,
    pieces_in,
)
from kamdocs.intake.tables.scored import Points, points_in
from kamdocs.intake.tables.steps import heads_of_steps, pairs_of_step
from kamdocs.intake.values import arabic, stands_for
from kamdocs.lazy import lazy
from kamdocs.naming import comparable

_SURE = 3
"""So many labels side by side are the headings of a small table, though nothing stands below."""
_IN_LINES = frozenset({"lines", "items", "volumes"})
"""The types of fields that take a line from every row."""
_NUMBER = lazy(r"(?:第|no)?\d{1,3}[位人名项条件次个]?\Z")
"""The number of a line, alone or behind its title."""
_PERSON = "person"
"""The check of a field that names one person."""


class Part(NamedTuple):
    """One field of a small table: its label at cell ``at``, and the columns that make up one line
    of it, in the order of the pieces (0 for a piece that the table has no column for)."""

    label: Column
    at: Spot
    columns: tuple[int, ...]


class Aside(NamedTuple):
    """The columns left of the first heading of a small table, up to ``last``: they hold numbers of
    lines, or the title of the table once more. ``titles`` are the words in them beside the
    headings."""

    last: int
    titles: frozenset[str]

    def own(self, column: int, cell: object) -> bool:
        """Whether a cell in these columns says something of its own: neither a number of a line,
        nor the title again, nor a word for it."""
        if column > self.last or not isinstance(cell, str) or blank(cell) or stands_for(cell):
            return False
        return _NUMBER.sub("", arabic(comparable(cell))) not in {"", *self.titles}

    def worded(self, row: Row, first_column: int) -> bool:
        """Whether a row says something of its own in these columns."""
        return any(self.own(column, cell) for column, cell in enumerate(row, first_column))


@dataclass
class Run:
    """The headings of a small table, and the rows below them as they are read."""

    parts: tuple[Part, ...]
    columns: frozenset[int]
    strange: tuple[Loose, ...]
    aside: Aside
    rows: list[Numbered] = field(default_factory=list)

    def ends_at(self, labels: Labels, rows: Sequence[Numbered]) -> bool:
        """Whether the first of some rows no longer belongs to this table: it has a label of its
        own, or is the caption of what stands below."""
        return (
            _labelled(labels, rows[0][1], self.aside)
            or self._stands_aside(labels, rows)
            or self._captioned(labels, rows)
        )

    def _stands_aside(self, labels: Labels, rows: Sequence[Numbered]) -> bool:
        """Whether the first of some rows has words left of the table where the first of its lines
        has none: what they are the label of is no line. Where that has some, each line may be told
        who it is (决策人, 使用者); but a single row with words may be anything."""
        if not self.aside.worded(rows[0][1], labels.first_column):
            return False
        if self.rows:
            return not self.aside.worded(self.rows[0][1], labels.first_column)
        return not self._goes_on(labels, rows)

    def _goes_on(self, labels: Labels, rows: Sequence[Numbered]) -> bool:
        """Whether right below the first of some rows stands what may be another line."""
        if len(rows) < 2 or rows[1][0] != rows[0][0] + 1:
            return False
        row = rows[1][1]
        filled = {at for at, cell in enumerate(row, labels.first_column) if not blank(cell)}
        return not self.columns.isdisjoint(filled) and not _labelled(labels, row, self.aside)

    def _captioned(self, labels: Labels, rows: Sequence[Numbered]) -> bool:
        """Whether the first of some rows is one cell, merged over several columns of the table or
        right above other headings."""
        number, row = rows[0]
        filled = [column for column, cell in enumerate(row, labels.first_column) if not blank(cell)]
        if len(filled) != 1:
            return False
        area = labels.merged.get((number, filled[0]))
        if area and sum(area.left <= column <= area.right for column in self.columns) > 1:
            return True
        return _heads(labels, rows) is not None

    def pairs(self, first_column: int) -> Iterator[Pair | Loose]:
        """What the rows gave: each field with its lines, and cells that it cannot take."""
        for part in self.parts:
            filled = [(number, row) for number, row in self.rows if _any(row, part, first_column)]
            if not filled:
                row = self.rows[0][0] if self.rows else part.at[0] + 1
                yield Pair(
                    part.label, part.at, (row, part.columns[0] or part.at[1]), "", below=True
                )
                continue
            spot = filled[0][0], next(column for column in part.columns if column)
            wanted = part.label.field
            if len(part.columns) == 1 and (len(filled) == 1 or wanted.type not in _IN_LINES):
                for number, other in filled[1:]:
                    yield Loose((number, spot[1]), cell_at(other, spot[1] - first_column))
                raw = cell_at(filled[0][1], spot[1] - first_column)
            else:
                lines = [_line(row, part, first_column) for _, row in self.rows]
                raw = "\n".join(lines).rstrip("\n")
            yield Pair(part.label, part.at, spot, raw, below=True)
        yield from self._under_strange(first_column)

    def _under_strange(self, first_column: int) -> Iterator[Loose]:
        """The cells under headings that are none of ours, or the headings where there are none."""
        for heading in self.strange:
            place = heading.spot[1] - first_column
            filled = [number for number, row in self.rows if not blank(cell_at(row, place))]
            for number in filled or [heading.spot[0]]:
                yield heading._replace(value=(number, heading.spot[1]))


def walk(
    labels: Labels, rows: Iterable[Numbered], labelled: Container[int] | None = None
) -> Iterator[Item]:
    """All labels with their values in some rows, and the cells that are neither.

    Pairs of small tables are marked ``below``. Only the rows ``labelled`` can hold labels
    (None: each can); of the others no more is told than what they hold for labels above them.
    """
    run: Run | None = None
    steps: Mapping[int, str] = {}
    filled = list(_without_points(labels, rows))
    taken: set[Spot] = set()
    for place, (number, row) in enumerate(filled):
        ahead = filled[place : place + 3]
        may_be = labelled is None or number in labelled
        begun = _begun(labels, number, row, _next(ahead, 0)) if may_be else None
        heads = heads_of_steps(labels, row, _next(ahead, 0)) if may_be else {}
        signed = pairs_of_step(labels, number, row, steps) if steps else []
        steps = heads or (steps if signed else {})
        gap = run is not None and number > (run.rows[-1][0] if run.rows else number) + 1
        if run and (begun or heads or gap or run.ends_at(labels, ahead)):
            yield from run.pairs(labels.first_column)
            run = None
        if begun:
            run = begun
        elif heads or signed:
            yield from signed
        elif run:
            run.rows.append((number, row))
            yield from _outside(run, number, row, labels.first_column)
        elif may_be:
            for item in labels.pairs(number, row):
                if isinstance(item, Pair) and _is_title(item, labels, ahead):
                    yield Loose(item.at, item.label.heading, silent=True)
                elif isinstance(item, Pair):
                    yield _whole(item, labels, filled[place + 1 :], taken)
                elif item.spot not in taken:
                    yield item
    if run:
        yield from run.pairs(labels.first_column)


def _without_points(labels: Labels, rows: Iterable[Numbered]) -> Iterator[Numbered]:
    """The rows in which something stands, those of a table of points with its figures alone."""
    points: Points | None = None
    last = 0
    for number, row in rows:
        if not any(row):
            continue
        begun = points_in(row)
        points = begun or (points if number == last + 1 else None)
        last = number
        if points and not begun and points.end_before(row, labels.is_one):
            points = None
        if points is None:
            yield number, row
        elif points.end_with(row):
            points = None
        elif not begun:
            yield number, points.left_off(row)


def _next(rows: Sequence[Numbered], place: int) -> Row:
    """The row right below one of some filled rows, with no cells where it is blank."""
    number, row = rows[place + 1] if place + 1 < len(rows) else (0, ())
    return row if number == rows[place][0] + 1 else ()


def _is_title(pair: Pair, labels: Labels, rows: Sequence[Numbered]) -> bool:
    """Whether a label alone in the first of some rows is the title of the small table below, whose
    headings name the same field: 所见客户人员 above 姓名, 部门, 职务."""
    if not blank(pair.raw) or several(rows[0][1]):
        return False
    run = _heads(labels, rows)
    return run is not None and any(part.label.field is pair.label.field for part in run.parts)


def _heads(labels: Labels, rows: Sequence[Numbered]) -> Run | None:
    """The small table that begins right below the first of some rows."""
    headings = _next(rows, 0)
    return _begun(labels, rows[0][0] + 1, headings, _next(rows, 1)) if headings else None


def _whole(pair: Pair, labels: Labels, under: Sequence[Numbered], taken: set[Spot]) -> Pair:
    """A pair with all lines of its value: a label that is merged over several rows may have a line
    in each. The cells of these lines are ``taken``."""
    area = labels.merged.get(pair.at)
    tall = area is not None and area.bottom > area.top and pair.spot not in labels.merged
    if area is None or not tall or pair.spot == pair.at or blank(pair.raw):
        return pair
    lines = [words(pair.raw)]
    for number, row in under:
        cell = cell_at(row, pair.spot[1] - labels.first_column)
        if number > area.bottom or labels.is_one(cell):
            break
        if not blank(cell):
            lines.append(words(cell))
            taken.add((number, pair.spot[1]))
    return pair._replace(raw="\n".join(lines)) if len(lines) > 1 else pair


def _labelled(labels: Labels, row: Row, aside: Aside) -> bool:
    """Whether a row has a label where labels stand, and so is no row of a small table. The title
    of the table may stand beside each of its lines."""
    for column, cell in enumerate(row, labels.first_column):
        if blank(cell) or not isinstance(cell, str):
            continue
        if column <= aside.last and comparable(cell) in aside.titles:
            continue
        if labels.is_one(cell) and (
            column in labels.columns or ends_like_a_label(cell) or ":" in cell or "：" in cell
        ):
            return True
    return False


def _outside(run: Run, number: int, row: Row, first: int) -> Iterator[Loose]:
    """The cells of a row of a small table that stand under none of its headings."""
    for column, cell in enumerate(row, first):
        beside = column not in run.columns and not blank(cell)
        if beside or run.aside.own(column, cell):
            yield Loose((number, column), cell)


def _begun(labels: Labels, number: int, row: Row, under: Row) -> Run | None:
    """The small table whose headings a row holds, or None where it holds none."""
    for group in _groups(row, labels.first_column):
        title = _person(labels, group, under)
        parts, strange = _parts(labels, number, group, title)
        known = _side_by_side(group, strange)
        pieces = max((sum(map(bool, part.columns)) for part in parts), default=0)
        if known < 2 or len(strange) * 2 >= len(group):
            continue
        columns = frozenset(column for column, _ in group)
        if pieces > 1 or known >= _SURE or _values_under(labels, columns, under):
            aside = _aside(labels, row, parts, min(columns))
            return Run(parts, columns, strange, aside)
    return None


def _aside(labels: Labels, row: Row, parts: Sequence[Part], begins: int) -> Aside:
    """What stands left of a small table whose headings, and its title with them, begin in a
    column."""
    given = any(begins in part.columns for part in parts)
    last = begins - 1 if given else begins
    titles = [
        cell
        for cell in row[: max(0, last - labels.first_column + 1)]
        if isinstance(cell, str) and not blank(cell)
    ]
    return Aside(last, frozenset(map(comparable, titles)))


def _person(labels: Labels, group: Sequence[tuple[int, str]], under: Row) -> Column | None:
    """The label of one person that is the title of a small table: 联系人 left of 姓名, 电话, and
    nothing below it. None where there is none."""
    column, cell = group[0]
    label = labels.label(cell)
    if label is None or label.field.rules.get("check_with") != _PERSON:
        return None
    first = labels.first_column
    below = [at for at, _ in group[1:] if not blank(cell_at(under, at - first))]
    return label if below and blank(cell_at(under, column - first)) else None


def _side_by_side(group: Sequence[tuple[int, str]], strange: Sequence[Loose]) -> int:
    """The most labels that stand together without a strange word between them."""
    odd = {loose.spot[1] for loose in strange}
    most = here = 0
    for column, _ in group:
        here = 0 if column in odd else here + 1
        most = max(most, here)
    return most


def _values_under(labels: Labels, columns: frozenset[int], under: Row) -> bool:
    """Whether the next row holds values below some labels, and no label there or right of them."""
    cells = list(enumerate(under, labels.first_column))
    values = any(column in columns and not blank(cell) for column, cell in cells)
    return values and not any(labels.is_one(cell) for at, cell in cells if at >= min(columns))


def _groups(row: Row, first: int) -> Iterator[list[tuple[int, str]]]:
    """The words that stand cell by cell beside each other."""
    group: list[tuple[int, str]] = []
    for column, cell in enumerate((*row, ""), first):
        if isinstance(cell, str) and not blank(cell) and not ends_like_a_label(cell):
            group.append((column, cell))
            continue
        if len(group) > 1:
            yield group
        group = []


def _parts(
    labels: Labels, number: int, group: Sequence[tuple[int, str]], title: Column | None
) -> tuple[tuple[Part, ...], tuple[Loose, ...]]:
    """What a group of words names: fields, pieces of the lines of a field, and strange words. Below
    the ``title`` of one person the name is that of this person, and of nobody else."""
    pieces = pieces_in(labels.index.schema, group)
    parts: dict[str, Part] = {}
    strange: list[Loose] = []
    for column, cell in group[1:] if title else group:
        spot = number, column
        piece = pieces.get(column)
        label = labels.label(cell)
        if piece and title:
            if piece[1] or title.field.name in parts:
                strange.append(Loose(spot, cell, spot))
            else:
                parts[title.field.name] = Part(title, spot, (column,))
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
        elif label:
            parts.setdefault(label.field.name, Part(label, spot, (column,)))
        elif len(cell) > LONGEST or comparable(cell) not in labels.index.silent:
            strange.append(Loose(spot, cell, spot))
    return tuple(parts.values()), tuple(strange)


def _any(row: Row, part: Part, first: int) -> bool:
    return any(column and not blank(cell_at(row, column - first)) for column in part.columns)


def _line(row: Row, part: Part, first: int) -> str:
    """The line that a row gives a field, as the field writes its lines."""
    cells = [cell_at(row, column - first) if column else "" for column in part.columns]
    pieces = ["" if blank(cell) else words(cell).replace("\n", " ") for cell in cells]
    if part.label.field.type == "volumes":
        year, volume, remark = (*pieces, "", "", "")[:3]
        return f"{year}：{volume}" + (f"（{remark}）" if remark else "") if year or volume else ""
    return "/".join(pieces).rstrip("/")
