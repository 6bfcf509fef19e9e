"""Two runs side by side: what is new, worse, still open, fixed, and no longer looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kamdocs.model import Level, Status
from kamdocs.reports.changes import Change, change_of
from kamdocs.reports.from_json import Entry, day_in_report, id_of, verdicts_in


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
    """Errors and warnings by their codes and cells; those of a file that was not handed in again
    are gone."""
    first, second = _told(before), _told(now)
    files = {one.get("file") for one in now.get("files", ())}
    for name, entry in {**first, **second}.items():
        if name in second:
            change = Change.OPEN if name in first else Change.NEW
        else:
            file = (entry.get("place") or {}).get("file")
            change = Change.FIXED if file is None or file in files else Change.GONE
        yield Changed(change, name, entry)


def _told(whole: Entry) -> dict[str, Any]:
    levels = (Level.ERROR.value, Level.WARNING.value)
    return {id_of(one): one for one in whole["findings"] if one.get("level") in levels}
