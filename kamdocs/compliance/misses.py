"""Near misses at cells that are blank, wrong, or not what was asked for."""

from kamdocs.model import Fact, NearMiss, Record
from kamdocs.sheets import Schemas


def miss_at(schemas: Schemas, code: str, record: Record, name: str) -> NearMiss:
    """A near miss at the cell of the field ``name``; its facts are the label, the name, and the
    value for people."""
    schema = schemas[record.kind]
    facts: dict[str, Fact] = {
        "field": schema.label(name),
        "value": schema.fields[name].shown(record.get(name)),
        "name": name,
    }
    return NearMiss(record.place(name), code, facts)
