"""Sheet schemas: which kinds of record there are, with their fields, headings and checks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.contract import contract_at, hold
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest, nearest_meaning
from kamdocs.model import CUSTOMER, Text
from kamdocs.naming import Claims, comparable
from kamdocs.selectors import selector_at

NAMED_CHECKS = ("phone", "email", "credit_code", "person")
"""The functions that a field's ``check_with`` may name; ``kamdocs.validation`` has them."""
NOTHING = "-"
"""Stands for a field where a heading is none of ours."""
_NAMELESS = Text("表头里没有文字", "the heading holds no letters")
_VERSION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})*\Z")


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``rules`` is its Cerberus schema without ``meta``.

    ``spellings`` leads from each label or synonym of an allowed value to the value itself;
    ``unit`` is the unit that a printed heading names. A column whose heading names none has none.
    ``aliases`` mean the field and nothing else; ``stands_in`` are taken where no column has one
    of those; ``ambiguous`` mean other things as well and are taken where their neighbours and the
    kind of sheet tell. Of several such columns the one whose heading is listed first is taken.
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
    stands_in: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

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
        """Every heading that means the field and nothing else, the Chinese label first."""
        return (self.label.zh, self.label.en, *self.aliases, self.name)


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
class Migration:
    """How a sheet that was made by an older version of its schema is read.

    ``headings`` leads from headings of that version to the fields of today; ``text`` says what has
    changed since.
    """

    version: str
    headings: Mapping[str, str]
    text: Text


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

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that have a role."""
        return tuple(name for name in astuple(self) if name)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What some headings mean right of certain columns: a field, or None for nothing of ours."""

    headings: tuple[str, ...]
    after: tuple[str, ...]
    means: str | None


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
    ``common`` fields are met in sheets of other kinds as well and do not tell the kind;
    ``values_decide`` gives sets of fields whose columns are told apart by what stands in them;
    ``own`` are headings that a company gave a meaning: a field's name, or empty for none;
    ``migrations`` are the older versions whose sheets can still be read.
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
    common: tuple[str, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    values_decide: tuple[tuple[str, ...], ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    migrations: tuple[Migration, ...] = ()
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


def with_headings(schemas: Schemas, headings: Mapping[str, Mapping[str, str]]) -> Schemas:
    """The schemas with headings that a company gave a meaning, which go before all others.

    ``headings`` gives for a kind (or its Chinese title) the field that each heading means, by its
    name or either label; ``-`` for one that is none of ours. SetupFault for a kind or field that
    does not exist, or a heading given twice; its ``keys`` are the kind and the heading.
    """
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
    """Refuse a heading without letters, and one that has its meaning already."""
    if not comparable(heading):
        entry = ".".join(("headings", *keys))
        raise SetupFault("KD912", {"entry": entry, "reason": _NAMELESS, "keys": keys})
    if comparable(heading) in map(comparable, own):
        raise SetupFault("KD905", {"key": heading, "keys": keys})


def _meant(meaning: str, schema: SheetSchema, keys: tuple[str, str]) -> str:
    """The name of the field that a company means; empty where it means none."""
    if meaning.strip() == NOTHING:
        return ""
    for one in schema.fields.values():
        if meaning.strip() in (one.name, one.label.zh, one.label.en):
            return one.name
    labels = {word: one.label.zh for one in schema.fields.values() for word in one.headings}
    near = nearest_meaning(meaning, labels) or "-"
    raise SetupFault("KD909", {"name": meaning, "near": near, "keys": keys})


def load_schema(path: Path) -> SheetSchema:
    """One schema file, held against ``schemas/meta/sheet.yaml``; SetupFault with its line."""
    return _schema(data.load(path))


def _schema(loaded: Loaded) -> SheetSchema:
    raw = hold(loaded, data.load(data.folder("schemas") / "meta" / "sheet.yaml").data)
    _names_exist(raw, loaded)
    selector_at(raw.get("counts", {}), raw["fields"], loaded, ("counts",))
    fields = {name: _field(name, rules, loaded) for name, rules in raw["fields"].items()}
    _one_owner(fields, loaded)
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
        common=tuple(raw.get("common", ())),
        neighbours=tuple(_neighbours(raw)),
        values_decide=tuple(tuple(names) for names in raw.get("values_decide", ())),
        migrations=tuple(_migrations(raw, loaded)),
        file=loaded.file,
    )


def _names_exist(raw: Mapping[str, Any], loaded: Loaded) -> None:
    fields = raw["fields"]
    named: list[tuple[tuple[str | int, ...], str]] = [
        *((("mark", index), name) for index, name in enumerate(raw["mark"])),
        *((("roles", role), name) for role, name in raw["roles"].items()),
        *(
            ((part, index), name)
            for part in ("same", "aside", "telling", "own_words", "common")
            for index, name in enumerate(raw.get(part, ()))
        ),
    ]
    for entry in ("unique", "values_decide"):
        for index, names in enumerate(raw.get(entry, ())):
            named += [((entry, index), name) for name in names]
    for index, rule in enumerate(raw.get("neighbours", ())):
        named += [(("neighbours", index, "after"), name) for name in rule["after"]]
        if rule["means"] != NOTHING:
            named.append((("neighbours", index, "means"), rule["means"]))
    for index, check in enumerate(raw.get("checks", ())):
        named += [(("checks", index, "order"), name) for name in check.get("order", ())]
    for index, older in enumerate(raw.get("migrations", ())):
        named += [
            (("migrations", index, "headings", heading), name)
            for heading, name in older["headings"].items()
        ]
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
        stands_in=tuple(meta.get("stands_in", ())),
        ambiguous=tuple(meta.get("ambiguous", ())),
    )


def _one_owner(fields: Mapping[str, Field], loaded: Loaded) -> None:
    """A heading belongs to one field, but for those that are said to be ambiguous."""
    claims = Claims(loaded)
    for one in fields.values():
        for entry, heading in _claimed(one):
            claims.enter(heading, one.label, ("fields", one.name, "meta", *entry))
    unsure = Text("有歧义的表头", "a heading with several meanings")
    for one in fields.values():
        for at, heading in enumerate(one.ambiguous):
            claims.enter(heading, unsure, ("fields", one.name, "meta", "ambiguous", at))


def _claimed(one: Field) -> Iterator[tuple[KeyPath, str]]:
    """The headings that a field has for itself, each with its entry in the field's ``meta``."""
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


def _migrations(raw: Mapping[str, Any], loaded: Loaded) -> Iterator[Migration]:
    """Each from a version older than the schema's own, and no version twice."""
    seen = {raw["version"]}
    for index, older in enumerate(raw.get("migrations", ())):
        version = older["from"]
        if version in seen or version_order(version) > version_order(raw["version"]):
            facts = {"entry": f"migrations.{index}.from", "reason": f"< {raw['version']}"}
            line = loaded.line("migrations", index, "from")
            raise SetupFault("KD906", facts, loaded.file, line)
        seen.add(version)
        yield Migration(version, older["headings"], Text(**older["text"]))


def version_order(version: str) -> tuple[int, ...]:
    """A version such as 2 or 2.10 as it is ordered; what is no version comes before all."""
    return tuple(map(int, version.split("."))) if _VERSION.match(version) else ()


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
