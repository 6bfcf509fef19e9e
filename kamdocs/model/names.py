"""Finds the customer that a record means: by code, by exact name or by listed alias."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kamdocs.lazy import lazy
from kamdocs.model.book import key_of
from kamdocs.model.record import Record

_MARKS = lazy(r"[\s()\[\]【】·•,.，。'\"“”]+")
_BETWEEN = "\0"
"""The separator of names that are normalised in one go; no name contains it."""


@lru_cache(maxsize=1 << 18)  # the same few are asked of again and again
def same_name(name: str) -> str:
    """A name as it is compared: without regard to width, case, spaces and brackets, and with
    有限公司 for 有限责任公司."""
    return _bare(unicodedata.normalize("NFKC", name))


def same_code(code: str) -> str:
    """A code as it is compared: without regard to width, case and spaces."""
    return "".join(unicodedata.normalize("NFKC", code).casefold().split())


def same_names(names: Iterable[str]) -> dict[str, str]:
    """What ``same_name`` gives for each of many names, in a third of the time; a name that does not
    change is not stored twice."""
    written = list(dict.fromkeys(names))
    whole = _BETWEEN.join(unicodedata.normalize("NFKC", name) for name in written)
    compared = _bare(whole).split(_BETWEEN)
    if len(compared) != len(written):
        return {name: same_name(name) for name in written}
    pairs = zip(written, compared, strict=True)
    return {name: name if name == same else same for name, same in pairs}


def _bare(name: str) -> str:
    return _MARKS.sub("", name).casefold().replace("有限责任公司", "有限公司")


class Match(NamedTuple):
    """The customer that a record means.

    ``key`` is the customer's, or None. ``by`` says how it was found: ``code``, ``name`` or
    ``alias``. Where it is not certain, ``by`` is ``disagree`` (the code is one customer's and the
    name another's) or ``several`` (more than one has the name), and ``likely`` are the keys of the
    customers who may be meant.
    """

    key: str | None
    by: str = ""
    likely: tuple[str, ...] = ()


class Directory:
    """The customers of the archive, to be looked up as visit reports name them."""

    def __init__(self, customers: Iterable[Record]) -> None:
        self._codes: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self._aliases: dict[str, set[str]] = {}
        self.names: dict[str, str] = {}
        """Every name and alias with the key of the (first) customer that goes by it."""
        self.coded: set[str] = set()
        """The keys of those whose code the archive has."""
        self.named: set[str] = set()
        """The keys of those whose (full) name the archive has."""
        for customer in customers:
            key = key_of(customer)
            if customer.text("code"):
                self.coded.add(key)
            if customer.text("name"):
                self.named.add(key)
            for field in ("code", "credit_code"):
                if customer.text(field):
                    self._codes.setdefault(same_code(customer.text(field)), key)
            self._enter(self._names, customer.text("name"), key)
            aliases = customer.get("aliases")
            listed = [str(alias) for alias in aliases] if isinstance(aliases, tuple) else []
            for alias in [customer.text("short_name"), *listed]:
                self._enter(self._aliases, alias, key)

    def _enter(self, index: dict[str, set[str]], name: str, key: str) -> None:
        if same_name(name):
            index.setdefault(same_name(name), set()).add(key)
            self.names.setdefault(name, key)

    def find(self, code: str, name: str) -> Match:
        """The customer of a code and a name, either of which may be empty."""
        by_code = self._codes.get(same_code(code)) if code else None
        full = self._names.get(same_name(name), set())
        named = full or self._aliases.get(same_name(name), set())
        if by_code and named and by_code not in named:
            return Match(None, "disagree", (by_code, *sorted(named)))
        if by_code:
            return Match(by_code, "code")
        if len(named) > 1:
            return Match(None, "several", tuple(sorted(named)))
        return Match(next(iter(named)), "name" if full else "alias") if named else Match(None)
