"""Holds our own data files against their contracts, each fault with its line."""

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
    """The contract for our data files of one shape, from ``schemas/meta/SHAPE.yaml``; made once."""
    return Contract(shape_of(shape))


@cache
def shape_of(shape: str) -> Mapping[str, Any]:
    """The content of ``schemas/meta/SHAPE.yaml``."""
    found: Mapping[str, Any] = data.load(data.folder("schemas") / "meta" / f"{shape}.yaml").data
    return found


def hold(loaded: Loaded, contract: Contract) -> Mapping[str, Any]:
    """Hold a data file of ours against its contract, and give back its data. Raises SetupFault with
    file and line of every faulty entry, unknown ones first."""
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


def content_of(name: str, shape: str) -> Mapping[str, Any]:
    """The content of ``schemas/NAME``, held against the contract for files of that shape. Raises
    SetupFault as ``hold`` does."""
    return hold(data.load(data.folder("schemas") / name), contract_of(shape))


def words_apart(entry: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The paths to texts in both languages that do not name the same places."""
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
    """The code for a breach. An unknown entry without a value has a code of its own: mostly it is
    a line that was not meant as an entry."""
    if breach.rule == "unknown" and breach.value is None:
        return "KD992"
    return _ENTRIES.get(breach.rule, "KD906")


def refuse(breaches: Iterable[Breach], contract: Contract, loaded: Loaded, at: KeyPath) -> None:
    """Raise SetupFault for the breaches of a data file's contract, if there are any; arguments as
    for ``_faults``."""
    faults = _faults(breaches, contract, loaded, at)
    if faults:
        raise SetupFault.of(faults)


def _faults(
    breaches: Iterable[Breach], contract: Contract, loaded: Loaded, at: KeyPath = ()
) -> list[SetupFault]:
    """The breaches of a data file's contract as faults, by line, but unknown entries first: they
    are often misspelt required ones. ``at`` leads to the part of the file that was held, and
    ``contract`` says what may stand there."""
    in_order = sorted(
        breaches, key=lambda one: (one.rule != "unknown", loaded.line(*at, *one.path))
    )
    either = dict(_either([one.path for one in in_order if one.rule == "required"], contract))
    return [
        _fault(one, contract, loaded, at, either.get(one.path, ""))
        for one in in_order
        if one.rule != "required" or one.path in either
    ]


def _either(missing: list[KeyPath], contract: Contract) -> Iterator[tuple[KeyPath, str]]:
    """Of the entries that are missing those to be told, each with another that would do as well,
    if there is one; what goes with neither is left out, and that which excludes most is told."""
    would_do = {
        path: [one for name in contract.instead_of(path) if (one := (*path[:-1], name)) in missing]
        for path in missing
    }
    left_out: set[KeyPath] = set()
    for path in sorted(missing, key=lambda one: -len(would_do[one])):
        if path not in left_out:
            others = would_do[path]
            left_out.update(others, *(would_do[one] for one in others[:1]))
            yield path, str(others[0][-1]) if others else ""


def _fault(
    breach: Breach, contract: Contract, loaded: Loaded, at: KeyPath, other: str = ""
) -> SetupFault:
    path = (*at, *breach.path)
    facts = {"entry": _spelled(path, loaded.data), "reason": breach.wanted}
    known = contract.beside(breach.path)
    meant = _misspelt(path, loaded.data, known) if breach.rule == "required" else None
    if meant:
        facts["near"] = meant
        path = (*path[:-1], meant)
    elif other:
        return loaded.fault("KD648", path, entry=facts["entry"], instead=other)
    if breach.rule == "unknown":
        facts["near"] = nearest(str(path[-1]), known) or "-"
    return loaded.fault(_code(breach), path, **facts)


def _misspelt(path: KeyPath, entry: Any, known: Collection[str]) -> str | None:
    """The entry beside a missing one that is so similar that it is probably meant, and is not
    ``known`` itself; None without one."""
    for step in path[:-1]:
        entry = entry[step]
    beside = [name for name in entry if isinstance(name, str) and name not in known]
    return nearest(str(path[-1]), beside, floor=_MISSPELT)


def _spelled(path: Iterable[Any], entry: Any) -> str:
    """A path in a data file, in words; an entry of a list is named by its id if it has one."""
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
    path: KeyPath,
    checks: Mapping[str, Proof] | None = None,
) -> Contract:
    """The contract whose schema stands in a data file; SetupFault with its line if the schema is
    not valid."""
    try:
        return Contract(schema, checks)
    except NotASchema as fault:
        whole = (*path[:-1], *fault.path) if fault.path else path
        raise entry_fault(whole, fault.reason, loaded) from fault


def fit(rules: Mapping[str, Any], type_: str, loaded: Loaded, path: KeyPath) -> None:
    """Raise SetupFault for rules of a field in a data file that make no sense for its type;
    ``path`` leads to them."""
    faults = [entry_fault((*path, rule), why, loaded) for rule, why in unfit(rules, type_)]
    if faults:
        raise SetupFault.of(faults)


def entry_fault(path: KeyPath, reason: Text | str, loaded: Loaded) -> SetupFault:
    """The fault (KD906) of an entry of a data file."""
    return loaded.fault("KD906", path, entry=_spelled(path, loaded.data), reason=reason)
