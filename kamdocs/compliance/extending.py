"""A pack that extends another: what it says goes before what the other says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest

_BY_ID = ("tiers", "rules")
_ONE_AFTER_THE_OTHER = ("informs", "outside", "clauses")


def extended(own: Loaded, find: Callable[[str], Loaded]) -> Loaded:
    """The pack as one, with the lines of its own file; ``find`` gives the pack of an id or path.

    Parameters, tiers and rules of the same name or id are changed in what is said anew, others
    are added after those of the other pack; ``without`` names rules that are left out. SetupFault
    where it extends itself or leaves out what is not there. A pack that extends none comes back
    as it is.
    """
    return _extended(own, find, (own.file,))


def _extended(own: Loaded, find: Callable[[str], Loaded], seen: tuple[str, ...]) -> Loaded:
    if not isinstance(own.data, Mapping) or "extends" not in own.data:
        return own
    name = own.data["extends"]
    other = find(str(name))
    if other.file in seen:
        facts = {"entry": "extends", "reason": " → ".join((*seen, other.file))}
        raise SetupFault("KD906", facts, own.file, own.line("extends"))
    base = dict(_extended(other, find, (*seen, other.file)).data)
    base["rules"] = _without(list(base.get("rules", ())), own)
    lines: dict[KeyPath, int] = {}
    data = dict(base)
    data["descends"] = [*base.get("descends", ()), *_names(base)]
    for part, words in own.data.items():
        if part in ("extends", "without"):
            continue
        if part in _BY_ID and isinstance(words, list):
            data[part] = _by_id(list(base.get(part, ())), words, part, own, lines)
            continue
        _keep_lines(own, (part,), (part,), lines)
        if part in _ONE_AFTER_THE_OTHER and isinstance(words, list):
            data[part] = [*base.get(part, ()), *words]
        elif part == "parameters" and isinstance(words, Mapping):
            data[part] = {**base.get(part, {}), **_changed(base.get(part, {}), words)}
        elif isinstance(words, Mapping):
            data[part] = {**base.get(part, {}), **words}
        else:
            data[part] = words
    return replace(own, data=data, lines={**lines, (): 1})


def _names(base: Mapping[str, Any]) -> list[str]:
    """What a pack goes by: waivers and attestations may name it still."""
    head = base.get("policy")
    if not isinstance(head, Mapping):
        return []
    title = head.get("title")
    return [
        str(name)
        for name in (head.get("id"), *(title.values() if isinstance(title, Mapping) else ()))
        if name
    ]


def _changed(base: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters with a new value are the company's own unless they say otherwise."""
    return {
        name: {**base[name], "default_by": "company", **said} if name in base else said
        for name, said in words.items()
        if isinstance(said, Mapping)
    }


def _by_id(
    base: list[Any], words: list[Any], part: str, own: Loaded, lines: dict[KeyPath, int]
) -> list[Any]:
    places = {one.get("id"): place for place, one in enumerate(base)}
    for index, said in enumerate(words):
        known = isinstance(said, Mapping) and said.get("id") in places
        place = places[said["id"]] if known else len(base)
        if known:
            base[place] = {**base[place], **said}
        else:
            base.append(said)
        _keep_lines(own, (part, index), (part, place), lines)
    return base


def _without(rules: list[Any], own: Loaded) -> list[Any]:
    dropped = own.data.get("without", ())
    known = [str(rule.get("id")) for rule in rules if isinstance(rule, Mapping)]
    for index, name in enumerate(dropped):
        if name not in known:
            facts = {"name": name, "near": nearest(str(name), known) or "-"}
            raise SetupFault("KD909", facts, own.file, own.line("without", index))
    return [rule for rule in rules if not (isinstance(rule, Mapping) and rule.get("id") in dropped)]


def _keep_lines(own: Loaded, at: KeyPath, to: KeyPath, lines: dict[KeyPath, int]) -> None:
    for path, line in own.lines.items():
        if path[: len(at)] == at:
            lines[(*to, *path[len(at) :])] = line
