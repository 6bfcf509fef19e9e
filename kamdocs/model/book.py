"""The book: all records as of one day, indexed by kind, customer and day. Rules look up records in
it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypeVar

from kamdocs.model.people import mention_of, people_in
from kamdocs.model.period import DAY
from kamdocs.model.place import Place
from kamdocs.model.record import Record
from kamdocs.model.succession import Succession, Turn

_Key = TypeVar("_Key", str, tuple[str, str])
CUSTOMER = "customer"
VISIT = "visit"
VISIT_PLAN = "visit_plan"
ATTESTATION = "attestation"
DEPUTY = "deputy"
WAIVER = "waiver"
DECISION = "decision"
"""The kind of records of what a reviewer decides on a finding; no sheet of it is handed in."""


def key_of(customer: Record) -> str:
    """The key of a customer: its code, else that of the row with its name that has one, else its
    name, else the place of its row. A faulty code, such as one that another customer has, is not
    used."""
    if customer.subject:
        return customer.subject
    code = "" if "code" in customer.faulty else customer.text("code")
    return code or customer.text("name") or str(customer.row)


class Term(NamedTuple):
    """A row of the archive and the days on which it holds, both inclusive: ``since`` is None for
    the first row of a customer, ``until`` for the one that still holds."""

    record: Record
    until: date | None = None
    since: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the row holds on a day."""
        return (self.since or day) <= day <= (self.until or day)


class _Charge(NamedTuple):
    """Who looks after a customer on some days, both inclusive; None leaves that end open."""

    people: frozenset[str]
    since: date | None
    until: date | None


class Speech(NamedTuple):
    """The days that one sheet covers: it has all records of its kind from ``start`` to ``last``.

    ``start`` None means from the beginning of time, ``last`` None that the end is not known.
    ``names`` are the words of its file name, sheet name and titles: if they name account managers,
    the sheet covers only the customers of these.
    """

    kind: str
    place: Place
    start: date | None
    last: date | None
    names: str = ""

    def within(self, since: date | None, until: date | None) -> "Speech | None":
        """The part of it between two days, both inclusive; None if it covers none of them."""
        start = max((day for day in (self.start, since) if day), default=None)
        last = min(self.last, until) if self.last and until else self.last
        if start and last and last < start:
            return None
        return self._replace(start=start, last=last)


@dataclass(slots=True)
class _Index:
    """The indexes of a book. Records by kind (``kinds``), by kind and customer (``about``), by kind
    and each customer who may be meant (``likely``), and by kind if they name no customer
    (``nameless``). Rows of the archive by the customer's key in lower case (``terms``), and those
    that do not hold yet (``later``)."""

    kinds: dict[str, list[Record]] = field(default_factory=dict)
    about: dict[tuple[str, str], list[Record]] = field(default_factory=dict)
    likely: dict[tuple[str, str], list[Record]] = field(default_factory=dict)
    nameless: dict[str, list[Record]] = field(default_factory=dict)
    terms: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    later: tuple[Turn, ...] = ()

    def file(self, kind: str, records: Iterable[Record]) -> None:
        """File the records of a kind by the customers whom they concern or may concern; customers
        themselves concern nobody."""
        about: dict[str, list[Record]] = {}
        for record in records:
            if kind != CUSTOMER:
                if record.subject:
                    about.setdefault(record.subject, []).append(record)
                elif record.nameless:
                    self.nameless.setdefault(kind, []).append(record)
            for key in record.likely:
                self.likely.setdefault((kind, key), []).append(record)
        self.about.update(((kind, key), found) for key, found in about.items())


_PLACE = attrgetter("row.file", "row.sheet", "row.row")


def _in_order(records: Iterable[Record]) -> list[Record]:
    """The records by day, those without a day last; on one day by file, sheet and row. Two sorts by
    one key each are faster than one by both, since the rows mostly come in their order."""
    return sorted(sorted(records, key=_PLACE), key=lambda one: one.day or date.max)


