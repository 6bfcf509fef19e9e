"""Headings: what a column is, whatever marks, spaces and units people write around its name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kamdocs.intake.cells import plain
from kamdocs.intake.numbers import IN_WAN
from kamdocs.likeness import nearest
from kamdocs.model import Text
from kamdocs.sheets import Field, SheetSchema

_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_MARKS = re.compile(r"[\s*＊/\\_:：\-]+")
_REMARKS = re.compile(r"(非?必填|选填|可选|下拉选择|必填下拉选择|自动填充.*|required|optional)\Z")
_UNIT = re.compile(r"(?:单位:?)?(?:人民币|rmb)?(亿元|亿|万元|万|元)\Z")
_WITH_UNIT = re.compile(r"(.{2,}?)(亿元|万元|元)\Z")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it is compared: bare name and unit (empty where it names none)."""

    name: str
    unit: str = ""


def bare(written: str) -> Heading:
    """The name of a heading without spaces, marks, remarks such as （必填）, and its unit."""
    text = plain(written).casefold()
    unit = ""
    for bracket in list(_BRACKETS.finditer(text)):
        word = _MARKS.sub("", bracket[1])
        found = _UNIT.match(word)
        if found and found[1] in IN_WAN:
            unit = found[1]
            text = text.replace(bracket[0], "")
        elif _REMARKS.match(word):
            text = text.replace(bracket[0], "")
    return Heading(_MARKS.sub("", re.sub(r"[()\[\]【】]", "", text)), unit)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was recognised; ``number`` counts from 1."""

    number: int
    field: Field
    heading: str
    unit: str


@dataclass(frozen=True, slots=True)
class Match:
    """How a row of cells, the first of which is ``first_column``, fits as a heading row."""

    schema: SheetSchema
    first_column: int
    columns: tuple[Column, ...]
    doubled: tuple[tuple[int, str, Column], ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field.name for column in self.columns)

    @property
    def marked(self) -> bool:
        """Whether every heading is there without which a sheet is not of this kind."""
        return self.fields.issuperset(self.schema.mark)

    @property
    def missing(self) -> tuple[Field, ...]:
        """The required fields that have no column."""
        present = self.fields
        return tuple(
            one for one in self.schema.fields.values() if one.required and one.name not in present
        )


@dataclass(frozen=True)
class HeadingIndex:
    """All headings of one schema, ready to be compared."""

    schema: SheetSchema
    names: Mapping[str, Field] = field(default_factory=dict)
    written: frozenset[str] = frozenset()

    def match(self, row: Sequence[object], first_column: int) -> Match:
        """Compare a row of cells, the first of which is column ``first_column``."""
        columns: dict[str, Column] = {}
        doubled: list[tuple[int, str, Column]] = []
        unknown: list[tuple[int, str]] = []
        for number, cell in enumerate(row, first_column):
            if not isinstance(cell, str) or not cell.strip():
                continue
            heading = bare(cell)
            found = self.names.get(heading.name)
            trailing = _WITH_UNIT.match(heading.name) if found is None else None
            if trailing and trailing[1] in self.names:  # 年销售额万元, without brackets
                heading = Heading(trailing[1], trailing[2])
                found = self.names[heading.name]
            if found is None:
                unknown.append((number, cell))
            elif found.name in columns:
                doubled.append((number, cell, columns[found.name]))
            else:
                columns[found.name] = Column(number, found, cell, heading.unit)
        return Match(
            self.schema, first_column, tuple(columns.values()), tuple(doubled), tuple(unknown)
        )

    def like_headings(self, row: Sequence[object], many: int) -> bool:
        """Whether so many cells are headings to the letter: quick, for every row of a table."""
        found = 0
        for cell in row:
            if isinstance(cell, str) and cell in self.written:
                found += 1
                if found >= many:
                    return True
        return False

    def nearest(self, heading: str) -> Text | None:
        """The field that an unknown heading may mean."""
        name = nearest(bare(heading).name, self.names)
        return self.names[name].label if name else None


@cache
def index_of(schema: SheetSchema) -> HeadingIndex:
    """The headings of a schema; where two fields claim one, the earlier field has it."""
    names: dict[str, Field] = {}
    for one in schema.fields.values():
        for heading in one.headings:
            names.setdefault(bare(heading).name, one)
    written = frozenset(name for one in schema.fields.values() for name in one.headings)
    return HeadingIndex(schema, names, written)
