"""Rules whose words no longer say what they ask: a pack that extends another has changed a figure
or a frequency that the words name. Reports cite those words."""

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
    """The faults (KD650), each at the parameter or rule that the pack changed.

    Only the Chinese words are looked at, which every rule has and the source prints. Numbers
    written out in words (六个月) are not found.
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
    """The names of parameters whose number was changed, each with the number before."""
    for name, said in own.items():
        before = base.get(name, {}).get("value")
        number = isinstance(before, int | float) and not isinstance(before, bool)
        if number and said.get("value", before) != before:
            yield name, f"{before:g}"


def _names(rule: Rule, name: str, value: str, policy: Policy, base: _Figures) -> bool:
    """Whether a rule's words name the former ``value`` of the parameter ``name``: as a number where
    the rule uses the parameter, else as a number with its unit if no other parameter of the
    ``base`` has the same."""
    words = rule.text.zh
    tier: Tier | None = policy.tier(rule.terms["tier"]) if "tier" in rule.terms else None
    if name in rule.figures or (tier and name in tier.figures):
        return bool(re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.])", words))
    mine = (base[name]["value"], base[name].get("unit"))
    alike = [one for one in base.values() if (one.get("value"), one.get("unit")) == mine]
    with_unit = re.escape(value + str(mine[1]))
    return len(alike) == 1 and bool(re.search(rf"(?<![\d.]){with_unit}", words))
