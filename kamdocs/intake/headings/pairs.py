"""Labels with their values beside them, as they stand in forms."""

from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kamdocs.intake.grid import (
    Area,
    Row,
    Spot,
    blank,
    cell_at,
    day_in_cells,
    is_running,
    trimmed,
)
from kamdocs.intake.headings.colons import TOKEN, ends_like_a_label, without_room
from kamdocs.intake.headings.columns import Column
from kamdocs.intake.headings.index import HeadingIndex
from kamdocs.intake.headings.signing import is_day, labels_a_day, signs, unfilled
from kamdocs.intake.values import is_box, states_only, ticked, unit_alone, units_stated
from kamdocs.lazy import lazy
from kamdocs.model import Place
from kamdocs.naming import comparable

_MARK = lazy(r"[(（【][^()（）【】]{0,8}[)）】]\Z|[*＊]\Z")
"""What may stand behind the colon of a label without being its value: （必填）."""
_BEHIND_A_NAME = lazy(r"([^\W\d_]{2,12})\s+((?:20\d{2}|\+?\d|\().*\S)\s*")
"""A name, and figures behind it."""
_REACHED = lazy(r"[\d+() /转、-]{7,}")
_DAY = comparable("日期")
_COLONS = ":： "
_OF_TIME = frozenset({"day", "moment", "month", "periods"})
_STATES_UNIT = frozenset({"单位", "金额单位", "货币单位", "计量单位"})


class Pair(NamedTuple):
    """A label of ours in a form, at cell ``at``, with its value ``raw`` at cell ``spot`` (maybe
    blank).

    ``by_kind``: the label is short (日期) and means this field only in this kind of form.
    ``below``: the value stands below the label, in a small table. ``titled``: there is no label,
    the value is part of a title. ``yearless``: it is a month of which that title names no year.
    ``from_name``: that title is the name of the sheet or of the file. ``across``: it is the heading
    of a column. ``under``: it stands below all rows for which it counts. ``behind``: the value
    stands behind that of another label, as a day behind the name of who signs. ``stands`` is the
    cell of another sheet in which the value stands.
    """

    label: Column
    at: Spot
    spot: Spot
    raw: object
    by_kind: bool = False
    below: bool = False
    titled: bool = False
    yearless: bool = False
    from_name: bool = False
    across: bool = False
    under: bool = False
    behind: bool = False
    stands: Place | None = None

    @property
    def is_short_day(self) -> bool:
        """Whether the label is a short one for a day, as 日期 is: the day of whoever signs left of
        it."""
        return self.by_kind and self.label.field.type == "day"


class Loose(NamedTuple):
    """A cell that is neither a label of ours nor the value of one. ``value`` is the cell beside it
    where it looks like a label itself; a ``silent`` one is not reported."""

    spot: Spot
    raw: object
    value: Spot | None = None
    silent: bool = False


class Unit(NamedTuple):
    """A unit that a form states for all its amounts: 单位：万元."""

    spot: Spot
    unit: str


Item = Pair | Loose | Unit


