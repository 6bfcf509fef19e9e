"""Loads sheet schemas from their files and checks that the files are as they must be."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.contract import contract_at, contract_of, entry_fault, fit, hold
from kamdocs.contract.selectors import selector_at
from kamdocs.contract.shapes import unsound
from kamdocs.contract.wanting import of_another_type, of_pattern, wanted
from kamdocs.data import KeyPath, Loaded
from kamdocs.likeness import nearest_name
from kamdocs.model import CUSTOMER, Text
from kamdocs.naming import Claims
from kamdocs.sheets.money import bounds_in_wan, selector_in_wan
from kamdocs.sheets.schema import (
    NOTHING,
    Claim,
    Field,
    Migration,
    Neighbour,
    Others,
    Roles,
    RowCheck,
    Schemas,
    SheetSchema,
    Step,
    version_order,
    with_as_of,
)

_DAYS = ("day", "moment")
_LISTS = ("same", "aside", "apart", "telling", "own_words", "prose", "common", "once", "yearless")
"""The entries of a file that are lists of names of fields."""
NAMED_CHECKS = (
    *("phone", "fax", "email", "credit_code"),
    *("person", "one_person", "signer", "people", "team"),
)
"""The functions that a field's ``check_with`` may name; ``kamdocs.validation`` has them."""
_TAKEN = Text("“{word}”已经是「{value}」的写法", "“{word}” is a way to write “{value}” already")
_ANYTHING = dict.fromkeys(NAMED_CHECKS, lambda value: True)
"""Functions that stand for the named checks where only the form of the rules is checked."""


@cache
def built_in() -> Schemas:
    """The kinds of record that come with the project, by kind, in the order of their names."""
    return load_all(data.folder("schemas"))


@cache
def decision_schema() -> SheetSchema:
    """The schema of the columns in which a reviewer decides on findings. It is no kind of sheet
    that is handed in."""
    return load_schema(data.folder("schemas") / "decisions" / "decision.yaml")


def load_all(folder: Path) -> Schemas:
    """Every schema of a folder; SetupFault for the first that is wrong."""
    found: dict[str, SheetSchema] = {}
    files: dict[str, Loaded] = {}
    for path in sorted(folder.glob("*.yaml")):
        loaded = data.load(path)
        schema = _schema(loaded)
        if schema.kind in found:
            raise loaded.fault("KD913", ("kind",), name=schema.kind)
        found[schema.kind], files[schema.kind] = schema, loaded
    for kind, schema in found.items():
        fields = found[CUSTOMER].fields if CUSTOMER in found else {}
        selector_at(schema.expected_of, fields, files[kind], ("expected_of",))
        for field, claim in schema.claims.items():
            _columns_exist(field, claim, fields, files[kind])
    return found


def _columns_exist(field: str, claim: Claim, fields: Mapping[str, Field], loaded: Loaded) -> None:
    """Raise SetupFault where a claim names a column of the archive that does not exist."""
    for value, names in claim.known_by.items():
        for name in names:
            if name not in fields:
                unknown_name(name, fields, loaded, ("claims", field, "known_by", value))


def load_schema(path: Path) -> SheetSchema:
    """The schema of a file; SetupFault with the line where it breaks the contract
    ``schemas/meta/sheet.yaml``."""
    return _schema(data.load(path))


