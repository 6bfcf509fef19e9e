"""Which customer is meant: by code, by credit code, by exact name or listed alias."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kamdocs.model.book import key_of
from kamdocs.model.record import Record

_MARKS = re.compile(r"[\s()\[\]【】·•,.，。'\"“”]+")


def same_name(name: str) -> str:
    """A name as it is compared: width, spaces and brackets do not matter, nor 有限责任公司."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", name)).casefold()
    return bare.replace("有限责任公司", "有限公司")


@dataclass(frozen=True, slots=True)
class Match:
    """A customer's key, or None; ``by`` is ``code``, ``name``, ``alias`` or ``disagree``."""

    key: str | None
    by: str = ""
    other: str = ""


class Directory:
    """The customers of the archive, to be looked up as visit reports name them."""

    def __init__(self, customers: Iterable[Record]) -> None:
        self._codes: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._aliases: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}
        for customer in customers:
            key = key_of(customer)
            for field in ("code", "credit_code"):
                if customer.text(field):
                    self._codes.setdefault(customer.text(field).casefold(), key)
            name = customer.text("name")
            if same_name(name):
                self._names.setdefault(same_name(name), []).append(key)
                self.names.setdefault(name, key)
            aliases = customer.get("aliases")
            listed = [str(alias) for alias in aliases] if isinstance(aliases, tuple) else []
            for alias in [customer.text("short_name"), *listed]:
                if same_name(alias):
                    self._aliases.setdefault(same_name(alias), []).append(key)

    def find(self, code: str, name: str) -> Match:
        """The customer of a code and a name, either of which may be empty.

        ``disagree`` where the code is one customer's and the name another's.
        """
        by_code = self._codes.get(code.casefold()) if code else None
        by_name = self._names.get(same_name(name), [])
        by_alias = self._aliases.get(same_name(name), [])
        named = by_name or by_alias
        if by_code and named and by_code not in named:
            return Match(None, "disagree", by_code)
        if by_code:
            return Match(by_code, "code")
        if by_name:
            return Match(by_name[0], "name")
        return Match(by_alias[0], "alias") if by_alias else Match(None)
