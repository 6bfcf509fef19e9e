"""All records, indexed by kind, customer and day, as of one day. It is what rules ask."""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from kamdocs.model.place import Place
from kamdocs.model.record import Record

_Key = TypeVar("_Key", str, tuple[str, str])
CUSTOMER = "customer"
VISIT = "visit"
VISIT_PLAN = "visit_plan"
ATTESTATION = "attestation"
DEPUTY = "deputy"
WAIVER = "waiver"
DECISION = "decision"
"""What a reviewer decides on a finding; no kind of sheet that is handed in."""
_SPREAD = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff]{1,2}(?![\u4e00-\u9fff]))"
)


def key_of(customer: Record) -> str:
    """What a customer goes by: the code, else the name, else the place of the row. A code that is
    wrong (another customer has it) is no one's."""
    code = "" if "code" in customer.faulty else customer.text("code")
    return code or customer.text("name") or str(customer.row)


def begins_on(customer: Record, fields: Iterable[str]) -> date | None:
    """The day from which a row of the archive holds: the latest of some of its days that are
    filled in and sound; None where there is none."""
    days = (customer.get(name) for name in fields if name not in customer.faulty)
    return max((day for day in days if isinstance(day, date)), default=None)


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the archive and the last day on which it holds; None where it still does."""

    record: Record
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """What one sheet vouches for: all records of its kind from ``start`` to ``last``.

    ``start`` None is "from ever", ``last`` None is "nobody says". ``names`` are the words of its
    file, name and titles: where they name account managers, it speaks for their customers only.
    """

    kind: str
    place: Place
    start: date | None
    last: date | None
    names: str = ""


def whole_names(words: str) -> str:
    """The words of a cell with names of two characters that were spread to the width of three
    (李　明) as they are written elsewhere: one character alone is nobody's name."""
    return _SPREAD.sub(r"\1", words)


def people_in(words: str) -> frozenset[str]:
    """The names in a cell: several may stand in it, each with a remark in brackets."""
    bare = whole_names(re.sub(r"[(（][^()（）]*[)）]", " ", words))
    return frozenset(name for name in re.split(r"[、，,;；/\s]+", bare) if len(name) > 1)


def _in_order(record: Record) -> tuple[date, str, str, int]:
    return (record.day or date.max, record.row.file, record.row.sheet, record.row.row)


def _each(
    lists: Mapping[_Key, list[Record]], shown: Callable[[Record], Record]
) -> dict[_Key, list[Record]]:
    return {key: [shown(record) for record in records] for key, records in lists.items()}


