"""Near misses at cells that are blank, wrong, or not what was asked for."""

from kamdocs.model import Fact, NearMiss, Record
from kamdocs.sheets import Schemas


def miss_at(schemas: Schemas, code: str, record: Record, name: str) -> NearMiss:
    """One at the cell of a field, with the field and what stands there."""
    schema = schemas[record.kind]
    facts: dict[str, Fact] = {
        "field": schema.label(name),
        "value": schema.fields[name].shown(record.get(name)),
        "name": name,
    }
    return NearMiss(record.place(name), code, facts)
