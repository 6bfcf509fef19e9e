"""Runs the checks over all records in their order; each goes through the records once."""

from collections.abc import Iterator, Mapping, Sequence

from kamdocs.model import CUSTOMER, Finding, Place, Record, same_names
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.validation.batch.archive import hold_archive
from kamdocs.validation.batch.circles import hold_circles
from kamdocs.validation.batch.contacts import set_contacts_aside
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
    same thing the one that says most counts, else the first in the order given.
    """
    customers = [record for record in records if record.kind == CUSTOMER]
    names = same_names(named(record, schemas) for record in records)
    findings: list[Finding] = []
    if customers:
        # first of all: a code that is another customer's leads to nobody but that one
        held, findings = _hold_customers(customers, schemas[CUSTOMER], names)
        known = iter(held)
        records = [next(known) if one.kind == CUSTOMER else one for one in records]
        once = [one for one in held if not one.double_of]
        records, found = Naming(once).name_all(records, schemas)
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
    return list(records), findings


def _hold_customers(
    customers: Sequence[Record], schema: SheetSchema, names: Mapping[str, str]
) -> Held:
    """Hold the rows of the archive against each other, all but those that only list contacts."""
    held, findings = set_contacts_aside(customers, schema)
    rows = (one for one in held if not one.double_of)
    archive, found = hold_archive(rows, schema, names)
    known = iter(archive)
    return [one if one.double_of else next(known) for one in held], [*findings, *found]


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
