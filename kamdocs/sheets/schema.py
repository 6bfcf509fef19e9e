"""The schema of a kind of sheet: its fields with their headings, its checks, the roles of its
fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from kamdocs.lazy import lazy
from kamdocs.model import Record, Succession, Text, day_in
from kamdocs.model.amounts import IN_WAN, out_of_wan

NOTHING = "-"
"""Written in place of a field for a heading whose column is not read."""
_VERSION = lazy(r"[0-9]{1,9}(\.[0-9]{1,9})*\Z")


class Field(NamedTuple):
    """One column. ``rules`` is its Cerberus schema without ``meta``.

    ``spellings`` leads from each label or synonym of an allowed value to the value itself;
    ``unit`` is the unit that a printed heading names. A column whose heading names none has none.
    ``aliases`` mean the field and nothing else; ``stands_in`` are taken where no column has one
    of those; ``ambiguous`` mean other things as well and are taken where their neighbours and the
    kind of sheet tell. Of several such columns the one whose heading is listed first is taken.
    ``columns`` are the headings of the pieces of its lines where a form has a small table for
    them (姓名, 部门, 职务). ``endless`` are the words that say of a last day that there is none:
    such a cell is filled in and has no value. A last day that ``ends`` is never left open, though
    not every row has one. A number ``of_hundred`` is mostly near a hundred (98
    for 98%), so that a bare one up to 1 is in doubt. ``counted_in`` are units of things that a
    heading may name for bare figures: 年产量（台）. ``adding`` are headings of columns that hold
    more of the same beside that of the field: 同行人员 beside 出差人员. ``former`` are choices
    that the field has for others: no sheet may hold them, though a form may show them.
    """

    name: str
    type: str
    label: Text
    aliases: tuple[str, ...]
    help: Text
    example: str
    group: str
    rules: Mapping[str, Any]
    unit: str = ""
    labels: Mapping[str, Text] = {}
    spellings: Mapping[str, str] = {}
    stands_in: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()
    endless: tuple[str, ...] = ()
    ends: bool = False
    of_hundred: bool = False
    counted_in: tuple[str, ...] = ()
    adding: tuple[str, ...] = ()
    former: frozenset[str] = frozenset()

    @property
    def required(self) -> bool:
        return bool(self.rules.get("required"))

    @property
    def allowed(self) -> tuple[str, ...]:
        return tuple(self.rules.get("allowed", ()))

    def last_of(self, values: Iterable[str]) -> str:
        """Of some values the one that comes last in the list of allowed ones; empty where none is
        allowed."""
        present = set(values)
        return next((one for one in reversed(self.allowed) if one in present), "")

    def shown(self, value: Any) -> Any:
        """A value for people: the labels of allowed values, in both languages, and an amount in
        the unit of the field."""
        if isinstance(value, tuple):
            return tuple(self.labels.get(part, part) for part in value)
        return self.labels.get(value, value) if isinstance(value, str) else self.in_its_unit(value)

    def in_its_unit(self, value: Any) -> Any:
        """An amount, which is kept in 万元, in the unit of the field; any other value as it is."""
        if self.type == "amount" and isinstance(value, Decimal) and self.unit in IN_WAN:
            return out_of_wan(value, self.unit)
        return value

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that means the field and nothing else, the Chinese label first. A blank
        prints the label of a percentage with its sign behind it."""
        labels = (self.label.zh, self.label.en)
        signed = [f"{label}（%）" for label in labels] if self.unit == "%" else []
        return (*labels, *self.aliases, *signed, self.name)


class RowCheck(NamedTuple):
    """A rule over several fields of one row.

    Records that ``when`` selects ``must`` meet a contract, or have their days in ``order``.
    ``$as_of`` in a constraint stands for the day of the run.
    """

    id: str
    text: Text
    when: Mapping[str, Any]
    must: Mapping[str, Any]
    order: tuple[str, ...] = ()


class Migration(NamedTuple):
    """How a sheet that was made by an older version of its schema is read.

    ``headings`` leads from headings of that version to the fields of today; ``text`` says what has
    changed since.
    """

    version: str
    headings: Mapping[str, str]
    text: Text


class Claim(NamedTuple):
    """How a field is verified that claims people of which level took part, such as 大客户经理.

    ``people`` is the field with the names of those who did. For each value, ``known_by`` gives the
    columns of the customer archive that name people of this level, and ``posts`` a pattern for the
    posts behind the names.
    """

    people: str
    known_by: Mapping[str, tuple[str, ...]]
    posts: Mapping[str, str]

    def can_bear_out(self, level: str) -> bool:
        """Whether a column or a post could tell who is of a level; of one that a company has added
        nothing does."""
        return level in self.known_by or level in self.posts


