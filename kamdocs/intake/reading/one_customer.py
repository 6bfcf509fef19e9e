"""The one customer whom a workbook is about: 一客一册, an archive and beside it sheets of visits or
months that name nobody."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kamdocs.model import CUSTOMER, Directory, Finding, Place, Record, key_of
from kamdocs.sheets import Schemas


class Whose(NamedTuple):
    """The name of a customer, and the cell of the archive in which it stands."""

    name: str
    place: Place


AskWhose = Callable[[], Whose | None]
"""A function that says whom a workbook is about; it may have to read all of it."""


def nobody() -> Whose | None:
    """The ``AskWhose`` of a workbook that is not asked."""
    return None


def only_customer(
    records: Iterable[Record], schemas: Schemas, findings: Iterable[Finding] = ()
) -> Whose | None:
    """The customer of all ``records`` of a workbook: the archive in it has this one by name and no
    other, and no sheet names another, nor has by the ``findings`` a customer that was read for no
    row (KD186). None where that is not so."""
    if any(one.code == "KD186" and _of_a_customer(one, schemas) for one in findings):
        return None
    listed = list(records)
    archive = [one for one in listed if one.kind == CUSTOMER]
    keys = {key_of(one) for one in archive}
    name = schemas[CUSTOMER].roles.name if archive else ""
    first = next((one for one in archive if one.text(name)), None)
    if first is None or len(keys) != 1:
        return None
    known = Directory(archive)
    for record in listed:
        roles = schemas[record.kind].roles
        said = record.text(roles.code), record.text(roles.name)
        if any(said) and known.find(*said).key not in keys:
            return None
    return Whose(first.text(name), first.place(name))


def _of_a_customer(told: Finding, schemas: Schemas) -> bool:
    """Whether one of the fields of which something is told says whose a record is."""
    labels = {
        schema.fields[name].label
        for schema in schemas.values()
        for name in (schema.roles.name, schema.roles.code)
        if name
    }
    fields = told.facts.get("fields", ())
    return isinstance(fields, tuple) and not labels.isdisjoint(fields)
