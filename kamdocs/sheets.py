"""Sheet schemas: which kinds of record there are, with their fields, headings and checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.contract import contract_at, hold
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest
from kamdocs.model import CUSTOMER, Text
from kamdocs.selectors import selector_at

NAMED_CHECKS = ("phone", "email", "credit_code")
"""The functions that a field's ``check_with`` may name; ``kamdocs.validation`` has them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``rules`` is its Cerberus schema without ``meta``.

    ``spellings`` leads from each label or synonym of an allowed value to the value itself;
    ``unit`` is the unit that a printed heading names. A column whose heading names none has none.
    """

    name: str
    type: str
    label: Text
    aliases: tuple[str, ...]
    help: Text
    example: str
    group: str
    rules: Mapping[str, Any]
    unit: str = ""
    labels: Mapping[str, Text] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        return bool(self.rules.get("required"))

    @property
    def allowed(self) -> tuple[str, ...]:
        return tuple(self.rules.get("allowed", ()))

    def shown(self, value: Any) -> Any:
        """A value for people: the labels of allowed values, in both languages."""
        if isinstance(value, tuple):
            return tuple(self.labels.get(part, part) for part in value)
        return self.labels.get(value, value) if isinstance(value, str) else value

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading by which the column is known, the Chinese label first."""
        return (self.label.zh, self.label.en, *self.aliases)


@dataclass(frozen=True, slots=True)
class RowCheck:
    """A rule over several fields of one row.

    Records that ``when`` selects ``must`` meet a contract, or have their days in ``order``.
    ``$as_of`` in a constraint stands for the day of the run.
    """

    id: str
    text: Text
    when: Mapping[str, Any]
    must: Mapping[str, Any]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roles:
    """Which fields tell whom a record is about, when it happened, and when it was recorded.

    ``late_approved`` names who approved a late record; ``tier``, ``since`` and ``until`` are a
    customer's declared tier and the first and last day of dealings, ``manager`` who looks after
    the customer, ``status`` whether dealings go on.
    """

    name: str
    code: str = ""
    day: str = ""
    month: str = ""
    recorded: str = ""
    late_approved: str = ""
    tier: str = ""
    since: str = ""
    until: str = ""
    manager: str = ""
    status: str = ""


@dataclass(frozen=True, eq=False)  # one schema is one object: it can be a key
class SheetSchema:
    """One kind of record. ``counted`` is the word for several of them (次, visits).

    ``mark`` names the fields without whose headings a sheet is not of this kind; ``unique`` the
    sets of fields that no two rows may share; ``same`` those that, with the customer, make two
    rows the same event; ``counts`` selects the records that count at all (no drafts) and
    ``expected_of`` the customers of whom there should be some. ``aside`` names the fields in which
    two rows of the same thing may differ, ``telling`` those that two customers hardly share, and
    ``own_words`` those that are told anew for every event.
    ``subject_optional`` records may concern the whole company.
    """

    kind: str
    version: str
    title: Text
    counted: Text
    sheets: tuple[str, ...]
    mark: tuple[str, ...]
    roles: Roles
    fields: Mapping[str, Field]
    groups: Mapping[str, Text]
    unique: tuple[tuple[str, ...], ...] = ()
    same: tuple[str, ...] = ()
    subject_optional: bool = False
    counts: Mapping[str, Any] = field(default_factory=dict)
    expected_of: Mapping[str, Any] = field(default_factory=dict)
    aside: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    checks: tuple[RowCheck, ...] = ()
    file: str = ""

    def label(self, name: str) -> Text:
        """The heading of a field; KeyError where the kind has none of that name."""
        return self.fields[name].label


Schemas = Mapping[str, SheetSchema]


@cache
def built_in() -> Schemas:
    """The kinds of record that come with the project, by kind, in the order of their names."""
    return load_all(data.folder("schemas"))


def load_all(folder: Path) -> Schemas:
    """Every schema of a folder; SetupFault for the first that is wrong."""
    found: dict[str, SheetSchema] = {}
    files: dict[str, Loaded] = {}
    for path in sorted(folder.glob("*.yaml")):
        loaded = data.load(path)
        schema = _schema(loaded)
        if schema.kind in found:
            raise SetupFault("KD913", {"name": schema.kind}, path.name, loaded.line("kind"))
        found[schema.kind], files[schema.kind] = schema, loaded
    for kind, schema in found.items():
        fields = found[CUSTOMER].fields if CUSTOMER in found else {}
        selector_at(schema.expected_of, fields, files[kind], ("expected_of",))
    return found


def load_schema(path: Path) -> SheetSchema:
    """One schema file, held against ``schemas/meta/sheet.yaml``; SetupFault with its line."""
    return _schema(data.load(path))


