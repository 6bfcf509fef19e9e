"""Holding our own data files against their contracts, each fault with its line."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from kamdocs import data
from kamdocs.contract import wanting
from kamdocs.contract.breaches import Breach, NotASchema
from kamdocs.contract.contracts import Contract
from kamdocs.contract.fitting import unfit
from kamdocs.contract.judge import Proof
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest
from kamdocs.model import Text

_WORDS = Text(
    "中文和英文都要有，花括号里的名称要一致",
    "words are needed in both languages, with the same names in braces",
)
_EMPTY = Text("里面没有内容", "there is nothing in it")


@cache
def contract_of(shape: str) -> Contract:
    """The contract of our data files of one shape: ``schemas/meta/SHAPE.yaml``, made once."""
    return Contract(shape_of(shape))


@cache
def shape_of(shape: str) -> Mapping[str, Any]:
    """What ``schemas/meta/SHAPE.yaml`` says, as it stands there."""
    found: Mapping[str, Any] = data.load(data.folder("schemas") / "meta" / f"{shape}.yaml").data
    return found


def hold(loaded: Loaded, contract: Contract) -> Mapping[str, Any]:
    """Hold a data file of ours against its contract.

    Returns its data; SetupFault with file and line of every entry that is wrong, an unknown one
    first.
    """
    if not isinstance(loaded.data, Mapping):
        why = _EMPTY if loaded.data is None else wanting.wanted("type", "dict")
        raise SetupFault("KD906", {"entry": loaded.file, "reason": why}, loaded.file, 1)
    faults = _faults(contract.breaches(loaded.data), contract, loaded)
    for path in words_apart(loaded.data):
        entry = _spelled(path, loaded.data)
        faults.append(loaded.fault("KD906", (*path, "zh"), entry=entry, reason=_WORDS))
    if faults:
        raise SetupFault.of(faults)
    return loaded.data


def words_apart(entry: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Where words stand in both languages and do not agree in the places that they name."""
    if isinstance(entry, Mapping):
        if isinstance(entry.get("zh"), str) and isinstance(entry.get("en"), str):
            try:
                Text(entry["zh"], entry["en"])
            except ValueError:
                yield path
        within: Iterable[tuple[Any, Any]] = entry.items()
    else:
        within = enumerate(entry)
    for step, value in within:
        if value.__class__ is dict or value.__class__ is list:
            yield from words_apart(value, (*path, step))


_MISSPELT = 80.0
_ENTRIES = {"unknown": "KD907", "required": "KD908"}


def _code(breach: Breach) -> str:
    """How a breach is told; an entry that is unknown and has no value was mostly none at all."""
    if breach.rule == "unknown" and breach.value is None:
        return "KD992"
    return _ENTRIES.get(breach.rule, "KD906")


def refuse(
    breaches: Iterable[Breach], contract: Contract, loaded: Loaded, at: KeyPath = ()
) -> None:
    """SetupFault for the breaches of a data file's contract, if there are any; as ``_faults``."""
    faults = _faults(breaches, contract, loaded, at)
    if faults:
        raise SetupFault.of(faults)


def _faults(
    breaches: Iterable[Breach], contract: Contract, loaded: Loaded, at: KeyPath = ()
) -> list[SetupFault]:
    """The breaches of a data file's contract as faults, by line. An unknown entry comes first, for
    it is often a required one misspelt; ``at`` leads to the part of the file that was held, the
    ``contract`` knows what may stand there."""
    in_order = sorted(
        breaches, key=lambda one: (one.rule != "unknown", loaded.line(*at, *one.path))
    )
    return [_fault(one, contract, loaded, at) for one in in_order]


def _fault(breach: Breach, contract: Contract, loaded: Loaded, at: KeyPath) -> SetupFault:
    path = (*at, *breach.path)
    facts = {"entry": _spelled(path, loaded.data), "reason": breach.wanted}
    known = contract.beside(breach.path)
    meant = _misspelt(path, loaded.data, known) if breach.rule == "required" else None
    if meant:
        facts["near"] = meant
        path = (*path[:-1], meant)
    if breach.rule == "unknown":
        facts["near"] = nearest(str(path[-1]), known) or "-"
    return loaded.fault(_code(breach), path, **facts)


def _misspelt(path: KeyPath, entry: Any, known: Collection[str]) -> str | None:
    """What stands beside a missing entry and is so like it that it may be meant for it, unless it
    is ``known`` by itself."""
    for step in path[:-1]:
        entry = entry[step]
    beside = [name for name in entry if isinstance(name, str) and name not in known]
    return nearest(str(path[-1]), beside, floor=_MISSPELT)


def _spelled(path: Iterable[Any], entry: Any) -> str:
    """A path in a data file; an entry of a list goes by its id where it has one."""
    steps = []
    for step in path:
        holds = isinstance(entry, list) and isinstance(step, int) and step < len(entry)
        entry = entry[step] if holds else entry.get(step) if isinstance(entry, Mapping) else None
        name = entry.get("id") if holds and isinstance(entry, Mapping) else None
        steps.append(name if isinstance(name, str) else str(step))
    return ".".join(steps)


def contract_at(
    schema: Mapping[str, Any],
    loaded: Loaded,
    path: tuple[str | int, ...],
    checks: Mapping[str, Proof] | None = None,
) -> Contract:
    """A contract whose schema stands in a data file; SetupFault with its line if it is none."""
    try:
        return Contract(schema, checks)
    except NotASchema as fault:
        whole = (*path[:-1], *fault.path) if fault.path else path
        raise entry_fault(whole, fault.reason, loaded) from fault


def fit(rules: Mapping[str, Any], type_: str, loaded: Loaded, path: KeyPath) -> None:
    """SetupFault for the rules of a field in a data file that can never be told of its type;
    ``path`` leads to them."""
    faults = [entry_fault((*path, rule), why, loaded) for rule, why in unfit(rules, type_)]
    if faults:
        raise SetupFault.of(faults)


def entry_fault(path: KeyPath, reason: Text | str, loaded: Loaded) -> SetupFault:
    """What is wrong with an entry of a data file (KD906)."""
    return loaded.fault("KD906", path, entry=_spelled(path, loaded.data), reason=reason)
