"""What the page tells beside the report itself."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kamdocs.faults import SetupFault, reason
from kamdocs.model import Place, Status

_FORMAT = "kamdocs-report/"


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
    """What the page tells beside the report: the company, how many clauses of each policy are
    looked after in which way, the customers with their visits, and an earlier run."""

    company: str = ""
    coverage: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    customers: Sequence[Customer] = ()
    before: Before | None = None


def earlier(path: Path) -> Before:
    """The run that a JSON report tells of; SetupFault KD950 where the file is no such report."""
    try:
        whole: Any = json.loads(path.read_bytes())
        if not str(whole["format"]).startswith(_FORMAT):
            raise KeyError("format")
        statuses = {str(one["id"]): Status(one["status"]) for one in whole["verdicts"]}
        return Before(date.fromisoformat(whole["as_of"]), statuses)
    except OSError as fault:
        raise SetupFault("KD950", {"reason": reason(fault)}, str(path)) from fault
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise SetupFault("KD950", {"reason": type(fault).__name__}, str(path)) from fault
