"""What of a pack that extends another does not say any more what it asks: a rule whose words name
the figure or the frequency that the pack has changed. The report cites those words."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kamdocs.compliance.packs.loading import load_pack
from kamdocs.compliance.packs.paths import pack_extended
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.model import Policy, Rule, Tier
from kamdocs.words.clauses import EACH

_Figures = Mapping[str, Mapping[str, Any]]


def stale_words(path: Path, policy: Policy, loaded: Loaded, own: Loaded) -> Iterator[SetupFault]:
    """The faults, each at the parameter or the rule that the pack changed.

    The words in Chinese are looked at, which every rule has and the source prints. Numbers that are
    written out (六个月) are not found.
    """
    if "extends" not in own.data:
        return
    base = load_pack(pack_extended(own, path)).data
    changed = dict(_changed(base["parameters"], own.data.get("parameters", {})))
    asked_before = {rule["id"]: rule.get("each") for rule in base["rules"]}
    for place, rule in enumerate(policy.rules):
        found: list[tuple[str, KeyPath]] = []
        for name, value in changed.items():
            if _names(rule, name, value, policy, base["parameters"]):
                found.append((value, ("parameters", name)))
        before, now = asked_before.get(rule.id), rule.terms.get("each")
        if before in EACH and before != now and EACH[before].zh in rule.text.zh:
            found.append((EACH[before].zh, ("rules", place)))
        for words, at in found:
            yield loaded.fault("KD650", at, name=rule.id, words=words, text=rule.text)


def _changed(base: _Figures, own: _Figures) -> Iterator[tuple[str, str]]:
    """The names of changed numbers, each with what it was."""
    for name, said in own.items():
        before = base.get(name, {}).get("value")
        number = isinstance(before, int | float) and not isinstance(before, bool)
        if number and said.get("value", before) != before:
            yield name, f"{before:g}"


def _names(rule: Rule, name: str, value: str, policy: Policy, base: _Figures) -> bool:
    """Whether a rule's words have a number that one of its figures was, or with its unit where no
    other figure is just as much."""
    words = rule.text.zh
    tier: Tier | None = policy.tier(rule.terms["tier"]) if "tier" in rule.terms else None
    if name in rule.figures or (tier and name in tier.figures):
        return bool(re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.])", words))
    mine = (base[name]["value"], base[name].get("unit"))
    alike = [one for one in base.values() if (one.get("value"), one.get("unit")) == mine]
    with_unit = re.escape(value + str(mine[1]))
    return len(alike) == 1 and bool(re.search(rf"(?<![\d.]){with_unit}", words))