def _schema(loaded: Loaded) -> SheetSchema:
    raw = hold(loaded, data.load(data.folder("schemas") / "meta" / "sheet.yaml").data)
    _names_exist(raw, loaded)
    selector_at(raw.get("counts", {}), raw["fields"], loaded, ("counts",))
    fields = {name: _field(name, rules, loaded) for name, rules in raw["fields"].items()}
    return SheetSchema(
        kind=raw["kind"],
        version=raw["version"],
        title=Text(**raw["title"]),
        counted=Text(**raw["counted"]),
        sheets=tuple(raw["sheets"]),
        mark=tuple(raw["mark"]),
        roles=Roles(**raw["roles"]),
        fields=fields,
        groups={name: Text(**words) for name, words in raw["groups"].items()},
        unique=tuple(tuple(names) for names in raw.get("unique", ())),
        same=tuple(raw.get("same", ())),
        subject_optional=bool(raw.get("subject_optional")),
        counts=raw.get("counts", {}),
        expected_of=raw.get("expected_of", {}),
        aside=tuple(raw.get("aside", ())),
        telling=tuple(raw.get("telling", ())),
        own_words=tuple(raw.get("own_words", ())),
        checks=tuple(_checks(raw, fields, loaded)),
        file=loaded.file,
    )


def _names_exist(raw: Mapping[str, Any], loaded: Loaded) -> None:
    fields = raw["fields"]
    named: list[tuple[tuple[str | int, ...], str]] = [
        *((("mark", index), name) for index, name in enumerate(raw["mark"])),
        *((("roles", role), name) for role, name in raw["roles"].items()),
        *(
            ((part, index), name)
            for part in ("same", "aside", "telling", "own_words")
            for index, name in enumerate(raw.get(part, ()))
        ),
    ]
    for index, names in enumerate(raw.get("unique", ())):
        named += [(("unique", index), name) for name in names]
    for index, check in enumerate(raw.get("checks", ())):
        named += [(("checks", index, "order"), name) for name in check.get("order", ())]
    for path, name in named:
        if name not in fields:
            _unknown_name(name, fields, loaded, path)
    for name, rules in fields.items():
        if rules["meta"]["group"] not in raw["groups"]:
            group = rules["meta"]["group"]
            _unknown_name(group, raw["groups"], loaded, ("fields", name, "meta", "group"))


def _unknown_name(
    name: str, known: Mapping[str, Any], loaded: Loaded, path: tuple[str | int, ...]
) -> None:
    near = nearest(name, known) or "-"
    raise SetupFault("KD909", {"name": name, "near": near}, loaded.file, loaded.line(*path))


def _field(name: str, raw: Mapping[str, Any], loaded: Loaded) -> Field:
    meta = raw["meta"]
    rules = {rule: constraint for rule, constraint in raw.items() if rule != "meta"}
    _words_only(name, rules, loaded)
    named = rules.get("check_with", NAMED_CHECKS[0])
    if isinstance(named, str) and named not in NAMED_CHECKS:
        path: KeyPath = ("fields", name, "check_with")
        _unknown_name(named, dict.fromkeys(NAMED_CHECKS), loaded, path)
    anything = {check: lambda value: True for check in NAMED_CHECKS}
    contract_at({name: rules}, loaded, ("fields", name), anything)
    labels = {
        value: Text(zh=value, en=meta.get("values", {}).get(value, {}).get("en", value))
        for value in rules.get("allowed", ())
    }
    spellings: dict[str, str] = {}
    for value, more in meta.get("values", {}).items():
        if value not in labels:
            _unknown_name(value, labels, loaded, ("fields", name, "meta", "values", value))
        for spelling in (value, more["en"], *more.get("also", ())):
            spellings[spelling.casefold()] = value
    return Field(
        name=name,
        type=raw["type"],
        label=Text(meta["zh"], meta["en"]),
        aliases=tuple(meta.get("aliases", ())),
        help=Text(**meta["help"]),
        example=str(meta["example"]),
        group=meta["group"],
        rules=rules,
        unit=meta.get("unit", ""),
        labels=labels,
        spellings=spellings,
    )


def _words_only(name: str, rules: Mapping[str, Any], loaded: Loaded) -> None:
    """Named checks are words, and so are allowed values, though YAML takes an unquoted 2026 for
    a number and no for a truth."""
    allowed = rules.get("allowed")
    values = allowed if isinstance(allowed, list) else []
    words: list[tuple[KeyPath, Any]] = [(("allowed", at), one) for at, one in enumerate(values)]
    for path, word in (*words, (("check_with",), rules.get("check_with", ""))):
        if not isinstance(word, str):
            whole = ("fields", name, *path)
            facts = {"entry": ".".join(map(str, whole)), "reason": "type: string"}
            raise SetupFault("KD906", facts, loaded.file, loaded.line(*whole))


def _checks(raw: Mapping[str, Any], fields: Mapping[str, Field], loaded: Loaded) -> list[RowCheck]:
    found = []
    for index, check in enumerate(raw.get("checks", ())):
        for part in ("when", "must"):
            written = with_as_of(check.get(part, {}), 0)
            selector_at(written, fields, loaded, ("checks", index, part))
        found.append(
            RowCheck(
                id=check["id"],
                text=Text(**check["text"]),
                when=check.get("when", {}),
                must=check.get("must", {}),
                order=tuple(check.get("order", ())),
            )
        )
    return found


def with_as_of(schema: Mapping[str, Any], as_of: Any) -> dict[str, Any]:
    """The schema with every ``$as_of`` replaced by the day of the run."""
    return {
        name: {
            rule: as_of if constraint == "$as_of" else constraint
            for rule, constraint in rules.items()
        }
        if isinstance(rules, Mapping)
        else rules
        for name, rules in schema.items()
    }
