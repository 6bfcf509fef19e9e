"""Near misses at cells that are blank, wrong, or not what was asked for."""

from kamdocs.model import Fact, NearMiss, Record
from kamdocs.sheets import Schemas

_FILLED = {"KD460": "KD644", "KD461": "KD645", "KD464": "KD646"}
"""For the code of a blank cell that leaves a verdict open that of one which is filled in."""


def open_at(schemas: Schemas, code: str, record: Record, name: str) -> NearMiss:
    """The near miss at the cell of the field ``name`` that leaves a verdict open: by the ``code``
    where it is blank, by another where what stands there is wrong, or another row contradicts it
    (KD644, KD645, KD646)."""
    filled = record.get(name) not in (None, ())
    return miss_at(schemas, _FILLED[code] if filled else code, record, name)


def miss_at(schemas: Schemas, code: str, record: Record, name: str) -> NearMiss:
    """A near miss at the cell of the field ``name``; its facts are the label, the name, and the
    value for people: what stands there where that is that there is no last day."""
    schema = schemas[record.kind]
    facts: dict[str, Fact] = {
        "field": schema.label(name),
        "value": record.for_good(name) or schema.fields[name].shown(record.get(name)),
        "name": name,
    }
    return NearMiss(record.place(name), code, facts)
