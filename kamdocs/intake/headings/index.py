"""Headings: what a column is, whatever marks, spaces and units people write around its name."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from kamdocs.intake.grid import blank, is_error, plain
from kamdocs.intake.headings.bare import Heading, bare, counted
from kamdocs.intake.headings.both import in_both, says
from kamdocs.intake.headings.columns import Column, Match
from kamdocs.intake.headings.lines import pieces_of, takes_names
from kamdocs.intake.headings.row import HeadingRow, Rule
from kamdocs.lazy import lazy
from kamdocs.likeness import nearest_meaning
from kamdocs.model import Text
from kamdocs.naming import comparable, elsewhere
from kamdocs.sheets import Field, SheetSchema

if TYPE_CHECKING:
    from kamdocs.intake.headings.known import Memory

_LIKE = 70.0
"""How like a heading must be to be suggested, of 100."""
_TELLING = 3
"""Shorter headings (客户, 电话) are like too many others to be suggested."""
_YEARS = tuple(
    lazy(rf"\A(?:19|20)\d{{2}}{behind}|(?:19|20)\d{{2}}{behind}\Z") for behind in ("", "年", "年度")
)
_YEAR = lazy(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_YES_OR_NO = frozenset({"是", "否", "有", "无", "y", "n", "yes", "no"})
_WORDS = frozenset({str})

Ranked = tuple[tuple[Field, int], ...]
"""The fields that a heading may be, each with the place of the heading in that field's list."""


