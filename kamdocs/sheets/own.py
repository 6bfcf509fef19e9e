"""Headings to which a company gave a meaning in its configuration."""

from collections.abc import Mapping
from dataclasses import replace

from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest, nearest_meaning
from kamdocs.model import Text
from kamdocs.naming import comparable
from kamdocs.sheets.schema import NOTHING, Schemas, SheetSchema

_NAMELESS = Text("表头里没有文字", "the heading holds no letters")


def with_headings(schemas: Schemas, headings: Mapping[str, Mapping[str, str]]) -> Schemas:
    """The schemas with the headings to which a company gave a meaning; these override all others.

    ``headings`` gives for a kind (or its Chinese title) the field that each heading means, by its
    name or either label, or ``-`` for a column that is not to be read. SetupFault for a kind or a
    field that does not exist, or a heading given twice; its ``keys`` are the kind and the heading.
    """
    if not headings:
        return schemas  # themselves, so that what was worked out of them once is known by them
    found = dict(schemas)
    kinds = {word: one.kind for one in schemas.values() for word in (one.kind, one.title.zh)}
    for kind, meanings in headings.items():
        if kind not in kinds:
            facts = {"name": kind, "near": nearest(kind, kinds) or "-", "keys": (kind,)}
            raise SetupFault("KD909", facts)
        schema = found[kinds[kind]]
        own = {**schema.own}
        for heading, meaning in meanings.items():
            _hold_new(heading, own, (kind, heading))
            own[heading] = _meant(meaning, schema, (kind, heading))
        found[schema.kind] = replace(schema, own=own)
    return found


def _hold_new(heading: str, own: Mapping[str, str], keys: tuple[str, str]) -> None:
    """Raise SetupFault for a heading without letters, and for one that was given a meaning
    already."""
    if not comparable(heading):
        entry = ".".join(("headings", *keys))
        raise SetupFault("KD912", {"entry": entry, "reason": _NAMELESS, "keys": keys})
    if comparable(heading) in map(comparable, own):
        raise SetupFault("KD905", {"key": heading, "keys": keys})


def _meant(meaning: str, schema: SheetSchema, keys: tuple[str, str]) -> str:
    """The name of the field that a company means; empty for ``-``."""
    if meaning.strip() == NOTHING:
        return ""
    for one in schema.fields.values():
        if meaning.strip() in (one.name, one.label.zh, one.label.en):
            return one.name
    labels = {word: one.label.zh for one in schema.fields.values() for word in one.headings}
    near = nearest_meaning(meaning, labels) or "-"
    raise SetupFault("KD909", {"name": meaning, "near": near, "keys": keys})
