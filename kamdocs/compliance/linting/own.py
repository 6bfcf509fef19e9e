"""Faults in the packs that a company writes itself: changes that change nothing, a policy with the
id of the one it extends, quotation marks that became part of the words, unknown units, checks that
ask for nothing."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.compliance.packs.loading import load_pack
from kamdocs.compliance.packs.paths import pack_extended
from kamdocs.compliance.packs.requiring import files_required
from kamdocs.contract import shape_of
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.sheets import files_of_fields

_QUOTES = ("“”", "‘’", "＂＂", "＇＇", "”“", "””", "““")
"""What an input method puts where straight quotation marks are meant."""
_MARKS = frozenset("".join(_QUOTES))
"""Words with such a mark in the middle only begin and end with something quoted: “三包”和“回访”."""
_PERIODS = ("期", "期间")
"""Units of parameters whose value is a period, as month is."""


def oddities(path: Path, own: Loaded) -> Iterator[SetupFault]:
    """The faults of a pack's ``own`` file, each with its line."""
    if "extends" in own.data:
        yield from _changing_nothing(path, own)
        yield from _named_as_the_other(path, own)
    yield from _quoted(own)
    yield from _units_unknown(own)
    for file in files_required(path):
        if file not in files_of_fields().values():
            yield from _asking_nothing(data.load(file))


def _changing_nothing(path: Path, own: Loaded) -> Iterator[SetupFault]:
    """Rules and tiers (KD980) that only repeat what the policy that is extended says of them."""
    base = load_pack(pack_extended(own, path)).data
    for part in ("tiers", "rules"):
        known = {one["id"]: one for one in base.get(part, ())}
        for at, said in enumerate(own.data.get(part, ())):
            name = said["id"]
            if name in known and {**known[name], **said} == known[name]:
                facts = {"name": name, "base": own.data["extends"]}
                yield own.fault("KD980", (part, at), **facts)


def _named_as_the_other(path: Path, own: Loaded) -> Iterator[SetupFault]:
    """A policy (KD981) with the id and version of the one it extends: no report could tell them
    apart."""
    base = load_pack(pack_extended(own, path)).data["policy"]
    head = {**base, **own.data.get("policy", {})}
    if (head["id"], head["version"]) == (base["id"], base["version"]):
        facts = {"name": head["id"], "version": head["version"]}
        yield own.fault("KD981", ("policy", "id"), **facts)


def _quoted(own: Loaded) -> Iterator[SetupFault]:
    for path, words in _texts(own.data, ()):
        within = set(words[1:-1])
        if len(words) > 1 and words[0] + words[-1] in _QUOTES and not within & _MARKS:
            yield own.fault("KD983", path, words=words)


def _texts(said: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """All texts in a file, each with the path to it."""
    if isinstance(said, str):
        yield path, said
    elif isinstance(said, Mapping):
        for name, value in said.items():
            yield from _texts(value, (*path, name))
    elif isinstance(said, list):
        for at, value in enumerate(said):
            yield from _texts(value, (*path, at))


def _units_unknown(own: Loaded) -> Iterator[SetupFault]:
    known = (*shape_of("units"), *_PERIODS)
    for name, said in own.data.get("parameters", {}).items():
        if said.get("unit", known[0]) not in known:
            facts = {"name": name, "unit": said["unit"], "known": known}
            yield own.fault("KD984", ("parameters", name, "unit"), **facts)


def _asking_nothing(fields: Loaded) -> Iterator[SetupFault]:
    """Checks over a row in a file of fields (KD987) that every row passes."""
    for kind, part in fields.data["kinds"].items():
        for at, check in enumerate(part.get("checks", ())):
            asked = {rule for rules in check.get("must", {}).values() for rule in rules}
            if "order" not in check and not asked - {"nullable"}:
                yield fields.fault("KD987", ("kinds", kind, "checks", at), name=check["id"])
