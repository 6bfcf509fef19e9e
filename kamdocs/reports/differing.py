"""Compares two runs: what is new, worse, still open, fixed, and no longer looked at."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kamdocs.model import Level, Status, Text
from kamdocs.reports.changes import Change, change_of
from kamdocs.reports.from_json import Entry, day_in_report, id_of, verdicts_in
from kamdocs.reports.trials import trial_in
from kamdocs.reports.unlike import unlike


@dataclass(frozen=True, slots=True)
class Changed:
    """A verdict or a finding on data with how it changed between two runs.

    ``entry`` is the entry of the later report if it has one, else that of the earlier; ``was`` and
    ``now`` are the statuses, None for a report that does not have it.
    """

    change: Change
    id: str
    entry: Entry
    was: Status | None = None
    now: Status | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed between two runs, by their days (ISO): verdicts in the order of the reports,
    then findings on the data."""

    before: str
    now: str
    verdicts: tuple[Changed, ...]
    findings: tuple[Changed, ...]
    trials: tuple[Text | None, Text | None] = (None, None)
    """The sentence on each of the two runs that tried other values than its policies have."""
    unlike: tuple[Text, ...] = ()
    """A sentence for each thing that the two runs were asked differently: periods, policies."""

    @property
    def worsened(self) -> bool:
        """Whether anything is new or worse."""
        both = (*self.verdicts, *self.findings)
        return any(one.change in (Change.NEW, Change.WORSE) for one in both)

    def those(self, change: Change) -> tuple[list[Changed], list[Changed]]:
        """The verdicts and the findings with that change."""
        return (
            [one for one in self.verdicts if one.change is change],
            [one for one in self.findings if one.change is change],
        )


def difference(before: Entry, now: Entry, files: tuple[str, str]) -> Difference:
    """What changed between two JSON reports as ``read_json`` gives them. SetupFault, which names
    one of the ``files`` they come from, where a report has a damaged day or damaged verdicts."""
    first, second = verdicts_in(before, files[0]), verdicts_in(now, files[1])
    known = {**first, **second}
    return Difference(
        day_in_report(before, files[0]).isoformat(),
        day_in_report(now, files[1]).isoformat(),
        tuple(_changed(known, first, second)),
        tuple(_findings(before, now)),
        (trial_in(before), trial_in(now)),
        unlike(before, now),
    )


def _changed(
    known: Mapping[str, tuple[Status, Entry]],
    first: Mapping[str, tuple[Status, Entry]],
    second: Mapping[str, tuple[Status, Entry]],
) -> Iterator[Changed]:
    for name, (_, entry) in known.items():
        was, now = (side[name][0] if name in side else None for side in (first, second))
        change = change_of(was, now)
        if change:
            yield Changed(change, name, entry, was, now)


def _findings(before: Entry, now: Entry) -> Iterator[Changed]:
    """The changes of errors and warnings. They are recognised even if their rows or files have
    moved; those of a file that was not handed in again are gone."""
    moved = _moved(_contents(before), _contents(now))
    left = [_where_it_is(entry, moved) for entry in _told(before)]
    files = {one.get("file") for one in now.get("files", ())}
    found = _told(now)
    open_: set[int] = set()
    for same in (_as_it_stands, _but_for_its_row, id_of):
        waiting: dict[str, list[int]] = {}
        for at, entry in enumerate(left):
            waiting.setdefault(same(entry), []).append(at)
        taken = set()
        for at, entry in enumerate(found):
            if at not in open_ and (those := waiting.get(same(entry))):
                taken.add(those.pop(0))
                open_.add(at)
        left = [entry for at, entry in enumerate(left) if at not in taken]
    for at, entry in enumerate(found):
        yield Changed(Change.OPEN if at in open_ else Change.NEW, id_of(entry), entry)
    for entry in left:
        file = (entry.get("place") or {}).get("file")
        change = Change.FIXED if file is None or file in files else Change.GONE
        yield Changed(change, id_of(entry), entry)


def _told(whole: Entry) -> list[Entry]:
    levels = (Level.ERROR.value, Level.WARNING.value)
    return [one for one in whole["findings"] if one.get("level") in levels]


def _contents(whole: Entry) -> dict[str, str]:
    """The files of a report, each with its SHA-256."""
    files = (one for one in whole.get("files", ()) if one.get("file") and one.get("sha256"))
    return {one["file"]: one["sha256"] for one in files}


def _moved(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The new names of files with the same content and another name before. An untouched file is
    shown under another name as soon as a second file with its name is handed in."""
    free: dict[str, list[str]] = {}
    for name, content in now.items():
        if before.get(name) != content:
            free.setdefault(content, []).append(name)
    moved = {}
    for name, content in before.items():
        if now.get(name) != content and free.get(content):
            moved[name] = free[content].pop(0)
    return moved


def _where_it_is(entry: Entry, moved: Mapping[str, str]) -> Entry:
    """A finding of the earlier report with the present name of its file."""
    place = entry.get("place") or {}
    file = moved.get(place.get("file", ""))
    return {**entry, "place": {**place, "file": file}} if file else entry


def _as_it_stands(entry: Entry) -> str:
    """What identifies a finding exactly: its cell and what it says."""
    return f"{id_of(entry)} {_facts(entry)}"


def _but_for_its_row(entry: Entry) -> str:
    """What identifies a finding after its row has moved, because a row was inserted or removed
    above: its sheet, its column and what it says."""
    place = entry.get("place") or {}
    column = str(place.get("cell") or "").rstrip("0123456789")
    spot = (entry["code"], place.get("file"), place.get("sheet"), column)
    return f"{spot} {_facts(entry)}"


def _facts(entry: Entry) -> str:
    """The facts of a finding without other cells, which may have moved as well."""
    facts = entry.get("facts") or {}
    kept = {name: fact for name, fact in facts.items() if not _is_place(fact)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _is_place(fact: Any) -> bool:
    return isinstance(fact, dict) and "cell" in fact
