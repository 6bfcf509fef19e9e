"""Reads a JSON report again, to compare it with another or to explain one of its lines."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kamdocs.contract import Contract, shape_of
from kamdocs.faults import SetupFault, reason
from kamdocs.likeness import alike
from kamdocs.model import Lang, Status, Text, Whole
from kamdocs.reports.as_json import FORMAT, brief

Entry = Mapping[str, Any]

_NO_JSON = Text("内容不是JSON", "what is in it is not JSON")
_NO_FORMAT = Text("没有写明格式", "it names no format")
_NO_STATUS = Text(
    "里面有一条结论没有编号，或者状态不是我们的写法",
    "one of its verdicts has no id, or a status that is none of ours",
)
_EARLIEST, _LATEST = date(1900, 1, 1), date(2999, 12, 31)
_FLOOR = 55.0
"""How similar, of 100, an id has to be to be suggested."""
_MOST = 5


@dataclass(frozen=True, slots=True)
class Picked:
    """What a report has under an id: a verdict with its policy and the entry of its ``customer``
    with the cells that decide which rules bind it, or findings on data. ``versions`` says that
    several versions of the policy were looked at."""

    as_of: date
    verdict: Entry | None = None
    policy: Entry | None = None
    customer: Entry | None = None
    findings: tuple[Entry, ...] = ()
    versions: bool = False


Lessened = Callable[[dict[str, Any]], dict[str, Any]]
"""A function that leaves out of an entry of a report what will not be needed."""


def all_but(name: str) -> Lessened:
    """A function that makes all verdicts ``brief`` but the one with the id ``name``."""
    wanted = _as_compared(name)

    def lessened(entry: dict[str, Any]) -> dict[str, Any]:
        return entry if _as_compared(str(entry.get("id"))) == wanted else brief(entry)

    return lessened


def read_json(path: Path, lessened: Lessened | None = None) -> Entry:
    """The content of a report that ``as_json`` wrote, in UTF-8, or in UTF-16 as PowerShell writes
    it. Entries can be ``lessened`` while they are read: complete, they take four times the memory.

    SetupFault where the file cannot be read or is no report of kamdocs. Entries that a later
    version adds are kept.
    """
    try:
        whole = json.loads(path.read_bytes(), object_hook=lessened)
    except OSError as fault:
        raise SetupFault("KD902", {"reason": reason(fault)}, str(path)) from fault
    except (ValueError, RecursionError) as fault:
        raise SetupFault("KD928", {"reason": _NO_JSON}, str(path)) from fault
    if not isinstance(whole, Mapping) or "format" not in whole:
        raise SetupFault("KD928", {"reason": _NO_FORMAT}, str(path))
    if whole["format"] != FORMAT:
        other = Text(f"格式不是{FORMAT}", f"its format is not {FORMAT}")
        raise SetupFault("KD928", {"reason": other}, str(path))
    _hold(whole, "report", str(path))
    return whole


def customers_in(whole: Entry) -> set[str]:
    """The keys of the customers in a report."""
    subjects = {one.get("subject") for one in whole["verdicts"]}
    return {one for one in subjects if isinstance(one, str) and one} | {
        one["customer"] for one in whole.get("customers", ())
    }


def kinds_in(whole: Entry) -> set[str]:
    """The kinds of the sheets from which a report was made."""
    sheets = (sheet for file in whole.get("files", ()) for sheet in file.get("sheets", ()))
    return {sheet["kind"] for sheet in sheets if sheet.get("kind")}


def verdicts_in(whole: Entry, file: str) -> dict[str, tuple[Status, Entry]]:
    """The verdicts of a report by id, each with its status; a waiver that nobody has approved yet
    does not count. SetupFault, which names ``file``, where a verdict is damaged."""
    try:
        return {str(one["id"]): (_status(one), one) for one in whole["verdicts"]}
    except (ValueError, KeyError, TypeError) as fault:
        raise SetupFault("KD928", {"reason": _NO_STATUS}, file) from fault


def _status(verdict: Entry) -> Status:
    waits = verdict.get("awaiting_approval") and verdict.get("without")
    return Status(verdict["without"] if waits else verdict["status"])


def pick(name: str, whole: Entry, file: str) -> Picked:
    """What a report has under the id ``name``. SetupFault, which names ``file``, where it has no
    such id, or its entry is damaged."""
    as_of = day_in_report(whole, file)
    wanted = _as_compared(name)
    for verdict in whole["verdicts"]:
        if _as_compared(verdict["id"]) == wanted:
            _hold(verdict, "verdict", file)
            if verdict.get("due"):
                _day(verdict["due"], "due", file)
            policy = next((one for one in whole["policies"] if _judged(one, verdict)), None)
            if policy is not None:
                _hold(policy, "policy", file)
            customers = (one for one in whole.get("customers", ()) if verdict.get("subject"))
            bound = (one for one in customers if one["customer"] == verdict["subject"])
            customer = next(bound, None)
            if customer is not None:
                _hold(customer, "customer", file)
            versions = [one for one in whole["policies"] if one["id"] == verdict["policy"]]
            return Picked(as_of, verdict, policy, customer, versions=len(versions) > 1)
    found = tuple(one for one in whole["findings"] if _as_compared(id_of(one)) == wanted)
    for finding in found:
        _hold(finding, "finding", file)
    if not found:
        raise SetupFault("KD929", {"name": Whole(name), "near": _nearest(wanted, whole) or "-"})
    return Picked(as_of, findings=found)


def _judged(policy: Entry, verdict: Entry) -> bool:
    """Whether a verdict was given by a policy, in its version if the verdict names one."""
    version = verdict.get("version") or policy.get("version")
    return policy["id"] == verdict["policy"] and policy.get("version") == version


def id_of(finding: Entry) -> str:
    """The id of a finding on data: its code and its place."""
    place = finding.get("place")
    shown = place.get("shown") if isinstance(place, Mapping) else None
    return f"{finding['code']}@{shown}" if shown else str(finding["code"])


def _as_compared(name: str) -> str:
    """An id without quotation marks, which a shell removes."""
    return name.replace("'", "").strip().casefold()


def _nearest(wanted: str, whole: Entry) -> tuple[Whole, ...]:
    """The ids that contain what was asked for, else the most similar ones."""
    ids = [one["id"] for one in whole["verdicts"]] + [id_of(one) for one in whole["findings"]]
    known = {_as_compared(one): one for one in ids}
    holding = [one for key, one in known.items() if wanted and wanted in key]
    near = holding or [known[key] for key in alike(wanted, known, _FLOOR)]
    return tuple(Whole(one) for one in near[:_MOST])


@cache
def _contract(part: str) -> Contract:
    return Contract(shape_of("report")[part], allow_unknown=True)


def _hold(entry: Entry, part: str, file: str) -> None:
    """Raise SetupFault where an entry of a report does not have the shape of that ``part``."""
    for breach in _contract(part).breaches(entry):
        steps = ".".join(str(step) for step in breach.path)
        raise SetupFault("KD928", {"reason": f"{part}: {steps} ({breach.rule})"}, file)


def entries(value: Any) -> Iterator[Mapping[str, Any]]:
    """The entries of a list of a report; in a damaged one anything else is left out."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, Mapping))


def said_in(text: object, lang: Lang) -> str:
    """A text of a report in a language; empty where it has none."""
    return str(text.get(lang, "")) if isinstance(text, Mapping) else ""


def day_in_report(whole: Entry, file: str) -> date:
    """The day of a report; SetupFault where it is damaged."""
    return _day(whole["as_of"], "as_of", file)


def _day(words: Any, name: str, file: str) -> date:
    """A day in a report; SetupFault where it is no day, or too early or too late to be meant."""
    try:
        day = date.fromisoformat(str(words))
    except ValueError:
        day = date.min
    if not _EARLIEST <= day <= _LATEST:
        raise SetupFault("KD928", {"reason": f"{name}: {words}"}, file)
    return day