@dataclass(frozen=True)
class Labels:
    """Finds the labels of one kind in the rows of a sheet.

    ``columns`` are those in which labels stand: beside a label, a word in another column is its
    value, though it be the name of a field (客户类型: 企业). ``certain`` says that the kind is
    known, so that a short label (电话) may be taken for what it means in it. ``step`` are the words
    of the step that somebody signs, behind which they stand: 科长申报. ``named`` are the fields
    that some cell of the rows is a label of by itself.
    """

    index: HeadingIndex
    first_column: int
    merged: Mapping[Spot, Area]
    columns: frozenset[int] = frozenset()
    certain: bool = False
    step: str = ""
    named: frozenset[str] = frozenset()

    @classmethod
    def found_in(
        cls,
        rows: Sequence[tuple[int, Row]],
        index: HeadingIndex,
        first: int,
        areas: Sequence[Area],
        labelled: Container[int] | None = None,
        certain: bool = False,
    ) -> "Labels":
        """The labels of a kind; labels are looked for in the columns where at least half of the
        words are labels. Only the rows ``labelled`` can hold any; None: each can."""
        bare = cls(index, first, {area.anchor: area for area in areas}, certain=certain)
        named: set[str] = set()
        labels: Counter[int] = Counter()
        for number, row in rows:
            if labelled is not None and number not in labelled:
                continue
            for column, cell in enumerate(row, first):
                if fields := bare._named_by(cell):
                    named.update(fields)
                    labels[column] += 1
        columns = (
            column
            for column, many in labels.items()
            if 2 * many >= sum(map(_is_word, (cell_at(row, column - first) for _, row in rows)))
        )
        return replace(bare, columns=frozenset(columns), named=frozenset(named - {""}))

    def _named_by(self, cell: object) -> Collection[str]:
        """The fields of which a cell by itself is a label, alone or with its value."""
        if not isinstance(cell, str):
            return ()
        if label := self.label(cell):
            return (label.field.name,)
        within = self._within((0, 0), cell, "")
        return {one.label.field.name if isinstance(one, Pair) else "" for one in within}

    def is_one(self, cell: object) -> bool:
        """Whether a cell is a label of ours, alone or with its value."""
        return bool(self._named_by(cell))

    def label(self, cell: object, left: str = "") -> Column | None:
        """The field that a cell names as a label, or None. ``left`` is the field of the label
        before it in the row, which may have a say."""
        if not isinstance(cell, str):
            return None
        cell = without_room(cell)
        if self.step and (of_step := self.of_step(cell)):
            return of_step
        rule = self.index.rules.get((self.index.look_up(cell).name, left)) if left else None
        if rule:
            return Column(1, rule.means, cell, "") if rule.means else None
        return self.index.alone(cell, self.certain) or self._adding(cell)

    def of_step(self, cell: str) -> Column | None:
        """The field of the step that a short label behind it names: 姓名, 日期."""
        return self.index.alone(f"{self.step}{cell.strip(_COLONS)}")

    def _adding(self, cell: str) -> Column | None:
        """The label of what adds to the value of another: 同行人员."""
        wanted = self.index.adding.get(self.index.look_up(cell).name)
        return Column(1, wanted, cell, "", adds=True) if wanted else None

    def pairs(self, number: int, row: Row) -> Iterator[Item]:
        """The labels of a row with their values, and the cells that are neither. A number right
        before a label is a running number, unless unknown words stand left of it. Behind words for
        who signs (部门负责人意见) the label 日期 is the day of that signature, and none of ours."""
        place, left, strange, signed = 0, "", False, False
        labels = self
        while place < len(row):
            if blank(row[place]):
                place += 1
                continue
            if not strange and is_running(row[place]) and self.is_one(cell_at(row, place + 1)):
                yield Loose((number, place + self.first_column), row[place], silent=True)
                place += 1
                continue
            if self._begins_step(row, place):
                labels = replace(self, step=str(row[place]))
                yield Loose((number, place + self.first_column), row[place], silent=True)
                place += 1
                continue
            items, place = labels._at(number, row, place, left)
            strange = any(isinstance(item, Loose) and item.value is None for item in items)
            signed = signed or any(isinstance(item, Loose) and signs(item.raw) for item in items)
            for item in items:
                if signed and isinstance(item, Pair) and item.is_short_day:
                    yield Loose(item.at, item.label.heading, item.spot)
                    continue
                left = item.label.field.name if isinstance(item, Pair) else left
                yield item

    def _begins_step(self, row: Row, place: int) -> bool:
        """Whether a cell is the step that somebody signs in the cells right of it."""
        cell = row[place]
        steps = self.index.steps
        if not steps or not isinstance(cell, str) or comparable(cell) not in steps:
            return False
        of_step = replace(self, step=cell)
        words = (one for one in row[place + 1 :] if isinstance(one, str))
        tokens = ((TOKEN.match(one), one) for one in words)
        return any(of_step.of_step(token[1] if token else one) for token, one in tokens)

    def _at(self, number: int, row: Row, place: int, left: str) -> tuple[list[Item], int]:
        """What stands at a place of a row, and the next place to look at."""
        cell, spot = row[place], (number, place + self.first_column)
        if states_only(cell):
            return _units(spot, cell), place + 1
        within = list(self._within(spot, cell, left)) if isinstance(cell, str) else []
        if within:
            return within, place + 1
        label = self.label(cell, left)
        beside, raw = self._beside(number, row, place, label)
        value = number, beside + self.first_column
        dated = label.field.type in _OF_TIME if label else labels_a_day(cell)
        day = day_in_cells(row, beside) if dated else None
        raw, behind = day or _whole(row, beside, raw)
        after = max(place + 1, behind)
        unit = unit_alone(raw)
        if unit and isinstance(cell, str) and comparable(cell) in _STATES_UNIT:
            return [Unit(spot, unit)], after
        if label is None:
            loose = self._loose(spot, cell, value, raw, left)
            beyond = day is not None or (loose.value is not None and loose.value != spot)
            return [loose, *_units(spot, cell)], after if beyond else place + 1
        if label.field.type == "amount":
            return self._amount(label, spot, row, beside, raw)
        return [*self._signed(Pair(label, spot, value, raw, self._by_kind(label.heading)))], after

    def _signed(self, pair: Pair) -> Iterator[Item]:
        """A pair, and where somebody signs in it, what is written behind the name: the day, which
        is then that of the signature, or a number under which this person is reached."""
        rule = self.index.rules.get((_DAY, pair.label.field.name))
        raw = trimmed(pair.raw) if rule and isinstance(pair.raw, str) else ""
        found = _BEHIND_A_NAME.fullmatch(raw)
        dated = found is not None and is_day(found[2])
        if rule is None or found is None or not (dated or _REACHED.fullmatch(found[2])):
            yield pair
            return
        yield pair._replace(raw=found[1])
        if not dated:
            yield Loose(pair.spot, found[2])
        elif rule.means:
            label = pair.label._replace(field=rule.means)
            yield Pair(label, pair.at, pair.spot, found[2], behind=True)

    def _amount(
        self, label: Column, spot: Spot, row: Row, beside: int, raw: object
    ) -> tuple[list[Item], int]:
        """An amount, whose unit may stand in a cell of its own behind it."""
        value = spot[0], beside + self.first_column
        if unit_alone(raw) or states_only(raw):  # a unit, and no figure before it
            return [Pair(label, spot, (spot[0], value[1]), "")], beside + 1
        behind = cell_at(row, beside + 1)
        unit = unit_alone(behind) or (_one(units_stated(behind)) if states_only(behind) else "")
        if unit and not blank(raw):
            label = label._replace(unit=label.unit or unit)
            return [Pair(label, spot, value, raw, self._by_kind(label.heading))], beside + 2
        place = spot[1] - self.first_column
        after = max(place + 1, beside if blank(raw) else beside + 1)
        return [Pair(label, spot, value, raw, self._by_kind(label.heading))], after

    def _loose(self, spot: Spot, cell: object, value: Spot, raw: object, left: str) -> Loose:
        """A cell that is no label of ours: perhaps that of somebody else, with its value."""
        if not isinstance(cell, str):
            return Loose(spot, cell)
        if unfilled(cell):
            return Loose(spot, cell, silent=True)
        token = TOKEN.match(cell)
        if token and token.end() < len(cell.rstrip()):
            return Loose(spot, token[1], spot, self._is_silent(token[1], left))
        labelled = spot[1] in self.columns or ends_like_a_label(cell)
        theirs = not blank(raw) and not self.is_one(raw)
        silent = self._is_silent(cell, left)
        silent |= blank(raw) and ends_like_a_label(cell)  # nothing is lost
        return Loose(spot, cell, value if (labelled or silent) and theirs else None, silent)

    def _is_silent(self, label: str, left: str) -> bool:
        """Whether nothing need be said of a label behind that of a field."""
        return (self.index.look_up(label).name, left) in self.index.rules

    def _by_kind(self, label: str) -> bool:
        return self.certain and self.index.alone(label) is None

    def _within(self, spot: Spot, cell: str, left: str) -> Iterator[Item]:
        """Labels and values in one cell: 客户名称：苏州迅捷, or several of them side by side."""
        if ":" not in cell and "：" not in cell:  # most have none, and a few are very long
            return
        tokens = list(TOKEN.finditer(cell))
        if not tokens or tokens[0].start() > 0:
            return
        ends = [token.start() for token in tokens[1:]] + [len(cell)]
        values = [cell[one.end() : end].strip() for one, end in zip(tokens, ends, strict=True)]
        values = ["" if unfilled(value) else value for value in values]
        alone = len(tokens) == 1 and (not values[0] or _MARK.match(values[0]))
        labels: list[Column | None] = []
        for token in tokens:
            labels.append(self.label(token[1], left))
            left = next((one.field.name for one in reversed(labels) if one), left)
        if alone or not any(labels):
            return
        for token, label, value in zip(tokens, labels, values, strict=True):
            unit = unit_alone(value)
            if unit and comparable(token[1]) in _STATES_UNIT:
                yield Unit(spot, unit)
            elif label:
                yield from self._signed(
                    Pair(label, spot, spot, value, self._by_kind(label.heading))
                )
            elif value:
                yield Loose(spot, token[1], spot)

    def _beside(
        self, number: int, row: Row, place: int, label: Column | None
    ) -> tuple[int, object]:
        """The place and content of a label's value: the next cell that holds anything before the
        next label, else the one right of the label, which is blank. What is printed to be filled
        in by hand holds nothing, though who signs may write behind it; and the day of a signature
        is nobody's name."""
        area = self.merged.get((number, place + self.first_column))
        first = (area.right - self.first_column if area else place) + 1
        signed = label is not None and (_DAY, label.field.name) in self.index.rules
        for after in range(first, len(row)):
            cell = row[after]
            if blank(cell) or (signed and unfilled(cell)):
                continue
            if after == first and label is not None and _chosen(cell, label):
                return after, cell
            if unfilled(cell) or ends_like_a_label(cell) or self._is_another(cell, label):
                break
            column = after + self.first_column
            where = after > first or column in self.columns
            if where and (self.is_one(cell) or labels_a_day(cell)):
                break
            if signed and (labels_a_day(cell) or is_day(cell)):
                break
            return after, cell
        return first, ""

    def _is_another(self, cell: object, label: Column | None) -> bool:
        """Whether a cell right of a label is another one with its own value, 报送日期：10月3日, or
        with room for it; where people write what they like, they may write so."""
        prose = label is not None and label.field.name in self.index.schema.prose
        if label is None or prose or not isinstance(cell, str) or not TOKEN.match(cell):
            return False
        return self.is_one(cell)


def _is_word(cell: object) -> bool:
    return isinstance(cell, str) and not blank(cell)


def _chosen(cell: object, label: Column) -> bool:
    """Whether a cell is one of the choices of a label left of it, though it be a label elsewhere:
    我方层级: 业务员."""
    return isinstance(cell, str) and trimmed(cell).casefold() in label.field.spellings


def _units(spot: Spot, cell: object) -> list[Item]:
    """The units that a cell states for all amounts."""
    return [Unit(spot, unit) for unit in sorted(units_stated(cell))]


def _one(units: frozenset[str]) -> str:
    return next(iter(units)) if len(units) == 1 else ""


def _whole(row: Row, place: int, raw: object) -> tuple[object, int]:
    """A value, with the cells right of it where each is a choice with its box, or boxes and
    choices take turns; and the place behind them."""
    after = place
    while is_box(cell_at(row, after)) and not blank(cell_at(row, after + 1)):
        after += 2
    while _boxed(cell_at(row, after)):
        after += 1
    if after == place:
        return raw, place if blank(raw) else place + 1
    return "、".join(map(str, row[place:after])), after


def _boxed(cell: object) -> bool:
    """Whether a cell holds choices with their boxes."""
    return isinstance(cell, str) and ticked(cell) is not None
