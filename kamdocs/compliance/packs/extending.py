"""Joining a pack with the one that it extends: what the pack says replaces what the other says."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.compliance.packs.paths import head_in, pack_extended, titles_in
from kamdocs.contract import contract_of
from kamdocs.contract.wanting import wanted
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import Faults, SetupFault
from kamdocs.likeness import alike
from kamdocs.model import Text

_BY_ID = ("tiers", "rules")
_NEW = {
    "tiers": (Text("分类", "tier"), ("when", "clause", "title", "declared")),
    "rules": (Text("规则", "rule"), ("kind", "clause", "owner", "severity", "text")),
    "parameters": (Text("参数", "parameter"), ("unit", "clause", "value")),
}
"""By part of a pack: what an entry is called, and the words that a new entry has to have. An entry
without the first of these words is meant to change one of the other pack."""
_NONE_ALIKE = Text("没有相近的", "none is like it")
_CIRCLE = Text(
    "几个制度互相沿用，绕成了圈：{names}", "the policies extend each other in a circle: {names}"
)
_BELOW_PARAMETERS = Text(
    "参数要写在parameters:下面；那一行行首有“#”的，也要去掉",
    "a parameter stands below parameters:; where that line begins with “#”, take it off too",
)
_LEFT_OUT = Text(
    "without里去掉了这条规则，这里又改它：两处留一处",
    "the rule is left out under without, and changed here: keep one of the two",
)
_FLOOR = 50.0
_MOST = 3
_ONE_AFTER_THE_OTHER = ("requires_fields", "informs", "outside", "clauses")


def extended(own: Loaded, path: Path, faults: Faults) -> Loaded:
    """A pack joined with all packs that it extends, with the line numbers of its own file.

    ``own`` are the words of the file at ``path``. A parameter, tier or rule that the other pack has
    too, by its name or id, is changed in the words given anew; others are added after those of the
    other pack. ``without`` names rules that are left out. What is to be changed or left out but
    does not exist is added to ``faults`` and passed over. A pack without ``extends`` comes back
    unchanged. Raises SetupFault where the other pack is not there, or packs extend each other in a
    circle.
    """
    return _extended(own, (path,), faults)


def _extended(own: Loaded, chain: tuple[Path, ...], faults: Faults) -> Loaded:
    """As ``extended``; ``chain`` are the files from the pack that was asked for to this one."""
    if not isinstance(own.data, Mapping) or "extends" not in own.data:
        return own
    path = pack_extended(own, chain[-1])
    if path.resolve() in {one.resolve() for one in chain}:
        names = " → ".join(one.name for one in (*chain, path))
        reason = _CIRCLE.filled(names=names)
        raise own.fault("KD906", ("extends",), entry="extends", reason=reason)
    other = data.load(path)
    whole = _extended(other, (*chain, path), faults).data
    if not isinstance(whole, Mapping):
        facts = {"entry": other.file, "reason": wanted("type", "dict")}
        raise SetupFault("KD906", facts, other.file, 1)
    base = dict(whole)
    base["rules"] = _without(_entries(base.get("rules")), own, faults)
    lines: dict[KeyPath, int] = {}
    said = dict(base)
    said["descends"] = [*base.get("descends", ()), *_called(head_in(base))]
    for part, words in _placed(own, _named(base.get("parameters")), faults).items():
        if part in ("extends", "without"):
            continue
        if part in _BY_ID and isinstance(words, list):
            said[part] = _by_id(_entries(base.get(part)), words, part, own, lines, faults)
            continue
        _keep_lines(own, (part,), (part,), lines)
        if part in _ONE_AFTER_THE_OTHER and isinstance(words, list):
            said[part] = [*base.get(part, ()), *words]
        elif part == "parameters" and isinstance(words, Mapping):
            said[part] = {**_named(base.get(part)), **_changed(_named(base.get(part)), own, faults)}
        elif isinstance(words, Mapping) and isinstance(base.get(part, {}), Mapping):
            said[part] = {**base.get(part, {}), **words}
        else:
            said[part] = words
    return own._replace(data=said, lines={**lines, (): 1}, sound=False)


def _placed(own: Loaded, figures: Mapping[str, Any], faults: Faults) -> dict[str, Any]:
    """What a pack says, without parameters that stand outside ``parameters``, which are added to
    ``faults``; ``figures`` are the parameters of the other pack."""
    found = _without_figures((), own.data, figures, own, faults)
    if isinstance(found.get("policy"), Mapping):
        found["policy"] = _without_figures(("policy",), found["policy"], figures, own, faults)
    return found


def _without_figures(
    at: KeyPath, words: Mapping[str, Any], figures: Mapping[str, Any], own: Loaded, faults: Faults
) -> dict[str, Any]:
    """The ``words`` at a place of a pack without names that are parameters and no words of it."""
    meant = contract_of("policy").beside((*at, ""))
    astray = [name for name in words if name in figures and name not in meant]
    for name in astray:
        path: KeyPath = (*at, name)
        entry = ".".join(map(str, path))
        faults.found.append(own.fault("KD906", path, entry=entry, reason=_BELOW_PARAMETERS))
    return {name: said for name, said in words.items() if name not in astray}


def _called(head: Mapping[str, Any]) -> list[str]:
    """The id and titles of a pack that is extended: waivers and attestations may still name it."""
    return [str(name) for name in (head.get("id"), *titles_in(head)) if name]


def _entries(words: Any) -> list[Any]:
    return list(words) if isinstance(words, list) else []


def _named(words: Any) -> Mapping[str, Any]:
    return words if isinstance(words, Mapping) else {}


def _changed(base: Mapping[str, Any], own: Loaded, faults: Faults) -> dict[str, Any]:
    """The parameters of a pack joined with those of the ``base`` that they change. A changed one is
    set by the company unless it says otherwise. What is no mapping stays as it is: the shape of the
    whole pack is checked later."""
    found: dict[str, Any] = {}
    for name, said in own.data["parameters"].items():
        if not isinstance(said, Mapping):
            found[name] = said
        elif isinstance(base.get(name), Mapping):
            found[name] = {**base[name], "default_by": "company", **said}
        elif _to_change("parameters", said):
            faults.found.append(_not_there(name, "parameters", base, own, ("parameters", name)))
        else:
            found[name] = said
    return found


def _to_change(part: str, said: Any) -> bool:
    """Whether an entry is meant to change one of the other pack, since it lacks a word that every
    new entry has."""
    return isinstance(said, Mapping) and _NEW[part][1][0] not in said


def _not_there(
    name: Any, part: str, known: Iterable[str], own: Loaded, path: KeyPath
) -> SetupFault:
    """The fault (KD948) of an entry that changes what the other pack does not have."""
    what, needs = _NEW[part]
    return own.fault("KD948", path, **_near(name, known, own), what=what, needs=needs)


def _near(name: Any, known: Iterable[str], own: Loaded) -> dict[str, Any]:
    near = alike(str(name), known, _FLOOR)[:_MOST]
    return {"name": name, "near": near or _NONE_ALIKE, "base": own.data["extends"]}


def _by_id(
    base: list[Any],
    words: list[Any],
    part: str,
    own: Loaded,
    lines: dict[KeyPath, int],
    faults: Faults,
) -> list[Any]:
    """The tiers or rules of the ``base`` with those of a pack: of the same id changed, others added
    at the end. The lines of each entry are put into ``lines``, what is wrong into ``faults``."""
    places = {one.get("id"): place for place, one in enumerate(base) if isinstance(one, Mapping)}
    names = [name for name in places if isinstance(name, str)]
    told: set[str] = set()
    for index, said in enumerate(words):
        name = said.get("id") if isinstance(said, Mapping) else None
        if isinstance(name, str) and name in told:
            faults.found.append(own.fault("KD913", (part, index, "id"), name=name))
            continue
        changing = isinstance(name, str) and _to_change(part, said)
        if changing and part == "rules" and name in _entries(own.data.get("without")):
            facts = {"entry": f"rules.{name}", "reason": _LEFT_OUT}
            faults.found.append(own.fault("KD906", (part, index, "id"), **facts))
            continue
        if changing and name not in names:
            faults.found.append(_not_there(name, part, names, own, (part, index, "id")))
            continue
        place = places[name] if name in names else len(base)
        if place < len(base):
            told.add(str(name))
            base[place] = {**base[place], **said}
        else:
            base.append(said)
        _keep_lines(own, (part, index), (part, place), lines)
    return base


def _without(rules: list[Any], own: Loaded, faults: Faults) -> list[Any]:
    """The rules of the other pack but for those that ``without`` names."""
    known = [str(rule.get("id")) for rule in rules if isinstance(rule, Mapping)]
    dropped = own.data.get("without", [])
    if not isinstance(dropped, list):
        facts = {"entry": "without", "reason": wanted("type", "list")}
        faults.found.append(own.fault("KD906", ("without",), **facts))
        return rules
    for index, name in enumerate(dropped):
        if name not in known:
            facts = _near(name, known, own)
            faults.found.append(own.fault("KD949", ("without", index), **facts))
    return [rule for rule in rules if not (isinstance(rule, Mapping) and rule.get("id") in dropped)]


def _keep_lines(own: Loaded, at: KeyPath, to: KeyPath, lines: dict[KeyPath, int]) -> None:
    """Put the lines of what stands ``at`` a path of the pack's own file into ``lines``, under the
    path ``to`` which it has in the joined pack."""
    for path, line in own.lines.items():
        if path[: len(at)] == at:
            lines[(*to, *path[len(at) :])] = line
