"""Drafts the smallest number of visits that serves some needs: one visit can serve several.

The needs of a customer are taken in the order in which their time ends, of those that end together
the shortest first. Each is served by visits already drafted where it fits into them, else by a new
one. Since calendar periods lie either within each other or apart, this drafts no visit too many: a
month's visit serves the quarter as well, and the quarter gets a visit of its own only where those
of its months are not enough. Needs for different values of a field (levels of the customer) come
last: one visit can serve any number of them.

There may be one visit more than the fewest where needs of a customer exclude each other for other
reasons than time: different modes, or one person who may not stand for two levels.

A need joins a visit only where the visit would count for all that it serves: for every level of a
visit of several levels somebody must be known.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kamdocs.compliance.levels import holders
from kamdocs.compliance.planning.needs import Need
from kamdocs.compliance.spacing import slots
from kamdocs.model import NOWHERE, VISIT, Record, Value, key_of
from kamdocs.sheets import SheetSchema

Days = frozenset[date]
Busy = Counter[tuple[str, Days]]
"""How many visits a person has that can be on the same days."""


@dataclass(frozen=True, eq=False)
class Unit:
    """One visit that a need lacks, with the working days (``days``) on which it serves.

    ``number`` counts the visits of the need, those made and planned included. ``value`` is the one
    that the visit is to have where different values of a field are counted, else empty.
    """

    need: Need
    number: int
    days: Days
    value: str = ""

    @property
    def where(self) -> Mapping[str, Any]:
        """The selector that the visit has to meet."""
        if not self.value:
            return self.need.where
        name = self.need.rule.terms["distinct"]
        own = dict(self.need.where.get(name, {}))
        asked = [*_listed(own.get("contains", ())), self.value]
        return {**self.need.where, name: {**own, "contains": list(dict.fromkeys(asked))}}

    @property
    def id(self) -> str:
        """Names the unit, the same in every run: the id of the verdict and the number."""
        return f"{self.need.asked.ruling.id}#{self.number}"


@dataclass(eq=False)
class Draft:
    """A proposed visit: the units that it serves, the days on which it can be, what its record will
    say, the people who go, and the levels for which nobody is known (``unnamed``)."""

    units: list[Unit]
    days: Days
    record: Record
    unnamed: tuple[str, ...] = ()
    people: tuple[str, ...] = field(default=())


class Table:
    """Drafts the visits of one customer after the other, and counts how busy people are with
    them."""

    def __init__(self, schema: SheetSchema) -> None:
        self._schema = schema
        self._busy: Busy = Counter()
        self.impossible: list[Unit] = []
        """The units for which no visit can be drafted."""

    def drafts(self, units: Iterable[Unit]) -> list[Draft]:
        """The visits that serve the units of one customer, as few as possible."""
        drafts: list[Draft] = []
        for unit in sorted(units, key=_in_turn):
            ways = [
                (at, way) for at, draft in enumerate(drafts) if (way := self._with(draft, unit))
            ]
            if ways:
                at, way = min(ways, key=lambda one: self._cost(drafts[one[0]], one[1]))
                self._leave(drafts[at])
            else:
                way = self._drafted([unit], unit.days)
                if way is None:
                    self.impossible.append(unit)
                    continue
                at = len(drafts)
            drafts[at : at + 1] = [way]
            self._busy.update((person, way.days) for person in way.people)
        return drafts

    def _leave(self, draft: Draft) -> None:
        self._busy.subtract((person, draft.days) for person in draft.people)

    def _cost(self, draft: Draft, way: Draft) -> tuple[int, bool, int, int, int, int, date]:
        """What ways to join a unit to a draft are compared by, the smallest being the best: how
        many of its days are lost, whether its record changes, how busy the people are who are
        added, how many these are, how many people and units the draft has, its first day."""
        more = [person for person in way.people if person not in draft.people]
        busy = sum(self._busy[person, way.days] for person in more)
        narrowed = len(draft.days) - len(way.days)
        changed = draft.record.values != way.record.values
        size = len(draft.people), len(draft.units)
        return narrowed, changed, busy, len(more), *size, min(way.days)

    def _with(self, draft: Draft, unit: Unit) -> Draft | None:
        """The draft with one more unit; None where it cannot serve that too."""
        days = draft.days & unit.days
        apart = not unit.value and any(one.need is unit.need for one in draft.units)
        return None if apart or not days else self._drafted([*draft.units, unit], days)

    def _drafted(self, units: list[Unit], days: Days) -> Draft | None:
        """A visit that would count for all of the units; None where there can be none."""
        values = self._values([unit.where for unit in units])
        if values is None:
            return None
        customer = units[0].need.customer
        unnamed: list[str] = []
        people: list[str] = []
        for name, claim in self._schema.claims.items():
            levels = values.get(name, ())
            claimed = [str(one) for one in levels] if isinstance(levels, tuple) else []
            known = {level: holders(customer, claim, level) for level in claimed}
            people += [found[0] for found in known.values() if found]
            unnamed += [level for level, found in known.items() if not found]
            if len(claimed) > 1 and unnamed:
                return None
            if people:
                values[claim.people] = tuple(dict.fromkeys(people))
        record = Record(VISIT, values, NOWHERE, day=min(days), subject=key_of(customer))
        if not all(unit.need.asked.scale and _takes(unit, record) for unit in units):
            return None
        return Draft(units, days, record, tuple(unnamed), tuple(dict.fromkeys(people)))

    def _values(self, asked: Sequence[Mapping[str, Any]]) -> dict[str, Value] | None:
        """The values that a visit needs so that several selectors take it; None where they
        contradict each other. Only rules about choices are looked at, others are left to whoever
        makes the visit."""
        found: dict[str, Value] = {}
        for name in dict.fromkeys(name for where in asked for name in where):
            own = self._schema.fields[name]
            rules = [where[name] for where in asked if name in where]
            choices = own.allowed or tuple(_listed(rules[0].get("allowed", ())))
            allowed = [
                one
                for one in choices
                if all(one in _listed(rule["allowed"]) for rule in rules if "allowed" in rule)
                and not any(one in _listed(rule.get("forbidden", ())) for rule in rules)
            ]
            contained = {one for rule in rules for one in _listed(rule.get("contains", ()))}
            chosen = [one for one in (choices or sorted(contained)) if one in contained]
            if own.type == "items" and contained:
                found[name] = tuple(chosen)
            elif any("allowed" in rule for rule in rules):
                if not allowed:
                    return None
                found[name] = (allowed[0],) if own.type == "items" else allowed[0]
        return found


def _takes(unit: Unit, record: Record) -> bool:
    """Whether a visit counts for a unit by the unit's rule, and has the value that it asks for."""
    scale = unit.need.asked.scale
    held = record.get(unit.need.rule.terms["distinct"]) if unit.value else ()
    brought = not unit.value or (isinstance(held, tuple) and unit.value in held)
    return brought and scale is not None and scale.takes(record) is True


