"""What the page tells beside the report itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kamdocs.model import Fact, Finding, Place, Report

if TYPE_CHECKING:
    from kamdocs.reports.differing import Difference
    from kamdocs.reports.from_json import Entry
    from kamdocs.reports.history.trend import Trend


class Visit(NamedTuple):
    """A visit that was made: the day, the row that tells of it, and how it was made where that is
    not the usual way (a call)."""

    day: date
    row: Place
    mode: Fact = None


class Customer(NamedTuple):
    """A customer as the timeline names it, with its visits in the order of their days."""

    key: str
    name: str
    visits: tuple[Visit, ...] = ()


class Before(NamedTuple):
    """An earlier run as its JSON report tells it, and the file that this comes from."""

    whole: "Entry"
    file: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A report of a folder: the file as it is shown, its day, and when it was saved."""

    file: str
    day: date
    saved: int
    whole: "Entry" = field(repr=False)


class History(NamedTuple):
    """The reports of a folder, by their days, and what is said of the files that are none."""

    reports: tuple[Earlier, ...]
    findings: tuple[Finding, ...]


class Around(NamedTuple):
    """What the page tells beside the report: the company, how many clauses of each of its policies
    are looked after in which way, the customers with their visits, what changed since an earlier
    run, and the periods of earlier runs beside this one."""

    company: str = ""
    coverage: Sequence[Mapping[str, int]] = ()
    customers: Sequence[Customer] = ()
    since: "Difference | None" = None
    trend: "Trend | None" = None


def earlier(path: Path) -> Before:
    """The run that a JSON report tells of.

    SetupFault where the file cannot be read, is no report of ours, or is damaged in its verdicts.
    """
    from kamdocs.reports.as_json import brief
    from kamdocs.reports.from_json import day_in_report, read_json, verdicts_in

    before = Before(read_json(path, brief), str(path))
    verdicts_in(before.whole, before.file)
    day_in_report(before.whole, before.file)
    return before


def since(before: Before, report: Report) -> "Difference":
    """What changed from an earlier run to this one, the same wherever it is told."""
    from kamdocs.reports.as_json import as_entries
    from kamdocs.reports.differing import difference

    return difference(before.whole, as_entries(report), (before.file, ""))


def history_in(folder: Path) -> History:
    """The earlier runs of which reports lie in a folder, and what is said of other files there."""
    from kamdocs.reports.history.reading import read_history

    return read_history(folder)


def trend(history: History, report: Report) -> "Trend":
    """Earlier runs beside this one, period by period."""
    from kamdocs.reports.history.trend import trend

    return trend(history, report)