def _schema(loaded: Loaded) -> SheetSchema:
    raw = loaded.data if loaded.sound else _held(loaded)
    fields = {name: field_of(name, rules, loaded) for name, rules in raw["fields"].items()}
    if not loaded.sound:
        one_owner(fields, loaded)
    return SheetSchema(
        kind=raw["kind"],
        version=raw["version"],
        title=Text(**raw["title"]),
        counted=Text(**raw["counted"]),
        row=Text(**raw.get("row", raw["title"])),
        sheets=tuple(raw["sheets"]),
        mark=tuple(raw["mark"]),
        roles=Roles(**raw["roles"]),
        fields=fields,
        groups={name: Text(**words) for name, words in raw["groups"].items()},
        unique=tuple(tuple(names) for names in raw.get("unique", ())),
        same=tuple(raw.get("same", ())),
        subject_optional=raw.get("subject_optional", "name" not in raw["roles"]),
        counts=raw.get("counts", {}),
        called_off=raw.get("called_off", {}),
        expected_of=raw.get("expected_of", {}),
        aside=tuple(raw.get("aside", ())),
        apart=tuple(raw.get("apart", ())),
        telling=tuple(raw.get("telling", ())),
        own_words=tuple(raw.get("own_words", ())),
        across=raw.get("across", ""),
        prose=frozenset(raw.get("prose", ())),
        claims=_claims(raw, fields, loaded),
        checks=tuple(checks_of(raw, fields, loaded)),
        common=tuple(raw.get("common", ())),
        once=tuple(raw.get("once", ())),
        yearless=tuple(raw.get("yearless", ())),
        titled_year=raw.get("titled_year", ""),
        to_come=raw.get("to_come", {}),
        neighbours=tuple(_neighbours(raw)),
        steps=tuple(_steps(raw)),
        others=tuple(
            Others(tuple(one["words"]), tuple(one.get("but", ())), tuple(one.get("theirs", ())))
            for one in raw.get("others", ())
        ),
        values_decide=tuple(tuple(names) for names in raw.get("values_decide", ())),
        migrations=tuple(_migrations(raw, loaded)),
        file=loaded.file,
    )


def _held(loaded: Loaded) -> Mapping[str, Any]:
    """The data of a file, after checking it against the contract of schema files."""
    raw = hold(loaded, contract_of("sheet"))
    _names_exist(raw, loaded)
    for part in ("counts", "called_off"):
        selector_at(raw.get(part, {}), raw["fields"], loaded, (part,))
    return raw


def _names_exist(raw: Mapping[str, Any], loaded: Loaded) -> None:
    """Raise SetupFault at the first name of a field or of a group that the schema has not."""
    for known, named in ((raw["fields"], _fields_named(raw)), (raw["groups"], _groups_named(raw))):
        for path, name in named:
            if name not in known:
                unknown_name(name, known, loaded, path)


