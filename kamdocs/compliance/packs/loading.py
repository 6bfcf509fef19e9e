"""Loading policy packs. Every name in a pack is looked up, so that a slip is found when the pack is
loaded, not when a rule is checked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.compliance.packs import figures
from kamdocs.compliance.packs.entries import Entries
from kamdocs.compliance.packs.extending import extended
from kamdocs.compliance.packs.paths import head_in, pack_path
from kamdocs.compliance.packs.requiring import (
    ENTRY,
    files_required,
    tell_where_fields_are,
    with_required,
)
from kamdocs.contract import contract_of, hold, words_apart
from kamdocs.contract.wanting import OTHER
from kamdocs.data import Loaded
from kamdocs.faults import Faults, SetupFault
from kamdocs.model import RUN, Clause, Parameter, Policy, Text
from kamdocs.sheets import Schemas

_NONE: Mapping[str, Any] = {}
_OF_FIELDS = Text(
    "这是栏目文件，不是制度：在制度的requires_fields里写它",
    "it is a file of fields, no policy: name it under requires_fields of one",
)
_OF_CASES = Text(
    "这是案例文件，不是制度：policy test后面写它旁边的制度",
    "it is a file of cases, no policy: name the policy beside it behind policy test",
)


def find_policy(name: str, schemas: Schemas, values: Mapping[str, Any] = _NONE) -> Policy:
    """The policy with an id, or in a .yaml file at a path; SetupFault where there is none.

    ``values`` replace those of its parameters for this run; such a parameter says so and keeps the
    value of the pack (``instead_of``). Names that the pack does not have are passed over.
    """
    return load_policy(pack_path(name), schemas, values)


def load_pack(path: Path) -> Loaded:
    """The words of a pack joined with those of the pack that it extends; SetupFault where they
    cannot be joined."""
    faults = Faults()
    loaded = _joined(path, _NONE, faults)
    faults.refuse()
    return loaded


def head_of(path: Path) -> Mapping[str, Any]:
    """What stands under ``policy`` in a pack joined with the one that it extends; empty where
    nothing does. SetupFault where the file cannot be read; other faults are left to
    ``load_policy``."""
    return head_in(_joined(path, _NONE, Faults()).data)


def _joined(path: Path, values: Mapping[str, Any], faults: Faults) -> Loaded:
    """The words of a pack joined with those that it extends, its parameters replaced by ``values``;
    what it changes but the other pack lacks is added to ``faults``."""
    own = data.load(path)
    _is_a_policy(own)
    own = extended(own, path, faults)
    given = own.data.get("parameters") if isinstance(own.data, dict) else None
    for name, words in list(given.items()) if isinstance(given, dict) else ():
        tried = name in values and isinstance(words, dict)
        entry = {**words, "value": values[name]} if tried else words
        own.data["parameters"][name] = figures.read(entry)
    return own


def load_policy(path: Path, schemas: Schemas, values: Mapping[str, Any] = _NONE) -> Policy:
    """The policy that a pack describes.

    The pack is held against ``schemas/meta/policy.yaml``, the words of its rules against their
    kinds, and every field, tier and parameter named against what exists. ``schemas`` need not have
    the fields that the pack requires (``requires_fields``). Raises SetupFault with file and line of
    all that is wrong, or with the names of the ``values`` that are. Where the shape of anything but
    rules is wrong, names are not looked up.
    """
    try:
        return _loaded(path, schemas, values)
    except SetupFault:
        if values:
            _blame(path, schemas, values)
        raise


def _blame(path: Path, schemas: Schemas, values: Mapping[str, Any]) -> None:
    """Raise SetupFault (KD449) for those values that make a pack faulty which is sound without
    them."""
    from kamdocs.data.written import spelled

    _loaded(path, schemas, _NONE)
    faults = Faults()
    for name, value in values.items():
        try:
            _loaded(path, schemas, {name: value})
        except SetupFault as fault:
            reason = fault.facts.get("reason", OTHER)
            facts = {"name": name, "value": spelled(value), "reason": reason}
            faults.found.append(SetupFault("KD449", facts))
    faults.refuse()


def _loaded(path: Path, schemas: Schemas, values: Mapping[str, Any]) -> Policy:
    faults = Faults()
    loaded = _joined(path, values, faults)
    broken = _held(loaded, faults)
    needs = ENTRY in loaded.data
    entries = Entries(loaded, with_required(schemas, [path]) if needs else schemas, faults)
    entries.ids_once()
    raw = entries.raw
    tiers = tuple(entries.tiers())
    rules = tuple(entries.rules(at for at in range(len(raw["rules"])) if at not in broken))
    tell_where_fields_are(faults, files_required(path) if needs else (), entries.tier_ids)
    faults.refuse()
    return Policy(
        id=raw["policy"]["id"],
        title=Text(**raw["policy"]["title"]),
        version=raw["policy"]["version"],
        effective_from=raw["policy"]["effective_from"],
        parameters=_tried(entries.parameters, path) if values else entries.parameters,
        tiers=tiers,
        rules=rules,
        clauses=tuple(
            Clause(entry["clause"], Text(**entry["text"]), why)
            for why, entries_of in (("inform", "informs"), ("outside", "outside"))
            for entry in raw.get(entries_of, ())
        ),
        printed=tuple(raw.get("clauses", ())),
        descends=tuple(raw.get("descends", ())),
        file=path.name,
    )


def _is_a_policy(loaded: Loaded) -> None:
    """Raise SetupFault (KD906) for a file of fields or of cases, which lie beside policies."""
    whole = loaded.data
    if isinstance(whole, Mapping) and "kinds" in whole and not {"policy", "extends"} & whole.keys():
        why = _OF_FIELDS
    elif isinstance(whole, list) and any(
        isinstance(one, Mapping) and "found" in one for one in whole
    ):
        why = _OF_CASES
    else:
        return
    raise SetupFault("KD906", {"entry": loaded.file, "reason": why}, loaded.file, 1)


def _tried(figures: Mapping[str, Parameter], path: Path) -> dict[str, Parameter]:
    """The parameters of a pack, marked as set for this run where the value is not the pack's."""
    pack, found = load_pack(path), dict(figures)
    for name, figure in figures.items():
        written = pack.data["parameters"][name]["value"]
        if figure.value != written:
            before = figure._replace(value=written)
            found[name] = figure._replace(default_by=RUN, instead_of=before)
    return found


def _held(loaded: Loaded, faults: Faults) -> frozenset[int]:
    """Hold a pack against the contract for packs. Returns the positions of the rules whose shape is
    wrong; their faults are added to ``faults``. Raises SetupFault where anything else is wrong."""
    before = len(faults.found)
    with faults.gathered():
        hold(loaded, contract_of("policy"))
    if len(faults.found) == before:
        return frozenset()
    whole = loaded.data if isinstance(loaded.data, Mapping) else {}
    breaches = contract_of("policy").breaches(whole)
    paths = [*(breach.path for breach in breaches), *words_apart(whole)]
    if any(path[0] != "rules" or len(path) == 1 for path in paths):
        faults.refuse()
    return frozenset(path[1] for path in paths)
