"""All records, indexed by kind, customer and day, as of one day. It is what rules ask."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kamdocs.model.place import Place
from kamdocs.model.record import Record

CUSTOMER = "customer"


def key_of(customer: Record) -> str:
    """What a customer goes by: the code, else the name, else the place of the row."""
    return customer.text("code") or customer.text("name") or str(customer.row)


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


def _people(words: str) -> frozenset[str]:
    """The names in a cell: several may stand in it, each with a remark in brackets."""
    bare = re.sub(r"[(（][^()（）]*[)）]", " ", words)
    return frozenset(name for name in re.split(r"[、，,;；/\s]+", bare) if len(name) > 1)


def _in_order(record: Record) -> tuple[date, str, str, int]:
    return (record.day or date.max, record.row.file, record.row.sheet, record.row.row)


class Book:
    """Everything that is known about the company's customers.

    ``speeches`` say what the sheets handed in vouch for; ``managers`` gives for each customer's
    key the account manager.
    """

    def __init__(
        self,
        records: Iterable[Record],
        as_of: date,
        speeches: Iterable[Speech] = (),
        managers: Mapping[str, str] | None = None,
    ) -> None:
        self.as_of = as_of
        self._kinds: dict[str, list[Record]] = {}
        self._about: dict[tuple[str, str], list[Record]] = {}
        self._likely: dict[tuple[str, str], list[Record]] = {}
        self._nameless: dict[str, list[Record]] = {}
        self._customers: dict[str, Record] = {}
        for record in sorted(records, key=_in_order):
            self._kinds.setdefault(record.kind, []).append(record)
            if record.kind == CUSTOMER:
                self._customers.setdefault(key_of(record).casefold(), record)
            elif record.subject:
                self._about.setdefault((record.kind, record.subject), []).append(record)
            elif record.nameless:
                self._nameless.setdefault(record.kind, []).append(record)
            for key in record.likely:
                self._likely.setdefault((record.kind, key), []).append(record)
        self._managers = {key: _people(words) for key, words in (managers or {}).items()}
        everyone = {name for names in self._managers.values() for name in names}
        self._everyone = sorted(everyone, key=lambda name: (-len(name), name))
        self._speeches: dict[str, list[Speech]] = {}
        for speech in speeches:
            self._speeches.setdefault(speech.kind, []).append(speech)

    @property
    def customers(self) -> tuple[Record, ...]:
        """One record a customer, in the order of their keys; of a doubled one the first."""
        return tuple(self._customers[key] for key in sorted(self._customers))

    def customer(self, key: str) -> Record | None:
        return self._customers.get(key.casefold())

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
            if not customer or not (named := self._mentioned(speech.names)) or mine & named
        )

    def _mentioned(self, words: str) -> frozenset[str]:
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
