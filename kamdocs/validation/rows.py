"""Holds records against the schema of their kind: what Cerberus finds becomes findings with code,
cell and facts."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

from kamdocs.contract import Breach, Contract
from kamdocs.contract.selectors import Selector
from kamdocs.contract.shapes import fits
from kamdocs.model import (
    Column,
    Fact,
    Finding,
    Level,
    Moment,
    More,
    Note,
    Record,
    Stretch,
    Text,
    Unread,
    level_of,
)
from kamdocs.sheets import Field, RowCheck, SheetSchema, with_as_of
from kamdocs.validation.types import CHECKS, FAULTS

_DAYS = frozenset({date})
_MOST = 5_000
"""The number of rows that a check remembers as sound."""


class RowValidator:
    """Holds records of one kind against the schema of that kind, as of one day."""

    def __init__(self, schema: SheetSchema, as_of: date) -> None:
        self.schema = schema
        self.as_of = as_of

    @cached_property
    def _contract(self) -> Contract:
        rules = {name: field.rules for name, field in self.schema.fields.items()}
        return Contract(rules, CHECKS)

    @cached_property
    def _checks(self) -> list["_Across"]:
        return [_Across(check, self.schema, self.as_of) for check in self.schema.checks]

    def hold_stretch(self, stretch: Stretch) -> tuple[Stretch, list[Finding]]:
        """The rows of a stretch with their faulty fields named, and the findings on them: the same
        as ``hold`` for each row, but faster, since only rows that may be wrong are looked at."""
        found: list[Finding] = []
        faulty: dict[int, More] = {}
        for at, among in sorted(self._suspects(stretch).items()):
            record, said = self.hold(stretch.record(at), among)
            found += said
            if record.faulty:
                faulty[at] = {"faulty": record.faulty}
        return (stretch.knowing(faulty) if faulty else stretch), found

    def _suspects(self, stretch: Stretch) -> Mapping[int, Collection[str] | None]:
        """The rows that may be wrong, by their positions in the stretch, each with the fields that
        may be wrong by themselves, or None where any may."""
        suspects = dict(self._contract.suspects(stretch.values.unfolded(), len(stretch.numbers)))
        for check in self._checks:
            suspects |= dict.fromkeys(check.suspects(stretch, suspects), ())
        return suspects

    def hold(
        self, record: Record, among: Collection[str] | None = None
    ) -> tuple[Record, list[Finding]]:
        """The record with its faulty fields named, and the findings on it.

        A required field whose whole column is missing is faulty, but was already reported once at
        the heading row. A warning makes no field faulty. ``among`` are the only fields that may be
        wrong by themselves, where that is known.
        """
        faulty: set[str] = set()
        found: list[Finding] = []
        for breach in self._contract.breaches(record.values, among):
            name = breach.path[0]
            if breach.rule == "required" and record.is_endless(name):
                continue
            code, facts = _word(self.schema.fields[name], breach, record.notes.get(name))
            if level_of(code) is Level.ERROR or isinstance(breach.value, Unread):
                faulty.add(name)  # what could not be read is no value, whatever is said of it
            if breach.rule != "required" or record.asked(name):
                found.append(Finding(code, record.place(name), facts))
        for check in self._checks:
            for name, finding in check.hold(record, faulty):
                faulty.add(name)
                found.append(finding)
        return (record.known(faulty=frozenset(faulty)) if faulty else record), found


class _Across:
    """A check over several fields of a row. A field that is wrong by itself is left out of it."""

    def __init__(self, check: RowCheck, schema: SheetSchema, as_of: date) -> None:
        self._check, self._schema = check, schema
        self._when = Selector(with_as_of(check.when, as_of))
        self._must = Contract(with_as_of(check.must, as_of), allow_unknown=True)
        self._names = tuple(dict.fromkeys((*check.when, *check.must, *check.order)))
        self._kept: set[tuple[object, ...]] = set()

    def suspects(self, stretch: Stretch, but: Collection[int]) -> set[int]:
        """The positions of the rows that break the check, without those in ``but``, which are
        looked at anyway. None of the others has a field that is wrong by itself."""
        said = {*self._must.suspects(stretch.values, len(stretch.numbers))}
        said.update(_out_of_order(stretch.values, self._check.order))
        said.difference_update(but)
        if not said:
            return said
        rows = self._values_looked_at(stretch)
        fresh = {rows[at]: at for at in said if rows[at] not in self._kept}
        wrong = {row for row, at in fresh.items() if self.hold(stretch.record(at), ())}
        return {at for at in said if rows[at] in wrong}

    def _values_looked_at(self, stretch: Stretch) -> Sequence[tuple[object, ...]]:
        """For each row its values in the fields that the check looks at."""
        blank = [None] * len(stretch.numbers)
        columns = [stretch.values.get(name, blank) for name in self._names]
        return [*zip(*columns, strict=True)]

    def hold(self, record: Record, wrong: Collection[str]) -> Sequence[tuple[str, Finding]]:
        """The findings on a record, each with the field that it makes faulty. ``wrong`` are the
        fields that are wrong by themselves. Rows with the same values in all fields that the check
        looks at are looked at once."""
        if wrong:
            return list(self._wrong(record, frozenset(wrong)))
        said = tuple(map(record.values.get, self._names))
        if said in self._kept:
            return ()
        found = list(self._wrong(record, frozenset()))
        if not found and len(self._kept) < _MOST:
            self._kept.add(said)
        return found

    def _wrong(self, record: Record, wrong: frozenset[str]) -> Iterator[tuple[str, Finding]]:
        if self._when.judge(record.values, wrong)[0] is not True:
            return
        for breach in self._must.breaches(record.values):
            name = breach.path[0]
            if name not in wrong:
                facts: dict[str, Fact] = {
                    "rule": self._check.text,
                    "field": self._schema.label(name),
                    "value": self._schema.fields[name].shown(record.get(name)),
                }
                yield name, Finding("KD210", record.place(name), facts)
        yield from self._order(record, wrong)

    def _order(self, record: Record, wrong: frozenset[str]) -> Iterator[tuple[str, Finding]]:
        days = [
            (name, day)
            for name in self._check.order
            if name not in wrong and isinstance(day := record.get(name), date | Moment)
        ]
        for (first, earlier), (second, later) in pairwise(days):
            if Moment.of(later).before(Moment.of(earlier)):
                facts: dict[str, Fact] = {
                    "rule": self._check.text,
                    "first": self._schema.label(first),
                    "first_day": earlier,
                    "second": self._schema.label(second),
                    "second_day": later,
                }
                yield second, Finding("KD211", record.place(second), facts)


def _out_of_order(values: Mapping[str, Column], order: Sequence[str]) -> Iterator[int]:
    """The positions of rows in which the day of a field may lie before that of one that should come
    first by ``order``."""
    columns = [values[name] for name in order if name in values]
    for at, days in enumerate(zip(*columns, strict=True)):
        there = [day for day in days if day is not None]
        if len(there) > 1 and not (_DAYS.issuperset(map(type, there)) and there == sorted(there)):
            yield at


Worded = tuple[str, Mapping[str, Fact]]


def _word(field: Field, breach: Breach, note: Note | None) -> Worded:
    """The code and the facts of a breach; ``note`` says how the cell was read."""
    if isinstance(breach.value, Unread):
        return breach.value.code, breach.value.facts
    facts: dict[str, Fact] = {"field": field.label, "value": breach.value}
    code, more = _WORDED.get(breach.rule, _otherwise)(field, breach)
    if code == "KD205" and note and "number-as-words" in note.how:
        code, more = _zero_lost(breach) or (code, more)
    return code, {**facts, **more}


def _zero_lost(breach: Breach) -> Worded | None:
    """The code and facts of a number cell that would have the right shape with one 0 before it, as
    a postcode does. None where it would not, or where more zeros would do as well, so that it is
    not certain that one was lost."""
    shape, probably = str(breach.constraint), f"0{breach.value}"
    lost = fits(shape, probably) and not fits(shape, f"0{probably}")
    return ("KD213", {"probably": probably}) if lost else None


def _allowed(field: Field, breach: Breach) -> Worded:
    wrong = breach.info[0] if breach.info else (breach.value,)
    shown = wrong if isinstance(wrong, tuple) else (wrong,)
    return "KD203", {"value": shown, "allowed": tuple(field.labels.values())}


def _bound(field: Field, breach: Breach) -> Worded:
    bound = field.in_its_unit(breach.constraint)
    least = Text(f"不小于{bound}", f"at least {bound}")
    most = Text(f"不大于{bound}", f"at most {bound}")
    return "KD204", {"bound": least if breach.rule == "min" else most}


def _shape(field: Field, breach: Breach) -> Worded:
    return "KD205", {"help": field.help, "example": field.example}


def _length(field: Field, breach: Breach) -> Worded:
    bound = breach.constraint
    least = Text(f"至少{bound}个", f"at least {bound}")
    most = Text(f"至多{bound}个", f"at most {bound}")
    words = least if breach.rule == "minlength" else most
    return "KD206", {"length": len(breach.value), "bound": words}


def _named(field: Field, breach: Breach) -> Worded:
    fault = FAULTS[str(field.rules["check_with"])](breach.value)
    assert fault is not None  # the same check has just found it
    return fault.code, fault.facts


def _required(field: Field, breach: Breach) -> Worded:
    return "KD201", {}


def _otherwise(field: Field, breach: Breach) -> Worded:
    return "KD212", {"rule": breach.wanted}


_WORDED: Mapping[str, Callable[[Field, Breach], Worded]] = {
    "required": _required,
    "empty": _required,
    "allowed": _allowed,
    "min": _bound,
    "max": _bound,
    "regex": _shape,
    "minlength": _length,
    "maxlength": _length,
    "check_with": _named,
}
