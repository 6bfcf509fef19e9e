"""For which of the levels that a visit claims somebody of that level is named.

A visit that claims one level is taken at its word. One that claims several counts for a level only
where one of the people named is known to be of it: by a column of the archive that names who holds
that post, by the post in brackets behind the name, or by the register of deputies, which says who
acts for a level on that day. A deputy makes the visit count for that level, claimed or not. Where
neither a column nor a post could tell who is of a level, as of one that a company has added, it is
believed.

Where nobody may stand for two levels at once (``distinct``), a person of two levels counts for one
of them: for which is unknown unless the post in brackets says so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from kamdocs.compliance.glance.looks import FILLED, Claimed, Known, Look
from kamdocs.compliance.remembering import Remembered
from kamdocs.compliance.word_of import person_in, persons_in
from kamdocs.contract.shapes import holds
from kamdocs.model import CUSTOMER, DEPUTY, Book, Record, day_in
from kamdocs.sheets import Claim, SheetSchema

_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")


class Named(NamedTuple):
    """The levels for which a visit counts for certain, and the sets of levels for which it may
    count (``ways``).

    There are several ways where the level of some of its people is unknown, or for which of their
    levels they went. ``shared`` are the levels if each person counted for all of theirs.
    ``deputies`` are the rows of the register of the deputies who went, ``unsure`` the rows with
    errors that may be about them.
    """

    certain: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    shared: tuple[str, ...]
    deputies: tuple[Record, ...] = ()
    unsure: tuple[Record, ...] = ()


class Levels:
    """Who is known to be of which level, for one field of a kind of record that claims levels."""

    def __init__(self, field: str, claim: Claim, book: Book, deputy: SheetSchema) -> None:
        self.field = field
        self.claim = claim
        self._posts = list(claim.posts.items())
        self._holders = _holders(claim, book.of(CUSTOMER))
        self._book = book
        self._deputy = deputy
        self._deputies: dict[str, list[Record]] = {}
        for row in book.of(DEPUTY):
            if row.recorded is None or row.recorded <= book.as_of:
                self._deputies.setdefault(person_in(row.text("deputy")), []).append(row)
        self._known = Remembered(self._known_of)
        self._alike: dict[object, Claimed] = {}
        self._claimed = Remembered(self._claimed_by)

    def of(self, record: Record, distinct: bool) -> Named | None:
        """The levels for which a record counts, with ``distinct`` each person for one level only;
        None where the record is taken at its word."""
        claimed = record.get(self.field) or ()
        people = record.get(self.claim.people)
        if not isinstance(claimed, tuple) or not isinstance(people, tuple):
            return None
        went = self._deputies_among(record, people)
        acting, unsure = (
            tuple(row for row, holds in went if holds is known) for known in (True, None)
        )
        if record.faulty & {self.field, self.claim.people}:
            return None
        if len(claimed) < 2 and not acting and not unsure:
            return None
        known = [self._with_deputies(str(words), acting) for words in people]
        stood_in = [row.text("level") for row in acting]
        claims = tuple(str(level) for level in claimed)
        found = named(self.claim, claims, stood_in, known, distinct)
        return found._replace(deputies=acting, unsure=unsure)

    def claimed_in(self, values: Mapping[str, Any]) -> Claimed:
        """The levels that a record with these ``values`` claims, which are several, and what is
        known of its people."""
        return self._claimed[values[self.field], values.get(self.claim.people)]

    def _claimed_by(self, said: tuple[tuple[str, ...], object]) -> Claimed:
        levels, people = said
        known = None
        if isinstance(people, tuple):
            known = tuple(self._known[str(words)] for words in people)
        return self._alike.setdefault((levels, known), Claimed(levels, known))

    @property
    def by_names_alone(self) -> bool:
        """Whether the people named decide the levels whatever the day and the customer: there are
        no deputies."""
        return not self._deputies

    def at_their_word(self, look: Look) -> bool:
        """Whether records of a look are taken at their word, whoever went: they claim one level at
        most, and there are no deputies."""
        said = look.said.get(self.field)
        return not self._deputies and said is not FILLED and said.__class__ is not Claimed

    def _deputies_among(
        self, record: Record, people: Iterable[object]
    ) -> list[tuple[Record, bool | None]]:
        """The rows about the deputies who went, and whether each holds for a record."""
        if not self._deputies:
            return []
        names = dict.fromkeys(person_in(str(words)) for words in people)
        return [
            (row, self._holds(row, record) if self._for_its_own(row, record) else False)
            for name in names
            for row in self._deputies.get(name, ())
        ]

    def _holds(self, row: Record, record: Record) -> bool | None:
        """Whether a deputy acts on the day of a record, for its customer or for all; None where the
        row has errors and its sound cells allow it. Of two days that contradict each other both are
        in doubt."""
        in_doubt = self._deputy.in_doubt(row)
        start, last = (
            None if name in in_doubt else day_in(row.get(name))
            for name in ("valid_from", "valid_until")
        )
        if record.day is None or not (start or record.day) <= record.day <= (last or record.day):
            return False
        if row.subject and row.subject != record.subject:
            return False
        return None if row.faulty else True

    def _for_its_own(self, row: Record, record: Record) -> bool:
        """Whether a deputy acts for somebody who holds the post for the customer of a record; True
        as well where the row does not say for whom, or it is unknown who holds the post."""
        acts_for = person_in(row.text("acts_for"))
        customer = self._book.customer(record.subject) if record.subject else None
        then = self._book.on(customer, record.day) if customer and record.day else customer
        known = holders(then, self.claim, row.text("level")) if then else ()
        return not acts_for or not known or acts_for in known

    def _known_of(self, words: str) -> Known:
        """The levels that a person, as written in a cell, is known to be of; none where that is
        unknown."""
        post = " ".join(_BRACKETS.findall(words))
        posts = frozenset(level for level, pattern in self._posts if post and holds(pattern, post))
        return Known(posts.union(self._holders.get(person_in(words), ())), posts)

    def _with_deputies(self, words: str, acting: Iterable[Record]) -> Known:
        """The levels that a person is known to be of, with those for which they act as deputy."""
        known, name = self._known[words], person_in(words)
        acts = {row.text("level") for row in acting if person_in(row.text("deputy")) == name}
        return Known(known.levels | acts, known.posts) if acts else known


def named(
    claim: Claim,
    claimed: tuple[str, ...],
    acting: Iterable[str],
    people: Iterable[Known],
    distinct: bool,
) -> Named:
    """For which levels a record counts, of those ``claimed`` and those for which deputies are
    ``acting``, by what is known of the ``people`` named in it."""
    every = tuple(dict.fromkeys([*claimed, *acting]))
    people = list(people)
    known = [one.of(distinct) for one in people]
    alone = len(claimed) == 1 and not distinct
    at_their_word = {one for one in claimed if alone or not claim.can_bear_out(one)}

    def ways(people: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
        found = _ways(every, people) if distinct else [_shared(every, people)]
        return [tuple(one for one in every if one in {*way, *at_their_word}) for way in found]

    certain = tuple(one for one in every if all(one in way for way in ways(known)))
    open_ways = ways([levels or frozenset(every) for levels in known])
    return Named(certain, tuple(open_ways), _shared(every, [one.levels for one in people]))


def holders(customer: Record, claim: Claim, level: str) -> tuple[str, ...]:
    """Who is of a level with a customer, by the columns of the archive that name such people."""
    return tuple(
        name
        for column in claim.known_by.get(level, ())
        if column not in customer.faulty
        for name in persons_in(customer.get(column))
    )


def _holders(claim: Claim, customers: Iterable[Record]) -> dict[str, set[str]]:
    """By name, the levels of all people whom the archive names in a column that tells a level."""
    found: dict[str, set[str]] = {}
    named = Remembered(persons_in)
    for customer in customers:
        for level, columns in claim.known_by.items():
            for column in columns:
                for name in named[customer.get(column)]:
                    found.setdefault(name, set()).add(level)
    return found


def _shared(levels: Iterable[str], people: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """The levels of which at least one person is; a person counts for all of theirs."""
    return tuple(level for level in levels if any(level in known for known in people))


def _ways(levels: Sequence[str], people: Sequence[frozenset[str]]) -> list[tuple[str, ...]]:
    """The largest sets of levels that can each have a person of their own at the same time."""
    size = _filled(levels, people)
    return [some for some in combinations(levels, size) if _filled(some, people) == size]


def _filled(levels: Iterable[str], people: Sequence[frozenset[str]]) -> int:
    """How many levels can have a person of their own at the same time."""
    serves: dict[int, str] = {}

    def find(level: str, asked: set[int]) -> bool:
        for place, known in enumerate(people):
            if level in known and place not in asked:
                asked.add(place)
                if place not in serves or find(serves[place], asked):
                    serves[place] = level
                    return True
        return False

    return sum(find(level, set()) for level in levels)
