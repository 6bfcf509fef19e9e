"""The choice of customers of whom documents are made."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest
from kamdocs.model import CUSTOMER, Book, Directory, Record, key_of, people_in
from kamdocs.sheets import Schemas

SEVERAL = "、"


@dataclass(frozen=True, slots=True)
class Choice:
    """The customers chosen by code, name or alias, by declared tier, and by account manager.

    A customer has to fit every one of these that is not empty, and fits it by any of its words.
    """

    customers: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.customers or self.tiers or self.managers)

    def has_manager(self, people: Iterable[str]) -> bool:
        """Whether any of ``people`` is among the chosen account managers; True where none are
        chosen."""
        return not self.managers or not {_plain(word) for word in self.managers}.isdisjoint(people)

    def __str__(self) -> str:
        parts = (self.customers, self.tiers, self.managers)
        return " ".join(SEVERAL.join(part) for part in parts if part)


EVERYBODY = Choice()


def chosen(choice: Choice, book: Book, schemas: Schemas) -> frozenset[str] | None:
    """The keys of the chosen customers; None where nothing was chosen, which means all of them.

    SetupFault KD936, KD937 or KD938 for every customer, tier or account manager that the archive
    does not have, with the nearest one.
    """
    if not choice or not book.customers:
        return None
    faults: list[SetupFault] = []
    fitting = [
        _customers(choice.customers, book, faults),
        _tiers(choice.tiers, book, schemas, faults),
        _managers(choice.managers, book, schemas, faults),
    ]
    if faults:
        raise SetupFault.of(faults)
    everybody = frozenset(key_of(one) for one in book.customers)
    return everybody.intersection(*(keys for keys in fitting if keys is not None))


def _customers(words: Sequence[str], book: Book, faults: list[SetupFault]) -> frozenset[str] | None:
    directory = Directory(book.customers)
    codes = {one.text("code"): key_of(one) for one in book.customers if one.text("code")}
    keys = set()
    for word in map(_plain, words):
        match = directory.find(word, word)
        if match.key is not None:
            keys.add(match.key)
        else:
            near = SEVERAL.join(match.likely) or _near(word, [*codes, *directory.names])
            faults.append(SetupFault("KD936", {"name": word, "near": near}))
    return frozenset(keys) if words else None


def _tiers(
    words: Sequence[str], book: Book, schemas: Schemas, faults: list[SetupFault]
) -> frozenset[str] | None:
    name = schemas[CUSTOMER].roles.tier
    field = schemas[CUSTOMER].fields[name]
    wanted = {field.spellings.get(word, word) for word in map(_plain, words)}
    for word in sorted(wanted - set(field.allowed)):
        facts = {"name": word, "near": _near(word, field.allowed)}
        faults.append(SetupFault("KD937", facts))
    return _those(book, lambda one: one.get(name) in wanted) if words else None


def _managers(
    words: Sequence[str], book: Book, schemas: Schemas, faults: list[SetupFault]
) -> frozenset[str] | None:
    field = schemas[CUSTOMER].roles.manager
    known = {person for one in book.customers for person in people_in(one.text(field))}
    wanted = {_plain(word) for word in words}
    for word in sorted(wanted - known):
        facts = {"name": word, "near": _near(word, known), "known": tuple(sorted(known))}
        faults.append(SetupFault("KD938", facts))
    return _those(book, lambda one: bool(wanted & people_in(one.text(field)))) if words else None


def _those(book: Book, fits: Callable[[Record], bool]) -> frozenset[str]:
    return frozenset(key_of(one) for one in book.customers if fits(one))


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip()


def _near(word: str, known: Iterable[str]) -> str:
    """The known word that is nearest; else up to three that contain the word; else a dash."""
    listed = sorted(set(known))
    within = [one for one in listed if word and word in one]
    found = nearest(word, listed) or SEVERAL.join(within[:3])
    return found or nearest(word, listed, margin=0.0) or "-"