def _fields_named(raw: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """The names of fields in a schema, each with the path to it."""
    yield from ((("mark", index), name) for index, name in enumerate(raw["mark"]))
    yield from ((("roles", role), name) for role, name in raw["roles"].items())
    yield from (((part,), raw[part]) for part in ("across", "titled_year") if raw.get(part))
    yield from ((("to_come", name), name) for name in raw.get("to_come", ()))
    for part in _LISTS:
        yield from (((part, index), name) for index, name in enumerate(raw.get(part, ())))
    for part in ("unique", "values_decide"):
        for index, names in enumerate(raw.get(part, ())):
            yield from (((part, index), name) for name in names)
    for index, rule in enumerate(raw.get("neighbours", ())):
        yield from ((("neighbours", index, "after"), name) for name in rule["after"])
        if rule["means"] != NOTHING:
            yield ("neighbours", index, "means"), rule["means"]
    for index, step in enumerate(raw.get("steps", ())):
        yield from ((("steps", index, "columns", name), name) for name in step["columns"])
    for index, check in enumerate(raw.get("checks", ())):
        yield from ((("checks", index, "order"), name) for name in check.get("order", ()))
    for index, older in enumerate(raw.get("migrations", ())):
        for heading, name in older["headings"].items():
            yield ("migrations", index, "headings", heading), name
    for index, other in enumerate(raw.get("others", ())):
        yield from ((("others", index, "theirs"), name) for name in other.get("theirs", ()))


def _groups_named(raw: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """The names of groups in a schema, each with the path to it."""
    for name, one in raw["fields"].items():
        yield ("fields", name, "meta", "group"), one["meta"]["group"]
    for index, one in enumerate(raw.get("others", ())):
        yield from ((("others", index, "but"), group) for group in one.get("but", ()))


def unknown_name(name: str, known: Mapping[str, Any], loaded: Loaded, path: KeyPath) -> None:
    """Raise SetupFault for a name that does not exist, with the most similar one that does."""
    raise loaded.fault("KD909", path, name=name, near=nearest_name(name, known))


def field_of(name: str, raw: Mapping[str, Any], loaded: Loaded) -> Field:
    """The field that a file describes under ``fields`` and its name; ``raw`` is that entry."""
    meta = raw["meta"]
    rules = {rule: constraint for rule, constraint in raw.items() if rule != "meta"}
    _words_only(name, rules, loaded)
    named = rules.get("check_with", NAMED_CHECKS[0])
    if isinstance(named, str) and named not in NAMED_CHECKS:
        path: KeyPath = ("fields", name, "check_with")
        unknown_name(named, dict.fromkeys(NAMED_CHECKS), loaded, path)
    if not loaded.sound:
        contract_at({name: rules}, loaded, ("fields", name), _ANYTHING)
        fit(rules, raw["type"], loaded, ("fields", name))
    values = meta.get("values", {})
    for value in values:
        if value not in rules.get("allowed", ()):
            known = dict.fromkeys(rules.get("allowed", ()))
            unknown_name(value, known, loaded, ("fields", name, "meta", "values", value))
    if not loaded.sound:
        one_meaning(values, loaded, ("fields", name, "meta", "values"))
    labels = {
        value: Text(zh=value, en=values.get(value, {}).get("en", value))
        for value in rules.get("allowed", ())
    }
    return Field(
        name=name,
        type=raw["type"],
        label=Text(meta["zh"], meta["en"]),
        aliases=tuple(meta.get("aliases", ())),
        help=Text(**meta["help"]),
        example=str(meta["example"]),
        group=meta["group"],
        rules=bounds_in_wan(rules, raw["type"], meta.get("unit", "")),
        unit=meta.get("unit", ""),
        labels=labels,
        spellings=spellings_of(values),
        stands_in=tuple(meta.get("stands_in", ())),
        ambiguous=tuple(meta.get("ambiguous", ())),
        columns=tuple(tuple(names) for names in meta.get("columns", ())),
        endless=tuple(meta.get("endless", ())),
        ends=meta.get("ends", False),
        adding=tuple(meta.get("adding", ())),
        of_hundred=meta.get("of_hundred", False),
        counted_in=tuple(meta.get("counted_in", ())),
    )


def spellings_of(values: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The choice that each way to write one stands for."""
    return {
        spelling.casefold(): value
        for value, more in values.items()
        for spelling in (value, more["en"], *more.get("also", ()))
    }


def one_meaning(
    values: Mapping[str, Mapping[str, Any]],
    loaded: Loaded,
    path: KeyPath,
    field: Field | None = None,
) -> None:
    """Raise SetupFault where a word stands for two choices, among new ones (``values``, at ``path``
    in the file) and those that ``field`` has already. A new choice may be a word that stood for
    another choice before: then it stands for itself."""
    meant: dict[str, str] = {}
    if field:
        anew = {value.casefold() for value in values}
        meant = {word: one for word, one in field.spellings.items() if word not in anew}
        meant |= {one.casefold(): one for one in field.labels}
    for value, more in values.items():
        for word in (value, *more.get("also", ())):
            other = meant.setdefault(word.casefold(), value)
            if other != value:
                reason = _TAKEN.filled(word=word, value=other)
                raise entry_fault((*path, value), reason, loaded)


def one_owner(fields: Mapping[str, Field], loaded: Loaded) -> None:
    """Raise SetupFault where a heading belongs to two fields and is not listed as ambiguous."""
    claims = Claims(loaded)
    for one in fields.values():
        for entry, heading in _claimed(one):
            claims.enter(heading, one.label, ("fields", one.name, "meta", *entry))
    unsure = Text("有歧义的表头", "a heading with several meanings")
    for one in fields.values():
        for at, heading in enumerate(one.ambiguous):
            claims.enter(heading, unsure, ("fields", one.name, "meta", "ambiguous", at))


def _claimed(one: Field) -> Iterator[tuple[KeyPath, str]]:
    """The headings that belong to one field only, each with its entry in the field's ``meta``."""
    yield ("zh",), one.label.zh
    yield ("en",), one.label.en
    yield (), one.name
    for entry, headings in (("aliases", one.aliases), ("stands_in", one.stands_in)):
        for at, heading in enumerate(headings):
            yield (entry, at), heading


def _neighbours(raw: Mapping[str, Any]) -> Iterator[Neighbour]:
    for rule in raw.get("neighbours", ()):
        means = None if rule["means"] == NOTHING else rule["means"]
        yield Neighbour(tuple(rule["headings"]), tuple(rule["after"]), means)


def _steps(raw: Mapping[str, Any]) -> Iterator[Step]:
    for step in raw.get("steps", ()):
        columns = {name: tuple(headings) for name, headings in step["columns"].items()}
        yield Step(tuple(step["words"]), columns)


def _words_only(name: str, rules: Mapping[str, Any], loaded: Loaded) -> None:
    """Raise SetupFault where a named check or an allowed value is not a string: YAML reads an
    unquoted 2026 as a number and no as a boolean."""
    allowed = rules.get("allowed")
    values = allowed if isinstance(allowed, list) else []
    words: list[tuple[KeyPath, Any]] = [(("allowed", at), one) for at, one in enumerate(values)]
    for path, word in (*words, (("check_with",), rules.get("check_with", ""))):
        if not isinstance(word, str):
            raise entry_fault(("fields", name, *path), wanted("type", "string"), loaded)


def checks_of(
    raw: Mapping[str, Any], fields: Mapping[str, Field], loaded: Loaded
) -> list[RowCheck]:
    """The checks over a row that a file has under ``checks``."""
    found = []
    for index, check in enumerate(raw.get("checks", ())):
        for part in ("when", "must"):
            written = with_as_of(check.get(part, {}), date.min)
            selector_at(written, fields, loaded, ("checks", index, part))
        for name in check.get("order", ()):
            _day_only(name, fields, loaded, ("checks", index, "order"))
        found.append(
            RowCheck(
                id=check["id"],
                text=Text(**check["text"]),
                when=selector_in_wan(check.get("when", {}), fields),
                must=selector_in_wan(check.get("must", {}), fields),
                order=tuple(check.get("order", ())),
            )
        )
    return found


def _day_only(name: str, fields: Mapping[str, Field], loaded: Loaded, path: KeyPath) -> None:
    """Raise SetupFault for a field that holds no days: nothing else is held against each other."""
    if name not in fields:
        unknown_name(name, fields, loaded, path)
    if fields[name].type not in _DAYS:
        raise entry_fault(
            path, of_another_type(fields[name].label, fields[name].type, "day"), loaded
        )


def _claims(
    raw: Mapping[str, Any], fields: Mapping[str, Field], loaded: Loaded
) -> dict[str, Claim]:
    """The claims of a file; SetupFault where one names an unknown field, is on a value that its
    field does not allow, or has a pattern that is no regular expression."""
    found = {}
    for name, one in raw.get("claims", {}).items():
        path: KeyPath = ("claims", name)
        for word in (name, one["people"]):
            if word not in fields:
                unknown_name(word, fields, loaded, path)
        for part in ("known_by", "posts"):
            for value in one[part]:
                if value not in fields[name].allowed:
                    known = dict.fromkeys(fields[name].allowed)
                    unknown_name(value, known, loaded, (*path, part, value))
        for value, pattern in one["posts"].items():
            _pattern(pattern, loaded, (*path, "posts", value))
        known_by = {value: tuple(names) for value, names in one["known_by"].items()}
        found[name] = Claim(one["people"], known_by, one["posts"])
    return found


def _pattern(pattern: str, loaded: Loaded, path: KeyPath) -> None:
    if at := unsound(pattern):
        raise entry_fault(path, of_pattern(at), loaded)


def _migrations(raw: Mapping[str, Any], loaded: Loaded) -> Iterator[Migration]:
    """The migrations of a file; SetupFault where one is not from an older version than the schema,
    or two are from the same."""
    seen = {raw["version"]}
    for index, older in enumerate(raw.get("migrations", ())):
        version = older["from"]
        if version in seen or version_order(version) > version_order(raw["version"]):
            path = ("migrations", index, "from")
            raise entry_fault(path, f"< {raw['version']}", loaded)
        seen.add(version)
        yield Migration(version, older["headings"], Text(**older["text"]))
