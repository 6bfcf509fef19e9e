"""Whom a rule binds, and on which days: by the tiers of its policy, by its selector, and by the
rows of the archive."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from kamdocs.compliance.misses import open_at
from kamdocs.compliance.remembering import Remembered
from kamdocs.compliance.standing import Standing, Stretch
from kamdocs.contract.selectors import AnyOf, Selector
from kamdocs.model import CUSTOMER, DAY, Book, NearMiss, Policy, Record, Rule, Term, Tier
from kamdocs.sheets import Schemas

Told = Callable[[Record], Sequence[Term]]
"""Gives for a row of the archive the rows that a register makes of it, each with its days."""
_Judged = tuple[bool | None, str]


@dataclass(frozen=True, slots=True, eq=False)
class TierJudgement:
    """The tiers that a customer may belong to, best first, and the cell that leaves it open.

    ``certain`` says that it belongs to one of them; else it may belong to none. Customers with the
    same values, none of them blank or faulty, share one judgement.
    """

    possible: tuple[Tier, ...]
    certain: bool
    because: NearMiss | None = None


class Archive:
    """Every customer's row of today with all its rows, and what follows from these whatever the
    policy."""

    def __init__(self, book: Book, schemas: Schemas) -> None:
        self.schemas = schemas
        self.customers = [(one, book.terms(one)) for one in book.customers]
        self._roles = schemas[CUSTOMER].roles
        self._standings: dict[tuple[int, tuple[str, ...], bool], Standing] = {}
        self.made: dict[str, Any] = {}
        """What is worked out once for all policies, as ``remembering.once`` keeps it."""

    def standing(self, customer: Record, demanded: tuple[str, ...], classed: bool) -> Standing:
        """The days on which a rule can bind by one row: from the latest day in the ``demanded``
        fields on, as long as there are dealings. Of a customer whom people ``classed`` it is from
        the day of the class on, where that is filled in."""
        key = id(customer), demanded, classed  # the stretch keeps the row: no other gets its id
        if key not in self._standings:
            roles = self._roles
            known = (roles.tier_since, roles.since) if classed else (roles.since,)
            self._standings[key] = Standing((self._with_days(customer, demanded, known),))
        return self._standings[key]

    def by_class(self, customer: Record, every: Sequence[Term]) -> Sequence[Term]:
        """A customer as it is today, but for the class, which may have been another before; rows on
        end that give the same are one."""
        name = self._roles.tier
        held: list[Term] = []
        for said, rows in groupby(every, lambda one: _said(one.record, name)):
            first, *more = rows
            last = more[-1] if more else first
            same = said == _said(customer, name)
            row = customer if same else _as_was(customer, name, last.record)
            held.append(Term(row, last.until, first.since))
        return held

    def tells_class(self, rule: Rule) -> bool:
        """Whether a rule asks of a customer of what class it is, without being one for tiers."""
        return not rule.tiers and self._roles.tier in rule.when

    def _with_days(
        self, customer: Record, demanded: tuple[str, ...], known: tuple[str, ...]
    ) -> Stretch:
        """The first day is the latest of the days in the ``demanded`` and the ``known`` fields, the
        last is the day before dealings ended. A faulty first day, or a blank demanded one, leaves
        that end open (``open_end``); a faulty end of dealings leaves it open whether the rule binds
        at all (``because``)."""
        roles, starts = self._roles, []
        because: NearMiss | None = None
        open_end: NearMiss | None = None
        for name in (*demanded, *known):
            day = customer.get(name)
            if name in customer.faulty or (day is None and name in demanded):
                open_end = open_end or open_at(self.schemas, "KD461", customer, name)
            elif isinstance(day, date):
                starts.append(day)
        for name in (roles.until, roles.status):
            if name in customer.faulty:
                because = because or open_end or open_at(self.schemas, "KD461", customer, name)
        ended = customer.get(roles.until)
        until = None
        if isinstance(ended, date) and roles.until not in customer.faulty:
            until = ended - DAY  # the day of leaving is no day of dealings
        return Stretch(customer, max(starts, default=None), until, because, open_end)


def _said(row: Record, name: str) -> tuple[object, bool]:
    """What a row says in a field, and whether that is wrong."""
    return row.get(name), name in row.faulty


def _as_was(customer: Record, name: str, row: Record) -> Record:
    """A customer with what a row of former days says in one field."""
    faulty = customer.faulty - {name} | row.faulty & {name}
    values = {**customer.values, name: row.get(name)}
    return customer.known(
        values=values, faulty=faulty, places={**customer.places, name: row.place(name)}
    )


class Binding:
    """Whom the rules of one policy bind."""

    def __init__(self, policy: Policy, archive: Archive) -> None:
        self._archive = archive
        self._selectors = [
            (tier, AnyOf(Selector(way) for way in tier.ways)) for tier in policy.tiers
        ]
        self._names = tuple(
            dict.fromkeys(name for tier in policy.tiers for way in tier.ways for name in way)
        )
        self._by_values = Remembered(self._judge_values)
        self._tiers: dict[int, tuple[Record, TierJudgement]] = {}

    def tier_of(self, customer: Record) -> TierJudgement:
        """The tiers that a customer's row may belong to: the first one whose selector takes it for
        certain, and those before that which blanks leave open."""
        known = self._tiers.get(id(customer))
        if known is None:
            known = self._tiers[id(customer)] = customer, self._judge_tier(customer)
        return known[1]

    def _judge_tier(self, customer: Record) -> TierJudgement:
        if customer.faulty:
            judged, silent = self._judge(customer.values, customer.faulty)
        else:
            judged, silent = self._by_values[tuple(map(customer.values.get, self._names))]
        if not silent:
            return judged
        return replace(judged, because=open_at(self._archive.schemas, "KD460", customer, silent))

    def _judge_values(self, said: tuple[object, ...]) -> tuple[TierJudgement, str]:
        return self._judge(dict(zip(self._names, said, strict=True)), frozenset())

    def _judge(
        self, values: Mapping[str, Any], faulty: frozenset[str]
    ) -> tuple[TierJudgement, str]:
        """The tiers by what a row says, and the field that first leaves one open."""
        possible: list[Tier] = []
        silent = ""
        for tier, selector in self._selectors:
            answer, name = selector.judge(values, faulty)
            if answer is False:
                continue
            possible.append(tier)
            if answer is True:
                return TierJudgement(tuple(possible), True), silent
            silent = silent or name
        return TierJudgement(tuple(possible), False), silent

    def standings(self, rule: Rule, told: Told | None) -> Iterator[Standing]:
        """Every customer that a rule binds or may bind, in the order of their keys.

        Where the archive has several rows of a customer, each says what it was from its day on, or
        from that on which its tier was decided upon; a rule for tiers binds by all of them, any
        other rule by the row of today, with the class of each day where it asks for that.
        """
        by_row = _ByRow(rule, self, self._archive)
        by_class = self._archive.tells_class(rule)
        for customer, every in self._archive.customers:
            terms: Sequence[Term] = ()
            if rule.tiers and (told or len(every) > 1):
                terms = self._decided(every)
            elif by_class and len(every) > 1:
                terms = self._archive.by_class(customer, every)
            if not (terms or told):
                standing = by_row.standing(customer)
                if standing and standing.stretches[0].lasts:
                    yield standing
                continue
            stretches = [
                part
                for term in terms or (Term(customer),)
                for then in (told(term.record) if told else (Term(term.record),))
                if (standing := by_row.standing(then.record))
                and (known := standing.stretches[0].within(then.since, then.until))
                and (part := known.within(term.since, term.until))
            ]
            if stretches:
                yield Standing(tuple(stretches))

    def _decided(self, terms: Sequence[Term]) -> list[Term]:
        """The rows of a customer with the days on which each says of what tier it is: a tier that
        was decided upon after it took effect leaves the customer what it was before until then."""
        held: list[Term] = []
        for term in reversed(terms):
            until = held[-1].since - DAY if held and held[-1].since else None
            since = self._decided_on(term.record, term.since) if term.since else None
            if not (since and until and until < since):
                held.append(Term(term.record, until, since))
        return held[::-1]

    def _decided_on(self, row: Record, since: date) -> date:
        """The first day on which a row says of what tier its customer is: ``since``, or a later one
        that the tier asks for. Where that is not known, the row holds from ``since`` on."""
        judged = self.tier_of(row)
        asked = judged.possible[0].since if judged.certain and judged.possible else ()
        days = [row.get(name) for name in asked if name not in row.faulty]
        return max([since, *(day for day in days if isinstance(day, date))])


class _ByRow:
    """The days on which a rule binds or may bind by one row of the archive."""

    def __init__(self, rule: Rule, binding: Binding, archive: Archive) -> None:
        self._tiers = frozenset(rule.tiers)
        self._binding, self._archive = binding, archive
        self._selector = Selector(rule.when)
        self._names = tuple(rule.when)
        self._inside = Remembered(self._bound_by)
        self._by_values: Remembered[tuple[object, ...], _Judged] = Remembered(
            lambda values: self._selector.judge(dict(zip(self._names, values, strict=True)))
        )

    def standing(self, customer: Record) -> Standing | None:
        """The days on which the rule binds or may bind by a row; None where it does not bind."""
        demanded: tuple[str, ...] = ()
        classed = False
        because: NearMiss | None = None
        if self._tiers:
            judged = self._binding.tier_of(customer)
            inside, surely = self._inside[judged]
            if not inside:
                return None
            demanded, classed = inside[0].since, inside[0].by_people
            because = None if surely else judged.because
        answer, name = self._judge(customer)
        if answer is False:
            return None
        if answer is None:
            because = because or open_at(self._archive.schemas, "KD464", customer, name)
        standing = self._archive.standing(customer, demanded, classed)
        if because:
            standing = Standing((standing.stretches[0]._replace(because=because),))
        return standing

    def _bound_by(self, judged: TierJudgement) -> tuple[tuple[Tier, ...], bool]:
        """The possible tiers that the rule is for, and whether the customer is of one of them for
        certain."""
        inside = tuple(one for one in judged.possible if one.id in self._tiers)
        return inside, judged.certain and len(inside) == len(judged.possible)

    def _judge(self, customer: Record) -> _Judged:
        if not self._names:
            return True, ""
        if customer.faulty:
            return self._selector.judge(customer.values, customer.faulty)
        return self._by_values[tuple(map(customer.values.get, self._names))]