@dataclass(frozen=True, eq=False)
class HeadingIndex:
    """All headings of one schema, ready to be compared.

    ``names`` mean one field; ``stand_ins`` and ``ambiguous`` may; ``silent`` are those of which
    nothing need be said; ``rules`` tell by heading and the field to the left what it means;
    ``adding`` are those of columns that add to another of their field, ``steps`` the words of steps
    that somebody signs.
    """

    schema: SheetSchema
    names: Mapping[str, Field] = field(default_factory=dict)
    stand_ins: Mapping[str, Ranked] = field(default_factory=dict)
    ambiguous: Mapping[str, Ranked] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    rules: Mapping[tuple[str, str], Rule] = field(default_factory=dict)
    adding: Mapping[str, Field] = field(default_factory=dict)
    steps: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    remembered: dict[tuple[str, str, timedelta], "Memory"] = field(default_factory=dict)
    """What the cells of columns were read as, by field, unit and first day of the workbook."""

    @cached_property
    def known(self) -> frozenset[str]:
        """The names of all headings that mean a field, if only now and then."""
        return frozenset().union(self.names, self.stand_ins, self.ambiguous, self.adding)

    def meant_beside(self, named: Set[str], names: Set[str]) -> frozenset[str]:
        """The fields ``named`` by labels of their own, and those that labels which go by some
        ``names`` may mean by what stands left of them or above them."""
        found = {one for one, pieces in self.pieces.items() if not pieces.isdisjoint(names)}
        if not self.steps.isdisjoint(names):
            found.update(name for step in self.schema.steps for name in step.columns)
        more: Set[str] = named
        while more:  # what one label means has a say in the next
            found |= more
            more = {
                rule.means.name
                for (name, left), rule in self.rules.items()
                if rule.means and (name in names or left in found)
            } - found
        return frozenset(found)

    @cached_property
    def pieces(self) -> Mapping[str, frozenset[str]]:
        """For each field whose lines may have several pieces, or that takes names from a small
        table, what the headings of these are called."""
        pieces = {one.name: pieces_of(one, takes_names(one)) for one in self.schema.fields.values()}
        return {
            name: frozenset(comparable(word) for words in headings for word in words)
            for name, headings in pieces.items()
            if headings
        }

    def match(self, row: Sequence[object], first_column: int, certain: bool = False) -> Match:
        """Compare a row of cells, the first of which is column ``first_column``.

        ``certain`` says that the sheet is of this kind whatever its headings (by its name), so
        that ambiguous headings may be taken for what they mean here.
        """
        if _WORDS.issuperset(map(type, row)):
            return _matched(self, tuple(row), first_column, certain)
        return self._match(row, first_column, certain)

    def _match(self, row: Sequence[object], first_column: int, certain: bool) -> Match:
        headings = HeadingRow(self, first_column)
        for number, cell in enumerate(row, first_column):
            if blank(cell):
                continue
            if isinstance(cell, str) and not is_error(cell):
                headings.enter(number, cell)
            else:
                headings.enter_wordless(number, cell)
        return headings.settled(certain)

    def alone(self, written: str, certain: bool = False) -> Column | None:
        """The column that some words would head by themselves, None where they are none of ours.

        ``certain`` is the same as in ``match``.
        """
        return _alone(self, written, certain) if self.knows(written) else None

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
        """The field that an unknown heading may mean; None for one that is known to be none."""
        written = self.look_up(heading)
        if written.stem in self.names:
            return self.names[written.stem].label
        if not written.name or written.name in elsewhere():
            return None
        fields = {name: one.name for name, one in self.names.items() if len(name) >= _TELLING}
        meant = nearest_meaning(written.name, fields, floor=_LIKE)
        return self.schema.fields[meant].label if meant else None

    def core(self, heading: str) -> Field | None:
        """The field whose name is left of an unknown heading without its brackets and its year:
        联系电话（手机）, 2025年销售额; None where none is left."""
        written = self.look_up(heading)
        if written.name in self.known:
            return None
        words = (written.name, written.stem)
        left = (written.stem, *(year.sub("", one) for year in _YEARS for one in words))
        return next((self.names[name] for name in left if name in self.names), None)

    def of_a_year(self, heading: str) -> tuple[Field, int, str] | None:
        """The field of volumes by year of which an unknown heading names one year, that year, and
        the unit: 2025年经营数量（台）."""
        wanted, years = self.core(heading), _YEAR.findall(plain(heading))
        if wanted is None or wanted.type != "volumes" or len(years) != 1:
            return None
        written = bare(heading)
        unit = written.unit or counted(written, wanted)
        return (wanted, int(years[0]), unit) if unit or not written.choices else None

    def look_up(self, written: str) -> Heading:
        """A heading under the name by which it is known here, if it is known at all."""
        return _looked_up(self, written)

    def names_two(self, written: str) -> bool:
        """Whether a heading names two fields with a slash between them, though without it it would
        be known: 联系人/电话 is no 联系人电话, 确认人/职务 no 确认人职务."""
        if ("/" not in written and "／" not in written) or written in self.written:
            return False
        parts = [bare(part).name for part in plain(written).split("/")]
        meant = {wanted.name for part in parts for wanted in self.meanings(part)}
        rules = (self.rules.get((part, left)) for part in parts for left in meant)
        return len(meant.union(rule.means.name for rule in rules if rule and rule.means)) > 1

    def unsure(self, name: str) -> bool:
        """Whether a name may mean a field here, but does not always."""
        return name in self.stand_ins or name in self.ambiguous

    def knows(self, written: str) -> bool:
        """Whether a heading means a field here, if only now and then."""
        return self.look_up(written).name in self.known

    def knows_any(self, row: Sequence[object]) -> bool:
        """Whether any cell of a row is a heading that means a field here, if only now and then."""
        return any(isinstance(cell, str) and self.knows(cell) for cell in row)

    def meanings(self, name: str) -> tuple[Field, ...]:
        """All fields that a name may mean."""
        named = self.names.get(name)
        return (named,) if named else tuple(wanted for wanted, _ in self.claims(name))

    def claims(self, name: str) -> Ranked:
        """The fields that a name may mean where it means none for certain."""
        return self.stand_ins.get(name) or self.ambiguous.get(name, ())


@lru_cache(maxsize=65536)  # every word of the first rows, for each of the kinds
def _looked_up(index: HeadingIndex, written: str) -> Heading:
    heading = bare(written)
    if heading.name in index.known:
        return heading._replace(name=plain(written)) if index.names_two(written) else heading
    if heading.behind and heading.behind[0] in index.names:
        return heading._replace(name=heading.behind[0], unit=heading.behind[1])
    wanted = index.names.get(heading.stem)
    if wanted and _are_choices(heading, wanted):
        return heading._replace(name=heading.stem)
    if wanted and (unit := counted(heading, wanted)):
        return heading._replace(name=heading.stem, unit=unit)
    return _in_both(index, written) or heading


