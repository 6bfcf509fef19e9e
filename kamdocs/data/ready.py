"""The parsed data of the YAML files that come with the project, since parsing them would take most
of the time of a small run.

``schemas/ready.txt`` has a line for each file: the digest of its text, and its data as JSON. It is
used for any text that is exactly the same, wherever the file lies; other texts are parsed. The
tests write it (``KAMDOCS_UPDATE=1 python -m pytest tests/test_ready.py``) and check that it agrees
with the files.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

NAME = "ready.txt"
_Path = tuple[str | int, ...]


def line_of(text: str, said: Any) -> str | None:
    """The line for a text whose data are ``said``; None where JSON cannot represent them."""
    days = [(path, day.isoformat()) for path, day in _days(said)]
    try:
        told = json.dumps((said, days), ensure_ascii=False, default=_as_day, separators=(",", ":"))
        same = _meant(told) == said
    except (TypeError, KeyError):  # what JSON has no word for; a key that is no text
        return None
    return f"{_digest(text)} {told}" if same else None


class Ready:
    """The lines of such a file, none if it is missing. A damaged line is ignored, since the YAML
    itself can be parsed instead."""

    def __init__(self, file: Path) -> None:
        try:
            whole = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            whole = ""
        lines = (line.partition(" ") for line in whole.split("\n"))
        self._told: Mapping[str, str] = {digest: told for digest, _, told in lines}

    def said(self, text: str) -> Any:
        """The data of a text; None where there is no line for it, or where it is empty."""
        told = self._told.get(_digest(text))
        try:
            return None if told is None else _meant(told)
        except (ValueError, TypeError, LookupError):
            return None


@cache
def ready_in(folder: Path) -> Ready:
    """The file of ready data in a folder, read once."""
    return Ready(folder / NAME)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _meant(told: str) -> Any:
    """The data in the JSON of a line, with days made dates again."""
    said, days = json.loads(told)
    for path, day in days:
        *above, last = path
        entry = said
        for step in above:
            entry = entry[step]
        entry[last] = date.fromisoformat(day)
    return said


def _days(entry: Any, path: _Path = ()) -> Iterator[tuple[_Path, date]]:
    """The dates in some data, each with the keys that lead there."""
    if type(entry) is date:
        yield path, entry
    elif isinstance(entry, dict | list):
        for step, below in entry.items() if isinstance(entry, dict) else enumerate(entry):
            yield from _days(below, (*path, step))


def _as_day(value: Any) -> str:
    if type(value) is date:
        return value.isoformat()
    raise TypeError
