"""Loading policy packs. Every name in a pack is looked up, so that a slip is found at once."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.compliance.extending import extended
from kamdocs.compliance.kinds import KINDS
from kamdocs.contract import contract_at, hold, refuse
from kamdocs.data import Key, KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest
from kamdocs.model import CUSTOMER, Clause, Parameter, Policy, Rule, Text, Tier
from kamdocs.selectors import selector_at
from kamdocs.sheets import Schemas

_HERE = Path()
_NONE: Mapping[str, Any] = {}
_COMMON = frozenset({"id", "clause", "kind", "scope", "on_breach", "owner", "severity", "text"})


def built_in() -> dict[str, Path]:
    """The packs that come with the project: their files by id."""
    packs = (path for path in sorted(_folder().glob("*.yaml")) if "." not in path.stem)
    return {path.stem: path for path in packs}


def _folder() -> Path:
    return data.folder("schemas") / "policies"


def pack_path(name: str, beside: Path = _HERE) -> Path:
    """The file of a pack by its id or the path of a .yaml file, which may be relative to the
    folder ``beside``; SetupFault where there is none."""
    packs = built_in()
    if name in packs:
        return packs[name]
    path = beside / name
    if path.suffix in (".yaml", ".yml") and path.exists():
        return path
    raise SetupFault("KD910", {"name": name, "known": tuple(packs)})


def find_policy(name: str, schemas: Schemas, values: Mapping[str, Any] = _NONE) -> Policy:
    """The pack of an id, or of a path to a .yaml file; SetupFault where there is none.

    ``values`` take the place of those of its parameters; names that it does not have are passed
    over.
    """
    return load_policy(pack_path(name), schemas, values)


def load_pack(path: Path, values: Mapping[str, Any] = _NONE) -> Loaded:
    """The words of a pack, together with those of the pack that it extends."""
    own = extended(data.load(path), lambda name: data.load(pack_path(name, path.parent)))
    given = own.data.get("parameters") if isinstance(own.data, dict) else None
    for name, value in values.items():
        if isinstance(given, dict) and isinstance(given.get(name), dict):
            given[name] = {**given[name], "value": value}
    return own


def load_policy(path: Path, schemas: Schemas, values: Mapping[str, Any] = _NONE) -> Policy:
    """One pack, held against ``schemas/meta/policy.yaml``, its rules' terms against their kinds,
    and every field, tier and parameter against what exists; SetupFault with file and line."""
    loaded = load_pack(path, values)
    raw = hold(loaded, data.load(data.folder("schemas") / "meta" / "policy.yaml").data)
    parameters = {
        name: _parameter(name, words, loaded) for name, words in raw["parameters"].items()
    }
    tiers = _tiers(raw, loaded, parameters, schemas)
    _unique(raw, loaded)
    return Policy(
        id=raw["policy"]["id"],
        title=Text(**raw["policy"]["title"]),
        version=raw["policy"]["version"],
        effective_from=raw["policy"]["effective_from"],
        timezone=raw["policy"]["timezone"],
        parameters=parameters,
        tiers=tiers,
        rules=tuple(
            _rule(entry, ("rules", index), loaded, raw, parameters, schemas)
            for index, entry in enumerate(raw["rules"])
        ),
        clauses=tuple(
            Clause(entry["clause"], Text(**entry["text"]), why)
            for why, entries in (("inform", "informs"), ("outside", "outside"))
            for entry in raw.get(entries, ())
        ),
        printed=tuple(raw.get("clauses", ())),
        descends=tuple(raw.get("descends", ())),
        file=path.name,
    )


_COUNTED = frozenset({"万元", "家", "个", "日", "月", "天", "次", "比例"})
"""Units of which there is a number, none below nought."""


def _parameter(name: str, words: Mapping[str, Any], loaded: Loaded) -> Parameter:
    value = words["value"]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if words["unit"] in _COUNTED and not (number and value >= 0):
        facts = {"entry": f"parameters.{name}.value", "reason": f"{words['unit']} ≥ 0"}
        raise SetupFault("KD906", facts, loaded.file, loaded.line("parameters", name, "value"))
    text = Text(**words["text"]) if "text" in words else None
    return Parameter(name, **{**words, "text": text})


def _unique(raw: Mapping[str, Any], loaded: Loaded) -> None:
    for part in ("tiers", "rules"):
        seen: set[str] = set()
        for index, entry in enumerate(raw[part]):
            if entry["id"] in seen:
                line = loaded.line(part, index, "id")
                raise SetupFault("KD913", {"name": entry["id"]}, loaded.file, line)
            seen.add(entry["id"])


def _filled(
    words: Any, parameters: Mapping[str, Parameter], loaded: Loaded, path: tuple[Key, ...]
) -> Any:
    """The words with ``$name`` replaced by the value of that parameter."""
    if isinstance(words, Mapping):
        return {
            key: _filled(value, parameters, loaded, (*path, key)) for key, value in words.items()
        }
    if isinstance(words, list):
        return [
            _filled(value, parameters, loaded, (*path, index)) for index, value in enumerate(words)
        ]
    if isinstance(words, str) and words.startswith("$"):
        name = words[1:]
        if name not in parameters:
            facts = {"name": name, "near": nearest(name, parameters) or "-"}
            raise SetupFault("KD917", facts, loaded.file, loaded.line(*path))
        return parameters[name].value
    return words


def _figures(words: Any) -> tuple[str, ...]:
    """The parameters that some words of a pack name, as ``$name``, in their order."""
    if isinstance(words, Mapping):
        parts: Iterable[Any] = words.values()
    elif isinstance(words, list):
        parts = words
    else:
        return (words[1:],) if isinstance(words, str) and words.startswith("$") else ()
    return tuple(dict.fromkeys(name for part in parts for name in _figures(part)))


def known(name: str, names: Iterable[str], loaded: Loaded, path: KeyPath) -> None:
    """SetupFault with the line where a name is not one of those that exist."""
    names = set(names)
    if name not in names:
        facts = {"name": name, "near": nearest(name, names) or "-"}
        raise SetupFault("KD909", facts, loaded.file, loaded.line(*path))


def _tiers(
    raw: Mapping[str, Any],
    loaded: Loaded,
    parameters: Mapping[str, Parameter],
    schemas: Schemas,
) -> tuple[Tier, ...]:
    fields = schemas[CUSTOMER].fields
    tiers = []
    for index, entry in enumerate(raw["tiers"]):
        path: KeyPath = ("tiers", index)
        when = _filled(entry["when"], parameters, loaded, (*path, "when"))
        selector_at(when, fields, loaded, (*path, "when"))
        choices = schemas[CUSTOMER].fields[schemas[CUSTOMER].roles.tier].allowed
        known(entry["declared"], choices, loaded, (*path, "declared"))
        for name in entry.get("since", ()):
            known(name, fields, loaded, (*path, "since"))
        tiers.append(
            Tier(
                id=entry["id"],
                clause=entry["clause"],
                title=Text(**entry["title"]),
                declared=entry["declared"],
                when=when,
                by_people=bool(entry.get("by_people")),
                since=tuple(entry.get("since", ())),
                figures=_figures(entry["when"]),
            )
        )
    return tuple(tiers)


def _bound(
    scope: Mapping[str, Any],
    raw: Mapping[str, Any],
    loaded: Loaded,
    parameters: Mapping[str, Parameter],
) -> tuple[str, ...]:
    """The tiers of a rule, with those that follow one of them by the pack's parameters, unless
    the rule is ``exactly`` for the tiers that it names."""
    bound = list(scope.get("tiers", ()))
    if scope.get("exactly"):
        return tuple(bound)
    for index, entry in enumerate(raw["tiers"]):
        follows = entry.get("follows")
        if follows is None:
            continue
        path: KeyPath = ("tiers", index, "follows")
        known(follows["tier"], (tier["id"] for tier in raw["tiers"]), loaded, path)
        if _filled(follows["if"], parameters, loaded, path) and follows["tier"] in bound:
            bound.append(entry["id"])
    return tuple(dict.fromkeys(bound))


def _rule(
    entry: Mapping[str, Any],
    path: KeyPath,
    loaded: Loaded,
    raw: Mapping[str, Any],
    parameters: Mapping[str, Parameter],
    schemas: Schemas,
) -> Rule:
    kind = entry["kind"]
    if kind not in KINDS:
        facts = {"name": kind, "known": tuple(KINDS)}
        raise SetupFault("KD911", facts, loaded.file, loaded.line(*path, "kind"))
    customer = schemas[CUSTOMER].fields
    filled = _filled(entry, parameters, loaded, path)
    scope = filled.get("scope", {})
    for tier in scope.get("tiers", ()):
        known(tier, (one["id"] for one in raw["tiers"]), loaded, (*path, "scope", "tiers"))
    selector_at(scope.get("when", {}), customer, loaded, (*path, "scope", "when"))
    owner_field = entry["owner"].get("field", "")
    if owner_field:
        known(owner_field, customer, loaded, (*path, "owner", "field"))
    terms = {name: words for name, words in filled.items() if name not in _COMMON}
    _terms(kind, terms, path, loaded, raw, schemas)
    return Rule(
        id=entry["id"],
        clause=entry["clause"],
        kind=kind,
        text=Text(**entry["text"]),
        severity=entry["severity"],
        owner=Text(entry["owner"]["zh"], entry["owner"]["en"]),
        owner_field=owner_field,
        tiers=_bound(scope, raw, loaded, parameters),
        when=scope.get("when", {}),
        on_breach=entry.get("on_breach", "fail"),
        terms=terms,
        line=loaded.line(*path),
        figures=_figures(entry),
    )


def _terms(
    kind: str,
    terms: Mapping[str, Any],
    path: KeyPath,
    loaded: Loaded,
    raw: Mapping[str, Any],
    schemas: Schemas,
) -> None:
    """Hold a rule's own words against its kind, and the names in them against what exists."""
    module = KINDS[kind]
    refuse(contract_at(module.TERMS, loaded, path).breaches(terms), loaded, path)
    for mention in module.mentions(terms):
        at_path = (*path, *mention.path)
        if mention.kind == "tier":
            known(mention.names[0], (one["id"] for one in raw["tiers"]), loaded, at_path)
            continue
        known(mention.kind, schemas, loaded, at_path)
        fields = schemas[mention.kind].fields
        for name in mention.names:
            known(name, mention.among or fields, loaded, at_path)
        selector_at(mention.where, fields, loaded, at_path)
