"""Finds names of one customer in different spellings: （）and (), 有限公司 and 有限责任公司,
spaces, width."""

from collections.abc import Iterable, Iterator, Mapping

from kamdocs.model import CUSTOMER, Fact, Finding, Place, Record
from kamdocs.sheets import Schemas
from kamdocs.validation.batch.keys import named, repeated


def spellings(
    records: Iterable[Record], schemas: Schemas, names: Mapping[str, str]
) -> Iterator[Finding]:
    """One note, with all its cells, for every spelling of a name that differs from the archive.
    ``names`` gives for each written name the form in which it is compared. The spelling of the
    first row of the archive that has the name counts as the right one.
    """
    several = repeated(names.values())
    if not several:
        return
    first: dict[str, Record] = {}
    spelled = [
        (record, name, names[name])
        for record in records
        if (name := named(record, schemas)) and names[name] in several
    ]
    for record, _, compared in spelled:
        if record.kind == CUSTOMER:
            first.setdefault(compared, record)
    others: dict[tuple[str, str], list[Place]] = {}
    for record, name, compared in spelled:
        known = first.get(compared)
        if known and name != named(known, schemas):
            cell = record.place(schemas[record.kind].roles.name)
            others.setdefault((compared, name), []).append(cell)
    for (compared, name), cells in others.items():
        places = tuple(dict.fromkeys(cells))
        facts: dict[str, Fact] = {
            "name": name,
            "places": places,
            "known": named(first[compared], schemas),
            "other": first[compared].place(schemas[CUSTOMER].roles.name),
        }
        yield Finding("KD316", places[0], facts)
