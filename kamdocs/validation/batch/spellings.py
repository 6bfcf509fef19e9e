"""One customer's name in two spellings: （）and (), 有限公司 and 有限责任公司, spaces, width."""

from collections.abc import Iterable, Iterator

from kamdocs.model import CUSTOMER, Fact, Finding, Place, Record, same_name
from kamdocs.sheets import Schemas
from kamdocs.validation.batch.keys import said


def spellings(records: Iterable[Record], schemas: Schemas) -> Iterator[Finding]:
    """One note for every other spelling of a name of the archive, with all its cells.

    The measure is the first row of the archive that has the name.
    """
    records = list(records)
    first: dict[str, Record] = {}
    names = [(record, _name(record, schemas)) for record in records]
    for record, name in names:
        if record.kind == CUSTOMER and name:
            first.setdefault(same_name(name), record)
    others: dict[tuple[str, str], list[Place]] = {}
    for record, name in names:
        known = first.get(same_name(name)) if name else None
        if known and name != _name(known, schemas):
            cell = record.place(schemas[record.kind].roles.name)
            others.setdefault((same_name(name), name), []).append(cell)
    for (compared, name), cells in others.items():
        places = tuple(dict.fromkeys(cells))
        facts: dict[str, Fact] = {
            "name": name,
            "places": places,
            "known": _name(first[compared], schemas),
            "other": first[compared].place(schemas[CUSTOMER].roles.name),
        }
        yield Finding("KD316", places[0], facts)


def _name(record: Record, schemas: Schemas) -> str:
    return said(record, schemas[record.kind].roles.name)