class Book:
    """Everything that is known about the company's customers.

    ``speeches`` say what the sheets handed in vouch for; ``managers`` gives for each customer's
    key the account manager; ``begins`` names the fields of the archive by whose days the rows of
    one customer follow each other.
    """

    def __init__(
        self,
        records: Iterable[Record],
        as_of: date,
        speeches: Iterable[Speech] = (),
        managers: Mapping[str, str] | None = None,
        begins: Iterable[str] = (),
    ) -> None:
        self.as_of = as_of
        self._begins = tuple(begins)
        self._kinds: dict[str, list[Record]] = {}
        self._about: dict[tuple[str, str], list[Record]] = {}
        self._likely: dict[tuple[str, str], list[Record]] = {}
        self._nameless: dict[str, list[Record]] = {}
        rows: dict[str, list[Record]] = {}
        for record in sorted(records, key=_in_order):
            self._kinds.setdefault(record.kind, []).append(record)
            if record.kind == CUSTOMER:
                rows.setdefault(key_of(record).casefold(), []).append(record)
            elif record.subject:
                self._about.setdefault((record.kind, record.subject), []).append(record)
            elif record.nameless:
                self._nameless.setdefault(record.kind, []).append(record)
            for key in record.likely:
                self._likely.setdefault((record.kind, key), []).append(record)
        self._terms = {key: self._in_turn(found) for key, found in rows.items()}
        self._managers = {key: people_in(words) for key, words in (managers or {}).items()}
        everyone = {name for names in self._managers.values() for name in names}
        self._everyone = sorted(everyone, key=lambda name: (-len(name), name))
        self._speeches: dict[str, list[Speech]] = {}
        for speech in speeches:
            self._speeches.setdefault(speech.kind, []).append(speech)

    @property
    def records(self) -> tuple[Record, ...]:
        """All records of every kind, by day."""
        return tuple(record for those in self._kinds.values() for record in those)

    def told(self, shown: Callable[[Record], Record]) -> "Book":
        """The same book with each record as it may be shown; their order, whose they are and which
        of them holds when stay as they were found."""
        seen: dict[int, Record] = {}

        def each(record: Record) -> Record:
            if id(record) not in seen:
                seen[id(record)] = shown(record)
            return seen[id(record)]

        other = copy(self)
        other._kinds = _each(self._kinds, each)
        other._about = _each(self._about, each)
        other._likely = _each(self._likely, each)
        other._nameless = _each(self._nameless, each)
        other._terms = {
            key: tuple(Term(each(term.record), term.until) for term in terms)
            for key, terms in self._terms.items()
        }
        return other

    def _in_turn(self, rows: list[Record]) -> tuple[Term, ...]:
        """The rows of one customer in the order of their days, each until the day before the next.

        Rows that begin on the same day are one, of which the first counts; rows that begin after
        the day of the book count only where no other does.
        """
        first: dict[date, Record] = {}
        for record in rows:
            first.setdefault(begins_on(record, self._begins) or date.min, record)
        days = sorted(first)
        begun = [day for day in days if day <= self.as_of] or days[:1]
        ends: list[date | None] = [day - timedelta(days=1) for day in begun[1:]]
        return tuple(Term(first[day], end) for day, end in zip(begun, [*ends, None], strict=True))

    @property
    def customers(self) -> tuple[Record, ...]:
        """One record a customer, that of today, in the order of their keys."""
        return tuple(self._terms[key][-1].record for key in sorted(self._terms))

    def customer(self, key: str) -> Record | None:
        """The record of today of a customer, or None."""
        terms = self._terms.get(key.casefold())
        return terms[-1].record if terms else None

    def terms(self, customer: Record) -> tuple[Term, ...]:
        """What the archive said of a customer, one row after the other; the last is that of
        today."""
        return self._terms[key_of(customer).casefold()]

    def of(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind, by day."""
        return tuple(self._kinds.get(kind, ()))

    def about(self, kind: str, customer: str) -> tuple[Record, ...]:
        """The records of a kind that concern a customer, by day."""
        return tuple(self._about.get((kind, customer), ()))

    def likely(self, kind: str, customer: str) -> tuple[Record, ...]:
        """The records that may concern a customer: the name is similar or has two owners."""
        return tuple(self._likely.get((kind, customer), ()))

    def nameless(self, kind: str) -> tuple[Record, ...]:
        """The records that name no customer at all."""
        return tuple(self._nameless.get(kind, ()))

    def handed_in(self, kind: str) -> bool:
        """Whether any sheet of a kind was handed in."""
        return kind in self._speeches

    def speeches(self, kind: str, customer: str = "") -> tuple[Speech, ...]:
        """What the sheets of a kind vouch for that speak for a customer (or for the company).

        A sheet whose names mention account managers speaks for the customers of those alone.
        """
        mine = self._managers.get(customer, frozenset())
        return tuple(
            speech
            for speech in self._speeches.get(kind, ())
            if not customer or not (named := self.named_in(speech.names)) or mine & named
        )

    def named_in(self, words: str) -> frozenset[str]:
        """The account managers named in some words; a name within a longer one is not meant."""
        found = set()
        for name in self._everyone:
            if name in words:
                found.add(name)
                words = words.replace(name, " ")
        return frozenset(found)

    def unspoken(self, kind: str, customer: str, start: date, last: date) -> date | None:
        """The first day from start to last that no sheet vouches for, or None."""
        day = start
        known = [one for one in self.speeches(kind, customer) if one.last]
        for speech in sorted(known, key=lambda one: one.start or date.min):
            if speech.last and (speech.start or date.min) <= day <= speech.last:
                day = speech.last + timedelta(days=1)
                if day > last:
                    return None
        return day

    def last_speech(self, kind: str, customer: str) -> Speech | None:
        """The sheet that speaks longest, or None where none says until when it does."""
        known = [one for one in self.speeches(kind, customer) if one.last]
        return max(known, key=lambda one: (one.last or date.min, str(one.place)), default=None)
