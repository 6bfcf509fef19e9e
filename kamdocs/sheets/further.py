"""Further fields, which not everybody needs: those in ``schemas/fields`` and in a company's own
files.

A policy names the files that it needs under ``requires_fields``. Without such a policy the fields
of a file do not exist: blanks have no columns for them, their headings are not read, and their
choices are not offered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.contract import Contract, contract_of, hold, shape_of
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest_name
from kamdocs.model import Text
from kamdocs.naming import comparable
from kamdocs.sheets.loading import (
    checks_of,
    field_of,
    one_meaning,
    one_owner,
    spellings_of,
    unknown_name,
)
from kamdocs.sheets.schema import Field, RowCheck, Schemas, SheetSchema

_NONE = "-"
"""What is said where no name is like another."""
_SHARED = ("groups", "fields", "prose", "checks")
"""The entries that are written as in the schema of a sheet."""


@cache
def files_of_fields() -> Mapping[str, Path]:
    """The files of further fields that come with the project, by name."""
    folder = data.folder("schemas") / "fields"
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def with_fields(schemas: Schemas, path: Path) -> Schemas:
    """The kinds of sheet with the further fields of a file added; fields that they have stay.

    SetupFault with the line where the file breaks the contract ``schemas/meta/fields.yaml``, names
    a kind, group or field that does not exist, or gives a known field or heading another meaning.
    """
    loaded = data.load(path)
    raw = loaded.data if loaded.sound else hold(loaded, contract_of("fields"))
    found = dict(schemas)
    for kind in raw["kinds"]:
        if kind not in schemas:
            unknown_name(kind, schemas, loaded, ("kinds", kind))
        found[kind] = _with_part(schemas[kind], _part(loaded, kind))
    return found


def what_is_in(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The names of the fields and of the choices that a file adds, by kind of sheet."""
    raw = hold(data.load(path), contract_of("fields"))
    return {
        kind: (*part.get("fields", ()), *_choices_in(part)) for kind, part in raw["kinds"].items()
    }


def _choices_in(part: Mapping[str, Any]) -> Iterator[str]:
    for entry in ("choices", "adds"):
        for values in part.get(entry, {}).values():
            yield from values


@cache
def further_headings() -> Mapping[str, Mapping[str, Text]]:
    """By kind of sheet the headings of all further fields that come with the project, in the form
    in which headings are compared, each with the title of what it belongs to."""
    found: dict[str, dict[str, Text]] = {}
    for path in files_of_fields().values():
        raw = data.load(path).data
        for kind, part in raw["kinds"].items():
            for field in part.get("fields", {}).values():
                meta = field["meta"]
                for heading in (meta["zh"], meta["en"], *meta.get("aliases", ())):
                    found.setdefault(kind, {})[comparable(heading)] = Text(**raw["title"])
    return found


def together(several: Sequence[Schemas]) -> Schemas:
    """The kinds of sheet for several policies, with the fields that any of their schemas has.

    SetupFault KD611 where one field has different meanings in two of them.
    """
    return {
        kind: _joined(list(dict.fromkeys(schemas[kind] for schemas in several)))
        for kind in several[0]
    }


def _part(loaded: Loaded, kind: str) -> Loaded:
    """The part of a file that is on one kind of sheet, as a document of its own."""
    lines = _Within(loaded.lines, ("kinds", kind))
    return Loaded(loaded.file, loaded.data["kinds"][kind], lines, loaded.sound)


class _Within(Mapping[KeyPath, int]):
    """The lines of the entries below one entry of a file, found only when they are asked for."""

    def __init__(self, lines: Mapping[KeyPath, int], at: KeyPath) -> None:
        self._lines, self._at = lines, at

    def __getitem__(self, path: KeyPath) -> int:
        return self._lines[(*self._at, *path)]

    def __iter__(self) -> Iterator[KeyPath]:
        many = len(self._at)
        return (path[many:] for path in self._lines if path[:many] == self._at)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _contract() -> Contract:
    rules = shape_of("sheet")
    shared = {name: {**rules[name], "required": False} for name in _SHARED}
    return Contract({**shared, "choices": {"type": "dict"}, "adds": {"type": "dict"}})


def _with_part(schema: SheetSchema, part: Loaded) -> SheetSchema:
    """The schema of a kind with the part of a file on it added."""
    raw = part.data if part.sound else hold(part, _contract())
    groups = {name: Text(**words) for name, words in raw.get("groups", {}).items()}
    fields = _placed(schema.fields, _new_fields(raw, schema, groups, part), schema)
    for entry in ("choices", "adds"):
        for name, values in raw.get(entry, {}).items():
            if name not in fields or not fields[name].allowed:
                having = {known: one for known, one in fields.items() if one.allowed}
                unknown_name(name, having, part, (entry, name))
            anew = entry == "choices"
            if not part.sound:
                one_meaning(values, part, (entry, name), None if anew else fields[name])
            fields[name] = _with_choices(fields[name], values, anew=anew)
    for index, name in enumerate(raw.get("prose", ())):
        if name not in fields:
            unknown_name(name, fields, part, ("prose", index))
    one_owner(fields, part)
    return replace(
        schema,
        fields=fields,
        prose=schema.prose | frozenset(raw.get("prose", ())),
        groups=_groups(schema, groups),
        checks=_with_checks(schema.checks, checks_of(raw, fields, part)),
    )


