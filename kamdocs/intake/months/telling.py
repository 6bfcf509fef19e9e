"""What tells of months among headings what they hold, and of which year they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from kamdocs.intake.captions import Month, month_in, named_after, one_year, says_something, years_in
from kamdocs.intake.grid import Grid, Numbered, Row, blank, cell_at, plain, several
from kamdocs.intake.headings import HeadingIndex
from kamdocs.intake.values import unit_behind, units_stated
from kamdocs.lazy import lazy
from kamdocs.naming import comparable
from kamdocs.sheets import SheetSchema

_BRACKETS = ("(", "[")
_WHEN = lazy(
    r"(?:[\d一二三四五六七八九十年度月份季上下半各按分—~、至到及和()\[\].\s-]|当年|本年|今年|实际|实绩|完成)*"
)
"""A group that says no more than when, or that it is what came of it: 2026年, 各月, 实际."""
_ACTUAL = lazy(r"实际(?:完成|发生)?[数值量额]?|实绩|完成[数值量额]?")
"""What came of a plan, beside the plan."""
_SENTENCE = lazy(r"请|[,。;]")
_NAMELESS = lazy(r"(?:sheet|工作表|表)?[\d年度月份.\s-]*", re.IGNORECASE)
"""The name of a sheet that says nothing of what stands in it: Sheet1, 2026年."""


def is_of_others(schema: SheetSchema, text: str) -> bool:
    """Whether words say that something is of other months than its own, or of others."""
    return any(word in text for one in schema.others for word in one.words)


def names_it(schema: SheetSchema, text: str) -> bool:
    """Whether words name what stands below months, or the kind of sheet."""
    words, wanted = comparable(text), schema.fields[schema.across]
    names = (*wanted.headings, *wanted.stands_in)
    return named_after(text, schema) or any(comparable(name) in words for name in names)


def told_by(schema: SheetSchema, sheet: str, titles: Sequence[str]) -> bool:
    """Whether titles tell what stands in a sheet, or the name of the ``sheet`` where they say no
    more than when and how far, and none of them that it is something else."""
    if any(is_of_others(schema, one) for one in (sheet, *titles)):
        return False
    if any(names_it(schema, one) for one in titles):
        return True
    saying = (one for one in titles if not says_something(one))
    silent = all(_WHEN.fullmatch(_without_unit(plain(one)).removesuffix("情况")) for one in saying)
    return silent and names_it(schema, sheet)


@dataclass(frozen=True)
class Teller:
    """Tells the months of a heading ``row``, whose number is ``number``, by the row ``under`` it,
    by what stands ``above`` it, and by the ``names`` of the sheet and its file."""

    grid: Grid
    index: HeadingIndex
    above: Sequence[Numbered]
    number: int
    row: Row
    under: Row
    names: tuple[str, str]

    def months(self) -> tuple[list[Month], bool]:
        """The months whose columns hold what the kind asks for, and whether the row under them has
        the headings of these columns."""
        one_row, two_rows = [], []
        for at, (year, month, rest) in self._cells.items():
            columns, told = self._columns(at), one_year(year, self._years(at))
            written = plain(str(self.row[at - self.grid.first_column]))
            heads = [*self._heads(columns)]
            if not rest and any(map(self._is_ours, heads)):
                two_rows.append(Month(columns, told, month, written, tuple(heads)))
            elif (heading := self._heading(at, rest)) and self._is_told(at, rest):
                alone = range(at, at + 1)
                one_row.append(Month(alone, told, month, written, (heading,)))
        return (self._in_order(two_rows), True) if two_rows else (self._in_order(one_row), False)

    @cached_property
    def _cells(self) -> Mapping[int, tuple[int, int, str]]:
        """The months of the row by their columns."""
        cells = enumerate(self.row, self.grid.first_column)
        return {at: one for at, cell in cells if (one := month_in(cell))}

    @property
    def parted(self) -> bool:
        """Whether something stands below the further columns over which a month is merged."""
        further = {column for at in self._cells for column in self._columns(at)[1:]}
        cells = enumerate(self.under, self.grid.first_column)
        return any(at in further and not blank(cell) for at, cell in cells)

    def _in_order(self, months: Sequence[Month]) -> list[Month]:
        """The months, without a year where it is not in their own headings and they do not stand in
        order: of 11月, 12月, 1月 the last is of another year."""
        unclear = set()
        for year in {one.year for one in months if not self._cells[one.columns[0]][0]}:
            numbers = [one.month for one in months if one.year == year]
            if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
                unclear.add(year)
        return [one._replace(year=0) if one.year in unclear else one for one in months]

    def _columns(self, at: int) -> range:
        """The columns below a month: those over which it is merged, else its own."""
        spans = (area for area in self.grid.beneath.merged if area.anchor == (self.number, at))
        return range(at, next((area.right for area in spans), at) + 1)

    def _heads(self, columns: range) -> Iterator[str]:
        """What heads some columns in the row below a month."""
        cells = (cell_at(self.under, at - self.grid.first_column) for at in columns)
        heads = [cell if isinstance(cell, str) else "" for cell in cells]
        for at, head in zip(columns, heads, strict=True):
            if self._came_of_a_plan(head, heads):
                head = self.index.schema.label(self.index.schema.across).zh
            yield self._with_unit(at, head) if self._is_ours(head) else head

    def _came_of_a_plan(self, head: str, heads: Sequence[str]) -> bool:
        """Whether a heading says what came of a plan that stands beside it, and titles or the sheet
        say of what: 实际 beside 计划, below 业务量计划完成情况."""
        schema = self.index.schema
        words = (word for one in schema.others for word in one.words)
        plans = [word for word in words if any(word in one for one in heads)]
        if not plans or not _ACTUAL.fullmatch(comparable(head)):
            return False
        cells = (cell for _, row in self.above for cell in row if isinstance(cell, str))
        texts = [self.names[0], *cells]
        for word in plans:
            texts = [text.replace(word, "") for text in texts]
        return told_by(schema, texts[0], texts[1:])

    def _heading(self, at: int, rest: str) -> str:
        """What heads the figures of a month, empty where it is something else."""
        label = self.index.schema.label(self.index.schema.across).zh
        heading = f"{label}{rest}" if rest[:1] in ("", *_BRACKETS) else rest
        return self._with_unit(at, heading) if self._is_ours(heading) else ""

    def _with_unit(self, at: int, heading: str) -> str:
        """A heading of figures with the unit in brackets behind the group above, or behind a title
        where no other stands above, if it has none."""
        column = self.index.alone(heading, certain=True)
        units = unit_behind(self._group(at)) or self._unit_behind_titles
        if column is None or column.unit or not units:
            return heading
        return f"{heading}({units[0]})"

    @cached_property
    def _unit_behind_titles(self) -> list[str]:
        """The unit in brackets behind titles, none where another is named above."""
        cells = [cell for _, row in self.above for cell in row]
        units = {unit for cell in cells for unit in unit_behind(cell)}
        stated = {unit for cell in cells for unit in units_stated(cell)}
        return [*units] if len(units) == 1 and stated <= units else []

    def _is_ours(self, heading: str) -> bool:
        """Whether it heads what the kind asks for below months."""
        column = self.index.alone(heading, certain=True)
        return column is not None and column.field.name == self.index.schema.across

    def _is_told(self, at: int, rest: str) -> bool:
        """Whether it is told what stands in the column of a month: by its heading itself, by the
        group above, by a title, by the name of the sheet or of the file. A group that says more
        than when says whether it is that."""
        group = self._group(at)
        if is_of_others(self.index.schema, group):
            return False
        if rest and not rest.startswith(_BRACKETS):
            return True
        if not _WHEN.fullmatch(_without_unit(group)):
            return self._tells(group)
        return self._named

    @cached_property
    def _named(self) -> bool:
        """Whether titles or names tell what stands below the months, and none of them says that it
        is something else. The name of the file speaks where nothing nearer does."""
        sheet, file = self.names
        lines = [cell for _, row in self.above for cell in row if isinstance(cell, str)]
        schema = self.index.schema
        titles = [one for one in lines if not says_something(one) and not _is_sentence(one)]
        about = [one for one in titles if names_it(schema, one) or years_in(one, schema.sheets)]
        if any(is_of_others(schema, one) for one in about):
            return False
        if is_of_others(self.index.schema, sheet):
            return False
        if any(map(self._tells, (sheet, *lines))):
            return True
        silent = all(_WHEN.fullmatch(_without_unit(plain(one))) for one in titles)
        return bool(silent and _NAMELESS.fullmatch(plain(sheet)) and self._tells(file))

    def _group(self, at: int) -> str:
        """What stands above a column in a row of groups: above it, or above another month left of
        it."""
        if not self.above or not several(self.above[-1][1]):
            return ""
        words = self._words(self.above[-1][1], at, min(self._cells))
        return next((plain(one) for one in words if not says_something(one)), "")

    def _words(self, row: Row, at: int, since: int = 0) -> Iterator[str]:
        """The words of a row that may speak of a column: those above it and left of that in a row
        of groups, down to a column ``since``, the nearest first; in a line of titles all."""
        first = self.grid.first_column
        cells = row[max(since - first, 0) : at - first + 1] if several(row) else row
        return (cell for cell in reversed(cells) if isinstance(cell, str) and not blank(cell))

    def _tells(self, text: str) -> bool:
        """Whether a text says what stands below the months, or what kind of sheet it is."""
        return (
            bool(text)
            and not is_of_others(self.index.schema, text)
            and names_it(self.index.schema, text)
        )

    def _years(self, at: int) -> set[int]:
        """The years that stand for a column: the nearest above, else those in a name; none where
        the name of the sheet names others."""
        rows = [self._words(row, at) for _, row in reversed(self.above)]
        texts = chain(*rows, self.names)
        kinds = self.index.schema.sheets
        found = next(filter(None, (years_in(text, kinds) for text in texts)), set())
        of_the_sheet = years_in(self.names[0], kinds) or found
        return found if found <= of_the_sheet else set()


def _is_sentence(text: str) -> bool:
    """Whether words are an instruction or a note, and no title."""
    return bool(_SENTENCE.search(plain(text)))


def _without_unit(text: str) -> str:
    return text.replace(f"({unit[0]})", "") if (unit := unit_behind(text)) else text
