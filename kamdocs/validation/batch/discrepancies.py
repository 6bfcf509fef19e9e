"""Compares two rows about the same thing: where they differ, and what only one of them says."""

import unicodedata
from typing import NamedTuple

from kamdocs.model import Record, Unread, Value, same_name
from kamdocs.sheets import SheetSchema


class Discrepancy(NamedTuple):
    """The ``fields`` in which two rows differ, those of them in which they contradict each other
    (``contrary``: both can be read), and those that only the later row fills in (``more``)."""

    fields: tuple[str, ...]
    contrary: frozenset[str]
    more: tuple[str, ...]


def discrepancy(first: Record, later: Record, schema: SheetSchema) -> Discrepancy:
    """How a later row differs from the first. A blank contradicts nothing. An unread cell does not
    either, but it differs unless the other has the same words, since its meaning is unknown."""
    fields: list[str] = []
    contrary: set[str] = set()
    more: list[str] = []
    roles = schema.roles
    for name, value in later.values.items():
        other = first.get(name)
        if name in schema.aside or value == other:
            continue
        if name in (roles.name, roles.code) and first.subject and first.subject == later.subject:
            continue
        if other is None:
            more.append(name)
        elif name == roles.name and same_name(str(value)) == same_name(str(other)):
            continue
        elif comparable(value) != comparable(other):
            fields.append(name)
            if not isinstance(value, Unread) and not isinstance(other, Unread):
                contrary.add(name)
    return Discrepancy(tuple(fields), frozenset(contrary), tuple(more))


def comparable(value: Value) -> object:
    """A value in the form in which it is compared: width, blanks, capitals and the order of several
    parts do not matter. An unread value is compared as it is written."""
    if isinstance(value, Unread):
        return Unread, comparable(value.raw)
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split()).casefold()
    if isinstance(value, tuple):
        return frozenset(comparable(part) if isinstance(part, str) else part for part in value)
    return value
