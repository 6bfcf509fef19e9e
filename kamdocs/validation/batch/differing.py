"""Two rows of the same thing side by side: where they differ, and what only one of them says."""

import unicodedata
from typing import NamedTuple

from kamdocs.model import Record, Unread, Value, same_name
from kamdocs.sheets import SheetSchema


class Difference(NamedTuple):
    """Fields in which two rows contradict each other, and those that only the later fills in."""

    fields: tuple[str, ...]
    more: tuple[str, ...]


def difference(first: Record, later: Record, schema: SheetSchema) -> Difference:
    """How a later row differs from the first. A blank contradicts nothing, and neither does a
    cell that cannot be read, which is an error of its own."""
    fields: list[str] = []
    more: list[str] = []
    roles = schema.roles
    for name, value in later.values.items():
        other = first.get(name)
        if name in schema.aside or isinstance(value, Unread) or isinstance(other, Unread):
            continue
        if value == other:
            continue
        if name in (roles.name, roles.code) and first.subject and first.subject == later.subject:
            continue
        if other is None:
            more.append(name)
        elif name == roles.name and same_name(str(value)) == same_name(str(other)):
            continue
        elif comparable(value) != comparable(other):
            fields.append(name)
    return Difference(tuple(fields), tuple(more))


def comparable(value: Value) -> object:
    """A value as it is compared: width, blanks and capitals do not matter, nor the order of
    several things in a cell."""
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split()).casefold()
    if isinstance(value, tuple):
        return frozenset(comparable(part) if isinstance(part, str) else part for part in value)
    return value