def _in_both(index: HeadingIndex, written: str) -> Heading | None:
    """A heading by its Chinese, where its English says the same or nothing need be said of it."""
    chinese, english = in_both(written)
    if not chinese:
        return None
    heading, other = index.look_up(chinese), index.look_up(english)
    meant = index.meanings(heading.name)
    unknown = other.name not in index.names
    if any(one in index.meanings(other.name) or (unknown and says(english, one)) for one in meant):
        return heading._replace(unit=heading.unit or other.unit)
    return heading if heading.name in index.silent else None


@lru_cache(maxsize=512)  # the sheets of many managers have the same headings
def _matched(index: HeadingIndex, row: tuple[str, ...], first_column: int, certain: bool) -> Match:
    return index._match(row, first_column, certain)


@lru_cache(maxsize=8192)
def _alone(index: HeadingIndex, written: str, certain: bool) -> Column | None:
    columns = index.match([written], 1, certain).columns
    return columns[0] if columns else None


def _are_choices(heading: Heading, wanted: Field) -> bool:
    """Whether the brackets of a heading list nothing but what may be filled in: （是/否）."""
    known = _YES_OR_NO if wanted.type == "flag" else wanted.spellings
    return bool(heading.choices) and all(choice in known for choice in heading.choices)


@cache
def index_of(schema: SheetSchema) -> HeadingIndex:
    """The headings of a schema; those to which the company gave a meaning go before all others."""
    fields = schema.fields
    own = {bare(heading).name: name for heading, name in schema.own.items()}
    names = {comparable(name): one for one in fields.values() for name in one.headings}
    names = {**_of_steps(schema), **names}
    names = {name: one for name, one in names.items() if name not in own}
    names |= {heading: fields[name] for heading, name in own.items() if name}
    said_silent = {heading for heading, name in own.items() if not name}
    rules = {
        (comparable(heading), left): Rule(fields[rule.means] if rule.means else None)
        for rule in schema.neighbours
        for heading in rule.headings
        for left in rule.after
        if comparable(heading) not in own
    }
    return HeadingIndex(
        schema=schema,
        names=names,
        stand_ins=_ranked(((one, one.stands_in) for one in fields.values()), own),
        ambiguous=_ranked(((one, one.ambiguous) for one in fields.values()), own),
        silent=frozenset((_silent() - names.keys()) | said_silent),
        rules=rules,
        adding={
            comparable(heading): one
            for one in fields.values()
            for heading in one.adding
            if comparable(heading) not in own
        },
        steps=frozenset(comparable(words) for step in schema.steps for words in step.words),
        written=_written(schema),
    )


def _of_steps(schema: SheetSchema) -> dict[str, Field]:
    """The headings of the columns of each step: 科长申报 with 姓名, 职务 or 日期 behind it."""
    return {
        comparable(f"{words}{heading}"): schema.fields[name]
        for step in schema.steps
        for name, headings in step.columns.items()
        for heading in headings
        for words in step.words
    }


@cache
def _silent() -> frozenset[str]:
    """The headings that are none of ours and of which nothing need be said."""
    return frozenset(heading for heading, group in elsewhere().items() if group.silent)


def _ranked(
    lists: Iterable[tuple[Field, Sequence[str]]], own: Mapping[str, str]
) -> dict[str, Ranked]:
    found: dict[str, Ranked] = {}
    for one, headings in lists:
        for rank, heading in enumerate(headings):
            name = comparable(heading)
            if name not in own:
                found[name] = (*found.get(name, ()), (one, rank))
    return found


def _written(schema: SheetSchema) -> frozenset[str]:
    """Every heading to the letter, as people write it or as a program exports it."""
    own = [heading for heading, name in schema.own.items() if name]
    return frozenset(own).union(
        *((*one.headings, *one.stands_in, *one.ambiguous) for one in schema.fields.values())
    )