def _each(
    lists: Mapping[_Key, list[Record]], shown: Callable[[Record], Record]
) -> dict[_Key, list[Record]]:
    return {key: [shown(record) for record in records] for key, records in lists.items()}


class Book:
    """All records on the company's customers, as of one day.

    ``speeches`` are the days that the handed-in sheets cover; ``succession`` names the fields of
    the archive that put the rows of one customer in order.
    """

    def __init__(
        self,
        records: Iterable[Record],
        as_of: date,
        speeches: Iterable[Speech] = (),
        succession: Succession | None = None,
    ) -> None:
        self.as_of = as_of
        self._records = tuple(records)
        self._succession = succession or Succession()
        self._named: dict[str, frozenset[str]] = {}
        self._speeches: dict[str, list[Speech]] = {}
        for speech in speeches:
            self._speeches.setdefault(speech.kind, []).append(speech)

    @cached_property
    def _index(self) -> "_Index":
        """Built at the first use, since a validation without a check never uses it."""
        index = _Index()
        rows: dict[str, list[Record]] = {}
        for record in _in_order(self._records):
            index.kinds.setdefault(record.kind, []).append(record)
        for record in index.kinds.get(CUSTOMER, ()):
            if record.double_of:  # it only lists contacts
                continue
            rows.setdefault(key_of(record).casefold(), []).append(record)
        for kind, records in index.kinds.items():
            index.file(kind, records)
        turns = {key: self._succession.in_turn(found) for key, found in rows.items()}
        index.terms = {key: self._begun(found) for key, found in turns.items()}
        index.later = tuple(
            turn for key, found in turns.items() for turn in found[len(index.terms[key]) :]
        )
        return index

    @cached_property
    def _charges(self) -> dict[str, tuple[_Charge, ...]]:
        return {key: self._in_charge(terms) for key, terms in self._index.terms.items()}

    @cached_property
    def _everyone(self) -> list[str]:
        """The account managers of all times, the longest names first."""
        everyone = {
            name for charges in self._charges.values() for one in charges for name in one.people
        }
        return sorted(everyone, key=lambda name: (-len(name), name))

    @property
    def records(self) -> tuple[Record, ...]:
        """All records of every kind, by day."""
        return tuple(record for those in self._index.kinds.values() for record in those)

    def told(self, shown: Callable[[Record], Record]) -> "Book":
        """The same book with each record replaced by what ``shown`` makes of it, for a role that
        does not see all fields. The order of records, their customers and the days on which they
        hold stay as they are."""
        seen: dict[int, Record] = {}

        def each(record: Record) -> Record:
            if id(record) not in seen:
                seen[id(record)] = shown(record)
            return seen[id(record)]

        _ = self._everyone  # who looked after whom is told by what was read, not by what is shown
        index, other = self._index, copy(self)
        other._index = _Index(
            _each(index.kinds, each),
            _each(index.about, each),
            _each(index.likely, each),
            _each(index.nameless, each),
            {
                key: tuple(term._replace(record=each(term.record)) for term in terms)
                for key, terms in index.terms.items()
            },
            tuple(turn._replace(record=each(turn.record)) for turn in index.later),
        )
        return other

    def _begun(self, turns: list[Turn]) -> tuple[Term, ...]:
        """The rows of one customer in the order of their days, each until the day before the next.

        Rows that begin after the day of the book are left out, unless there are only such rows.
        """
        if len(turns) == 1:
            return (Term(turns[0].record),)
        begun = [turn for turn in turns if turn.since <= self.as_of] or turns[:1]
        starts = [None, *(turn.since for turn in begun[1:])]
        ends = [*(turn.since - DAY for turn in begun[1:]), None]
        return tuple(
            Term(turn.record, end, start)
            for turn, start, end in zip(begun, starts, ends, strict=True)
        )

    def _in_charge(self, terms: Iterable[Term]) -> tuple[_Charge, ...]:
        """Who looked after a customer on which days: the account manager in the row that holds; a
        successor only from the day of appointment on, if that is later than the row."""
        manager = self._succession.manager
        charges: list[_Charge] = []
        for term in terms:
            people = people_in(term.record.text(manager)) if manager else frozenset()
            if charges and charges[-1].people == people:
                continue
            since = term.since
            if charges and since:
                since = max(since, self._succession.handed_over(term.record))
                charges[-1] = charges[-1]._replace(until=since - DAY)
            charges.append(_Charge(people, since, None))
        return tuple(charges)

    @property
    def customers(self) -> tuple[Record, ...]:
        """The row of each customer that holds today, in the order of their keys."""
        return tuple(self._index.terms[key][-1].record for key in sorted(self._index.terms))

    def customer(self, key: str) -> Record | None:
        """The row that holds today for the customer with a key, or None."""
        terms = self._index.terms.get(key.casefold())
        return terms[-1].record if terms else None

    def terms(self, customer: Record) -> tuple[Term, ...]:
        """The rows of the archive for a customer in their order, with the days on which they hold;
        the last one holds today."""
        return self._index.terms[key_of(customer).casefold()]

    @property
    def to_come(self) -> tuple[Turn, ...]:
        """The rows of the archive that will hold only after the day of the book, each with its
        first day."""
        return self._index.later

    def on(self, customer: Record, day: date) -> Record:
        """The row of the archive that holds for a customer on a day."""
        terms = self.terms(customer)
        return next((term.record for term in terms if term.holds_on(day)), terms[-1].record)

    def of(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind, by day."""
        return tuple(self._index.kinds.get(kind, ()))

    def knows(self, kind: str) -> bool:
        """Whether there is any record of a kind."""
        return kind in self._index.kinds

    def about(self, kind: str, customer: str) -> tuple[Record, ...]:
        """The records of a kind that concern a customer, by day."""
        return tuple(self._index.about.get((kind, customer), ()))

    def likely(self, kind: str, customer: str) -> tuple[Record, ...]:
        """The records that may concern a customer: the name is similar or has two owners."""
        return tuple(self._index.likely.get((kind, customer), ()))

    def nameless(self, kind: str) -> tuple[Record, ...]:
        """The records that name no customer at all."""
        return tuple(self._index.nameless.get(kind, ()))

    def handed_in(self, kind: str) -> bool:
        """Whether any sheet of a kind was handed in."""
        return kind in self._speeches

    def speeches(self, kind: str, customer: str = "") -> tuple[Speech, ...]:
        """The days that the sheets of a kind cover for a customer (or for the company).

        A sheet whose names mention account managers covers only the customers of these, and only
        the days on which one of them looked after the customer.
        """
        return tuple(
            part
            for speech in self._speeches.get(kind, ())
            for part in (self._for(speech, customer) if customer else (speech,))
        )

    def _for(self, speech: Speech, customer: str) -> Iterator[Speech]:
        named = self.named_in(speech.names)
        if not named:
            yield speech
            return
        for charge in self._charges.get(customer.casefold(), ()):
            part = speech.within(charge.since, charge.until) if charge.people & named else None
            if part:
                yield part

    def named_in(self, words: str) -> frozenset[str]:
        """The account managers named in some words; a name that is part of a longer one does not
        count."""
        if words not in self._named:
            self._named[words] = frozenset(self._in_words(words))
        return self._named[words]

    def _in_words(self, words: str) -> Iterator[str]:
        for name in self._everyone:
            words, found = mention_of(name).subn(" ", words)
            if found:
                yield name

    def unspoken(self, kind: str, customer: str, start: date, last: date) -> date | None:
        """The first day from ``start`` to ``last`` that no sheet covers, or None."""
        day = start
        known = [one for one in self.speeches(kind, customer) if one.last]
        for speech in sorted(known, key=lambda one: one.start or date.min):
            if speech.last and (speech.start or date.min) <= day <= speech.last:
                day = speech.last + DAY
                if day > last:
                    return None
        return day

    def last_speech(self, kind: str, customer: str) -> Speech | None:
        """The sheet that covers days until the latest, or None if no sheet says until when."""
        known = [one for one in self.speeches(kind, customer) if one.last]
        return max(known, key=lambda one: (one.last or date.min, str(one.place)), default=None)