class Roles(NamedTuple):
    """The fields with a certain role: whom a record is about, when it happened, when it was
    recorded.

    ``late_approved`` names who approved a late record; ``tier`` is a customer's declared tier and
    ``tier_since`` its first day, ``since`` and ``until`` the first and last day of dealings,
    ``manager`` who looks after the customer and ``appointed`` since when, ``status`` whether
    dealings go on, ``parent`` the customer to whose group it belongs, ``sort`` what sort of thing a
    row is about. Records of a kind without ``name`` are those of the company.
    """

    name: str = ""
    code: str = ""
    day: str = ""
    month: str = ""
    recorded: str = ""
    late_approved: str = ""
    tier: str = ""
    tier_since: str = ""
    since: str = ""
    until: str = ""
    manager: str = ""
    appointed: str = ""
    status: str = ""
    parent: str = ""
    sort: str = ""

    @property
    def succession(self) -> Succession:
        """The fields that put the rows of one customer in order."""
        return Succession(self.tier_since, self.since, self.manager, self.appointed)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that have a role."""
        return tuple(name for name in self if name)


class Neighbour(NamedTuple):
    """What some headings mean to the right of certain columns: a field, or None for a column that
    is not read."""

    headings: tuple[str, ...]
    after: tuple[str, ...]
    means: str | None


class Step(NamedTuple):
    """The words for a step that somebody signs (科长申报), and for each field of the step the words
    that stand for it beside or below these: 姓名, 职务, 日期."""

    words: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]


class Others(NamedTuple):
    """Words above a group of headings which say that the columns below are on somebody else, except
    fields of the groups in ``but``. Right of a single heading with such a word, the fields in
    ``theirs`` may be on somebody else, too."""

    words: tuple[str, ...]
    but: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)  # one schema is one object: it can be a key
class SheetSchema:
    """One kind of record. ``counted`` is the word for several of them (次, visits), ``row`` says
    what one of them tells.

    ``mark`` names the fields without whose headings a sheet is not of this kind; ``unique`` the
    sets of fields that no two rows may share; ``same`` those that, with the customer, make two
    rows the same event, unless they contradict each other elsewhere; those that contradict each
    other in one of those that tell events ``apart`` are two for certain; ``counts`` selects the
    records that count at all (no drafts), ``called_off`` those of events that did not take place,
    and ``expected_of`` the customers of whom there should be some. ``aside`` names the fields in
    which two rows of the same thing may differ, ``telling`` those that two customers hardly share,
    and ``own_words`` those that are told anew for every event. ``across`` is the field whose values
    stand below months that stand across. In the fields of ``prose`` people
    write what they like; what they repeat there of a field that a role does not see is not shown by
    that.
    ``claims`` gives the fields whose values claim who took part, with what bears them out.
    ``subject_optional`` records may concern the whole company.
    ``once`` may be said once for all rows of a table, ``yearless`` are written without their year
    where a title tells it, ``titled_year`` is what the year in a title means,
    ``to_come`` what holds for rows below a title that tells of plans;
    ``common`` fields are met in sheets of other kinds as well and do not tell the kind;
    ``others`` are words of groups above headings which say that columns are somebody else's;
    ``values_decide`` gives sets of fields whose columns are told apart by what stands in them;
    ``own`` are headings that a company gave a meaning: a field's name, or empty for none;
    ``migrations`` are the older versions whose sheets can still be read.
    """

    kind: str
    version: str
    title: Text
    counted: Text
    row: Text
    sheets: tuple[str, ...]
    mark: tuple[str, ...]
    roles: Roles
    fields: Mapping[str, Field]
    groups: Mapping[str, Text]
    unique: tuple[tuple[str, ...], ...] = ()
    same: tuple[str, ...] = ()
    subject_optional: bool = False
    counts: Mapping[str, Any] = field(default_factory=dict)
    called_off: Mapping[str, Any] = field(default_factory=dict)
    expected_of: Mapping[str, Any] = field(default_factory=dict)
    aside: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    across: str = ""
    prose: frozenset[str] = frozenset()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    checks: tuple[RowCheck, ...] = ()
    common: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    yearless: tuple[str, ...] = ()
    titled_year: str = ""
    to_come: Mapping[str, str] = field(default_factory=dict)
    neighbours: tuple[Neighbour, ...] = ()
    steps: tuple[Step, ...] = ()
    others: tuple[Others, ...] = ()
    values_decide: tuple[tuple[str, ...], ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    migrations: tuple[Migration, ...] = ()
    file: str = ""

    @cached_property
    def weighty(self) -> frozenset[str]:
        """The fields that make up a record of this kind: those of its mark, those with a role and
        the required ones. Only these may be given once for a whole table; remarks may not."""
        required = (one.name for one in self.fields.values() if one.required)
        return frozenset((*self.mark, *self.roles.names, *required))

    @cached_property
    def recorded_last(self) -> bool:
        """Whether a check of this kind demands that events are recorded on their day or later. A
        plan is written before."""
        in_turn = (self.roles.day, self.roles.recorded)
        return any(check.order == in_turn for check in self.checks)

    def in_doubt(self, record: Record) -> frozenset[str]:
        """The fields of a record that must not be used as evidence: those with errors, and days
        that contradict a day with an error, since it is not known which of the two is wrong."""
        if not record.faulty:
            return record.faulty
        days = {name for name in record.faulty if day_in(record.get(name))}
        against = (set(check.order) for check in self.checks if days & set(check.order))
        return record.faulty.union(*against)

    def label(self, name: str) -> Text:
        """The heading of a field; KeyError where the kind has none of that name."""
        return self.fields[name].label


Schemas = Mapping[str, SheetSchema]


def version_order(version: str) -> tuple[int, ...]:
    """A version such as 2 or 2.10 as a key for sorting; anything else sorts before all versions."""
    return tuple(map(int, version.split("."))) if _VERSION.match(version) else ()


def with_as_of(schema: Mapping[str, Any], as_of: Any) -> dict[str, Any]:
    """The rules with every ``$as_of`` replaced by the day of the run."""
    return {
        name: {
            rule: as_of if constraint == "$as_of" else constraint
            for rule, constraint in rules.items()
        }
        if isinstance(rules, Mapping)
        else rules
        for name, rules in schema.items()
    }
