"""What the page tells beside the report itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kamdocs.model import Place, Status


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that was made: the day, and the row that tells of it."""

    day: date
    row: Place


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the timeline names it, with its visits in the order of their days."""

    key: str
    name: str
    visits: tuple[Visit, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier run: its day and its verdicts' statuses by their ids."""

    as_of: date
    statuses: Mapping[str, Status]


@dataclass(frozen=True, slots=True)
class Around:
    """What the page tells beside the report: the company, how many clauses of each of its policies
    are looked after in which way, the customers with their visits, and an earlier run."""

    company: str = ""
    coverage: Sequence[Mapping[str, int]] = ()
    customers: Sequence[Customer] = ()
    before: Before | None = None


def earlier(path: Path) -> Before:
    """The run that a JSON report tells of.

    SetupFault where the file cannot be read, is no report of ours, or is damaged in its verdicts.
    """
    from kamdocs.reports.from_json import day_in_report, read_json, verdicts_in

    whole, file = read_json(path), str(path)
    statuses = {name: status for name, (status, _) in verdicts_in(whole, file).items()}
    return Before(day_in_report(whole, file), statuses)