def units_of(need: Need, days: Days, wanted: Iterable[str]) -> Iterator[Unit]:
    """The units that a need lacks, one for each visit. Where values are counted, those that other
    needs want anyway (``wanted``) come first."""
    first = need.made + need.planned + 1
    if apart := need.rule.terms.get("apart"):
        windows = slots(days, need.taken, need.lacking, apart)
        yield from (Unit(need, first + at, window) for at, window in enumerate(windows))
        return
    if not need.values:
        by_day = need.rule.terms.get("distinct_by") != "visit"
        room = len(days - need.taken) if by_day else need.lacking
        yield from (Unit(need, first + at, days) for at in range(min(need.lacking, room)))
        return
    also = set(wanted)
    values = sorted(need.values, key=lambda value: value not in also)
    for at, value in enumerate(values[: need.lacking]):
        yield Unit(need, first + at, days, value)


def contained(needs: Iterable[Need], name: str) -> Iterator[str]:
    """The values that some needs want visits to have in a field."""
    for need in needs:
        if need.lacking and not need.values:
            yield from map(str, _listed(need.where.get(name, {}).get("contains", ())))


def _in_turn(unit: Unit) -> tuple[bool, date, int, int, str]:
    """What units are sorted by: those with a value last, then by their last day, then the shortest
    first."""
    days = unit.days
    return bool(unit.value), max(days), len(days), unit.need.period.days, unit.id


def _listed(words: Any) -> list[Any]:
    return [words] if isinstance(words, str) else list(words)
