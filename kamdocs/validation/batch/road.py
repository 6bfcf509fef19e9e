"""Runs the checks over all records in their order; each goes through the records once."""

from collections.abc import Iterator, Sequence

from kamdocs.model import CUSTOMER, Finding, Place, Record, same_names
from kamdocs.sheets import Schemas
from kamdocs.validation.batch.archive import hold_archive
from kamdocs.validation.batch.circles import hold_circles
from kamdocs.validation.batch.contacts import contacts_aside
from kamdocs.validation.batch.copies import copied_words
from kamdocs.validation.batch.doubles import hold_keys
from kamdocs.validation.batch.events import same_events
from kamdocs.validation.batch.keys import named
from kamdocs.validation.batch.naming import Naming
from kamdocs.validation.batch.similar import similar_customers
from kamdocs.validation.batch.spellings import spellings
from kamdocs.validation.batch.unvisited import unvisited

Held = tuple[list[Record], list[Finding]]


def hold_batch(records: Sequence[Record], schemas: Schemas) -> Held:
    """Hold records against each other.

    Returns the records and the findings. Records of events get the customer concerned, or those
    that may be meant, and are marked where another row is about the same event. Of rows about the
    same thing the one that says most counts, else the first in the order given. Rows that only list
    contacts of a customer are held against its archive alone.
    """
    aside, findings = contacts_aside(records, schemas[CUSTOMER])
    if not aside:
        return _hold(list(records), schemas)

    def listed(one: Record) -> bool:
        return one.kind == CUSTOMER and one.row in aside

    held, found = _hold([one for one in records if not listed(one)], schemas)
    rest = iter(held)
    every = [aside[one.row] if listed(one) else next(rest) for one in records]
    return every, [*findings, *found]


def _hold(records: list[Record], schemas: Schemas) -> Held:
    customers = [record for record in records if record.kind == CUSTOMER]
    names = same_names(named(record, schemas) for record in records)
    findings: list[Finding] = []
    if customers:
        # first of all: a code that is another customer's leads to nobody but that one
        held, findings = hold_archive(customers, schemas[CUSTOMER], names)
        known = iter(held)
        records = [next(known) if one.kind == CUSTOMER else one for one in records]
        records, found = Naming(held).name_all(records, schemas)
        findings += found
        records, found = hold_circles(records, schemas[CUSTOMER])
        findings += found
    elif naming := [record for record in records if schemas[record.kind].roles.name]:
        findings = [Finding("KD306", Place(naming[0].row.file, naming[0].row.sheet))]
    records, found = same_events(records, schemas)
    findings += found
    records, found = _each_once(records, schemas)
    findings += found
    findings += spellings(records, schemas, names)
    findings += unvisited(records, schemas)
    findings += copied_words(records, schemas)
    findings += similar_customers(customers, schemas, names)
    return records, findings


def _each_once(records: Sequence[Record], schemas: Schemas) -> Held:
    """Hold the rows of every kind but the archive against the keys that only one row may have."""
    kinds: dict[str, list[Record]] = {}
    for record in records:
        if record.kind != CUSTOMER:
            kinds.setdefault(record.kind, []).append(record)
    known: dict[str, Iterator[Record]] = {}
    findings: list[Finding] = []
    for kind in filter(kinds.get, schemas):
        held, found = hold_keys(kinds[kind], schemas[kind])
        known[kind] = iter(held)
        findings += found
    return [next(known[one.kind]) if one.kind in known else one for one in records], findings
