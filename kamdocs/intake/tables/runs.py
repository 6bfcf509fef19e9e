"""Small tables within forms: labels side by side, with their values in the rows below.

姓名, 部门, 职务 with one person a row make the lines of 所见客户人员; 事项, 处理结果 and 责任人 are
fields of their own, each with a line a row.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kamdocs.intake.grid import Numbered, Row, Spot, blank, cell_at, filled, several, words
from kamdocs.intake.headings import (
    Column,
    Item,
    Labels,
    Loose,
    Pair,
    ends_like_a_label,
    takes_names,
)
from kamdocs.intake.tables.heads import (
    Part,
    groups_in,
    parts_of,
    side_by_side,
    title_of,
)
from kamdocs.intake.tables.scored import Points, points_in
from kamdocs.intake.tables.steps import heads_of_steps, pairs_of_step
from kamdocs.intake.values import arabic, stands_for
from kamdocs.lazy import lazy
from kamdocs.naming import comparable, elsewhere
from kamdocs.persons import is_person

_SURE = 3
"""So many labels side by side are the headings of a small table, though nothing stands below."""
_PAIR = 2
"""A label and its value."""
_IN_LINES = frozenset({"lines", "items", "volumes"})
"""The types of fields that take a line from every row."""
_NO_ANSWER = lazy(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|注\s*[:：]|以上|本表|[^。；\n]*(?:情况|信息|资料)\s*\Z"
)
"""How a title of what comes next begins or ends, or a note on the whole sheet."""
_PART = lazy(r"\s*[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
"""The number before the title of a part of a form."""
_NUMBER = lazy(r"(?:第|no)?\d{1,3}[位人名项条件次个]?\Z")
"""The number of a line, alone or behind its title."""


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
        places = filled(row, labels.first_column)
        return not self.columns.isdisjoint(places) and not _labelled(labels, row, self.aside)

    def _captioned(self, labels: Labels, rows: Sequence[Numbered]) -> bool:
        """Whether the first of some rows is one cell, merged over several columns of the table or
        the title of what stands right below, or a label with its value merged so."""
        number, row = rows[0]
        places = [*filled(row, labels.first_column)]
        area = labels.merged.get((number, places[-1])) if 0 < len(places) <= _PAIR else None
        if area and sum(area.left <= column <= area.right for column in self.columns) > 1:
            return len(places) == 1 or labels.is_one(row[places[0] - labels.first_column])
        titled = len(places) == 1 and _entitles(labels, rows, places[0])
        return titled or (len(places) == 1 and _heads(labels, rows) is not None)

    def pairs(self, first_column: int) -> Iterator[Pair | Loose]:
        """What the rows gave: each field with its lines, and cells that it cannot take."""
        for part in self.parts:
            those = [(number, row) for number, row in self.rows if _any(row, part, first_column)]
            if not those:
                row = self.rows[0][0] if self.rows else part.at[0] + 1
                yield Pair(
                    part.label, part.at, (row, part.columns[0] or part.at[1]), "", below=True
                )
                continue
            spot = those[0][0], next(column for column in part.columns if column)
            wanted = part.label.field
            if len(part.columns) == 1 and (len(those) == 1 or wanted.type not in _IN_LINES):
                for number, other in those[1:]:
                    yield Loose((number, spot[1]), cell_at(other, spot[1] - first_column))
                raw = cell_at(those[0][1], spot[1] - first_column)
            else:
                lines = [_line(row, part, first_column) for _, row in self.rows]
                raw = "\n".join(lines).rstrip("\n")
            yield Pair(part.label, part.at, spot, raw, below=True)
        yield from self._under_strange(first_column)

    def _under_strange(self, first_column: int) -> Iterator[Loose]:
        """The cells under headings that are none of ours, or the headings where there are none."""
        for heading in self.strange:
            place = heading.spot[1] - first_column
            those = [number for number, row in self.rows if not blank(cell_at(row, place))]
            for number in those or [heading.spot[0]]:
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
    left = list(_without_points(labels, rows))
    taken: set[Spot] = set()
    over: Column | None = None
    for place, (number, row) in enumerate(left):
        ahead = left[place : place + 3]
        may_be = labelled is None or number in labelled
        begun = _begun(labels, number, row, _next(ahead, 0), over) if may_be else None
        over = None
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
                    over = item.label
                    yield Loose(item.at, item.label.heading, silent=True)
                elif isinstance(item, Pair) and _are_headings(item, labels, _next(ahead, 0)):
                    yield Loose(item.at, item.label.heading)
                    yield Loose(item.spot, item.raw)
                elif isinstance(item, Pair) and (lone := _alone_below(item, labels, ahead)):
                    taken.add(lone.spot)
                    yield lone
                elif isinstance(item, Pair):
                    yield _whole(item, labels, left[place + 1 :], taken)
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
    run = _heads(labels, rows, pair.label)
    return run is not None and any(part.label.field is pair.label.field for part in run.parts)


def _alone_below(pair: Pair, labels: Labels, rows: Sequence[Numbered]) -> Pair | None:
    """A label of prose alone in the first of some rows with what stands alone right below it: 备注.
    Nothing else is written so, and a title or note below a blank label is no answer to it."""
    under = _next(rows, 0)
    if not blank(pair.raw) or several(rows[0][1]) or not under or several(under):
        return None
    cell = cell_at(under, pair.at[1] - labels.first_column)
    if not isinstance(cell, str) or blank(cell) or labels.is_one(cell):
        return None
    if pair.label.field.name not in labels.index.schema.prose or _NO_ANSWER.match(cell.strip()):
        return None
    return pair._replace(spot=(rows[1][0], pair.at[1]), raw=cell, below=True)


def _are_headings(pair: Pair, labels: Labels, under: Row) -> bool:
    """Whether a label and the words right of it are headings of lines that begin left of them:
    议题, 情况, 措施, 责任人 above 质量, 包装破损, 改用周转箱, 罗静."""
    place = pair.at[1] - labels.first_column
    below, left = cell_at(under, place), under[:place]
    if pair.spot[0] != pair.at[0] or blank(below) or all(map(blank, left)):
        return False
    if pair.spot == pair.at or not labels.is_one(pair.raw) or labels.is_one(below):
        return False
    return any(map(labels.is_one, left))


def _entitles(labels: Labels, rows: Sequence[Numbered], column: int) -> bool:
    """Whether the only cell of the first of some rows is the title of the part of a form that
    begins with a label right below it: 三、合作情况."""
    place = column - labels.first_column
    below = cell_at(_next(rows, 0), place)
    return bool(_PART.match(words(rows[0][1][place]))) and labels.is_one(below)


def _heads(labels: Labels, rows: Sequence[Numbered], over: Column | None = None) -> Run | None:
    """The small table that begins right below the first of some rows."""
    headings = _next(rows, 0)
    return _begun(labels, rows[0][0] + 1, headings, _next(rows, 1), over) if headings else None


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
    """Whether a row has a label where labels stand, or several, and so is no row of a small table.
    The title of the table may stand beside each of its lines, and a line may hold the name of a
    field: 决策人 as its last word or behind a person's name, a short one (销售) anywhere but at its
    beginning."""
    cells = [*filled(row, labels.first_column).items()]
    if _begins_a_form(labels, [cell for _, cell in cells[:-1]]):
        return True
    of_somebody = bool(cells) and is_person(words(cells[0][1]))
    for place, (column, cell) in enumerate(cells):
        if not isinstance(cell, str) or (column <= aside.last and comparable(cell) in aside.titles):
            continue
        with_colon = ends_like_a_label(cell) or ":" in cell or "：" in cell
        first, last = place == 0, place == len(cells) - 1
        alone = first or not (last or of_somebody or labels.index.alone(cell) is None)
        if (with_colon or (column in labels.columns and alone)) and labels.is_one(cell):
            return True
    return False


def _begins_a_form(labels: Labels, cells: Sequence[object]) -> bool:
    """Whether the first of some cells is the label of a field, of any kind or of none, and another
    is one too: many lines may stand above it in the column of labels, which is then none."""
    known = [
        isinstance(cell, str)
        and (labels.index.alone(cell) is not None or comparable(cell) in elsewhere())
        for cell in cells
    ]
    return sum(known) > 1 and known[0]


def _outside(run: Run, number: int, row: Row, first: int) -> Iterator[Loose]:
    """The cells of a row of a small table that stand under none of its headings."""
    for column, cell in enumerate(row, first):
        beside = column not in run.columns and not blank(cell)
        if beside or run.aside.own(column, cell):
            yield Loose((number, column), cell)


def _begun(labels: Labels, number: int, row: Row, under: Row, over: Column | None) -> Run | None:
    """The small table whose headings a row holds, or None where it holds none. ``over`` is the
    label that stands alone in the row above, as its title."""
    for group in groups_in(labels, number, row):
        beside = title_of(labels, group, under)
        title = beside or (over if over and takes_names(over.field) else None)
        parts, strange = parts_of(labels, number, group[1:] if beside else group, title, over)
        titled = title is not None and any(part.label.field is title.field for part in parts)
        if not titled and title:
            parts, strange = parts_of(labels, number, group, None, over)
        known = side_by_side(group, strange)
        pieces = max((sum(map(bool, part.columns)) for part in parts), default=0)
        if not titled and (known < 2 or _mostly_foreign(labels, group, strange)):
            continue
        columns = frozenset(column for column, _ in group)
        if titled or pieces > 1 or known >= _SURE or _values_under(labels, columns, under):
            aside = _aside(labels, row, parts, min(columns))
            return Run(parts, columns, strange, aside)
    return None


def _mostly_foreign(
    labels: Labels, group: Sequence[tuple[int, str]], strange: Sequence[Loose]
) -> bool:
    """Whether half of a group of words are strange: no labels, rather than labels of others or
    such as no sheet of ours asks for."""
    if len(strange) * 2 < len(group):
        return False
    foreign = [
        one
        for one in strange
        if labels.label(one.raw) is None and comparable(words(one.raw)) not in elsewhere()
    ]
    return len(foreign) * 2 >= len(group)


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


def _values_under(labels: Labels, columns: frozenset[int], under: Row) -> bool:
    """Whether the next row holds values below some labels, and no label there or right of them."""
    cells = list(enumerate(under, labels.first_column))
    values = any(column in columns and not blank(cell) for column, cell in cells)
    return values and not any(labels.is_one(cell) for at, cell in cells if at >= min(columns))


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
