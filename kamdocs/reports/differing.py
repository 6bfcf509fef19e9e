"""Two runs side by side: what is new, worse, still open, fixed, and no longer looked at."""

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
    """A verdict or a finding on the data that is not what it was, or still is what it was.

    ``entry`` is that of the later report where it has one, else of the earlier; ``was`` and ``now``
    are its statuses, None in the report that does not have it.
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
    """What is said of each of the two, where it tried other values than its policies have."""
    unlike: tuple[Text, ...] = ()
    """What is said where the two are of other periods, or by other policies."""

    @property
    def worsened(self) -> bool:
        """Whether anything is new or worse."""
        both = (*self.verdicts, *self.findings)
        return any(one.change in (Change.NEW, Change.WORSE) for one in both)

    def those(self, change: Change) -> tuple[list[Changed], list[Changed]]:
        """The verdicts and the findings of which that became."""
        return (
            [one for one in self.verdicts if one.change is change],
            [one for one in self.findings if one.change is change],
        )


def difference(before: Entry, now: Entry, files: tuple[str, str]) -> Difference:
    """What changed between two JSON reports as ``read_json`` gives them; ``files`` are where they
    come from, for the fault.

    SetupFault where a report is damaged in its day or its verdicts.
    """
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
    """Errors and warnings by their codes and cells, wherever their rows and files stand now; those
    of a file that was not handed in again are gone."""
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
    """The files of a report, each with the hash of what is in it."""
    files = (one for one in whole.get("files", ()) if one.get("file") and one.get("sha256"))
    return {one["file"]: one["sha256"] for one in files}


def _moved(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """What files are called now that stood elsewhere before, with the same in them. A file that
    was not touched is called otherwise as soon as another of its name is handed in."""
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
    """A finding of the earlier report with the file as it is called now."""
    place = entry.get("place") or {}
    file = moved.get(place.get("file", ""))
    return {**entry, "place": {**place, "file": file}} if file else entry


def _as_it_stands(entry: Entry) -> str:
    """A finding by its cell and what is said of it."""
    return f"{id_of(entry)} {_facts(entry)}"


def _but_for_its_row(entry: Entry) -> str:
    """A finding by its sheet, its column and what is said of it: a row that was put in or taken
    out above moves it, and changes nothing."""
    place = entry.get("place") or {}
    column = str(place.get("cell") or "").rstrip("0123456789")
    spot = (entry["code"], place.get("file"), place.get("sheet"), column)
    return f"{spot} {_facts(entry)}"


def _facts(entry: Entry) -> str:
    """What is said of a finding, but for other cells, which move as well."""
    facts = entry.get("facts") or {}
    kept = {name: fact for name, fact in facts.items() if not _is_place(fact)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _is_place(fact: Any) -> bool:
    return isinstance(fact, dict) and "cell" in fact