def _new_fields(
    raw: Mapping[str, Any], schema: SheetSchema, groups: Mapping[str, Text], part: Loaded
) -> Iterator[Field]:
    """The fields of a file that the schema does not have yet; SetupFault KD611 for one that it has
    with another meaning."""
    known = {**schema.groups, **groups}
    for name, rules in raw.get("fields", {}).items():
        group = rules["meta"]["group"]
        if group not in known:
            near = nearest_name(group, known)
            others = near if near != _NONE else ", ".join(known)
            raise part.fault("KD909", ("fields", name, "meta", "group"), name=group, near=others)
        one = field_of(name, rules, part)
        if name not in schema.fields:
            yield one
        elif one != schema.fields[name]:
            raise part.fault("KD611", ("fields", name), **_facts(one, schema))


def _facts(field: Field, schema: SheetSchema) -> dict[str, Any]:
    return {"name": field.name, "field": field.label, "kind": schema.title}


def _with_choices(field: Field, values: Mapping[str, Any], *, anew: bool) -> Field:
    """A field with more choices, which it may have already; or, if ``anew``, with these choices in
    place of its own."""
    labels = {value: Text(value, more["en"]) for value, more in values.items()}
    every = {**({} if anew else field.labels), **labels}
    left = {word: value for word, value in field.spellings.items() if value in every}
    return _choosing(field, every, {**spellings_of(values), **left})


def _choosing(field: Field, labels: Mapping[str, Text], spellings: Mapping[str, str]) -> Field:
    """A field with the choices that are the keys of ``labels``, and the ways to write them in
    ``spellings``. Each choice can always be written as itself."""
    itself = {value.casefold(): value for value in labels}
    rules = {**field.rules, "allowed": list(labels)}
    shown = (
        field.example if field.type == "items" or field.example in labels else next(iter(labels))
    )
    return field._replace(
        rules=rules,
        labels=labels,
        spellings={**spellings, **itself},
        example=shown,
        former=frozenset({*field.former, *field.allowed} - labels.keys()),
    )


def _groups(schema: SheetSchema, new: Mapping[str, Text]) -> Mapping[str, Text]:
    """The groups of fields with new ones before the last, which holds who wrote a row and when."""
    *before, last = schema.groups
    added = {name: words for name, words in new.items() if name not in schema.groups}
    return {
        **{name: schema.groups[name] for name in before},
        **added,
        last: schema.groups[last],
    }


def _placed(
    fields: Mapping[str, Field], new: Iterable[Field], schema: SheetSchema
) -> dict[str, Field]:
    """The fields with new ones: each behind the last field of its group, or before the last group
    if its group is new."""
    order = list(fields.values())
    last_group = list(schema.groups)[-1]
    for one in new:
        same = [at for at, known in enumerate(order) if known.group == one.group]
        behind = [at for at, known in enumerate(order) if known.group == last_group]
        at = same[-1] + 1 if same else behind[0] if behind else len(order)
        order.insert(at, one)
    return {one.name: one for one in order}


def _with_checks(known: Iterable[RowCheck], new: Iterable[RowCheck]) -> tuple[RowCheck, ...]:
    """The checks over a row, where a new one replaces a known one of the same id."""
    return tuple({one.id: one for one in (*known, *new)}.values())


def _joined(several: Sequence[SheetSchema]) -> SheetSchema:
    """A schema with all that any of several schemas of a kind has, in the order of the first."""
    whole, *others = several
    for other in others:
        new = [field for name, field in other.fields.items() if name not in whole.fields]
        fresh = {name: words for name, words in other.groups.items() if name not in whole.groups}
        whole = replace(
            whole,
            fields=_placed(whole.fields, new, whole),
            groups=_groups(whole, fresh),
            prose=whole.prose | other.prose,
            checks=(*whole.checks, *(one for one in other.checks if one not in whole.checks)),
        )
    if not others:
        return whole
    fields = {
        name: _any_of([one.fields[name] for one in several if name in one.fields], whole)
        for name in whole.fields
    }
    one_owner(fields, Loaded(whole.file, {}))
    return replace(whole, fields=fields)


def _any_of(several: Sequence[Field], schema: SheetSchema) -> Field:
    """A field with all the choices that it has in several schemas; SetupFault KD611 if it differs
    in anything else. A word that means one choice here and another there is taken for none."""
    first = several[0]
    if all(one == first for one in several):
        return first
    labels = {value: text for one in reversed(several) for value, text in one.labels.items()}
    labels = {**first.labels, **labels}
    meant: dict[str, set[str]] = {}
    for one in several:
        for word, value in one.spellings.items():
            meant.setdefault(word, set()).add(value)
    spellings = {word: value for word, (value, *others) in meant.items() if not others}
    alike = [one._replace(example=first.example) for one in several]
    whole = [_choosing(one, labels, spellings) if labels else one for one in alike]
    if any(one != whole[0] for one in whole):
        raise SetupFault("KD611", _facts(first, schema))
    return whole[0]
