"""What reports show beside a report itself: visits over time, earlier runs, coverage."""

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
    """A visit that was made: its day, its row, and its ``mode`` where that is not the usual one,
    such as a call."""

    day: date
    row: Place
    mode: Fact = None


class Customer(NamedTuple):
    """A customer in the timeline, with its visits in the order of their days."""

    key: str
    name: str
    visits: tuple[Visit, ...] = ()


class Before(NamedTuple):
    """The JSON report of an earlier run, and the file from which it comes."""

    whole: "Entry"
    file: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A report in a folder of earlier reports: the file as it is shown, its day, and the time at
    which it was saved."""

    file: str
    day: date
    saved: int
    whole: "Entry" = field(repr=False)


class History(NamedTuple):
    """The reports in a folder, by their days, and the findings on files that are none."""

    reports: tuple[Earlier, ...]
    findings: tuple[Finding, ...]


class Around(NamedTuple):
    """What is shown beside a report: the company, the number of clauses of each policy by how they
    are covered, the customers with their visits, what changed ``since`` an earlier run, and the
    periods of earlier runs beside this one (``trend``)."""

    company: str = ""
    coverage: Sequence[Mapping[str, int]] = ()
    customers: Sequence[Customer] = ()
    since: "Difference | None" = None
    trend: "Trend | None" = None


def earlier(path: Path) -> Before:
    """The earlier run in a JSON report. SetupFault where the file cannot be read, is no report of
    kamdocs, or has damaged verdicts."""
    from kamdocs.reports.as_json import brief
    from kamdocs.reports.from_json import day_in_report, read_json, verdicts_in

    before = Before(read_json(path, brief), str(path))
    verdicts_in(before.whole, before.file)
    day_in_report(before.whole, before.file)
    return before


def since(before: Before, report: Report) -> "Difference":
    """What changed from an earlier run to this one."""
    from kamdocs.reports.as_json import as_entries
    from kamdocs.reports.differing import difference

    return difference(before.whole, as_entries(report), (before.file, ""))


def history_in(folder: Path) -> History:
    """The earlier runs whose reports lie in a folder, and the findings on other files there."""
    from kamdocs.reports.history.reading import read_history

    return read_history(folder)


def trend(history: History, report: Report) -> "Trend":
    """Earlier runs beside this one, period by period."""
    from kamdocs.reports.history.trend import trend

    return trend(history, report)
