"""What the data files that come with the project say, ready made: to parse their YAML takes longest
of all that a small run does.

``schemas/ready.txt`` has a line for each of them, the digest of its text and what it says as JSON.
It counts for a text to the letter, wherever that lies; any other is parsed. The tests write it
(``KAMDOCS_UPDATE=1 python -m pytest tests/test_ready.py``) and hold it to what the files say.
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
    """The line of a text that says this; None where JSON cannot say it."""
    days = [(path, day.isoformat()) for path, day in _days(said)]
    try:
        told = json.dumps((said, days), ensure_ascii=False, default=_as_day, separators=(",", ":"))
        same = _meant(told) == said
    except (TypeError, KeyError):  # what JSON has no word for; a key that is no text
        return None
    return f"{_digest(text)} {told}" if same else None


class Ready:
    """The lines of a file; none where it is lacking. A line that is damaged tells nothing: what it
    would tell is in the YAML."""

    def __init__(self, file: Path) -> None:
        try:
            whole = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            whole = ""
        lines = (line.partition(" ") for line in whole.split("\n"))
        self._told: Mapping[str, str] = {digest: told for digest, _, told in lines}

    def said(self, text: str) -> Any:
        """What a text says; None where that is not known, or where it says nothing."""
        told = self._told.get(_digest(text))
        try:
            return None if told is None else _meant(told)
        except (ValueError, TypeError, LookupError):
            return None


@cache
def ready_in(folder: Path) -> Ready:
    """What is ready in a folder, read once."""
    return Ready(folder / NAME)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _meant(told: str) -> Any:
    """What was told, its days as days."""
    said, days = json.loads(told)
    for path, day in days:
        *above, last = path
        entry = said
        for step in above:
            entry = entry[step]
        entry[last] = date.fromisoformat(day)
    return said


def _days(entry: Any, path: _Path = ()) -> Iterator[tuple[_Path, date]]:
    """The days in what is said, each with the keys that lead there."""
    if type(entry) is date:
        yield path, entry
    elif isinstance(entry, dict | list):
        for step, below in entry.items() if isinstance(entry, dict) else enumerate(entry):
            yield from _days(below, (*path, step))


def _as_day(value: Any) -> str:
    if type(value) is date:
        return value.isoformat()
    raise TypeError
